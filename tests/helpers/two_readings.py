"""The quick and the thorough reading of a text, held against each other."""

from typing import Any
from unittest.mock import patch

from smartplan.yamltext import quick, thorough
from smartplan.yamltext.tree import Marks, Tree


def read_quickly(text: str, most: int | None = None) -> Tree | None:
    """A text read quickly; None where that is declined. Raises AssertionError where it is not read thoroughly so."""
    # Pieces of the text as short as this end within whatever has several lines.
    with patch.object(quick, "_PIECE", len(text) % 50):
        tree = quick.read(text, most)
    if tree is None:
        return None
    other = thorough.read(text, most)
    assert other.faults == [], text
    if len(text) % 2:
        # The innermost are asked for first.
        _marks(tree.data, tree.marks)
    assert _same(tree.data, other.data, tree.marks, other.marks), (text, _told(tree), _told(other))
    assert (tree.root, tree.nulls, tree.doubtful, tree.commas, tree.faults) == (
        other.root, other.nulls, other.doubtful, other.commas, [],
    ), text  # fmt: skip
    # Whatever has marks is there, and was asked for.
    assert len(tree.marks) == len(other.marks)
    return tree


def _same(one: Any, other: Any, marks: Marks, others: Marks) -> bool:
    """Whether data and marks are the same, the order of keys and the type of each number too."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        inner = zip(one.values(), other.values(), strict=False)
        heads = list(one) == list(other) and all(type(key) is str for key in one)
    elif isinstance(one, list):
        inner, heads = zip(one, other, strict=False), len(one) == len(other)
    else:
        return repr(one) == repr(other)
    return heads and marks[id(one)] == others[id(other)] and all(_same(*pair, marks, others) for pair in inner)


def _told(tree: Tree) -> str:
    return f"{tree.data!r} {_marks(tree.data, tree.marks)}"


def _marks(node: Any, marks: Marks) -> list[Any]:
    if not isinstance(node, (dict, list)):
        return []
    inner = node.values() if isinstance(node, dict) else node
    found = [told for one in inner if (told := _marks(one, marks))]
    return [list(marks[id(node)]), *found]
