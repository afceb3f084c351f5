"""A new folder of plans: what is known of its first revision, the example that the package carries, the way to disk."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct

from smartplan.errors import CannotOpen, Exists, UsageError
from smartplan.plan.field_types import Id
from smartplan.workspace.atomic import stay_inside
from smartplan.workspace.file_changes import FileChange, Undoable, folder_is_there, write_changes
from smartplan.workspace.files import read
from smartplan.workspace.folder import Folder
from smartplan.workspace.paths import shown

_PERIOD = re.compile(r"((?:19|20|21)[0-9]{2})\s*[-–]\s*((?:19|20|21)[0-9]{2})")
_HERE = Path(__file__).parents[1]


class First(Struct, frozen=True):
    """What is known of a first revision; `start` and `end` are its first and last year."""

    revision: str
    city: str
    code: str
    start: int
    end: int
    province: str = ""
    rpjmd: str = ""


def text(value: str) -> str:
    """A text without blanks around it. Raises UsageError for bytes of a terminal or a shell that are none."""
    try:
        # Under a locale that knows no more than ASCII, Python has the bytes of other letters as surrogates.
        return value.encode(errors="surrogateescape").decode().strip()
    except UnicodeError:
        raise UsageError("error.bad-text", value=value.encode(errors="backslashreplace").decode()) from None


def code(value: str) -> str:
    """A region code, `NN` or `NN.NN`. Raises UsageError."""
    value = value.strip()
    if re.fullmatch(r"[0-9]{2}(\.[0-9]{2})?", value) is None:
        raise UsageError("error.bad-code", value=value)
    return value


def period(value: str) -> tuple[int, int]:
    """First and last year of `2026-2030`. Raises UsageError."""
    found = _PERIOD.fullmatch(value.strip())
    if found is None or int(found[1]) > int(found[2]):
        raise UsageError("error.bad-period", value=value)
    return int(found[1]), int(found[2])


def name(value: str) -> str:
    """The name of a revision, which is that of a file. Raises UsageError."""
    if re.fullmatch(get_args(Id)[1].pattern, value) is None:
        raise UsageError("error.bad-name", value=value)
    return value


# How each thing that is known of a first revision is read from what was typed; without the required there is none.
READERS: Mapping[str, Callable[[str], Any]] = {
    "city": text,
    "code": code,
    "period": period,
    "province": text,
    "revision": name,
    "rpjmd": text,
}
REQUIRED = ("city", "code", "period")


def first(known: Mapping[str, Any]) -> First:
    """The first revision from what was read; without a name it is called by its first year."""
    start, end = known["period"]
    others = {key: value for key, value in known.items() if key != "period"}
    return First(**{"revision": str(start), "start": start, "end": end, **others})


def example() -> dict[str, bytes]:
    """The plans of Balikpapan by their paths in a folder of plans. Raises CannotOpen."""
    # In the wheel they lie in the package; where the repository itself is installed they are its own.
    carried = _HERE / "example"
    home = carried if carried.is_dir() else _HERE.parents[1] / "plans"
    files = Folder(home).everything()
    if not files:
        raise CannotOpen(path=shown(home), reason="missing")
    return {path.relative_to(home).as_posix(): read(path, shown(path)).text.encode() for path in files}


def free(folder: Path, files: Iterable[str]) -> None:
    """Raises Exists or CannotWrite where something is in the way of new files, given by their paths in the folder."""
    stay_inside(folder)
    for path in (folder / file for file in files):
        for parent in reversed((path.parent, *path.parent.parents)):
            folder_is_there(parent)
        if os.path.lexists(path):
            raise Exists(path=shown(path), variant="first")


def write(folder: Path, files: Mapping[str, bytes]) -> Undoable:
    """New files by their paths within a folder, which is made where it is not there: all of them or none.

    Whether `undo` can take them back. Raises Exists where one of them is there already, and CannotWrite.
    """
    free(folder, files)
    return write_changes("init", [FileChange(folder / file, None, data) for file, data in files.items()])
