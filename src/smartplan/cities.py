"""The coverage of many plans: several revisions, folders, or a tree of folders with a city in each."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from smartplan.coverage import Coverage, cover
from smartplan.dossier import Dossier, newest, open_revision
from smartplan.errors import NoPlansFolder, SmartplanError
from smartplan.reading.folder import PARTS, Folder, find_folder


class CityRow(Struct, frozen=True, kw_only=True):
    """The coverage of one city in a row."""

    city: str
    code: str
    revision: str
    path: str
    record: str | None
    programmes: int
    quick_wins: int
    budget: int | None
    ran: int
    planned: int
    shares: dict[str, float | None]
    holes: Annotated[int, Meta(description="How many holes of all kinds.")]


class Cities(Struct, frozen=True, kw_only=True):
    """Result of `smartplan coverage --format json` for several revisions or folders."""

    format: Literal[1] = 1
    as_of: int
    cities: list[CityRow]


def is_folder(argument: str, plans: str | None) -> bool:
    """Whether an argument names a folder. A revision of that name wins."""
    if not os.path.isdir(argument):
        return False
    try:
        return argument not in find_folder(plans).revisions()
    except SmartplanError:
        return True


def places(arguments: Sequence[str], plans: str | None) -> list[str | Path]:
    """The revisions as they were named, and each folder of plans in the folders that were."""
    found: list[str | Path] = []
    for argument in arguments:
        if is_folder(argument, plans):
            folders = list(_folders(Path(argument)))
            if not folders:
                raise NoPlansFolder(path=argument, variant="empty")
            found += folders
        else:
            found.append(argument)
    return found


def _folders(top: Path) -> Iterator[Path]:
    """The folder itself where it holds YAML, and every folder below it that holds a plan."""
    for path, names, files in os.walk(top):
        here = [Path(path, name) for name in sorted(files) if name.endswith(".yaml")]
        if here and (Path(path) == top or any(map(_seems_a_plan, here))):
            yield Path(path)
            names[:] = [name for name in names if name not in PARTS]
        names[:] = sorted(name for name in names if not name.startswith("."))


def _seems_a_plan(path: Path) -> bool:
    """Whether a file has the name of a revision and the one key that other YAML of a repository has not."""
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", path.stem) is None:
        return False
    try:
        return re.search(rb"^dimensions\s*:", path.read_bytes(), re.MULTILINE) is not None
    except OSError:
        # It is named when it is opened.
        return True


def open_place(place: str | Path, plans: str | None, today: date) -> Dossier:
    """The revision that was named, or the newest one of a folder. Raises SmartplanError."""
    return newest(Folder(place), today) if isinstance(place, Path) else open_revision(place, plans, today)


def row(dossier: Dossier) -> tuple[CityRow, Coverage]:
    """The coverage of a plan, in a row and whole."""
    coverage = cover(dossier.plan, dossier.around, path=dossier.path)
    plan, totals = dossier.plan, coverage.totals
    return CityRow(
        city=plan.city.name, code=plan.city.code, revision=plan.revision, path=dossier.path, record=plan.record,
        programmes=totals.programmes, quick_wins=totals.quick_wins, budget=totals.budget, ran=totals.ran,
        planned=totals.planned, shares=coverage.shares, holes=len(coverage.holes),
    ), coverage  # fmt: skip


def gather(rows: Iterable[CityRow], today: date) -> Cities:
    """The table of cities."""
    return Cities(as_of=today.year, cities=list(rows))
