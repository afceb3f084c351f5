"""The executive summary of a revision: its coverage, its story and its results on a screen or two, as data."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.analysis.actions import ActionRow
from smartplan.analysis.coverage import Coverage, cover
from smartplan.analysis.indicators import IndicatorRow, indicators
from smartplan.analysis.input_rows import find_input
from smartplan.analysis.objectives import ObjectiveProgress, objectives
from smartplan.analysis.rows import Executed, Row, executed
from smartplan.analysis.shares import Share
from smartplan.operations.diff import Result, step
from smartplan.operations.log import ChangeSummary, changes
from smartplan.operations.summary_money import ApproximateMoney, SpentMoney, planned_money, spent_money
from smartplan.plan.context import Context
from smartplan.plan.evaluation import Award, Evaluation, Rank
from smartplan.plan.figure import Approx
from smartplan.plan.model import Plan, Readiness
from smartplan.workspace.revision import Revision

QuickWinState = Literal["new", "continued", "stopped"]
# Impact is what citizens feel; then what a programme brings about; then what it makes.
_LEVELS = ("impact", "outcome", "output", None)


class Mission(Struct, frozen=True, kw_only=True):
    """A mission of the RPJMD and how many programmes serve it."""

    id: str
    text: str
    programmes: int


class QuickWin(Struct, frozen=True, kw_only=True):
    """A quick win; a stopped one has its id in the superseded revision."""

    programme: str
    name: str
    dimension: str
    state: QuickWinState | None
    executed: Annotated[Executed | None, Meta(description="Null where nothing was planned for this year or earlier.")]


class Factor(Struct, frozen=True, kw_only=True):
    """A supporting factor."""

    part: Literal["structure", "infrastructure", "superstructure"]
    name: str
    condition: str
    agency: str


class Outcomes(Struct, frozen=True, kw_only=True):
    """The indicators in the latest year that has a target and an actual; `listed` has the most important."""

    reached: int
    missed: int
    open: Annotated[int, Meta(description="No year with a target and an actual, or the two cannot be compared.")]
    listed: Annotated[list[IndicatorRow], Meta(description="All with a target or an actual, impact first.")]


class CitedInput(Struct, frozen=True, kw_only=True):
    """An input of a review that led to changes in the plan."""

    ref: str
    text: str


class News(Struct, frozen=True, kw_only=True):
    """What is new against the superseded revision, and why; the last five counts are programmes of the new one."""

    revision: str
    withdrawn: int
    dropped: int
    added: int
    moved: int
    changed: int
    realigned: Annotated[
        int, Meta(description="Programmes whose missions alone changed with the RPJMD; not in `changed`.")
    ]
    unchanged: int
    budget: Annotated[
        int | None, Meta(description="Difference in whole rupiah; null where one states none or plans other years.")
    ]
    against: Annotated[ChangeSummary, Meta(description="Which programmes these are, and how the budget moved.")]
    reasons: list[str]
    inputs: list[CitedInput]
    budget_approx: Approx = UNSET


class EvaluationScore(Struct, frozen=True, kw_only=True):
    """The outcome of one evaluation."""

    year: int
    stage: int | None
    final: float | None
    improvement: float | None
    rank: Rank | None
    award: Award | None


class Summary(Struct, frozen=True, kw_only=True):
    """Result of `smartplan summary --format json`."""

    format: Literal[1] = 1
    revision: str
    path: str
    as_of: int
    city: str
    title: str
    status: str | None
    record: str | None
    period: Annotated[list[int] | None, Meta(description="First and last year.")]
    legal_basis: list[str]
    vision: str
    rpjmd: str
    rpjmd_regulation: str
    rpjmd_vision: str
    missions: list[Mission]
    objectives: Annotated[
        list[ObjectiveProgress], Meta(description="Goals and objectives of the RPJMD, each goal with its objectives.")
    ]
    dimensions: list[Row]
    totals: Row
    quick_wins: list[QuickWin]
    actions: Annotated[list[ActionRow], Meta(description="The actions of the programmes by kind and dimension.")]
    years: Annotated[dict[int, int], Meta(description="Whole rupiah by year of the period, or by every year.")]
    sources: Annotated[dict[str, int], Meta(description="Whole rupiah of these years by funding source.")]
    history: Annotated[dict[int, int], Meta(description="Whole rupiah by year outside the period.")]
    spent: Annotated[SpentMoney | UnsetType, Meta(description="Absent where none is stated.")] = UNSET
    approximate: Annotated[
        ApproximateMoney | UnsetType, Meta(description="Absent if all of these amounts are exact.")
    ] = UNSET
    budgeted: Annotated[int, Meta(description="How many programmes state a budget for these years.")]
    readiness: list[Factor]
    indicators: Outcomes
    news: News | None
    evaluations: list[EvaluationScore]
    gaps: Annotated[
        Share | UnsetType, Meta(description="How many gaps of the gap analysis a programme closes; absent without any.")
    ] = UNSET
    holes: Annotated[dict[str, int], Meta(description="Gaps by kind, the most frequent first.")]


def summarise(revision: Revision, coverage: Coverage | None = None) -> Summary:
    """Look at a revision and what lies beside it; its `coverage` may be at hand already."""
    plan, coverage = revision.plan, coverage or cover(revision.plan, revision.context, path=revision.path)
    older = revision.superseded
    result = step(older, revision) if older is not None else None
    years, sources, history, approximate = planned_money(plan)
    return Summary(
        revision=plan.revision,
        path=revision.path,
        as_of=coverage.as_of,
        city=plan.city.name,
        title=plan.title,
        status=plan.status,
        record=plan.record,
        period=[plan.period.start, plan.period.end] if plan.period else None,
        legal_basis=plan.legal_basis,
        vision=plan.vision,
        rpjmd=plan.rpjmd.title,
        rpjmd_regulation=plan.rpjmd.regulation,
        rpjmd_vision=plan.rpjmd.vision,
        missions=_missions(plan),
        objectives=objectives(plan),
        dimensions=coverage.dimensions,
        totals=coverage.totals,
        quick_wins=_quick_wins(plan, result, coverage.as_of),
        actions=coverage.actions,
        years=years,
        sources=sources,
        history=history,
        spent=spent_money(plan),
        approximate=approximate,
        budgeted=coverage.totals.funded,
        readiness=_readiness(plan.readiness),
        indicators=_outcomes(plan),
        news=_news(plan, result, revision.context) if result else None,
        evaluations=[_score(one) for one in revision.evaluations],
        gaps=Share(sum(bool(gap.programmes) for gap in coverage.gaps), len(coverage.gaps)) if coverage.gaps else UNSET,
        holes=dict(Counter(hole.kind for hole in coverage.holes).most_common()),
    )


def _missions(plan: Plan) -> list[Mission]:
    served = Counter(mission for entry in plan.entries() for mission in dict.fromkeys(entry.programme.missions))
    return [Mission(id=id_, text=text, programmes=served[id_]) for id_, text in plan.rpjmd.missions.items()]


def _quick_wins(plan: Plan, result: Result | None, as_of: int) -> list[QuickWin]:
    """Those of the plan, then those of the superseded one that have no successor among them."""
    old = {entry.id: entry for entry in result.old.entries() if entry.programme.quick_win} if result else {}
    predecessors = result.comparison.predecessors if result else {}
    found, continued = [], set[str]()
    for entry in plan.entries():
        programme = entry.programme
        if not programme.quick_win:
            continue
        origins = [id_ for id_ in predecessors.get(entry.id, ()) if id_ in old]
        continued.update(origins)
        state: QuickWinState | None = None if result is None else "continued" if origins else "new"
        found.append(
            QuickWin(
                programme=entry.id,
                name=programme.name,
                dimension=entry.dimension,
                state=state,
                executed=executed(programme, as_of),
            )
        )
    stopped = [
        QuickWin(
            programme=id_,
            name=entry.programme.name,
            dimension=entry.dimension,
            state="stopped",
            executed=executed(entry.programme, as_of),
        )
        for id_, entry in old.items()
        if id_ not in continued
    ]
    return [*found, *stopped]


def _readiness(readiness: Readiness) -> list[Factor]:
    parts: tuple[Literal["structure", "infrastructure", "superstructure"], ...]
    parts = ("infrastructure", "structure", "superstructure")
    return [
        Factor(part=part, name=item.name, condition=item.condition, agency=item.agency)
        for part in parts
        for item in getattr(readiness, part).values()
    ]


def _outcomes(plan: Plan) -> Outcomes:
    rows = list(indicators(plan))
    stated = [row for row in rows if row.targets or row.actuals]
    verdicts = Counter(row.reached for row in rows)
    listed = sorted(stated, key=lambda row: (_LEVELS.index(row.level), row.year is None, not row.targets))
    return Outcomes(reached=verdicts[True], missed=verdicts[False], open=verdicts[None], listed=listed)


def _news(plan: Plan, result: Result, context: Context) -> News:
    balance, against = result.comparison.summary.programmes, changes(result)
    refs = [*plan.because, *(ref for change in result.comparison.changes for ref in change.because)]
    return News(
        revision=result.old.revision,
        withdrawn=balance.withdrawn,
        dropped=balance.dropped,
        added=balance.added,
        moved=balance.moved,
        changed=balance.changed,
        realigned=balance.realigned,
        unchanged=balance.unchanged,
        budget=against.budget.delta if against.budget else None,
        budget_approx=(against.budget.old_approx or against.budget.new_approx) if against.budget else UNSET,
        against=against,
        reasons=list(plan.change_reasons),
        inputs=list(_inputs(refs, context)),
    )


def _inputs(refs: Iterable[str], context: Context) -> Iterable[CitedInput]:
    """Each input once; one that is in no review or evaluation is a finding of `validate` and has no text to show."""
    for ref in dict.fromkeys(refs):
        found = find_input(ref, context)
        if found is not None:
            yield CitedInput(ref=ref, text=found[1].text)


def _score(one: Evaluation) -> EvaluationScore:
    return EvaluationScore(
        year=one.year, stage=one.stage, final=one.final, improvement=one.improvement, rank=one.rank, award=one.award
    )
