"""The comments of a YAML text: where they stand, and the entry that each belongs to.

A comment at the end of a line belongs to the last entry on it. One with a line of its own belongs to the entry right
below whose key stands at its column, or else to the innermost entry that it stands within or is deeper than.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from msgspec import Struct

from smartplan.plan.finding import Address
from smartplan.yamltext.comment_lines import PROPERTIES_AND_COMMENTS, depths, entry_start, indent, is_flow, own_above
from smartplan.yamltext.document import Document
from smartplan.yamltext.entries import CommentRun, Entries
from smartplan.yamltext.parser import parse
from smartplan.yamltext.tree import Tree

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")
# What stands ahead of a scalar's text: its tag and anchor, and the header of a literal text.
_BEFORE_TEXT = re.compile(rf"{PROPERTIES_AND_COMMENTS.pattern}(?:[|>][^\r\n]*)?")


class Comment(NamedTuple):
    """A comment from its `#` on; `start` is the offset of that, `path` the entry that it belongs to.

    `beside` is True at the end of a line with something else on it.
    """

    start: int
    text: str
    path: Address
    beside: bool

    @property
    def said(self) -> str:
        """Its text without the sign."""
        return self.text[1:].strip()


class _Entry(NamedTuple):
    """An entry with its offsets; `start` is that of its key, or of an item's dash, `flow` where it is in braces."""

    name: str | int
    flow: bool
    start: int
    key_end: int
    value_start: int
    end: int


def comments(text: str, tree: Tree | None = None) -> Counter[str]:
    """The comments in a text, each with how often it stands there. `tree` is the text as read before."""
    return Counter(text[start:end] for start, end in comment_spans(text, tree or parse(text)))


def comments_starting_with(document: Document, word: str) -> Iterator[Comment]:
    """The comments whose first word is `word`, in the order of the text; all where it is empty.

    None where the text cannot be read.
    """
    text, tree = document.source.text, document.tree
    if tree.data is None or word not in text:
        return
    owners: _Owners | None = None
    for start, end in comment_spans(text, tree):
        if not text[start + 1 : end].lstrip(" \t").startswith(word):
            continue
        owners = owners or _Owners(document)
        path, beside = owners.of(start)
        yield Comment(start, text[start:end], path, beside)


def comment_spans(text: str, tree: Tree) -> Iterator[tuple[int, int]]:
    """Where the comments of a text stand, in order: from the `#` on, without the blanks at the end of the line."""
    leaves = _Leaves(text, tree)
    at = 0
    # To look for the sign alone takes a tenth of the time that the pattern would.
    while (start := text.find("#", at)) >= 0:
        found = _COMMENT.match(text, start)
        at = leaves.end(start) if found else start + 1
        if found and not at:
            at = found.end()
            yield start, start + len(found[0].rstrip())


class _Around(Struct):
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
            inner = _marks(self.tree, node, start)
            if not inner:
                if isinstance(node, (dict, list)) and self.text[start] != "*":
                    # Nothing stands in it, but for comments.
                    return 0
                found = _BEFORE_TEXT.match(self.text, start, end)
                assert found is not None
                return end if found.end() <= at else 0
            is_mapping = isinstance(node, dict)
            levels.append(_Around(list(node.values()) if is_mapping else node, inner[::4], inner, is_mapping, end))


class _Owners:
    """Tells for the comments of a document, in their order, which entry each belongs to."""

    def __init__(self, document: Document) -> None:
        self.tree, self.text = document.tree, document.source.text
        self.sheet = Entries(self.text, document)
        self.run = CommentRun(0, ())
        # Of the run: how deep each line stands, the entries that it may be part of, the first line that belongs to the
        # key right below, and the entry of that.
        self.depths: list[int] = []
        self.context: list[_Entry] = []
        self.above = 0
        self.next: Address = ()

    def of(self, at: int) -> tuple[Address, bool]:
        """The entry that the comment at an offset belongs to, and whether something else stands on its line."""
        line = self.sheet.line_of(at)
        start = self.sheet.offset(line)
        if start < at and not self.text[start:at].isspace():
            return self._on_line(at, line), True
        run = self.sheet.run(line)
        if not run.lines:
            # Behind a blank that YAML does not take for one.
            return _part_of(self.sheet, self._entries(at), at, at - start), False
        if run is not self.run:
            self._enter(run)
        index = line - run.start
        within = self.next if index >= self.above else ()
        return within or _part_of(self.sheet, self.context, at, self.depths[index]), False

    def _enter(self, run: CommentRun) -> None:
        """Look at lines that stand together once for all comments in them: a file may be full of these."""
        column = indent(self.sheet.lines[run.end]) if run.end < len(self.sheet.lines) else -1
        self.run, self.depths, self.above = run, [*depths(run.lines)], own_above(run.lines, column)
        self.context = [*self._entries(self.sheet.offset(run.end) - 1)]
        self.next = ()
        if self.above < len(run.lines):
            at = self.sheet.offset(run.end) + column
            path: Address = ()
            for entry in self._entries(at):
                path = (*path, entry.name)
                if entry.start == at:
                    self.next = path
                    break

    def _on_line(self, at: int, line: int) -> Address:
        """The last entry on the line, before a comment."""
        path: Address = ()
        for entry in self._entries(at):
            within = at < entry.end
            if not within and self.sheet.line_of(max(entry.end, entry.key_end) - 1) != line:
                break
            path = (*path, entry.name)
            if not within and is_flow(self.text, entry.value_start):
                break
        return path

    def _entries(self, at: int) -> Iterator[_Entry]:
        """From the head inwards the last entry that starts at or before an offset."""
        text, node, (start, end) = self.text, self.tree.data, self.tree.root
        while marks := _marks(self.tree, node, start):
            flow = is_flow(text, start)
            index = bisect_right(range(0, len(marks), 4), at, key=marks.__getitem__) - 1
            dashes = isinstance(node, list) and not flow
            if dashes and index + 1 < len(node) and entry_start(text, marks, index + 1, start) <= at:
                index += 1
            if index < 0:
                return
            first = entry_start(text, marks, index, start) if dashes else marks[4 * index]
            key_end, start, end = marks[4 * index + 1 : 4 * index + 4]
            name = next(islice(node, index, None)) if isinstance(node, dict) else index
            node = node[name]
            yield _Entry(name, flow, first, key_end, start, end)


def _part_of(sheet: Entries, entries: Iterable[_Entry], at: int, depth: int) -> Address:
    """The innermost of entries that a comment in a line of its own stands within, or is deeper than."""
    path: Address = ()
    for entry in entries:
        if at >= entry.end and (entry.flow or depth <= sheet.column_of(entry.start)):
            break
        path = (*path, entry.name)
    return path


def _marks(tree: Tree, node: Any, start: int) -> "array[int] | None":
    """The marks of a mapping or list with entries that is written out at a place; an alias stands behind its anchor."""
    marks = tree.marks.get(id(node)) if isinstance(node, (dict, list)) else None
    return marks if marks and start <= marks[0] else None
