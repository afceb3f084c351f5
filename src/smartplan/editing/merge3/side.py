"""One of the three texts of a merge: its entries as lines, each programme found wherever it stands in this one."""

from collections import Counter
from itertools import chain
from typing import NamedTuple

from smartplan.editing.merge3.data import Moves, Unmergeable, homes
from smartplan.plan.finding import Address
from smartplan.yamltext.comment_lines import indent
from smartplan.yamltext.comments import comments
from smartplan.yamltext.document import Document
from smartplan.yamltext.entries import Entries, EntryLines, shift
from smartplan.yamltext.source import SourceText
from smartplan.yamltext.tree import Tree

# The keys on the way to the programmes, but for the dimension between them.
PROGRAMMES = ("dimensions", "programmes")


class Piece(NamedTuple):
    """An entry as text: the comments above its key, and its key with its value."""

    above: str
    body: str

    @property
    def text(self) -> str:
        """All of it."""
        return self.above + self.body


class MergeSide:
    """A text of the merge. Raises Unmergeable for one that does not parse."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.sheet = Entries(text, Document(SourceText("", text), tree))
        # Where both sides added the file there was none before.
        self.is_empty = not text.strip()
        if not self.is_empty and (self.sheet.document.tree.faults or not isinstance(self.sheet.data, dict)):
            raise Unmergeable
        self.homes = homes(self.sheet.data)
        self.moves = Moves()
        self._extents: dict[Address, EntryLines] = {}

    def actual(self, path: Address) -> Address | None:
        """Where an entry of the merged file stands in this text; None where it has none."""
        if (path[:1] + path[2:3]) == PROGRAMMES and len(path) > 3 and path[3] in self.moves.homes:
            if path[3] not in self.homes:
                return None
            path = ("dimensions", self.homes[str(path[3])], *path[2:])
        parent = self.sheet.document.value(path[:-1])
        return path if isinstance(parent, dict) and path[-1] in parent else None

    def mapping(self, path: Address) -> Address | None:
        """Where a mapping of the merged file stands in this text as a block with a line an entry; None elsewhere."""
        here = self.actual(path) if path else path
        value = self.sheet.document.value(here) if here is not None else None
        if here is None or not isinstance(value, dict) or not value:
            return None
        if here and (self.sheet.in_flow(here) or self.sheet.is_flow(here)):
            return None
        if not here:
            return None if self.sheet.is_flow(here) else here
        extent = self.sheet.extent(here)
        first = self.sheet.line_of(self.sheet.key_span((*here, next(iter(value))))[0])
        return here if extent.key < first < extent.end else None

    def keys(self, path: Address) -> list[str]:
        """The keys of a block of the merged file that stand in it here and stay in it, in order."""
        here = self.mapping(path)
        if here is None:
            return []
        keys = [str(key) for key in self.sheet.keys(here)]
        if len(path) == 3 and (path[0], path[2]) == PROGRAMMES:
            return [key for key in keys if path[1] in self.moves.homes.get(key, (path[1], path[1]))]
        return keys

    def column(self, path: Address) -> int | None:
        """The column of the entries of a block."""
        here = self.mapping(path)
        return None if here is None else self.sheet.column((*here, self.sheet.keys(here)[0]))

    def piece(self, path: Address, column: int) -> Piece | None:
        """An entry at that column, or None. Raises Unmergeable for one in braces."""
        here = self.actual(path)
        if here is None:
            return None
        if self.sheet.in_flow(here):
            raise Unmergeable
        extent = self._extent(here)
        found = self.sheet.lines_of(extent)
        key = found[extent.key - extent.start]
        lines = shift(found, column - indent(key))
        above = extent.key - extent.start
        return Piece("".join(lines[:above]), "".join(lines[above:]))

    def _extent(self, here: Address) -> EntryLines:
        """The lines of an entry; looked up once, as that takes longer the further down it stands."""
        if here not in self._extents:
            self._extents[here] = self.sheet.extent(here)
        return self._extents[here]

    def head(self, path: Address, column: int) -> str:
        """The line of the key of a block."""
        piece = self.piece(path, column)
        assert piece is not None
        return piece.body.splitlines(keepends=True)[0]

    def gaps(self, path: Address) -> tuple[dict[str, str], str, str]:
        """What stands between the entries of a block and belongs to none.

        By the key behind it for all but the first; ahead of the first; behind the last.
        """
        here = self.mapping(path)
        if here is None:
            return {}, "", ""
        start, end = 0, len(self.sheet.lines)
        if here:
            extent = self.sheet.extent(here)
            start, end = extent.key + 1, extent.end
        found: dict[str, str] = {}
        for key in self.sheet.keys(here):
            extent = self._extent((*here, key))
            found[str(key)] = "".join(self.sheet.lines[start : extent.start])
            start = extent.end
        head = found.pop(next(iter(found)))
        return found, head, "".join(self.sheet.lines[start:end])


def lacking(text: str, *wanted: Counter[str]) -> list[str]:
    """Comments that a text does not have, in order."""
    have = comments(text)
    return list(dict.fromkeys(chain.from_iterable(one - have for one in wanted)))
