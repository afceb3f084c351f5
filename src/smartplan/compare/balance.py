"""The balance of a comparison: programmes and money, over all and by dimension."""

from collections.abc import Iterable

from smartplan.compare.changes import Balance, DimensionSummary, Money, Summary
from smartplan.compare.walk import Walk, order
from smartplan.plan.model import Entry


def summary(walk: Walk) -> Summary:
    """Count what a walk found. What came, stays or changed counts where it is now, what is gone where it was."""
    before, after = walk.before.values(), walk.after.values()
    total = Balance(len(before), len(after))
    by = {key: Balance() for key in order(walk.pair)}
    for entry in before:
        by[entry.dimension].old += 1
        if entry.id not in walk.successors:
            _count("withdrawn" if entry.id in walk.matching.withdrawn else "dropped", total, by[entry.dimension])
    for entry in after:
        by[entry.dimension].new += 1
        both = total, by[entry.dimension]
        kinds = walk.kinds[entry.id]
        if "programme-added" in kinds:
            _count("added", *both)
            continue
        _count("changed" if kinds else "unchanged", *both)
        for name in ("moved", "renumbered", "merged", "split"):
            if f"programme-{name}" in kinds:
                _count(name, *both)
    return Summary(
        total,
        _money(before, after),
        {
            key: DimensionSummary(
                balance,
                _money([e for e in before if e.dimension == key], [e for e in after if e.dimension == key]),
            )
            for key, balance in by.items()
        },
    )


def _count(name: str, *balances: Balance) -> None:
    for balance in balances:
        setattr(balance, name, getattr(balance, name) + 1)


def _money(old: Iterable[Entry], new: Iterable[Entry]) -> Money | None:
    sides = [[amount for e in entries for years in e.programme.budget.values() for amount in years.values()]
             for entries in (old, new)]  # fmt: skip
    if not sides[0] and not sides[1]:
        return None
    before, after = sum(sides[0]), sum(sides[1])
    return Money(before, after, after - before)
