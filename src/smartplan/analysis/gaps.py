"""Holes: what the completeness rules find, each with the thing that lacks something."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Final

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.analysis.rows import Row, planned_years
from smartplan.plan.budget import period_years
from smartplan.plan.context import Context
from smartplan.plan.finding import Finding
from smartplan.plan.model import Plan
from smartplan.plan.review import Review
from smartplan.rules import run

# In the order they are told: from the whole of the plan down to one programme.
KINDS: Final = (
    "dimension-without-programme",
    "subdimension-without-programme",
    "mission-without-programme",
    "objective-without-programme",
    "agency-without-programme",
    "year-without-programme",
    "gap-without-programme",
    "input-not-cited",
    "programme-without-agency",
    "programme-without-mission",
    "programme-without-objective",
    "programme-without-indicator",
    "programme-without-target",
    "indicator-without-baseline",
    "programme-without-budget",
    "programme-without-source",
    "action-without-kind",
)
# A cell of the matrix and a year of the period are looked at here, the rest by the rules that `validate` runs too.
_OWN: Final = (
    "dimension-without-programme",
    "subdimension-without-programme",
    "year-without-programme",
    "programme-without-agency",
)
_BY_RULE: Final = frozenset(KINDS) - frozenset(_OWN)


class Hole(Struct, frozen=True, kw_only=True):
    """One thing that is missing; `where` is the dotted address at which it would be written."""

    kind: str
    where: str
    dimension: str | None = None
    subdimension: str | None = None
    programme: str | None = None
    mission: str | None = None
    objective: str | None = None
    agency: str | None = None
    indicator: str | None = None
    gap: Annotated[str | UnsetType, Meta(description="Id in the gap analysis of the dimension.")] = UNSET
    input: str | None = None
    year: int | None = None

    @property
    def name(self) -> str:
        """What a list of holes of one kind calls it."""
        if self.indicator:
            return f"{self.programme or self.objective} {self.indicator}"
        if self.gap:
            return f"{self.dimension} {self.gap}"
        named = self.programme or self.mission or self.objective or self.agency or self.input or self.subdimension
        return named or (str(self.year) if self.year is not None else self.dimension or "")


def holes(plan: Plan, context: Context, cells: Sequence[Row], reviews: Sequence[Review]) -> list[Hole]:
    """Every hole, by kind and then in the order of the file."""
    found = [*_cells(cells, context), *_years(plan, context), *_agencies(plan, context)]
    found += [_hole(finding) for finding in run(plan, context, _BY_RULE)]
    for review in reviews:
        found += [_input(finding, review) for finding in run(review, context, _BY_RULE)]
    return sorted(found, key=lambda hole: KINDS.index(hole.kind))


def _cells(cells: Sequence[Row], context: Context) -> Iterator[Hole]:
    for cell in cells:
        # What could not be read of a dimension may well be the programme that seems to be missing.
        if not cell.programmes and not context.has_unreadable(cell.dimension or ""):
            yield Hole(
                # A dimension may have no sub-dimensions.
                kind="subdimension-without-programme" if cell.subdimension else "dimension-without-programme",
                where=f"dimensions.{cell.dimension}",
                dimension=cell.dimension,
                subdimension=cell.subdimension or None,
            )


def _years(plan: Plan, context: Context) -> Iterator[Hole]:
    # A year that could not be read may well be the one.
    if context.unreadable_programmes or any(
        context.is_invalid((*entry.path, field)) for entry in plan.entries() for field in ("years", "execution")
    ):
        return
    used = frozenset[int]().union(*(planned_years(entry.programme) for entry in plan.entries()))
    for year in period_years(plan):
        if year not in used:
            yield Hole(kind="year-without-programme", where="period", year=year)


def _agencies(plan: Plan, context: Context) -> Iterator[Hole]:
    """Programmes that nobody executes; `validate` calls that a missing key."""
    for entry in plan.entries():
        if not entry.programme.agency and not context.is_invalid((*entry.path, "agency")):
            yield Hole(
                kind="programme-without-agency",
                where=".".join(entry.path),
                dimension=entry.dimension,
                programme=entry.id,
            )


def _hole(finding: Finding) -> Hole:
    path = [str(step) for step in finding.path]
    where = ".".join(path)
    if finding.rule == "mission-without-programme":
        return Hole(kind=finding.rule, where=where, mission=path[-1])
    if finding.rule == "agency-without-programme":
        return Hole(kind=finding.rule, where=where, agency=path[-1])
    if finding.rule == "gap-without-programme":
        return Hole(kind=finding.rule, where=where, dimension=path[1], gap=path[3])
    if path[0] == "rpjmd":
        indicator = path[4] if len(path) > 4 else None
        return Hole(kind=finding.rule, where=where, objective=path[2], indicator=indicator)
    indicator = path[5] if len(path) > 5 else None
    return Hole(kind=finding.rule, where=where, dimension=path[1], programme=path[3], indicator=indicator)


def _input(finding: Finding, review: Review) -> Hole:
    key, id_ = map(str, finding.path)
    return Hole(kind=finding.rule, where=f"{key}.{id_}", input=f"{review.review}/{id_}")
