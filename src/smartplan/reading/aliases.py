"""Where a YAML text names with an alias what stands elsewhere in it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from smartplan.plan.finding import Path
from smartplan.reading.document import Document


class Alias(NamedTuple):
    """An alias and what it stands for: its name, its own offsets and address, and those of the anchored value."""

    name: str
    start: int
    end: int
    path: Path
    anchor: int
    target: Path


def aliases(document: Document) -> Iterator[Alias]:
    """The aliases of a text that could be read, in order; one that is a key is none of a value."""
    text = document.source.text
    anchors: dict[str, int] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for event in yaml.parse(text, Loader=loader):
        # Marks and names are typed as if they could be missing.
        node: Any = event
        if isinstance(event, yaml.AliasEvent):
            start, end, anchor = node.start_mark.index, node.end_mark.index, anchors[node.anchor]
            path, target = _address(document, start), _address(document, anchor)
            if path is not None and target is not None:
                yield Alias(node.anchor, start, end, path, anchor, target)
        elif getattr(node, "anchor", None):
            anchors[node.anchor] = node.start_mark.index


def _address(document: Document, at: int) -> Path | None:
    """The address of the value that starts at an offset."""
    node: Any = document.tree.data
    path: Path = ()
    while isinstance(node, (dict, list)):
        marks = document.tree.marks[id(node)]
        steps = list(node) if isinstance(node, dict) else range(len(node))
        inside = next((i for i in range(len(steps)) if marks[4 * i + 2] <= at < marks[4 * i + 3]), None)
        if inside is None:
            return None
        path = (*path, steps[inside])
        if marks[4 * inside + 2] == at:
            return path
        node = node[steps[inside]]
    return None
