"""The rows of many cities: a table for each, under its name."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from smartplan.analysis.listing import COLUMNS, in_order
from smartplan.messages import Catalogue
from smartplan.operations.list_cities import CityRows
from smartplan.report.pages.list import rows
from smartplan.report.render.page import Block, Heading, Page, Text
from smartplan.report.render.sentences import escape_controls, one_line


def build(
    cities: Sequence[CityRows], say: Catalogue, columns: Sequence[str], sort: str | None, *, reverse: bool
) -> Page:
    """The tables with these columns, or with the usual ones; each is sorted by itself. The cities have their plans."""
    blocks = [block for city in cities for block in _city(city, say, columns, sort, reverse=reverse)]
    return Page(say("list.cities", n=len(cities)), blocks=blocks)


def _city(
    city: CityRows, say: Catalogue, columns: Sequence[str], sort: str | None, *, reverse: bool
) -> Iterator[Block]:
    listing, plan = city.listing, city.plan
    assert plan is not None
    yield Heading(f"{one_line(city.city) or '?'}  {escape_controls(listing.revision)}".rstrip())
    yield Text(escape_controls(listing.path), "dim")
    if city.unknown is not None:
        yield Text(say("list.none"), "strong")
        return
    # What tells the city is above the table.
    own = COLUMNS[listing.kind]
    ordered = in_order(listing.rows, sort if sort in own else None, reverse=reverse)
    yield from rows(replace(listing, rows=ordered), plan, say, [name for name in columns if name in own])
