"""An edit from the revision on disk to the new text: what it changes, what it breaks, and the writing of it."""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from smartplan import journal
from smartplan.comparison import Result, between
from smartplan.dossier import Dossier, open_revision
from smartplan.drafting import edits
from smartplan.drafting.draft import Draft, Edit, Note
from smartplan.errors import CannotOpen, EditRefused, SmartplanError
from smartplan.placed import Placed
from smartplan.plan.finding import Path as Address
from smartplan.plan.model import Plan
from smartplan.reading import git
from smartplan.reading.document import Document, load
from smartplan.reading.folder import DISK, STANDARD_INPUT, Loaded, shown
from smartplan.reading.shape import check
from smartplan.reading.source import Source, contents
from smartplan.validation import findings
from smartplan.writing import replace

# So many commits of a file are looked at for a programme that was withdrawn.
_MOST_COMMITS = 50
# Refusals that lie in how a file is written, and not in what is asked for.
OF_THE_FILE = frozenset(["in-flow", "into-flow", "tangled", "reaches-out", "alias", "fault"])

Made = TypeVar("Made")


@dataclass(frozen=True)
class Outcome:
    """What an edit comes to. `broken` and `warnings` are findings that were not there before."""

    path: Path
    edit: Edit
    result: Result
    broken: list[Placed]
    warnings: list[Placed]

    @property
    def changed(self) -> bool:
        """Whether the edit changes a byte."""
        return self.edit.text != self.result.documents["old"].source.text


def open_draft(argument: str, plans: str | None, today: date) -> tuple[Dossier, Draft]:
    """A revision to be edited, with the one it supersedes. Raises SmartplanError where it has no file of its own."""
    if argument == STANDARD_INPUT:
        raise EditRefused(variant="no-file")
    dossier = open_revision(argument, plans, today)
    if dossier.folder.store is not DISK:
        raise EditRefused(variant="in-commit", argument=argument)
    old = dossier.superseded
    return dossier, Draft(dossier.plan, dossier.document, old.plan if old else None, old.document if old else None)


def attempt(make: Callable[[Draft], Made], draft: Draft) -> Made:
    """What is made of a draft. Raises EditRefused, which says so, where that breaks down in a fault of the program.

    Nothing is written by then, and a file can be laid out in more ways than anybody thinks of.
    """
    try:
        return make(draft)
    except (LookupError, ValueError, AssertionError) as error:
        raise EditRefused(variant="fault", detail=repr(error)) from error


def weigh(dossier: Dossier, edit: Edit) -> Outcome:
    """What an edit of the revision changes and breaks. Raises EditRefused where it reaches what it should not."""
    document = dossier.document
    path = document.source.path
    assert path is not None
    loaded, plan = applied(document, edit)
    sides = (dossier.plan, dossier.loaded, dossier.name), (plan, loaded, dossier.name)
    ids_change = {entry.id for entry in dossier.plan.entries()} != {entry.id for entry in plan.entries()}
    now = _findings(dossier, loaded, {dossier.name: plan}, ids_change)
    fresh: list[Placed] = []
    if now:
        before = _findings(dossier, dossier.loaded, {dossier.name: dossier.plan}, ids_change)
        fresh = list(_fresh(before, now, edit.origins))
    return Outcome(
        path, edit, between(*sides, (dossier.folder,), edit.origins),
        [placed for placed in fresh if placed.severity == "error"],
        [placed for placed in fresh if placed.severity == "warning"],
    )  # fmt: skip


def applied(document: Document, edit: Edit) -> tuple[Loaded, Plan]:
    """The file and the plan that an edit makes. Raises EditRefused where that is no plan, or another part changed."""
    edited = load(Source(document.name, edit.text, document.source.path))
    loaded = Loaded(edited, check(edited))
    plan = loaded.plan
    if plan is None or edited.tree.faults != document.tree.faults:
        raise EditRefused(variant="tangled")
    if not edit.origins.keys() <= {path[-1] for path, _ in _others(edited.tree.data, frozenset())}:
        raise EditRefused(variant="tangled")
    _stay_inside(document, edited.tree.data, edit.touched)
    return loaded, plan


