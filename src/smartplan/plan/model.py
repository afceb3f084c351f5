"""The typed model of a revision, a review and an evaluation: the one source of the JSON Schemas.

Every field has a default, required ones too: what is invalid is left out before the model is made,
and the rest is still read. `None`, `""` and empty collections all mean "not stated". Years are integers here and text
in the file. Money is whole rupiah.

What a field means stands in the messages, by `schema.TYPE.FIELD`. Which rule speaks of a text or number that does not
fit stands beside the pattern or the limits. Patterns are Python's; `schema` writes them as JSON Schema does.

Source of names and shapes: the plan format, version 1.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args

from msgspec import Meta, Struct

from smartplan.plan.words import REQUIRED, RULE, SAYS_SOMETHING

T = TypeVar("T")
Subject = Literal["plan", "review", "evaluation"]
# What the mapping around it has to have. The default stays: with a fault in one field the rest is still read.
Required = Annotated[T, Meta(extra_json_schema={REQUIRED: True})]
Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*\Z", extra_json_schema={RULE: "bad-id"})]
Year = Annotated[int, Meta(ge=1900, le=2199, extra_json_schema={RULE: "bad-year"})]
# Beyond this a number is a slip: the whole state spends less than four times as many rupiah a year.
MOST = 10**15
# A number whose sign may be one of thousands or of decimals, such as `1.500`, is text here, as it stands in the file.
Measure = (
    Annotated[int, Meta(ge=-MOST, le=MOST)]
    | Annotated[float, Meta(ge=-MOST, le=MOST)]
    | Annotated[str, Meta(pattern=SAYS_SOMETHING)]
)
RUPIAH = "rupiah"
Money = Annotated[int, Meta(ge=-MOST, le=MOST, extra_json_schema={"format": RUPIAH})]
# JSON Schema sees keys as text; the model makes years of them.
_YEARS = Meta(extra_json_schema={"propertyNames": {"pattern": "^(19|20|21)[0-9]{2}$", RULE: "bad-year"}})
RegionCode = Annotated[str, Meta(pattern=r"(?a)^\d{2}(\.\d{2})?\Z", extra_json_schema={RULE: "bad-region-code"})]
Day = Annotated[str, Meta(pattern=r"(?a)^\d{4}-\d{2}-\d{2}\Z", extra_json_schema={RULE: "bad-date"})]
# A day, or no more than its month or year.
Date = Annotated[str, Meta(pattern=r"(?a)^\d{4}(-\d{2}(-\d{2})?)?\Z", extra_json_schema={RULE: "bad-date"})]
SourceIds = list[str]
# Of reviews, each as `REVIEW/INPUT`.
InputRefs = list[Annotated[str, Meta(pattern="^[^/]+/[^/]+$", extra_json_schema={RULE: "bad-text"})]]
PlanStatus = Literal["draft", "adopted", "superseded"]
Record = Literal["official", "reconstruction", "example"]
Reason = Literal["rpjmd", "regulation", "standard", "innovation", "evaluation", "capital_city", "input", "other"]
Role = Literal["government", "academic", "business", "community", "media"]
Tier = Literal["city", "province", "national", "city_owned", "state_owned"]
ProgrammeKind = Literal["capacity", "infrastructure", "application", "literacy", "service", "policy"]
Horizon = Literal["short", "medium", "long"]
Status = Literal["proposed", "planned", "building", "running", "completed", "stopped"]
Ran = Literal["ran", "partly", "not_run"]
Fund = Literal["apbd", "apbn", "dak", "grant", "csr", "ppp", "private", "community", "other"]
MoneyByYear = Annotated[dict[Year, Money], _YEARS]
MeasureByYear = Annotated[dict[Year, Measure], _YEARS]
Budget = Annotated[dict[Fund, MoneyByYear], Meta(extra_json_schema={"propertyNames": {"enum": list(get_args(Fund))}})]
Level = Literal["impact", "outcome", "output"]
Direction = Literal["up", "down", "keep"]
ReviewKind = Literal["fgd", "consultation", "council", "other"]
Disposition = Literal["open", "accepted", "deferred", "rejected"]
Score = Annotated[float, Meta(ge=0, le=4)]
Improvement = Annotated[float, Meta(ge=-4, le=4)]
# Ranks and stages: there are some five hundred cities and regencies.
Ordinal = Annotated[int, Meta(ge=1, le=9999)]


class City(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The city or regency whose plan this is."""

    code: Required[RegionCode] = ""
    name: Required[str] = ""
    province: str = ""


