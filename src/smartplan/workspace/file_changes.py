"""Everything that one command changes on disk: all of it is written, or nothing, and what it was is kept for `undo`."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from smartplan.errors import CannotWrite, Changed, Exists, SmartplanError
from smartplan.workspace import journal
from smartplan.workspace.atomic import create, explained, remove, replace, stay_inside
from smartplan.workspace.journal import FileChange
from smartplan.workspace.paths import shown

__all__ = ["FileChange", "Undoable", "folder_is_there", "write_all", "write_changes"]


class Undoable(Struct, frozen=True):
    """Whether `undo` can take back what was written; `why` not, where it cannot."""

    why: SmartplanError | None = None

    def __bool__(self) -> bool:
        return self.why is None


def write_changes(command: str, changes: Sequence[FileChange], about: Sequence[str] = ()) -> Undoable:
    """Write every change of a command, or none; whether `undo` can take it back.

    `command` is its name, `about` the programmes that it was about. Folders that new files lie in are made. Raises
    Changed where a file holds something else than `before` by now, Exists where a new one is there already, and
    CannotWrite.
    """
    changes = [change for change in changes if change.before != change.after]
    folders = _missing(changes)
    entry, why = None, None
    try:
        entry = journal.keep(command, changes, about, folders)
    except CannotWrite as error:
        why = error
    left: list[FileChange] = []
    try:
        write_all(changes, left)
    except BaseException:
        if entry is not None and not left:
            journal.forget(entry)
        raise
    return Undoable(why)


def write_all(changes: Sequence[FileChange], left: list[FileChange] | None = None) -> None:
    """Write every change or none, and keep nothing. Raises what `write_changes` does.

    `left` gets those that were written and could not be put back.
    """
    made: list[Path] = []
    done: list[FileChange] = []
    try:
        for folder in _missing(changes):
            with explained(folder, "folder"):
                stay_inside(folder)
                folder.mkdir(exist_ok=True)
            made.append(folder)
        for change in changes:
            # Noted before it is there: who presses Ctrl-C does not wait for the right moment.
            done.append(change)
            try:
                _write(change)
            except SmartplanError:
                done.pop()
                raise
    except BaseException:
        for change in reversed(done):
            try:
                _write(change.inverse)
            except (Changed, Exists):
                # It was not written yet, or is somebody else's by now.
                continue
            except SmartplanError:
                if left is not None:
                    left.append(change)
        for folder in reversed(made):
            # Somebody else may have put something into it.
            with suppress(OSError):
                folder.rmdir()
        raise


def folder_is_there(path: Path) -> bool:
    """Whether a folder is there. Raises CannotWrite where something else is."""
    if os.path.isdir(path):
        return True
    if os.path.lexists(path):
        raise CannotWrite(path=shown(path), variant="no-folder")
    return False


def _missing(changes: Sequence[FileChange]) -> list[Path]:
    """The folders that new files need and that are not there, those around others first. Raises CannotWrite."""
    found: dict[Path, None] = {}
    for change in changes:
        if change.before is None:
            for folder in reversed((change.path.parent, *change.path.parent.parents)):
                if not folder_is_there(folder):
                    found[folder] = None
    return list(found)


def _write(change: FileChange) -> None:
    if change.after is None:
        remove(change.path, read=change.before or b"")
    elif change.before is None:
        create(change.path, change.after)
    else:
        replace(change.path, change.after, read=change.before)
