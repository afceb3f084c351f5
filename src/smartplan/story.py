"""One programme of a revision, and its life through the chain of revisions: what `show` does, without a word."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from smartplan.chain import ancestors, descendants, lineage, predecessor, read_all, step
from smartplan.compare.lineage import by_id
from smartplan.comparison import Result
from smartplan.coverage.programme import Card, InputRow, card, resolve
from smartplan.coverage.rows import money
from smartplan.dossier import Dossier
from smartplan.elsewhere import alike, explain
from smartplan.errors import SmartplanError, UnknownProgramme
from smartplan.plan.model import Entry, Reason, Status
from smartplan.report.diff_data import ChangeData
from smartplan.report.diff_data import data as changes_data
from smartplan.rules.base import Surroundings
from smartplan.validation import Revisions as Readable

# `absent` is a revision without the programme that neither withdrew nor dropped it: it returns, or comes, later.
State = Literal["present", "withdrawn", "dropped", "absent"]


class Stand(Struct, frozen=True, kw_only=True):
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


class Life(Struct, frozen=True, kw_only=True):
    """One revision in the life of the programme; several programmes where it was merged or split."""

    revision: str
    path: str
    state: State
    programmes: list[Stand]


class Step(Struct, frozen=True, kw_only=True):
    """From one revision to the next: what changed, in the shape of `diff`."""

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

    revisions: list[Life]
    steps: list[Step]
    lacking: Annotated[
        str | None, Meta(description="The revision in which the chain breaks off, for it cannot be read.")
    ]


class Shown(Struct, frozen=True, kw_only=True):
    """One programme, whole. Result of `smartplan show --format json`."""

    format: Literal[1] = 1
    revision: str
    path: str
    line: int
    programme: Card
    history: Annotated[History | None, Meta(description="With --history.")] = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is shown, with the comparisons that the steps of its history rest on, in their order.

    `faulty` are the other revisions of the history of which only the sound part was used, by path, with the number of
    their faults; `failures` say which revisions of the folder could not be read.
    """

    shown: Shown
    steps: Sequence[Result] = ()
    faulty: Sequence[tuple[str, int]] = ()
    failures: Sequence[SmartplanError] = ()


def find(dossier: Dossier, id_: str) -> Entry:
    """The programme of that id, whatever its case. Raises UnknownProgramme, which says where the id is known."""
    entries = by_id(dossier.plan)
    known = alike(id_, entries)
    if known is not None:
        return entries[known]
    raise UnknownProgramme(name=id_, revision=dossier.name, **explain(dossier, id_))


def show(dossier: Dossier, entry: Entry) -> Told:
    """A programme by itself: of the other revisions none is read that is not needed to say who gave an input."""
    folder, plan = dossier.folder, dossier.plan
    reviews, unread = folder.reviews()
    around = Surroundings(
        revisions=Readable(folder, {dossier.name: plan}), reviews=reviews, unread_reviews=tuple(map(str, unread)),
        today=dossier.today, unsound=dossier.loaded.shaped.unsound if dossier.loaded.shaped else frozenset(),
    )  # fmt: skip
    line = dossier.document.place(entry.path, "key").line
    whole = card(plan, entry, around, dossier.document.value(entry.path))
    return Told(Shown(revision=dossier.name, path=dossier.path, line=line, programme=whole))


def with_history(
    told: Told,
    dossier: Dossier,
    id_: str,
    track: Callable[[Sequence[tuple[str, Path]]], Iterable[tuple[str, Path]]] = iter,
) -> Told:
    """The same with its life through the chain of the folder.

    `track` gets the files that are to be read, by name and path, and hands them on one by one.
    """
    read = read_all(dossier.folder, dossier.today, track(list(dossier.folder.revisions().items())))
    others = read.found
    before = ancestors(dossier)
    line = [*before, dossier]
    # In a circle, which is an error of its own, each revision is told once.
    known = {one.name for one in line}
    after = descendants(dossier, (one for name, one in others.items() if name not in known))
    ids = {dossier.name: [id_]} | _before(line, id_) | _after(dossier, after, id_)
    ways = [*pairwise(line), *((way[-2] if len(way) > 1 else dossier, way[-1]) for way in after)]
    steps: list[tuple[Step, Result]] = []
    states: dict[str, State] = {}
    for old, new in ways:
        # Before it came and after it went there is nothing to tell.
        if not ids[old.name] and not ids[new.name]:
            continue
        result = only(step(old, new), ids[old.name], ids[new.name])
        kinds = {change.kind for change in result.comparison.changes}
        gone: State = "withdrawn" if "programme-withdrawn" in kinds else "dropped"
        states.setdefault(old.name, "absent")
        states[new.name] = "present" if ids[new.name] else gone if ids[old.name] else "absent"
        steps.append((_step(old, new, result, ids[new.name]), result))
    states[dossier.name] = "present"
    told_of = [one for one in [*line, *(way[-1] for way in after)] if one.name in states]
    lives = [
        Life(
            revision=one.name, path=one.path, state="present" if ids[one.name] else states[one.name],
            programmes=list(_stands(one, ids[one.name])),
        )
        for one in told_of
    ]  # fmt: skip
    broken = line[0].plan.supersedes if predecessor(line[0]) in ("missing", "unreadable") else None
    history = History(revisions=lives, steps=[one for one, _ in steps], lacking=broken)
    return Told(
        structs.replace(told.shown, history=history),
        [result for _, result in steps],
        [(one.path, one.faults) for one in told_of if one.name != dossier.name],
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


def _before(line: Sequence[Dossier], id_: str) -> dict[str, list[str]]:
    """Which programmes of each older revision became the one of the last."""
    return {
        old.name: list(lineage(line[index:]).predecessors.get(id_, ())) for index, old in enumerate(line[:-1])
    }  # fmt: skip


def _after(dossier: Dossier, ways: Sequence[tuple[Dossier, ...]], id_: str) -> dict[str, list[str]]:
    """Which programmes of each newer revision came from the one of the first."""
    return {
        way[-1].name: [new for new, olds in lineage([dossier, *way]).predecessors.items() if id_ in olds]
        for way in ways
    }  # fmt: skip


def _step(old: Dossier, new: Dossier, result: Result, news: Sequence[str]) -> Step:
    split = {
        change.old.programme
        for change in result.comparison.changes
        if change.kind == "programme-split" and change.old is not None
    }
    found = lineage([old, new]).predecessors.items() if split else ()
    parts = [id_ for id_, origins in found if split & set(origins)]
    refs = (ref for change in result.comparison.changes for ref in change.because)
    return Step(
        old=old.name, new=new.name, changes=changes_data(result).changes, reasons=list(new.plan.change_reasons),
        inputs=[resolve(ref, new.around) for ref in dict.fromkeys(refs)],
        parts=parts if set(parts) - set(news) else [],
    )  # fmt: skip


def _stands(dossier: Dossier, ids: Sequence[str]) -> Iterator[Stand]:
    entries = by_id(dossier.plan)
    for id_ in ids:
        entry = entries[id_]
        programme = entry.programme
        yield Stand(
            id=id_, name=programme.name, dimension=entry.dimension, subdimension=programme.subdimension or None,
            agency=programme.agency or None, status=programme.status, budget=money(programme),
            targets=sum(len(indicator.targets) for indicator in programme.indicators.values()),
            line=dossier.document.place(entry.path, "key").line,
        )  # fmt: skip