class Period(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """First and last year, both included."""

    start: Required[Year] = 0
    end: Required[Year] = 0


class Rpjmd(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The regional development plan that the smart city plan follows."""

    title: Required[str] = ""
    period: Period | None = None
    vision: str = ""
    missions: dict[Id, str] = {}


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


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a fact was read."""

    title: Required[str] = ""
    publisher: str = ""
    date: Date = ""
    url: str = ""


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


class Indicator(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is measured of a programme, with targets and actuals by year."""

    name: Required[str] = ""
    level: Level | None = None
    unit: str = ""
    direction: Direction | None = None
    baseline: Measure | None = None
    targets: MeasureByYear = {}
    actuals: MeasureByYear = {}


class Programme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One programme of the plan."""

    name: Required[str] = ""
    subdimension: str = ""
    description: str = ""
    agency: str = ""
    partners: list[str] = []
    missions: list[str] = []
    code: str = ""
    kind: ProgrammeKind | None = None
    horizon: Horizon | None = None
    quick_win: bool | None = None
    status: Status | None = None
    years: list[Year] = []
    execution: Annotated[dict[Year, Ran], _YEARS] = {}
    budget: Budget = {}
    indicators: dict[Id, Indicator] = {}
    formerly: list[str] | None = None
    because: InputRefs = []
    sources: SourceIds = []


class Dimension(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dimension of the plan and its programmes."""

    lead: str = ""
    stakeholders: list[str] = []
    objective: str = ""
    strategy: str = ""
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


class Participant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who took part in a review."""

    name: Required[str] = ""
    role: Role | None = None


class Input(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"source": "from"}):
    """What a participant asked for, and what became of it."""

    source: str = ""
    dimension: str = ""
    text: Required[str] = ""
    disposition: Required[Disposition | None] = None
    answer: str = ""


class Review(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review of a revision: an FGD or another consultation."""

    format: Required[Literal[1]] = 1
    review: Required[Id] = ""
    kind: ReviewKind | None = None
    date: Required[Day] = ""
    title: Required[str] = ""
    place: str = ""
    reviews: str = ""
    leads_to: str = ""
    participants: dict[Id, Participant] = {}
    inputs: Required[dict[Id, Input]] = {}
    sources: dict[str, Source] = {}


class Rank(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place in a ranking."""

    position: Required[Ordinal] = 0
    of: Required[Ordinal] = 0


class Award(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an evaluation awarded the city."""

    title: Required[str] = ""
    dimension: str = ""


class Scores(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Scores by component, 0 to 4."""

    baseline: Score | None = None
    output: Score | None = None
    outcome: Score | None = None
    impact: Score | None = None
    quick_win: Score | None = None
    collaboration: Score | None = None


class Evaluation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the ministry's evaluation of one year found."""

    format: Required[Literal[1]] = 1
    year: Required[Year] = 0
    stage: Ordinal | None = None
    revision: str = ""
    scheme: str = ""
    scores: Scores | None = None
    final: Score | None = None
    improvement: Improvement | None = None
    rank: Rank | None = None
    award: Award | None = None
    sources: dict[str, Source] = {}


Content = Plan | Review | Evaluation


def subject_of(data: Any) -> Subject:
    """What a file is by its head: `review` makes a review, `year` an evaluation, anything else a plan."""
    head = data if isinstance(data, dict) else {}
    return "review" if "review" in head else "evaluation" if "year" in head else "plan"
