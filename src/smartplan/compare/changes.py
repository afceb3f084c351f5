"""What a comparison finds: typed changes, their sides, the balance."""

from dataclasses import dataclass
from typing import Any, Literal

from smartplan.plan.finding import Path

Level = Literal["error", "warning", "info"]
Link = Literal["same", "states", "chain", "reverse", "broken", "unrelated"]

# Every added kind has its removed twin; a programme that is gone is withdrawn or dropped.
KINDS: tuple[str, ...] = (
    "programme-added", "programme-withdrawn", "programme-dropped", "programme-moved", "programme-renumbered",
    "programme-merged", "programme-split", "name-changed", "subdimension-changed", "text-changed", "agency-changed",
    "partners-changed", "missions-changed", "quick-win-changed", "status-changed", "years-changed",
    "execution-changed", "budget-changed", "indicator-added", "indicator-removed", "indicator-changed",
    "target-raised", "target-lowered", "target-changed", "actual-changed", "field-changed", "agency-added",
    "agency-removed", "agency-changed", "mission-added", "mission-removed", "mission-reworded", "mission-renumbered",
    "rpjmd-changed", "vision-changed", "period-changed", "plan-status-changed", "profile-changed", "dimension-added",
    "dimension-removed", "dimension-changed", "readiness-changed", "comment-added", "comment-removed",
    "comment-changed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a change: plain data as in the file, and its address there.

    `file` is "old", "new" or the name of a revision between the two. `span` gives the offsets of what has no address
    of its own: a comment.
    """

    value: Any
    programme: str | None
    path: Path
    file: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `programme` is the id in the new revision, in the old one for what is gone."""

    kind: str
    level: Level
    dimension: str | None
    programme: str | None
    field: str | None
    old: Side | None
    new: Side | None
    delta: int | float | None
    percent: float | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A likely rename, never applied."""

    old: str
    new: str
    similarity: float


@dataclass(slots=True)
class Balance:
    """Counts of programmes; moved, renumbered, merged and split are within changed."""

    old: int = 0
    new: int = 0
    added: int = 0
    withdrawn: int = 0
    dropped: int = 0
    moved: int = 0
    renumbered: int = 0
    merged: int = 0
    split: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Money:
    """Whole rupiah over all sources and years."""

    old: int
    new: int
    delta: int


@dataclass(frozen=True, slots=True)
class DimensionSummary:
    """The balance of one dimension; `budget` is None where no programme states money."""

    programmes: Balance
    budget: Money | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The balance of the whole; `budget` is None where no programme states money."""

    programmes: Balance
    budget: Money | None
    dimensions: dict[str, DimensionSummary]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed between two revisions, and how they hang together."""

    changes: list[Change]
    suggestions: list[Suggestion]
    summary: Summary
    link: Link
    missing: list[str]
    new_reasons: tuple[str, ...]
    predecessors: dict[str, tuple[str, ...]]
    """The old ids that each new programme comes from."""
