"""Two texts word by word: what stayed, what went, what came. The work is bounded, however long they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

# A word keeps what joins it (`e-office`, `1.500,5`); any other mark stands alone, so that a comma changes no word.
_WORD = re.compile(r"\w+(?:[-.,:/'’]\w+)*|[^\w\s]")
# Words of the one times words of the other that are compared: about 15 ms and 12 MB. More are shown as replaced.
_MOST = 10**8
# Words that two changes share are shown as replaced with them where both changes are so many times as long.
_TORN = 3
PartKind = Literal["", "gone", "came"]


class TextPart(NamedTuple):
    """A stretch of text that is in both, or in the old or the new one alone."""

    text: str
    kind: PartKind = ""


class _Run(NamedTuple):
    """Words that stand one after the other in both texts: the numbers of the first, and how many."""

    old: int
    new: int
    size: int


class _Text:
    """A text with the places of its words."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        self.spans = [found.span() for found in _WORD.finditer(self.text)]

    def words(self, first: int, count: int = 1) -> str:
        """So many words and what stands between them."""
        return self.text[self.spans[first][0] : self.spans[first + count - 1][1]] if count else ""

    def between(self, first: int, second: int) -> str:
        """What stands behind the word before `first` and ahead of `second`."""
        start = self.spans[first - 1][1] if first else 0
        end = self.spans[second][0] if second < len(self.spans) else len(self.text)
        return self.text[start:end]


def compare_words(old: str, new: str) -> tuple[TextPart, ...]:
    """The parts in reading order: without what came they are the old text, without what went the new one.

    Any run of blanks and line breaks counts as one blank. Of a word with other capitals only the letters changed.
    """
    before, after = _Text(old), _Text(new)
    parts = (part for part in _parts(before, after, list(_whole(_runs(before, after)))) if part.text)
    return tuple(TextPart("".join(part.text for part in group), kind) for kind, group in groupby(parts, _kind))


def marked(parts: Iterable[TextPart]) -> str:
    """As git's word diff writes it: what went in `[-...-]`, what came in `{+...+}`."""
    marks = {"": ("", ""), "gone": ("[-", "-]"), "came": ("{+", "+}")}
    return "".join(part.text.join(marks[part.kind]) for part in parts)


def _kind(part: TextPart) -> PartKind:
    return part.kind


def _runs(before: _Text, after: _Text) -> list[_Run]:
    """A longest common subsequence of the words, whatever their capitals; the last run is empty and ends the texts."""
    # By number, for what compares them looks at hashes alone.
    numbers: dict[str, int] = {}
    olds, news = (
        [numbers.setdefault(side.text[start:end].casefold(), len(numbers)) for start, end in side.spans]
        for side in (before, after)
    )
    head = _same(olds, news, min(len(olds), len(news)))
    tail = _same(olds[::-1], news[::-1], min(len(olds), len(news)) - head)
    ends = len(olds) - tail, len(news) - tail
    between = _matching(olds[head : ends[0]], news[head : ends[1]])
    runs = [_Run(0, 0, head), *(_Run(head + a, head + b, size) for a, b, size in between), _Run(*ends, tail)]
    return [*(run for run in runs if run.size), _Run(len(olds), len(news), 0)]


def _same(olds: Sequence[int], news: Sequence[int], most: int) -> int:
    """How many of the first words are the same."""
    return next((index for index in range(most) if olds[index] != news[index]), most)


def _matching(olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    if olds and news and len(olds) * len(news) <= _MOST:
        from rapidfuzz.distance import LCSseq

        for block in LCSseq.opcodes(olds, news).as_matching_blocks():
            yield block.a, block.b, block.size


def _whole(runs: Sequence[_Run]) -> Iterator[_Run]:
    """The runs without the few words that two long changes happen to share, which would tear a sentence apart."""
    last = _Run(0, 0, 0)
    for run, following in zip(runs, [*runs[1:], runs[-1]], strict=True):
        if run.size and _TORN * run.size <= min(_gap(last, run), _gap(run, following)):
            continue
        yield run
        last = run


def _gap(run: _Run, following: _Run) -> int:
    return max(following.old - run.old, following.new - run.new) - run.size


def _parts(before: _Text, after: _Text, runs: Sequence[_Run]) -> Iterator[TextPart]:
    old = new = 0
    for run in runs:
        yield from _changed(before.between(old, run.old), after.between(new, run.new))
        yield from _run(before, after, run)
        old, new = run.old + run.size, run.new + run.size


def _run(before: _Text, after: _Text, run: _Run) -> Iterator[TextPart]:
    whole = before.words(run.old, run.size), after.words(run.new, run.size)
    # One step for all its words, where they are as far apart in both.
    if whole[0] == whole[1] or (len(whole[0]) == len(whole[1]) and whole[0].casefold() == whole[1].casefold()):
        yield from _letters(*whole)
        return
    for index in range(run.size):
        old, new = run.old + index, run.new + index
        if index:
            yield from _changed(before.between(old, old), after.between(new, new))
        yield from _letters(before.words(old), after.words(new))


def _changed(old: str, new: str) -> Iterator[TextPart]:
    """What stands between two words; a blank at either end is no part of a change."""
    first = " " if old != new and old[:1] == new[:1] == " " else ""
    old, new = old[len(first) :], new[len(first) :]
    last = " " if old != new and old[-1:] == new[-1:] == " " else ""
    if old == new:
        yield TextPart(first + old)
        return
    yield TextPart(first)
    yield TextPart(old.removesuffix(last), "gone")
    yield TextPart(new.removesuffix(last), "came")
    yield TextPart(last)


def _letters(old: str, new: str) -> Iterator[TextPart]:
    """A word that is the same but for its capitals."""
    if old == new:
        yield TextPart(old)
    elif len(old) != len(new):
        yield TextPart(old, "gone")
        yield TextPart(new, "came")
    else:
        for same, pairs in groupby(zip(old, new, strict=True), lambda pair: pair[0] == pair[1]):
            gone, came = map("".join, zip(*pairs, strict=True))
            yield from (TextPart(gone),) if same else (TextPart(gone, "gone"), TextPart(came, "came"))
