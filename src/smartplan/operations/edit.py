"""An edit from the revision on disk to the new text: what it changes, what it breaks, and the writing of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from msgspec import Struct

from smartplan.editing.draft import Draft, Edit
from smartplan.errors import CannotOpen, EditRefused
from smartplan.operations.diff import Result, compare_files
from smartplan.plan.finding import Address
from smartplan.plan.model import Plan
from smartplan.validation.check import findings
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.file_changes import FileChange, Undoable, write_changes
from smartplan.workspace.files import contents
from smartplan.workspace.folder import DISK, STANDARD_INPUT, Folder
from smartplan.workspace.plan_file import PlanFile
from smartplan.workspace.revision import Revision, open_revision
from smartplan.yamltext.document import Document
from smartplan.yamltext.source import SourceText, encode

# Refusals that lie in how a file is written, and not in what is asked for.
OF_THE_FILE = frozenset(["in-flow", "into-flow", "tangled", "reaches-out", "alias", "fault"])

_SAME: Mapping[str, tuple[str, ...]] = MappingProxyType({})

Opened = TypeVar("Opened")
Made = TypeVar("Made")


class EditOutcome(Struct, frozen=True):
    """What an edit comes to. `broken` and `warnings` are findings that were not there before."""

    path: Path
    edit: Edit
    result: Result
    broken: list[LocatedFinding]
    warnings: list[LocatedFinding]

    @property
    def changed(self) -> bool:
        """Whether the edit changes a byte."""
        return self.edit.text != self.result.documents["old"].source.text


def open_draft(argument: str, plans: str | None, today: date) -> tuple[Revision, Draft]:
    """A revision to be edited, with the one it supersedes. Raises SmartplanError where it has no file of its own."""
    if argument == STANDARD_INPUT:
        raise EditRefused(variant="no-file")
    revision = open_revision(argument, plans, today)
    if revision.folder.store is not DISK:
        raise EditRefused(variant="in-commit", argument=argument)
    old = revision.superseded
    return revision, Draft(revision.plan, revision.document, old.plan if old else None, old.document if old else None)


def attempt(make: Callable[[Opened], Made], draft: Opened) -> Made:
    """What is made of a draft or another file. Raises EditRefused, which says so, where that fails because of a bug.

    Nothing is written by then, and a file can be laid out in more ways than anybody thinks of.
    """
    try:
        return make(draft)
    except (LookupError, ValueError, AssertionError) as error:
        raise EditRefused(variant="fault", detail=repr(error)) from error


def check_edit(revision: Revision, edit: Edit) -> EditOutcome:
    """What an edit of the revision changes and breaks. Raises EditRefused where it reaches what it should not."""
    file, plan = applied(revision.document, edit, revision.folder)
    return judged(revision, edit, file, plan)


def judged(revision: Revision, edit: Edit, file: PlanFile, plan: Plan) -> EditOutcome:
    """What the file and the plan that an edit makes change and break."""
    path = revision.document.source.path
    assert path is not None
    ids_change = {entry.id for entry in revision.plan.entries()} != {entry.id for entry in plan.entries()}
    now = _findings(revision, file, {revision.name: plan}, ids_change)
    fresh: list[LocatedFinding] = []
    if now:
        before = _findings(revision, revision.file, {revision.name: revision.plan}, ids_change)
        fresh = list(new_findings(before, now, edit.origins))
    return EditOutcome(
        path,
        edit,
        compare_files(revision.file, file, (revision.folder,), edit.origins),
        [located for located in fresh if located.severity == "error"],
        [located for located in fresh if located.severity == "warning"],
    )


def applied(document: Document, edit: Edit, folder: Folder) -> tuple[PlanFile, Plan]:
    """The file and the plan that an edit makes. Raises EditRefused where that is no plan, or another part changed."""
    file = folder.parse(SourceText(document.name, edit.text, document.source.path))
    plan, edited = file.plan, file.document
    if plan is None or edited.tree.faults != document.tree.faults:
        raise EditRefused(variant="tangled")
    if not edit.origins.keys() <= {path[-1] for path, _ in _others(edited.tree.data, frozenset())}:
        raise EditRefused(variant="tangled")
    _stay_inside(document, edited.tree.data, edit)
    return file, plan


def write(outcome: EditOutcome) -> Undoable:
    """Put the new text in place of the old; whether `undo` can take it back.

    Raises SmartplanError where the file was changed by somebody else.
    """
    source, edit = outcome.result.documents["old"].source, outcome.edit
    before, after = (encode(source, text) for text in (source.text, edit.text))
    return write_changes(edit.command, [FileChange(outcome.path, before, after)], edit.about)


def _findings(revision: Revision, file: PlanFile, given: dict[str, Plan], ids_change: bool) -> list[LocatedFinding]:
    """The findings in the revision, and the errors in those that supersede it."""
    path = file.document.source.path
    found = findings(file, revision.folder, path, revision.today, given)
    # A later revision speaks of the ids of this one and of nothing else.
    for later in _successors(revision) if ids_change else ():
        found += [
            located
            for located in findings(later, revision.folder, later.document.source.path, revision.today, given)
            if located.severity == "error"
        ]
    return found


def _successors(revision: Revision) -> Iterator[PlanFile]:
    """The revisions that say they supersede this one: what they say of its programmes must stay true."""
    named = re.compile(rb"^supersedes\s*:\s*[\"']?" + re.escape(revision.name.encode()) + rb"[\"']?\s*(#|$)", re.M)
    for name, path in revision.folder.revisions().items():
        if name == revision.name:
            continue
        try:
            if named.search(contents(path, name) or b"") is None:
                continue
        except CannotOpen:
            continue
        found = revision.folder.try_load(path)
        if found is not None and found.plan is not None:
            yield found


def new_findings(
    before: list[LocatedFinding], now: list[LocatedFinding], origins: Mapping[str, tuple[str, ...]] = _SAME
) -> Iterator[LocatedFinding]:
    """Findings that were not there before. One that went along with a programme under another id is not new."""
    known = Counter(_key(located, "") for located in before)
    for located in now:
        steps = located.by_value.split(".")
        programme = steps[3] if steps[0] == "dimensions" and len(steps) > 3 else ""
        keys = [_key(located, id_) for id_ in origins.get(programme, (programme,))]
        key = next((key for key in keys if known[key]), None)
        if key is None:
            yield located
        else:
            known[key] -= 1


def _key(located: LocatedFinding, programme: str) -> tuple[object, ...]:
    """What makes a finding the same: rule, file, where (in `programme`, if it is in one) and what is wrong there."""
    steps = located.by_value.split(".")
    if steps[0] == "dimensions" and len(steps) > 3:
        steps = ["programme", programme or steps[3], *steps[4:]]
    return located.finding.rule, located.name, tuple(steps), located.scalar, located.finding.values.get("value")


def _stay_inside(document: Document, after: Any, edit: Edit) -> None:
    """Raises EditRefused where an edit changed more than the programmes that it touches, their ids in gaps, the
    withdrawals, and what it may reach.

    An anchor, for example, puts a value in several places at once.
    """
    before = document.tree.data
    for address in edit.reach:
        before, after = _without(before, address), _without(after, address)
    if not edit.touched:
        _same([((), before)], [((), after)], document)
        return
    if [id_ for id_, _ in _others(before, edit.touched)] != [id_ for id_, _ in _others(after, edit.touched)]:
        raise EditRefused(variant="tangled")
    was, now = ([*_rest(data, edit.touched), *_others(data, edit.touched)] for data in (before, after))
    _same(was, now, document)


def _same(was: list[tuple[Address, Any]], now: list[tuple[Address, Any]], document: Document) -> None:
    """Raises EditRefused, with the place, where something is not what it was."""
    for (path, before), (_, after) in zip(was, now, strict=True):
        if before != after:
            address = (*path, *_first_difference(before, after))
            where = ".".join(map(str, address))
            raise EditRefused(variant="reaches-out", field=where, at=f"{document.name}:{document.place(address).line}")


def _without(data: Any, address: Address) -> Any:
    """Data without what stands at an address, and without what that leaves empty around it."""
    if not isinstance(data, dict):
        return data
    step, *rest = address
    inner = _without(data.get(step), tuple(rest)) if rest else None
    left = {key: value for key, value in data.items() if key != step}
    return left if inner in (None, {}) else {key: inner if key == step else value for key, value in data.items()}


def _rest(data: dict[str, Any], touched: frozenset[str]) -> list[tuple[Address, Any]]:
    """All but the programmes, those of them in gaps that an edit may change, and the withdrawals; with addresses."""
    dimensions = {
        key: {
            name: {id_: _gap(gap, touched) for id_, gap in value.items()}
            if name == "gaps" and isinstance(value, dict)
            else value
            for name, value in (dimension or {}).items()
            if name != "programmes"
        }
        for key, dimension in (data.get("dimensions") or {}).items()
    }
    return [
        (("dimensions",), dimensions),
        ((), {key: value for key, value in data.items() if key not in ("dimensions", "withdrawn")}),
    ]


def _gap(gap: Any, touched: frozenset[str]) -> Any:
    if not isinstance(gap, dict) or not isinstance(gap.get("programmes"), list):
        return gap
    left = [id_ for id_ in gap["programmes"] if id_ not in touched]
    return {**gap, "programmes": left} if left else {key: value for key, value in gap.items() if key != "programmes"}


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
