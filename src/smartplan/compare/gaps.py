"""Gaps of a dimension: by id, what they say, and the programmes that close them, followed through their lineage."""

from collections.abc import Iterator, Mapping, Sequence

from smartplan.compare.changes import Change
from smartplan.compare.other_fields import differences
from smartplan.compare.pair import ChangeScope, PlanPair
from smartplan.plan.finding import Address
from smartplan.plan.model import Gap
from smartplan.plan.plain_data import at

_TEXTS = ("present", "wanted")
_KNOWN = frozenset((*_TEXTS, "programmes"))


def of_dimension(
    pair: PlanPair, owner: ChangeScope, base: Address, successors: Mapping[str, Sequence[str]]
) -> Iterator[Change]:
    """Gaps of the dimension at `base` that came, went, or read otherwise; `successors` as in `compare.plan`."""
    places = [at(side.data, (*base, "gaps")) for side in (pair.old, pair.new)]
    if places[0] == places[1] and not successors:
        return
    # What could not be read of a gap is there nevertheless.
    before, after = (place if isinstance(place, dict) else {} for place in places)
    key = str(base[-1])
    old, new = pair.old.plan.dimensions[key].gaps, pair.new.plan.dimensions[key].gaps
    for id_ in after:
        field, path = f"gaps.{id_}", (*base, "gaps", id_)
        if id_ not in before:
            yield owner.change("gap-added", field, None, after[id_] or {}, new_path=path)
        elif before[id_] != after[id_] or successors:
            yield from _changes(owner, field, path, old.get(id_, Gap()), new.get(id_, Gap()), successors)
            if before[id_] != after[id_]:
                one, other = _unknown(before[id_]), _unknown(after[id_])
                yield from differences(owner, "gap-changed", one, other, path, path, field=field)
    for id_ in before:
        if id_ not in after:
            yield owner.change("gap-removed", f"gaps.{id_}", before[id_] or {}, None, old_path=(*base, "gaps", id_))


def _changes(
    owner: ChangeScope, field: str, path: Address, old: Gap, new: Gap, successors: Mapping[str, Sequence[str]]
) -> Iterator[Change]:
    for name in _TEXTS:
        one, other = getattr(old, name), getattr(new, name)
        if one.split() != other.split():
            place = (*path, name)
            yield owner.change(
                "gap-changed", f"{field}.{name}", one or None, other or None, old_path=place, new_path=place
            )
    heirs = {id_: successors.get(id_) or [id_] for id_ in old.programmes}
    kept = {heir for every in heirs.values() for heir in every}
    gone = [id_ for id_ in old.programmes if not {*heirs[id_]} & {*new.programmes}]
    come = [id_ for id_ in new.programmes if id_ not in kept]
    for id_ in dict.fromkeys([*gone, *come]):
        yield owner.change(
            "gap-changed",
            f"{field}.programmes.{id_}",
            id_ if id_ in gone else None,
            id_ if id_ in come else None,
            old_path=(*path, "programmes", old.programmes.index(id_) if id_ in gone else 0),
            new_path=(*path, "programmes", new.programmes.index(id_) if id_ in come else 0),
        )


def _unknown(data: object) -> dict[str, object]:
    """What stands at a gap and is no field of the format."""
    return {name: value for name, value in data.items() if name not in _KNOWN} if isinstance(data, dict) else {}
