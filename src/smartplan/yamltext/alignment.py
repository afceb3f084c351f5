"""Which lines of two texts of one file stand for each other."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import pairwise

# Lines of the one times lines of the other that are compared: about 15 ms and 12 MB. Parts with more are divided, at
# lines that they have once or else into pieces of so many lines; how often at such lines.
_MOST = 10**8
_PIECE = 10**4
_DEEPEST = 8

_Part = tuple[int, int, int, int]


class Alignment(SequenceMatcher[str]):
    """Which lines of two texts stand for each other, found in time that grows with their number."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__()
        self.sides = before, after

    def get_matching_blocks(self) -> list[Match]:
        """Runs of equal lines, in order, with an empty one at the end."""
        found: list[Match] = []
        for i, j, length in sorted(_runs(*self.sides)):
            if found and found[-1].a + found[-1].size == i and found[-1].b + found[-1].size == j:
                found[-1] = found[-1]._replace(size=found[-1].size + length)
            else:
                found.append(Match(i, j, length))
        return [*found, Match(len(self.sides[0]), len(self.sides[1]), 0)]


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Equal lines in no order: where in each, and how many. Of a part they are the most that there are."""
    from rapidfuzz.distance import LCSseq

    # By number, for what compares them looks at hashes alone.
    numbers: dict[str, int] = {}
    a, b = ([numbers.setdefault(line, len(numbers)) for line in side] for side in (before, after))
    parts: list[tuple[_Part, int]] = [((0, len(a), 0, len(b)), 0)]
    while parts:
        (i1, i2, j1, j2), depth = parts.pop()
        i, j = i1, j1
        while i < i2 and j < j2 and a[i] == b[j]:
            i, j = i + 1, j + 1
        if i > i1:
            yield i1, j1, i - i1
        end = i2
        while i < i2 and j < j2 and a[i2 - 1] == b[j2 - 1]:
            i2, j2 = i2 - 1, j2 - 1
        if end > i2:
            yield i2, j2, end - i2
        if i == i2 or j == j2:
            continue
        if (i2 - i) * (j2 - j) <= _MOST:
            for match in LCSseq.opcodes(a[i:i2], b[j:j2]).as_matching_blocks():
                if match.size:
                    yield i + match.a, j + match.b, match.size
            continue
        anchors = _anchors(a[i:i2], b[j:j2]) if depth < _DEEPEST else []
        if anchors:
            # An anchor is the first line of the part behind it.
            places = [(i, j), *((i + x, j + y) for x, y in anchors), (i2, j2)]
            parts += [((x, to_x, y, to_y), depth + 1) for (x, y), (to_x, to_y) in pairwise(places)]
        else:
            parts += [(part, _DEEPEST) for part in _pieces(i, i2, j, j2)]


def _anchors(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
    """The most lines that stand once in each and in the same order: where in each."""
    count_a, count_b = Counter(a), Counter(b)
    place = {line: index for index, line in enumerate(b) if count_b[line] == 1 and count_a[line] == 1}
    pairs = [(index, place[line]) for index, line in enumerate(a) if line in place]
    # The longest rising row: of each length the one that ends lowest, and what stands ahead of each.
    ends: list[int] = []
    last: list[int] = []
    ahead: list[int] = []
    for number, (_, there) in enumerate(pairs):
        at = bisect_left(ends, there)
        ends[at : at + 1] = [there]
        last[at : at + 1] = [number]
        ahead.append(last[at - 1] if at else -1)
    found, number = [], last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = ahead[number]
    return found[::-1]


def _pieces(i1: int, i2: int, j1: int, j2: int) -> Iterator[_Part]:
    """A part whose lines repeat, cut into pieces, as if it grew evenly."""
    number = -(-max(i2 - i1, j2 - j1) // _PIECE)
    for piece in range(number):
        x, to_x = (i1 + (i2 - i1) * n // number for n in (piece, piece + 1))
        y, to_y = (j1 + (j2 - j1) * n // number for n in (piece, piece + 1))
        yield x, to_x, y, to_y
