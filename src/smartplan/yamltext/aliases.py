"""Where a YAML text names with an alias what stands elsewhere in it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from smartplan.plan.finding import Address
from smartplan.yamltext.document import Document


class Alias(NamedTuple):
    """An alias and what it stands for: its name, its own offsets and address, and those of the anchored value."""

    name: str
    start: int
    end: int
    path: Address
    anchor: int
    target: Address


class _Inside(NamedTuple):
    """The keys or indices of a mapping or list, and where the value of each starts and ends."""

    steps: Sequence[Any]
    starts: Sequence[int]
    ends: Sequence[int]


def aliases(document: Document) -> Iterator[Alias]:
    """The aliases of a text that could be read, in order; one that is a key is none of a value."""
    text = document.source.text
    anchors: dict[str, int] = {}
    seen: dict[int, _Inside] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for event in yaml.parse(text, Loader=loader):
        # Marks and names are typed as if they could be missing.
        node: Any = event
        if isinstance(event, yaml.AliasEvent):
            start, end, anchor = node.start_mark.index, node.end_mark.index, anchors[node.anchor]
            path, target = _address(document, start, seen), _address(document, anchor, seen)
            if path is not None and target is not None:
                yield Alias(node.anchor, start, end, path, anchor, target)
        elif getattr(node, "anchor", None):
            anchors[node.anchor] = node.start_mark.index


def _address(document: Document, at: int, seen: dict[int, _Inside]) -> Address | None:
    """The address of the value that starts at an offset; `seen` keeps what was looked into on the way."""
    node: Any = document.tree.data
    path: Address = ()
    while isinstance(node, (dict, list)):
        if id(node) not in seen:
            marks = document.tree.marks.get(id(node))
            if marks is None:
                return None
            steps = list(node) if isinstance(node, dict) else range(len(node))
            seen[id(node)] = _Inside(steps, marks[2::4], marks[3::4])
        inside = seen[id(node)]
        index = bisect_right(inside.starts, at) - 1
        if index < 0 or at >= inside.ends[index]:
            return None
        path = (*path, inside.steps[index])
        if inside.starts[index] == at:
            return path
        node = node[inside.steps[index]]
    return None
