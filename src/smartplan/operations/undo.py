"""The last command that wrote, taken back: what that comes to, what can be taken back at all, and the way to disk."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from smartplan.editing.draft import Edit
from smartplan.editing.take_back import SameLines, first_difference, take_back
from smartplan.errors import CannotOpen, EditRefused, SmartplanError, UnknownRevision
from smartplan.operations.diff import Result, compare_files
from smartplan.operations.edit import judged, new_findings
from smartplan.validation.check import findings
from smartplan.validation.located import LocatedFinding
from smartplan.workspace import files, journal
from smartplan.workspace.file_changes import FileChange, write_all
from smartplan.workspace.folder import DISK, STANDARD_INPUT, Folder, find_folder, home_of_file, resolve
from smartplan.workspace.journal import JournalEntry, KeptFile
from smartplan.workspace.paths import shown
from smartplan.workspace.plan_file import PlanFile
from smartplan.workspace.revision import Revision
from smartplan.yamltext.source import decode

# A file as the command left it, one that was edited elsewhere since, one that is as it was before the command.
Way = Literal["as-left", "edited", "nothing"]
State = Literal["as-left", "edited", "nothing", "same-lines"]


class FileUndo(Struct, frozen=True):
    """What is done to one file. `broken` are errors that it did not have before; `result` what changes in a plan."""

    change: FileChange
    way: Way
    result: Result | None = None
    broken: list[LocatedFinding] = []

    @property
    def name(self) -> str:
        """The file as a person would write it."""
        return shown(self.change.path)


class Undo(Struct, frozen=True):
    """A command taken back: its entry in the journal, and its files in their order."""

    entry: JournalEntry
    files: list[FileUndo]

    @property
    def changed(self) -> bool:
        """Whether anything is to be written."""
        return any(file.way != "nothing" for file in self.files)


class UndoRow(Struct, frozen=True, kw_only=True):
    """A command that wrote."""

    time: Annotated[str, Meta(description="When, in UTC (ISO 8601).")]
    command: str
    line: Annotated[list[str], Meta(description="The words of the command line, without --plans and --lang.")]
    programmes: list[str]
    files: list[str]
    state: Annotated[
        State,
        Meta(
            description="What has become of its files, once the commands after it are undone: `as-left` by it, "
            "`edited` in other lines, `nothing` to undo, `same-lines` changed again, which is refused."
        ),
    ]


class UndoList(Struct, frozen=True, kw_only=True):
    """The commands that wrote, the last one first."""

    path: str
    commands: list[UndoRow]


def last(argument: str | None, plans: str | None, today: date) -> Undo:
    """What it comes to to take back the last command that changed a file of the folder, or the file of an argument.

    Nothing is written. Raises EditRefused where there is none, or where its lines were changed again since, and
    SmartplanError where a file cannot be read.
    """
    place, touches = _wanted(argument, plans)
    entry = next((entry for entry in journal.entries() if any(map(touches, entry.files))), None)
    if entry is None:
        raise EditRefused(variant="nothing-to-undo", path=place)
    return Undo(entry, [_undone(change, entry, today) for change in journal.changes_of(entry)])


def write(undo: Undo) -> None:
    """Take the command back, in all of its files or in none. Raises what `write_all` does."""
    write_all([file.change for file in undo.files if file.way != "nothing"])
    for folder in reversed(undo.entry.folders):
        # Somebody may have put something into it.
        with suppress(OSError):
            os.rmdir(folder)
    journal.forget(undo.entry)


def listing(argument: str | None, plans: str | None) -> UndoList:
    """The commands that changed a file of the folder, or that of an argument. Raises SmartplanError."""
    place, touches = _wanted(argument, plans)
    then = _Then()
    rows = [
        UndoRow(
            time=entry.time,
            command=entry.command,
            line=entry.words,
            programmes=entry.programmes,
            files=[shown(Path(kept.path)) for kept in entry.files],
            state=then.take_back(entry),
        )
        for entry in journal.entries()
        if any(map(touches, entry.files))
    ]
    return UndoList(path=place, commands=rows)


def _wanted(argument: str | None, plans: str | None) -> tuple[str, Callable[[KeptFile], bool]]:
    """Where to look, and whether a file is meant. Raises SmartplanError."""
    if argument is None:
        folder = find_folder(plans).path or Path()
        inside = os.path.join(os.path.realpath(folder), "")
        return shown(folder), lambda kept: kept.path.startswith(inside)
    path = _file(argument, plans)
    here = journal.place(path)
    return shown(path), lambda kept: kept.path == here


def _file(argument: str, plans: str | None) -> Path:
    """The file that an argument means, also where the file is gone. Raises SmartplanError."""
    if argument == STANDARD_INPUT:
        raise EditRefused(variant="no-file")
    try:
        folder, path = resolve(argument, plans)
    except (UnknownRevision, CannotOpen) as error:
        is_path = isinstance(error, CannotOpen)
        path = Path(argument) if is_path else (find_folder(plans).path or Path()) / f"{argument}.yaml"
        if any(kept.path == journal.place(path) for entry in journal.entries() for kept in entry.files):
            return path
        raise
    if folder.store is not DISK:
        raise EditRefused(variant="in-commit", argument=argument)
    return path


def _undone(change: FileChange, entry: JournalEntry, today: date) -> FileUndo:
    """What is done to a file. Raises EditRefused where its lines were changed again, and CannotOpen."""
    now = _now(change.path)
    if now == change.before:
        return FileUndo(change.inverse, "nothing")
    back = _restored(change, now)
    done = FileChange(change.path, now, back)
    if now == change.after:
        return FileUndo(done, "as-left", _result(done))
    return FileUndo(done, "edited", _result(done), list(_broken(done, today)))


def _now(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none. Raises CannotOpen."""
    if not os.path.lexists(path):
        return None
    found = files.contents(path, shown(path))
    if found is None:
        raise CannotOpen(path=shown(path), reason="other")
    return found


