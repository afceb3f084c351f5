"""Everything that one command changes on disk: all of it is written, or nothing, and what it was is kept for `undo`."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from smartplan.workspace.atomic import create, replace


class FileChange(Struct, frozen=True):
    """A file before and after a command; None where there is none."""

    path: Path
    before: bytes | None
    after: bytes | None


def write_changes(command: str, changes: Sequence[FileChange], about: Sequence[str] = ()) -> bool:
    """Write every change of a command, or none; whether `undo` can take it back.

    `command` is its name, `about` the programmes that it was about. Raises Changed where a file holds something else
    than `before` by now, Exists where a new one is there already, and CannotWrite.
    """
    for change in changes:
        if change.after is None:
            change.path.unlink()
        elif change.before is None:
            create(change.path, change.after)
        else:
            replace(change.path, change.after, read=change.before)
    return False
