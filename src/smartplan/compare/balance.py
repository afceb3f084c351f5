"""The balance of a comparison: programmes and money, over all and by dimension."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

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
from smartplan.plan.budget import difference, shared_years
from smartplan.plan.figure import rupiah_by_year
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
    before = {entry.id: entry for outcome in found for entry in outcome.old}.values()
    after = [outcome.new for outcome in found if outcome.new]
    parts = list(dimensions)
    olds, news = (_by_dimension(side, parts) for side in (before, after))
    total: Counter[str] = Counter(old=len(before), new=len(after))
    by = {key: Counter(old=len(olds[key]), new=len(news[key])) for key in parts}
    for outcome in found:
        here = by[(outcome.new or outcome.old[0]).dimension]
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


def _by_dimension(entries: Iterable[Entry], dimensions: Iterable[str]) -> dict[str, list[Programme]]:
    found: dict[str, list[Programme]] = {key: [] for key in dimensions}
    for entry in entries:
        found[entry.dimension].append(entry.programme)
    return found


def _balance(counts: Counter[str]) -> Balance:
    return Balance(**{name: counts[name] for name in Balance.__struct_fields__})


class _Stated(NamedTuple):
    """How many of some programmes state money, and whole rupiah of all years and of those of both plans; None where
    none is stated."""

    programmes: int
    whole: int | None
    common: int | None


def _stated(programmes: Sequence[Programme], years: frozenset[int]) -> _Stated:
    by_year: defaultdict[int, int] = defaultdict(int)
    for programme in programmes:
        for amounts in programme.budget.values():
            for year, rupiah in rupiah_by_year(amounts).items():
                by_year[year] += rupiah
    stating = sum(any(programme.budget.values()) for programme in programmes)
    return _Stated(stating, _sum(by_year.values()), _sum(by_year[year] for year in by_year.keys() & years))


def _sum(amounts: Iterable[int | None]) -> int | None:
    stated = [one for one in amounts if one is not None]
    return sum(stated) if stated else None


def _money(old: Sequence[_Stated], new: Sequence[_Stated], years: list[int]) -> MoneyData | None:
    before, after = (_sum(part.whole for part in side) for side in (old, new))
    if before is None and after is None:
        return None
    stated = StatedData(*(sum(part.programmes for part in side) for side in (old, new)))
    one, other = (_sum(part.common for part in side) for side in (old, new))
    delta = difference(one, other)
    common = None if one is None or other is None or delta is None else CommonMoneyData(years, one, other, delta)
    return MoneyData(before, after, difference(before, after), stated, common)
