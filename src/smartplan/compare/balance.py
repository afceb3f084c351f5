"""The balance of a comparison: programmes and money, over all and by dimension."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import UNSET

from smartplan.compare.changes import (
    Balance,
    CommonMoneyData,
    DimensionData,
    Lineage,
    MissionCountData,
    MoneyData,
    ProgrammeOutcome,
    StatedData,
    SummaryData,
)
from smartplan.compare.comparer import Comparer
from smartplan.plan.budget import budget_of, difference, shared_years
from smartplan.plan.crosswalk import between, dimension_at
from smartplan.plan.figure import Sum, is_approximate, rupiah_by_year, total_of
from smartplan.plan.model import Entry, Plan, Programme

# A change of these alone, with another RPJMD, is a realignment.
_SERVES: frozenset[str] = frozenset({"missions-changed", "objectives-changed"})
_LINEAGE: tuple[Lineage, ...] = ("moved", "renumbered", "merged", "split")


def outcomes(comparer: Comparer) -> list[ProgrammeOutcome]:
    """What became of every programme, as a finished comparer found it: the new ones, then those that are gone."""
    found = []
    for entry in comparer.after.values():
        kinds = comparer.kinds[entry.id]
        old = tuple(comparer.before[id_] for id_ in comparer.matching.predecessors[entry.id])
        if "programme-added" in kinds:
            found.append(ProgrammeOutcome("added", (), entry))
        elif not kinds:
            found.append(ProgrammeOutcome("unchanged", old, entry))
        elif kinds <= _SERVES and not comparer.pair.same_rpjmd:
            found.append(ProgrammeOutcome("realigned", old, entry))
        else:
            lineage = tuple(name for name in _LINEAGE if f"programme-{name}" in kinds)
            found.append(ProgrammeOutcome("changed", old, entry, lineage))
    for entry in comparer.before.values():
        if entry.id not in comparer.successors:
            withdrawn = entry.id in comparer.matching.withdrawn
            found.append(ProgrammeOutcome("withdrawn" if withdrawn else "dropped", (entry,), None))
    return found


def summary(found: Sequence[ProgrammeOutcome], dimensions: Iterable[str], old: Plan, new: Plan) -> SummaryData:
    """Count what became of programmes. What came, stays or changed counts where it is now, what is gone where it was.

    `dimensions` are in the order wanted; `old` and `new` are the whole plans.
    """
    ways = between(old, new)
    before = {entry.id: (dimension_at(ways, entry, one.new), entry) for one in found for entry in one.old}.values()
    after = [(outcome.new.dimension, outcome.new) for outcome in found if outcome.new]
    parts = list(dimensions)
    olds, news = (_by_dimension(side, parts) for side in (before, after))
    if ways:
        # What the old profile alone has was counted where the crosswalk leads.
        parts = [key for key in parts if key in new.dimensions or olds[key]]
    total: Counter[str] = Counter(old=len(before), new=len(after))
    by = {key: Counter(old=len(olds[key]), new=len(news[key])) for key in parts}
    for outcome in found:
        here = by[outcome.new.dimension if outcome.new else dimension_at(ways, outcome.old[0], None)]
        for name in (outcome.fate, *outcome.lineage):
            total[name] += 1
            here[name] += 1
    years = shared_years(old, new)
    within = frozenset(years)
    one, other = ([_stated(side[key], within) for key in parts] for side in (olds, news))
    return SummaryData(
        _balance(total),
        _money(one, other, years),
        MissionCountData(len(old.rpjmd.missions) or None, len(new.rpjmd.missions) or None),
        {
            key: DimensionData(_balance(by[key]), _money([older], [newer], years))
            for key, older, newer in zip(parts, one, other, strict=True)
        },
    )


def _by_dimension(entries: Iterable[tuple[str, Entry]], dimensions: Iterable[str]) -> dict[str, list[Programme]]:
    found: dict[str, list[Programme]] = {key: [] for key in dimensions}
    for dimension, entry in entries:
        found.setdefault(dimension, []).append(entry.programme)
    return found


def _balance(counts: Counter[str]) -> Balance:
    return Balance(**{name: counts[name] for name in Balance.__struct_fields__})


class _Stated(NamedTuple):
    """How many of some programmes state money, and the sums of all years and of those of both plans."""

    programmes: int
    whole: Sum
    common: Sum


def _stated(programmes: Sequence[Programme], years: frozenset[int]) -> _Stated:
    by_year: defaultdict[int, int] = defaultdict(int)
    approximate: set[int] = set()
    budgets = list(map(budget_of, programmes))
    for budget in budgets:
        for amounts in budget.values():
            plain = rupiah_by_year(amounts)
            for year, rupiah in plain.items():
                by_year[year] += rupiah
            if plain is not amounts:
                approximate.update(year for year, one in amounts.items() if is_approximate(one))
    stating = sum(any(budget.values()) for budget in budgets)
    sums = {year: Sum(rupiah, year in approximate) for year, rupiah in by_year.items()}
    return _Stated(stating, total_of(sums.values()), total_of([sums[year] for year in sums.keys() & years]))


def _money(old: Sequence[_Stated], new: Sequence[_Stated], years: list[int]) -> MoneyData | None:
    before, after = (total_of([part.whole for part in side]) for side in (old, new))
    if before.rupiah is None and after.rupiah is None:
        return None
    stated = StatedData(*(sum(part.programmes for part in side) for side in (old, new)))
    one, other = (total_of([part.common for part in side]) for side in (old, new))
    common = None
    if one.rupiah is not None and other.rupiah is not None:
        delta = other.rupiah - one.rupiah
        common = CommonMoneyData(years, one.rupiah, other.rupiah, delta, one.approx or UNSET, other.approx or UNSET)
    return MoneyData(
        before.rupiah,
        after.rupiah,
        difference(before, after),
        stated,
        common,
        before.approx or UNSET,
        after.approx or UNSET,
    )
