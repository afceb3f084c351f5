"""A merge that has to come about, and the values of a text by their addresses."""

from typing import Any

from smartplan.editing.merge3.data import SETS, Unmergeable, stated
from smartplan.editing.merge3.result import Merged
from smartplan.editing.merge3.text import merge
from smartplan.yamltext.parser import parse


def plain(data: Any, name: str = "") -> Any:
    """Data in which the order of what is a set says nothing."""
    data = stated(data) if not name else data
    if isinstance(data, dict):
        return {key: plain(value, key) for key, value in data.items()}
    return sorted(map(str, data)) if isinstance(data, list) and name in SETS else data


def merged(base: str, ours: str, theirs: str) -> Merged:
    try:
        return merge(base, ours, theirs)
    except Unmergeable:
        raise AssertionError(f"{base}\n=====\n{ours}\n=====\n{theirs}") from None


def leaves(text: str) -> dict[tuple[str, ...], Any]:
    """Every value by its address; programmes by id with their dimension, members of a set by themselves."""
    data = plain(parse(text).data)
    found: dict[tuple[str, ...], Any] = {}

    def walk(value: Any, path: tuple[str, ...]) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                walk(item, (*path, key))
        elif isinstance(value, list) and path[-1] in SETS:
            found.update({(*path, item): True for item in value})
        else:
            found[path] = value

    for key, dimension in data.pop("dimensions").items():
        for id_, programme in dimension.pop("programmes", {}).items():
            found[id_, "@"] = key
            walk(programme, (id_,))
        walk(dimension, (key,))
    walk(data, ("",))
    return found
