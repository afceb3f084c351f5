"""Who does what: agencies by dimension, sub-dimensions in which several lead, and agencies without work."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct

from smartplan.analysis.actions import stated_years as action_years
from smartplan.analysis.agenda import Agenda, stated_years, years_of
from smartplan.analysis.rows import Contribution, Scope, add_up, contribution, scope
from smartplan.plan.context import Context
from smartplan.plan.field_types import Role, Tier
from smartplan.plan.figure import Approx
from smartplan.plan.model import Agency, Entry, Plan
from smartplan.plan.roles import roles, roles_unread
from smartplan.plan.understand import agency_ids


class AgencyWork(Struct, frozen=True, kw_only=True):
    """How many programmes an agency leads and takes part in, by dimension."""

    agency: Annotated[str, Meta(description="Empty for the programmes that state no agency.")]
    role: Annotated[Role | None, Meta(description="Null where the plan does not list the agency.")]
    tier: Annotated[
        Tier | None, Meta(description="Whose it is: the city's where an agency of the government does not say.")
    ]
    leading: dict[str, int]
    partnering: Annotated[dict[str, int], Meta(description="Programmes that another agency leads.")]
    led: int
    joined: int
    actions: Annotated[int, Meta(description="Actions that it executes, of programmes of its own and of others.")]
    budget: Annotated[
        int | None,
        Meta(description="Whole rupiah of what it leads, within the plan's period; null if none states a budget."),
    ]
    outside: Annotated[int | None, Meta(description="The same of years outside the period.")]
    budget_approx: Approx = UNSET
    outside_approx: Approx = UNSET


class Overlap(Struct, frozen=True, kw_only=True):
    """One sub-dimension and year in which several agencies lead, or dimension, where that has no sub-dimensions."""

    dimension: str
    subdimension: Annotated[str, Meta(description="Empty where the dimension has none.")]
    year: int
    agencies: Annotated[dict[str, list[str]], Meta(description="Ids of the programmes that each of them leads.")]


class Workload(Struct, frozen=True, kw_only=True, tag_field="scope", tag="all"):
    """Result of `smartplan agenda REV --format json`."""

    format: Literal[1] = 1
    revision: str
    path: str
    as_of: int
    year: Annotated[int | None, Meta(description="The one year that was asked for; null for the whole plan.")]
    programmes: Annotated[int, Meta(description="Programmes of the plan, or of the year.")]
    ran: int
    not_run: int
    not_recorded: Annotated[int, Meta(description="Planned so far, without a record of the execution.")]
    planned: int
    budget: Annotated[int | None, Meta(description="Whole rupiah of the period; null if none states a budget.")]
    funded: Annotated[int, Meta(description="How many programmes state a budget that is part of `budget`.")]
    outside: Annotated[int | None, Meta(description="Whole rupiah of years outside the period.")]
    undated: Annotated[list[str], Meta(description="Programmes that state no year: none of them is in a year's count.")]
    dimensions: list[str]
    agencies: list[AgencyWork]
    overlaps: list[Overlap]
    idle: Annotated[
        list[str] | None,
        Meta(
            description="Agencies of the city's government (OPD) without a programme or another role in the plan; null"
            " where the plan has errors that may hide one."
        ),
    ]
    partnering_only: list[str]
    unled: Annotated[list[str], Meta(description="Programmes that state no agency.")]
    budget_approx: Approx = UNSET
    outside_approx: Approx = UNSET


AgendaResult = Agenda | Workload


def workload(plan: Plan, context: Context, *, year: int | None = None, path: str = "") -> Workload:
    """Look at all agencies; in one year, or over the whole plan."""
    years = [(entry, stated_years(entry.programme)) for entry in plan.entries()]
    entries = [entry for entry, stated in years if year is None or year in stated]
    dimensions = list(dict.fromkeys([*(context.profile.dimensions if context.profile else ()), *plan.dimensions]))
    seen = scope(plan, context.today.year)
    agencies = _agencies(plan, entries, seen, year)
    undated = [entry for entry, stated in years if not stated]
    # Work without a year may well be work of the year that is asked for, and who leads is not idle in any year.
    busy = {name for entry in undated for name in (entry.programme.agency, *entry.programme.participants)}
    busy.update(name for _, name in roles(plan))
    idle = [
        one.agency
        for one in agencies
        if one.tier == "city" and one.role == "government" and not one.led and not one.joined and one.agency not in busy
    ]
    totals = add_up(contribution(entry, seen, year=year) for entry in entries)
    return Workload(
        revision=plan.revision,
        path=path,
        as_of=seen.as_of,
        year=year,
        programmes=len(entries),
        ran=totals.ran,
        not_run=totals.not_run,
        not_recorded=totals.not_recorded,
        planned=totals.planned,
        budget=totals.budget,
        funded=totals.funded,
        outside=totals.outside,
        undated=[entry.id for entry in undated],
        dimensions=dimensions,
        agencies=agencies,
        overlaps=list(_overlaps([one for one in years if year is None or year in one[1]], dimensions, context, year)),
        idle=None if _hidden(plan, context, year) else idle,
        partnering_only=[one.agency for one in agencies if one.joined and not one.led],
        unled=[entry.id for entry in entries if not entry.programme.agency],
        budget_approx=totals.budget_approx,
        outside_approx=totals.outside_approx,
    )


def _agencies(plan: Plan, entries: Sequence[Entry], seen: Scope, year: int | None) -> list[AgencyWork]:
    leading: defaultdict[str, Counter[str]] = defaultdict(Counter)
    partnering: defaultdict[str, Counter[str]] = defaultdict(Counter)
    parts: defaultdict[str, list[Contribution]] = defaultdict(list)
    actions: Counter[str] = Counter()
    for entry in entries:
        programme = entry.programme
        leading[programme.agency][entry.dimension] += 1
        for partner in programme.participants:
            # In a year who only executes actions takes part by those of the year.
            idle = year is not None and programme.actions and year not in years_of(entry, partner)
            if partner != programme.agency and not idle:
                partnering[partner][entry.dimension] += 1
        for one in programme.actions.values():
            if year is None or year in (action_years(one) or stated_years(programme)):
                actions[one.agency or programme.agency] += 1
        parts[programme.agency].append(contribution(entry, seen, year=year))
    ids = [*agency_ids(plan), *([""] if "" in leading else ())]
    rows = {id_: add_up(parts[id_]) for id_ in ids}
    return [
        AgencyWork(
            agency=id_,
            role=_role(plan.agencies.get(id_)),
            tier=_tier(plan.agencies.get(id_)),
            leading=dict(leading[id_]),
            partnering=dict(partnering[id_]),
            led=leading[id_].total(),
            joined=partnering[id_].total(),
            actions=actions[id_],
            budget=row.budget,
            outside=row.outside,
            budget_approx=row.budget_approx,
            outside_approx=row.outside_approx,
        )
        for id_, row in rows.items()
    ]


def _role(agency: Agency | None) -> Role | None:
    return (agency.role or "government") if agency else None


def _tier(agency: Agency | None) -> Tier | None:
    return (agency.tier or ("city" if agency.of_the_city else None)) if agency else None


def _overlaps(
    years: Sequence[tuple[Entry, set[int]]], dimensions: Sequence[str], context: Context, only: int | None
) -> Iterator[Overlap]:
    """In the order of the profile, then of the years."""
    flat = {key for key, subdimension in (context.profile.places if context.profile else ()) if not subdimension}
    found: defaultdict[tuple[str, str, int], dict[str, list[str]]] = defaultdict(dict)
    for entry, stated in years:
        programme = entry.programme
        if programme.agency and (programme.subdimension or entry.dimension in flat):
            for year in stated if only is None else (only,):
                place = found[entry.dimension, programme.subdimension, year]
                place.setdefault(programme.agency, []).append(entry.id)
    place_of = _places(context, dimensions)
    order = sorted(found, key=lambda key: (dimensions.index(key[0]), place_of.get(key[1], len(place_of)), key[1:]))
    for dimension, subdimension, year in order:
        agencies = found[dimension, subdimension, year]
        if len(agencies) > 1:
            yield Overlap(dimension=dimension, subdimension=subdimension, year=year, agencies=agencies)


def _places(context: Context, dimensions: Sequence[str]) -> Mapping[str, int]:
    if context.profile is None:
        return {}
    known = [context.profile.dimensions[key] for key in dimensions if key in context.profile.dimensions]
    return {sub: place for place, sub in enumerate(sub for one in known for sub in one.subdimensions)}


def _hidden(plan: Plan, context: Context, year: int | None) -> bool:
    """Whether work may be in what could not be read: nobody is called idle then."""
    if roles_unread(context):
        return True
    fields = ["agency", "partners", "actions"]
    fields += [] if year is None else ["years", "execution", "budget"]
    return bool(context.unreadable_programmes) or any(
        context.is_invalid((*entry.path, field)) for entry in plan.entries() for field in fields
    )
