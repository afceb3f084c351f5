"""One programme, whole: everything that is stated of it, with what it names looked up, and what is missing."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from msgspec import Meta, Struct, structs

from smartplan.analysis.gap_analysis import GapRow, gap_rows
from smartplan.analysis.gaps import Hole, holes
from smartplan.analysis.indicators import met
from smartplan.analysis.input_rows import InputRow, cited_input
from smartplan.analysis.sources import SourceRow, source_row
from smartplan.plan.budget import amount
from smartplan.plan.context import Context
from smartplan.plan.field_types import Direction, Fund, Horizon, Level, Measured, ProgrammeKind, Ran, Status, each
from smartplan.plan.figure import measured, rupiah_by_year
from smartplan.plan.figure import total as sum_of
from smartplan.plan.model import Entry, Indicator, Plan

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


class IndicatorDetails(Struct, frozen=True, kw_only=True):
    """An indicator with each year that has a target or an actual."""

    id: str
    name: str
    level: Level | None
    unit: str | None
    direction: Direction | None
    baseline: Measured | None
    years: list[IndicatorYear]


class Funding(Struct, frozen=True, kw_only=True):
    """Whole rupiah by funding source and year, with the sums."""

    sources: dict[Fund, dict[int, int]]
    by_source: dict[Fund, int]
    by_year: dict[int, int]
    total: int


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
    indicators: list[IndicatorDetails]
    inputs: Annotated[list[InputRow], Meta(description="The inputs that led to it.")]
    sources: list[SourceRow]
    formerly: Annotated[
        list[str] | None, Meta(description="Its predecessors as written; null where its id says it, [] where none.")
    ]
    closes: Annotated[list[GapRow], Meta(description="The gaps of dimensions that it closes.")]
    missing: Annotated[list[Hole], Meta(description="Its holes, as `coverage` finds them.")]
    unstated: Annotated[list[str], Meta(description="Other fields that are not stated.")]


def details(plan: Plan, entry: Entry, context: Context, written: Mapping[str, Any]) -> ProgrammeDetails:
    """Look at one programme of a plan; `written` is its plain data as it stands in the file."""
    programme = entry.programme
    missing = _missing(plan, entry, context)
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
        budget=_funding(entry),
        indicators=[_indicator(id_, indicator) for id_, indicator in programme.indicators.items()],
        inputs=[cited_input(ref, context) for ref in programme.because],
        sources=[source_row(key, plan.sources.get(key)) for key in programme.sources],
        formerly=programme.formerly,
        closes=list(gap_rows(plan, entry.id)),
        missing=missing,
        # A field that is there but cannot be read is a matter of `validate`.
        unstated=[
            name
            for name in FIELDS
            if getattr(programme, name) in (None, "", [], {})
            and name not in told
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


def _indicator(id_: str, indicator: Indicator) -> IndicatorDetails:
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
            )
            for year in years
        ],
    )


def _funding(entry: Entry) -> Funding | None:
    programme = entry.programme
    total = amount([programme])
    if total is None:
        return None
    years = sorted({year for amounts in programme.budget.values() for year in amounts})
    return Funding(
        sources={fund: dict(sorted(rupiah_by_year(amounts).items())) for fund, amounts in programme.budget.items()},
        by_source={fund: sum_of(amounts.values()) for fund, amounts in programme.budget.items()},
        by_year={year: amount([programme], year=year) or 0 for year in years},
        total=total,
    )
