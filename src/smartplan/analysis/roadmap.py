"""The road map of a plan: its programmes by year, across dimensions and time horizons."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from smartplan.analysis.agenda import stated_years
from smartplan.analysis.rows import planned_years
from smartplan.plan.budget import period_years
from smartplan.plan.context import Context
from smartplan.plan.field_types import Horizon, Ran, Status
from smartplan.plan.model import Entry, Plan

_HORIZONS: tuple[Horizon | None, ...] = (*get_args(Horizon), None)
# What tells of the years of a programme.
_DATED = ("years", "execution")


class RoadmapFilter(Struct, frozen=True, kw_only=True):
    """Which programmes are wanted; what is empty does not restrict. An agency executes them or takes part in them."""

    dimension: list[str] = []
    agency: list[str] = []
    year: Annotated[list[int], Meta(description="Programmes that are planned or state anything for one of them.")] = []


class RoadmapProgramme(Struct, frozen=True, kw_only=True):
    """A programme and its years."""

    programme: str
    name: str
    dimension: str
    subdimension: Annotated[str, Meta(description="Empty where it is not stated.")]
    agency: Annotated[str, Meta(description="The executing agency; empty where it is not stated.")]
    horizon: Horizon | None
    quick_win: bool | None
    status: Status | None
    years: Annotated[list[int], Meta(description="Years for which it is planned or has an execution; may be empty.")]
    execution: Annotated[dict[int, Ran], Meta(description="What is on record of these years.")]
    start: Annotated[int | None, Meta(description="The first of `years`.")]
    end: Annotated[int | None, Meta(description="The last of `years`.")]
    beside: Annotated[
        list[int], Meta(description="Years for which it states a budget, a target or an actual, unplanned.")
    ]


class RoadmapTerm(Struct, frozen=True, kw_only=True):
    """The programmes of one time horizon."""

    horizon: Annotated[Horizon | None, Meta(description="Null for those that do not state it.")]
    programmes: int
    quick_wins: int
    dimensions: Annotated[dict[str, int], Meta(description="How many are of each dimension that has some.")]
    years: Annotated[
        list[int], Meta(description="Years of its programmes. Which years the word covers, a plan does not state.")
    ]


class RoadmapYear(Struct, frozen=True, kw_only=True):
    """What runs, starts and ends in one year."""

    year: int
    programmes: Annotated[int, Meta(description="Planned for the year, or executed in it.")]
    dimensions: Annotated[dict[str, int], Meta(description="How many of these are of each dimension that has some.")]
    horizons: Annotated[
        dict[str, int], Meta(description="How many of these are of each horizon; the empty key is for none stated.")
    ]
    starts: Annotated[list[str], Meta(description="Ids of the programmes whose first year it is.")]
    ends: Annotated[list[str], Meta(description="Ids of the programmes whose last year it is.")]
    beside: Annotated[
        list[str], Meta(description="Ids of those that state a budget, a target or an actual for it, unplanned.")
    ]


class Roadmap(Struct, frozen=True, kw_only=True):
    """Result of `smartplan roadmap REV --format json`."""

    format: Literal[1] = 1
    revision: str
    path: str
    as_of: Annotated[int, Meta(description="The year in which it is looked at: what comes later has not run yet.")]
    period: Annotated[list[int], Meta(description="Years of the plan's period; empty where it is not on record.")]
    filter: RoadmapFilter
    of: Annotated[int, Meta(description="How many programmes there are without the filter.")]
    programmes: Annotated[
        list[RoadmapProgramme],
        Meta(description="By dimension, then horizon, first and last year; those without a year last in each."),
    ]
    horizons: Annotated[list[RoadmapTerm], Meta(description="Short, medium, long, then those that state none.")]
    years: Annotated[
        list[RoadmapYear], Meta(description="Every year of the period and of a programme, or those asked for.")
    ]
    undated: Annotated[
        list[str], Meta(description="Programmes that are planned for no year, and may belong to any that is asked for.")
    ]
    unread: Annotated[list[str], Meta(description="The same of those that have years which cannot be read.")]


def roadmap(plan: Plan, context: Context, wanted: RoadmapFilter | None = None, *, path: str = "") -> Roadmap:
    """The road map of the wanted programmes; `path` is the name that the plan is shown by."""
    wanted = wanted or RoadmapFilter()
    of_all = [*plan.entries()]
    entries = [entry for entry in of_all if _is_wanted(entry, wanted)]
    keys = list(dict.fromkeys([*(context.profile.dimensions if context.profile else ()), *plan.dimensions]))
    every = sorted(map(_programme, entries), key=lambda one: _order(one, keys))
    shown = [one for one in every if not wanted.year or not {*one.years, *one.beside}.isdisjoint(wanted.year)]
    unread = {entry.id for entry in entries if any(context.is_invalid((*entry.path, field)) for field in _DATED)}
    undated = [one.programme for one in every if not one.years]
    return Roadmap(
        revision=plan.revision,
        path=path,
        as_of=context.today.year,
        period=list(period_years(plan)),
        filter=wanted,
        of=len(of_all),
        programmes=shown,
        horizons=[_term(horizon, shown) for horizon in _HORIZONS],
        years=list(_years(shown, period_years(plan), wanted.year)),
        undated=[id_ for id_ in undated if id_ not in unread],
        unread=[id_ for id_ in undated if id_ in unread],
    )


def _is_wanted(entry: Entry, wanted: RoadmapFilter) -> bool:
    programme = entry.programme
    return (not wanted.dimension or entry.dimension in wanted.dimension) and (
        not wanted.agency or not {programme.agency, *programme.participants}.isdisjoint(wanted.agency)
    )


def _programme(entry: Entry) -> RoadmapProgramme:
    programme = entry.programme
    years = sorted(planned_years(programme))
    return RoadmapProgramme(
        programme=entry.id,
        name=programme.name,
        dimension=entry.dimension,
        subdimension=programme.subdimension,
        agency=programme.agency,
        horizon=programme.horizon,
        quick_win=programme.quick_win,
        status=programme.status,
        years=years,
        execution=dict(sorted(programme.execution.items())),
        start=years[0] if years else None,
        end=years[-1] if years else None,
        beside=sorted(stated_years(programme).difference(years)),
    )


def _order(one: RoadmapProgramme, dimensions: Sequence[str]) -> tuple[int, int, bool, Sequence[int]]:
    """Equal ones keep the order of the file."""
    ends = (one.years[0], one.years[-1]) if one.years else ()
    return dimensions.index(one.dimension), _HORIZONS.index(one.horizon), not one.years, ends


def _term(horizon: Horizon | None, programmes: Iterable[RoadmapProgramme]) -> RoadmapTerm:
    own = [one for one in programmes if one.horizon == horizon]
    return RoadmapTerm(
        horizon=horizon,
        programmes=len(own),
        quick_wins=sum(one.quick_win is True for one in own),
        dimensions=dict(Counter(one.dimension for one in own)),
        years=sorted({year for one in own for year in one.years}),
    )


def _years(
    programmes: Sequence[RoadmapProgramme], period: Iterable[int], wanted: Collection[int]
) -> Iterator[RoadmapYear]:
    stated = {year for one in programmes for year in (*one.years, *one.beside)}
    for year in sorted(stated.union(period)):
        if wanted and year not in wanted:
            continue
        own = [one for one in programmes if year in one.years]
        yield RoadmapYear(
            year=year,
            programmes=len(own),
            dimensions=dict(Counter(one.dimension for one in own)),
            horizons=dict(Counter(one.horizon or "" for one in own)),
            starts=[one.programme for one in own if one.start == year],
            ends=[one.programme for one in own if one.end == year],
            beside=[one.programme for one in programmes if year in one.beside],
        )
