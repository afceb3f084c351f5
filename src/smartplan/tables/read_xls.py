"""An .xls file, of Excel until 2003, read by calamine: values, merged cells; number formats cannot be read.

calamine says nothing of errors and formulas, and takes the room that a file asks for. So the records of the cells are
looked through before: how many there are and where they lie, which have a formula, and which an error for a result. It
is asked in a process of its own, because some damaged files end it. How much memory that has can be limited on Linux
and macOS; elsewhere the size of the file and the numbers of cells and places are the limit.
"""

from collections.abc import Iterator
from io import BytesIO
from struct import unpack_from
from typing import Any, NamedTuple

from smartplan.errors import NotAWorkbook
from smartplan.tables.apart import run_apart
from smartplan.tables.cells import Sheet, SheetCell, Span, Workbook
from smartplan.tables.compound import Compound
from smartplan.tables.grid import MOST_CELLS, Grid, Room, cell_of, too_many_cells

# Kinds of records, and how the names of errors are numbered.
_BEGIN, _END, _BOUND_SHEET, _STRINGS, _PASSWORD = 0x809, 0x0A, 0x85, 0xFC, 0x2F
_FORMULA, _BOOL_OR_ERROR = 0x06, 0x205
_CELLS = (0x201, 0x203, 0x204, 0x27E, 0xBD, 0xBE, 0xFD, 0xD6, _FORMULA, _BOOL_OR_ERROR)
# Of cells that have a format and nothing in them, of which calamine keeps nothing.
_BARE = (0x201, 0xBE)
_ERROR_RESULT, _EMPTY_RESULT, _ON_OPENING = 2, 3, 0x2
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_WORKBOOKS = ("Workbook", "Book")
# The least that a text among the shared ones takes.
_STRING = 3

Place = tuple[int, int]


class _Records:
    """What the records of one sheet say: how many cells, how far they reach, what calamine does not tell of them."""

    def __init__(self) -> None:
        self.height = self.width = self.cells = 0
        # How a formula is written is not read: that it is one is enough to know. The result of some is an empty text,
        # which is not the same as none; some have none, as whoever wrote them left it to be found when they are opened.
        self.formulas: set[Place] = set()
        self.empty_texts: set[Place] = set()
        self.without_result: set[Place] = set()
        self.errors: dict[Place, str] = {}

    def cell(self, kind: int, body: bytes) -> None:
        """A record of a cell."""
        row, column = unpack_from("<HH", body)
        # The last two bytes of a record of several cells are the last of its columns.
        last = unpack_from("<H", body, len(body) - 2)[0] if kind in (0xBD, 0xBE) else column
        self.cells += 0 if kind in _BARE else max(last - column + 1, 1)
        self.height, self.width = max(self.height, row + 1), max(self.width, last + 1)
        if kind == _FORMULA:
            place = (row, column)
            self.formulas.add(place)
            # A result that is no number is told by its last two bytes, and what it is by the first.
            other = body[6] if body[12:14] == b"\xff\xff" else None
            if body[14] & _ON_OPENING:
                self.without_result.add(place)
            elif other == _EMPTY_RESULT:
                self.empty_texts.add(place)
            elif other == _ERROR_RESULT:
                self.errors[place] = _ERRORS.get(body[8], "#N/A")
        elif kind == _BOOL_OR_ERROR and body[7]:
            self.errors[row, column] = _ERRORS.get(body[6], "#N/A")


def read_xls(data: bytes, path: str) -> Workbook:
    """The workbook in a file. Raises NotAWorkbook and WorkbookTooLarge, and whatever a damaged file leads to."""
    compound = Compound(data)
    if "EncryptedPackage" in compound.names:
        raise NotAWorkbook(path=path, variant="encrypted")
    if "_VBA_PROJECT_CUR" in compound.names:
        raise NotAWorkbook(path=path, variant="macros")
    stream = next((name for name in _WORKBOOKS if name in compound.names), None)
    if stream is None:
        raise NotAWorkbook(path=path)
    records = _records(compound.stream(stream), path)
    room = Room(path)
    for one in records:
        room.take(one.cells, one.height * one.width)
    # Looking through does not find everything that ends calamine.
    found = run_apart(_values, data)
    room = Room(path)
    return Workbook(path, list(_sheets(found, records, room)), has_formats=False)


class _Values(NamedTuple):
    """What calamine says of a sheet; an empty text where a cell has nothing, an error, or a formula without result."""

    name: str
    is_sheet: bool
    visible: bool
    rows: list[list[Any]]
    merged: list[tuple[Place, Place]]


def _values(data: bytes) -> list[_Values]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    found = []
    for index, about in enumerate(book.sheets_metadata):
        is_sheet, visible = about.typ is SheetTypeEnum.WorkSheet, about.visible is SheetVisibleEnum.Visible
        sheet = book.get_sheet_by_index(index) if is_sheet else None
        rows = sheet.to_python(skip_empty_area=False) if sheet else []
        found.append(_Values(about.name, is_sheet, visible, rows, (sheet and sheet.merged_cell_ranges) or []))
    return found


def _sheets(found: list[_Values], records: list[_Records], room: Room) -> Iterator[Sheet]:
    for values, seen in zip(found, records, strict=True):
        if not values.is_sheet:
            continue
        grid = Grid(room)
        for row, line in enumerate(values.rows):
            for column, value in enumerate(line):
                place = (row, column)
                if place in seen.formulas:
                    result = cell_of(value) if value != "" and place not in seen.without_result else SheetCell()
                    content = "" if place in seen.empty_texts else result.content
                    grid.put(row, column, SheetCell(content, formula="=", error=seen.errors.get(place, "")))
                elif place in seen.errors:
                    grid.put(row, column, SheetCell(error=seen.errors[place]))
                elif value != "":
                    grid.put(row, column, cell_of(value))
        for (row, column), (last_row, last_column) in values.merged:
            grid.merge(Span(row, column, last_row, last_column))
        yield grid.sheet(values.name, visible=values.visible)


def _records(stream: bytes, path: str) -> list[_Records]:
    """What the records of each sheet say. Raises NotAWorkbook for an encrypted file, ValueError for a damaged one."""
    starts = []
    for kind, body in _walk(stream, 0):
        if kind == _PASSWORD:
            raise NotAWorkbook(path=path, variant="encrypted")
        if kind == _BOUND_SHEET:
            starts.append(unpack_from("<I", body)[0])
        elif kind == _STRINGS and unpack_from("<I", body, 4)[0] > len(stream) // _STRING:
            raise ValueError(kind)
    if not starts or len({*starts}) < len(starts):
        raise ValueError(starts)
    found = []
    for start in starts:
        records = _Records()
        for kind, body in _walk(stream, start):
            if kind in _CELLS:
                records.cell(kind, body)
                if records.cells > MOST_CELLS:
                    raise too_many_cells(path)
        found.append(records)
    return found


def _walk(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records from a beginning to its end, those of charts within it left out. Raises ValueError without one."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        place += 4 + length
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 1 and kind != _BEGIN:
            yield kind, body
        if depth <= 0:
            return
    raise ValueError(place)
