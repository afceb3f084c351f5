"""Places in a text as an editor counts them: lines and columns from 0, a column in the units of an encoding."""

from bisect import bisect_right
from itertools import accumulate
from typing import Literal, NamedTuple

from smartplan.yamltext.source import BREAK, MARK, Place

Units = Literal["utf-8", "utf-16", "utf-32"]


class Position(NamedTuple):
    """A line and a column from 0, in the units of the editor."""

    line: int
    column: int


class Positions:
    """The lines of a text as an editor has it, with the byte order mark that it may begin with.

    Offsets are those of the text without that mark.
    """

    def __init__(self, text: str, units: Units) -> None:
        self._mark = len(MARK) if text.startswith(MARK) else 0
        self._units = units
        ends = [match.span() for match in BREAK.finditer(text)]
        starts = [0, *(end for _, end in ends)]
        self._starts = starts
        self._lines = [
            text[start:end] for start, end in zip(starts, [*(one for one, _ in ends), len(text)], strict=True)
        ]

    def offset(self, position: Position) -> int:
        """The offset of a position; of the end of its line or of the text where that is shorter."""
        if position.line >= len(self._lines):
            return max(self._starts[-1] + len(self._lines[-1]) - self._mark, 0)
        line = self._lines[position.line]
        ends = accumulate(self._length(character) for character in line)
        column = next((index for index, end in enumerate(ends) if end > position.column), len(line))
        return max(self._starts[position.line] + column - self._mark, 0)

    def span(self, place: Place) -> tuple[Position, Position]:
        """Where a place begins and ends."""
        return self._position(place.line, place.column), self._position(place.end_line, place.end_column)

    def between(self, start: int, end: int) -> tuple[Position, Position]:
        """Where two offsets are."""
        return self._at(start), self._at(end)

    def _at(self, offset: int) -> Position:
        offset += self._mark
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._length(self._lines[line][: offset - self._starts[line]]))

    def _position(self, line: int, column: int) -> Position:
        """The position of a place, whose lines and columns count from 1."""
        ahead = self._mark if line == 1 else 0
        return Position(line - 1, self._length(self._lines[line - 1][: column - 1 + ahead]))

    def _length(self, text: str) -> int:
        if self._units == "utf-32" or text.isascii():
            return len(text)
        if self._units == "utf-16":
            return len(text) + sum(character > "\uffff" for character in text)
        return len(text.encode("utf-8", "surrogatepass"))
