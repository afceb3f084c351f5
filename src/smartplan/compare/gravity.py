"""What weighs most in a comparison: at most one entry a programme, from the gravest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import get_args

from smartplan.compare.changes import Change, Comparison, Highlight, HighlightKind
from smartplan.compare.pair import stops
from smartplan.plan.budget import amount
from smartplan.plan.figure import Sum, total_of
from smartplan.plan.model import Entry

_ORDER: tuple[HighlightKind, ...] = get_args(HighlightKind)
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}
_BY_CHANGE: dict[str, HighlightKind] = {
    "programme-dropped": "dropped",
    "programme-withdrawn": "withdrawn",
    "programme-moved": "moved",
    "programme-merged": "merged",
    "programme-split": "split",
    "target-lowered": "lowered",
    "budget-changed": "money",
}


def highlights(comparison: Comparison) -> list[Highlight]:
    """One entry for each programme of weight: by kind from the gravest, within a kind by its money.

    Money counts as the difference that a programme makes to the plan: what is new brings all of its money.
    A programme that is absent where nothing was dropped (another order, two plans that are unrelated) has no weight.
    """
    if not comparison.same_city:
        return []
    told: dict[tuple[str, bool], dict[HighlightKind, list[Change]]] = {}
    for change in comparison.changes:
        kind = _kind(change)
        if kind is not None and change.programme:
            weighty = told.setdefault((change.programme, _is_gone(change)), {})
            weighty.setdefault(kind, []).append(change)
    entries: list[Highlight] = []
    # A programme may be the predecessor of many.
    before: dict[str, Sum] = {}
    for outcome in comparison.outcomes:
        place = outcome.new or outcome.old[0]
        said = told.get((place.id, outcome.new is None))
        if said:
            for entry in outcome.old:
                if entry.id not in before:
                    before[entry.id] = amount([entry.programme])
            old = total_of([before[entry.id] for entry in outcome.old])
            new = amount([outcome.new.programme] if outcome.new else ())
            found = _highlight(place, said, old, new)
            if found is not None:
                entries.append(found)
    return sorted(entries, key=lambda item: (_RANK[item.kind], -_difference(item)))


def top(entries: Sequence[Highlight], count: int) -> list[Highlight]:
    """The `count` entries that weigh most, in their order, so that no kind of them crowds out another: the first of
    each kind, then the second of each, and so on."""
    seen: defaultdict[HighlightKind, int] = defaultdict(int)
    ranked = []
    for index, entry in enumerate(entries):
        ranked.append((seen[entry.kind], index))
        seen[entry.kind] += 1
    return [entries[index] for index in sorted(index for _, index in sorted(ranked)[:count])]


def _highlight(place: Entry, weighty: Mapping[HighlightKind, Sequence[Change]], old: Sum, new: Sum) -> Highlight | None:
    kind = min(weighty, key=_RANK.__getitem__)
    changes = tuple(weighty[kind])
    if kind == "money" and ((old.rupiah or 0) == (new.rupiah or 0) or any(map(_is_unread, changes))):
        return None
    name, first = place.programme.name, changes[0]
    return Highlight(kind, place.id, name, place.dimension, old, new, _reason(first), first.because, changes)


def _kind(change: Change) -> HighlightKind | None:
    if change.kind == "programme-dropped" and change.level != "error":
        return None
    if change.kind == "programme-added":
        return "money"
    if change.new is not None and stops(change.kind, change.new.value):
        return "stopped"
    return _BY_CHANGE.get(change.kind)


def _is_unread(change: Change) -> bool:
    """Whether money on one side could not be read."""
    sides = (side.value for side in (change.old, change.new) if side)
    return change.kind == "budget-changed" and not all(isinstance(value, int) for value in sides)


def _is_gone(change: Change) -> bool:
    return change.kind in ("programme-dropped", "programme-withdrawn")


def _reason(change: Change) -> str:
    if change.kind != "programme-withdrawn" or change.new is None or not isinstance(change.new.value, dict):
        return ""
    return str(change.new.value.get("reason") or "")


def _difference(item: Highlight) -> int:
    return abs((item.new.rupiah or 0) - (item.old.rupiah or 0))
