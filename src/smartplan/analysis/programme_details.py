"""What is told of one programme: its fields, and what it names looked up."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.analysis.absorption import StatedAbsorption
from smartplan.analysis.gap_analysis import GapRow
from smartplan.analysis.gaps import Hole
from smartplan.analysis.input_rows import InputRow
from smartplan.analysis.sources import SourceRow
from smartplan.plan.field_types import (
    Direction,
    Fund,
    Horizon,
    Level,
    Measured,
    ObjectiveLevel,
    ProgrammeKind,
    Ran,
    Status,
)
from smartplan.plan.figure import Approx, Basis, StatedBasis


class Party(Struct, frozen=True, kw_only=True):
    """An agency that executes the programme or takes part in it."""

    id: str
    name: Annotated[str | None, Meta(description="Whole name; null where the plan does not list it.")]


class MissionRow(Struct, frozen=True, kw_only=True):
    """A mission of the RPJMD that the programme serves."""

    id: str
    text: Annotated[str | None, Meta(description="Null where it is not on record.")]


class ObjectiveRow(Struct, frozen=True, kw_only=True):
    """A goal or objective of the RPJMD that the programme serves."""

    id: str
    name: Annotated[str | None, Meta(description="Null where it is not on record.")]
    level: ObjectiveLevel | None
    under: Annotated[str | None, Meta(description="The goal it belongs to.")]
    mission: Annotated[str | None, Meta(description="The mission it belongs to, through its goal too.")]


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
    code: str | None
    level: Level | None
    unit: str | None
    direction: Direction | None
    baseline: Measured | None
    years: list[IndicatorYear]
    target_end: Annotated[Measured | None, Meta(description="Target at the end of the period.")]
    agency: Annotated[Party | None, Meta(description="Who answers for it; null where the programme's agency does.")]
    budget: Annotated[Funding | None, Meta(description="What it has of the programme's budget.")]
    baseline_basis: StatedBasis = UNSET
    target_end_basis: StatedBasis = UNSET


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
    objectives: list[ObjectiveRow]
    judged: Annotated[list[str], Meta(description="Fields that the author of the file decided, not the source.")]
    code: str | None
    location: list[str]
    tags: list[str]
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
    missing: Annotated[list[Hole], Meta(description="Its gaps, as `coverage` finds them.")]
    unstated: Annotated[list[str], Meta(description="Other fields that are not stated.")]
