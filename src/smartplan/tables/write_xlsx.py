"""The working layout as an .xlsx file: what is typed in a cell is what is read, and the same plan is the same bytes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from msgspec import Struct

from smartplan.tables import origin as origins
from smartplan.tables.cells import Content, column_letters
from smartplan.tables.grid import MOST_ROWS
from smartplan.tables.heights import line_count, row_height
from smartplan.tables.libraries import require
from smartplan.tables.origin import Origin, origin_of, origin_rows
from smartplan.tables.working import DIMENSION, LABEL, VALUE, SheetKind, WorkingColumn
from smartplan.tables.working_cells import fitting, shown
from smartplan.tables.working_rows import WorkingSheet

# The hidden row of keys, and that of the headings.
KEYS: Final = 0
HEADINGS: Final = 1
FIRST: Final = 2
_WIDTHS: Final = {"id": 16, "text": 30, "texts": 20, "list": 24, "money": 18, "measure": 12, "word": 14}
_WIDE: Final = {"name": 48, "description": 48, "title": 48, "reason": 48, VALUE: 80, "key": 34, "condition": 48}
# The height of a line; no row of long texts hides all others. The standard font needs room at both ends of a cell.
_LINE, _HIGH, _SPARE = 15.0, 150.0, 0.95
# Columns for remarks of whoever fills it in.
_BESIDE: Final = 9
# What stays possible on a sheet whose ids are protected.
_FREE: Final = dict.fromkeys(
    [
        *("format_cells", "format_columns", "format_rows", "insert_rows", "insert_columns", "delete_rows"),
        *("delete_columns", "insert_hyperlinks", "sort", "autofilter"),
    ],
    True,
)


class Choice(Struct, frozen=True):
    """What can be chosen in some columns: each word with what it means, under a heading."""

    name: str
    heading: str
    words: Sequence[tuple[str, str]]


class SheetWords(Struct, frozen=True):
    """The words of a workbook in a language: names of sheets, the heading of a column, the name of the choices.

    `label` is what a field of the plan is called.
    """

    sheets: Mapping[SheetKind, str]
    heading: Callable[[str], str]
    choices: str
    label: Callable[[str], str]


class WorkingBook(Struct, frozen=True):
    """What a workbook is made of. `data` are the bytes of the file; `agency` is empty for the whole plan."""

    sheets: Sequence[WorkingSheet]
    choices: Sequence[Choice]
    revision: str
    data: bytes
    language: str
    agency: str


def write_working(book: WorkingBook, words: SheetWords, created: datetime) -> bytes:
    """The workbook. Raises UsageError for a text that no cell can hold, and MissingLibrary."""
    require("xlsxwriter")
    names = {sheet.layout.kind: words.sheets[sheet.layout.kind] for sheet in book.sheets}
    origin = origin_of(book.revision, book.data, book.language, book.agency, names)
    with Writing(created) as writing:
        ranges = {choice.name: _range(words.choices, place, choice) for place, choice in enumerate(book.choices)}
        for sheet in book.sheets:
            _sheet(writing, sheet, words, ranges)
        _choices(writing, words.choices, book.choices)
        _origin(writing, origin)
    return writing.bytes


class Writing:
    """A workbook being written; its bytes once it is closed. Texts are written as texts, whatever they look like."""

    def __init__(self, created: datetime) -> None:
        from xlsxwriter import Workbook

        self._stream = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = Workbook(self._stream, options)
        self.book.set_properties({"created": created})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.bytes = b""

    def __enter__(self) -> "Writing":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.book.close()
            self.bytes = self._stream.getvalue()

    def format(self, **look: Any) -> Any:
        """A format, each only once."""
        key = tuple(look.items())
        if key not in self._formats:
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def put(self, sheet: Any, row: int, column: int, content: Content, format: Any = None) -> None:
        """A content in its cell."""
        if isinstance(content, bool):
            sheet.write_boolean(row, column, content, format)
        elif isinstance(content, (int, float)):
            sheet.write_number(row, column, content, format)
        elif isinstance(content, str):
            sheet.write_string(row, column, content, format)


def _sheet(writing: Writing, sheet: WorkingSheet, words: SheetWords, ranges: Mapping[str, str]) -> None:
    kind, ids = sheet.layout.kind, sheet.layout.ids
    page = writing.book.add_worksheet(words.sheets[kind])
    columns = [*(WorkingColumn(key, "id") for key in ids), *sheet.columns]
    head = writing.format(bold=True, text_wrap=True, valign="top", bottom=1, bg_color="#DDEBF7", locked=True)
    # Below the last row and beside the last column something can be typed as well.
    page.set_column(len(columns), len(columns) + _BESIDE, None, writing.format(locked=False))
    page.set_row(KEYS, None, None, {"hidden": True})
    for index, column in enumerate(columns):
        page.set_column(index, index, _width(column), _look(writing, column))
        writing.put(page, KEYS, index, column.key, writing.format(locked=True))
        writing.put(page, HEADINGS, index, words.heading(column.key), head)
        source = ranges.get(_choice_of(kind, column))
        if source:
            # One that is not listed is told when the sheet is read: names, and what another revision knows.
            rule = {"validate": "list", "source": source, "error_type": "warning"}
            page.data_validation(FIRST, index, MOST_ROWS - 1, index, rule)
    locked = writing.format(locked=True, valign="top", num_format="@", bg_color="#F2F2F2")
    places = {one.key: (index, _look(writing, one)) for index, one in enumerate(sheet.columns, len(ids))}
    for at, row in enumerate(sheet.rows, FIRST):
        for index, id_ in enumerate(row.ids):
            writing.put(page, at, index, fitting(id_ or None, row.path), locked)
        for key, value in row.values.items():
            content = fitting(shown(value), row.address(key))
            index, look = places[key]
            writing.put(page, at, index, content, look)
        wrapped = [(str(shown(row.values[key])), _WIDE[key]) for key in _WIDE if key in row.values]
        if any(line_count(text, width * _SPARE) > 1 for text, width in wrapped):
            # Any other row becomes as high as what is typed in it.
            page.set_row(at, min(row_height(wrapped, _LINE, _SPARE), _HIGH))
    if kind == "plan":
        _labels(writing, page, sheet, words, len(columns))
    last = max(len(sheet.rows) + FIRST - 1, HEADINGS)
    page.freeze_panes(FIRST, len(ids) + (columns[len(ids)].key == "name" if sheet.columns else 0))
    page.autofilter(HEADINGS, 0, last, len(columns) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(columns) - 1)}{last + 1}"})
    # Without a password: it only keeps ids from being changed by mistake.
    page.protect("", _FREE)


def _labels(writing: Writing, page: Any, sheet: WorkingSheet, words: SheetWords, index: int) -> None:
    """What each field of the plan is called, beside it; when the sheet is read, it means nothing."""
    page.set_column(index, index, _WIDE["key"])
    writing.put(page, KEYS, index, LABEL)
    writing.put(page, HEADINGS, index, words.heading(LABEL), writing.format(bold=True))
    for at, row in enumerate(sheet.rows, FIRST):
        writing.put(page, at, index, words.label(row.ids[0]))


def _look(writing: Writing, column: WorkingColumn) -> Any:
    """How the cells of a column look. What is typed in a text stays as it is typed, `1.10` and `1/2` as well."""
    if column.kind == "money":
        return writing.format(locked=False, valign="top", num_format="#,##0")
    if column.kind in ("flag", "number"):
        return writing.format(locked=False, valign="top")
    return writing.format(locked=False, valign="top", num_format="@", text_wrap=column.key in _WIDE)


def _width(column: WorkingColumn) -> int:
    return _WIDE.get(column.key) or _WIDTHS.get(column.kind, 12)


def _choice_of(kind: SheetKind, column: WorkingColumn) -> str:
    """The name of what can be chosen in a column; empty where anything can be typed, or several at once."""
    if column.kind == "word":
        return " ".join(column.words)
    if column.key in ("agency", DIMENSION, "subdimension", "mission", "programme", "part"):
        return column.key
    return ""


def word_choices(sheets: Sequence[WorkingSheet]) -> Iterator[tuple[WorkingColumn, str]]:
    """The vocabularies of the columns of a workbook, each once, with their names among the choices."""
    found: dict[str, WorkingColumn] = {}
    for sheet in sheets:
        for column in sheet.columns:
            if column.kind == "word":
                found.setdefault(_choice_of(sheet.layout.kind, column), column)
    return ((column, name) for name, column in found.items())


def _range(sheet: str, place: int, choice: Choice) -> str:
    letters = column_letters(2 * place)
    return f"='{sheet}'!${letters}$2:${letters}${len(choice.words) + 1}" if choice.words else ""


def _choices(writing: Writing, name: str, choices: Sequence[Choice]) -> None:
    """The words that can be chosen, each with its meaning beside it."""
    page = writing.book.add_worksheet(name)
    for place, choice in enumerate(choices):
        column = 2 * place
        page.set_column(column, column, 22)
        page.set_column(column + 1, column + 1, 36)
        writing.put(page, 0, column, choice.heading, writing.format(bold=True))
        for row, (word, meaning) in enumerate(choice.words, 1):
            writing.put(page, row, column, word)
            writing.put(page, row, column + 1, meaning)
    page.freeze_panes(1, 0)


def _origin(writing: Writing, origin: Origin) -> None:
    page = writing.book.add_worksheet(origins.NAME)
    for row, (key, text) in enumerate(origin_rows(origin)):
        writing.put(page, row, 0, key)
        writing.put(page, row, 1, text)
    page.very_hidden()
