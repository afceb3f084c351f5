"""One programme, whole: everything that is stated of it, with what it names looked up, and what is missing."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from smartplan.analysis.absorption import StatedAbsorption, absorption, spending
from smartplan.analysis.gap_analysis import GapRow, gap_rows
from smartplan.analysis.gaps import Hole, holes
from smartplan.analysis.indicators import met
from smartplan.analysis.input_rows import InputRow, cited_input
from smartplan.analysis.sources import SourceRow, source_row
from smartplan.plan.budget import budget_of
from smartplan.plan.context import Context
from smartplan.plan.field_types import Direction, Fund, Horizon, Level, Measured, ProgrammeKind, Ran, Status, each
from smartplan.plan.figure import (
    Approx,
    Basis,
    Budget,
    StatedBasis,
    basis,
    basis_by_year,
    measured,
    rupiah_by_year,
    total,
)
from smartplan.plan.figure_places import cited_sources
from smartplan.plan.model import Action, Entry, Indicator, Plan

# In the order they are told; `formerly` is no gap, for most programmes keep their id.
FIELDS: Final = (
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
    "indicators",
    "actions",
    "because",
    "sources",
)
# What a hole says already.
_TOLD: Final = {
    "programme-without-agency": "agency",
    "programme-without-mission": "missions",
    "programme-without-indicator": "indicators",
    "programme-without-budget": "budget",
    "programme-without-source": "sources",
}


class Party(Struct, frozen=True, kw_only=True):
    """An agency that executes the programme or takes part in it."""

    id: str
    name: Annotated[str | None, Meta(description="Whole name; null where the plan does not list it.")]


class MissionRow(Struct, frozen=True, kw_only=True):
    """A mission of the RPJMD that the programme serves."""

    id: str
    text: Annotated[str | None, Meta(description="Null where it is not on record.")]


class IndicatorYear(Struct, frozen=True, kw_only=True):
    """One year of an indicator."""

    year: int
    target: Measured | None
    actual: Measured | None
    reached: Annotated[
        bool | None, Meta(description="Null where one of the two is missing or they cannot be compared.")
    ]
    target_basis: StatedBasis = UNSET
    actual_basis: StatedBasis = UNSET

    @property
    def approx(self) -> bool:
        """Whether its target or its actual is approximate."""
        return any(basis.approx for basis in (self.target_basis, self.actual_basis) if basis)


class Funding(Struct, frozen=True, kw_only=True):
    """Whole rupiah by funding source and year, with the sums."""

    sources: dict[Fund, dict[int, int]]
    by_source: dict[Fund, int]
    by_year: dict[int, int]
    total: int
    approx: Approx = UNSET
    basis: Annotated[
        dict[Fund, dict[int, Basis]] | UnsetType,
        Meta(description="Of the amounts that state their basis; absent where none does."),
    ] = UNSET
    computed: Annotated[
        bool | UnsetType,
        Meta(description="True where it is the sum over the indicators, as the programme states none; else absent."),
    ] = UNSET

    def is_approximate(self, fund: Fund | None = None, year: int | None = None) -> bool:
        """Whether one of the amounts of a source, of a year or of all is approximate."""
        return any(
            basis.approx
            for source, years in (self.basis or {}).items()
            for when, basis in years.items()
            if fund in (None, source) and year in (None, when)
        )


class IndicatorDetails(Struct, frozen=True, kw_only=True):
    """An indicator with each year that has a target or an actual."""

    id: str
    name: str
    level: Level | None
    unit: str | None
    direction: Direction | None
    baseline: Measured | None
    years: list[IndicatorYear]
    agency: Annotated[Party | None, Meta(description="Who answers for it; null where the programme's agency does.")]
    budget: Annotated[Funding | None, Meta(description="What it has of the programme's budget.")]
    baseline_basis: StatedBasis = UNSET


class ActionDetails(Struct, frozen=True, kw_only=True):
    """An action of the programme; what is not stated is null or empty."""

    id: str
    name: str
    kind: ProgrammeKind | None
    years: list[int]
    execution: dict[int, Ran]
    agency: Annotated[Party | None, Meta(description="Who executes it; null where that is the programme's agency.")]
    code: str | None
    budget: Annotated[Funding | None, Meta(description="Beside that of the programme, which is the one that counts.")]
    indicators: list[IndicatorDetails]
    evidence: Annotated[list[SourceRow], Meta(description="The sources that show its execution.")]


class ProgrammeDetails(Struct, frozen=True, kw_only=True):
    """One programme, whole. What is not stated is null or empty and named in `missing` or `unstated`."""

    id: str
    dimension: str
    subdimension: str | None
    name: str
    description: str | None
    agency: Party | None
    partners: list[Party]
    missions: list[MissionRow]
    code: str | None
    kind: ProgrammeKind | None
    horizon: Horizon | None
    quick_win: bool | None
    status: Status | None
    years: list[int]
    execution: dict[int, Ran]
    budget: Funding | None
    spent: Funding | None
    absorption: StatedAbsorption = UNSET
    indicators: list[IndicatorDetails]
    actions: list[ActionDetails]
    inputs: Annotated[list[InputRow], Meta(description="The inputs that led to it.")]
    sources: Annotated[list[SourceRow], Meta(description="Those that it names for itself, then those of its figures.")]
    formerly: Annotated[
        list[str] | None, Meta(description="Its predecessors as written; null where its id says it, [] where none.")
    ]
    closes: Annotated[
        list[GapRow] | UnsetType, Meta(description="The gaps that it closes; absent where it closes none.")
    ] = UNSET
    missing: Annotated[list[Hole], Meta(description="Its holes, as `coverage` finds them.")]
    unstated: Annotated[list[str], Meta(description="Other fields that are not stated.")]


def details(plan: Plan, entry: Entry, context: Context, written: Mapping[str, Any]) -> ProgrammeDetails:
    """Look at one programme of a plan; `written` is its plain data as it stands in the file."""
    programme, sources = entry.programme, cited_sources(entry.programme)
    missing = _missing(plan, entry, context)
    budget = budget_of(programme)
    told = {_TOLD.get(hole.kind) for hole in missing}
    return ProgrammeDetails(
        id=entry.id,
        dimension=entry.dimension,
        subdimension=programme.subdimension or None,
        name=programme.name,
        description=programme.description or None,
        agency=_party(plan, programme.agency) if programme.agency else None,
        partners=[_party(plan, id_) for id_ in programme.partners],
        missions=[MissionRow(id=id_, text=plan.rpjmd.missions.get(id_)) for id_ in programme.missions],
        code=", ".join(each(programme.code)) or None,
        kind=programme.kind,
        horizon=programme.horizon,
        quick_win=programme.quick_win,
        status=programme.status,
        years=sorted(programme.years),
        execution=dict(sorted(programme.execution.items())),
        budget=_funding(budget, computed=not any(programme.budget.values())),
        spent=_funding(programme.spent),
        absorption=absorption([found] if (found := spending(programme, lambda _: True)) else []),
        indicators=[_indicator(plan, id_, indicator) for id_, indicator in programme.indicators.items()],
        actions=[_action(plan, id_, action) for id_, action in programme.actions.items()],
        inputs=[cited_input(ref, context) for ref in programme.because],
        sources=[source_row(key, plan.sources.get(key)) for key in sources],
        formerly=programme.formerly,
        closes=list(gap_rows(plan, entry.id)) or UNSET,
        missing=missing,
        # A field that is there but cannot be read is a matter of `validate`.
        unstated=[
            name
            for name in FIELDS
            if (getattr(programme, name) if name != "budget" else budget) in (None, "", [], {})
            and name not in told
            and not (name == "sources" and sources)
            # Few plans list actions, and none is asked for.
            and (name != "actions" or any(other.programme.actions for other in plan.entries()))
            and not (written.get(name) and context.is_invalid((*entry.path, name)))
        ],
    )


def _missing(plan: Plan, entry: Entry, context: Context) -> list[Hole]:
    """The holes of one programme: those of a plan that has no other, so that a large plan costs no more."""
    dimension = plan.dimensions[entry.dimension]
    alone = structs.replace(dimension, programmes={entry.id: entry.programme})
    found = holes(structs.replace(plan, dimensions={entry.dimension: alone}), context, (), ())
    return [hole for hole in found if hole.programme is not None]


def _party(plan: Plan, id_: str) -> Party:
    agency = plan.agencies.get(id_)
    return Party(id=id_, name=agency.name if agency else None)


def _action(plan: Plan, id_: str, action: Action) -> ActionDetails:
    return ActionDetails(
        id=id_,
        name=action.name,
        kind=action.kind,
        years=sorted(action.years),
        execution=dict(sorted(action.execution.items())),
        agency=_party(plan, action.agency) if action.agency else None,
        code=", ".join(each(action.code)) or None,
        budget=_funding(action.budget),
        indicators=[_indicator(plan, key, indicator) for key, indicator in action.indicators.items()],
        evidence=[source_row(key, plan.sources.get(key)) for key in action.evidence],
    )


def _indicator(plan: Plan, id_: str, indicator: Indicator) -> IndicatorDetails:
    years = sorted(indicator.targets.keys() | indicator.actuals.keys())
    return IndicatorDetails(
        id=id_,
        name=indicator.name,
        level=indicator.level,
        unit=indicator.unit or None,
        direction=indicator.direction,
        baseline=measured(indicator.baseline),
        years=[
            IndicatorYear(
                year=year,
                target=measured(indicator.targets.get(year)),
                actual=measured(indicator.actuals.get(year)),
                reached=met(indicator, year),
                target_basis=basis(indicator.targets.get(year)),
                actual_basis=basis(indicator.actuals.get(year)),
            )
            for year in years
        ],
        baseline_basis=basis(indicator.baseline),
        agency=_party(plan, indicator.agency) if indicator.agency else None,
        budget=_funding(indicator.budget),
    )


def _funding(budget: Budget, *, computed: bool = False) -> Funding | None:
    whole = total([money for amounts in budget.values() for money in amounts.values()])
    if whole.rupiah is None:
        return None
    years = sorted({year for amounts in budget.values() for year in amounts})
    of_years = {year: total([amounts[year] for amounts in budget.values() if year in amounts]) for year in years}
    return Funding(
        sources={fund: dict(sorted(rupiah_by_year(amounts).items())) for fund, amounts in budget.items()},
        by_source={fund: total(amounts.values()).rupiah or 0 for fund, amounts in budget.items()},
        by_year={year: found.rupiah or 0 for year, found in of_years.items()},
        total=whole.rupiah,
        approx=whole.approx or UNSET,
        basis={fund: found for fund, amounts in budget.items() if (found := basis_by_year(amounts))} or UNSET,
        computed=computed or UNSET,
    )
