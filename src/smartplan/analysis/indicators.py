"""Indicators: what is measured, aimed at and reached."""

from collections.abc import Iterator
from typing import Any

from msgspec import UNSET, Struct, structs

from smartplan.plan.field_types import Direction, Level, Measured
from smartplan.plan.figure import BasisByYear, StatedBasis, basis, basis_by_year, measured, measured_by_year
from smartplan.plan.measure import reached
from smartplan.plan.model import Indicator, Plan


class IndicatorFigures(Struct, frozen=True, kw_only=True):
    """What an indicator measures, what was aimed at and what was reached; whose it is is not said."""

    name: str
    level: Level | None
    unit: str
    direction: Direction | None
    baseline: Measured | None
    targets: dict[int, Measured]
    target_end: Measured | None
    """Target at the end of the period."""
    actuals: dict[int, Measured]
    year: int | None
    """The latest year that has a target and an actual."""
    reached: bool | None
    """Whether that year's target was reached; null where there is no such year or the two cannot be compared."""
    baseline_basis: StatedBasis = UNSET
    target_end_basis: StatedBasis = UNSET
    targets_basis: BasisByYear = UNSET
    actuals_basis: BasisByYear = UNSET

    @property
    def approx(self) -> bool:
        """Whether the target or the actual of that year is approximate."""
        return approximate(self.year, self.targets_basis, self.actuals_basis)


# What is not keyword only stands first in the JSON.
class IndicatorRow(IndicatorFigures, frozen=True):
    """One indicator of a programme with what was aimed at and what was reached."""

    programme: str
    indicator: str


def indicators(plan: Plan) -> Iterator[IndicatorRow]:
    """Every indicator, in the order of the file."""
    for entry in plan.entries():
        for id_, indicator in entry.programme.indicators.items():
            yield IndicatorRow(entry.id, id_, **figures(indicator))


def figures(indicator: Indicator) -> dict[str, Any]:
    """The fields of `IndicatorFigures`."""
    year = latest(indicator)
    found = IndicatorFigures(
        name=indicator.name,
        level=indicator.level,
        unit=indicator.unit,
        direction=indicator.direction,
        baseline=measured(indicator.baseline),
        targets=measured_by_year(indicator.targets),
        target_end=measured(indicator.target_end),
        actuals=measured_by_year(indicator.actuals),
        year=year,
        reached=None if year is None else met(indicator, year),
        baseline_basis=basis(indicator.baseline),
        target_end_basis=basis(indicator.target_end),
        targets_basis=basis_by_year(indicator.targets),
        actuals_basis=basis_by_year(indicator.actuals),
    )
    return structs.asdict(found)


def approximate(year: int | None, targets: BasisByYear, actuals: BasisByYear) -> bool:
    """Whether the target or the actual of a year is approximate."""
    bases = [(known or {}).get(year or 0) for known in (targets, actuals)]
    return any(basis.approx for basis in bases if basis)


def latest(indicator: Indicator) -> int | None:
    """The latest year that has a target and an actual."""
    return max(indicator.targets.keys() & indicator.actuals.keys(), default=None)


def met(indicator: Indicator, year: int) -> bool | None:
    """Whether the target of a year was reached; None where one of the two is missing or they cannot be compared."""
    if year not in indicator.targets or year not in indicator.actuals:
        return None
    target, actual = measured(indicator.targets[year]), measured(indicator.actuals[year])
    return reached(target, actual, indicator.direction, indicator.unit)
