"""Likely renames among what is gone and what came: suggested by likeness of names, never applied."""

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest

from smartplan.compare.changes import Suggestion
from smartplan.compare.context import plain
from smartplan.plan.model import Entry

_LEAST = 0.85
# How much better than the next candidate the best one must be.
_CLEAR = 0.04
# Of a pair of plans. Where more came and went, one is no revision of the other, and likeness tells nothing.
_COMPARISONS = 1_000_000
_LONGEST = 200


def suggest(gone: Sequence[Entry], added: Sequence[Entry]) -> list[Suggestion]:
    """Pairs within a dimension or an agency that are each other's clearly best match."""
    if not gone or not added:
        return []
    from rapidfuzz import fuzz, process

    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for j, entry in enumerate(added):
        for key in _keys(entry):
            blocks[key].append(j)
    names = [plain(entry.programme.name)[:_LONGEST] for entry in added]
    left = _COMPARISONS
    best: list[tuple[int, int, float]] = []
    columns: defaultdict[int, list[float]] = defaultdict(list)
    for i, entry in enumerate(gone):
        if left <= 0:
            break
        near = sorted({j for key in _keys(entry) for j in blocks.get(key, ())})
        name = plain(entry.programme.name)[:_LONGEST]
        left -= len(near)
        if not near or not name:
            continue
        found = process.extract(
            name, [names[j] for j in near], scorer=fuzz.token_sort_ratio, limit=None,
            score_cutoff=(_LEAST - _CLEAR) * 100,
        )  # fmt: skip
        row = [(near[k], score / 100) for _, score, k in found]
        for j, score in row:
            columns[j].append(score)
        clear = _clear([score for _, score in row])
        best += [(i, j, score) for j, score in row if score == clear]
    best_of = {j: _clear(scores) for j, scores in columns.items()}
    return [
        Suggestion(gone[i].id, added[j].id, score) for i, j, score in best if score >= _LEAST and score == best_of[j]
    ]


def _keys(entry: Entry) -> list[tuple[str, str]]:
    keys = [("dimension", entry.dimension)]
    return [*keys, ("agency", entry.programme.agency)] if entry.programme.agency else keys


def _clear(rivals: list[float]) -> float | None:
    """The score of a row or a column that stands out among the others; None where none does."""
    first, second = nlargest(2, [*rivals, 0.0, 0.0])
    return first if second <= first - _CLEAR else None
