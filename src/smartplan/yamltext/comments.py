"""Comments of a YAML text, and the entries that they belong to.

A comment at the end of a line belongs to the last entry on it. One with a line of its own belongs to the entry right
below whose key stands at its column, or else to the innermost entry that it stands within or is deeper than.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from smartplan.plan.finding import Address
from smartplan.yamltext.document import Document
from smartplan.yamltext.tree import Tree

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s|#[^\r\n]*)+)*")
_GAP = re.compile(r"(?:\s|#[^\r\n]*)*")
# What stands ahead of a scalar's text: its tag and anchor, and the header of a literal text.
_BEFORE_TEXT = re.compile(_PROPERTIES.pattern + r"(?:[|>][^\r\n]*)?")
_NEXT_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)( *)(#?)(\S?)")


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


class _Runs:
    """What is known of lines of comments that stand together: a file may be full of them.

    `below` tells for a comment what follows the last of its column, `above` for the line of one which line stands ahead
    of all, and the least of their columns.
    """

    def __init__(self) -> None:
        self.below: dict[int, re.Match[str] | None] = {}
        self.above: dict[int, tuple[int, int]] = {}


class _Entry(NamedTuple):
    """An entry of a mapping or list with its offsets; `start` is that of its key, or of an item's dash."""

    name: str | int
    value: Any
    start: int
    key_end: int
    value_start: int
    end: int


def comments_starting_with(document: Document, word: str) -> Iterator[Comment]:
    """The comments whose first word is `word`, in the order of the text; all where it is empty.

    None where the text cannot be read.
    """
    text, tree = document.source.text, document.tree
    if tree.data is None or word not in text:
        return
    runs = _Runs()
    for start, end in comment_spans(text, tree):
        if not text[start + 1 : end].lstrip(" \t").startswith(word):
            continue
        place = document.source.place((start, start))
        line = start - place.column + 1
        beside = not text[line:start].isspace() and start > line
        path = _on_line(document, start, place.line) if beside else _alone(document, start, place.column - 1, runs)
        yield Comment(start, text[start:end], path, beside)


def comment_spans(text: str, tree: Tree) -> Iterator[tuple[int, int]]:
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


def _marks(tree: Tree, node: Any, start: int) -> Any:
    """The marks of a mapping or list that is written out at a place; an alias stands behind what it means."""
    marks = tree.marks.get(id(node)) if isinstance(node, (dict, list)) else None
    return marks if marks and start <= marks[0] else None


def _entries(document: Document, at: int) -> Iterator[tuple[_Entry, bool]]:
    """From the head inwards the last entry that starts at or before an offset, and whether it stands in braces."""
    text, tree = document.source.text, document.tree
    node, (start, end) = tree.data, tree.root
    while marks := _marks(tree, node, start):
        flow = _is_flow(text, start)
        index = bisect_right(range(0, len(marks), 4), at, key=marks.__getitem__) - 1
        dashes = isinstance(node, list) and not flow
        if dashes and index + 1 < len(node) and _dash(text, marks, index + 1, start) <= at:
            index += 1
        if index < 0:
            return
        first = _dash(text, marks, index, start) if dashes else marks[4 * index]
        key_end, start, end = marks[4 * index + 1 : 4 * index + 4]
        name = next(islice(node, index, None)) if isinstance(node, dict) else index
        node = node[name]
        yield _Entry(name, node, first, key_end, start, end), flow


def _dash(text: str, marks: Any, index: int, start: int) -> int:
    """Offset of the dash of an item in a list that starts at `start`."""
    found = _GAP.match(text, marks[4 * index - 1]) if index else _PROPERTIES.match(text, start)
    assert found is not None
    return found.end()


def _is_flow(text: str, start: int) -> bool:
    found = _PROPERTIES.match(text, start)
    return found is not None and text[found.end() : found.end() + 1] in ("{", "[")


def _on_line(document: Document, at: int, line: int) -> Address:
    """The last entry on the line, before a comment."""
    text, path = document.source.text, []
    for entry, _ in _entries(document, at):
        within = at < entry.end
        last = max(entry.end, entry.key_end) - 1
        if not within and document.source.place((last, last)).line != line:
            break
        path.append(entry.name)
        if not within and _is_flow(text, entry.value_start):
            break
    return tuple(path)


def _alone(document: Document, at: int, column: int, runs: _Runs) -> Address:
    """The entry right below at the same column, or the innermost one that a comment is part of."""
    text = document.source.text
    below, here = _NEXT_LINE.match(text, at), at
    passed = []
    while below and below[2] and len(below[1]) == column:
        if here in runs.below:
            below = runs.below[here]
            break
        passed.append(here)
        here = below.start(2)
        below = _NEXT_LINE.match(text, here)
    runs.below |= dict.fromkeys(passed, below)
    if below and not below[2] and below[3] and len(below[1]) == column:
        path = _starting(document, below.start(3))
        if path:
            return path
    line = document.source.place((at, at)).line
    number, least = line - 1, column
    while number and (above := document.source.line(number).strip(" "))[:1] in ("", "#"):
        if number in runs.above:
            number, further = runs.above[number]
            least = min(least, further)
            break
        if above:
            least = min(least, document.source.line(number).index("#"))
        number -= 1
    runs.above[line] = number, least
    path = ()
    for entry, flow in _entries(document, at):
        if at >= entry.end and (flow or least < document.source.place((entry.start,) * 2).column):
            break
        path = (*path, entry.name)
    return path


def _starting(document: Document, at: int) -> Address:
    """The entry that starts at an offset with its key or its dash; the head where none does."""
    path: Address = ()
    for entry, _ in _entries(document, at):
        path = (*path, entry.name)
        if entry.start == at:
            return path
    return ()
