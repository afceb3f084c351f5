"""The chain of revisions, newest first, each with what it changed and why: what `log` does, without sentences."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.analysis.input_rows import InputRow, cited_input
from smartplan.analysis.money import MoneyMove, money_years, moved, own_years, total
from smartplan.compare.changes import Balance, Change
from smartplan.compare.revision import by_id
from smartplan.errors import SmartplanError
from smartplan.operations.diff import Result, step
from smartplan.plan.evaluation import Award, Evaluation, Rank
from smartplan.plan.field_types import PlanStatus, Reason, Record
from smartplan.plan.figure import Approx, Sum
from smartplan.plan.model import Entry, Period, Withdrawal
from smartplan.plan.recommendations import Recommended
from smartplan.plan.review import Review, ReviewKind
from smartplan.workspace.chain import Predecessor, ancestors, chains, predecessor, read_all
from smartplan.workspace.folder import find_folder
from smartplan.workspace.paths import shown
from smartplan.workspace.revision import Revision, open_revision


class LineageRow(Struct, frozen=True, kw_only=True):
    """Where a programme comes from: one that was moved, renumbered, merged or split."""

    old: list[str]
    new: str
    dimension: Annotated[str, Meta(description="Its dimension in the newer revision.")]


class ChangeSummary(Struct, frozen=True, kw_only=True):
    """What a revision changed against the one that it supersedes."""

    programmes: Balance
    budget: Annotated[MoneyMove | None, Meta(description="Null where no programme of either states a budget.")]
    added: list[str]
    withdrawn: list[str]
    dropped: Annotated[list[str], Meta(description="Neither kept nor withdrawn.")]
    moved: list[LineageRow]
    renumbered: list[LineageRow]
    merged: list[LineageRow]
    split: list[LineageRow]
    names: Annotated[
        dict[str, str], Meta(description="Names of the programmes of the new revision named above, by id.")
    ]
    old_names: Annotated[dict[str, str], Meta(description="Names of those of the old one.")]
    reasons: Annotated[dict[str, Withdrawal], Meta(description="Why each of the withdrawn was withdrawn, by id.")]


class ReviewRow(Struct, frozen=True, kw_only=True):
    """A review that led to a revision."""

    review: str
    kind: ReviewKind | None
    date: str
    title: str
    inputs: int
    accepted: int


class RevisionEvaluation(Struct, frozen=True, kw_only=True):
    """An evaluation of a revision."""

    year: int
    stage: int | None
    final: float | None
    rank: Rank | None
    award: Award | None
    recommendations: Annotated[int | UnsetType, Meta(description="How many recommendations it made.")] = UNSET
    accepted: Annotated[int | UnsetType, Meta(description="How many of these were accepted.")] = UNSET


class RevisionRow(Struct, frozen=True, kw_only=True):
    """One revision of a chain."""

    revision: str
    path: str
    title: str
    status: PlanStatus | None
    record: Record | None
    period: Period | None
    rpjmd: Annotated[str | None, Meta(description="Title of the RPJMD that it follows.")]
    supersedes: str | None
    predecessor: Annotated[
        Predecessor | None, Meta(description="Whether the superseded revision could be read; null where none is named.")
    ]
    programmes: int
    budget: Annotated[
        int | None, Meta(description="Whole rupiah of its period, or of all years where that is not on record.")
    ]
    funded: Annotated[int, Meta(description="How many programmes state a budget that is part of `budget`.")]
    outside: Annotated[int | None, Meta(description="Whole rupiah of years outside the period.")]
    money_years: Annotated[list[int], Meta(description="Years for which it states a budget.")]
    against: Annotated[ChangeSummary | None, Meta(description="Null where there is nothing to compare it with.")]
    reasons: list[Reason]
    inputs: Annotated[list[InputRow], Meta(description="Inputs of reviews that concern the plan as a whole.")]
    reviews: Annotated[list[ReviewRow], Meta(description="The reviews that led to it, by date.")]
    evaluations: Annotated[list[RevisionEvaluation], Meta(description="The evaluations of it, by year.")]
    budget_approx: Approx = UNSET
    outside_approx: Approx = UNSET


class Log(Struct, frozen=True, kw_only=True):
    """The revisions of a folder. Result of `smartplan log --format json`."""

    format: Literal[1] = 1
    city: str
    chains: Annotated[
        list[list[RevisionRow]], Meta(description="Each chain by itself, with its newest revision first.")
    ]
    unread: Annotated[list[str], Meta(description="Files of the folder that could not be read as a plan.")]


class Chains(Struct, frozen=True):
    """The revisions that are listed, each chain with its newest first, and why others could not be read.

    `path` is the folder that was looked through, or the file of the one revision that was named.
    """

    lines: list[list[Revision]]
    failures: list[SmartplanError]
    path: str

    @property
    def every(self) -> list[Revision]:
        """The revisions in the order in which they are listed."""
        return [revision for line in self.lines for revision in line]


def open_chains(
    rev: str | None,
    plans: str | None,
    today: date,
    track: Callable[[Sequence[tuple[str, Path]]], Iterable[tuple[str, Path]]] = iter,
) -> Chains:
    """The chain that ends in a revision, or all of the folder. Raises SmartplanError where that cannot be opened.

    `track` gets the files that are to be read, by name and path, and hands them on one by one.
    """
    if rev is not None:
        last = open_revision(rev, plans, today)
        return Chains([[last, *reversed(ancestors(last))]], [], last.path)
    folder = find_folder(plans)
    revisions = read_all(folder, today, track(list(folder.revisions().items())))
    return Chains(chains(revisions.found), revisions.failures, shown(folder.path) if folder.path else "")


def row(revision: Revision) -> RevisionRow:
    """One revision, held against the one that it supersedes."""
    plan = revision.plan
    own = own_years(plan)
    budget, funded = total(plan, own)
    outside = total(plan, lambda year: not own(year))[0] if own else Sum()
    return RevisionRow(
        revision=revision.name,
        path=revision.path,
        title=plan.title,
        status=plan.status,
        record=plan.record,
        period=plan.period,
        rpjmd=plan.rpjmd.title or None,
        supersedes=plan.supersedes or None,
        predecessor=predecessor(revision),
        programmes=sum(1 for _ in plan.entries()),
        budget=budget.rupiah,
        funded=funded,
        outside=outside.rupiah,
        money_years=money_years(plan),
        against=changes(step(revision.superseded, revision)) if revision.superseded else None,
        reasons=plan.change_reasons,
        inputs=[cited_input(ref, revision.context) for ref in plan.because],
        reviews=[_review(review) for review in revision.reviews if not isinstance(review, Recommended)],
        evaluations=[_evaluation(one) for one in revision.evaluations if one.revision == revision.name],
        budget_approx=budget.approx or UNSET,
        outside_approx=outside.approx or UNSET,
    )


def log(found: Chains, rows: Iterable[RevisionRow]) -> Log:
    """The rows of these chains, given in their order."""
    every = iter(rows)
    cities = dict.fromkeys(revision.plan.city.name for revision in found.every if revision.plan.city.name)
    unread = [str(failure.values["path"]) for failure in found.failures]
    return Log(city=", ".join(cities), chains=[[next(every) for _ in line] for line in found.lines], unread=unread)


def changes(result: Result) -> ChangeSummary:
    """What a comparison found: which programmes came, went or became what, and how the money moved."""
    comparison = result.comparison
    before, entries = by_id(result.old), by_id(result.new)

    def gone(kind: str) -> list[str]:
        return [change.programme for change in comparison.changes if change.kind == kind and change.programme]

    added, withdrawn, dropped = (gone(f"programme-{kind}") for kind in ("added", "withdrawn", "dropped"))
    became = {
        kind: _became(f"programme-{kind}", comparison.changes, entries)
        for kind in ("moved", "renumbered", "merged", "split")
    }
    every = [one for ones in became.values() for one in ones]
    return ChangeSummary(
        programmes=comparison.summary.programmes,
        budget=moved(result.old, result.new),
        added=added,
        withdrawn=withdrawn,
        dropped=dropped,
        **became,
        names=_names(entries, [*added, *(one.new for one in every)]),
        old_names=_names(before, [*withdrawn, *dropped, *(id_ for one in every for id_ in one.old)]),
        reasons={id_: result.new.withdrawn[id_] for id_ in withdrawn if id_ in result.new.withdrawn},
    )


def _names(entries: dict[str, Entry], ids: Iterable[str]) -> dict[str, str]:
    return {id_: entries[id_].programme.name for id_ in dict.fromkeys(ids) if id_ in entries}


def _became(kind: str, changes: Iterable[Change], entries: dict[str, Entry]) -> list[LineageRow]:
    """The programmes with a change of that kind, each once with all that it came from."""
    origins: dict[str, list[str]] = {}
    for change in changes:
        if change.kind == kind and change.programme and change.old and change.old.programme:
            origins.setdefault(change.programme, []).append(change.old.programme)
    return [LineageRow(old=old, new=new, dimension=entries[new].dimension) for new, old in origins.items()]


def _review(review: Review) -> ReviewRow:
    accepted = sum(given.disposition == "accepted" for given in review.inputs.values())
    return ReviewRow(
        review=review.review,
        kind=review.kind,
        date=review.date,
        title=review.title,
        inputs=len(review.inputs),
        accepted=accepted,
    )


def _evaluation(evaluation: Evaluation) -> RevisionEvaluation:
    given = evaluation.recommendations
    return RevisionEvaluation(
        year=evaluation.year,
        stage=evaluation.stage,
        final=evaluation.final,
        rank=evaluation.rank,
        award=evaluation.award,
        recommendations=len(given) or UNSET,
        accepted=sum(one.disposition == "accepted" for one in given.values()) if given else UNSET,
    )
