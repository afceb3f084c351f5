"""One file as read: its text, its plain data, and the place of every address in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from smartplan.plan.finding import Address, Finding
from smartplan.yamltext.parser import most_values, parse
from smartplan.yamltext.source import Place, SourceText
from smartplan.yamltext.tree import Tree


@dataclass(eq=False)
class Document:
    """A file with its tree. `data` is a mapping, or None where the file cannot be read as one."""

    source: SourceText
    tree: Tree
    # Whether so much is wrong with it that nothing goes by it.
    given_up: bool = field(default=False, init=False)
    # Of each mapping that was asked for, by its identity, which entry each key is.
    _places: dict[int, dict[str, int]] = field(default_factory=dict, init=False, repr=False)

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
        node, span = self.tree.data, self.tree.root
        if not path and at == "key" and isinstance(node, dict) and node:
            # The head has no key of its own: its first key stands for it.
            marks = self.tree.marks[id(node)]
            return marks[0], marks[1]
        for depth, step in enumerate(path):
            index = self._index(node, step)
            marks_of = None if index is None else self.tree.marks.get(id(node))
            if index is None or marks_of is None:
                break
            last = depth == len(path) - 1
            start = 4 * index + (0 if last and at == "key" else 2)
            span = (marks_of[start], marks_of[start + 1])
            node = node[step]
        return span

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
