"""Lines of comments and blank lines in a YAML text, and to which entry they belong.

Between two lines with something on them stand lines of comments and blank lines. The comments right above a key, at
its own column, belong to that. Those that are deeper than the key of an entry ahead of them belong to it, up to the
first that is not. All others stand for themselves.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

# Anchors and tags, each with the blanks behind it; and with comments too.
PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
PROPERTIES_AND_COMMENTS = re.compile(r"(?:[&!]\S*(?:\s|#[^\r\n]*)+)*")
# The column of the entries of a mapping or list in braces: that of a comment in it says nothing.
ANY_COLUMN = 1 << 30
_SKIP = re.compile(r"(?:\s|#[^\r\n]*)*")
# What may stand between two entries: blanks, comments, and the colon of a key with nothing behind it.
_BETWEEN = re.compile(r"(?:[\s:,{]|#[^\r\n]*)*")
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


def own_above(lines: Sequence[Trivia], column: int, *, at_head: bool = False) -> int:
    """The first of the lines above a key at a column that belong to it; their number where none does.

    Where they are `at_head` of a file, comments that begin with the first line speak of the file, not of its first key.
    """
    start = len(lines)
    while start and (line := lines[start - 1]) is not None and column in (line.column, ANY_COLUMN):
        start -= 1
    return len(lines) if at_head and not start else start


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
    found = PROPERTIES_AND_COMMENTS.match(text, start)
    assert found is not None
    return found.end()
