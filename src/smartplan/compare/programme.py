"""What changed in a programme: one comparer for each field that has a meaning, in the model's order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smartplan.compare import missions
from smartplan.compare.changes import Change, Kind
from smartplan.compare.money import of_part, of_programmes
from smartplan.compare.other_fields import differences
from smartplan.compare.pair import ChangeScope, KeptScope, PlanPair, items
from smartplan.plan.crosswalk import parted, place_of
from smartplan.plan.figure import Measure, MeasureByYear, Reading, basis, measured, same_basis
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
        "code",
        "kind",
        "horizon",
        "quick_win",
        "status",
        "years",
        "execution",
        "budget",
        "spent",
        "indicators",
        "actions",
    }
) | {"formerly", "because", "sources"}
_KNOWN_INDICATOR = frozenset(
    {"name", "agency", "level", "unit", "direction", "baseline", "targets", "actuals", "budget"}
)
_KNOWN_FIGURE = frozenset(Reading.__struct_fields__)
_AMBITION: dict[str, Kind] = {"raised": "target-raised", "lowered": "target-lowered", "changed": "target-changed"}


def same(pair: PlanPair, old: Entry, new: Entry) -> bool:
    """Whether two programmes are the same at a glance."""
    return (
        old.dimension == new.dimension
        and (pair.same_rpjmd or not new.programme.missions)
        and not pair.crosswalk
        and at(pair.old.data, old.path) == at(pair.new.data, new.path)
    )


def compare(
    pair: PlanPair, owner: KeptScope, olds: Sequence[Entry], news: Sequence[Entry], *, money: bool
) -> Iterator[Change]:
    """Changes of a programme. `olds` and `news` are its group, whose money is compared where `money` says so."""
    old, new = owner.old.programme, owner.new.programme
    yield from plain(owner, "name-changed", "name", old.name, new.name)
    yield from _subdimension(pair, owner)
    if old.description != new.description and old.description.split() != new.description.split():
        yield from plain(owner, "text-changed", "description", old.description, new.description)
    yield from plain(owner, "agency-changed", "agency", old.agency, new.agency)
    yield from items(owner, "partners-changed", "partners", old.partners, new.partners)
    yield from missions.of_programme(pair, owner)
    for name in ("code", "kind", "horizon"):
        yield from plain(owner, "field-changed", name, getattr(old, name), getattr(new, name))
    yield from plain(owner, "quick-win-changed", "quick_win", old.quick_win, new.quick_win)
    yield from plain(owner, "status-changed", "status", old.status, new.status)
    yield from items(owner, "years-changed", "years", old.years, new.years)
    yield from by_year(owner, "execution-changed", "execution", old.execution, new.execution)
    if money:
        yield from of_programmes(owner, olds, news)
        yield from beside_figures(pair, owner, ("budget",))
        yield from beside_figures(pair, owner, ("spent",))
    yield from indicators(pair, owner, old.indicators, new.indicators)
    extra_old, extra_new = extra(pair.old.data, owner.old, _KNOWN), extra(pair.new.data, owner.new, _KNOWN)
    if extra_old != extra_new:
        yield from differences(owner, "field-changed", extra_old, extra_new, owner.old.path, owner.new.path)


def places(pair: PlanPair, old: Entry) -> list[tuple[str, str]]:
    """Dimension and sub-dimension of an old programme in the new profile: several where there is a choice."""
    place = place_of(old)
    return [parted(one) for one in pair.crosswalk.get(place) or [place]]


def extra(data: dict[str, Any], entry: Entry, known: frozenset[str], *steps: str) -> dict[str, Any]:
    """Keys of a programme, or of what stands below it, that are none of the known ones and have no comparer."""
    found = at(data, (*entry.path, *steps))
    if not isinstance(found, dict) or known.issuperset(found):
        return {}
    return {key: value for key, value in found.items() if key not in known}


def plain(owner: ChangeScope, kind: Kind, field: str, old: Any, new: Any) -> Iterator[Change]:
    """The change of a value, where it is one: what is empty is not stated."""
    if old != new and (old := none_if_empty(old)) != (new := none_if_empty(new)):
        yield owner.change(kind, field, old, new)


def _subdimension(pair: PlanPair, owner: KeptScope) -> Iterator[Change]:
    if not pair.crosswalk and owner.old.programme.subdimension == owner.new.programme.subdimension:
        return
    found = places(pair, owner.old)
    here = [one for one in found if one[0] == owner.new.dimension]
    if owner.new.programme.subdimension not in [subdimension for _, subdimension in here or found]:
        old, new = owner.old.programme.subdimension, owner.new.programme.subdimension
        yield owner.change("subdimension-changed", "subdimension", none_if_empty(old), none_if_empty(new))


def by_year(
    owner: ChangeScope, kind: Kind, field: str, old: Mapping[int, Any], new: Mapping[int, Any]
) -> Iterator[Change]:
    """One change for each year that differs."""
    if old == new:
        return
    for year in sorted(old.keys() | new.keys()):
        yield from plain(owner, kind, f"{field}.{year}", old.get(year), new.get(year))


def _measure(
    owner: ChangeScope, kind: Kind | None, field: str, old: Measure | None, new: Measure | None, *, computed: bool
) -> Iterator[Change]:
    """A measure whose value changed, or only what the value rests on; without a kind its value is the same."""
    one, other, bases = none_if_empty(measured(old)), none_if_empty(measured(new)), (basis(old), basis(new))
    if kind is not None and one != other:
        yield owner.change(kind, field, one, other, measured=computed, bases=bases)
    elif one is not None and other is not None and not same_basis(*bases):
        yield owner.change("basis-changed", field, one, other, bases=bases)


def beside_figures(pair: PlanPair, owner: KeptScope, steps: Address) -> Iterator[Change]:
    """Changes of what the figures below an address state besides what the format knows."""
    bases = (*owner.old.path, *steps), (*owner.new.path, *steps)
    old, new = dict(_strays(at(pair.old.data, bases[0]))), dict(_strays(at(pair.new.data, bases[1])))
    for path in dict.fromkeys([*new, *old]):
        before, after, field = old.get(path, {}), new.get(path, {}), ".".join(map(str, (*steps, *path)))
        yield from differences(owner, "field-changed", before, after, (*bases[0], *path), (*bases[1], *path), field)


def _strays(data: Any, path: Address = ()) -> Iterator[tuple[Address, dict[str, Any]]]:
    """Each figure with such keys, and these."""
    if not isinstance(data, dict):
        return
    if "value" not in data:
        for key, value in data.items():
            yield from _strays(value, (*path, key))
    elif strays := {key: value for key, value in data.items() if key not in _KNOWN_FIGURE}:
        yield path, strays


def indicators(
    pair: PlanPair,
    owner: KeptScope,
    old: Mapping[str, Indicator],
    new: Mapping[str, Indicator],
    steps: tuple[str, ...] = (),
) -> Iterator[Change]:
    """Changes of the indicators of a programme, or of what stands `steps` below it."""
    old_base, new_base = (*owner.old.path, *steps, "indicators"), (*owner.new.path, *steps, "indicators")
    sides = (at(pair.old.data, old_base), at(pair.new.data, new_base))
    if old == new and sides[0] == sides[1]:
        return
    gone = [key for key in old if key not in new]
    for key in [*new, *gone]:
        before, after = old.get(key), new.get(key)
        field = ".".join((*steps, "indicators", key))
        if before is not None and after is not None:
            if before != after:
                yield from _indicator(owner, field, before, after)
            for name in ("baseline", "targets", "actuals"):
                yield from beside_figures(pair, owner, (*steps, "indicators", key, name))
            sides = (
                extra(pair.old.data, owner.old, _KNOWN_INDICATOR, *steps, "indicators", key),
                extra(pair.new.data, owner.new, _KNOWN_INDICATOR, *steps, "indicators", key),
            )
            if sides[0] != sides[1]:
                yield from differences(owner, "field-changed", *sides, (*old_base, key), (*new_base, key), field=field)
        elif after is not None:
            yield owner.change("indicator-added", field, None, at(pair.new.data, (*new_base, key)))
        else:
            yield owner.change("indicator-removed", field, at(pair.old.data, (*old_base, key)), None)


def _indicator(owner: ChangeScope, field: str, old: Indicator, new: Indicator) -> Iterator[Change]:
    for name in ("name", "agency", "level", "unit", "direction"):
        yield from plain(owner, "indicator-changed", f"{field}.{name}", getattr(old, name), getattr(new, name))
    yield from _measure(owner, "indicator-changed", f"{field}.baseline", old.baseline, new.baseline, computed=False)
    # Against another unit or direction no target is more or less ambitious than it was.
    direction = new.direction if (old.unit, old.direction) == (new.unit, new.direction) else None
    for year, aim, next_aim in _years(old.targets, new.targets):
        one, other = measured(aim), measured(next_aim)
        # The same measure in another notation is no change.
        how = "changed" if one is None or other is None else ambition(one, other, direction, new.unit)
        yield from _measure(owner, _AMBITION.get(how), f"{field}.targets.{year}", aim, next_aim, computed=True)
    for year, actual, next_actual in _years(old.actuals, new.actuals):
        yield from _measure(owner, "actual-changed", f"{field}.actuals.{year}", actual, next_actual, computed=True)
    yield from of_part(owner, "indicator-budget-changed", f"{field}.budget", old.budget, new.budget)


def _years(old: MeasureByYear, new: MeasureByYear) -> Iterator[tuple[int, Measure | None, Measure | None]]:
    """The years of which the two sides differ, with both."""
    for year in sorted(old.keys() | new.keys()):
        if old.get(year) != new.get(year):
            yield year, old.get(year), new.get(year)
