"""Workbooks made in code: one table in every format, and archives of whatever parts a test wants."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from smartplan.tables.cells import Content
from smartplan.tables.compound import MAGIC

DATA = Path(__file__).parents[1] / "data/tables"
# The table of `table.xls`, which xlwt wrote, with the number formats of its cells.
TABLE: list[list[Content]] = [
    ["Kode", "Nama program", "2023"],
    ["1.01.02", "Pelayanan “baru” ≤ 5", 0.85, True],
    [date(2023, 5, 6), time(3, 27, 3), datetime(2023, 5, 6, 7, 8, 9), timedelta(days=1, hours=12)],
    [],
    [12.5, 1234567890123, -7, "  dua\nbaris "],
    [],
    ["gabung"],
]
FORMATS = {(1, 2): "0%", (2, 0): "yyyy-mm-dd", (2, 1): "hh:mm:ss", (2, 2): "yyyy-mm-dd hh:mm:ss", (2, 3): "[h]:mm"}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx_parts(
    rows: str | bytes, *, after: str = "", workbook: str = "", strings: str = "", formats: str = ""
) -> dict[str, str | bytes]:
    """The parts of an .xlsx file with one sheet: XML of its rows, of what follows them, of what goes before the sheets
    in the workbook, of shared strings, and of number formats with an id from 164."""
    head, tail = f'<worksheet xmlns="{MAIN}"><sheetData>', f"</sheetData>{after}</worksheet>"
    sheet = head.encode() + rows + tail.encode() if isinstance(rows, bytes) else head + rows + tail
    styles = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{one}"/>' for n, one in enumerate(formats.split("|")))
    cells = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(formats.split("|"))))
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    targets = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml", "styles": "styles.xml"}
    relations = "".join(
        f'<Relationship Id="{type_}" Type="{_RELATIONS}/{type_}" Target="{target}"/>'
        for type_, target in targets.items()
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{types}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}">{workbook}<sheets><sheet name="RPJMD" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{styles}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>',
    }


def ods_parts(tables: str, styles: str = "") -> dict[str, str | bytes]:
    """The parts of an .ods file: XML of its tables and of their styles."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_ODS}><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return {"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"}


def table_as_xlsx() -> bytes:
    """The table, its hidden and its empty sheet, written by XlsxWriter."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("RPJMD")
        formats = {place: book.add_format({"num_format": code}) for place, code in FORMATS.items()}
        for row, line in enumerate(TABLE[:-1]):
            for column, value in enumerate(line):
                sheet.write(row, column, value, formats.get((row, column)))
        sheet.write_formula(5, 0, "=#REF!", None, "#REF!")
        sheet.merge_range(6, 0, 7, 2, "gabung")
        hidden = book.add_worksheet("Tersembunyi")
        hidden.write(1, 1, "x")
        hidden.very_hidden()
        book.add_worksheet("Kosong")
    return buffer.getvalue()


def table_as_ods() -> bytes:
    """The same, as LibreOffice writes it."""
    rows = [
        cells("Kode") + cells("Nama program") + cells("2023") + cells(None, 16381),
        cells("1.01.02") + cells("Pelayanan “baru” ≤ 5")
        + '<table:table-cell office:value-type="percentage" office:value="0.85"><text:p>85%</text:p></table:table-cell>'
        + '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>',
        '<table:table-cell office:value-type="date" office:date-value="2023-05-06"><text:p>06/05/23</text:p></table:table-cell>'
        '<table:table-cell office:value-type="time" office:time-value="PT03H27M03S"><text:p>3:27</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2023-05-06T07:08:09"><text:p>x</text:p></table:table-cell>'
        '<table:table-cell office:value-type="time" office:time-value="PT36H00M00S"><text:p>36:00</text:p></table:table-cell>',
        cells(None, 16384),
        "".join(f'<table:table-cell office:value-type="float" office:value="{number}"><text:p>x</text:p></table:table-cell>' for number in (12.5, 1234567890123, -7))
        + '<table:table-cell office:value-type="string"><text:p><text:s text:c="2"/>dua</text:p><text:p>baris<text:s/></text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=#REF!" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>',
        '<table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="2" office:value-type="string"><text:p>gabung</text:p></table:table-cell>',
        '<table:covered-table-cell table:number-columns-repeated="3"/>',
    ]  # fmt: skip
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    empty = f'<table:table-row table:number-rows-repeated="1048568">{cells(None, 16384)}</table:table-row>'
    tables = (
        f'<table:table table:name="RPJMD">{lines}{empty}</table:table>'
        f'<table:table table:name="Tersembunyi" table:style-name="ta2"><table:table-row>{cells(None)}</table:table-row>'
        f"<table:table-row>{cells(None) + cells('x')}</table:table-row></table:table>"
        f'<table:table table:name="Kosong">{empty}</table:table>'
    )
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    return zipped(ods_parts(tables, style))


def cells(text: str | None, times: int = 1) -> str:
    """Cells of an .ods file with a text, or empty ones."""
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    if text is None:
        return f"<table:table-cell{repeated}/>"
    return f'<table:table-cell{repeated} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def old_sheet(cells: Iterable[tuple[int, bytes]]) -> bytes:
    """An .xls file with one sheet of these records of cells, each a kind and its bytes."""

    def records(*parts: tuple[int, bytes]) -> bytes:
        return b"".join(pack("<HH", kind, len(body)) + body for kind, body in parts)

    begin = 0x809, pack("<4H", 0x600, 0x5, 0, 0)
    bound = 0x85, pack("<IHBB1s", 0, 0, 1, 0, b"a")
    start = len(records(begin, bound, (0xA, b"")))
    bound = 0x85, pack("<IHBB1s", start, 0, 1, 0, b"a")
    return compound({"Workbook": records(begin, bound, (0xA, b""), begin, *cells, (0xA, b""))})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file, which is what Office encrypts into and what .xls is: some sectors for the table of sectors, some
    for the directory, then the streams, each in sectors of its own."""
    size, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    entries = [("Root Entry", 5, end, 0)]
    count = -(-(len(streams) + 1) * 128 // size)
    lengths = [max(len(content), 4096) for content in streams.values()]
    # Of the table itself there are as many as it takes to have room for all.
    tables = -(-(count + sum(-(-length // size) for length in lengths)) // (size // 4 - 1))
    table = [*[0xFFFFFFFD] * tables, *range(tables + 1, tables + count), end]
    body = b""
    for name, content in streams.items():
        # Shorter ones would lie in sectors of another size.
        content = content.ljust(4096, b"\0")
        sectors = -(-len(content) // size)
        start = len(table)
        entries.append((name, 2, start, len(content)))
        table += [*range(start + 1, start + sectors), end]
        body += content.ljust(sectors * size, b"\0")
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + pack("<HBB3I16s", len(name) * 2 + 2, kind, 1, free, free, free, b"")
        + pack("<I16sIII", 0, b"", start, length, 0)
        for name, kind, start, length in entries
    ).ljust(count * size, b"\0")
    head = (
        MAGIC + pack("<16s5H6x", b"", 0x3E, 3, 0xFFFE, 9, 6) + pack("<9I", 0, tables, tables, 0, 4096, end, 0, end, 0)
    )
    links = pack("<109I", *range(tables), *[free] * (109 - tables))
    return (
        head
        + links
        + pack(f"<{tables * size // 4}I", *table, *[free] * (tables * size // 4 - len(table)))
        + directory
        + body
    )
