"""What the ministry's evaluations found over the years, each figure held against what it is made of."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.analysis.inputs import Citation
from smartplan.analysis.sources import SourceRow, source_row
from smartplan.plan import scoring
from smartplan.plan.evaluation import Award, Evaluation, Rank
from smartplan.plan.field_types import Disposition

# Exact for scores of two decimals and weights in percent.
_DECIMALS = 4
_ByComponent = dict[str, float | None]


class EvaluationFile(NamedTuple):
    """An evaluation and the file it was read from, as it is shown."""

    path: str
    evaluation: Evaluation


class CitingRevision(Struct, frozen=True, kw_only=True):
    """A revision, and what in it cites a recommendation."""

    revision: str
    cited: list[Citation]


class RecommendationRow(Struct, frozen=True, kw_only=True):
    """A recommendation with its follow-up."""

    ref: Annotated[str, Meta(description="As it is cited: STEM/R-01.")]
    recommendation: str
    text: str
    dimension: str
    disposition: Disposition | None
    answer: str
    cited: Annotated[list[CitingRevision], Meta(description="The revisions that cite it, by name.")]


# By citation, what cites a recommendation in which revision.
Citations = Mapping[str, list[CitingRevision]]


class EvaluationRow(Struct, frozen=True, kw_only=True):
    """One evaluation; null is what is not on record or cannot be computed from what is."""

    path: str
    year: int
    stage: int | None
    revision: Annotated[str | None, Meta(description="The plan that was in force.")]
    scheme: str | None
    scores: Annotated[_ByComponent, Meta(description="0 to 4, by component.")]
    weights: Annotated[dict[str, int] | None, Meta(description="Percent by component; null for an unknown scheme.")]
    lost: Annotated[_ByComponent, Meta(description="Points of the index that each component lacks to reach 4.")]
    weakest: Annotated[
        list[str], Meta(description="Components that lack the most points; several if they lack the same.")
    ]
    since: Annotated[
        int | None, Meta(description="The year before, where its last evaluation is on file: what `moved` speaks of.")
    ]
    moved: Annotated[_ByComponent, Meta(description="Score of each component minus that of the year before.")]
    final: Annotated[float | None, Meta(description="The index as published.")]
    index: Annotated[float | None, Meta(description="The index from its parts and weights.")]
    improvement: Annotated[float | None, Meta(description="As published.")]
    risen: Annotated[float | None, Meta(description="The published index minus that of the year before.")]
    rank: Rank | None
    award: Award | None
    details: Annotated[dict[str, Any] | UnsetType, Meta(description="Scores below a component, as in the file.")] = (
        UNSET
    )
    recommendations: list[RecommendationRow] | UnsetType = UNSET
    ahead: Annotated[float | None, Meta(description="Share of those ranked that are below, 0 to 1.")]
    sources: list[SourceRow]


class Disagreement(Struct, frozen=True, kw_only=True):
    """A published figure that differs from what it is made of by more than rounding."""

    kind: Literal["index", "improvement"]
    path: str
    year: int
    stage: int | None
    published: float
    computed: float


class Recomputed(Struct, frozen=True, kw_only=True):
    """In how many evaluations a published figure could be recomputed."""

    index: int
    improvement: int


class Evaluations(Struct, frozen=True, kw_only=True):
    """The evaluations of a city by year and stage. Result of `smartplan evaluations --format json`."""

    format: Literal[1] = 1
    city: Annotated[str | None, Meta(description="Name of the city in the plan that was evaluated last.")]
    path: Annotated[str, Meta(description="The folder that was looked into.")]
    evaluations: list[EvaluationRow]
    recomputed: Recomputed
    disagreements: list[Disagreement]


def assess(
    filed: Sequence[EvaluationFile], path: str, city: str | None = None, citations: Citations | None = None
) -> Evaluations:
    """Put evaluations in order and recompute what can be; `path` is the folder as it is shown."""
    ordered = sorted(filed, key=lambda one: (one.evaluation.year, one.evaluation.stage or 0, one.path))
    every = [one.evaluation for one in ordered]
    rows = [_row(one, every, citations or {}) for one in ordered]
    return Evaluations(
        city=city,
        path=path,
        evaluations=rows,
        recomputed=Recomputed(
            index=sum(None not in (row.final, row.index) for row in rows),
            improvement=sum(None not in (row.improvement, row.risen) for row in rows),
        ),
        disagreements=[found for row in rows for found in _disagreements(row)],
    )


def _row(filed: EvaluationFile, every: Sequence[Evaluation], citations: Citations) -> EvaluationRow:
    evaluation = filed.evaluation
    before = scoring.year_before(evaluation, every)
    scores = scoring.scores(evaluation)
    lost = {name: round(points, _DECIMALS) for name, points in scoring.points_lost(evaluation).items()}
    most = max(lost.values(), default=0.0)
    rank = evaluation.rank
    return EvaluationRow(
        path=filed.path,
        year=evaluation.year,
        stage=evaluation.stage,
        revision=evaluation.revision or None,
        scheme=evaluation.scheme or None,
        scores=scores,
        weights=dict(scoring.weights(evaluation)) or None,
        lost={name: lost.get(name) for name in scoring.COMPONENTS},
        weakest=[name for name, points in lost.items() if points == most > 0],
        since=before.year if before else None,
        moved=_moved(scores, scoring.scores(before) if before else {}),
        final=evaluation.final,
        index=_rounded(scoring.index(evaluation)),
        improvement=evaluation.improvement,
        risen=_rounded(scoring.improvement(evaluation, before)),
        # A rank of which one half could not be read is none.
        rank=rank if rank and rank.position and rank.of else None,
        ahead=scoring.share_below(rank),
        award=evaluation.award,
        details=evaluation.details or UNSET,
        recommendations=list(_recommendations(filed, citations)) or UNSET,
        sources=[source_row(key, source) for key, source in evaluation.sources.items()],
    )


def _recommendations(filed: EvaluationFile, citations: Citations) -> Iterator[RecommendationRow]:
    for id_, one in filed.evaluation.recommendations.items():
        ref = f"{PurePath(filed.path).stem}/{id_}"
        yield RecommendationRow(
            ref=ref,
            recommendation=id_,
            text=one.text,
            dimension=one.dimension,
            disposition=one.disposition,
            answer=one.answer,
            cited=list(citations.get(ref, ())),
        )


def _moved(new: _ByComponent, old: _ByComponent) -> _ByComponent:
    pairs = {name: (score, old.get(name)) for name, score in new.items()}
    return {name: None if a is None or b is None else _rounded(a - b) for name, (a, b) in pairs.items()}


def _disagreements(row: EvaluationRow) -> Iterator[Disagreement]:
    pairs: list[tuple[Literal["index", "improvement"], float | None, float | None]] = [
        ("index", row.final, row.index),
        ("improvement", row.improvement, row.risen),
    ]
    for kind, published, computed in pairs:
        if published is not None and computed is not None and scoring.disagrees(published, computed):
            yield Disagreement(
                kind=kind, path=row.path, year=row.year, stage=row.stage, published=published, computed=computed
            )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)
