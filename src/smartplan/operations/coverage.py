"""The coverage of many plans: several revisions, folders, or a tree of folders with a city in each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

from smartplan.analysis.coverage import Coverage, cover
from smartplan.errors import SmartplanError
from smartplan.operations import parallel as pool
from smartplan.workspace.discovery import folders, is_folder
from smartplan.workspace.folder import STANDARD_INPUT, Folder
from smartplan.workspace.revision import Revision, newest, open_revision


class CityRow(Struct, frozen=True, kw_only=True):
    """The coverage of one city in a row."""

    city: str
    code: str
    revision: str
    path: str
    record: str | None
    programmes: int
    quick_wins: int
    budget: Annotated[int | None, Meta(description="Whole rupiah of the period; null where none states money.")]
    ran: int
    not_run: int
    not_recorded: int
    planned: int
    shares: dict[str, float | None]
    holes: Annotated[int, Meta(description="How many holes of all kinds.")]


class Cities(Struct, frozen=True, kw_only=True):
    """Result of `smartplan coverage --format json` for several revisions or folders."""

    format: Literal[1] = 1
    as_of: int
    cities: list[CityRow]


class CityCoverage(NamedTuple):
    """A row, the whole coverage behind it, and how many faults of the file kept something out of both."""

    row: CityRow
    coverage: Coverage
    faults: int


# A revision as it was named, a folder of plans, or why one cannot be looked into.
CitySource = str | Path | SmartplanError


def places(arguments: Sequence[str], plans: str | None) -> list[CitySource]:
    """The revisions as they were named, and each folder of plans in the folders that were."""
    found: list[CitySource] = []
    for argument in arguments:
        found += folders(argument) if is_folder(argument, plans) else [argument]
    return found


def cover_each(
    found: Sequence[CitySource], plans: str | None, today: date, jobs: int
) -> Iterator[CityCoverage | SmartplanError]:
    """The coverage of each place or why there is none, in their order, worked on by that many processes."""
    # The other processes have no standard input.
    return pool.each(partial(_look, plans=plans, today=today), found, 1 if STANDARD_INPUT in found else jobs)


def _look(place: CitySource, plans: str | None, today: date) -> CityCoverage | SmartplanError:
    """The revision that was named, or the newest one of a folder."""
    if isinstance(place, SmartplanError):
        return place
    try:
        revision = newest(Folder(place), today) if isinstance(place, Path) else open_revision(place, plans, today)
        return _city(revision)
    except SmartplanError as error:
        return error


def _city(revision: Revision) -> CityCoverage:
    coverage = cover(revision.plan, revision.context, path=revision.path)
    plan, totals = revision.plan, coverage.totals
    row = CityRow(
        city=plan.city.name,
        code=plan.city.code,
        revision=plan.revision,
        path=revision.path,
        record=plan.record,
        programmes=totals.programmes,
        quick_wins=totals.quick_wins,
        budget=totals.budget,
        ran=totals.ran,
        not_run=totals.not_run,
        not_recorded=totals.not_recorded,
        planned=totals.planned,
        shares=coverage.shares,
        holes=len(coverage.holes),
    )
    return CityCoverage(row, coverage, revision.faults)


def collect(rows: Iterable[CityRow], today: date) -> Cities:
    """The table of cities."""
    return Cities(as_of=today.year, cities=list(rows))
