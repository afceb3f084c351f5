"""Likely renames of programmes and of indicators: suggested, never applied."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from math import log2

from smartplan.compare.changes import IndicatorSuggestion, Suggestion
from smartplan.plan.field_types import each
from smartplan.plan.model import Entry, Indicator
from smartplan.plan.words import normalised

# Added to the likeness of two names where the programmes have the same agency, or the same activity of the
# nomenclature.
_SAME_AGENCY = 0.05
_SAME_ACTIVITY = 0.10
# The least score of a pair with the same activity of the nomenclature, and of one agency where a code is not stated:
# where one name only adds words to the other, and where each has a word that the other lacks, as siblings have
# ("mitigasi", "adaptasi"). Of any other pair.
_WITHIN_ACTIVITY, _WITHIN_AGENCY, _OTHERWISE = (0.70, 0.88), (0.85, 0.90), 0.97
# The share of words that two names must have in common where each has others too.
_SHARED = 0.60
# Of larger plans more is asked with each doubling, since every further candidate may be alike by chance.
_MANY, _BY_DOUBLING = 250, (0.03, 0.005)
# How much better than the next candidate the best one must be.
_CLEAR = 0.04
# Of a pair of plans. Where more came and went, one is no revision of the other, and likeness tells nothing.
_COMPARISONS, _INDICATORS = 1_000_000, 200_000
_LONGEST = 200
_LEADING_CODE = re.compile(r"^\s*[\d.]*\d\.?\s+")
# Two words that are so alike are one word written in two ways, and one of so many letters may stand for a longer one.
_SPELLING, _SHORT = 80, 3
# Names of indicators that are so alike tell of one that was reworded; equal targets tell as much as this.
_REWORDED, _SAME_TARGETS = 0.60, 0.50


class _Ranking:
    """Scores of pairs (old, new) from which those stand out that are each other's clearly best."""

    def __init__(self) -> None:
        self.rows: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        self.columns: defaultdict[int, list[float]] = defaultdict(list)

    def add(self, i: int, j: int, score: float) -> None:
        self.rows[i].append((score, j))
        self.columns[j].append(score)

    def best(self) -> list[tuple[int, int, float]]:
        clear = {j: _clear(scores) for j, scores in self.columns.items()}
        found = []
        for i, row in self.rows.items():
            best = _clear([score for score, _ in row])
            found += [(i, j, score) for score, j in row if score == best == clear[j]]
        return found


def suggest(gone: Sequence[Entry], added: Sequence[Entry]) -> list[Suggestion]:
    """Pairs of one dimension, agency or activity of the nomenclature that are each other's clearly best match.

    The similarity told is that of the names; what decides counts agency and code too.
    """
    if not gone or not added:
        return []
    from rapidfuzz import fuzz, process

    blocks: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
    for j, entry in enumerate(added):
        for key in _keys(entry):
            blocks[key].append(j)
    names = [_name(entry) for entry in added]
    left = _COMPARISONS
    ranking = _Ranking()
    likeness: dict[tuple[int, int], float] = {}
    cutoff = (_WITHIN_ACTIVITY[0] - _SAME_AGENCY - _SAME_ACTIVITY - _CLEAR) * 100
    for i, entry in enumerate(gone):
        if left <= 0:
            break
        near = sorted({j for key in _keys(entry) for j in blocks.get(key, ())})
        name = _name(entry)
        left -= len(near)
        if not near or not name:
            continue
        found = process.extract(
            name, [names[j] for j in near], scorer=fuzz.token_sort_ratio, limit=None, score_cutoff=cutoff
        )
        # What came near costs more than what did not.
        left -= 4 * len(found)
        for _, percent, k in found:
            likeness[i, near[k]] = percent / 100
            ranking.add(i, near[k], percent / 100 + _beside(entry, added[near[k]]))
    many = max(len(gone), len(added))
    return [
        Suggestion(gone[i].id, added[j].id, likeness[i, j])
        for i, j, score in ranking.best()
        if score >= _least(gone[i], added[j], many)
    ]


