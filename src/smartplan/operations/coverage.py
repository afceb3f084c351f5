"""The coverage of one revision, or of many: several revisions, folders, or a tree of folders with a city in each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Annotated, Literal, NamedTuple

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from smartplan.analysis.coverage import Coverage, cover, same_ids, with_previous
from smartplan.analysis.groups import By
from smartplan.analysis.shares import SHARES, Share
from smartplan.errors import SmartplanError, UsageError
from smartplan.operations import parallel
from smartplan.operations.cities import CitySource
from smartplan.plan import crosswalk
from smartplan.plan.crosswalk import Regrouping
from smartplan.plan.figure import Approx
from smartplan.plan.understand import Named, Words, understand
from smartplan.workspace.folder import STANDARD_INPUT
from smartplan.workspace.revision import Revision, open_place, open_revision


class CityRow(Struct, frozen=True, kw_only=True):
    """The coverage of one city in a row."""

    city: str
    code: str
    revision: str
    path: str
    record: str | None
    programmes: int
    quick_wins: int
    budget: Annotated[int | None, Meta(description="Whole rupiah of the period; null where none states a budget.")]
    ran: int
    not_run: int
    not_recorded: int
    planned: int
    shares: dict[str, float | None]
    holes: Annotated[int, Meta(description="How many gaps of all kinds.")]
    budget_approx: Approx = UNSET


class Cities(Struct, frozen=True, kw_only=True):
    """Result of `smartplan coverage --format json` for several revisions or folders."""

    format: Literal[1] = 1
    as_of: int
    cities: list[CityRow]


class CityCoverage(NamedTuple):
    """A row, the whole coverage behind it, and how many errors in the file kept something out of both."""

    row: CityRow
    coverage: Coverage
    faults: int


class Covered(NamedTuple):
    """The coverage of one revision; `before` is the revision that it is held against."""

    coverage: Coverage
    revision: Revision
    before: Revision | None


class ShareThreshold(NamedTuple):
    """A share that has to reach so many percent."""

    name: str
    percent: float


class ShareVerdict(NamedTuple):
    """A share compared with its threshold. `not_recorded` programmes say nothing of it, and are not in its count."""

    threshold: ShareThreshold
    share: Share
    not_recorded: int
    verdict: Literal["reached", "under", "unjudged", "uncountable"]


def of_revision(rev: str, against: str | None, by: By, plans: str | None, today: date) -> Covered:
    """The coverage of a revision, held against another where one is named. Raises SmartplanError."""
    revision = open_revision(rev, plans, today)
    return held_against(revision, None if against is None else open_revision(against, plans, today), by)


def held_against(revision: Revision, before: Revision | None, by: By) -> Covered:
    """The coverage of a revision that was opened, held against another if there is one. Raises SmartplanError."""
    coverage = cover(revision.plan, revision.context, by=by, path=revision.path)
    if before is None:
        return Covered(coverage, revision, None)
    # Under another profile the older plan is looked at with its programmes where the crosswalk has them.
    older = crosswalk.seen_from(before.plan, revision.plan)
    around = structs.replace(before.context, profile=revision.profile) if older is not before.plan else before.context
    earlier = cover(older, around, by=by, path=before.path)
    regrouping = _regrouping(before, revision)
    ids = same_ids(revision.plan, before.plan, by)
    return Covered(with_previous(coverage, earlier, ids, regrouping), revision, before)


def _regrouping(before: Revision, revision: Revision) -> list[Regrouping] | UnsetType:
    """Where the programmes of the older revision are now, as a comparison of the two says it. Raises SmartplanError."""
    if before.plan.profile == revision.plan.profile:
        return UNSET
    # Hardly anybody looks across profiles.
    from smartplan.operations.diff import compare_files

    return compare_files(before.file, revision.file, (revision.folder, before.folder)).comparison.regrouping


def thresholds(given: Iterable[str], words: Words) -> list[ShareThreshold]:
    """What `[NAME=]PERCENT` asks for; a bare percentage is that of the sub-dimensions. A share has its words as well.

    Raises UnknownName for an unknown share, and UsageError for an invalid percentage.
    """
    known = [Named(one, words.get("share", {}).get(one, ())) for one in SHARES]
    found = []
    for text in given:
        name, _, percent = text.rpartition("=")
        name = understand(name, "share", known) if name else SHARES[0]
        try:
            value = float(percent.removesuffix("%"))
        except ValueError:
            raise UsageError("error.bad-percent", value=percent) from None
        if not 0 <= value <= 100:
            raise UsageError("error.bad-percent", value=percent)
        found.append(ShareThreshold(name, value))
    return found


def judge(coverage: Coverage, thresholds: Iterable[ShareThreshold]) -> Iterator[ShareVerdict]:
    """Each share that has to reach something, held against that; one that cannot be counted does not reach it."""
    for threshold in thresholds:
        share = coverage.counts[threshold.name]
        missing = coverage.totals.not_recorded if threshold.name == "executed" else 0
        verdict: Literal["reached", "under", "unjudged", "uncountable"] = "reached"
        if share.value is None:
            verdict = "unjudged" if missing else "uncountable"
        elif share.n * 100 < threshold.percent * share.of:
            verdict = "under"
        yield ShareVerdict(threshold, share, missing, verdict)


def cover_each(
    found: Sequence[CitySource], plans: str | None, today: date, jobs: int
) -> Iterator[CityCoverage | SmartplanError]:
    """The coverage of each place or why there is none, in their order, worked on by that many processes."""
    # The other processes have no standard input.
    return parallel.each(partial(_look, plans=plans, today=today), found, 1 if STANDARD_INPUT in found else jobs)


def _look(place: CitySource, plans: str | None, today: date) -> CityCoverage | SmartplanError:
    """The revision that was named, or the newest one of a folder."""
    if isinstance(place, SmartplanError):
        return place
    try:
        return _city(open_place(place, plans, today))
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
        budget_approx=totals.budget_approx,
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
