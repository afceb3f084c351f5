"""The balance: how many came, went, moved and changed, and the money before and after."""

from collections.abc import Iterable

from smartplan.compare.changes import Change, Counts, DimensionSummary, Money, Summary
from smartplan.compare.revision import Revision
from smartplan.plan.model import Entry

_GONE = {"programme-withdrawn": "withdrawn", "programme-dropped": "dropped"}
_WITHIN = {
    "programme-moved": "moved",
    "programme-renumbered": "renumbered",
    "programme-merged": "merged",
    "programme-split": "split",
}


def summarise(old: Revision, new: Revision, changes: Iterable[Change], order: Iterable[str]) -> Summary:
    """Count programmes, not changes; a dimension counts what it has, and what it lost."""
    summary = Summary(dimensions={key: DimensionSummary() for key in order})
    kinds: dict[tuple[str, str], set[str]] = {}
    for change in changes:
        if change.programme is not None and change.dimension is not None:
            side = "old" if change.kind in _GONE else "new"
            kinds.setdefault((side, change.programme), set()).add(change.kind)
    for entry in old.entries.values():
        for counts in _counts(summary, entry):
            counts.old += 1
            for kind, name in _GONE.items():
                if kind in kinds.get(("old", entry.id), ()):
                    setattr(counts, name, getattr(counts, name) + 1)
    for entry in new.entries.values():
        for counts in _counts(summary, entry):
            counts.new += 1
            _count(counts, kinds.get(("new", entry.id), set()))
    summary.budget = _money(old.entries.values(), new.entries.values())
    for key, part in summary.dimensions.items():
        part.budget = _money(*([e for e in r.entries.values() if e.dimension == key] for r in (old, new)))
    return summary


def _counts(summary: Summary, entry: Entry) -> list[Counts]:
    return [summary.programmes, summary.dimensions.setdefault(entry.dimension, DimensionSummary()).programmes]


def _count(counts: Counts, kinds: set[str]) -> None:
    if "programme-added" in kinds:
        counts.added += 1
    elif kinds:
        counts.changed += 1
    else:
        counts.unchanged += 1
    for kind, name in _WITHIN.items():
        if kind in kinds:
            setattr(counts, name, getattr(counts, name) + 1)


def _money(old: Iterable[Entry], new: Iterable[Entry]) -> Money | None:
    before, after = (
        [sum(years.values()) for entry in entries for years in entry.programme.budget.values() if years]
        for entries in (old, new)
    )
    if not before and not after:
        return None
    return Money(sum(before), sum(after), sum(after) - sum(before))
