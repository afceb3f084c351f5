"""The rows of many cities as one table, in which each row names its city: what `list` does for several plans."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from smartplan.analysis.listing import COLUMNS, Listing, RowFilter, RowKind, Value, in_order, listing
from smartplan.errors import SmartplanError, UnknownName
from smartplan.operations import parallel
from smartplan.operations.cities import CitySource
from smartplan.operations.diff_filter import Filter
from smartplan.plan.model import Plan
from smartplan.plan.understand import Named, Words, understand
from smartplan.workspace.folder import STANDARD_INPUT
from smartplan.workspace.revision import open_place

# Of the plan that a row is from; a programme has a `code` of its own.
OF_CITY: Final = ("city", "city.code", "revision", "path")


class CityListing(Struct, frozen=True, kw_only=True):
    """Result of `smartplan list --format json` for several revisions or folders."""

    format: Literal[1] = 1
    kind: Annotated[RowKind, Meta(description="What each row is about.")]
    filter: RowFilter
    of: Annotated[int, Meta(description="How many rows there are without the filter.")]
    columns: Annotated[list[str], Meta(description="The keys of each row, in their order.")]
    rows: Annotated[list[dict[str, Value]], Meta(description="Null or empty is what the plan does not state.")]


class CityRows(Struct, frozen=True):
    """The rows of one city, which name it, and how many errors in the file kept something out of them.

    `unknown` is a name of the filter that this city does not know. `plan` is there where it is wanted.
    """

    listing: Listing
    city: str
    faults: int
    unknown: UnknownName | None
    plan: Plan | None


class Asked(Struct, frozen=True):
    """Which rows are asked for; `names` are understood as each plan knows them. `whole` asks for the plans as well."""

    kind: RowKind
    words: RowFilter
    names: Filter
    whole: bool = False


def list_each(
    found: Sequence[CitySource], plans: str | None, today: date, asked: Asked, jobs: int
) -> Iterator[CityRows | SmartplanError]:
    """The rows of each place or why there are none, in their order, worked on by that many processes."""
    work = partial(_look, plans=plans, today=today, asked=asked)
    # The other processes have no standard input.
    return parallel.each(work, found, 1 if STANDARD_INPUT in found else jobs)


def _look(place: CitySource, plans: str | None, today: date, asked: Asked) -> CityRows | SmartplanError:
    if isinstance(place, SmartplanError):
        return place
    try:
        revision = open_place(place, plans, today)
        plan, unknown = revision.plan, None
        try:
            names = asked.names.wanted([plan])
            wanted = asked.words.of(dimension=names.dimensions, agency=names.agencies, mission=names.missions)
        except UnknownName as error:
            # Another city may well know it; of this one nothing is meant.
            unknown, wanted = error, asked.words
        found = listing(plan, asked.kind, wanted, path=revision.path)
        of: dict[str, Value] = {
            "city": plan.city.name or None,
            "city.code": plan.city.code or None,
            "revision": plan.revision or None,
            "path": revision.path,
        }
        rows = [] if unknown is not None else [{**of, **row} for row in found.rows]
        return CityRows(
            replace(found, rows=rows), plan.city.name, revision.faults, unknown, plan if asked.whole else None
        )
    except SmartplanError as error:
        return error


def columns_of(
    kind: RowKind, columns: Sequence[str], sort: str | None, titles: Words = MappingProxyType({})
) -> tuple[list[str], str | None]:
    """The columns that are asked for, or all, and the one to sort by, by their keys or titles.

    Raises UnknownName and AmbiguousName.
    """
    known = (*OF_CITY, *COLUMNS[kind])
    named = [Named(key, [title for names in titles.values() for title in names.get(key, ())]) for key in known]
    chosen = list(dict.fromkeys(understand(name, "column", named) for name in columns))
    return chosen or list(known), None if sort is None else understand(sort, "column", named)


def known_nowhere(cities: Sequence[CityRows]) -> UnknownName | None:
    """A name of the filter that none of the cities knows."""
    unknown = [one.unknown for one in cities]
    return unknown[0] if unknown and None not in unknown else None


def collect(
    cities: Sequence[CityRows], asked: Asked, columns: Sequence[str], sort: str | None, *, reverse: bool
) -> CityListing:
    """One table of all."""
    rows = in_order([row for one in cities for row in one.listing.rows], sort, reverse=reverse)
    # Those of a whole country are not copied without need.
    if list(columns) != [*OF_CITY, *COLUMNS[asked.kind]]:
        rows = [{name: row[name] for name in columns} for row in rows]
    return CityListing(
        kind=asked.kind,
        filter=_filter(cities, asked.words),
        of=sum(one.listing.of for one in cities),
        columns=list(columns),
        rows=rows,
    )


def _filter(cities: Sequence[CityRows], words: RowFilter) -> RowFilter:
    """What was asked for, with every name as some city knows it."""
    known = [one.listing.filter for one in cities if one.unknown is None]

    def union(name: str) -> frozenset[str]:
        return frozenset(value for one in known for value in getattr(one, name))

    return words.of(dimension=union("dimension"), agency=union("agency"), mission=union("mission"))
