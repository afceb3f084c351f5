"""A .csv file: texts alone, whatever they look like; the encoding and the delimiter are found out."""

import csv
from collections import Counter
from io import StringIO
from itertools import islice
from pathlib import PurePath

from smartplan.errors import NotAWorkbook
from smartplan.tables.cells import SheetCell, Workbook
from smartplan.tables.grid import Grid, Room

_DELIMITERS = ",;\t"
# Rows that are looked at for the delimiter, and how much of the file they may be.
_LOOKED_AT, _AHEAD = 50, 65_536
_HINT = "sep="
# How smartplan writes a text that a spreadsheet would take for a formula: with a tab that is none of its own.
_GUARDED = ("\t=", "\t+", "\t-", "\t@", "\t\t")
# What Excel writes where UTF-8 is not asked for.
_FALLBACK = "cp1252"


def read_csv(data: bytes, path: str) -> Workbook:
    """The one sheet of a file, named like the file. Raises NotAWorkbook and WorkbookTooLarge."""
    encoding = "utf-8"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = _FALLBACK
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            raise NotAWorkbook(path=path, variant="encoding") from None
    delimiter = ""
    if text[: len(_HINT)].lower() == _HINT:
        # For Excel, which does not show it.
        hint, _, text = text.partition("\n")
        delimiter = hint[len(_HINT) :].strip("\r") or ""
    if delimiter not in tuple(_DELIMITERS):
        delimiter = _delimiter(text)
    grid = Grid(Room(path))
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row, line in enumerate(reader):
            for column, value in enumerate(line):
                if value:
                    value = value.replace("\r\n", "\n")
                    grid.put(row, column, SheetCell(value[1:] if value.startswith(_GUARDED) else value))
    except csv.Error:
        raise NotAWorkbook(path=path, line=reader.line_num, variant="quotes") from None
    name = PurePath(path).stem
    return Workbook(path, [grid.sheet(name)], has_formats=False, encoding=encoding)


def _delimiter(text: str) -> str:
    """The delimiter that gives the most rows of the same width, of several the one that gives the widest."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        for line in islice(csv.reader(StringIO(text[:_AHEAD], newline=""), delimiter=delimiter), _LOOKED_AT):
            widths[len(line)] += 1
    except csv.Error:
        return 0, 0
    return max(((rows, width) for width, rows in widths.items() if width > 1), default=(0, 0))
