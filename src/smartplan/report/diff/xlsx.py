"""The matrix semula - menjadi as a workbook: typed cells that an office program filters, adds up and prints on F4."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from smartplan.messages import Catalogue, Language
from smartplan.plan.figure import Sum
from smartplan.plan.rounding import decimal
from smartplan.report.diff.matrix_table import (
    ChangeMatrix,
    MatrixCell,
    MatrixSheet,
    amount_of,
    figure,
    side_of,
    text_of,
    value_of,
)
from smartplan.report.render.cell_values import ShareValue, Value
from smartplan.report.render.cldr import LOCALES
from smartplan.report.render.page import ChangedText, Column, Line, Table
from smartplan.report.render.word_diff import TextPart
from smartplan.tables.heights import row_height

# Folio, 8.5 x 13 inches, which is what offices call F4.
_PAPER = 14
_FONT = {"font_name": "Arial", "font_size": 9, "valign": "top"}
_LINE, _HEADING = 12.0, 20.0
# So many characters of the font find room on the width of one of the standard font, by which columns are measured, with
# something to spare for wide letters.
_SPARE = 1.35
# The longest text of a cell, and the longest format of a number.
_LONGEST, _LONGEST_FORMAT = 32_767, 255
_HEAD: Final = {
    **{"bold": True, "bg_color": "#D9E2EC", "border": 1, "text_wrap": True},
    **{"align": "center", "valign": "vcenter"},
}
_STRONG: Final = {"bold": True, "bg_color": "#EEF2F6"}
_MARKS: Final[dict[str, dict[str, Any]]] = {"gone": {"font_strikeout": True}, "came": {"bold": True}, "": {}}
_LOCALES: Final[dict[Language, str]] = {"en": "409", "id": "421"}
# A label of the head, of which the text has the rest of the width.
_LABEL = 24
_NAMES = 31
# Office programs count with fifteen decimals and more of none.
_DECIMALS = 10


def render(matrices: Sequence[ChangeMatrix], others: Sequence[str], say: Catalogue, day: date) -> bytes:
    """A workbook of matrices; `others` are files of which there is none. The same bytes for the same data and day."""
    stream = BytesIO()
    book = _Book(stream, say)
    if others:
        book.lines(say("matrix.others"), others)
    for number, matrix in enumerate(matrices, 1):
        ending = f" {number}" if len(matrices) > 1 else ""
        book.summary(matrix, ending)
        for sheet in matrix.sheets:
            book.sheet(sheet, f"{matrix.title}. {matrix.name}", ending)
    first = matrices[0] if matrices else None
    book.close(f"{first.title}. {first.name}" if first else say("matrix.heading"), day)
    return stream.getvalue()


class _Book:
    """A workbook that is being written."""

    def __init__(self, stream: BytesIO, say: Catalogue) -> None:
        self.say = say
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = Workbook(stream, options)
        self.formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def close(self, title: str, day: date) -> None:
        """Write it all."""
        created = datetime(day.year, day.month, day.day)
        self.book.set_properties({"title": title[:255], "author": "smartplan", "created": created})
        self.book.close()

    def lines(self, title: str, texts: Sequence[str]) -> None:
        """A sheet of sentences."""
        sheet = self._sheet(title, title)
        sheet.set_column(0, 0, 140)
        for row, text in enumerate(texts):
            self._text(sheet, row, 0, text, self._format(text_wrap=True))
            sheet.set_row(row, _height([(text, 140)]))

    def summary(self, matrix: ChangeMatrix, ending: str) -> None:
        """What the matrix is of, the totals, and what is no change."""
        table = matrix.totals.table
        name = f"{matrix.title}. {matrix.name}"
        sheet = self._sheet(matrix.totals.title + ending, name)
        last = len(table.columns) - 1
        width = sum(column.width for column in table.columns)
        sheet.merge_range(0, 0, 0, last, "")
        self._text(sheet, 0, 0, matrix.title, self._format(bold=True, font_size=14))
        sheet.merge_range(1, 0, 1, last, "")
        self._text(sheet, 1, 0, matrix.name, self._format(bold=True, font_size=11))
        sheet.set_row(0, _HEADING)
        sheet.set_row(1, _HEADING)
        row = 3
        for label, text in matrix.head:
            sheet.merge_range(row, 1, row, last, "")
            self._text(sheet, row, 0, label, self._format(bold=True, text_wrap=True))
            self._text(sheet, row, 1, text, self._format(text_wrap=True))
            first = table.columns[0].width
            sheet.set_row(row, _height([(label, first), (text, width - first)]))
            row += 1
        row = self._rows(sheet, table, row + 1)
        for text in matrix.notes:
            row += 1
            sheet.merge_range(row, 0, row, last, "")
            self._text(sheet, row, 0, text, self._format(text_wrap=True))
            sheet.set_row(row, _height([(text, width)]))

    def sheet(self, matrix_sheet: MatrixSheet, name: str, ending: str) -> None:
        """A sheet whose head stays in sight and is repeated on every page."""
        table = matrix_sheet.table
        sheet = self._sheet(matrix_sheet.title + ending, name)
        end = self._rows(sheet, table, 0)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        if end > 1:
            sheet.autofilter(0, 0, end - 1, len(table.columns) - 1)

    def _sheet(self, title: str, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(title[:_NAMES])
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_PAPER)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        # Behind & the letters of a header are commands.
        place = self.say("matrix.page", page="&P", pages="&N")
        sheet.set_footer(f"&L&8{name.replace('&', '&&')[:200]}&R&8{place}")
        return sheet

    def _rows(self, sheet: Worksheet, table: Table, top: int) -> int:
        """Write titles and lines; the row below them."""
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, column.width, None, {"hidden": True} if column.hidden else {})
            self._text(sheet, top, index, column.title, self._format(**_HEAD))
        sheet.set_row(top, _height([(column.title, column.width - 3) for column in table.columns]) + 4)
        row = top
        for line in table.lines:
            row += 1
            self._line(sheet, row, table, line)
        return row + 1

    def _line(self, sheet: Worksheet, row: int, table: Table, line: Line) -> None:
        look = _STRONG if line.kind else {}
        for index, (cell, column) in enumerate(zip(line.cells, table.columns, strict=True)):
            self._cell(sheet, (row, index), cell, column, look)
        seen = zip(line.cells, table.columns, strict=True)
        sheet.set_row(row, _height([(text_of(cell), column.width) for cell, column in seen if not column.hidden]))

    def _cell(
        self, sheet: Worksheet, place: tuple[int, int], cell: MatrixCell, column: Column, look: dict[str, Any]
    ) -> None:
        look = {"border": 1, "border_color": "#8899AA", "text_wrap": True, "align": side_of(cell), **look}
        text, value = text_of(cell), value_of(cell)
        amount = amount_of(value)
        form = "" if amount is None else _number_format(text, value, column, self.say.language)
        if amount is not None and form and len(form) <= _LONGEST_FORMAT:
            sheet.write_number(*place, amount, self._format(num_format=form, **look))
        elif isinstance(cell, ChangedText) and any(part.kind for part in cell.parts) and len(text) <= _LONGEST:
            self._marked(sheet, place, cell.parts, look)
        else:
            # As text, whatever a program would make of it.
            self._text(sheet, *place, text, self._format(num_format="@", **look))

    def _marked(
        self, sheet: Worksheet, place: tuple[int, int], parts: Sequence[TextPart], look: dict[str, Any]
    ) -> None:
        """Struck and bold words. One that is all the text is that of the cell."""
        parts = [part for part in parts if part.text]
        if len(parts) == 1:
            form = self._format(num_format="@", **look, **_MARKS[parts[0].kind])
            self._text(sheet, *place, parts[0].text, form)
            return
        pieces: list[Any] = []
        for part in parts:
            pieces += [self._format(**_MARKS[part.kind]), part.text]
        sheet.write_rich_string(*place, *pieces, self._format(num_format="@", **look))

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
        if text:
            cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
            sheet.write_string(row, column, cut, form)
        else:
            sheet.write_blank(row, column, None, form)

    def _format(self, **look: Any) -> Format:
        key = tuple(look.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**_FONT, **look})
        return self.formats[key]


def _number_format(text: str, value: Value, column: Column, language: Language) -> str:
    """How a number is shown: with the signs of the language, the currency, and the words around it in the text."""
    before, found, behind = text.partition(figure(value, language, moved=column.moved))
    if not found:
        return ""
    place, locale = f"[$-{_LOCALES[language]}]", LOCALES[language]
    if isinstance(value, Sum) and not column.moved:
        before += locale.currency + locale.space
    before, behind = _quoted(before), _quoted(behind)
    decimals = _decimals(amount_of(value))
    digits = "0.0%" if isinstance(value, ShareValue) else "#,##0" + (f".{'0' * decimals}" if decimals else "")
    shown = f"{place}{before}{digits}{behind}"
    return f"{shown};{place}{before}({digits}){behind}" if column.moved else shown


def _decimals(amount: float | None) -> int:
    """How many decimals a number has."""
    if not isinstance(amount, float):
        return 0
    return min(max(-int(decimal(amount).normalize().as_tuple().exponent), 0), _DECIMALS)


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), "”")}"' if text else ""


def _height(texts: Sequence[tuple[str, float]]) -> float:
    """The height of a row in points, of texts with the widths of their columns in characters."""
    return row_height(texts, _LINE, _SPARE)
