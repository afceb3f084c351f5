"""Years, budgets and executions that are not plausible."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from smartplan.plan.budget import stated
from smartplan.plan.context import Context
from smartplan.plan.figure import Budget, rupiah_by_year
from smartplan.plan.finding import Address, Finding
from smartplan.plan.model import Action, ActionEntry, Entry, Period, Plan, Programme
from smartplan.rules.rule import Rule, one, programme

# No programme of a city costs less in a year; and as many amounts show what is usual in a plan.
_LEAST = 1_000_000
_MANY = 5
_Work = tuple[Entry | ActionEntry, Programme | Action]
# Money whose amounts tell what is usual for each other, each part with its address.
_Series = list[tuple[Address, Budget]]


def reversed_period(plan: Plan, context: Context) -> Iterator[Finding]:
    """A period that ends before it starts."""
    for path, period in ((("period",), plan.period), (("rpjmd", "period"), plan.rpjmd.period)):
        if period is not None and period.start and period.end and period.start > period.end:
            yield Finding("period-reversed", path, values={"start": str(period.start), "end": str(period.end)})


def negative(plan: Plan, context: Context) -> Iterator[Finding]:
    """A negative amount, planned or spent."""
    for entry, work in _works(plan, context):
        for steps, budget in stated(work):
            for fund, years in budget.items():
                amounts = rupiah_by_year(years)
                for year, amount in amounts.items() if amounts and min(amounts.values()) < 0 else ():
                    if amount < 0:
                        path = (*entry.path, *steps, fund, str(year))
                        yield Finding("negative-money", path, values={"value": str(amount)})


def implausible(plan: Plan, context: Context) -> Iterator[Finding]:
    """An amount that lacks a group of zeros: below a million, or a thousandth of the usual amount."""
    # What is usual shows in what a programme plans and spent; what an indicator or an action has is a part of that.
    programmes, parts = list[_Series](), list[_Series]()
    for entry in context.entries(plan):
        own: _Series = []
        for steps, budget in stated(entry.programme):
            if len(steps) == 1:
                own.append(((*entry.path, *steps), budget))
            else:
                parts.append([((*entry.path, *steps), budget)])
        if own:
            programmes.append(own)
    for place in context.actions(plan):
        parts += [[((*place.path, *steps), budget)] for steps, budget in stated(place.action)]
    yield from _implausible(programmes)
    yield from _implausible(parts)


def _implausible(series: Iterable[_Series]) -> Iterator[Finding]:
    each = [(places, own) for places in series if (own := _above_zero(places))]
    highest = max((max(own) for _, own in each), default=0)
    everything: list[int] = []
    for places, own in each:
        # No usual amount is above the highest: where even the least is beyond a thousandth of that, all are plausible.
        least = min(own)
        if least >= _LEAST and least * 1000 > (max(own) if len(own) > 1 else highest):
            continue
        own.sort()
        everything = everything or sorted(chain.from_iterable(own for _, own in each))
        for path, amount in _amounts(places):
            if amount < _LEAST:
                values = {"value": str(amount), "thousands": str(amount * 1000), "millions": str(amount * 1_000_000)}
                yield Finding("money-implausible", path, values=values)
                continue
            # What it has in other years and from other sources, else what the plan has.
            usual = _usual(own, amount, 1) or _usual(everything, amount, _MANY)
            if usual >= amount * 1000:
                values = {"value": str(amount), "usual": str(usual), "thousands": str(amount * 1000)}
                yield Finding("money-implausible", path, variant="beside", values=values)


def _above_zero(series: _Series) -> list[int]:
    budget = map(rupiah_by_year, chain.from_iterable(budget.values() for _, budget in series))
    return [amount for years in budget for amount in years.values() if amount > 0]


def _amounts(series: _Series) -> Iterator[tuple[Address, int]]:
    """Every amount above zero, with its address."""
    for path, budget in series:
        for fund, years in budget.items():
            for year, amount in rupiah_by_year(years).items():
                if amount > 0:
                    yield (*path, fund, str(year)), amount


def _usual(amounts: Sequence[int], but: int, least: int) -> int:
    """The median of amounts in their order without one of them, the lower of two; 0 where fewer are left."""
    others = len(amounts) - 1
    if others < least:
        return 0
    middle = (others - 1) // 2
    return amounts[middle if amounts[middle] < but else middle + 1]


def spent_in_future(plan: Plan, context: Context) -> Iterator[Finding]:
    """Money spent in a year still to come."""
    for entry in context.entries(plan):
        for fund, years in entry.programme.spent.items():
            for year in years:
                if year > context.today.year:
                    path = (*entry.path, "spent", fund, str(year))
                    yield Finding("spent-in-future", path, "key", values={"value": str(year)})


def future(plan: Plan, context: Context) -> Iterator[Finding]:
    """An execution of a programme or an action in a year still to come."""
    for entry, work in _works(plan, context):
        for year in work.execution:
            if year > context.today.year:
                yield Finding(
                    "execution-in-future", (*entry.path, "execution", str(year)), "key", values={"value": str(year)}
                )


def period_of(plan: Plan) -> Period | None:
    """The plan's period where it does not end before it starts."""
    period = plan.period
    return period if period is not None and period.start and period.start <= period.end else None


