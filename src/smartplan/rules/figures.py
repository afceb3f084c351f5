"""Figures that say on what they rest."""

from collections.abc import Iterator

from smartplan.plan.context import Context
from smartplan.plan.figure_places import Placed, figures
from smartplan.plan.finding import Finding
from smartplan.plan.model import Plan
from smartplan.rules.rule import Rule, programme


def with_basis(plan: Plan, context: Context) -> list[Placed]:
    """Every figure of a plan that is more than a plain number, with its address."""
    return [*figures(plan)]


def future(plan: Plan, context: Context) -> Iterator[Finding]:
    """A figure of a day, a month or a year still to come."""
    today = context.today.isoformat()
    for path, figure in context.once(with_basis, plan):
        if figure.as_of > today[: len(figure.as_of)]:
            yield Finding("figure-in-future", (*path, "as_of"), values={"value": figure.as_of})


RULES = (
    Rule(
        "figure-in-future",
        "sense",
        "warning",
        "plan",
        programme("budget: {apbd: {2023: {value: 500000000, as_of: 2199-05}}}"),
        programme("budget: {apbd: {2023: {value: 500000000, as_of: 2023-05}}}"),
        future,
    ),
)