def reworded(programmes: Iterable[tuple[Entry, Entry]]) -> list[IndicatorSuggestion]:
    """Indicators of programmes, given as old and new, that went and came in one and are each other's best match:
    with exactly the same targets, or by their names."""
    left = _INDICATORS
    found: list[IndicatorSuggestion] = []
    for before, after in programmes:
        old, new = before.programme.indicators, after.programme.indicators
        gone = {key: one for key, one in old.items() if key not in new}
        come = {key: one for key, one in new.items() if key not in old}
        pairs = len(gone) * len(come)
        if 0 < pairs <= left:
            left -= pairs
            found += _reworded(after.id, gone, come)
    return found


def _reworded(id_: str, gone: Mapping[str, Indicator], come: Mapping[str, Indicator]) -> list[IndicatorSuggestion]:
    from rapidfuzz import fuzz

    ranking = _Ranking()
    likeness: dict[tuple[int, int], tuple[float, bool]] = {}
    names = [normalised(one.name)[:_LONGEST] for one in come.values()]
    for i, old in enumerate(gone.values()):
        name = normalised(old.name)[:_LONGEST]
        for j, new in enumerate(come.values()):
            targets = bool(old.targets) and (old.targets, old.unit) == (new.targets, new.unit)
            similarity = fuzz.token_sort_ratio(name, names[j]) / 100
            if targets or similarity >= _REWORDED:
                likeness[i, j] = similarity, targets
                ranking.add(i, j, similarity + targets * _SAME_TARGETS)
    olds, news = list(gone), list(come)
    return [IndicatorSuggestion(id_, olds[i], news[j], *likeness[i, j]) for i, j, _ in ranking.best()]


def _name(entry: Entry) -> str:
    """The words that tell a programme from others."""
    text = _LEADING_CODE.sub("", entry.programme.name)[:_LONGEST]
    return " ".join(word for word in normalised(text).split() if word != "program")


def _keys(entry: Entry) -> list[tuple[str, object]]:
    keys = [("dimension", entry.dimension), ("agency", entry.programme.agency), ("activity", _activity(entry))]
    return [key for key in keys if key[1]]


def _activity(entry: Entry) -> tuple[str, ...]:
    """The part of a nomenclature code that a rename keeps: the activity (kegiatan) of a sub-activity, or the programme;
    () where there is no such code."""
    parts = next(iter(each(entry.programme.code)), "").strip().strip(".").split(".")
    return tuple(parts[:5] if len(parts) >= 5 else parts[:3] if len(parts) >= 3 else ())


def _beside(old: Entry, new: Entry) -> float:
    agency = bool(old.programme.agency) and old.programme.agency == new.programme.agency
    activity = bool(_activity(old)) and _activity(old) == _activity(new)
    return agency * _SAME_AGENCY + activity * _SAME_ACTIVITY


def _least(old: Entry, new: Entry, many: int) -> float:
    """The score that a pair has to reach; `many` is the number of candidates on the larger side."""
    one, other = _activity(old), _activity(new)
    agency = bool(old.programme.agency) and old.programme.agency == new.programme.agency
    if one and one == other:
        least = _WITHIN_ACTIVITY
    elif agency and not (one and other):
        least = _WITHIN_AGENCY
    else:
        return _OTHERWISE
    shared = _shared(_name(old), _name(new))
    if shared < _SHARED:
        return _OTHERWISE
    case = shared < 1
    return min(least[case] + max(0.0, log2(many / _MANY)) * _BY_DOUBLING[case], _OTHERWISE)


def _shared(one: str, other: str) -> float:
    """The share of the words of two names that both have; 1.0 where one only adds words to the other."""
    before, after = set(one.split()), set(other.split())
    gone, come = _lacking(before - after, after - before), _lacking(after - before, before - after)
    return 1 - max(gone / len(before), come / len(after)) if gone and come else 1.0


def _lacking(words: set[str], others: set[str]) -> int:
    """How many words are not among the others, nor spelled otherwise or cut short there."""
    from rapidfuzz import fuzz

    def same(word: str, known: str) -> bool:
        short, long = sorted((word, known), key=len)
        return (len(short) >= _SHORT and long.startswith(short)) or fuzz.ratio(word, known) >= _SPELLING

    return sum(not any(same(word, known) for known in others) for word in words)


def _clear(rivals: list[float]) -> float | None:
    """The score of a row or a column that stands out among the others; None where none does."""
    first, second = nlargest(2, [*rivals, 0.0, 0.0])
    return first if second <= first - _CLEAR else None