def after(plan: Plan, context: Context) -> Iterator[Finding]:
    """A year, an amount or a target of a programme or an action after the end of the plan."""
    period = period_of(plan)
    if period is None:
        return
    for entry, work in context.once(_odd_years, plan):
        for path, at_key, year in _years(entry, work):
            if year > period.end:
                values = {"value": str(year), "end": str(period.end)}
                yield Finding("after-period", path, "key" if at_key else "value", values=values)


def outside(plan: Plan, context: Context) -> Iterator[Finding]:
    """An amount, a target, an execution or an action in a year that is not planned for.

    Years before the plan are history.
    """
    period = period_of(plan)
    if period is None:
        # Without a period it is not known which years are history.
        return
    for entry, work in context.once(_odd_years, plan):
        whole = entry.entry.programme if isinstance(entry, ActionEntry) else work
        # What did not run in a year that is not planned for is as planned.
        ran = [year for year, how in work.execution.items() if how != "not_run"]
        executed = (((*entry.path, "execution", str(year)), True, year) for year in ran)
        for path, at_key, year in chain(_years(entry, work), executed):
            # An action is planned within the years of its programme; all else of it is in its own.
            owner = work if at_key and work.years else whole
            if owner.years and year not in owner.years and period.start <= year <= period.end:
                variant = "action" if isinstance(owner, Action) else ""
                values = {"value": str(year), "years": sorted(set(owner.years))}
                yield Finding("outside-years", path, "key" if at_key else "value", variant=variant, values=values)


def _works(plan: Plan, context: Context) -> list[_Work]:
    """Every programme and every action of one, each with its place."""
    return context.once(_each_work, plan)


def _each_work(plan: Plan, context: Context) -> list[_Work]:
    programmes: list[_Work] = [(entry, entry.programme) for entry in context.entries(plan)]
    return [*programmes, *((one, one.action) for one in context.actions(plan))]


def _odd_years(plan: Plan, context: Context) -> list[_Work]:
    """Programmes and actions with a year after the end of the plan or out of their years, without the addresses."""
    period, found = period_of(plan), []
    for entry, work in _works(plan, context):
        planned = {*work.years}
        indicators = work.indicators.values()
        years = planned.union(work.execution, *work.budget.values(), *(indicator.targets for indicator in indicators))
        # Few programmes have more money than that.
        if any(indicator.budget for indicator in indicators) or (isinstance(work, Programme) and work.spent):
            years |= {year for _, budget in stated(work) for amounts in budget.values() for year in amounts}
        # The years of an action may lie out of those of its programme.
        odd = isinstance(work, Action) or (planned and years != planned)
        if period and years and (odd or max(years) > period.end):
            found.append((entry, work))
    return found


def _years(entry: Entry | ActionEntry, work: Programme | Action) -> Iterator[tuple[Address, bool, int]]:
    """Every year of what a programme or an action plans or spent, with its address, and whether it is a key."""
    for index, year in enumerate(work.years):
        yield (*entry.path, "years", index), False, year
    for steps, budget in stated(work):
        for fund, amounts in budget.items():
            for year in amounts:
                yield (*entry.path, *steps, fund, str(year)), True, year
    for id_, indicator in work.indicators.items():
        for year in indicator.targets:
            yield (*entry.path, "indicators", id_, "targets", str(year)), True, year


RULES = (
    Rule(
        "period-reversed",
        "sense",
        "error",
        "plan",
        one("period: {start: 2026, end: 2023}\n"),
        one("period: {start: 2023, end: 2026}\n"),
        reversed_period,
    ),
    Rule(
        "negative-money",
        "sense",
        "error",
        "plan",
        programme("budget: {apbd: {2023: -500}}"),
        programme("budget: {apbd: {2023: 500000000}}"),
        negative,
        aliases=("negative-budget",),
    ),
    Rule(
        "money-implausible",
        "sense",
        "warning",
        "plan",
        programme("budget: {apbd: {2023: 1500}}"),
        programme("budget: {apbd: {2023: 1500000000}}"),
        implausible,
        aliases=("implausible-budget",),
    ),
    Rule(
        "spent-in-future",
        "sense",
        "error",
        "plan",
        programme("spent: {apbd: {2199: 480000000}}"),
        programme("spent: {apbd: {2023: 480000000}}"),
        spent_in_future,
    ),
    Rule(
        "execution-in-future",
        "sense",
        "error",
        "plan",
        programme("execution: {2199: ran}"),
        programme("execution: {2023: ran}"),
        future,
    ),
    Rule(
        "after-period",
        "sense",
        "warning",
        "plan",
        programme("budget: {apbd: {2031: 500000000}}"),
        programme("budget: {apbd: {2023: 500000000}}"),
        after,
    ),
    Rule(
        "outside-years",
        "sense",
        "warning",
        "plan",
        programme("budget: {apbd: {2025: 500000000}}"),
        programme("budget: {apbd: {2023: 500000000}}"),
        outside,
    ),
)
