"""Sheets of offices made in code: small tables as CSV, with what a spreadsheet would have made of their cells."""

import csv
import re
from collections.abc import Mapping
from datetime import date, time
from io import StringIO
from pathlib import Path

from smartplan.tables.cells import Content, Sheet, SheetCell, Span
from smartplan.tables.contents import SheetMapping, TableContents
from smartplan.tables.findings import TableFinding
from smartplan.tables.mapping import applied
from smartplan.tables.reading import read_table
from smartplan.tables.recognise import Anchors, TableHeader, problems, recognise

# A table that needs no mapping: it says itself where its programmes belong.
PLACED = """\
Kode,Program,Dimensi,Subdimensi,Indikator,Satuan,Target 2031,Rp 2031,Target 2032,Rp 2032,Perangkat Daerah
1.02.02,Layanan Kesehatan Digital,living,health,Kunjungan,Orang,1200,500000000,1300,600000000,Dinas Kesehatan
2.16.03,Aplikasi Informatika,governance,public_service,Indeks SPBE,Poin,"3,5",250000000,"3,7",260000000,Diskominfo
"""


def sheet(text: str, merged: str = "", name: str = "RPJMD", formats: Mapping[str, str] | None = None) -> Sheet:
    """A sheet from CSV: numbers are numbers, `'` before one keeps it a text, `=` begins a formula, `#` an error.

    `merged` are ranges as spreadsheets name them, `formats` number formats by address.
    """
    rows = [[_cell(value) for value in line] for line in csv.reader(StringIO(text))]
    for address, format in (formats or {}).items():
        row, column = _at(address)
        rows[row][column] = rows[row][column]._replace(format=format)
    spans = []
    for one in merged.split():
        (first, left), (last, right) = map(_at, one.split(":"))
        spans.append(Span(first, left, last, right))
    return Sheet(name, rows, spans)


def _at(address: str) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Z])(\d+)", address)
    assert found
    return int(found[2]) - 1, ord(found[1]) - ord("A")


def _cell(value: str) -> SheetCell:
    if value.startswith("="):
        return SheetCell(formula=value)
    if value.startswith("#") and value.endswith(("!", "A", "?")):
        return SheetCell(error=value)
    return SheetCell(_content(value))


def _content(value: str) -> Content:
    if not value:
        return None
    if value.startswith("'"):
        return value[1:]
    if re.fullmatch(r"\d\d:\d\d:\d\d", value):
        return time.fromisoformat(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    if re.fullmatch(r"-?\d+", value):
        return int(value)
    return float(value) if re.fullmatch(r"-?\d+\.\d+", value) else value


def header_of(one: Sheet, mapping: SheetMapping | None = None) -> TableHeader:
    """The headings of a sheet that has a table."""
    mapping = mapping or SheetMapping()
    found = recognise(one, Anchors(one.merged), mapping.header)
    assert isinstance(found, TableHeader), found
    return applied(found, mapping)


def contents_of(one: Sheet, mapping: SheetMapping | None = None) -> TableContents:
    """What the table of a sheet says."""
    mapping = mapping or SheetMapping()
    return read_table(one, Anchors(one.merged), header_of(one, mapping), mapping)


def found_in(one: Sheet, mapping: SheetMapping | None = None) -> list[TableFinding]:
    """Everything that is found in a sheet before it is a plan."""
    mapping = mapping or SheetMapping()
    header = recognise(one, Anchors(one.merged), mapping.header)
    if not isinstance(header, TableHeader):
        return header
    header = applied(header, mapping)
    wrong = problems(one, header, mapping.first_year, mapping.year)
    return [*wrong, *read_table(one, Anchors(one.merged), header, mapping).findings]


def told(findings: list[TableFinding]) -> list[str]:
    """The findings as `rule.variant Sheet!C12`."""
    return [f"{one.rule}{'.' if one.variant else ''}{one.variant} {one.address}" for one in findings]


def workbook(path: Path, one: Sheet) -> Path:
    """The sheet as an .xlsx file."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active) if book.active else None
    made = book.create_sheet(one.name)
    for row, line in enumerate(one.rows, 1):
        for column, cell in enumerate(line, 1):
            content = cell.formula or cell.error or cell.content
            if content is not None:
                written = made.cell(row, column, content)
                if cell.format:
                    written.number_format = cell.format
    for span in one.merged:
        made.merge_cells(
            start_row=span.first_row + 1,
            start_column=span.first_column + 1,
            end_row=span.last_row + 1,
            end_column=span.last_column + 1,
        )
    book.save(path)
    return path
