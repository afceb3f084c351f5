"""What changed in a programme: one comparer for each field that has a meaning, in the model's order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import structs

from smartplan.compare import missions
from smartplan.compare.changes import Change, Kind, Side
from smartplan.compare.other_fields import differences
from smartplan.compare.pair import ChangeScope, KeptScope, PlanPair, items
from smartplan.plan.field_types import Direction, Texts, each
from smartplan.plan.figure import measured, measured_by_year, rupiah_by_year
from smartplan.plan.finding import Address
from smartplan.plan.measure import ambition
from smartplan.plan.model import Entry, Indicator
from smartplan.plan.plain_data import at, none_if_empty

# The fields that have a comparer below, and those that tell the story and are no change by themselves. Any other,
# of the model or free-form, is compared as plain data.
_KNOWN = frozenset(
    {
        "name",
        "subdimension",
        "description",
        "agency",
        "partners",
        "missions",
        "objectives",
        "judged",
        "code",
        "location",
        "tags",
        "kind",
        "horizon",
        "quick_win",
        "status",
        "years",
        "execution",
        "budget",
        "indicators",
    }
) | {"formerly", "because", "sources"}
_KNOWN_INDICATOR = frozenset(
    {"name", "code", "level", "unit", "direction", "baseline", "targets", "target_end", "actuals"}
)
_AMBITION: dict[str, Kind] = {"raised": "target-raised", "lowered": "target-lowered", "changed": "target-changed"}


def same(pair: PlanPair, old: Entry, new: Entry) -> bool:
    """Whether two programmes are the same at a glance."""
    return (
        old.dimension == new.dimension
        and (pair.same_rpjmd or not (new.programme.missions or new.programme.objectives))
        and not pair.crosswalk
        and at(pair.old.data, old.path) == at(pair.new.data, new.path)
    )


def compare(
    pair: PlanPair, owner: KeptScope, olds: Sequence[Entry], news: Sequence[Entry], *, money: bool
) -> Iterator[Change]:
    """Changes of a programme. `olds` and `news` are its group, whose money is compared where `money` says so."""
    old, new = owner.old.programme, owner.new.programme
    yield from _plain(owner, "name-changed", "name", old.name, new.name)
    yield from _subdimension(pair, owner)
    if old.description != new.description and old.description.split() != new.description.split():
        yield from _plain(owner, "text-changed", "description", old.description, new.description)
    yield from _plain(owner, "agency-changed", "agency", old.agency, new.agency)
    yield from items(owner, "partners-changed", "partners", old.partners, new.partners)
    yield from missions.of_programme(pair, owner)
    if old.judged != new.judged:
        # Whose judgement a field is takes nothing from the programme.
        for change in items(owner, "field-changed", "judged", old.judged, new.judged):
            yield structs.replace(change, level="info")
    yield from _texts(owner, "code", old.code, new.code)
    yield from _texts(owner, "location", old.location, new.location)
    yield from items(owner, "field-changed", "tags", old.tags, new.tags)
    for name in ("kind", "horizon"):
        yield from _plain(owner, "field-changed", name, getattr(old, name), getattr(new, name))
    yield from _plain(owner, "quick-win-changed", "quick_win", old.quick_win, new.quick_win)
    yield from _plain(owner, "status-changed", "status", old.status, new.status)
    yield from items(owner, "years-changed", "years", old.years, new.years)
    yield from _by_year(owner, "execution-changed", "execution", old.execution, new.execution)
    if money:
        yield from _budget(owner, olds, news)
    yield from indicators(pair, owner, old.indicators, new.indicators, owner.old.path, owner.new.path)
    extra_old, extra_new = (
        _extra(side.data, entry.path, _KNOWN) for side, entry in ((pair.old, owner.old), (pair.new, owner.new))
    )
    if extra_old != extra_new:
        yield from differences(owner, "field-changed", extra_old, extra_new, owner.old.path, owner.new.path)


def place(pair: PlanPair, old: Entry) -> tuple[str, str]:
    """Dimension and sub-dimension of an old programme in the new profile."""
    key = f"{old.dimension}.{old.programme.subdimension}"
    dimension, _, subdimension = pair.crosswalk.get(key, key).partition(".")
    return dimension, subdimension


def _extra(data: dict[str, Any], path: Address, known: frozenset[str]) -> dict[str, Any]:
    """Keys of a programme, or of an indicator, that have no comparer."""
    found = at(data, path)
    if not isinstance(found, dict) or known.issuperset(found):
        return {}
    return {key: value for key, value in found.items() if key not in known}


def _plain(owner: ChangeScope, kind: Kind, field: str, old: Any, new: Any) -> Iterator[Change]:
    if old != new and (old := none_if_empty(old)) != (new := none_if_empty(new)):
        yield owner.change(kind, field, old, new)


def _texts(owner: KeptScope, field: str, old: Texts, new: Texts) -> Iterator[Change]:
    """One text that became another, or what came to and went from several; a list of one is that one."""
    if old == new:
        return
    before, after = each(old), each(new)
    if len(before) < 2 and len(after) < 2:
        yield from _plain(owner, "field-changed", field, "".join(before), "".join(after))
        return
    for change in items(owner, "field-changed", field, before, after):
        # A text has no items: what it says stands at the field itself.
        sides = (
            side and structs.replace(side, path=side.path[:-1]) if isinstance(text, str) else side
            for side, text in ((change.old, old), (change.new, new))
        )
        yield structs.replace(change, old=next(sides), new=next(sides))


def _subdimension(pair: PlanPair, owner: KeptScope) -> Iterator[Change]:
    if place(pair, owner.old)[1] != owner.new.programme.subdimension:
        old, new = owner.old.programme.subdimension, owner.new.programme.subdimension
        yield owner.change("subdimension-changed", "subdimension", none_if_empty(old), none_if_empty(new))


def _by_year(
    owner: ChangeScope, kind: Kind, field: str, old: Mapping[int, Any], new: Mapping[int, Any]
) -> Iterator[Change]:
    if old == new:
        return
    for year in sorted(old.keys() | new.keys()):
        one, other = none_if_empty(old.get(year)), none_if_empty(new.get(year))
        if one != other:
            yield owner.change(kind, f"{field}.{year}", one, other, measured=kind == "actual-changed")


def _budget(owner: ChangeScope, olds: Sequence[Entry], news: Sequence[Entry]) -> Iterator[Change]:
    if len(olds) == len(news) == 1 and olds[0].programme.budget == news[0].programme.budget:
        return
    before, after = _sums(olds), _sums(news)
    for source, year in sorted(before.keys() | after.keys()):
        one, other = before.get((source, year)), after.get((source, year))
        if (one and one[0]) == (other and other[0]):
            continue
        steps = ("budget", source, str(year))
        change = owner.change(
            "budget-changed",
            ".".join(steps),
            one and one[0],
            other and other[0],
            measured=True,
            old_path=(*one[1].path, *steps) if one else None,
            new_path=(*other[1].path, *steps) if other else None,
        )
        # A sum over several programmes stands where the first of them states it, and names that one.
        sides = _of(change.old, one), _of(change.new, other)
        alike = sides[0] is change.old and sides[1] is change.new
        yield change if alike else structs.replace(change, old=sides[0], new=sides[1])


def _of(side: Side | None, stated_by: tuple[int, Entry] | None) -> Side | None:
    if side is None or stated_by is None or side.programme == stated_by[1].id:
        return side
    return structs.replace(side, programme=stated_by[1].id)


def _sums(entries: Sequence[Entry]) -> dict[tuple[str, int], tuple[int, Entry]]:
    """Money by source and year over the programmes of a group, and the first one that states it."""
    found: dict[tuple[str, int], tuple[int, Entry]] = {}
    for entry in entries:
        for source, years in entry.programme.budget.items():
            for year, amount in rupiah_by_year(years).items():
                sofar = found.get((source, year))
                found[source, year] = (sofar[0] + amount, sofar[1]) if sofar else (amount, entry)
    return found


def indicators(
    pair: PlanPair,
    owner: ChangeScope,
    old: Mapping[str, Indicator],
    new: Mapping[str, Indicator],
    old_base: Address,
    new_base: Address,
    within: str = "",
) -> Iterator[Change]:
    """Changes of the indicators that stand at two addresses; `within` is what their fields begin with."""
    sides = (at(pair.old.data, (*old_base, "indicators")), at(pair.new.data, (*new_base, "indicators")))
    if old == new and sides[0] == sides[1]:
        return
    gone = [key for key in old if key not in new]
    for key in [*new, *gone]:
        before, after = old.get(key), new.get(key)
        field = f"{within}indicators.{key}"
        old_path, new_path = (*old_base, "indicators", key), (*new_base, "indicators", key)
        if before is not None and after is not None:
            if before != after:
                yield from _indicator(owner, field, before, after)
            sides = (
                _extra(pair.old.data, old_path, _KNOWN_INDICATOR),
                _extra(pair.new.data, new_path, _KNOWN_INDICATOR),
            )
            if sides[0] != sides[1]:
                yield from differences(owner, "field-changed", *sides, old_path, new_path, field=field)
        elif after is not None:
            yield owner.change("indicator-added", field, None, at(pair.new.data, new_path))
        else:
            yield owner.change("indicator-removed", field, at(pair.old.data, old_path), None)


def _indicator(owner: ChangeScope, field: str, old: Indicator, new: Indicator) -> Iterator[Change]:
    for name in ("name", "code", "level", "unit", "direction"):
        yield from _plain(owner, "indicator-changed", f"{field}.{name}", getattr(old, name), getattr(new, name))
    baselines = (measured(old.baseline), measured(new.baseline))
    yield from _plain(owner, "indicator-changed", f"{field}.baseline", *baselines)
    # Against another unit or direction no target is more or less ambitious than it was.
    direction = new.direction if (old.unit, old.direction) == (new.unit, new.direction) else None
    if old.targets != new.targets or old.target_end != new.target_end:
        yield from _targets(owner, field, old, new, direction)
    actuals = (measured_by_year(old.actuals), measured_by_year(new.actuals))
    yield from _by_year(owner, "actual-changed", f"{field}.actuals", *actuals)


def _targets(
    owner: ChangeScope, field: str, old: Indicator, new: Indicator, direction: Direction | None
) -> Iterator[Change]:
    targets = [
        (f"targets.{year}", old.targets.get(year), new.targets.get(year))
        for year in sorted(old.targets.keys() | new.targets.keys())
    ]
    for name, before, after in (*targets, ("target_end", old.target_end, new.target_end)):
        one, other = measured(before), measured(after)
        if one == other:
            continue
        how = "changed" if one is None or other is None else ambition(one, other, direction, new.unit)
        # The same measure in another notation is no change.
        if how != "same":
            yield owner.change(_AMBITION[how], f"{field}.{name}", one, other, measured=None not in (one, other))
