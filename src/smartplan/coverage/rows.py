"""A row of a coverage table: what some programmes of a plan add up to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta, Struct

from smartplan.plan.model import Entry, Programme


class Row(Struct, frozen=True, kw_only=True):
    """What the programmes of one sub-dimension, agency, mission, year ... add up to."""

    key: Annotated[str, Meta(description="What the row is of; empty for programmes that do not state it.")] = ""
    dimension: str | None = None
    subdimension: str | None = None
    programmes: int = 0
    quick_wins: int = 0
    agencies: Annotated[list[str], Meta(description="Agencies that execute them, in the order of the file.")] = []
    partnering: Annotated[
        int | None, Meta(description="Programmes an agency takes part in; null where the rows are not agencies.")
    ] = None
    budget: Annotated[int | None, Meta(description="Whole rupiah; null where none of them states money.")] = None
    years: Annotated[list[int], Meta(description="Years for which one is planned or has an execution.")] = []
    by_year: Annotated[dict[int, int], Meta(description="How many programmes each of these years has.")] = {}
    ran: Annotated[
        int, Meta(description="Of the planned ones, how many ran, at least partly, in some year so far.")
    ] = 0
    planned: Annotated[int, Meta(description="How many were planned for some year so far.")] = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What one programme adds to a row; to some rows it adds a part of itself only, such as one year."""

    entry: Entry
    budget: int | None
    years: frozenset[int]
    ran: bool
    planned: bool


def planned_years(programme: Programme) -> frozenset[int]:
    """Years a programme is planned for; one that was executed in a year was meant for it."""
    return frozenset(programme.years) | programme.execution.keys()


def part(entry: Entry, as_of: int) -> Part:
    """The whole of a programme, seen in the year `as_of`: what is planned for later can not have run yet."""
    programme = entry.programme
    years = planned_years(programme)
    return Part(entry, money(programme), years, ran(programme, as_of), any(year <= as_of for year in years))


def money(programme: Programme, *, fund: str | None = None, year: int | None = None) -> int | None:
    """Whole rupiah of a programme, of one funding source or of one year; None where it states none."""
    amounts = [
        amount
        for source, years in programme.budget.items()
        if fund in (None, source)
        for when, amount in years.items()
        if year in (None, when)
    ]
    return sum(amounts) if amounts else None


def ran(programme: Programme, as_of: int) -> bool:
    """Whether a programme ran, at least partly, in some year up to `as_of`."""
    return any(year <= as_of and done != "not_run" for year, done in programme.execution.items())


def add_up(
    parts: Iterable[Part], *, key: str = "", dimension: str | None = None, subdimension: str | None = None,
    partnering: int | None = None,
) -> Row:  # fmt: skip
    """The row of some programmes."""
    parts = list(parts)
    amounts = [one.budget for one in parts if one.budget is not None]
    programmes = [one.entry.programme for one in parts]
    by_year = dict(sorted(Counter(year for one in parts for year in one.years).items()))
    return Row(
        key=key,
        dimension=dimension,
        subdimension=subdimension,
        programmes=len(parts),
        quick_wins=sum(programme.quick_win is True for programme in programmes),
        agencies=list(dict.fromkeys(programme.agency for programme in programmes if programme.agency)),
        partnering=partnering,
        budget=sum(amounts) if amounts else None,
        years=list(by_year),
        by_year=by_year,
        ran=sum(one.ran for one in parts),
        planned=sum(one.planned for one in parts),
    )
