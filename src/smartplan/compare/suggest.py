"""Likely renames among what went without a word and what came: only ever suggested."""

from collections.abc import Sequence

from smartplan.compare.changes import Suggestion
from smartplan.compare.fields import normal
from smartplan.plan.model import Entry

_ALIKE = 85.0
# The best must stand out: two programmes that are alike by turns are no rename.
_CLEARLY = 5.0


def suggest(gone: Sequence[Entry], came: Sequence[Entry]) -> list[Suggestion]:
    """Mutually best pairs of alike names within a dimension or an agency."""
    if not gone or not came:
        return []
    from rapidfuzz import fuzz, process

    names = [normal(entry.programme.name) for entry in came]
    olds = [normal(entry.programme.name) for entry in gone]
    table = [[0.0] * len(names) for _ in olds]
    for i, old in enumerate(olds):
        for _, score, j in process.extract(old, names, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE, limit=None):
            table[i][j] = score
    for i, entry in enumerate(gone):
        for j, other in enumerate(came):
            near = entry.dimension == other.dimension or bool(
                entry.programme.agency and entry.programme.agency == other.programme.agency
            )
            if not near:
                table[i][j] = 0.0
    found = []
    for i, row in enumerate(table):
        best = max(range(len(row)), key=row.__getitem__)
        column = [line[best] for line in table]
        if row[best] >= _ALIKE and _stands_out(row, best) and _stands_out(column, i):
            found.append(Suggestion(gone[i].id, came[best].id, row[best] / 100))
    return found


def _stands_out(scores: Sequence[float], best: int) -> bool:
    return all(index == best or scores[best] - score >= _CLEARLY for index, score in enumerate(scores))
