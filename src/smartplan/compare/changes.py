"""What a comparison finds: typed changes, their sides, the balance.

The balance stands in the JSON of `diff` as it is here, so its types have the names that the published schema has.
"""

from typing import Annotated, Any, Final, Literal, get_args

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.plan.crosswalk import Regrouping
from smartplan.plan.figure import Approx, Basis, Sum
from smartplan.plan.finding import Address
from smartplan.plan.model import Entry
from smartplan.plan.objectives import Served

Level = Literal["error", "warning", "info"]
# From the gravest.
LEVELS: tuple[Level, ...] = get_args(Level)
Link = Literal["same", "states", "chain", "reverse", "broken", "unrelated"]

# Every added kind has its removed twin; a programme that is gone is withdrawn or dropped.
Kind = Literal[
    "programme-added",
    "programme-withdrawn",
    "programme-dropped",
    "programme-moved",
    "programme-renumbered",
    "programme-merged",
    "programme-split",
    "name-changed",
    "subdimension-changed",
    "text-changed",
    "agency-changed",
    "partners-changed",
    "missions-changed",
    "objectives-changed",
    "quick-win-changed",
    "status-changed",
    "years-changed",
    "execution-changed",
    "budget-changed",
    "spent-changed",
    "indicator-added",
    "indicator-removed",
    "indicator-changed",
    "target-raised",
    "target-lowered",
    "target-changed",
    "actual-changed",
    "action-added",
    "action-removed",
    "action-changed",
    "action-budget-changed",
    "indicator-budget-changed",
    "basis-changed",
    "field-changed",
    "agency-added",
    "agency-removed",
    "agency-changed",
    "mission-added",
    "mission-removed",
    "mission-reworded",
    "mission-renumbered",
    "objective-added",
    "objective-removed",
    "objective-changed",
    "objective-renumbered",
    "rpjmd-changed",
    "vision-changed",
    "period-changed",
    "plan-status-changed",
    "profile-changed",
    "dimension-added",
    "dimension-removed",
    "dimension-changed",
    "gap-added",
    "gap-removed",
    "gap-changed",
    "readiness-changed",
    "comment-added",
    "comment-removed",
    "comment-changed",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
# Those whose sides are whole rupiah.
MONEY: Final[frozenset[Kind]] = frozenset(
    ("budget-changed", "spent-changed", "action-budget-changed", "indicator-budget-changed")
)
Fate = Literal["added", "withdrawn", "dropped", "changed", "realigned", "unchanged"]
Lineage = Literal["moved", "renumbered", "merged", "split"]
# From the gravest.
HighlightKind = Literal["dropped", "withdrawn", "stopped", "moved", "merged", "split", "lowered", "money"]


class Side(Struct, frozen=True):
    """What stands on one side of a change: plain data as in the file, and its address there.

    `file` is "old", "new" or the name of a revision between the two. `span` gives the offsets of what has no address
    of its own: a comment. Of a figure `value` is the value alone, and `basis` what it rests on.
    """

    value: Any
    programme: str | None
    path: Address
    file: str
    span: tuple[int, int] | None = None
    basis: Basis | UnsetType = UNSET


class Change(Struct, frozen=True):
    """One change. `programme` is the id in the new revision, in the old one for what is gone."""

    kind: Kind
    level: Level
    dimension: str | None
    programme: str | None
    field: str | None
    old: Side | None
    new: Side | None
    delta: int | float | None
    percent: float | None
    because: tuple[str, ...]


class Suggestion(Struct, frozen=True):
    """A likely rename, never applied."""

    old: str
    new: str
    similarity: float


class IndicatorSuggestion(Struct, frozen=True):
    """An indicator that was likely reworded, never applied: keys of the old and the new one within a programme.

    `same_targets` says that the two have exactly the same targets.
    """

    programme: str
    old: str
    new: str
    similarity: float
    same_targets: bool


class ProgrammeOutcome(Struct, frozen=True):
    """What became of a programme: the new one with those that it comes from, or an old one that is gone.

    `lineage` says how one that is `changed` came about.
    """

    fate: Fate
    old: tuple[Entry, ...]
    new: Entry | None
    lineage: tuple[Lineage, ...] = ()


class Balance(Struct, frozen=True):
    """Counts of programmes; moved, renumbered, merged and split are within changed.

    Realigned are those of which no more changed than what they serve of the RPJMD (missions, goals, objectives),
    because that is another one; they are not within changed.
    """

    old: int
    new: int
    added: int
    withdrawn: int
    dropped: int
    moved: int
    renumbered: int
    merged: int
    split: int
    changed: int
    realigned: int
    unchanged: int


class StatedData(Struct, frozen=True):
    """How many programmes state a budget; zero rupiah counts as stated."""

    old: int
    new: int


class CommonMoneyData(Struct, frozen=True):
    """Whole rupiah of the years that lie within the periods of both plans."""

    years: list[int]
    old: int
    new: int
    delta: int
    old_approx: Approx = UNSET
    new_approx: Approx = UNSET


class MoneyData(Struct, frozen=True):
    """Whole rupiah over all sources and years; a side is null if none of its programmes states a budget."""

    old: int | None
    new: int | None
    delta: Annotated[int | None, Meta(description="Null unless both sides state a budget.")]
    stated: StatedData
    common: Annotated[
        CommonMoneyData | None,
        Meta(description="Null where the periods share no year or a side states no budget for the years they share."),
    ]
    old_approx: Approx = UNSET
    new_approx: Approx = UNSET


class MissionCountData(Struct, frozen=True):
    """How many missions of the RPJMD are on record; null where none is."""

    old: int | None
    new: int | None


class DimensionData(Struct, frozen=True):
    """The balance of one dimension."""

    programmes: Balance
    budget: MoneyData | None


class SummaryData(Struct, frozen=True):
    """The balance of the whole, or of what a filter shows."""

    programmes: Balance
    budget: Annotated[MoneyData | None, Meta(description="Null where no programme states a budget.")]
    missions: MissionCountData
    dimensions: dict[str, DimensionData]


class Realignment(Struct, frozen=True):
    """Programmes that served the old missions and, under another RPJMD, serve the new ones: ids of missions on either
    side, none where a programme names none, and ids of programmes in the new revision. So for goals and objectives."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    programmes: tuple[str, ...]
    field: Served = "missions"


class Highlight(Struct, frozen=True):
    """What weighs most: one programme, and the changes that say so.

    `old` and `new` are its money. `reason` is the text of a withdrawal.
    """

    kind: HighlightKind
    programme: str
    name: str
    dimension: str
    old: Sum
    new: Sum
    reason: str
    because: tuple[str, ...]
    changes: tuple[Change, ...]


class Wanted(Struct, frozen=True):
    """Which changes are wanted; an empty set means all, as does the level "info"."""

    dimensions: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    missions: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    level: Level = "info"

    def __bool__(self) -> bool:
        return self != _ALL


_ALL = Wanted()


class Comparison(Struct, frozen=True):
    """All that changed between two revisions, and how they hang together.

    `outcomes` are those of every programme that is shown, `predecessors` the old ids that each new one comes from.
    """

    changes: list[Change]
    suggestions: list[Suggestion]
    indicator_suggestions: list[IndicatorSuggestion]
    summary: SummaryData
    link: Link
    missing: list[str]
    new_reasons: tuple[str, ...]
    predecessors: dict[str, tuple[str, ...]]
    outcomes: list[ProgrammeOutcome]
    realignment: list[Realignment]
    regrouping: list[Regrouping]
    same_city: bool = True
    filter: Wanted = _ALL
