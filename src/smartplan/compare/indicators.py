"""What changed in indicators: of a programme, an action, or a goal or objective of the RPJMD."""

from collections.abc import Iterator, Mapping

from smartplan.compare.changes import Change, Kind
from smartplan.compare.fields import beside_figures, extra, plain
from smartplan.compare.money import of_part
from smartplan.compare.other_fields import differences
from smartplan.compare.pair import ChangeScope, PlanPair
from smartplan.plan.figure import Measure, MeasureByYear, basis, measured, same_basis
from smartplan.plan.finding import Address
from smartplan.plan.measure import ambition
from smartplan.plan.model import Indicator
from smartplan.plan.plain_data import at, none_if_empty

_KNOWN = frozenset(Indicator.__struct_fields__)
_FIGURES = ("baseline", "targets", "target_end", "actuals", "budget")
_AMBITION: dict[str, Kind] = {"raised": "target-raised", "lowered": "target-lowered", "changed": "target-changed"}


def indicators(
    pair: PlanPair,
    owner: ChangeScope,
    old: Mapping[str, Indicator],
    new: Mapping[str, Indicator],
    old_base: Address,
    new_base: Address,
    within: str = "",
) -> Iterator[Change]:
    """Changes of the indicators of what stands at two addresses; `within` is what their fields begin with."""
    old_base, new_base = (*old_base, "indicators"), (*new_base, "indicators")
    if old == new and at(pair.old.data, old_base) == at(pair.new.data, new_base):
        return
    gone = [key for key in old if key not in new]
    for key in [*new, *gone]:
        before, after = old.get(key), new.get(key)
        field, old_path, new_path = f"{within}indicators.{key}", (*old_base, key), (*new_base, key)
        if before is not None and after is not None:
            if before != after:
                yield from _indicator(owner, field, before, after)
            for name in _FIGURES:
                yield from beside_figures(pair, owner, (*old_path, name), (*new_path, name), f"{field}.{name}")
            one, other = extra(pair.old.data, old_path, _KNOWN), extra(pair.new.data, new_path, _KNOWN)
            if one != other:
                yield from differences(owner, "field-changed", one, other, old_path, new_path, field=field)
        elif after is not None:
            yield owner.change("indicator-added", field, None, at(pair.new.data, new_path))
        else:
            yield owner.change("indicator-removed", field, at(pair.old.data, old_path), None)


def _indicator(owner: ChangeScope, field: str, old: Indicator, new: Indicator) -> Iterator[Change]:
    for name in ("name", "code", "agency", "level", "unit", "direction"):
        yield from plain(owner, "indicator-changed", f"{field}.{name}", getattr(old, name), getattr(new, name))
    yield from _measure(owner, "indicator-changed", f"{field}.baseline", old.baseline, new.baseline, computed=False)
    # Against another unit or direction no target is more or less ambitious than it was.
    direction = new.direction if (old.unit, old.direction) == (new.unit, new.direction) else None
    targets = [(f"targets.{year}", aim, next_aim) for year, aim, next_aim in _years(old.targets, new.targets)]
    if old.target_end != new.target_end:
        targets.append(("target_end", old.target_end, new.target_end))
    for name, aim, next_aim in targets:
        one, other = measured(aim), measured(next_aim)
        # The same measure in another notation is no change.
        how = "changed" if one is None or other is None else ambition(one, other, direction, new.unit)
        yield from _measure(owner, _AMBITION.get(how), f"{field}.{name}", aim, next_aim, computed=True)
    for year, actual, next_actual in _years(old.actuals, new.actuals):
        yield from _measure(owner, "actual-changed", f"{field}.actuals.{year}", actual, next_actual, computed=True)
    yield from of_part(owner, "indicator-budget-changed", f"{field}.budget", old.budget, new.budget)


def _measure(
    owner: ChangeScope, kind: Kind | None, field: str, old: Measure | None, new: Measure | None, *, computed: bool
) -> Iterator[Change]:
    """A measure whose value changed, or only what the value rests on; without a kind its value is the same."""
    one, other, bases = none_if_empty(measured(old)), none_if_empty(measured(new)), (basis(old), basis(new))
    if kind is not None and one != other:
        yield owner.change(kind, field, one, other, measured=computed, bases=bases)
    elif one is not None and other is not None and not same_basis(*bases):
        yield owner.change("basis-changed", field, one, other, bases=bases)


def _years(old: MeasureByYear, new: MeasureByYear) -> Iterator[tuple[int, Measure | None, Measure | None]]:
    """The years of which the two sides differ, with both."""
    for year in sorted(old.keys() | new.keys()):
        if old.get(year) != new.get(year):
            yield year, old.get(year), new.get(year)
