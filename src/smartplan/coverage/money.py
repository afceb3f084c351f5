"""The money of a plan, and how it moved from one to the next: only what is stated, and only over the same years."""

from collections.abc import Callable
from typing import Annotated

from msgspec import Meta, Struct

from smartplan.coverage.rows import money, period_years
from smartplan.plan.model import Plan


class Common(Struct, frozen=True, kw_only=True):
    """The money of the years that both plans plan."""

    years: Annotated[list[int], Meta(description="First and last of these years.")]
    old: int | None
    new: int | None
    delta: Annotated[int | None, Meta(description="Null where one of the two states none.")]


class MoneyMove(Struct, frozen=True, kw_only=True):
    """Whole rupiah of each plan's own period, or of all its years where it has none; null where none is stated."""

    old: int | None
    new: int | None
    delta: Annotated[
        int | None, Meta(description="Null where one of the two states none, or their years are not the same.")
    ]
    funded: Annotated[int, Meta(description="How many programmes of the new plan state money that is in `new`.")]
    common: Annotated[Common | None, Meta(description="Where the two plan other years, and share some.")]


def total(plan: Plan, wanted: Callable[[int], bool] | None = None) -> tuple[int | None, int]:
    """Whole rupiah of the wanted years, or of all, and how many programmes state any of it; None where none does."""
    amounts = [amount for entry in plan.entries() if (amount := money(entry.programme, wanted)) is not None]
    return (sum(amounts) if amounts else None), len(amounts)


def money_years(plan: Plan) -> list[int]:
    """The years for which some programme states money."""
    budgets = (entry.programme.budget for entry in plan.entries())
    return sorted({year for budget in budgets for years in budget.values() for year in years})


def own_years(plan: Plan) -> Callable[[int], bool] | None:
    """Whether a year is one of the plan's period; None where that is not on record, and every year counts."""
    period = period_years(plan)
    return period.__contains__ if period else None


def moved(old: Plan, new: Plan) -> MoneyMove | None:
    """How the money moved; None where neither plan states any."""
    before, _ = total(old, own_years(old))
    after, funded = total(new, own_years(new))
    if before is None and after is None:
        return None
    periods = period_years(old), period_years(new)
    shared = sorted(set(periods[0]) & set(periods[1]))
    common = None
    if periods[0] != periods[1] and shared:
        both = [total(plan, shared.__contains__)[0] for plan in (old, new)]
        common = Common(years=[shared[0], shared[-1]], old=both[0], new=both[1], delta=_delta(*both))
    delta = _delta(before, after) if periods[0] == periods[1] else None
    return MoneyMove(old=before, new=after, delta=delta, funded=funded, common=common)


def _delta(old: int | None, new: int | None) -> int | None:
    return None if old is None or new is None else new - old
