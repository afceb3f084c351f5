"""A YAML text as lines that belong to its keys: where an entry with its comments starts and ends.

An entry owns its lines, the comments right above its key at the key's own column, and deeper comments below its
content. Comments that stand apart, with blank lines around them or less indented, belong to nothing and stay put.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from msgspec import Struct

from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.yamltext import comment_lines
from smartplan.yamltext.comment_lines import PROPERTIES, Trivia, entry_start, indent, trivia
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.source import SourceText

# The header of a literal or folded text.
_TEXT = re.compile(r"[|>]([-+0-9]*)")
# To Python more characters are blank.
_WHITE = " \t\r\n"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


class Splice(NamedTuple):
    """Characters from `start` to `end` give way to `text`."""

    start: int
    end: int
    text: str


class EntryLines(Struct, frozen=True):
    """Lines of an entry, numbered from 0: its first comment, its key, and the line after its last."""

    start: int
    key: int
    end: int


class CommentRun(NamedTuple):
    """Lines of comments and blank lines that stand together, from a line numbered from 0 on."""

    start: int
    lines: Sequence[Trivia]

    @property
    def end(self) -> int:
        """The line after the last."""
        return self.start + len(self.lines)


@lru_cache(maxsize=2)
def _read(text: str) -> Document:
    """A text read. What one step of an edit wrote has been read to be sure of it, and the next step begins from it."""
    return load(SourceText("", text))


class Entries:
    """A text open for edits; what it was read to is shared with other sheets of the same text, and never changed."""

    def __init__(self, text: str, document: Document | None = None) -> None:
        self.text = text
        self.document = document or _read(text)
        self.lines: list[str] = _LINE.findall(text)
        self._run = CommentRun(0, ())
        self._around: tuple[Address, bool] | None = None

    @property
    def data(self) -> Any:
        """The plain data of the text; None where it cannot be read."""
        return self.document.tree.data

    @cached_property
    def newline(self) -> str:
        """The line break that the text uses."""
        return next((break_ for break_ in ("\r\n", "\n", "\r") if break_ in self.text), "\n")

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate(map(len, self.lines), initial=0))

    def offset(self, line: int) -> int:
        """Offset of the first character of a line; of the end of the text for the line after the last."""
        return self._starts[min(line, len(self.lines))]

    def line_of(self, offset: int) -> int:
        """The line that a character stands in."""
        return min(bisect_right(self._starts, offset) - 1, max(len(self.lines) - 1, 0))

    def column_of(self, offset: int) -> int:
        """The column of a character, from 0."""
        return offset - self._starts[self.line_of(offset)]

    def keys(self, path: Address) -> list[Any]:
        """The keys of a mapping, or the indices of a list."""
        node = self.document.value(path)
        return list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []

    def span(self, path: Address) -> tuple[int, int]:
        """The value at an address, without an anchor or tag before it and blanks behind it."""
        start, end = self._begin(path), self.document.span(path)[1]
        if self._text_of(path):
            last = self._text_end(path, kept=False) - 1
            return start, self.offset(last) + len(self.lines[last].rstrip("\r\n"))
        return start, max(start, start + len(self.text[start:end].rstrip(_WHITE)))

    def _begin(self, path: Address) -> int:
        start, end = self.document.span(path)
        # An alias has the span of its own; what it stands for lies elsewhere.
        found = PROPERTIES.match(self.text, start, end)
        return found.end() if found else start

    def key_span(self, path: Address) -> tuple[int, int]:
        """The key at an address, its quotes included."""
        return self.document.span(path, "key")

    def is_flow(self, path: Address) -> bool:
        """Whether the mapping or list at an address is written in braces or brackets."""
        if not isinstance(self.document.value(path), (dict, list)):
            return False
        # The span would take a copy of all that is inside.
        return self.text[self._begin(path) : self._begin(path) + 1] in ("{", "[")

    def in_flow(self, path: Address) -> bool:
        """Whether an entry stands in braces or brackets, its own or those of something around it."""
        around = path[:-1]
        # The entries of one mapping are mostly asked for one after the other.
        if self._around is None or self._around[0] != around:
            self._around = around, any(self.is_flow(path[:depth]) for depth in range(len(path)))
        return self._around[1]

    def first_offset(self, path: Address) -> int:
        """Where an entry of a block starts: its key or the `?` ahead of that, or the dash of an item."""
        if isinstance(path[-1], int) or self.is_explicit(path):
            return self._ahead(path)
        return self.key_span(path)[0]

    def is_explicit(self, path: Address) -> bool:
        """Whether a key is written behind a `?`."""
        if not self._has_question_mark:
            return False
        at = self._ahead(path)
        return at < self.key_span(path)[0] and self.text.startswith("?", at)

    @cached_property
    def _has_question_mark(self) -> bool:
        # Each key would be looked at for what hardly any file has.
        return "?" in self.text

    def _ahead(self, path: Address) -> int:
        """The first character behind the entry ahead of one that is neither blank nor comment."""
        marks = self.document.tree.marks[id(self.document.value(path[:-1]))]
        return entry_start(self.text, marks, self.document.index(path) or 0, self.document.span(path[:-1])[0])

    def column(self, path: Address) -> int:
        """The column of an entry of a block."""
        return self.column_of(self.first_offset(path))

    def content_end(self, path: Address) -> int:
        """The line after the last one of an entry's content, end-of-line comments included."""
        leaf = self._leaf(path)
        if self._text_of(leaf):
            return self._text_end(leaf, kept=True)
        start, end = self.span(path)
        last = max(end - 1, start, self.first_offset(path))
        if end == start:
            # Nothing stands there: the line of the colon is the last, or that of the key.
            last = max(start - 1, self.first_offset(path))
        return self.line_of(last) + 1

    def keeps_blanks(self, path: Address) -> bool:
        """Whether an entry ends in a text to which blank lines right behind it belong."""
        text = self._text_of(self._leaf(path))
        return text is not None and "+" in text[1]

    def _leaf(self, path: Address) -> Address:
        """The last value in a block, in the last of that, and so on."""
        while not self.is_flow(path) and not self._named_here(path) and (keys := self.keys(path)):
            path = (*path, keys[-1])
        return path

    def _text_of(self, path: Address) -> re.Match[str] | None:
        """The header of a value that is a literal or folded text."""
        return _TEXT.match(self.text, self._begin(path), self.document.span(path)[1])

    def _text_end(self, path: Address, *, kept: bool) -> int:
        """The line after the last one of such a text; `kept` with the blank lines that `|+` keeps."""
        header = self._text_of(path)
        assert header is not None
        first, last = self.line_of(header.start()), self.line_of(self.document.span(path)[1] - 1)
        if kept and "+" in header[1]:
            return last + 1
        digits = header[1].strip("+-")
        below = (indent(self.lines[line]) for line in range(first + 1, last + 1) if not self.is_blank(line))
        base = self.column(path) + int(digits) if digits else next(below, 1 << 30)
        # A line of more blanks than the others are indented by is text.
        while last > first and self.is_blank(last) and len(self.lines[last].rstrip("\r\n")) <= base:
            last -= 1
        return last + 1

    def extent(self, path: Address) -> EntryLines:
        """The lines of an entry of a block, with the comments that belong to it."""
        first = self.first_offset(path)
        start = key = self.line_of(first)
        column = first - self.offset(key)
        if self.is_comment(key - 1):
            run = self.run(key - 1)
            at_head = not run.start and path == self._first_entry
            start = run.start + comment_lines.own_above(run.lines, column, at_head=at_head)
        end = self.content_end(path)
        run = self.run(end)
        below = run.lines[end - run.start :]
        return EntryLines(
            start, key, end + comment_lines.own_below(below, column, leaves_next=run.end < len(self.lines))
        )

    def run(self, line: int) -> CommentRun:
        """The comments and blank lines that a line stands among; none for a line with anything else on it."""
        if not self._is_free(line):
            return CommentRun(line, ())
        # Each comment of a run asks for it, and a file may be full of them.
        if not self._run.start <= line < self._run.end:
            start, end = line, line + 1
            while self._is_free(start - 1):
                start -= 1
            while self._is_free(end):
                end += 1
            self._run = CommentRun(start, [trivia(text) for text in self.lines[start:end]])
        return self._run

    def _is_free(self, line: int) -> bool:
        return self.is_blank(line) or self.is_comment(line)

    def behind(self, path: Address) -> int:
        """The line on which something new is put behind an entry, the last of its kind.

        A comment that follows it at once is left to it, but for the foot of the file.
        """
        line, column = self.extent(path).end, self.column(path)
        while column and self.is_comment(line) and indent(self.lines[line]) == column:
            line += 1
        return line

    def is_alias(self, path: Address) -> bool:
        """Whether the value at an address, or something around it, stands elsewhere and is only named here."""
        return any(self._named_here(path[:depth]) for depth in range(1, len(path) + 1))

    def _named_here(self, path: Address) -> bool:
        return self.text.startswith("*", self.document.span(path)[0])

    @cached_property
    def _first_entry(self) -> Address:
        keys = self.keys(())
        return (keys[0],) if keys else ("",)

    def lines_of(self, extent: EntryLines) -> list[str]:
        """The lines of an entry, each with its break."""
        found = self.lines[extent.start : extent.end]
        if found and not found[-1].endswith(("\n", "\r")):
            found[-1] += self.newline
        return found

    def is_blank(self, line: int) -> bool:
        """Whether a line is there and has nothing in it."""
        return 0 <= line < len(self.lines) and comment_lines.is_blank(self.lines[line])

    def is_comment(self, line: int) -> bool:
        """Whether a line is there and has nothing but a comment in it."""
        return 0 <= line < len(self.lines) and comment_lines.is_comment(self.lines[line])

    def apply(self, splices: Iterable[Splice]) -> str:
        """The text with the splices made. Of several at one place the first stands first.

        What is put where something is taken away stands behind it; two that take away may share a blank line. Raises
        EditRefused where two changes meet.
        """
        parts, at, taken = [], 0, False
        for start, end, text in sorted(splices, key=lambda splice: (splice.start, splice.end)):
            if start < at and text and not (start == end and taken):
                raise EditRefused(variant="tangled")
            parts += [self.text[at:start], text]
            at, taken = max(at, end), not text
        return "".join([*parts, self.text[at:]])


def shift(lines: Sequence[str], by: int) -> list[str]:
    """Lines moved to the right, or to the left as far as they have room. Blanks may be text, so they move too."""
    if not by:
        return list(lines)
    if by > 0:
        return [line if not line.strip("\r\n") else " " * by + line for line in lines]
    return [line[min(-by, indent(line)) :] for line in lines]


def split(text: str) -> list[str]:
    """The lines of a text, each with its break; YAML knows no other breaks than CR and LF."""
    return _LINE.findall(text)
