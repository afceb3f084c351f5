"""The comments of a document, each with the entry that it belongs to.

A comment at the end of a line belongs to the last entry on it. One with a line of its own belongs to the entry right
below whose key stands at its column, or else to the innermost entry that it stands within or is deeper than.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from smartplan.plan.finding import Path
from smartplan.reading.comment_lines import depths, entry_start, indent, is_flow, marks_at, own_above, spans
from smartplan.reading.document import Document
from smartplan.reading.entries import CommentRun, Sheet


class Comment(NamedTuple):
    """A comment from its `#` on; `start` is the offset of that, `path` the entry that it belongs to.

    `beside` is True at the end of a line with something else on it.
    """

    start: int
    text: str
    path: Path
    beside: bool

    @property
    def said(self) -> str:
        """Its text without the sign."""
        return self.text[1:].strip()


class _Entry(NamedTuple):
    """An entry of a mapping or list with its offsets; `start` is that of its key, or of an item's dash."""

    name: str | int
    value: Any
    start: int
    key_end: int
    value_start: int
    end: int


def beginning_with(document: Document, word: str) -> Iterator[Comment]:
    """The comments whose first word is `word`, in the order of the text; all where it is empty.

    None where the text cannot be read.
    """
    text, tree = document.source.text, document.tree
    if tree.data is None or word not in text:
        return
    owners: _Owners | None = None
    for start, end in spans(text, tree):
        if not text[start + 1 : end].lstrip(" \t").startswith(word):
            continue
        owners = owners or _Owners(document)
        path, beside = owners.of(start)
        yield Comment(start, text[start:end], path, beside)


class _Owners:
    """Tells for the comments of a document, in their order, which entry each belongs to."""

    def __init__(self, document: Document) -> None:
        self.tree, self.text = document.tree, document.source.text
        self.sheet = Sheet(self.text, document)
        self.run = CommentRun(0, ())
        # Of the run: how deep each line stands, the first that belongs to the key right below, and the entry of that.
        self.depths: list[int] = []
        self.above = 0
        self.next: Path = ()

    def of(self, at: int) -> tuple[Path, bool]:
        """The entry that the comment at an offset belongs to, and whether something else stands on its line."""
        line = self.sheet.line_of(at)
        start = self.sheet.offset(line)
        if start < at and not self.text[start:at].isspace():
            return self._on_line(at, line), True
        run = self.sheet.run(line)
        if not run.lines:
            # Behind a blank that YAML does not take for one.
            return self._around(at, at - start), False
        if run is not self.run:
            self._enter(run)
        index = line - run.start
        return (self.next if index >= self.above else ()) or self._around(at, self.depths[index]), False

    def _enter(self, run: CommentRun) -> None:
        """Look at lines that stand together once for all comments in them: a file may be full of these."""
        column = indent(self.sheet.lines[run.end]) if run.end < len(self.sheet.lines) else -1
        self.run, self.depths, self.above = run, [*depths(run.lines)], own_above(run.lines, column)
        self.next = ()
        if self.above < len(run.lines):
            at = self.sheet.offset(run.end) + column
            path: Path = ()
            for entry, _ in self._entries(at):
                path = (*path, entry.name)
                if entry.start == at:
                    self.next = path
                    break

    def _around(self, at: int, depth: int) -> Path:
        """The innermost entry that a comment in a line of its own stands within, or is deeper than."""
        path: Path = ()
        for entry, flow in self._entries(at):
            if at >= entry.end and (flow or depth <= self.sheet.column_of(entry.start)):
                break
            path = (*path, entry.name)
        return path

    def _on_line(self, at: int, line: int) -> Path:
        """The last entry on the line, before a comment."""
        path: Path = ()
        for entry, _ in self._entries(at):
            within = at < entry.end
            if not within and self.sheet.line_of(max(entry.end, entry.key_end) - 1) != line:
                break
            path = (*path, entry.name)
            if not within and is_flow(self.text, entry.value_start):
                break
        return path

    def _entries(self, at: int) -> Iterator[tuple[_Entry, bool]]:
        """From the head inwards the last entry that starts at or before an offset, and whether it stands in braces."""
        text, node, (start, end) = self.text, self.tree.data, self.tree.root
        while marks := marks_at(self.tree, node, start):
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
            yield _Entry(name, node, first, key_end, start, end), flow
