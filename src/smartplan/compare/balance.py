"""The balance of a comparison: programmes and money, over all and by dimension."""

from collections.abc import Callable, Iterable, Sequence

from smartplan.compare.changes import (
    Balance,
    CommonMoney,
    DimensionSummary,
    Lineage,
    MissionCount,
    Money,
    Outcome,
    Stated,
    Summary,
)
from smartplan.compare.walk import Walk
from smartplan.plan.model import Entry, Plan

_LINEAGE: tuple[Lineage, ...] = ("moved", "renumbered", "merged", "split")


def outcomes(walk: Walk) -> list[Outcome]:
    """What became of every programme, as a finished walk found it: the new ones, then those that are gone."""
    found = []
    for entry in walk.after.values():
        kinds = walk.kinds[entry.id]
        old = tuple(walk.before[id_] for id_ in walk.matching.predecessors[entry.id])
        if "programme-added" in kinds:
            found.append(Outcome("added", (), entry))
        elif not kinds:
            found.append(Outcome("unchanged", old, entry))
        elif kinds == {"missions-changed"} and not walk.pair.same_rpjmd:
            found.append(Outcome("realigned", old, entry))
        else:
            lineage = tuple(name for name in _LINEAGE if f"programme-{name}" in kinds)
            found.append(Outcome("changed", old, entry, lineage))
    for entry in walk.before.values():
        if entry.id not in walk.successors:
            withdrawn = entry.id in walk.matching.withdrawn
            found.append(Outcome("withdrawn" if withdrawn else "dropped", (entry,), None))
    return found


def summary(found: Sequence[Outcome], dimensions: Iterable[str], old: Plan, new: Plan) -> Summary:
    """Count what became of programmes. What came, stays or changed counts where it is now, what is gone where it was.

    `dimensions` are in the order wanted; `old` and `new` are the whole plans.
    """
    before = list({entry.id: entry for outcome in found for entry in outcome.old}.values())
    after = [outcome.new for outcome in found if outcome.new]
    total = Balance(len(before), len(after))
    by = {key: Balance() for key in dimensions}
    for entry in before:
        by[entry.dimension].old += 1
    for entry in after:
        by[entry.dimension].new += 1
    for outcome in found:
        place = outcome.new or outcome.old[0]
        for balance in (total, by[place.dimension]):
            for name in (outcome.fate, *outcome.lineage):
                setattr(balance, name, getattr(balance, name) + 1)
    years = common_years(old, new)

    def money(key: str | None) -> Money | None:
        one, other = ([e for e in entries if key in (None, e.dimension)] for entries in (before, after))
        return _money(one, other, years)

    return Summary(
        total,
        money(None),
        MissionCount(len(old.rpjmd.missions) or None, len(new.rpjmd.missions) or None),
        {key: DimensionSummary(balance, money(key)) for key, balance in by.items()},
    )


def common_years(old: Plan, new: Plan) -> list[int]:
    """The years that lie within the periods of both plans; none where a period is not stated."""
    if old.period is None or new.period is None:
        return []
    first, last = max(old.period.start, new.period.start), min(old.period.end, new.period.end)
    return list(range(first, last + 1))


def amount(entries: Iterable[Entry], planned: Callable[[int], bool] = lambda year: True) -> int | None:
    """Whole rupiah of programmes over all sources and the years wanted; None where none is stated."""
    stated = [
        rupiah
        for entry in entries
        for years in entry.programme.budget.values()
        for year, rupiah in years.items()
        if planned(year)
    ]
    return sum(stated) if stated else None


def _money(old: Sequence[Entry], new: Sequence[Entry], years: list[int]) -> Money | None:
    before, after = amount(old), amount(new)
    if before is None and after is None:
        return None
    stated = Stated(*(sum(amount([entry]) is not None for entry in entries) for entries in (old, new)))
    if before is None or after is None:
        return Money(before, after, None, stated)
    both = frozenset(years)
    one, other = (amount(entries, both.__contains__) for entries in (old, new))
    common = None if one is None or other is None else CommonMoney(years, one, other, other - one)
    return Money(before, after, after - before, stated, common)
