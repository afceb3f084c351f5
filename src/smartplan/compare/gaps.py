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
    pair: PlanPair, owner: ChangeScope, bases: tuple[Address, Address], successors: Mapping[str, Sequence[str]]
) -> Iterator[Change]:
    """Gaps of a dimension that came, went, or read otherwise.

    `bases` are the addresses of the dimension in the old and in the new plan, `successors` as in `compare.plan`.
    """
    places = [at(side.data, (*base, "gaps")) for side, base in zip((pair.old, pair.new), bases, strict=True)]
    if places[0] == places[1] and not successors:
        return
    # What could not be read of a gap is there nevertheless.
    before, after = (place if isinstance(place, dict) else {} for place in places)
    old, new = (
        dimension.gaps if (dimension := side.plan.dimensions.get(str(base[-1]))) else {}
        for side, base in zip((pair.old, pair.new), bases, strict=True)
    )
    for id_ in after:
        field = f"gaps.{id_}"
        paths = (*bases[0], "gaps", id_), (*bases[1], "gaps", id_)
        if id_ not in before:
            yield owner.change("gap-added", field, None, after[id_] or {}, new_path=paths[1])
        elif before[id_] != after[id_] or successors:
            yield from _changes(owner, field, paths, old.get(id_, Gap()), new.get(id_, Gap()), successors)
            if before[id_] != after[id_]:
                one, other = _unknown(before[id_]), _unknown(after[id_])
                yield from differences(owner, "gap-changed", one, other, *paths, field=field)
    for id_ in before:
        if id_ not in after:
            yield owner.change("gap-removed", f"gaps.{id_}", before[id_] or {}, None, old_path=(*bases[0], "gaps", id_))


def _changes(
    owner: ChangeScope,
    field: str,
    paths: tuple[Address, Address],
    old: Gap,
    new: Gap,
    successors: Mapping[str, Sequence[str]],
) -> Iterator[Change]:
    for name in _TEXTS:
        one, other = getattr(old, name), getattr(new, name)
        if one.split() != other.split():
            before, after = ((*path, name) for path in paths)
            yield owner.change(
                "gap-changed", f"{field}.{name}", one or None, other or None, old_path=before, new_path=after
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
            old_path=(*paths[0], "programmes", old.programmes.index(id_) if id_ in gone else 0),
            new_path=(*paths[1], "programmes", new.programmes.index(id_) if id_ in come else 0),
        )


def _unknown(data: object) -> dict[str, object]:
    """What stands at a gap and is no field of the format."""
    return {name: value for name, value in data.items() if name not in _KNOWN} if isinstance(data, dict) else {}