def restore(draft: Draft, id_: str) -> Edit:
    """A programme that was withdrawn, as it stood before that in this draft, or else in the superseded revision.

    It may be named by the id that it had in either.
    """
    if id_ in draft.entries:
        raise EditRefused(variant="stands", id=id_)
    return (
        _from_journal(draft, id_)
        or _from_commits(draft, id_)
        or edits.restore(draft, id_)._replace(notes=(Note("restored-old", {"id": id_, "name": draft.plan.supersedes}),))
    )


def _from_journal(draft: Draft, id_: str) -> Edit | None:
    """A programme taken back from the text that was kept when it was withdrawn; None where none was."""
    document = draft.document
    path = document.source.path
    for file, kept in journal.edits(path) if path else ():
        if kept.command != "withdraw" or id_ not in kept.programmes:
            continue
        own = kept.programmes[0]
        if own in draft.entries:
            # It was taken back since, or its id was given away.
            continue
        earlier = _earlier(draft, kept.before)
        if earlier is None or own not in earlier.entries:
            continue
        note = Note("restored", {"id": own, "time": kept.time[:16].replace("T", " "), "file": shown(file)})
        if kept.left(document.source.text):
            # Nothing was changed since: the file is what it was, to the last byte.
            touched = frozenset([*earlier.entries, *draft.entries])
            return Edit(kept.before, touched=touched, command="restore", about=tuple(kept.programmes), notes=(note,))
        return _put_back(draft, earlier, own, note, shown(file))
    return None


def _from_commits(draft: Draft, id_: str) -> Edit | None:
    """A withdrawn programme taken back as it was committed last in this draft; None where it never was."""
    document = draft.document
    path = document.source.path
    if path is None:
        return None
    try:
        commits = git.changing(path, _MOST_COMMITS)
    except SmartplanError:
        return None
    this = draft.plan.revision, draft.plan.supersedes
    for commit in commits:
        try:
            source = commit.read(path, document.name)
        except SmartplanError:
            continue
        earlier = _earlier(draft, source.text)
        if earlier is None or (earlier.plan.revision, earlier.plan.supersedes) != this:
            continue
        own = next((one for one in earlier.entries if _was_withdrawn(draft, earlier, one, id_)), None)
        if own is not None:
            note = Note("restored-commit", {"id": own, "name": source.name})
            return _put_back(draft, earlier, own, note, source.name)
    return None


def _was_withdrawn(draft: Draft, earlier: Draft, own: str, id_: str) -> bool:
    """Whether a programme of an earlier text is the one called so, and is withdrawn in the draft."""
    origins = earlier.predecessors[own]
    return id_ in (own, *origins) and own not in draft.entries and not draft.plan.withdrawn.keys().isdisjoint(origins)


def _put_back(draft: Draft, earlier: Draft, id_: str, note: Note, where: str) -> Edit:
    try:
        return edits.restore_kept(draft, earlier, id_)._replace(notes=(note,))
    except EditRefused as error:
        if error.values.get("variant") not in OF_THE_FILE:
            raise
        # How the earlier text is written is to blame, and not the plan.
        raise EditRefused(variant="kept", id=id_, file=where) from None


def _earlier(draft: Draft, text: str) -> Draft | None:
    """An earlier text of the same draft; None where it is no plan."""
    document = load(Source(draft.document.name, text, draft.document.source.path))
    plan = Loaded(document, check(document)).plan
    return None if plan is None else Draft(plan, document, draft.old, draft.old_document)


def write(outcome: Outcome) -> Path | None:
    """Put the new text in place of the old; the file that keeps the old one, None where it could not be kept.

    Raises SmartplanError where the file was changed by somebody else.
    """
    source, edit = outcome.result.documents["old"].source, outcome.edit
    before, after = (encode(source, text) for text in (source.text, edit.text))
    replace(outcome.path, after, read=before)
    return journal.keep(outcome.path, edit.command, edit.about, source.text, edit.text)


def encode(source: Source, text: str) -> bytes:
    """The bytes of a text of that file, with the byte order mark that it had."""
    return (codecs.BOM_UTF8 if source.bom else b"") + text.encode()


