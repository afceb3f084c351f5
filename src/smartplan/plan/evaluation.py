"""The typed model of an evaluation."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from smartplan.plan.field_types import Disposition, Id, Required, Source, Year

Score = Annotated[float, Meta(ge=0, le=4)]
Improvement = Annotated[float, Meta(ge=-4, le=4)]
# Ranks and stages: there are some five hundred cities and regencies.
Ordinal = Annotated[int, Meta(ge=1, le=9999)]


class Rank(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place in a ranking."""

    position: Required[Ordinal] = 0
    of: Required[Ordinal] = 0


class Award(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an evaluation awarded the city."""

    title: Required[str] = ""
    dimension: str = ""


class Recommendation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an evaluation recommended, and what became of it."""

    text: Required[str] = ""
    dimension: str = ""
    disposition: Required[Disposition | None] = None
    answer: str = ""


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
    details: dict[str, Any] = {}
    final: Score | None = None
    improvement: Improvement | None = None
    rank: Rank | None = None
    award: Award | None = None
    recommendations: dict[Id, Recommendation] = {}
    sources: dict[str, Source] = {}
