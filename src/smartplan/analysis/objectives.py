"""Goals and objectives of the RPJMD: how many programmes serve each, and how their indicators stand."""

from collections import Counter
from collections.abc import Iterator

from msgspec import UNSET, Struct

from smartplan.analysis.indicators import approximate, latest, met
from smartplan.plan.field_types import Level, Measured, ObjectiveLevel
from smartplan.plan.figure import BasisByYear, StatedBasis, basis, basis_by_year, measured, measured_by_year
from smartplan.plan.model import Indicator, Plan
from smartplan.plan.objectives import in_order, served


class ObjectiveIndicator(Struct, frozen=True, kw_only=True):
    """An indicator of a goal or objective."""

    id: str
    name: str
    level: Level | None
    unit: str
    baseline: Measured | None
    targets: dict[int, Measured]
    target_end: Measured | None
    actuals: dict[int, Measured]
    year: int | None
    """The latest year that has a target and an actual."""
    reached: bool | None
    """Whether that year's target was reached; null where there is no such year or the two cannot be compared."""
    baseline_basis: StatedBasis = UNSET
    targets_basis: BasisByYear = UNSET
    target_end_basis: StatedBasis = UNSET
    actuals_basis: BasisByYear = UNSET

    @property
    def approx(self) -> bool:
        """Whether the target or the actual of that year is approximate."""
        return approximate(self.year, self.targets_basis, self.actuals_basis)


class ObjectiveProgress(Struct, frozen=True, kw_only=True):
    """A goal or objective, how many programmes serve it, and its indicators."""

    id: str
    name: str
    level: ObjectiveLevel | None
    mission: str | None
    under: str | None
    depth: int
    """How many goals stand above it."""
    programmes: int
    indicators: list[ObjectiveIndicator]


def objectives(plan: Plan) -> list[ObjectiveProgress]:
    """Each goal with its objectives behind it; a goal is served by the programmes of its objectives too."""
    known = plan.rpjmd.objectives
    if not known:
        return []
    count = Counter(id_ for entry in plan.entries() for id_ in served(known, entry.programme.objectives))
    return [
        ObjectiveProgress(
            id=id_,
            name=known[id_].name,
            level=known[id_].level,
            mission=known[id_].mission or None,
            under=known[id_].under or None,
            depth=depth,
            programmes=count[id_],
            indicators=list(_indicators(known[id_].indicators)),
        )
        for id_, depth in in_order(known).items()
    ]


def _indicators(found: dict[str, Indicator]) -> Iterator[ObjectiveIndicator]:
    for id_, indicator in found.items():
        year = latest(indicator)
        yield ObjectiveIndicator(
            id=id_,
            name=indicator.name,
            level=indicator.level,
            unit=indicator.unit,
            baseline=measured(indicator.baseline),
            targets=measured_by_year(indicator.targets),
            target_end=measured(indicator.target_end),
            actuals=measured_by_year(indicator.actuals),
            year=year,
            reached=None if year is None else met(indicator, year),
            baseline_basis=basis(indicator.baseline),
            targets_basis=basis_by_year(indicator.targets),
            target_end_basis=basis(indicator.target_end),
            actuals_basis=basis_by_year(indicator.actuals),
        )
