"""A row of a coverage table: what some programmes of a plan add up to."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.analysis.absorption import Spending, StatedAbsorption, absorption, spending
from smartplan.plan.budget import inside_and_outside, period_years
from smartplan.plan.figure import Approx, Sum, total_of
from smartplan.plan.model import Action, Entry, Plan, Programme

# What is on record of the execution of a programme that was planned for some year so far.
Executed = Literal["ran", "not_run", "not_recorded"]


class Row(Struct, frozen=True, kw_only=True):
    """What the programmes of one sub-dimension, agency, mission, year ... add up to."""

    key: Annotated[str, Meta(description="What the row is of; empty for programmes that do not state it.")] = ""
    dimension: str | None = None
    subdimension: str | None = None
    programmes: int = 0
    quick_wins: int = 0
    agencies: Annotated[list[str], Meta(description="Agencies that execute them, in the order of the file.")] = []
    partnering: Annotated[
        int | None, Meta(description="Programmes it is a partner in; null where the rows are not agencies.")
    ] = None
    budget: Annotated[
        int | None,
        Meta(
            description="Whole rupiah of the plan's period, or of all years if it states none; null if none of them"
            " states a budget."
        ),
    ] = None
    budget_approx: Approx = UNSET
    funded: Annotated[int, Meta(description="How many of them state a budget that is part of `budget`.")] = 0
    outside: Annotated[
        int | None, Meta(description="Whole rupiah of years outside the period; null where none of them states any.")
    ] = None
    outside_approx: Approx = UNSET
    spent: Annotated[
        int | UnsetType,
        Meta(description="Whole rupiah spent in the years of `budget`; absent where none of them states any."),
    ] = UNSET
    spent_approx: Approx = UNSET
    absorption: StatedAbsorption = UNSET
    years: Annotated[list[int], Meta(description="Years for which one is planned or has an execution.")] = []
    by_year: Annotated[dict[int, int], Meta(description="How many programmes each of these years has.")] = {}
    ran: Annotated[
        int, Meta(description="Of the planned ones, how many ran, at least partly, in some year so far.")
    ] = 0
    not_run: Annotated[int, Meta(description="How many did not run in any year so far that has a record.")] = 0
    not_recorded: Annotated[int, Meta(description="How many have no record of their execution so far.")] = 0
    planned: Annotated[
        int, Meta(description="How many were planned for some year so far: the sum of the three before.")
    ] = 0

    @property
    def recorded(self) -> int:
        """How many have a record of their execution."""
        return self.ran + self.not_run


class Scope(Struct, frozen=True):
    """In which year a plan is looked at, and which years it is about; an empty period is not on record."""

    as_of: int
    period: range

    def within(self, year: int) -> bool:
        """Whether the money of a year is the plan's; what lies before its period is history."""
        return not self.period or year in self.period


def scope(plan: Plan, as_of: int) -> Scope:
    """The scope of a plan."""
    return Scope(as_of, period_years(plan))


class Contribution(Struct, frozen=True):
    """What one programme adds to a row; to some rows it adds a part of itself only, such as one year."""

    entry: Entry
    budget: Sum
    outside: Sum
    spending: Spending | None
    years: frozenset[int]
    executed: Executed | None


def planned_years(work: Programme | Action) -> frozenset[int]:
    """Years a programme or an action is planned for; one that was executed in a year was meant for it."""
    return frozenset(work.years) | work.execution.keys()


def contribution(entry: Entry, scope: Scope, *, fund: str | None = None, year: int | None = None) -> Contribution:
    """A programme, or what it states for one funding source or one year of it, as it stands so far."""
    programme = entry.programme
    years = planned_years(programme) & {year} if year is not None else planned_years(programme)
    return Contribution(
        entry,
        *inside_and_outside(programme, scope.within, fund=fund, year=year),
        spending(programme, scope.within, fund=fund, year=year),
        years,
        executed(programme, scope.as_of, years),
    )


def executed(work: Programme | Action, as_of: int, years: frozenset[int] | None = None) -> Executed | None:
    """What is on record of the execution in these years of it, or in all, up to `as_of`; None where none was due.

    What was never recorded is not known: it did not fail to run.
    """
    due = {year for year in (planned_years(work) if years is None else years) if year <= as_of}
    recorded = {work.execution[year] for year in due if year in work.execution}
    if not recorded:
        return "not_recorded" if due else None
    return "not_run" if recorded == {"not_run"} else "ran"


def add_up(
    parts: Iterable[Contribution],
    *,
    key: str = "",
    dimension: str | None = None,
    subdimension: str | None = None,
    partnering: int | None = None,
) -> Row:
    """The row of some programmes."""
    parts = list(parts)
    budget, outside = total_of([one.budget for one in parts]), total_of([one.outside for one in parts])
    spent = [one.spending for one in parts if one.spending is not None]
    whole = total_of([one.whole for one in spent])
    states = Counter(one.executed for one in parts if one.executed)
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
        budget=budget.rupiah,
        budget_approx=budget.approx or UNSET,
        funded=sum(one.budget.rupiah is not None for one in parts),
        outside=outside.rupiah,
        outside_approx=outside.approx or UNSET,
        spent=UNSET if whole.rupiah is None else whole.rupiah,
        spent_approx=whole.approx or UNSET,
        absorption=absorption(spent),
        years=list(by_year),
        by_year=by_year,
        ran=states["ran"],
        not_run=states["not_run"],
        not_recorded=states["not_recorded"],
        planned=states.total(),
    )