def _findings(dossier: Dossier, loaded: Loaded, given: dict[str, Plan], ids_change: bool) -> list[Placed]:
    """The findings in the revision, and the errors in those that supersede it."""
    path = loaded.document.source.path
    found = findings(loaded, dossier.folder, path, dossier.today, given)
    # A later revision speaks of the ids of this one and of nothing else.
    for later in _successors(dossier) if ids_change else ():
        found += [
            placed for placed in findings(later, dossier.folder, later.document.source.path, dossier.today, given)
            if placed.severity == "error"
        ]  # fmt: skip
    return found


def _successors(dossier: Dossier) -> Iterator[Loaded]:
    """The revisions that say they supersede this one: what they say of its programmes must stay true."""
    named = re.compile(rb"^supersedes\s*:\s*[\"']?" + re.escape(dossier.name.encode()) + rb"[\"']?\s*(#|$)", re.M)
    for name, path in dossier.folder.revisions().items():
        if name == dossier.name:
            continue
        try:
            if named.search(contents(path, name) or b"") is None:
                continue
        except CannotOpen:
            continue
        found = dossier.folder.try_load(path)
        if found is not None and found.plan is not None:
            yield found


def _fresh(before: list[Placed], now: list[Placed], origins: Mapping[str, tuple[str, ...]]) -> Iterator[Placed]:
    """Findings that were not there before. One that went along with a programme under another id is not new."""
    known = Counter(_key(placed, "") for placed in before)
    for placed in now:
        steps = placed.by_value.split(".")
        programme = steps[3] if steps[0] == "dimensions" and len(steps) > 3 else ""
        keys = [_key(placed, id_) for id_ in origins.get(programme, (programme,))]
        key = next((key for key in keys if known[key]), None)
        if key is None:
            yield placed
        else:
            known[key] -= 1


def _key(placed: Placed, programme: str) -> tuple[object, ...]:
    """What makes a finding the same: rule, file, where (in `programme`, if it is in one) and what is wrong there."""
    steps = placed.by_value.split(".")
    if steps[0] == "dimensions" and len(steps) > 3:
        steps = ["programme", programme or steps[3], *steps[4:]]
    return placed.finding.rule, placed.name, tuple(steps), placed.scalar, placed.finding.values.get("value")


def _stay_inside(document: Document, after: Any, touched: frozenset[str]) -> None:
    """Raises EditRefused where an edit changed more than the programmes it is about and the withdrawals.

    An anchor, for one, makes a value stand in several places at once.
    """
    before = document.tree.data
    if [id_ for id_, _ in _others(before, touched)] != [id_ for id_, _ in _others(after, touched)]:
        raise EditRefused(variant="tangled")
    for (path, was), (_, now) in zip(
        [*_rest(before), *_others(before, touched)], [*_rest(after), *_others(after, touched)], strict=True
    ):
        if was != now:
            address = (*path, *_first_difference(was, now))
            where = ".".join(map(str, address))
            raise EditRefused(variant="reaches-out", field=where, at=f"{document.name}:{document.place(address).line}")


def _rest(data: dict[str, Any]) -> list[tuple[Address, Any]]:
    """All but the programmes and the withdrawals, with their addresses."""
    dimensions = {
        key: {name: value for name, value in (dimension or {}).items() if name != "programmes"}
        for key, dimension in (data.get("dimensions") or {}).items()
    }
    return [
        (("dimensions",), dimensions),
        ((), {key: value for key, value in data.items() if key not in ("dimensions", "withdrawn")}),
    ]


def _others(data: dict[str, Any], touched: frozenset[str]) -> list[tuple[Address, Any]]:
    """The programmes that an edit may not change, with their addresses."""
    return [
        (("dimensions", key, "programmes", id_), programme)
        for key, dimension in (data.get("dimensions") or {}).items()
        for id_, programme in ((dimension or {}).get("programmes") or {}).items()
        if id_ not in touched
    ]


def _first_difference(was: Any, now: Any) -> Address:
    """The address of the first thing in one that is not the same in the other."""
    path: tuple[str | int, ...] = ()
    while type(was) is type(now) and isinstance(was, (dict, list)):
        keys = list(was) if isinstance(was, dict) else range(min(len(was), len(now)))
        step = next((key for key in keys if isinstance(was, list) or key in now if was[key] != now[key]), None)
        if step is None:
            break
        path, was, now = (*path, step), was[step], now[step]
    return path
