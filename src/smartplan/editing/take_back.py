"""A change of a file taken back while what others changed elsewhere in it since stays, line by line."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smartplan.yamltext.alignment import Alignment


class SameLines(Exception):
    """Lines of the change were changed again since; `line` is the first of them in the file as it is now, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Hunk(NamedTuple):
    """Lines from `start` to `end` of the one text that give way to `lines`; `at` is where those stand in the other."""

    start: int
    end: int
    lines: Sequence[str]
    at: int

    @property
    def of_one_length(self) -> bool:
        """Whether nothing behind it moves."""
        return self.end - self.start == len(self.lines)


def take_back(before: bytes, after: bytes, now: bytes) -> bytes:
    """`now` with the change from `before` to `after` taken back. Raises SameLines.

    All are of one file: `before` and `after` a command, `now` with what was changed in it since.
    """
    left = _lines(after)
    back, since = list(_hunks(left, _lines(before))), list(_hunks(left, _lines(now)))
    text: list[str] = []
    at = 0
    for hunk in sorted([*_without_done(back, since), *since]):
        text += left[at : hunk.start]
        text += hunk.lines
        at = hunk.end
    return "".join([*text, *left[at:]]).encode("latin-1")


def first_difference(one: bytes, other: bytes) -> int:
    """The first line of `other` that is not as in `one`, from 1."""
    found = next(_hunks(_lines(one), _lines(other)), None)
    return found.at + 1 if found else 1


def _lines(data: bytes) -> list[str]:
    """Lines with their ends. Every byte is a character, so that what is no text stays as it is."""
    return [line.decode("latin-1") for line in data.splitlines(keepends=True)]


def _hunks(one: list[str], other: list[str]) -> Iterator[_Hunk]:
    for tag, start, end, other_start, other_end in Alignment(one, other).get_opcodes():
        if tag != "equal":
            yield _Hunk(start, end, tuple(other[other_start:other_end]), other_start)


def _without_done(back: Sequence[_Hunk], since: Sequence[_Hunk]) -> Iterator[_Hunk]:
    """The hunks that are still to be taken back. Raises SameLines where one of those since is in the way of one."""
    starts, ends = [hunk.start for hunk in since], [hunk.end for hunk in since]
    for hunk in back:
        others = since[bisect_left(ends, hunk.start) : bisect_right(starts, hunk.end)]
        # Somebody may have done so by hand.
        if any(hunk[:3] == other[:3] for other in others):
            continue
        for other in others:
            if _meet(hunk, other):
                raise SameLines(other.at + 1)
        yield hunk


def _meet(hunk: _Hunk, other: _Hunk) -> bool:
    """Whether two changes of one text cannot both be made: they share lines, or both move what comes behind them.

    A line that was put in beside lines that go may belong to what goes with them.
    """
    if hunk.of_one_length or other.of_one_length:
        return hunk.start < other.end and other.start < hunk.end
    return hunk.start <= other.end and other.start <= hunk.end
