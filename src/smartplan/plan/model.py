"""The typed model of a revision; with those of a review and an evaluation the one source of the JSON Schemas.

Every field has a default, required ones too: what is invalid is left out before the model is made,
and the rest is still read. `None`, `""` and empty collections all mean "not stated". Years are integers here and text
in the file. Money is whole rupiah.

What a field means stands in the messages, by `schema.TYPE.FIELD`; the types of fields in `field_types`.

Source of names and shapes: the plan format, version 1.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Literal, NamedTuple

from msgspec import Struct

from smartplan.plan.field_types import (
    Direction,
    Execution,
    Horizon,
    Id,
    InputRefs,
    Level,
    ObjectiveLevel,
    PlanStatus,
    ProgrammeKind,
    Reason,
    Record,
    RegionCode,
    Required,
    Role,
    Source,
    SourceIds,
    Status,
    Texts,
    Tier,
    Year,
)
from smartplan.plan.figure import Budget, Measure, MeasureByYear


class City(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The city or regency whose plan this is."""

    code: Required[RegionCode] = ""
    name: Required[str] = ""
    province: str = ""


class Period(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """First and last year, both included."""

    start: Required[Year] = 0
    end: Required[Year] = 0


class Indicator(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is measured, with targets and actuals by year."""

    name: Required[str] = ""
    code: str = ""
    agency: str = ""
    level: Level | None = None
    unit: str = ""
    direction: Direction | None = None
    baseline: Measure | None = None
    targets: MeasureByYear = {}
    target_end: Measure | None = None
    actuals: MeasureByYear = {}
    budget: Budget = {}

    @property
    def is_aimed(self) -> bool:
        """Whether a target is stated, for a year or for the end of the period."""
        return bool(self.targets) or self.target_end is not None


class Objective(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A goal (tujuan) or objective (sasaran) of the RPJMD, between mission and programme."""

    name: Required[str] = ""
    level: ObjectiveLevel | None = None
    mission: str = ""
    under: str = ""
    indicators: dict[Id, Indicator] = {}


class Rpjmd(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The regional development plan that the smart city plan follows."""

    title: Required[str] = ""
    regulation: str = ""
    period: Period | None = None
    vision: str = ""
    missions: dict[Id, str] = {}
    objectives: dict[Id, Objective] = {}
    sources: SourceIds = []


class Agency(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An organisation that executes programmes or takes part in them."""

    name: Required[str] = ""
    short: str = ""
    role: Role | None = None
    tier: Tier | None = None

    @property
    def called(self) -> str:
        """Its short name, or its whole name where it has no other."""
        return self.short or self.name

    @property
    def of_the_city(self) -> bool:
        """Whether it is an agency of the city's own government (OPD): no ministry, no province, no company."""
        return self.role in (None, "government") and self.tier in (None, "city")


class Team(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The smart city team."""

    lead: str = ""
    members: list[str] = []


class ReadinessItem(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One supporting factor."""

    name: Required[str] = ""
    condition: str = ""
    agency: str = ""
    sources: SourceIds = []


class Readiness(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Readiness in its three parts, ICT infrastructure among them."""

    structure: dict[Id, ReadinessItem] = {}
    infrastructure: dict[Id, ReadinessItem] = {}
    superstructure: dict[Id, ReadinessItem] = {}


class Action(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of a programme: an action of its action plan, or an activity below it."""

    name: Required[str] = ""
    kind: ProgrammeKind | None = None
    years: list[Year] = []
    agency: str = ""
    code: Texts = ""
    budget: Budget = {}
    indicators: dict[Id, Indicator] = {}
    execution: Execution = {}
    evidence: SourceIds = []


class Programme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One programme of the plan."""

    name: Required[str] = ""
    subdimension: str = ""
    description: str = ""
    agency: str = ""
    partners: list[str] = []
    missions: list[str] = []
    objectives: list[str] = []
    judged: list[str] = []
    code: Texts = ""
    location: Texts = ""
    tags: list[str] = []
    kind: ProgrammeKind | None = None
    horizon: Horizon | None = None
    quick_win: bool | None = None
    status: Status | None = None
    years: list[Year] = []
    execution: Execution = {}
    budget: Budget = {}
    spent: Budget = {}
    indicators: dict[Id, Indicator] = {}
    actions: dict[Id, Action] = {}
    formerly: list[str] | None = None
    because: InputRefs = []
    sources: SourceIds = []

    @property
    def participants(self) -> list[str]:
        """The agencies that take part in it, each once: its partners, and others that answer for an indicator or
        execute an action."""
        parts: Iterator[Indicator | Action] = chain(self.indicators.values(), self.actions.values())
        others = [one.agency for one in parts if one.agency and one.agency != self.agency]
        return list(dict.fromkeys([*self.partners, *others]))


class Gap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A gap in a dimension: what there is, what there should be, and the programmes that close it."""

    present: str = ""
    wanted: str = ""
    programmes: list[str] = []


class Dimension(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dimension of the plan and its programmes."""

    lead: str = ""
    stakeholders: list[str] = []
    objective: str = ""
    strategy: str = ""
    gaps: dict[Id, Gap] = {}
    programmes: dict[Id, Programme] = {}


class Withdrawal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a programme of the superseded revision was dropped on purpose."""

    reason: Required[str] = ""
    because: InputRefs = []


class Entry(NamedTuple):
    """A programme with its place in the plan."""

    dimension: str
    id: str
    programme: Programme

    @property
    def path(self) -> tuple[str, ...]:
        """Address of the programme in the file."""
        return ("dimensions", self.dimension, "programmes", self.id)

    def actions(self) -> "Iterator[ActionEntry]":
        """Every action of the programme with its place."""
        for id_, action in self.programme.actions.items():
            yield ActionEntry(self, id_, action)


class ActionEntry(NamedTuple):
    """An action with its place in the plan."""

    entry: Entry
    id: str
    action: Action

    @property
    def path(self) -> tuple[str, ...]:
        """Address of the action in the file."""
        return (*self.entry.path, "actions", self.id)


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A revision of a smart city master plan."""

    format: Required[Literal[1]] = 1
    revision: Required[str] = ""
    city: Required[City] = City()
    title: Required[str] = ""
    status: Required[PlanStatus | None] = None
    record: Required[Record | None] = None
    supersedes: str = ""
    change_reasons: list[Reason] = []
    because: InputRefs = []
    profile: Required[str] = ""
    period: Period | None = None
    vision: str = ""
    legal_basis: list[str] = []
    team: Team = Team()
    rpjmd: Required[Rpjmd] = Rpjmd()
    agencies: Required[dict[Id, Agency]] = {}
    sources: dict[str, Source] = {}
    readiness: Readiness = Readiness()
    dimensions: Required[dict[str, Dimension]] = {}
    withdrawn: dict[str, Withdrawal] = {}

    def entries(self) -> Iterator[Entry]:
        """Every programme with its place, in the order of the file."""
        for key, dimension in self.dimensions.items():
            for id_, programme in dimension.programmes.items():
                yield Entry(key, id_, programme)
