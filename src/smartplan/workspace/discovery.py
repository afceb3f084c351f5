"""Where the plans are in a tree of folders: several cities, a folder each."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from smartplan.errors import CannotOpen, NoPlansFolder, SmartplanError
from smartplan.workspace.file_names import is_passed_over, right_name
from smartplan.workspace.files import contents
from smartplan.workspace.folder import DISK, PARTS, find_folder
from smartplan.workspace.paths import leads_out, shown

# Keys at the head of a plan that other YAML of a repository has not.
_HEAD = rb"^[\"']?(dimensions|rpjmd|supersedes|revision)[\"']?\s*:"
_YEAR = r"(19|20|21)\d\d"
_NAME = r"[A-Za-z0-9][A-Za-z0-9_-]*"


def is_folder(argument: str, plans: str | None) -> bool:
    """Whether an argument names a folder. A revision of that name wins."""
    if not os.path.isdir(argument):
        return False
    try:
        return argument not in find_folder(plans).revisions()
    except SmartplanError:
        return True


def folders(argument: str) -> list[Path | CannotOpen]:
    """The folders of plans in a folder, itself among them, by name; itself alone where it has any other YAML.

    Among them stands why one cannot be looked into. Hidden folders are left alone, links to folders are followed once.
    Raises NoPlansFolder where there is nothing of it.
    """
    top = Path(argument)
    found = list(_folders(top, set()))
    if not found and not DISK.files(top) and not DISK.passed_over(top):
        raise NoPlansFolder(path=argument, variant="empty")
    return found or [top]


def _folders(folder: Path, seen: set[str]) -> Iterator[Path | CannotOpen]:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    if leads_out(folder):
        yield CannotOpen(path=shown(folder), reason="leads-out")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        names = [entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir()]
    except OSError as error:
        yield CannotOpen(path=shown(folder), reason="permission" if isinstance(error, PermissionError) else "other")
        return
    if any(
        seems_a_plan(Path(entry)) for entry in entries if entry.name.endswith(".yaml") or is_passed_over(entry.name)
    ):
        yield folder
        names = [name for name in names if name not in PARTS]
    for name in names:
        yield from _folders(folder / name, seen)


def seems_a_plan(path: Path) -> bool:
    """Whether a file has the name of a revision, and either a year for one or a key that only a plan has.

    A plan that is broken has to be found as well, so that nobody takes it for sound.
    """
    stem = right_name(path).stem
    if re.fullmatch(_NAME, stem) is None:
        return False
    if re.match(_YEAR, stem):
        return True
    try:
        return re.search(_HEAD, contents(path, path.name) or b"", re.MULTILINE) is not None
    except CannotOpen:
        # It is named when it is opened.
        return True
