"""An edit of a review or an evaluation, from the file on disk to the new text: what it breaks, and its writing."""

from collections.abc import Callable, Collection, Iterator, Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from smartplan.errors import CannotFormat, EditRefused
from smartplan.operations.edit import OF_THE_FILE, attempt, new_findings
from smartplan.operations.fmt import formatted
from smartplan.plan.citations import cited
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Address
from smartplan.plan.review import Review
from smartplan.validation.check import findings
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.changed_file import with_text
from smartplan.workspace.file_changes import FileChange, Undoable, write_changes
from smartplan.workspace.folder import Folder
from smartplan.workspace.paths import shown
from smartplan.workspace.plan_file import PlanFile, load_file
from smartplan.workspace.unreadable import evaluation_of, review_of
from smartplan.yamltext.document import Document
from smartplan.yamltext.source import SourceText, encode

# A text of a review or an evaluation, made from the file as it is.
TextEdit = Callable[[Document], str]


class FileOutcome(Struct, frozen=True):
    """What an edit of a file comes to; a new file was nothing before.

    `broken` and `warnings` are findings that were not there before, in the file and in the revisions that cite it.
    """

    path: Path
    before: SourceText | None
    after: SourceText
    broken: list[LocatedFinding]
    warnings: list[LocatedFinding]

    @property
    def name(self) -> str:
        """The file as it is shown."""
        return self.after.name

    @property
    def changed(self) -> bool:
        """Whether the edit changes a byte."""
        return self.before is None or self.before.text != self.after.text

    def write(self, command: str, about: Sequence[str]) -> Undoable:
        """Put the new text on disk; whether `undo` can take it back.

        Raises SmartplanError where the file was changed, or is there, by now.
        """
        before = None if self.before is None else encode(self.before, self.before.text)
        after = encode(self.before or self.after, self.after.text)
        return write_changes(command, [FileChange(self.path, before, after)], about)


def edit_file(folder: Folder, path: Path, make: TextEdit, touched: Collection[Address], today: date) -> FileOutcome:
    """What an edit changes in a review or an evaluation, and what it breaks; nothing is written.

    `touched` are the addresses at which it may change something. Raises SmartplanError where the file cannot be read as
    one, and EditRefused where it cannot be edited.
    """
    file = folder.load(path)
    name = review_of(file).review if isinstance(file.content, Review) else path.stem
    if not isinstance(file.content, Review):
        evaluation_of(file)
    document = file.document
    try:
        edited = _applied(file, make, touched)
    except EditRefused as error:
        raise _explained(file, make, touched, error) from None
    after = edited.document.source
    before = list(_all_findings(folder, file, path, name, today))
    now = list(_all_findings(with_text(folder, after), edited, path, name, today))
    return _outcome(path, document.source, after, list(new_findings(before, now)))


def new_file(folder: Folder, path: Path, text: str, today: date) -> FileOutcome:
    """What a new review or evaluation comes to, with all its findings; nothing is written."""
    source = SourceText(shown(path), text, path)
    return _outcome(path, None, source, findings(load_file(source), folder, path, today))


def _outcome(path: Path, before: SourceText | None, after: SourceText, found: list[LocatedFinding]) -> FileOutcome:
    errors, warnings = ([one for one in found if one.severity == severity] for severity in ("error", "warning"))
    return FileOutcome(path, before, after, errors, warnings)


def _applied(file: PlanFile, make: TextEdit, touched: Collection[Address]) -> PlanFile:
    """The file that an edit makes. Raises EditRefused where that is none, or another part changed."""
    document = file.document
    edited = load_file(SourceText(document.name, attempt(make, document), document.source.path))
    faults = [[fault.rule for fault in one.document.tree.faults] for one in (file, edited)]
    if type(edited.content) is not type(file.content) or faults[0] != faults[1]:
        raise EditRefused(variant="tangled")
    if _rest(document.tree.data, touched) != _rest(edited.document.tree.data, touched):
        raise EditRefused(variant="tangled")
    return edited


def _explained(file: PlanFile, make: TextEdit, touched: Collection[Address], error: EditRefused) -> EditRefused:
    """The refusal; where it lies in the layout, and the edit can be made once that is canonical, this is said."""
    if error.values["variant"] not in OF_THE_FILE:
        return error
    source = file.document.source
    try:
        laid_out = load_file(SourceText(source.name, formatted(source).text, source.path))
        _applied(laid_out, make, touched)
    except (CannotFormat, EditRefused):
        return error if error.values["variant"] == "fault" else EditRefused(variant="tangled")
    return EditRefused(variant="layout-fmt", path=source.name)


def _rest(data: Any, touched: Collection[Address]) -> dict[str, Any]:
    """All of a file but what stands at these addresses, which are two steps long; an empty mapping is none."""
    rest: dict[str, Any] = deepcopy(data)
    for top, name in touched:
        if isinstance(rest.get(str(top)), dict):
            rest[str(top)].pop(name, None)
    return {key: value for key, value in rest.items() if value not in ({}, None)}


def _all_findings(folder: Folder, file: PlanFile, path: Path, name: str, today: date) -> Iterator[LocatedFinding]:
    """The findings in the file, and the errors in the revisions that cite its inputs."""
    assert isinstance(file.content, Review | Evaluation)
    yield from findings(file, folder, path, today)
    for revision in folder.revisions().values():
        citing = folder.try_load(revision)
        if citing is None or citing.plan is None:
            continue
        if any(ref.partition("/")[0] == name for _, ref in cited(citing.plan)):
            yield from (one for one in findings(citing, folder, revision, today) if one.severity == "error")
