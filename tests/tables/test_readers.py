"""What the readers make of a cell: each for itself, and all the same of the same table."""

import csv
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest

from smartplan.tables.cells import Content, Sheet, SheetCell, Span
from smartplan.tables.opening import read_workbook
from tests.helpers.workbooks import (
    DATA,
    FORMATS,
    TABLE,
    cells,
    ods_parts,
    table_as_ods,
    table_as_xlsx,
    xlsx_parts,
    zipped,
)

FILES = {"xlsx": table_as_xlsx, "ods": table_as_ods, "xls": (DATA / "table.xls").read_bytes}


def contents(sheet: Sheet) -> list[list[Content]]:
    return [[cell.content for cell in row] for row in sheet.rows]


@pytest.mark.parametrize("kind", FILES)
def test_readers_agree(kind: str) -> None:
    workbook = read_workbook(FILES[kind](), f"rpjmd.{kind}")
    first, hidden, empty = workbook.sheets
    assert [sheet.name for sheet in workbook.sheets] == ["RPJMD", "Tersembunyi", "Kosong"]
    assert [sheet.visible for sheet in workbook.sheets] == [True, False, True]
    found = contents(first)
    assert found[:5] == TABLE[:5]
    assert [[type(one) for one in row] for row in found[:5]] == [[type(one) for one in row] for row in TABLE[:5]]
    assert (first.cell(5, 0).content, first.cell(5, 0).error) == (None, "#REF!")
    assert first.cell(6, 0).content == "gabung"
    assert len(found) == 7
    assert first.merged == [Span(6, 0, 7, 2)]
    assert contents(hidden) == [[], [None, "x"]]
    assert contents(empty) == []
    assert workbook.has_formats == (kind != "xls")


