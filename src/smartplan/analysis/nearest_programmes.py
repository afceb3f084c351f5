"""The programmes of a plan that a text is most likely about: by the words that they share, inflected or not."""

import re
from collections.abc import Sequence

from smartplan.plan.model import Entry, Plan

# Shorter words are of every text.
_SHORTEST = 4
_ALIKE = 80.0
# A word that more of the programmes have than this part tells nothing.
_COMMON = 0.2
# A word in a name says more than one in a description.
_IN_NAME = 2.0


def nearest_programmes(text: str, dimension: str, plan: Plan, most: int = 3) -> list[Entry]:
    """At most so many programmes that share telling words with a text: those of its dimension, then the likeliest.

    A word tells the more, the fewer programmes have it. None where no word tells anything.
    """
    entries = list(plan.entries())
    names = [_words(entry.programme.name) for entry in entries]
    others = [_words(entry.programme.description) for entry in entries]
    scores = [0.0] * len(entries)
    known = sorted(set().union(*names, *others))
    for word in sorted(_words(text)):
        alike = _alike(word, known)
        having = [
            (index, _IN_NAME if alike & names[index] else 1.0)
            for index in range(len(entries))
            if alike & (names[index] | others[index])
        ]
        if len(having) <= max(_COMMON * len(entries), 1):
            for index, weight in having:
                scores[index] += weight / len(having)
    found = [(score, entry) for score, entry in zip(scores, entries, strict=True) if score]
    found.sort(key=lambda pair: (pair[1].dimension != dimension, -pair[0]))
    return [entry for _, entry in found[:most]]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.casefold()) if len(word) >= _SHORTEST}


def _alike(word: str, known: Sequence[str]) -> set[str]:
    from rapidfuzz import fuzz, process

    return {name for name, _, _ in process.extract(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)}
