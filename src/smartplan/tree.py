"""Where the plans are in a tree of folders: several cities, a folder each."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from smartplan.errors import CannotOpen, NoPlansFolder, SmartplanError
from smartplan.reading.folder import DISK, PARTS, find_folder
from smartplan.reading.source import contents

# Keys at the head of a plan that other YAML of a repository has not.
_HEAD = re.compile(rb"^[\"']?(dimensions|rpjmd|supersedes|revision)[\"']?\s*:", re.MULTILINE)
_YEAR = re.compile(r"(19|20|21)\d\d")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def is_folder(argument: str, plans: str | None) -> bool:
    """Whether an argument names a folder. A revision of that name wins."""
    if not os.path.isdir(argument):
        return False
    try:
        return argument not in find_folder(plans).revisions()
    except SmartplanError:
        return True


def folders(argument: str) -> list[Path]:
    """The folders of plans in a folder, itself among them, by name; itself alone where it has any other YAML.

    Raises NoPlansFolder where there is nothing of it.
    """
    top = Path(argument)
    found = list(_folders(top))
    if not found and not DISK.files(top):
        raise NoPlansFolder(path=argument, variant="empty")
    return found or [top]


def _folders(top: Path) -> Iterator[Path]:
    for path, names, files in os.walk(top):
        if any(_seems_a_plan(Path(path, name)) for name in sorted(files) if name.endswith(".yaml")):
            yield Path(path)
            names[:] = [name for name in names if name not in PARTS]
        names[:] = sorted(name for name in names if not name.startswith("."))


def _seems_a_plan(path: Path) -> bool:
    """Whether a file has the name of a revision, and either a year for one or a key that only a plan has.

    A plan that is broken has to be found as well, so that nobody takes it for sound.
    """
    if _NAME.fullmatch(path.stem) is None:
        return False
    if _YEAR.match(path.stem):
        return True
    try:
        return _HEAD.search(contents(path, path.name) or b"") is not None
    except CannotOpen:
        # It is named when it is opened.
        return True
