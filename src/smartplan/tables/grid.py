"""A sheet in the making: cells put where they belong, whatever lies between them, within limits."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from math import isfinite

from smartplan.errors import WorkbookTooLarge
from smartplan.tables.cells import Content, Sheet, SheetCell, Span

# Cells with something in them, of all sheets; and places, empty ones before and between them among them. A plan of
# 2,000 programmes has 100,000 cells.
MOST_CELLS = 500_000
MOST_PLACES = 4_000_000
# What Excel has room for.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_EMPTY = SheetCell()
# Up to here a float tells every whole number from the next.
_EXACT = 2**53


class Room:
    """How much is left for the sheets of a workbook, whose name is shown where that is too little."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._cells, self._places = MOST_CELLS, MOST_PLACES

    def take(self, cells: int, places: int) -> None:
        """Take it. Raises WorkbookTooLarge."""
        self._cells -= cells
        self._places -= places
        if self._cells < 0 or self._places < 0:
            raise too_many_cells(self._path)


def too_many_cells(path: str) -> WorkbookTooLarge:
    """The error for more cells than a plan can have."""
    return WorkbookTooLarge(path=path, limit=MOST_CELLS, variant="cells")


class Grid:
    """The cells of a sheet, in any order. Rows and columns without any cost next to nothing."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._gap: list[SheetCell] = []
        self._rows: list[list[SheetCell]] = []
        self._merged: list[Span] = []

    def put(self, row: int, column: int, cell: SheetCell, times: int = 1) -> None:
        """A cell, as often as it is repeated to the right. Raises WorkbookTooLarge, and ValueError beyond any sheet."""
        if not (0 <= row < MOST_ROWS and 0 <= column < MOST_COLUMNS and times <= MOST_COLUMNS):
            raise ValueError(row, column)
        new = row + 1 - len(self._rows)
        if new > 0:
            self._room.take(0, new)
            self._rows += [self._gap] * new
        line = self._rows[row]
        if line is self._gap:
            line = self._rows[row] = []
        new = column + times - len(line)
        self._room.take(times, max(new, 0))
        if new > 0:
            line += [_EMPTY] * new
        line[column : column + times] = [cell] * times

    def repeat(self, row: int, times: int) -> None:
        """A row that is there, again below itself. Raises WorkbookTooLarge."""
        if row < len(self._rows):
            full = sum(cell is not _EMPTY for cell in self._rows[row])
            self._room.take(full * times, times)
            self._rows[row + 1 : row + 1 + times] = [self._rows[row]] * times

    def merge(self, span: Span) -> None:
        """Cells that are one. Raises ValueError, and WorkbookTooLarge: whoever looks for one may walk over all."""
        if not (0 <= span.first_row <= span.last_row and 0 <= span.first_column <= span.last_column):
            raise ValueError(span)
        self._room.take(0, (span.last_row - span.first_row + 1) * (span.last_column - span.first_column + 1))
        self._merged.append(span)

    def sheet(
        self,
        name: str,
        *,
        visible: bool = True,
        hidden_rows: Iterable[range] = (),
        hidden_columns: Iterable[range] = (),
    ) -> Sheet:
        """The sheet. Of what is hidden only what lies among the cells matters: people hide all that is beyond them."""
        width = max(map(len, self._rows), default=0)
        return Sheet(
            name,
            self._rows,
            self._merged,
            _within(hidden_rows, len(self._rows)),
            _within(hidden_columns, width),
            visible,
        )


def _within(ranges: Iterable[range], end: int) -> frozenset[int]:
    return frozenset(number for one in ranges for number in range(one.start, min(one.stop, end)))


def cell_of(value: object, format: str = "", formula: str = "") -> SheetCell:
    """A cell with the content that every reader gives to the same value.

    A day without a time is a date, a whole number an integer, whatever the file made of them. A number that is none is
    an error.
    """
    content: Content = None
    error = ""
    if isinstance(value, datetime):
        content = value.date() if value.time() == time() and value.tzinfo is None else value
    elif isinstance(value, float):
        if not isfinite(value):
            error = "#NUM!"
        else:
            content = int(value) if value.is_integer() and abs(value) <= _EXACT else value
    elif isinstance(value, str | int | date | time | timedelta):
        content = value
    return SheetCell(content, format if content is not None else "", formula, error)
