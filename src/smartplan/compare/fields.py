"""Changes of one field: of a plain value, of values by year, and of what the format does not know."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import structs

from smartplan.compare.changes import Change, Kind
from smartplan.compare.other_fields import differences
from smartplan.compare.pair import ChangeScope, PlanPair, items
from smartplan.plan.field_types import Texts, each
from smartplan.plan.figure import Reading
from smartplan.plan.finding import Address
from smartplan.plan.plain_data import at, none_if_empty

_KNOWN_FIGURE = frozenset(Reading.__struct_fields__)


def plain(owner: ChangeScope, kind: Kind, field: str, old: Any, new: Any) -> Iterator[Change]:
    """The change of a value, where it is one: what is empty is not stated."""
    if old != new and (old := none_if_empty(old)) != (new := none_if_empty(new)):
        yield owner.change(kind, field, old, new)


def texts(owner: ChangeScope, kind: Kind, field: str, old: Texts, new: Texts) -> Iterator[Change]:
    """One text that became another, or what came to and went from several; a list of one is that one."""
    if old == new:
        return
    before, after = each(old), each(new)
    if len(before) < 2 and len(after) < 2:
        yield from plain(owner, kind, field, "".join(before), "".join(after))
        return
    for change in items(owner, kind, field, before, after):
        # A text has no items: what it says stands at the field itself.
        sides = (
            side and structs.replace(side, path=side.path[:-1]) if isinstance(text, str) else side
            for side, text in ((change.old, old), (change.new, new))
        )
        yield structs.replace(change, old=next(sides), new=next(sides))


def by_year(
    owner: ChangeScope, kind: Kind, field: str, old: Mapping[int, Any], new: Mapping[int, Any]
) -> Iterator[Change]:
    """One change for each year that differs."""
    if old == new:
        return
    for year in sorted(old.keys() | new.keys()):
        yield from plain(owner, kind, f"{field}.{year}", old.get(year), new.get(year))


def extra(data: dict[str, Any], path: Address, known: frozenset[str]) -> dict[str, Any]:
    """Keys of what stands at an address that are none of the known ones and have no comparer."""
    found = at(data, path)
    if not isinstance(found, dict) or known.issuperset(found):
        return {}
    return {key: value for key, value in found.items() if key not in known}


def beside_figures(
    pair: PlanPair, owner: ChangeScope, old_base: Address, new_base: Address, field: str
) -> Iterator[Change]:
    """Changes of what the figures below two addresses state besides what the format knows."""
    old, new = dict(_strays(at(pair.old.data, old_base))), dict(_strays(at(pair.new.data, new_base)))
    for path in dict.fromkeys([*new, *old]):
        before, after, name = old.get(path, {}), new.get(path, {}), ".".join(map(str, (field, *path)))
        yield from differences(owner, "field-changed", before, after, (*old_base, *path), (*new_base, *path), name)


def _strays(data: Any, path: Address = ()) -> Iterator[tuple[Address, dict[str, Any]]]:
    """Each figure with such keys, and these."""
    if not isinstance(data, dict):
        return
    if "value" not in data:
        for key, value in data.items():
            yield from _strays(value, (*path, key))
    elif strays := {key: value for key, value in data.items() if key not in _KNOWN_FIGURE}:
        yield path, strays
