"""A sheet of the working layout as it comes back: its rows by id and its cells by key, wherever they stand by now."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from smartplan.tables.cells import Sheet, SheetCell
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.working import LABEL, VALUE, SheetKind, SheetLayout, column_of
from smartplan.tables.working_cells import clean, spelled

# Somebody may have put a title above the row of keys.
_TOP_ROWS = 10


class FilledRow(Struct, frozen=True):
    """A row: its ids as they are typed, and its cells by key."""

    book: str
    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    ids: tuple[str, ...]

    def cell(self, key: str) -> SheetCell:
        """The cell of a column; an empty one where the sheet has none."""
        return self.sheet.cell(self.row, self.columns[key]) if key in self.columns else SheetCell()

    def text(self, key: str) -> str:
        """The same as text."""
        return text_of(self.cell(key))

    def where(self, key: str) -> str:
        """The address of a cell, `dlh.xlsx: Program!C12`; of the first in the row for a column that is not there."""
        return f"{self.book}: {self.sheet.address(self.row, self.columns.get(key, 0))}"


class FilledSheet(Struct, frozen=True):
    """A sheet, with the address of its first cell: its columns by key, its rows, and what is wrong with it.

    `ignored` are columns that mean nothing here, each the address of its heading and the heading.
    """

    kind: SheetKind
    where: str
    columns: Mapping[str, int]
    rows: list[FilledRow]
    ignored: list[tuple[str, str]] = []
    findings: list[TableFinding] = []


def text_of(cell: SheetCell) -> str:
    """What stands in a cell as text, without blanks at its ends."""
    return clean(spelled(cell.content))


def read_filled(sheet: Sheet, layout: SheetLayout, book: str) -> FilledSheet:
    """A sheet that was exported, in a workbook of some name; without rows where its row of keys is gone."""

    def address(row: int, column: int) -> str:
        return f"{book}: {sheet.address(row, column)}"

    top = next((row for row in range(_TOP_ROWS) if _is_top(sheet, row, layout)), None)
    if top is None:
        return FilledSheet(layout.kind, address(0, 0), {}, [], [], [found("no-table", address(0, 0), "keys")])
    columns: dict[str, int] = {}
    ignored, wrong = [], []
    headings = _texts(sheet, top + 1)
    for index, key in _texts(sheet, top).items():
        if key in columns:
            other = address(top, columns[key])
            wrong.append(found("column-twice", address(top, index), "key", field=key, other=other))
        elif (layout.kind == "plan" and key == VALUE) or column_of(layout.kind, key) is not None:
            columns[key] = index
        elif key != LABEL:
            ignored.append((address(top + 1, index), headings.get(index) or key))
    known = {*_texts(sheet, top)}
    ignored += [(address(top + 1, index), text) for index, text in headings.items() if index not in known]
    rows = list(_rows(sheet, layout, top, columns, book))
    return FilledSheet(layout.kind, address(0, 0), columns, rows, ignored, wrong)


def _is_top(sheet: Sheet, row: int, layout: SheetLayout) -> bool:
    """Whether a row is that of the keys, and not one of headings some of which are spelled alike."""
    texts = [*_texts(sheet, row).values()]
    known = sum(key in (*layout.ids, LABEL, VALUE) or column_of(layout.kind, key) is not None for key in texts)
    return {*layout.ids} <= {*texts} and 2 * known > len(texts)


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts in a row by column."""
    line = sheet.rows[row] if row < len(sheet.rows) else []
    return {index: text for index, cell in enumerate(line) if (text := text_of(cell))}


def _rows(sheet: Sheet, layout: SheetLayout, top: int, columns: Mapping[str, int], book: str) -> Iterator[FilledRow]:
    for row in range(top + 2, len(sheet.rows)):
        if any(not sheet.cell(row, index).is_empty for index in columns.values()):
            yield FilledRow(
                book, sheet, row, columns, tuple(text_of(sheet.cell(row, columns[key])) for key in layout.ids)
            )
