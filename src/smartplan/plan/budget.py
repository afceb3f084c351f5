"""Money that programmes state, and the years that plans are about. What is not stated is no zero."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import UNSET, UnsetType

from smartplan.plan.field_types import Fund
from smartplan.plan.figure import Basis, Budget, Money, Sum, basis, plus, rupiah, total
from smartplan.plan.finding import Address
from smartplan.plan.model import Action, Plan, Programme


class SharedMoney(NamedTuple):
    """The money of the years that two plans share; `delta` is None where a side states none of them."""

    old: Sum
    new: Sum
    delta: int | None


def period_years(plan: Plan) -> range:
    """Years of the plan's period; none where it is not on record or stands reversed."""
    return range(plan.period.start, plan.period.end + 1) if plan.period else range(0)


def shared_years(old: Plan, new: Plan) -> list[int]:
    """The years that lie within the periods of both plans."""
    later = period_years(new)
    return [year for year in period_years(old) if year in later]


def amount(
    programmes: Iterable[Programme],
    wanted: Callable[[int], bool] | None = None,
    *,
    fund: str | None = None,
    year: int | None = None,
) -> Sum:
    """The money of programmes in the wanted years, or in all, of one funding source or of one year."""
    stated: list[Money] = []
    for programme in programmes:
        for source, years in budget_of(programme).items():
            if fund is not None and fund != source:
                continue
            if year is not None:
                years = {year: years[year]} if year in years else {}
            stated += years.values() if wanted is None else [years[when] for when in filter(wanted, years)]
    return total(stated)


def inside_and_outside(
    programme: Programme, within: Callable[[int], bool], *, fund: str | None = None, year: int | None = None
) -> tuple[Sum, Sum]:
    """What `amount` gives for the years that are within a plan's own, and for its other years."""
    inside: list[Money] = []
    outside: list[Money] = []
    for source, years in budget_of(programme).items():
        if fund is None or fund == source:
            for when, money in years.items():
                if year is None or year == when:
                    (inside if within(when) else outside).append(money)
    return total(inside), total(outside)


def difference(old: Sum, new: Sum) -> int | None:
    """How much more the new amount is; None where one of the two is not stated."""
    return None if old.rupiah is None or new.rupiah is None else new.rupiah - old.rupiah


def of_years(old: Iterable[Programme], new: Iterable[Programme], years: Sequence[int]) -> SharedMoney:
    """The money of two sets of programmes in the same years."""
    within = frozenset(years).__contains__
    before, after = amount(old, within), amount(new, within)
    return SharedMoney(before, after, difference(before, after))


def budget_of(programme: Programme) -> Budget:
    """The money that a programme plans, by funding source and year: what it states, else the sum over its indicators.

    Whoever counts or shows the money of a programme asks this.
    """
    # Most programmes state their money, and this is asked of every one.
    if programme.budget and any(programme.budget.values()):
        return programme.budget
    return by_indicators(programme) or programme.budget


def years_of(programmes: Iterable[Programme]) -> list[int]:
    """The years for which some of the programmes plans money."""
    budgets = map(budget_of, programmes)
    return sorted({year for budget in budgets for years in budget.values() for year in years})


def by_indicators(programme: Programme) -> Budget:
    """The sum of the money that the indicators of a programme state; empty where none does."""
    stated = [indicator.budget for indicator in programme.indicators.values() if indicator.budget]
    return together(stated) if stated else {}


def together(budgets: Iterable[Budget]) -> Budget:
    """Money added up by funding source and year; a sum is approximate where a part of it is."""
    found: Budget = {}
    for budget in budgets:
        for fund, years in budget.items():
            sums = found.setdefault(fund, {})
            for year, money in years.items():
                sums[year] = plus(sums[year], money) if year in sums else money
    return found


def of_year(budget: Budget, year: int | None) -> dict[Fund, Money]:
    """What each funding source gives in a year."""
    return {fund: amounts[year] for fund, amounts in budget.items() if year in amounts}


def rupiah_by_fund(amounts: dict[Fund, Money]) -> dict[Fund, int]:
    """The whole rupiah of each funding source."""
    return {fund: rupiah(amount) for fund, amount in amounts.items()}


def basis_by_fund(amounts: dict[Fund, Money]) -> dict[Fund, Basis] | UnsetType:
    """On what the amount of each funding source rests; unset where none states it."""
    return {fund: one for fund, amount in amounts.items() if (one := basis(amount))} or UNSET


def stated(work: Programme | Action) -> Iterator[tuple[Address, Budget]]:
    """Every place within a programme or an action where it states money, planned or spent, with its address there.

    What the actions of a programme state is theirs.
    """
    if work.budget:
        yield ("budget",), work.budget
    if isinstance(work, Programme) and work.spent:
        yield ("spent",), work.spent
    for id_, indicator in work.indicators.items():
        if indicator.budget:
            yield ("indicators", id_, "budget"), indicator.budget
