"""An .ods file, of LibreOffice: values, percentages, merged and hidden cells; formulas are kept as text.

Read here and not by a library: cells are written once with how often they are repeated, which a few bytes can make a
billion, and the library that reads .xls files believes them.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from smartplan.errors import NotAWorkbook
from smartplan.tables.archive import elements
from smartplan.tables.cells import Sheet, SheetCell, Span, Workbook
from smartplan.tables.grid import MOST_COLUMNS, MOST_ROWS, Grid, Room, cell_of

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_DURATION = re.compile(r"P(?:(\d{1,9})D)?T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,12})?)S)?", re.ASCII)
_PREFIX = re.compile("^(of|oooc|msoxl):")
_DAY = timedelta(days=1)


class _Table:
    """A sheet in the making."""

    def __init__(self, element: Element, room: Room, hidden: set[str]) -> None:
        self.name = element.get(f"{_TABLE}name", "")
        self._visible = element.get(f"{_TABLE}style-name") not in hidden
        self._grid = Grid(room)
        self._hidden_rows: list[range] = []
        self._hidden_columns: list[range] = []
        self._row = self._column = 0

    def column(self, element: Element) -> None:
        """Columns that are said to be alike."""
        times = min(_count(element, "number-columns-repeated"), MOST_COLUMNS)
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            self._hidden_columns.append(range(self._column, self._column + times))
        self._column += times

    def row(self, element: Element) -> None:
        """Rows that are said to be alike. Raises WorkbookTooLarge."""
        column, full = 0, False
        for one in element:
            if one.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            times = _count(one, "number-columns-repeated")
            cell = _cell(one)
            if cell != SheetCell():
                full = True
                self._grid.put(self._row, column, cell, times)
            down, right = _count(one, "number-rows-spanned"), _count(one, "number-columns-spanned")
            if down > 1 or right > 1:
                self._grid.merge(Span(self._row, column, self._row + down - 1, column + right - 1))
            column += times
        times = _count(element, "number-rows-repeated")
        if full and times > 1:
            self._grid.repeat(self._row, min(times, MOST_ROWS) - 1)
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            self._hidden_rows.append(range(self._row, self._row + min(times, MOST_ROWS)))
        self._row += times

    def sheet(self) -> Sheet:
        """The sheet, with what was read so far."""
        return self._grid.sheet(
            self.name, visible=self._visible, hidden_rows=self._hidden_rows, hidden_columns=self._hidden_columns
        )


def read_ods(archive: ZipFile, path: str) -> Workbook:
    """The workbook in an archive. Raises NotAWorkbook and WorkbookTooLarge, and whatever a damaged part leads to."""
    if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
        raise NotAWorkbook(path=path, variant="encrypted")
    room, tables = Room(path), list[_Table]()
    hidden: set[str] = set()
    for element in elements(archive, _CONTENT, path, {"style", "table-column", "table-row"}, {"table"}):
        if element.tag == f"{_STYLE}style":
            hidden.update(_hidden_style(element))
        elif element.tag == f"{_TABLE}table":
            tables.append(_Table(element, room, hidden))
        elif element.tag == f"{_TABLE}table-column":
            tables[-1].column(element)
        elif element.tag == f"{_TABLE}table-row":
            tables[-1].row(element)
    return Workbook(path, [table.sheet() for table in tables])


def _hidden_style(style: Element) -> Iterator[str]:
    """The name of a style of sheets that are not shown."""
    properties = style.find(f"{_STYLE}table-properties")
    if properties is not None and properties.get(f"{_TABLE}display") == "false":
        yield style.get(f"{_STYLE}name", "")


def _count(element: Element, name: str) -> int:
    return int(element.get(_TABLE + name, 1))


def _cell(element: Element) -> SheetCell:
    type_ = element.get(f"{_OFFICE}value-type", "")
    formula = _PREFIX.sub("", element.get(f"{_TABLE}formula", ""))
    text = "\n".join(_text(one) for one in element if one.tag == f"{_TEXT}p")
    if element.get(_CALC_TYPE) == "error":
        return SheetCell(formula=formula, error=text)
    format = "0%" if type_ == "percentage" else ""
    return cell_of(_value(element, type_, text), format, formula)


def _value(element: Element, type_: str, text: str) -> object:
    """What stands in a cell; of a type that is none of these, as it is shown."""
    if type_ in ("float", "percentage", "currency"):
        return float(element.attrib[f"{_OFFICE}value"])
    if type_ == "boolean":
        return element.attrib[f"{_OFFICE}boolean-value"] == "true"
    if type_ == "date":
        stated = element.attrib[f"{_OFFICE}date-value"]
        return datetime.fromisoformat(stated) if "T" in stated else date.fromisoformat(stated)
    if type_ == "time":
        return _time(element.attrib[f"{_OFFICE}time-value"])
    stated = element.get(f"{_OFFICE}string-value", text)
    # The stored result of a formula can be an empty text, which is not the same as none.
    return stated if stated or (type_ and element.get(f"{_TABLE}formula")) else None


def _time(stated: str) -> time | timedelta:
    """A time of day, or a duration of a day or more. Raises ValueError."""
    found = _DURATION.fullmatch(stated)
    if not found:
        raise ValueError(stated)
    days, hours, minutes, seconds = found.groups("0")
    whole = timedelta(int(days), hours=int(hours), minutes=int(minutes), seconds=round(float(seconds), 3))
    return (datetime.min + whole).time() if whole < _DAY else whole


def _text(element: Element) -> str:
    """The text of a paragraph: several spaces are an element of their own, a note that hangs on it is none of it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c", 1)), 1000))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append("\t" if child.tag.endswith("}tab") else "\n")
        elif not child.tag.endswith("}annotation"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
