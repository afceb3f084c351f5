"""One programme of a revision, and its life through the chain of revisions: what `show` does, without sentences."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct
from msgspec.structs import replace

from smartplan.analysis.input_rows import InputRow, cited_input
from smartplan.analysis.programme import details
from smartplan.analysis.programme_details import ProgrammeDetails
from smartplan.compare.revision import by_id
from smartplan.errors import SmartplanError, UnknownProgramme
from smartplan.operations.changes import ChangeData, as_data
from smartplan.operations.diff import Result, lineage, step
from smartplan.operations.find_programme import explain
from smartplan.plan.budget import amount
from smartplan.plan.context import Context
from smartplan.plan.field_types import Reason, Status
from smartplan.plan.figure import Approx
from smartplan.plan.model import Entry
from smartplan.plan.understand import meant, programmes
from smartplan.workspace.chain import ancestors, descendants, predecessor, read_all
from smartplan.workspace.context import LazyRevisions
from smartplan.workspace.revision import Revision

# `absent` is a revision without the programme that neither withdrew nor dropped it: it returns, or comes, later.
State = Literal["present", "withdrawn", "dropped", "absent"]


class ProgrammeState(Struct, frozen=True, kw_only=True):
    """The programme as one revision has it."""

    id: str
    name: str
    dimension: str
    subdimension: str | None
    agency: str | None
    status: Status | None
    budget: Annotated[int | None, Meta(description="Whole rupiah over all sources and years.")]
    targets: Annotated[int, Meta(description="How many targets it states, over all indicators and years.")]
    line: int
    budget_approx: Approx = UNSET


class RevisionState(Struct, frozen=True, kw_only=True):
    """One revision in the life of the programme; several programmes where it was merged or split."""

    revision: str
    path: str
    state: State
    programmes: list[ProgrammeState]


class RevisionStep(Struct, frozen=True, kw_only=True):
    """From one revision to the next: the changes, in the structure of `diff`."""

    old: str
    new: str
    changes: list[ChangeData]
    reasons: Annotated[list[Reason], Meta(description="Why the newer revision was made.")]
    inputs: Annotated[list[InputRow], Meta(description="The inputs of reviews that led to these changes.")]
    parts: Annotated[
        list[str], Meta(description="All programmes that it was split into, where it is one part among them.")
    ]


class History(Struct, frozen=True, kw_only=True):
    """A life through the chain, the oldest revision first."""

    revisions: list[RevisionState]
    steps: list[RevisionStep]
    lacking: Annotated[
        str | None, Meta(description="The revision in which the chain breaks off, for it cannot be read.")
    ]


class ShowResult(Struct, frozen=True, kw_only=True):
    """One programme, whole. Result of `smartplan show --format json`."""

    format: Literal[1] = 1
    revision: str
    path: str
    line: int
    programme: ProgrammeDetails
    history: Annotated[History | None, Meta(description="With --history.")] = None


class ShownWithSteps(Struct, frozen=True):
    """What is shown, with the comparisons that the steps of its history rest on, in their order.

    `faulty` are the other revisions of the history of which only the sound part was used, by path, with the number of
    their faults; `failures` say which revisions of the folder could not be read.
    """

    shown: ShowResult
    steps: Sequence[Result] = ()
    faulty: Sequence[tuple[str, int]] = ()
    failures: Sequence[SmartplanError] = ()


def find(revision: Revision, id_: str) -> Entry:
    """The programme called so. Raises UnknownProgramme, which says where the id is known, and AmbiguousName."""
    known = meant(id_, "programme", programmes(revision.plan))
    if known is not None:
        return by_id(revision.plan)[known]
    raise UnknownProgramme(name=id_, revision=revision.name, **explain(revision, id_))


def show(revision: Revision, entry: Entry) -> ShownWithSteps:
    """A programme by itself: of the other revisions none is read that is not needed to say who gave an input."""
    folder, plan = revision.folder, revision.plan
    reviews, unread = folder.reviews()
    evaluations, unread_evaluations = folder.evaluations_by_stem()
    context = Context(
        revisions=LazyRevisions(folder, {revision.name: plan}),
        reviews=reviews,
        unread_reviews=tuple(map(str, unread)),
        evaluations=evaluations,
        unread_evaluations={stem: str(path) for stem, path in unread_evaluations.items()},
        today=revision.today,
        invalid=revision.file.invalid,
    )
    line = revision.document.place(entry.path, "key").line
    whole = details(plan, entry, context, revision.document.value(entry.path))
    return ShownWithSteps(ShowResult(revision=revision.name, path=revision.path, line=line, programme=whole))


def with_history(
    told: ShownWithSteps,
    revision: Revision,
    id_: str,
    track: Callable[[Sequence[tuple[str, Path]]], Iterable[tuple[str, Path]]] = iter,
) -> ShownWithSteps:
    """The same with its life through the chain of the folder.

    `track` gets the files that are to be read, by name and path, and hands them on one by one.
    """
    read = read_all(revision.folder, revision.today, track(list(revision.folder.revisions().items())))
    others = read.found
    before = ancestors(revision)
    line = [*before, revision]
    # In a circle, which is an error of its own, each revision is listed once.
    known = {one.name for one in line}
    after = descendants(revision, (one for name, one in others.items() if name not in known))
    ids = {revision.name: [id_]} | _before(line, id_) | _after(revision, after, id_)
    ways = [*pairwise(line), *((way[-2] if len(way) > 1 else revision, way[-1]) for way in after)]
    steps: list[tuple[RevisionStep, Result]] = []
    states: dict[str, State] = {}
    for old, new in ways:
        # Before it came and after it went there is nothing to show.
        if not ids[old.name] and not ids[new.name]:
            continue
        result = only(step(old, new), ids[old.name], ids[new.name])
        kinds = {change.kind for change in result.comparison.changes}
        gone: State = "withdrawn" if "programme-withdrawn" in kinds else "dropped"
        states.setdefault(old.name, "absent")
        states[new.name] = "present" if ids[new.name] else gone if ids[old.name] else "absent"
        steps.append((_step(old, new, result, ids[new.name]), result))
    states[revision.name] = "present"
    told_of = [one for one in [*line, *(way[-1] for way in after)] if one.name in states]
    lives = [
        RevisionState(
            revision=one.name,
            path=one.path,
            state="present" if ids[one.name] else states[one.name],
            programmes=list(_stands(one, ids[one.name])),
        )
        for one in told_of
    ]
    broken = line[0].plan.supersedes if predecessor(line[0]) in ("missing", "unreadable") else None
    history = History(revisions=lives, steps=[one for one, _ in steps], lacking=broken)
    return ShownWithSteps(
        replace(told.shown, history=history),
        [result for _, result in steps],
        [(one.path, one.faults) for one in told_of if one.name != revision.name],
        read.failures,
    )


def only(result: Result, olds: Sequence[str], news: Sequence[str]) -> Result:
    """The same comparison with the changes of some programmes alone, by their ids before and after."""
    changes = [
        change
        for change in result.comparison.changes
        if change.programme in (olds if change.kind in ("programme-withdrawn", "programme-dropped") else news)
    ]
    return replace(result, comparison=replace(result.comparison, changes=changes, suggestions=[]))


def _before(line: Sequence[Revision], id_: str) -> dict[str, list[str]]:
    """Which programmes of each older revision became the one of the last."""
    return {old.name: list(lineage(line[index:]).predecessors.get(id_, ())) for index, old in enumerate(line[:-1])}


def _after(revision: Revision, ways: Sequence[tuple[Revision, ...]], id_: str) -> dict[str, list[str]]:
    """Which programmes of each newer revision came from the one of the first."""
    return {
        way[-1].name: [new for new, olds in lineage([revision, *way]).predecessors.items() if id_ in olds]
        for way in ways
    }


def _step(old: Revision, new: Revision, result: Result, news: Sequence[str]) -> RevisionStep:
    split = {
        change.old.programme
        for change in result.comparison.changes
        if change.kind == "programme-split" and change.old is not None
    }
    found = lineage([old, new]).predecessors.items() if split else ()
    parts = [id_ for id_, origins in found if split & set(origins)]
    refs = (ref for change in result.comparison.changes for ref in change.because)
    return RevisionStep(
        old=old.name,
        new=new.name,
        changes=as_data(result).changes,
        reasons=list(new.plan.change_reasons),
        inputs=[cited_input(ref, new.context) for ref in dict.fromkeys(refs)],
        parts=parts if set(parts) - set(news) else [],
    )


def _stands(revision: Revision, ids: Sequence[str]) -> Iterator[ProgrammeState]:
    entries = by_id(revision.plan)
    for id_ in ids:
        entry = entries[id_]
        programme, budget = entry.programme, amount([entry.programme])
        yield ProgrammeState(
            id=id_,
            name=programme.name,
            dimension=entry.dimension,
            subdimension=programme.subdimension or None,
            agency=programme.agency or None,
            status=programme.status,
            budget=budget.rupiah,
            targets=sum(len(indicator.targets) for indicator in programme.indicators.values()),
            line=revision.document.place(entry.path, "key").line,
            budget_approx=budget.approx or UNSET,
        )
