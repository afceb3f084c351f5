"""An .xlsx file: values, number formats, merged and hidden cells; formulas are kept as text, never evaluated.

What a cell means is openpyxl's to say. It does not load the workbook, because that would take every cell twice, once
for its formula and once for the result stored with it, make cells of all empty ones, and fail over fonts and filters.
"""

import posixpath
import re
import warnings
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.worksheet._reader import COL_TAG, FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS

from smartplan.errors import NotAWorkbook
from smartplan.tables.archive import elements
from smartplan.tables.cells import Sheet, SheetCell, Span, Workbook
from smartplan.tables.grid import Grid, Room, cell_of

# Excel takes no longer one, and on a text of brackets alone the search for letters of a date would never end.
_LONGEST_FORMAT = 255
# A character that XML cannot hold, or that looks like one written this way; half a pair of surrogates is none.
_ESCAPED = re.compile("_x(?![dD][89a-fA-F])([0-9A-Fa-f]{4})_")
_YES = ("1", "true")
_STRICT = "{http://purl.oclc.org/ooxml/"


class _Cells(WorkSheetParser):
    """The cells of a row, each with its formula beside the stored result."""

    formats: list[str]

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        cell["formula"] = "" if formula is None else f"={formula.text or ''}"
        if cell["value"] is None and cell["data_type"] == "str" and element.find(VALUE_TAG) is not None:
            # The stored result of a formula can be an empty text, which is not the same as none.
            cell["value"] = ""
        return cell


def read_xlsx(archive: ZipFile, path: str) -> Workbook:
    """The workbook in an archive. Raises NotAWorkbook and WorkbookTooLarge, and whatever a damaged part leads to."""
    (main,) = [target for type_, target in _relations(archive, "", path).values() if type_ == "officeDocument"]
    relations = _relations(archive, main, path)
    parts = dict(relations.values())
    strings = list(_strings(archive, parts["sharedStrings"], path)) if "sharedStrings" in parts else []
    formats = _formats(archive, parts["styles"], path) if "styles" in parts else []
    epoch, found = WINDOWS_EPOCH, list[tuple[str, bool, str]]()
    for element in elements(archive, main, path, {"workbookPr", "sheet"}):
        if _STRICT in element.tag:
            # Its elements have other names, so that all of its cells would look empty.
            raise NotAWorkbook(path=path, variant="strict")
        if element.tag == f"{{{SHEET_MAIN_NS}}}workbookPr":
            epoch = MAC_EPOCH if element.get("date1904") in _YES else WINDOWS_EPOCH
        elif element.tag == f"{{{SHEET_MAIN_NS}}}sheet":
            type_, target = relations[element.attrib[f"{{{REL_NS}}}id"]]
            if type_ == "worksheet":
                found.append((element.attrib["name"], element.get("state", "visible") == "visible", target))
    targets = [target for _, _, target in found]
    if not targets or len({*targets}) < len(targets):
        raise NotAWorkbook(path=path, variant="damaged")
    dates = {number for number, format in enumerate(formats) if is_date_format(format)}
    durations = {number for number, format in enumerate(formats) if is_timedelta_format(format)}
    room, sheets = Room(path), []
    for name, visible, target in found:
        cells = _Cells("", strings, True, epoch, dates, durations)
        cells.formats = formats
        with warnings.catch_warnings():
            # Of a date that is none: the cell is an error then.
            warnings.simplefilter("ignore")
            rows = elements(archive, target, path, {"row", "col", "mergeCell"})
            sheets.append(_sheet(rows, cells, Grid(room), name, visible))
    return Workbook(path, sheets)


def _sheet(found: Iterator[Any], cells: _Cells, grid: Grid, name: str, visible: bool) -> Sheet:
    hidden_rows: list[range] = []
    hidden_columns: list[range] = []
    columns = 0
    for element in found:
        if element.tag == ROW_TAG:
            row, line = cells.parse_row(element)
            # It keeps what every row looks like.
            cells.row_dimensions.clear()
            if element.get("hidden") in _YES:
                hidden_rows.append(range(row - 1, row))
            for cell in line:
                _put(grid, cell, cells.formats)
        elif element.tag == COL_TAG:
            # In order, none twice: else each of a million could name them all.
            first, columns = max(int(element.attrib["min"]) - 1, columns), int(element.attrib["max"])
            if element.get("hidden") in _YES:
                hidden_columns.append(range(first, columns))
        elif element.tag == f"{{{SHEET_MAIN_NS}}}mergeCell":
            corners: tuple[Any, ...] = range_boundaries(element.attrib["ref"])
            first_column, first_row, last_column, last_row = (corner - 1 for corner in corners)
            grid.merge(Span(first_row, first_column, last_row, last_column))
    return grid.sheet(name, visible=visible, hidden_rows=hidden_rows, hidden_columns=hidden_columns)


def _put(grid: Grid, cell: dict[str, Any], formats: list[str]) -> None:
    """A cell where it belongs, unless it has nothing but a format."""
    value, formula = cell["value"], cell["formula"]
    if value in (None, "") and not formula:
        return
    row, column = cell["row"] - 1, cell["column"] - 1
    if cell["data_type"] == "e":
        grid.put(row, column, SheetCell(formula=formula, error=str(value)))
        return
    style = int(cell["style_id"])
    format = formats[style] if style < len(formats) else ""
    grid.put(row, column, cell_of(_unescaped(value) if isinstance(value, str) else value, format, formula))


def _relations(archive: ZipFile, part: str, path: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by id: the last word of its type, and the part. What lies outside the file is no part."""
    folder, name = posixpath.split(part)
    found = {}
    for one in elements(archive, posixpath.join(folder, "_rels", f"{name}.rels"), path, {"Relationship"}):
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, one.attrib["Target"])).lstrip("/")
            found[one.attrib["Id"]] = (posixpath.basename(one.attrib["Type"]), target)
    return found


def _strings(archive: ZipFile, part: str, path: str) -> Iterator[str]:
    """The texts that cells share; of one in several fonts all pieces, without how it is pronounced."""
    for one in elements(archive, part, path, {"si"}):
        yield "".join(
            piece.text or ""
            for child in one
            for piece in (child.iter() if child.tag.endswith("}r") else (child,))
            if piece.tag.endswith("}t")
        )


def _formats(archive: ZipFile, part: str, path: str) -> list[str]:
    """The number format of each style of cells; empty where it says nothing."""
    known: dict[int, str] = BUILTIN_FORMATS | {0: ""}
    found: list[str] = []
    for group in elements(archive, part, path, {"numFmts", "cellXfs"}):
        for one in group:
            number = int(one.get("numFmtId", 0))
            if one.tag.endswith("}numFmt"):
                code = one.get("formatCode", "")
                known[number] = "" if code == "General" else code
            elif one.tag.endswith("}xf"):
                found.append(known.get(number, ""))
    return [format if len(format) <= _LONGEST_FORMAT else "" for format in found]


def _unescaped(text: str) -> str:
    """A text as Excel shows it; a line break is a line feed, however it was written."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
