"""The money of a programme beside that of its parts."""

from collections.abc import Collection, Iterator

from smartplan.plan.budget import by_indicators, of_year, together
from smartplan.plan.context import Context
from smartplan.plan.field_types import Fund
from smartplan.plan.figure import Money, is_approximate, rupiah, total
from smartplan.plan.finding import Address, Finding
from smartplan.plan.model import Entry, Plan
from smartplan.rules.rule import Rule, programme


def not_the_sum(plan: Plan, context: Context) -> Iterator[Finding]:
    """Money of a source and year that is not what the indicators of the programme have of it together.

    What is only about right is not compared, and of money that cannot be read nothing is said.
    """
    for entry in context.entries(plan):
        own = entry.programme.budget
        # Where it states none itself, its money is the sum.
        parts = by_indicators(entry.programme) if any(own.values()) else {}
        if not parts or context.is_invalid((*entry.path, "indicators")):
            continue
        for fund, years in parts.items():
            for year, money in years.items():
                said = own.get(fund, {}).get(year)
                if said is None:
                    if not context.is_invalid((*entry.path, "budget")):
                        yield _lacking(entry, fund, year, money)
                elif rupiah(said) != rupiah(money) and not (is_approximate(said) or is_approximate(money)):
                    yield _not_the_sum(entry, fund, year, said, money)
        for fund, years in own.items():
            for year, said in years.items():
                # The sum of no amounts is zero.
                if rupiah(said) and year not in parts.get(fund, {}):
                    path = (*entry.path, "budget", fund, str(year))
                    yield Finding("budget-not-sum", path, variant="alone", values={"value": str(rupiah(said))})


def _not_the_sum(entry: Entry, fund: Fund, year: int, said: Money, together: Money) -> Finding:
    path = (*entry.path, "budget", fund, str(year))
    values, beside = _of_indicators(entry, fund, year, together)
    return Finding("budget-not-sum", path, values={**values, "value": str(rupiah(said))}, beside=beside)


def _lacking(entry: Entry, fund: Fund, year: int, together: Money) -> Finding:
    values, beside = _of_indicators(entry, fund, year, together)
    values = {**values, "value": f"{fund}.{year}"}
    return Finding("budget-not-sum", (*entry.path, "budget"), "key", None, "lacking", values, None, beside)


def _of_indicators(entry: Entry, fund: Fund, year: int, together: Money) -> tuple[dict[str, str], Address]:
    """What the indicators have of a source and year, as values of a finding, and the first place where it stands."""
    indicators = [id_ for id_, one in entry.programme.indicators.items() if year in one.budget.get(fund, {})]
    beside = (*entry.path, "indicators", indicators[0], "budget", fund, str(year))
    return {"sum": str(rupiah(together)), "indicators": ", ".join(indicators)}, beside


def actions_over(plan: Plan, context: Context) -> Iterator[Finding]:
    """Money that actions have together beyond what their programme states for the source and year, or for the year.

    Where the programme states nothing, nothing is exceeded; what is only about right is not compared.
    """
    for entry in context.entries(plan):
        own = entry.programme.budget
        parts = together(one.budget for one in entry.programme.actions.values()) if own else {}
        for year in sorted({year for years in parts.values() for year in years}):
            said, spread = of_year(own, year), of_year(parts, year)
            over = [fund for fund in said if fund in spread and _is_less([said[fund]], [spread[fund]])]
            for fund in over:
                yield _actions_over(entry, year, {fund: said[fund]}, {fund: spread[fund]})
            # What could not be read may be the rest of the year.
            whole = said and not over and not context.is_invalid((*entry.path, "budget"))
            if whole and _is_less(said.values(), spread.values()):
                yield _actions_over(entry, year, said, spread, "year")


def _is_less(said: Collection[Money], spread: Collection[Money]) -> bool:
    one, other = total(said), total(spread)
    return not (one.approx or other.approx) and (one.rupiah or 0) < (other.rupiah or 0)


def _actions_over(
    entry: Entry, year: int, said: dict[Fund, Money], spread: dict[Fund, Money], variant: str = ""
) -> Finding:
    """A finding at the first amount of the programme, beside the first of an action."""
    actions = entry.programme.actions.items()
    places = [(id_, fund) for id_, action in actions for fund in spread if year in action.budget.get(fund, {})]
    values = {
        "value": str(total(said.values()).rupiah),
        "sum": str(total(spread.values()).rupiah),
        "actions": ", ".join(dict.fromkeys(id_ for id_, _ in places)),
        "year": str(year),
    }
    id_, fund = places[0]
    beside = (*entry.path, "actions", id_, "budget", fund, str(year))
    path = (*entry.path, "budget", next(iter(said)), str(year))
    return Finding("actions-over-budget", path, variant=variant, values=values, beside=beside)


_ACTIONS = (
    "budget: {apbd: {2023: 500000000}}\n"
    "actions: {A1: {name: Aplikasi antrean, kind: application, budget: {apbd: {2023: %d}}}}"
)
RULES = (
    Rule(
        "budget-not-sum",
        "sense",
        "warning",
        "plan",
        programme("budget: {apbd: {2023: 500000000}}\nindicators: {waktu: {budget: {apbd: {2023: 400000000}}}}"),
        programme("budget: {apbd: {2023: 500000000}}\nindicators: {waktu: {budget: {apbd: {2023: 500000000}}}}"),
        not_the_sum,
    ),
    Rule(
        "actions-over-budget",
        "sense",
        "warning",
        "plan",
        programme(_ACTIONS % 600_000_000),
        programme(_ACTIONS % 500_000_000),
        actions_over,
    ),
)
