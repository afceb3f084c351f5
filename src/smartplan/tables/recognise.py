"""The table on a sheet: where its headings are, and what each column holds. A tie is an error that names both."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Final

from msgspec import Struct, structs

from smartplan.tables.cells import Sheet, SheetCell, Span, column_letters
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.headings import clean, meaning, named

# Rows in which a heading may begin, and rows that it may take.
_TOP, _HEIGHT = 30, 6
# Columns of a table; one of five years with four columns each has under forty.
_WIDEST = 250
# A row with so many numbers is none of headings.
_NO_HEADING = 3
# A heading of another table is one that names so many fields.
_ANOTHER = 3
_BY_HEIGHT: Final = 0.3
# Of a year, or of a table of one year.
OF_A_YEAR: Final = ("target", "actual", "money", "spent", "value")
# What is seen and has no place in a plan.
DROPPED: Final = (
    "number",
    "percent",
    "note",
    "weight",
    "ignore",
    "end.money",
    "end.actual",
    "end.percent",
    "end.spent",
)
# Columns of other levels, of which a table of all levels has some.
OTHER_LEVELS: Final = ("code.activity", "code.field", "name.activity", "name.field")


class TableColumn(Struct, frozen=True):
    """A column of a table, counted from 0, with further ones of one value (a code over five columns).

    `field` is a word of headings.toml, empty for a heading that nobody knows. `nth` counts years of the period from 1;
    `unit` is how many rupiah one stands for.
    """

    index: int
    heading: str
    field: str = ""
    year: int | None = None
    nth: int | None = None
    unit: int = 1
    further: tuple[int, ...] = ()
    strip: str = ""

    @property
    def letters(self) -> str:
        """As a spreadsheet calls it: `C`, or `A:E`."""
        first = column_letters(self.index)
        return f"{first}:{column_letters(self.further[-1])}" if self.further else first


class TableHeader(Struct, frozen=True, dict=True):
    """Rows of headings, counted from 0, both included, and the columns below them."""

    first: int
    last: int
    columns: tuple[TableColumn, ...]
    score: float = 0.0

    @property
    def fields(self) -> set[str]:
        """The fields that are known."""
        return {column.field for column in self.columns if column.field}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every text of the headings, in lower case."""
        return frozenset(text.casefold() for column in self.columns for text in column.heading.split(" / "))

    @property
    def has_lower_level(self) -> bool:
        """Whether its rows are those of activities, which repeat the programme: a flat export of a system."""
        return not self.fields.isdisjoint(("code.activity", "name.activity"))

    def column(self, field: str) -> TableColumn | None:
        """The column of a field."""
        return next((column for column in self.columns if column.field == field), None)


