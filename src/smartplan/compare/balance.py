"""The balance of a comparison: programmes and money, over all and by dimension."""

from collections import Counter
from collections.abc import Iterable, Sequence

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
from smartplan.plan.budget import amount, difference, of_years, shared_years
from smartplan.plan.model import Plan, Programme

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
        elif kinds == {"missions-changed"} and not comparer.pair.same_rpjmd:
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
    before = list({entry.id: entry for outcome in found for entry in outcome.old}.values())
    after = [outcome.new for outcome in found if outcome.new]
    total: Counter[str] = Counter(old=len(before), new=len(after))
    by: dict[str, Counter[str]] = {key: Counter() for key in dimensions}
    for entry in before:
        by[entry.dimension]["old"] += 1
    for entry in after:
        by[entry.dimension]["new"] += 1
    for outcome in found:
        place = outcome.new or outcome.old[0]
        for counts in (total, by[place.dimension]):
            counts.update((outcome.fate, *outcome.lineage))
    years = shared_years(old, new)

    def money(key: str | None) -> MoneyData | None:
        one, other = (
            [entry.programme for entry in entries if key in (None, entry.dimension)] for entries in (before, after)
        )
        return _money(one, other, years)

    return SummaryData(
        _balance(total),
        money(None),
        MissionCountData(len(old.rpjmd.missions) or None, len(new.rpjmd.missions) or None),
        {key: DimensionData(_balance(counts), money(key)) for key, counts in by.items()},
    )


def _balance(counts: Counter[str]) -> Balance:
    return Balance(**{name: counts[name] for name in Balance.__struct_fields__})


def _money(old: Sequence[Programme], new: Sequence[Programme], years: list[int]) -> MoneyData | None:
    before, after = amount(old), amount(new)
    if before is None and after is None:
        return None
    stated = StatedData(*(sum(amount([one]) is not None for one in programmes) for programmes in (old, new)))
    one, other, delta = of_years(old, new, years)
    common = None if one is None or other is None or delta is None else CommonMoneyData(years, one, other, delta)
    return MoneyData(before, after, difference(before, after), stated, common)
