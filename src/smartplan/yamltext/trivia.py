"""What stands between the keys and values of a YAML text, in braces or not: comments and blank lines."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from smartplan.yamltext.comment_lines import CommentLine, Trivia, own_above

_BLANK = re.compile(r"\n[ \t]*\n")


class Between(NamedTuple):
    """What stands in a gap: the comment at the end of the line that it starts on, and the lines below.

    `spaces` are the blanks right before that comment, 0 where a tab is among them; `before` is the width of all
    that stands ahead of those blanks.
    """

    before: int = 0
    spaces: int = 0
    beside: str = ""
    below: Sequence[Trivia] = ()


NOTHING = Between()
_BLANK_LINE = Between(below=(None,))


def split(gap: str) -> Between:
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
            below.append(CommentLine(len(line[:place].expandtabs()), line[start:].rstrip()))
        elif number < len(lines) and not line.strip():
            below.append(None)
    return Between(len(before), 0 if "\t" in white else len(white), first[len(head) :].rstrip() if mark else "", below)


def in_column(text: str, start: int, gap: Between) -> bool:
    """Whether the comment beside a gap that starts there has another right above or below it, in the same column."""
    if not gap.beside:
        return False
    at = start + gap.before + gap.spaces
    line = text.rfind("\n", 0, at) + 1
    above = text.rfind("\n", 0, max(line - 1, 0)) + 1
    below = text.find("\n", at) + 1
    column = at - line
    return any(
        text.startswith("#", there + column) and text.find("\n", there, there + column) < 0
        for there in ([above] if line else []) + ([below] if below else [])
    )


class CommentsAbove(NamedTuple):
    """What stands above an entry: lines that stand for themselves, whether a blank line follows, its own comments."""

    apart: Sequence[Trivia]
    blank: bool
    own: Sequence[Trivia]


def divide(lines: Sequence[Trivia], column: int, *, at_head: bool = False) -> CommentsAbove:
    """The lines above an entry; comments right above its key at its own column belong to it."""
    start = own_above(lines, column, at_head=at_head)
    blank = start > 0 and lines[start - 1] is None
    return CommentsAbove(lines[: start - blank], blank, lines[start:])