class Anchors:
    """Which cell a merged one belongs to."""

    def __init__(self, merged: Sequence[Span]) -> None:
        self._of: dict[tuple[int, int], tuple[int, int]] = {}
        self.spans: dict[tuple[int, int], Span] = {}
        for span in merged:
            self.spans[span.first_row, span.first_column] = span
            for row in range(span.first_row, span.last_row + 1):
                for column in range(span.first_column, span.last_column + 1):
                    self._of[row, column] = span.first_row, span.first_column

    def of(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of those that it is merged with; itself where it is not."""
        return self._of.get((row, column), (row, column))


def text_of(cell: SheetCell) -> str:
    """What stands in a cell, as text with single blanks."""
    content = cell.content
    if isinstance(content, str):
        return clean(content)
    if content is None:
        return ""
    if isinstance(content, float) and content.is_integer():
        content = int(content)
    return clean(str(content))


def recognise(sheet: Sheet, anchors: Anchors, rows: tuple[int, int] | None = None) -> TableHeader | list[TableFinding]:
    """The headings of the only table of a sheet, in the given rows or where they are found; or why there is none."""
    if rows is not None:
        # Other sheets of the workbook may be shorter.
        header = _header(sheet, anchors, *rows) if rows[1] < len(sheet.rows) else None
        return header if header is not None else [found("no-table", sheet.address(rows[0], 0), "rows")]
    best: list[TableHeader] = []
    naming = [row for row in range(min(_TOP + _HEIGHT, len(sheet.rows))) if _names(sheet, row)]
    for first in range(min(_TOP, len(sheet.rows))):
        for last in range(first, min(first + _HEIGHT, len(sheet.rows))):
            if sum(map(_is_number, sheet.rows[last])) >= _NO_HEADING:
                break
            if not any(first <= row <= last for row in naming):
                continue
            header = _header(sheet, anchors, first, last)
            if header is None or not _suffices(header):
                continue
            if not best or header.score > best[0].score:
                best = [header]
            elif header.score == best[0].score and _differ(header, best[0]):
                best.append(header)
    if not best:
        return [found("no-table", sheet.address(0, 0))]
    if len(best) > 1:
        return [_several(sheet, best[0], best[1].first)]
    other = _another(sheet, anchors, best[0])
    return [_several(sheet, best[0], other)] if other is not None else best[0]


def problems(sheet: Sheet, header: TableHeader, first_year: int | None, year: int | None) -> Iterator[TableFinding]:
    """What is wrong with the columns of a table: unknown, twice, without a year, in another currency."""
    seen: dict[tuple[str, int | None, int | None], TableColumn] = {}
    dated = any(column.year or column.nth for column in header.columns if column.field in OF_A_YEAR)
    for column in header.columns:
        place = sheet.address(header.last, column.index)
        key = column.field, column.year, column.nth
        if not column.field:
            yield found("unknown-column", place, heading=column.heading)
        elif column.field == "foreign":
            yield found("not-money", place, "currency", value=column.heading)
        elif column.field == "dates":
            if not dated:
                yield found("year-unknown", place, "range", heading=column.heading)
        elif column.field in OF_A_YEAR and column.nth and not first_year:
            yield found("year-unknown", place, heading=column.heading)
        elif column.field in OF_A_YEAR and not (column.year or column.nth or year or dated):
            yield found("year-unknown", place, "single", heading=column.heading)
        if column.field and key in seen and column.field not in (*DROPPED, *OTHER_LEVELS, "unit", "foreign"):
            other = sheet.address(header.last, seen[key].index)
            yield found("column-twice", place, heading=column.heading, other=other, field=column.field)
        seen.setdefault(key, column)


def _header(sheet: Sheet, anchors: Anchors, first: int, last: int) -> TableHeader | None:
    """The rows as headings; None where one of the outer ones is empty."""
    if any(all(cell.is_empty for cell in sheet.rows[row]) for row in (first, last) if row < len(sheet.rows)):
        return None
    width = min(max((len(sheet.rows[row]) for row in range(first, last + 1)), default=0), _WIDEST)
    columns: list[TableColumn] = []
    numbers = 0
    for index in range(width):
        path, own = _path(sheet, anchors, first, last, index)
        numbers += sum(_is_number(sheet.cell(row, index)) for row in range(first, last + 1))
        if path and not own and columns:
            columns[-1] = structs.replace(columns[-1], further=(*columns[-1].further, index))
        elif path:
            said = meaning(path)
            heading = " / ".join(path)
            columns.append(
                TableColumn(index, heading, said.field, said.year, said.nth, said.unit)
                if said
                else TableColumn(index, heading)
            )
    columns = _settled(columns)
    known = [column for column in columns if column.field]
    fields = {column.field for column in known}
    years = sum(bool(column.year or column.nth) for column in known)
    pairs = [(column.field, column.year, column.nth) for column in known if column.field not in DROPPED]
    clashes = len(pairs) - len(set(pairs))
    score = 2 * len(fields) + years - clashes - _BY_HEIGHT * (last - first + 1) - numbers
    return TableHeader(first, last, tuple(columns), round(score, 1))


def _path(sheet: Sheet, anchors: Anchors, first: int, last: int, index: int) -> tuple[tuple[str, ...], bool]:
    """The headings above a column from the top, and whether one of them is its own, and not merged from another."""
    path: list[str] = []
    seen: set[tuple[int, int]] = set()
    own = False
    for row in range(first, last + 1):
        anchor = anchors.of(row, index)
        text = text_of(sheet.cell(*anchor)) if first <= anchor[0] else ""
        if anchor in seen or not text:
            continue
        seen.add(anchor)
        path.append(text)
        own = own or anchor[1] == index
    return tuple(path), own


def _settled(columns: list[TableColumn]) -> list[TableColumn]:
    """A year without a word for what it holds has targets where there are indicators, and money elsewhere.

    What belongs to activities or fields of government is the table's own where nothing else is; what of the year is
    repeated without one is a total.
    """
    fields = {column.field for column in columns}
    value = "target" if "indicator.name" in fields else "money"
    dated = any(column.year or column.nth for column in columns)
    settled = []
    for column in columns:
        field, year, nth = column.field, column.year, column.nth
        if field == "value":
            field = value
        elif field in OTHER_LEVELS and field.partition(".")[0] not in fields:
            field = field.partition(".")[0]
            fields.add(field)
        elif field == "unit" and not (year or nth):
            field = "indicator.unit"
        elif field in OF_A_YEAR and dated and not (year or nth):
            field = "ignore"
        settled.append(structs.replace(column, field=field))
    return settled


def _names(sheet: Sheet, row: int) -> bool:
    """Whether one of the texts of a row is the heading of names: no table is without."""
    texts = (text_of(cell) for cell in sheet.rows[row][:_WIDEST] if isinstance(cell.content, str))
    return any(named("columns", text).partition(".")[0] == "name" for text in texts)


def _is_number(cell: SheetCell) -> bool:
    """A number that is no year: headings have none."""
    content = cell.content
    if isinstance(content, bool) or not isinstance(content, (int, float, date)):
        return False
    return not (isinstance(content, (int, float)) and 1900 <= content <= 2199 and content == int(content))


def _suffices(header: TableHeader) -> bool:
    fields = header.fields
    years = any(column.year or column.nth for column in header.columns)
    return "name" in fields and (years or not fields.isdisjoint(("indicator.name", "agency")))


def _differ(one: TableHeader, other: TableHeader) -> bool:
    """Whether two headings are of two tables, or of one read in two ways; one that is repeated below is neither."""
    if [column.heading for column in one.columns] == [column.heading for column in other.columns]:
        return False

    def said(header: TableHeader) -> list[tuple[object, ...]]:
        return [(column.index, column.field, column.year) for column in header.columns if column.field]

    return said(one) != said(other) or one.last < other.first or other.last < one.first


def _another(sheet: Sheet, anchors: Anchors, header: TableHeader) -> int | None:
    """The row of another heading below; one that repeats this one, as on every printed page, is none."""
    for row in range(header.last + 1, len(sheet.rows)):
        texts = [text for cell in sheet.rows[row] if isinstance(cell.content, str) and (text := text_of(cell))]
        if len(texts) < _ANOTHER or repeats(header, texts):
            continue
        fields = {said.field for text in texts if (said := meaning((text,))) and not _is_value(text)}
        if len(fields) >= _ANOTHER and "name" in fields:
            below = _header(sheet, anchors, row, min(row + 1, len(sheet.rows) - 1))
            if below is not None and _suffices(below):
                return row
    return None


def _is_value(text: str) -> bool:
    """Long texts are contents: no heading says so much."""
    return len(text) > 60 or re.fullmatch(r"[\d.,%\s-]+", text) is not None


def repeats(header: TableHeader, texts: Sequence[str]) -> bool:
    """Whether the texts of a row repeat the headings, as on every printed page."""
    return len(texts) >= _ANOTHER and all(text.casefold() in header.words for text in texts)


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: `1 2 3`, `(1) (2) (3)`, `5=3+4`."""
    numbers = [int(text.strip("() ").partition("=")[0]) for text in texts if re.fullmatch(r"\(?\d{1,2}(=.*)?\)?", text)]
    return len(numbers) >= 3 and len(numbers) == len(texts) and all(after > one for one, after in pairwise(numbers))


def _several(sheet: Sheet, header: TableHeader, row: int) -> TableFinding:
    first, other = sorted((header.first, row))
    return found("several-tables", sheet.address(first, 0), "rows", first=first + 1, other=other + 1)
