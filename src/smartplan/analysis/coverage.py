"""The whole coverage of a plan, and how it moved against another."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from smartplan.analysis.actions import ActionRow, count
from smartplan.analysis.gap_analysis import GapRow, gap_rows
from smartplan.analysis.gaps import Hole, holes
from smartplan.analysis.groups import FIELD_OF, By, cells, dimensions, rows
from smartplan.analysis.indicators import IndicatorRow, indicators
from smartplan.analysis.input_rows import find_input, input_row
from smartplan.analysis.objectives import ObjectiveProgress, objectives
from smartplan.analysis.rows import Row, add_up, contribution, scope
from smartplan.analysis.shares import Share, shares
from smartplan.plan.budget import period_years
from smartplan.plan.citations import cited
from smartplan.plan.context import Context, leading_to
from smartplan.plan.crosswalk import Regrouping
from smartplan.plan.field_types import Disposition
from smartplan.plan.judged import states
from smartplan.plan.model import Plan
from smartplan.plan.objectives import Served, texts
from smartplan.plan.plain_data import union
from smartplan.plan.review import Review


class PreviousCoverage(Struct, frozen=True, kw_only=True):
    """The same figures in an earlier plan; its gaps are counted by kind."""

    revision: str
    path: str
    period: Annotated[list[int], Meta(description="Years of its period; empty where it is not on record.")]
    cells: list[Row]
    dimensions: list[Row]
    rows: list[Row]
    totals: Row
    shares: dict[str, float | None]
    counts: dict[str, Share]
    holes: dict[str, int]
    regrouping: Annotated[
        list[Regrouping] | UnsetType,
        Meta(description="What scatters over the places of another profile; there where the profile is another."),
    ] = UNSET


class InputTaken(Struct, frozen=True, kw_only=True):
    """An input of a review that led to the plan, and what took it up besides programmes."""

    ref: str
    given_by: Annotated[str, Meta(description="Who gave it, by name; empty where that is not stated.")]
    evaluation: Annotated[
        int | UnsetType, Meta(description="Year of the evaluation, where it is a recommendation of the ministry.")
    ] = UNSET
    stage: Annotated[int | UnsetType | None, Meta(description="Stage of that evaluation.")] = UNSET
    disposition: Disposition | None
    by_plan: Annotated[bool, Meta(description="Whether the plan as a whole cites it.")]
    withdrawals: Annotated[list[str], Meta(description="Ids of the withdrawn programmes that it led to.")]


class Coverage(Struct, frozen=True, kw_only=True):
    """What a plan covers. Result of `smartplan coverage --format json`."""

    format: Literal[1] = 1
    revision: str
    path: str
    as_of: Annotated[int, Meta(description="The year in which it is looked at: what comes later has not run yet.")]
    by: By
    period: Annotated[list[int], Meta(description="Years of the plan's period; empty where it is not on record.")]
    cells: list[Row]
    dimensions: list[Row]
    rows: Annotated[list[Row], Meta(description="The rows of `by`; empty for sub-dimensions and indicators.")]
    indicators: Annotated[list[IndicatorRow], Meta(description="Filled where `by` is indicator.")]
    objectives: Annotated[
        list[ObjectiveProgress] | UnsetType,
        Meta(description="How the indicators of the goals and objectives stand; there where `by` is objective."),
    ] = UNSET
    inputs: Annotated[list[InputTaken], Meta(description="Filled where `by` is input: one for each of the rows.")]
    totals: Row
    judged: Annotated[
        int, Meta(description="How many programmes state by their author's judgement what the rows are of.")
    ] = 0
    shares: Annotated[dict[str, float | None], Meta(description="0 to 1; null where there is nothing to count.")]
    counts: Annotated[dict[str, Share], Meta(description="The two numbers behind each share.")]
    actions: Annotated[list[ActionRow], Meta(description="The actions of the programmes by kind and dimension.")]
    holes: list[Hole]
    gaps: Annotated[list[GapRow] | UnsetType, Meta(description="The gap analysis; absent where there is none.")] = UNSET
    against: PreviousCoverage | None = None


def cover(plan: Plan, context: Context, *, by: By = "subdimension", path: str = "") -> Coverage:
    """Look at a plan; `path` is the name that it is shown by."""
    as_of = context.today.year
    reviews = leading_to(plan, context)
    seen = scope(plan, as_of)
    programmes = [contribution(entry, seen) for entry in plan.entries()]
    matrix = cells(programmes, context.profile)
    totals = add_up(programmes)
    counts = dict(shares(plan, matrix, totals, reviews, (ref for _, ref in cited(plan))))
    return Coverage(
        revision=plan.revision,
        path=path,
        as_of=as_of,
        by=by,
        period=list(period_years(plan)),
        cells=matrix,
        dimensions=dimensions(
            programmes, dict.fromkeys([*(context.profile.dimensions if context.profile else ()), *plan.dimensions])
        ),
        rows=[] if by in ("subdimension", "indicator") else rows(plan, by, reviews, as_of),
        indicators=list(indicators(plan)) if by == "indicator" else [],
        objectives=objectives(plan) if by == "objective" else UNSET,
        inputs=list(_taken(plan, context, reviews)) if by == "input" else [],
        totals=totals,
        judged=sum(
            FIELD_OF[by] in entry.programme.judged and states(entry.programme, FIELD_OF[by]) for entry in plan.entries()
        ),
        shares={name: share.value for name, share in counts.items()},
        counts=counts,
        actions=count(plan, as_of),
        holes=holes(plan, context, matrix, reviews),
        gaps=list(gap_rows(plan)) or UNSET,
    )


def _taken(plan: Plan, context: Context, reviews: Iterable[Review]) -> Iterator[InputTaken]:
    found = {f"{review.review}/{id_}": (review, given) for review in reviews for id_, given in review.inputs.items()}
    # A programme may cite what led to another revision, or an evaluation that names no plan.
    for ref in union(*(entry.programme.because for entry in plan.entries())):
        if ref not in found and (elsewhere := find_input(ref, context)):
            found[ref] = elsewhere
    for ref, (review, given) in found.items():
        row = input_row(ref, review, given, context, plan)
        yield InputTaken(
            ref=ref,
            given_by=row.giver,
            evaluation=row.evaluation,
            stage=row.stage,
            disposition=given.disposition,
            by_plan=ref in plan.because,
            withdrawals=[gone for gone, withdrawal in plan.withdrawn.items() if ref in withdrawal.because],
        )


def with_previous(
    new: Coverage, old: Coverage, ids: Mapping[str, str] | None = None, regrouping: list[Regrouping] | UnsetType = UNSET
) -> Coverage:
    """The newer coverage with what it was before.

    `ids` gives the new ids of the rows that are the same under another RPJMD; the others are told apart.
    """
    rows = old.rows
    if ids is not None:
        rows = [structs.replace(row, key=_now(row.key, ids, old.revision)) for row in rows]
    before = PreviousCoverage(
        revision=old.revision,
        path=old.path,
        period=old.period,
        cells=old.cells,
        dimensions=old.dimensions,
        rows=rows,
        totals=old.totals,
        shares=old.shares,
        counts=old.counts,
        holes=dict(Counter(hole.kind for hole in old.holes)),
        regrouping=regrouping,
    )
    return structs.replace(new, against=before)


def same_ids(new: Plan, old: Plan, by: By) -> dict[str, str] | None:
    """Old id to new id of the missions, or goals and objectives, that read the same.

    None where both plans follow one RPJMD, and where the rows are something else.
    """
    if by not in ("mission", "objective") or new.rpjmd.title == old.rpjmd.title:
        return None
    what: Served = "missions" if by == "mission" else "objectives"
    known = {" ".join(text.casefold().split()): id_ for id_, text in texts(new, what).items()}
    keys = {id_: " ".join(text.casefold().split()) for id_, text in texts(old, what).items()}
    return {id_: known[key] for id_, key in keys.items() if key in known}


def _now(key: str, ids: Mapping[str, str], revision: str) -> str:
    return ids.get(key, f"{key}@{revision}") if key else key
