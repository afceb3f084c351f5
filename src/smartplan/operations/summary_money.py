"""The money of a summary: planned and spent, by year and by funding source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.analysis.rows import scope
from smartplan.plan.budget import budget_of
from smartplan.plan.figure import Money, total
from smartplan.plan.model import Plan

_Key = TypeVar("_Key", int, str)


class ApproximateMoney(Struct, frozen=True, kw_only=True):
    """The years and funding sources whose amounts include an approximate figure."""

    years: list[int]
    sources: list[str]
    history: list[int]


class SpentMoney(Struct, frozen=True, kw_only=True):
    """Whole rupiah spent, of the years of the budget."""

    years: dict[int, int]
    sources: dict[str, int]
    approximate_years: Annotated[list[int], Meta(description="Those that hold a figure that is only about right.")] = []
    approximate_sources: list[str] = []


def planned_money(plan: Plan) -> tuple[dict[int, int], dict[str, int], dict[int, int], ApproximateMoney | UnsetType]:
    """By year and by source within the period, by year outside it, and which of these sums are approximate."""
    years: defaultdict[int, list[Money]] = defaultdict(list)
    sources: defaultdict[str, list[Money]] = defaultdict(list)
    history: defaultdict[int, list[Money]] = defaultdict(list)
    within = scope(plan, 0).within
    for entry in plan.entries():
        for fund, amounts in budget_of(entry.programme).items():
            for year, amount in amounts.items():
                if within(year):
                    years[year].append(amount)
                    sources[fund].append(amount)
                else:
                    history[year].append(amount)
    by_year, approx_years = _sums(years)
    by_source, approx_sources = _sums(sources)
    before, approx_history = _sums(history)
    by_size = dict(sorted(by_source.items(), key=lambda item: -item[1]))
    exact = not (approx_years or approx_sources or approx_history)
    approximate = ApproximateMoney(years=approx_years, sources=approx_sources, history=approx_history)
    return dict(sorted(by_year.items())), by_size, dict(sorted(before.items())), UNSET if exact else approximate


def spent_money(plan: Plan) -> SpentMoney | UnsetType:
    """What was spent within the period, by year and by source."""
    years: defaultdict[int, list[Money]] = defaultdict(list)
    sources: defaultdict[str, list[Money]] = defaultdict(list)
    within = scope(plan, 0).within
    for entry in plan.entries():
        for fund, amounts in entry.programme.spent.items():
            for year in filter(within, amounts):
                years[year].append(amounts[year])
                sources[fund].append(amounts[year])
    by_year, approx_years = _sums(years)
    by_source, approx_sources = _sums(sources)
    if not by_year:
        return UNSET
    return SpentMoney(
        years=dict(sorted(by_year.items())),
        sources=by_source,
        approximate_years=approx_years,
        approximate_sources=approx_sources,
    )


def _sums(amounts: Mapping[_Key, Sequence[Money]]) -> tuple[dict[_Key, int], list[_Key]]:
    """The sum of each key, and the keys whose sum is approximate."""
    sums = {key: total(stated) for key, stated in amounts.items()}
    return {key: one.rupiah or 0 for key, one in sums.items()}, [key for key, one in sums.items() if one.approx]
