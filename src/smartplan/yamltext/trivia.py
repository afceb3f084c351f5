"""What stands between the keys and values of a YAML text: comments and blank lines."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from smartplan.yamltext.comments import comment_spans
from smartplan.yamltext.tree import Tree

_BLANK = re.compile(r"\n[ \t]*\n")


class Comment(NamedTuple):
    """A line with nothing but a comment, and the column of its `#`."""

    column: int
    text: str


# None is a blank line.
Trivia = Comment | None
# The column of the entries of a collection in braces: that of a comment in it says nothing.
ANY_COLUMN = 1 << 30


class Gap(NamedTuple):
    """What stands in a gap: the comment at the end of the line that it starts on, and the lines below.

    `spaces` are the blanks right before that comment, 0 where a tab is among them; `before` is the width of all
    that stands ahead of those blanks.
    """

    before: int = 0
    spaces: int = 0
    beside: str = ""
    below: Sequence[Trivia] = ()


NOTHING = Gap()
_BLANK_LINE = Gap(below=(None,))


def split(gap: str) -> Gap:
    """A gap between two values, dashes, commas and brackets left out; its last line is that of what comes next."""
    if "#" not in gap:
        return _BLANK_LINE if _BLANK.search(gap) else NOTHING
    first, *lines = gap.split("\n")
    head, mark, _ = first.partition("#")
    before = head.rstrip(" \t")
    white = head[len(before) :]
    below: list[Trivia] = []
    for number, line in enumerate(lines, 1):
        start = line.find("#")
        if start >= 0:
            # One behind the `?` of a key stands above that.
            place = line.index("?") if line[:start].strip() == "?" else start
            below.append(Comment(len(line[:place].expandtabs()), line[start:].rstrip()))
        elif number < len(lines) and not line.strip():
            below.append(None)
    return Gap(len(before), 0 if "\t" in white else len(white), first[len(head) :].rstrip() if mark else "", below)


def in_column(text: str, start: int, gap: Gap) -> bool:
    """Whether the comment beside a gap that starts there has another right above or below it, in the same column."""
    if not gap.beside:
        return False
    at = start + gap.before + gap.spaces
    line = text.rfind("\n", 0, at) + 1
    above = text.rfind("\n", 0, max(line - 1, 0)) + 1
    below = text.find("\n", at) + 1
    column = at - line
    return any(
        text[there + column : there + column + 1] == "#" and "\n" not in text[there : there + column]
        for there in (*([above] if line else []), *([below] if below else []))
    )


def take(lines: Sequence[Trivia], column: int) -> tuple[Sequence[Trivia], Sequence[Trivia]]:
    """The lines up to the last comment that is deeper than a column, and the rest; a shallower one ends them."""
    end = 0
    for index, line in enumerate(lines, 1):
        if line is not None:
            if line.column <= column:
                break
            end = index
    return lines[:end], lines[end:]


class CommentsAbove(NamedTuple):
    """What stands above an entry: lines that stand for themselves, whether a blank line follows, its own comments."""

    apart: Sequence[Trivia]
    blank: bool
    own: Sequence[Trivia]


def divide(lines: Sequence[Trivia], column: int) -> CommentsAbove:
    """The lines above an entry; comments right above its key at its own column belong to it."""
    start = len(lines)
    while start and (line := lines[start - 1]) is not None and column in (line.column, ANY_COLUMN):
        start -= 1
    blank = start > 0 and lines[start - 1] is None
    return CommentsAbove(lines[: start - blank], blank, lines[start:])


def comments(text: str, tree: Tree) -> list[str]:
    """Every comment of a text that could be read, in alphabetical order."""
    return sorted(text[start:end] for start, end in comment_spans(text, tree))
