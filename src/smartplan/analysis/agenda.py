"""The work programme of one agency: what it executes and is a partner in, year by year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.analysis import actions
from smartplan.analysis.actions import AgendaAction
from smartplan.analysis.indicators import met
from smartplan.analysis.rows import Row, Scope, add_up, contribution, scope
from smartplan.plan.budget import basis_by_fund, budget_of, of_year, period_years, rupiah_by_fund
from smartplan.plan.context import Context
from smartplan.plan.field_types import Direction, Fund, Measured, Ran, Status
from smartplan.plan.figure import Basis, StatedBasis, basis, is_approximate, measured, rupiah
from smartplan.plan.model import Entry, Plan, Programme


class AgendaIndicator(Struct, frozen=True, kw_only=True):
    """One indicator in one year."""

    indicator: str
    name: str
    unit: str
    direction: Direction | None
    target: Measured | None
    actual: Measured | None
    met: Annotated[bool | None, Meta(description="Null where one of the two is missing or they cannot be compared.")]
    target_basis: StatedBasis = UNSET
    actual_basis: StatedBasis = UNSET
    agency: Annotated[
        str | UnsetType, Meta(description="Who answers for it; absent where the agency of the programme does.")
    ] = UNSET
    budget: Annotated[
        dict[Fund, int] | UnsetType,
        Meta(description="What it has of the year's budget in whole rupiah by funding source; absent where none."),
    ] = UNSET
    budget_basis: Annotated[
        dict[Fund, Basis] | UnsetType, Meta(description="Of these amounts; absent if none states its basis.")
    ] = UNSET


class ProgrammeYear(Struct, frozen=True, kw_only=True):
    """One programme in one year."""

    programme: str
    name: str
    dimension: str
    subdimension: str
    agency: Annotated[str, Meta(description="The executing agency.")]
    partners: Annotated[list[str], Meta(description="Partners, and other agencies that answer for indicators.")]
    quick_win: bool | None
    status: Status | None
    planned: Annotated[bool, Meta(description="Whether it is planned for the year, or was executed in it.")]
    execution: Ran | None
    budget: Annotated[dict[Fund, int], Meta(description="Whole rupiah of the year by funding source.")]
    indicators: list[AgendaIndicator]
    actions: Annotated[
        list[AgendaAction], Meta(description="Its actions of the year that the agency of the agenda executes.")
    ]
    basis: Annotated[
        dict[Fund, Basis] | UnsetType, Meta(description="Of the amounts that state their basis; absent if none does.")
    ] = UNSET
    spent: Annotated[
        dict[Fund, int] | UnsetType,
        Meta(description="Whole rupiah spent in the year by funding source; absent where none is stated."),
    ] = UNSET
    spent_basis: Annotated[
        dict[Fund, Basis] | UnsetType, Meta(description="Of what was spent; absent where none of it states its basis.")
    ] = UNSET


class WorkYear(Struct, frozen=True, kw_only=True):
    """The work of one year; totals are those of the programmes that the agency executes."""

    year: Annotated[int | None, Meta(description="Null for the programmes that state no year.")]
    leading: list[ProgrammeYear]
    partnering: list[ProgrammeYear]
    totals: Row
    sources: Annotated[dict[Fund, int], Meta(description="Whole rupiah of the totals by funding source.")]
    approximate: Annotated[
        list[Fund] | UnsetType,
        Meta(description="Those of `sources` that hold a figure that is only about right; absent where none does."),
    ] = UNSET


class Agenda(Struct, frozen=True, kw_only=True, tag_field="scope", tag="agency"):
    """Result of `smartplan agenda REV --agency A --format json`."""

    format: Literal[1] = 1
    revision: str
    path: str
    as_of: Annotated[int, Meta(description="The year in which it is looked at: what comes later has not run yet.")]
    agency: str
    name: str
    year: Annotated[int | None, Meta(description="The one year that was asked for.")]
    years: Annotated[
        list[WorkYear], Meta(description="Every year of the period and of its programmes, or the one asked for.")
    ]
    undated: WorkYear
    totals: Annotated[Row, Meta(description="Of all that it executes, whatever the year; each programme once.")]


def agenda(plan: Plan, context: Context, agency: str, *, year: int | None = None, path: str = "") -> Agenda:
    """The work of an agency by its id; in one year, or in all. An unknown agency has none."""
    seen = scope(plan, context.today.year)
    led = [entry for entry in plan.entries() if entry.programme.agency == agency]
    joined = [entry for entry in plan.entries() if takes_part(entry.programme, agency)]
    leading, partnering = _by_year(led, agency), _by_year(joined, agency)
    stated = {when for when in (*leading, *partnering) if when is not None}
    years = {*period_years(plan), *stated} if year is None else {year}
    return Agenda(
        revision=plan.revision,
        path=path,
        as_of=seen.as_of,
        agency=agency,
        name=plan.agencies[agency].name if agency in plan.agencies else "",
        year=year,
        years=[_year(when, agency, leading[when], partnering[when], seen) for when in sorted(years)],
        undated=_year(None, agency, leading[None], partnering[None], seen),
        totals=add_up((contribution(entry, seen) for entry in led), key=agency, partnering=len(joined)),
    )


def takes_part(programme: Programme, agency: str) -> bool:
    """Whether an agency takes part in a programme that it does not execute."""
    return programme.agency != agency and agency in programme.participants


def stated_years(programme: Programme) -> set[int]:
    """Every year that a programme speaks of: planned for, executed, funded, aimed at or measured."""
    years = {*programme.years, *programme.execution}
    years.update(*budget_of(programme).values(), *programme.spent.values())
    for indicator in programme.indicators.values():
        years.update(indicator.targets, indicator.actuals)
    return years.union(*map(actions.stated_years, programme.actions.values())) if programme.actions else years


def years_of(entry: Entry, agency: str) -> set[int]:
    """The years of a programme in which an agency has work: where it only executes actions of it, those of these."""
    if not actions.only_by_actions(entry.programme, agency):
        return stated_years(entry.programme)
    own = [actions.stated_years(one.action) for one in actions.executed_by(entry, agency)]
    # One that states no year may be of any.
    return set().union(*own) if all(own) else stated_years(entry.programme)


def _by_year(entries: Iterable[Entry], agency: str) -> defaultdict[int | None, list[Entry]]:
    found: defaultdict[int | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        for year in years_of(entry, agency) or (None,):
            found[year].append(entry)
    return found


def _year(year: int | None, agency: str, led: Sequence[Entry], joined: Sequence[Entry], scope: Scope) -> WorkYear:
    sources: dict[Fund, int] = {}
    approximate: dict[Fund, None] = {}
    for entry in led:
        for fund, amount in of_year(budget_of(entry.programme), year).items():
            sources[fund] = sources.get(fund, 0) + rupiah(amount)
            if is_approximate(amount):
                approximate[fund] = None
    parts = (contribution(entry, scope, year=year) for entry in led)
    return WorkYear(
        year=year,
        leading=[_work(entry, year, agency) for entry in led],
        partnering=[_work(entry, year, agency) for entry in joined],
        totals=add_up(parts, key=str(year or ""), partnering=len(joined)),
        sources=sources,
        approximate=list(approximate) or UNSET,
    )


def _work(entry: Entry, year: int | None, agency: str) -> ProgrammeYear:
    programme = entry.programme
    budget, spent = of_year(budget_of(programme), year), of_year(programme.spent, year)
    return ProgrammeYear(
        programme=entry.id,
        name=programme.name,
        dimension=entry.dimension,
        subdimension=programme.subdimension,
        agency=programme.agency,
        partners=programme.participants,
        quick_win=programme.quick_win,
        status=programme.status,
        planned=year in programme.execution or year in programme.years,
        execution=None if year is None else programme.execution.get(year),
        budget=rupiah_by_fund(budget),
        basis=basis_by_fund(budget),
        spent=rupiah_by_fund(spent) if spent else UNSET,
        spent_basis=basis_by_fund(spent),
        indicators=[
            AgendaIndicator(
                indicator=id_,
                name=one.name,
                unit=one.unit,
                direction=one.direction,
                target=None if year is None else measured(one.targets.get(year)),
                actual=None if year is None else measured(one.actuals.get(year)),
                met=None if year is None else met(one, year),
                target_basis=UNSET if year is None else basis(one.targets.get(year)),
                actual_basis=UNSET if year is None else basis(one.actuals.get(year)),
                agency=one.agency or UNSET,
                budget=rupiah_by_fund(of_year(one.budget, year)) or UNSET,
                budget_basis=basis_by_fund(of_year(one.budget, year)),
            )
            for id_, one in programme.indicators.items()
        ],
        actions=actions.in_year(entry, agency, year) if programme.actions else [],
    )
