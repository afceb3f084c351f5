"""A few lines of a text around a place, with the keys that they are in: YAML by itself, however long the text is."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

# Where a parser stops in a text; None where it can read it.
Stops = Callable[[str], int | None]
# So many lines before the place are looked at, and so many after a changed one have to be readable.
_BEFORE, _AFTER = 60, 4
# A longer line was not written by a person, nor are so many lines the entries of one mapping; what is more text than
# this is not looked at.
_LONGEST, _FARTHEST, _MOST = 2_000, 100_000, 20_000


class Stop(NamedTuple):
    """Where a parser stopped, as offsets: the place, where what it was reading begins, where the last text in quotes
    begins that it had read, and where the brackets begin that are open."""

    at: int
    begun: int | None
    quoted: int | None
    in_quotes: bool
    brackets: tuple[int, ...] = ()


class Window:
    """`lines` without their breaks and where each begins in the text; `focus` is the number of that with the place."""

    def __init__(self, text: str, at: int) -> None:
        start = text.rfind("\n", 0, at) + 1
        starts = [start]
        while starts[-1] > 0 and len(starts) <= _BEFORE and start - starts[-1] < _MOST:
            starts.append(text.rfind("\n", 0, starts[-1] - 1) + 1)
        starts.reverse()
        self.focus = len(starts) - 1
        while len(starts) <= self.focus + 2 * _AFTER and (end := text.find("\n", starts[-1])) >= 0:
            starts.append(end + 1)
        self.offsets = starts
        after = text.find("\n", starts[-1])
        self._cut = after >= 0 and after + 1 < len(text)
        ends = [*starts[1:], after + 1 if after >= 0 else len(text)]
        pairs = zip(starts, ends, strict=True)
        self.lines = [text[start:end].rstrip("\r\n") if end - start <= _LONGEST else "" for start, end in pairs]
        #: Whether no line is so long that it was left out, so that there is something to say about these.
        self.is_whole = all(end - start <= _LONGEST for start, end in zip(starts, ends, strict=True))
        self._keys = _keys_above(text, starts[0], self.lines)

    def number(self, at: int | None) -> int | None:
        """The line of an offset, if it is one of these."""
        if at is None or at < self.offsets[0]:
            return None
        return max((number for number, start in enumerate(self.offsets) if start <= at), default=None)

    def above(self, number: int) -> int | None:
        """The last line before one with something on it besides a comment."""
        return next((other for other in reversed(range(number)) if _says(self.lines[other])), None)

    def below(self, number: int) -> int | None:
        """The next line after one with something on it besides a comment."""
        return next((other for other in range(number + 1, len(self.lines)) if _says(self.lines[other])), None)

    def says(self, number: int) -> bool:
        """Whether there is something on a line besides a comment."""
        return _says(self.lines[number])

    @cached_property
    def step(self) -> int:
        """By how many blanks a line is indented more than the one that it is in: what most are."""
        indents = [indent_of(line) for line in self.lines if _says(line)]
        steps = Counter(inner - outer for outer, inner in pairwise(indents) if inner > outer)
        return steps.most_common(1)[0][0] if steps else 2

    def levels(self, number: int) -> list[int]:
        """The indentation of a line and of those that it is in, the deepest first."""
        found: list[int] = []
        for line in [*reversed(self.lines[: number + 1]), *reversed(self._keys or [])]:
            if _says(line) and (not found or indent_of(line) < found[-1]):
                found.append(indent_of(line))
        return found

    def stops_here(self, stops: Stops) -> bool:
        """Whether a parser stops at the place as it did in the whole text: these lines then tell enough."""
        if self._keys is None or not self.is_whole:
            return False
        text = "\n".join([*self._keys, *self.lines])
        at = stops(text)
        return at is not None and text.count("\n", 0, at) == len(self._keys) + self.focus

    def reads_with(self, number: int, line: str, stops: Stops) -> bool:
        """Whether a parser gets past the place with another text for one line."""
        if self._keys is None or not self.is_whole:
            return False
        lines = [*self._keys, *self.lines]
        lines[len(self._keys) + number] = line
        last = len(self._keys) + max(number, self.focus) + _AFTER
        cut = self._cut or last + 1 < len(lines)
        text = "\n".join(lines[: last + 1])
        at = stops(text)
        # Something may be open where the lines were cut off.
        return at is None or (cut and at >= len(text.rstrip()))


def _keys_above(text: str, start: int, lines: list[str]) -> list[str] | None:
    """The lines with the keys that the first of the lines is in; None where they are too far away or too long."""
    indent = next((indent_of(line) for line in lines if _says(line)), 0)
    found: list[str] = []
    for _ in range(_FARTHEST):
        if not indent or not start:
            return found[::-1]
        start = text.rfind("\n", 0, start - 1) + 1
        line = text[start : text.find("\n", start)].rstrip("\r")
        if len(line) > _LONGEST:
            return None
        if _says(line) and indent_of(line) < indent:
            indent = indent_of(line)
            found.append(line)
    return None


def _says(line: str) -> bool:
    """Whether there is something on a line besides a comment."""
    text = line.lstrip()
    return bool(text) and not text.startswith("#")


def indent_of(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))
