"""One file as read: its text, its plain data, and the place of every address in it."""

from collections.abc import Iterable
from typing import Any, Literal

from msgspec import Struct

from smartplan.plan.finding import Address, Finding
from smartplan.yamltext.parser import most_values, parse
from smartplan.yamltext.source import Place, SourceText
from smartplan.yamltext.tree import Tree

# A key or an index, its value, and the span of that.
_Step = tuple[str | int, Any, tuple[int, int]]


class Document(Struct, eq=False):
    """A file with its tree. `data` is a mapping, or None where the file cannot be read as one."""

    source: SourceText
    tree: Tree
    # Whether so much is wrong with it that nothing goes by it.
    given_up: bool = False
    # Of each mapping that was asked for, by its identity, which entry each key is.
    _places: dict[int, dict[str, int]] = {}
    # The way to the address that was asked for last.
    _way: list[_Step] = []

    @property
    def name(self) -> str:
        """The path as a person typed it or would type it."""
        return self.source.name

    @property
    def data(self) -> dict[str, Any] | None:
        """The head of the file, or None."""
        return self.tree.data if isinstance(self.tree.data, dict) and not self.given_up else None

    def span(self, path: Address, at: Literal["key", "value"] = "value") -> tuple[int, int]:
        """Character offsets of an address; of its nearest ancestor where the address itself is not in the file."""
        if at == "value":
            return self._follow(path)[2]
        node = self.tree.data
        if not path and isinstance(node, dict) and node:
            # The head has no key of its own: its first key stands for it.
            path = (next(iter(node)),)
        _, node, span = self._follow(path[:-1])
        marks = self._marks_of(node, path[-1]) if path and len(self._way) == len(path) - 1 else None
        return marks[:2] if marks else span

    def _follow(self, path: Address) -> _Step:
        """The value at an address; its nearest ancestor where the address itself is not in the file."""
        way, depth = self._way, 0
        # Addresses are mostly asked for in the order of the file: most of the way is that to the last one.
        for step, known in zip(path, way, strict=False):
            if step != known[0]:
                break
            depth += 1
        del way[depth:]
        here = way[-1] if way else ("", self.tree.data, self.tree.root)
        for step in path[depth:]:
            marks = self._marks_of(here[1], step)
            if marks is None:
                break
            here = (step, here[1][step], (marks[2], marks[3]))
            way.append(here)
        return here

    def _marks_of(self, node: Any, step: str | int) -> tuple[int, int, int, int] | None:
        """The four marks of an entry of a mapping or list."""
        index = self._index(node, step)
        marks = None if index is None else self.tree.marks.get(id(node))
        if index is None or marks is None:
            return None
        key, key_end, start, end = marks[4 * index : 4 * index + 4]
        return key, key_end, start, end

    def index(self, path: Address) -> int | None:
        """Which entry of the mapping or list around it an address is; None where it is not in the file."""
        return self._index(self.value(path[:-1]), path[-1])

    def _index(self, node: Any, step: str | int) -> int | None:
        """Which entry of a mapping or list a step names."""
        if not _holds(node, step):
            return None
        if isinstance(step, int):
            return step
        if id(node) not in self._places:
            self._places[id(node)] = {key: index for index, key in enumerate(node)}
        return self._places[id(node)][step]

    def value(self, path: Address) -> Any:
        """The plain data at an address, or None."""
        node = self.tree.data
        for step in path:
            if not _holds(node, step):
                return None
            node = node[step]
        return node

    def written(self, path: Address) -> str:
        """A scalar as it stands in the file; empty where an alias, an anchor or a tag stands there."""
        start, end = self.span(path)
        text = self.source.text[start:end]
        return "" if text[:1] in ("&", "*", "!") else text

    def reject(self, faults: Iterable[Finding]) -> None:
        """Let nothing go by the file for these faults, the first of which is the reason."""
        self.tree.faults[:0] = faults
        self.given_up = True

    def place(self, path: Address, at: Literal["key", "value"] = "value") -> Place:
        """Line and column of an address."""
        return self.source.place(self.span(path, at))

    def place_of(self, finding: Finding) -> Place:
        """Line and column of a finding."""
        return self.source.place(finding.span if finding.span is not None else self.span(finding.path, finding.at))


def load(source: SourceText) -> Document:
    """Parse a source; a source with a fault has no data."""
    if source.fault is not None:
        return Document(source, Tree(faults=[source.fault]))
    return Document(source, parse(source.text, most_values(source.text)))


def _holds(node: Any, step: str | int) -> bool:
    if isinstance(node, dict):
        return step in node
    return isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node)
