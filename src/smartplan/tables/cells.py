"""A workbook as it was read, whatever program wrote it: sheets of cells with their addresses and number formats."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from msgspec import Struct

Content = str | int | float | bool | date | datetime | time | timedelta | None
"""What stands in a cell; None where nothing does. Percentages are fractions: 85% is 0.85 with the format `0%`."""


class SheetCell(NamedTuple):
    """One cell: its content, how a number is shown, and the formula or the error that gave it, if any.

    The format is that of Excel, empty where it says nothing. A formula whose result was not stored has no content.
    """

    content: Content = None
    format: str = ""
    formula: str = ""
    error: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it, or blanks alone."""
        return (self.content is None or (isinstance(self.content, str) and not self.content.strip())) and not (
            self.formula or self.error
        )


class Span(NamedTuple):
    """Merged cells: first and last row and column, counted from 0, both included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet(Struct, frozen=True):
    """One sheet: rows of cells, counted from 0; rows can have different lengths. Hidden ones are among them."""

    name: str
    rows: list[list[SheetCell]]
    merged: list[Span] = []
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True

    def cell(self, row: int, column: int) -> SheetCell:
        """The cell there; an empty one beyond what is written."""
        line = self.rows[row] if row < len(self.rows) else []
        return line[column] if column < len(line) else SheetCell()

    def address(self, row: int, column: int) -> str:
        """As people name it: `RPJMD!C12`."""
        return f"{self.name}!{column_letters(column)}{row + 1}"


class Workbook(Struct, frozen=True):
    """A file of sheets. `path` as it is shown; `has_formats` is False where number formats cannot be read.

    `encoding` is that of a file of text: where it is not `utf-8` it was guessed.
    """

    path: str
    sheets: list[Sheet]
    has_formats: bool = True
    encoding: str = ""


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
