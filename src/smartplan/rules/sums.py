"""The money of a programme beside that of its parts."""

from collections.abc import Iterator

from smartplan.plan.budget import by_indicators
from smartplan.plan.context import Context
from smartplan.plan.field_types import Fund
from smartplan.plan.figure import rupiah
from smartplan.plan.finding import Finding
from smartplan.plan.model import Entry, Plan
from smartplan.rules.rule import Rule, programme


def not_the_sum(plan: Plan, context: Context) -> Iterator[Finding]:
    """Money of a source and year that is not what the indicators of the programme have of it together."""
    for entry in context.entries(plan):
        own = entry.programme.budget
        # Where it states none itself, its money is the sum.
        parts = by_indicators(entry.programme) if any(own.values()) else {}
        for fund, years in parts.items():
            for year, money in years.items():
                said, together = own.get(fund, {}).get(year), rupiah(money)
                if said is None or rupiah(said) != together:
                    yield _not_the_sum(entry, fund, year, None if said is None else rupiah(said), together)


def _not_the_sum(entry: Entry, fund: Fund, year: int, said: int | None, together: int) -> Finding:
    indicators = [id_ for id_, one in entry.programme.indicators.items() if year in one.budget.get(fund, {})]
    beside = (*entry.path, "indicators", indicators[0], "budget", fund, str(year))
    values = {"sum": str(together), "indicators": ", ".join(indicators)}
    if said is not None:
        path = (*entry.path, "budget", fund, str(year))
        return Finding("budget-not-sum", path, values={**values, "value": str(said)}, beside=beside)
    values |= {"value": f"{fund}.{year}"}
    return Finding("budget-not-sum", (*entry.path, "budget"), "key", None, "lacking", values, None, beside)


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
)