def test_number_formats() -> None:
    """An .ods file tells only percentages."""
    (xlsx, *_), (ods, *_) = (read_workbook(FILES[kind](), f"a.{kind}").sheets for kind in ("xlsx", "ods"))
    for (row, column), code in FORMATS.items():
        assert xlsx.cell(row, column).format == code
    assert ods.cell(1, 2).format == "0%"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(("encoding", "told"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252")])
def test_a_csv_file_is_text(delimiter: str, encoding: str, told: str) -> None:
    rows = [
        ["Kode", "Nama; program", "2023"],
        ["1.10", "Pelayanan “baru”, é", "1.824"],
        [],
        ["", 'di "atas"\nbawah', "0,5"],
    ]
    buffer = StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    workbook = read_workbook(buffer.getvalue().encode(encoding), "data/rpjmd.csv")
    assert (workbook.encoding, workbook.has_formats) == (told, False)
    (sheet,) = workbook.sheets
    assert sheet.address(1, 2) == "rpjmd!C2"
    assert contents(sheet) == [rows[0], rows[1], [], [None, *rows[3][1:]]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # Decimal commas are not delimiters.
        ("Kode;Target\n1;2,5\n2;3,5\n", [["Kode", "Target"], ["1", "2,5"], ["2", "3,5"]]),
        ("sep=;\na,b;c\n", [["a,b", "c"]]),
        ("SEP=|\na,b\n", [["a", "b"]]),
        ("satu\ndua\n", [["satu"], ["dua"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
    ],
)
def test_the_delimiter_is_found(text: str, rows: list[list[str]]) -> None:
    assert contents(read_workbook(text.encode(), "a.csv").sheets[0]) == rows


XLSX_CELLS: dict[str, tuple[str, SheetCell]] = {
    "inline string": ('<c r="A1" t="inlineStr"><is><t>satu</t></is></c>', SheetCell("satu")),
    "rich inline string": ('<c r="A1" t="inlineStr"><is><r><t>sa</t></r><r><rPr/><t>tu</t></r></is></c>', SheetCell("satu")),
    "shared string": ('<c r="A1" t="s"><v>0</v></c>', SheetCell("dua")),
    "rich shared string, how it is read aloud left out": ('<c r="A1" t="s"><v>1</v></c>', SheetCell("tiga empat")),
    "escaped characters": ('<c r="A1" t="s"><v>2</v></c>', SheetCell("a\nb _x000D_ c")),
    "formula": ('<c r="A1"><f>B1*2</f><v>4</v></c>', SheetCell(4, formula="=B1*2")),
    "formula that gives a text": ('<c r="A1" t="str"><f>B1</f><v>x</v></c>', SheetCell("x", formula="=B1")),
    "formula that gives an empty text": ('<c r="A1" t="str"><f>B1</f><v></v></c>', SheetCell("", formula="=B1")),
    "formula without result": ('<c r="A1"><f>B1</f></c>', SheetCell(formula="=B1")),
    "formula without result, of openpyxl": ('<c r="A1"><f>B1</f><v/></c>', SheetCell(formula="=B1")),
    "formula of another cell": ('<c r="A1"><f t="shared" si="0"/><v>3</v></c>', SheetCell(3, formula="=")),
    "formula that leads out": ('<c r="A1"><f>[1]Anggaran!A1</f><v>5</v></c>', SheetCell(5, formula="=[1]Anggaran!A1")),
    "error": ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', SheetCell(formula="=1/0", error="#DIV/0!")),
    "error without formula": ('<c r="A1" t="e"><v>#N/A</v></c>', SheetCell(error="#N/A")),
    "boolean": ('<c r="A1" t="b"><v>0</v></c>', SheetCell(False)),
    "whole number": ('<c r="A1"><v>1.0</v></c>', SheetCell(1)),
    "number with an exponent": ('<c r="A1"><v>1.5E3</v></c>', SheetCell(1500)),
    "number that is none": ('<c r="A1"><v>1E999</v></c>', SheetCell(error="#NUM!")),
    "percent": ('<c r="A1" s="1"><v>0.85</v></c>', SheetCell(0.85, "0%")),
    "unit in the format": ('<c r="A1" s="2"><v>9</v></c>', SheetCell(9, '#,##0" Desa"')),
    "date": ('<c r="A1" s="3"><v>45052</v></c>', SheetCell(date(2023, 5, 6), "dd/mm/yyyy")),
    "date and time": ('<c r="A1" s="3"><v>45052.5</v></c>', SheetCell(datetime(2023, 5, 6, 12), "dd/mm/yyyy")),
    "time": ('<c r="A1" s="4"><v>0.143784722222222</v></c>', SheetCell(time(3, 27, 3), "h:mm:ss")),
    "duration": ('<c r="A1" s="5"><v>1.5</v></c>', SheetCell(timedelta(days=1, hours=12), "[h]:mm")),
    "date beyond all dates": ('<c r="A1" s="3"><v>1E12</v></c>', SheetCell(error="#VALUE!")),
    "ISO date": ('<c r="A1" t="d"><v>2023-05-06</v></c>', SheetCell(date(2023, 5, 6))),
    "without an address": ("<c><v>7</v></c>", SheetCell(7)),
}  # fmt: skip
FORMAT_CODES = "0%|#,##0&quot; Desa&quot;|dd/mm/yyyy|h:mm:ss|[h]:mm"
STRINGS = (
    "<si><t>dua</t></si><si><r><t>tiga </t></r><r><rPr><b/></rPr><t>empat</t></r><rPh><t>x</t></rPh></si>"
    "<si><t>a_x000D_\nb _x005F_x000D_ c</t></si>"
)


@pytest.mark.parametrize("what", XLSX_CELLS)
def test_a_cell_of_xlsx(what: str) -> None:
    cell, expected = XLSX_CELLS[what]
    parts = xlsx_parts(f'<row r="1">{cell}</row>', strings=STRINGS, formats=FORMAT_CODES)
    (sheet,) = read_workbook(zipped(parts), "a.xlsx").sheets
    assert sheet.rows == [[expected]]
    assert type(sheet.rows[0][0].content) is type(expected.content)


def test_dates_of_1904() -> None:
    parts = xlsx_parts('<row r="1"><c r="A1" s="3"><v>0.5</v></c><c r="B1" s="3"><v>43590</v></c></row>', formats=FORMAT_CODES, workbook='<workbookPr date1904="1"/>')  # fmt: skip
    (sheet,) = read_workbook(zipped(parts), "a.xlsx").sheets
    assert contents(sheet) == [[time(12), date(2023, 5, 6)]]


def test_what_is_hidden_and_merged() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="C2"><v>2</v></c></row><row r="3" hidden="1"/>'
    columns = '<cols><col min="2" max="2" hidden="1"/><col min="3" max="16384" hidden="1"/></cols>'
    parts = xlsx_parts(rows, after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert isinstance(sheet, str)
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", f"{columns}<sheetData>")
    (found,) = read_workbook(zipped(parts), "a.xlsx").sheets
    # Of what is hidden only what lies within the table.
    assert (found.hidden_rows, found.hidden_columns) == ({1}, {1, 2})
    assert found.merged == [Span(0, 0, 1, 1)]


def test_controls_have_rows_and_columns_of_their_own() -> None:
    anchor = '<controls xmlns:x="urn:x"><x:from><x:col>1</x:col><x:row>2</x:row></x:from></controls>'
    (sheet,) = read_workbook(
        zipped(xlsx_parts('<row r="1"><c r="A1"><v>1</v></c></row>', after=anchor)), "a.xlsx"
    ).sheets
    assert contents(sheet) == [[1]]


ODS_CELLS: dict[str, tuple[str, SheetCell]] = {
    "text in pieces": ('<table:table-cell office:value-type="string"><text:p>a<text:span>b<text:tab/></text:span>c<text:line-break/>d</text:p></table:table-cell>', SheetCell("ab\tc\nd")),
    "with a note": ('<table:table-cell office:value-type="string"><office:annotation><text:p>catatan</text:p></office:annotation><text:p>a</text:p></table:table-cell>', SheetCell("a")),
    "formula": ('<table:table-cell table:formula="of:=[.B1]*2" office:value-type="float" office:value="4"><text:p>4</text:p></table:table-cell>', SheetCell(4, formula="=[.B1]*2")),
    "formula without result": ('<table:table-cell table:formula="of:=[.B1]"/>', SheetCell(formula="=[.B1]")),
    "formula that gives an empty text": ('<table:table-cell table:formula="of:=[.B1]" office:value-type="string" office:string-value=""/>', SheetCell("", formula="=[.B1]")),
    "currency": ('<table:table-cell office:value-type="currency" office:currency="IDR" office:value="1500000"><text:p>Rp1.500.000</text:p></table:table-cell>', SheetCell(1500000)),
    "below merged cells": ('<table:covered-table-cell office:value-type="string"><text:p>a</text:p></table:covered-table-cell>', SheetCell("a")),
}  # fmt: skip


@pytest.mark.parametrize("what", ODS_CELLS)
def test_a_cell_of_ods(what: str) -> None:
    cell, expected = ODS_CELLS[what]
    table = f'<table:table table:name="A"><table:table-row>{cell}</table:table-row></table:table>'
    (sheet,) = read_workbook(zipped(ods_parts(table)), "a.ods").sheets
    assert sheet.rows == [[expected]]


def test_repeated_cells_and_rows() -> None:
    rows = (
        f'<table:table-header-rows><table:table-row table:number-rows-repeated="2">{cells("a", 2)}</table:table-row></table:table-header-rows>'
        f'<table:table-row-group><table:table-row table:visibility="filter">{cells(None, 2) + cells("b")}</table:table-row></table:table-row-group>'
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    (sheet,) = read_workbook(zipped(ods_parts(f'<table:table table:name="A">{columns}{rows}</table:table>')), "a.ods").sheets  # fmt: skip
    assert contents(sheet) == [["a", "a"], ["a", "a"], [None, None, "b"]]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {1, 2})
