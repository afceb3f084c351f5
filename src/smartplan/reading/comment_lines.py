"""Comments of a YAML text: where they stand, and to which entry those with a line of their own belong.

Between two lines with something on them stand lines of comments and blank lines. The comments right above a key, at
its own column, belong to that. Those that are deeper than the key of an entry ahead of them belong to it, up to the
first that is not. All others stand for themselves.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import Any, NamedTuple

from smartplan.reading.yaml import Tree, parse

# Anchors and tags, each with the blanks behind it.
PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
# The column of the entries of a mapping or list in braces: that of a comment in it says nothing.
ANY_COLUMN = 1 << 30
_SKIPPED = r"(?:\s|#[^\r\n]*)"
_SKIP = re.compile(f"{_SKIPPED}*")
_CONTENT = re.compile(rf"(?:[&!]\S*{_SKIPPED}+)*")
# What stands ahead of a scalar's text: its tag and anchor, and the header of a literal text.
_BEFORE_TEXT = re.compile(rf"{_CONTENT.pattern}(?:[|>][^\r\n]*)?")
# What may stand between two entries: blanks, comments, and the colon of a key with nothing behind it.
_BETWEEN = re.compile(r"(?:[\s:,{]|#[^\r\n]*)*")
_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")
# To Python more characters are blank.
_WHITE = " \t\r\n"


class CommentLine(NamedTuple):
    """A line with nothing but a comment, and the column of its `#`."""

    column: int
    text: str


# A line with nothing on it that YAML reads; None is a blank one.
Trivia = CommentLine | None


def is_blank(line: str) -> bool:
    """Whether a line has nothing in it."""
    return not line.strip(_WHITE)


def is_comment(line: str) -> bool:
    """Whether a line has nothing but a comment in it."""
    return line.lstrip(" \t").startswith("#")


def trivia(line: str) -> Trivia:
    """A line that is blank or a comment."""
    return None if is_blank(line) else CommentLine(line.index("#"), line[line.index("#") :].rstrip(_WHITE))


def indent(line: str) -> int:
    """The blanks at the start of a line."""
    return len(line) - len(line.lstrip(" "))


def own_above(lines: Sequence[Trivia], column: int) -> int:
    """The first of the lines above a key at a column that belong to it; their number where none does."""
    start = len(lines)
    while start and (line := lines[start - 1]) is not None and column in (line.column, ANY_COLUMN):
        start -= 1
    return start


def depths(lines: Sequence[Trivia]) -> Iterator[int]:
    """For each line the column that the key of an entry ahead must be less than for the line to be part of it."""
    return accumulate((ANY_COLUMN if line is None else line.column for line in lines), min)


def own_below(lines: Sequence[Trivia], column: int, *, leaves_next: bool = False) -> int:
    """How many of the lines below an entry, whose key stands at a column, are part of it.

    `leaves_next`, where another key follows the lines, leaves comments behind a blank line that stand right on that.
    Whoever moves or takes out an entry had better leave them, for they speak of that key, however they are indented;
    fmt, which would have to move them to its column, and who asks what a comment speaks of, go by the columns.
    """
    end = _commented(lines, sum(1 for _ in takewhile(lambda depth: depth > column, depths(lines))))
    if leaves_next and end == len(lines):
        block = end
        while block and lines[block - 1] is not None:
            block -= 1
        # With none blank ahead they go on from the entry itself.
        end = _commented(lines, block) if block else end
    return end


def _commented(lines: Sequence[Trivia], end: int) -> int:
    """The end of the lines without the blank ones before it."""
    while end and lines[end - 1] is None:
        end -= 1
    return end


def skip(text: str, at: int) -> int:
    """Where the next thing stands that is neither blank nor comment."""
    found = _SKIP.match(text, at)
    assert found is not None
    return found.end()


def is_flow(text: str, start: int) -> bool:
    """Whether a value that starts there, be it with an anchor or a tag, is in braces or brackets."""
    # No copy of what may be the whole text.
    return text.startswith(("{", "["), _content_start(text, start))


def entry_start(text: str, marks: "array[int]", index: int, start: int) -> int:
    """Where an entry of a block that starts at `start` does: its key, the `?` ahead of that, or the dash of an item."""
    at = max(marks[4 * index - 3], marks[4 * index - 1]) if index else _content_start(text, start)
    found = _BETWEEN.match(text, at)
    assert found is not None
    return found.end()


def _content_start(text: str, start: int) -> int:
    """Where a value starts behind its anchor and tag."""
    found = _CONTENT.match(text, start)
    assert found is not None
    return found.end()


def comments(text: str, tree: Tree | None = None) -> Counter[str]:
    """The comments in a text, each with how often it stands there. `tree` is the text as read before."""
    return Counter(text[start:end] for start, end in spans(text, tree or parse(text)))


def spans(text: str, tree: Tree) -> Iterator[tuple[int, int]]:
    """Where the comments of a text stand, in order: from the `#` on, without the blanks at the end of the line."""
    leaves = _Leaves(text, tree)
    at = 0
    while found := _COMMENT.search(text, at):
        start = found.start()
        at = leaves.end(start)
        if not at:
            at = found.end()
            yield start, start + len(found[0].rstrip())


@dataclass(slots=True)
class _Around:
    """A mapping or list around a place: its values, where its entries start, their marks, and where it ends."""

    values: list[Any]
    starts: "array[int]"
    marks: "array[int]"
    is_mapping: bool
    end: int


class _Leaves:
    """The keys and scalars of a text, for who asks in the order of the text."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.text, self.tree = text, tree
        start, end = tree.root
        root = array("I", (start, start, start, end))
        self.levels = [_Around([tree.data], root[:1], root, False, len(text))]

    def end(self, at: int) -> int:
        """The end of the key or scalar that a character stands in, no earlier than that of the call before; else 0."""
        levels = self.levels
        while at >= levels[-1].end:
            levels.pop()
        while True:
            level = levels[-1]
            index = bisect_right(level.starts, at) - 1
            if index < 0:
                return 0
            _, key_end, start, end = level.marks[4 * index : 4 * index + 4]
            if at < key_end and level.is_mapping:
                return key_end
            if not start <= at < end:
                return 0
            node = level.values[index]
            inner = marks_at(self.tree, node, start)
            if inner is None:
                if isinstance(node, (dict, list)) and self.text[start] != "*":
                    # Nothing stands in it, but for comments.
                    return 0
                found = _BEFORE_TEXT.match(self.text, start, end)
                assert found is not None
                return end if found.end() <= at else 0
            is_mapping = isinstance(node, dict)
            levels.append(_Around(list(node.values()) if is_mapping else node, inner[::4], inner, is_mapping, end))


def marks_at(tree: Tree, node: Any, start: int) -> "array[int] | None":
    """The marks of a mapping or list with entries that is written out at a place; an alias stands behind its anchor."""
    marks = tree.marks.get(id(node)) if isinstance(node, (dict, list)) else None
    return marks if marks and start <= marks[0] else None