def _restored(change: FileChange, now: bytes | None) -> bytes | None:
    """What takes the place of a file as it is now. Raises EditRefused where the same lines were changed."""
    if now == change.after:
        return change.before
    name = shown(change.path)
    if now is None:
        raise EditRefused(variant="undo-gone", path=name)
    if change.after is None:
        raise EditRefused(variant="undo-there", path=name)
    if change.before is None:
        raise EditRefused(variant="undo-created", at=f"{name}:{first_difference(change.after, now)}")
    try:
        return take_back(change.before, change.after, now)
    except SameLines as same:
        raise EditRefused(variant="undo-same-lines", at=f"{name}:{same.line}") from None


def _read(change: FileChange) -> tuple[Folder, PlanFile, PlanFile] | None:
    """The folder and the file before and after; None for what is no YAML, or not there in both."""
    if change.before is None or change.after is None or change.path.suffix not in (".yaml", ".yml"):
        return None
    # As it is called here: what is shown of it, and found beside it, is named after that.
    path = Path(shown(change.path))
    folder = Folder(home_of_file(path))
    old, new = (folder.parse(decode(data, shown(path), path)) for data in (change.before, change.after))
    return folder, old, new


def _result(change: FileChange) -> Result | None:
    """What changes in a plan; None for another file, and for one that cannot be compared."""
    read = _read(change)
    if read is None or read[1].plan is None or read[2].plan is None:
        return None
    folder, old, new = read
    with suppress(SmartplanError):
        return compare_files(old, new, (folder,), {})
    return None


def _broken(change: FileChange, today: date) -> Iterator[LocatedFinding]:
    """Errors that a file did not have. Raises EditRefused where it would not be a plan any more."""
    read = _read(change)
    if read is None:
        return
    folder, old, new = read
    path = new.document.source.path
    assert path is not None
    if old.plan is not None:
        if new.plan is None:
            raise EditRefused(variant="undo-tangled", path=shown(path))
        revision = Revision(path.stem, old.plan, old, folder, today)
        yield from judged(revision, Edit(new.document.source.text), new, new.plan).broken
        return
    before, after = (findings(file, folder, path, today) for file in (old, new))
    yield from (located for located in new_findings(before, after, {}) if located.severity == "error")


class _Then:
    """The files as they would be after one command after the other was taken back."""

    def __init__(self) -> None:
        # The bytes, or the entry that holds them as they were before it.
        self.held: dict[str, bytes | JournalEntry | None] = {}

    def take_back(self, entry: JournalEntry) -> State:
        """Take a command back, and say what it found; one that would be refused counts as taken back by hand."""
        states = [self._file(kept, entry) for kept in entry.files]
        order: tuple[State, ...] = ("same-lines", "edited", "as-left")
        return next((state for state in order if state in states), "nothing")

    def _file(self, kept: KeptFile, entry: JournalEntry) -> State:
        path = kept.path
        try:
            if path not in self.held:
                self.held[path] = _now(Path(path))
            has = self._digest(path)
            if has == kept.before:
                return "nothing"
            if has == kept.after:
                self.held[path] = entry
                return "as-left"
            # Only here are the bytes needed.
            change, now = journal.change_of(entry, path), self._bytes(path)
        except CannotOpen:
            return "same-lines"
        try:
            self.held[path] = _restored(change, now)
        except EditRefused:
            self.held[path] = entry
            return "same-lines"
        return "edited"

    def _digest(self, path: str) -> str:
        held = self.held[path]
        if isinstance(held, JournalEntry):
            return next(kept.before for kept in held.files if kept.path == path)
        return journal.digest(held)

    def _bytes(self, path: str) -> bytes | None:
        held = self.held[path]
        return journal.change_of(held, path).before if isinstance(held, JournalEntry) else held
