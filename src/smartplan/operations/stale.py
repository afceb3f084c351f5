"""What nobody has changed for long, by programme and by agency: what `stale` does, without sentences."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Literal

from msgspec import Meta, Struct

from smartplan.compare.revision import by_id
from smartplan.errors import GitFailed, UsageError
from smartplan.operations.last_touches import Touch, TouchKind, last_touches
from smartplan.plan.model import Entry
from smartplan.workspace.revision import Revision

_AGE = re.compile(r"(?P<n>\d{1,4})\s*(?P<unit>[dwmy])")
_DAYS = {"d": 1.0, "w": 7.0, "m": 365.2425 / 12, "y": 365.2425}


class ProgrammeTouch(Struct, frozen=True, kw_only=True):
    """When a programme was last changed."""

    id: str
    name: str
    dimension: str
    agency: str | None
    kind: Annotated[
        TouchKind,
        Meta(description="`uncommitted`: since the last commit; `before-history`: before a shallow clone begins."),
    ]
    date: Annotated[
        str | None, Meta(description="Day of the commit; of `before-history` the day on which the clone begins.")
    ]
    commit: Annotated[str | None, Meta(description="Short hash of that commit.")]
    days: Annotated[int | None, Meta(description="Days since then; of `before-history` at least so many.")]


class AgencyTouch(Struct, frozen=True, kw_only=True):
    """The listed programmes of an agency; `agency` is empty for those that name none."""

    agency: str
    programmes: int
    before_history: Annotated[int, Meta(description="How many of them are older than the shallow clone.")]
    oldest: Annotated[str | None, Meta(description="The earliest day; null where all are uncommitted.")]
    days: int | None


class Stale(Struct, frozen=True, kw_only=True):
    """Result of `smartplan stale REV --format json`."""

    format: Literal[1] = 1
    revision: str
    path: str
    as_of: Annotated[str, Meta(description="The day from which days are counted.")]
    before: Annotated[str | None, Meta(description="Only programmes not changed since that day; null for all.")]
    of: Annotated[int, Meta(description="How many programmes the plan has.")]
    shallow: Annotated[bool, Meta(description="Whether the clone lacks older commits.")]
    programmes: Annotated[list[ProgrammeTouch], Meta(description="The longest unchanged first.")]
    agencies: Annotated[list[AgencyTouch], Meta(description="The longest unchanged first.")]


def cutoff(since: str | None, older_than: str | None, today: date) -> date | None:
    """The day before which a programme must have been changed last to be listed. Raises UsageError."""
    if since is not None and older_than is not None:
        raise UsageError("error.since-and-older-than")
    if since is not None:
        try:
            return date.fromisoformat(since + "0000-01-01"[len(since) :] if len(since) in (4, 7) else since)
        except ValueError:
            raise UsageError("error.bad-date", value=since) from None
    if older_than is not None:
        found = _AGE.fullmatch(older_than.strip().lower())
        if found is None:
            raise UsageError("error.bad-age", value=older_than)
        try:
            return today - timedelta(days=round(int(found["n"]) * _DAYS[found["unit"]]))
        except OverflowError:
            raise UsageError("error.bad-age", value=older_than) from None
    return None


def stale(revision: Revision, before: date | None) -> Stale:
    """The programmes of a revision by their last change. Raises GitFailed, TooTangled and UsageError.

    With `before` only those not changed since that day; one older than a shallow clone is listed whenever it may be.
    """
    try:
        touches, shallow = last_touches(revision)
    except GitFailed as error:
        variant = error.values.get("variant")
        if variant not in ("no-git", "no-repository"):
            raise
        raise GitFailed(variant=f"{variant}-history") from None
    today = revision.today
    every = [_row(entry, touches[id_], today) for id_, entry in by_id(revision.plan).items()]
    listed = [one for one in every if before is None or _may_be_before(one, before)]
    listed.sort(key=_age)
    return Stale(
        revision=revision.plan.revision,
        path=revision.path,
        as_of=today.isoformat(),
        before=None if before is None else before.isoformat(),
        of=len(every),
        shallow=shallow,
        programmes=listed,
        agencies=_by_agency(listed),
    )


def _row(entry: Entry, touch: Touch, today: date) -> ProgrammeTouch:
    days = None if touch.day is None else max(0, (today - date.fromisoformat(touch.day)).days)
    return ProgrammeTouch(
        id=entry.id,
        name=entry.programme.name,
        dimension=entry.dimension,
        agency=entry.programme.agency or None,
        kind=touch.kind,
        date=touch.day,
        commit=touch.commit,
        days=days,
    )


def _may_be_before(row: ProgrammeTouch, day: date) -> bool:
    if row.kind == "before-history":
        return True
    return row.date is not None and date.fromisoformat(row.date) < day


def _age(row: ProgrammeTouch) -> tuple[bool, bool, str]:
    """A key by which the longest unchanged comes first; sorting keeps the order of the file otherwise."""
    return row.kind != "before-history", row.date is None, row.date or ""


def _by_agency(rows: Iterable[ProgrammeTouch]) -> list[AgencyTouch]:
    found: defaultdict[str, list[ProgrammeTouch]] = defaultdict(list)
    for row in rows:
        found[row.agency or ""].append(row)
    # Theirs are in order, so that they are as well.
    return [
        AgencyTouch(
            agency=agency,
            programmes=len(own),
            before_history=sum(row.kind == "before-history" for row in own),
            oldest=own[0].date,
            days=own[0].days,
        )
        for agency, own in found.items()
    ]
