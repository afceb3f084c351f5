"""What has to hold for any workbook: it is read or refused with one sentence, and what was read is a table of plain data.

An archive would hide what is fuzzed behind its checksums, so the input is one part of a workbook, and the others are
sound.
"""

from collections.abc import Iterator
from typing import Final

from smartplan.cli.output import error_sentence
from smartplan.errors import NotAWorkbook, WorkbookTooLarge
from smartplan.messages import Catalogue
from smartplan.tables.cells import Content, Workbook
from smartplan.tables.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from smartplan.tables.opening import ENDINGS, read_workbook
from tests.helpers.workbooks import DATA, MAIN, cells, ods_parts, table_as_ods, table_as_xlsx, xlsx_parts, zipped

# The parts of an .xlsx file, in place of which the input may stand; the last words are other ways to look at it.
PARTS: Final = (*xlsx_parts(""), "rows", "ods", "content.xml", "csv", "file")


def table(data: bytes, way: int) -> None:
    """An input as a part of a workbook, or as a whole one."""
    part = PARTS[way % len(PARTS)]
    if part == "csv":
        _read(data, "a.csv")
    elif part == "file":
        for ending, *_ in ENDINGS.values():
            _read(data, f"a{ending}")
    elif part == "rows":
        _read(zipped(xlsx_parts(data, strings="<si><t>x</t></si>", formats="0%|dd/mm/yyyy|[h]:mm")), "a.xlsx")
    elif part == "ods":
        text = data.decode(errors="replace")
        _read(zipped(ods_parts(f'<table:table table:name="A">{text}</table:table>')), "a.ods")
    elif part == "content.xml":
        _read(zipped(ods_parts("") | {part: data}), "a.ods")
    else:
        rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>1</v></c></row>'
        _read(zipped(xlsx_parts(rows, strings="<si><t>x</t></si>", formats="0%") | {part: data}), "a.xlsx")


def seeds() -> Iterator[bytes]:
    """Inputs to begin with, each behind the digit of how to look at it."""
    sound: dict[str, str | bytes] = {
        **xlsx_parts("<row r='1'><c r='A1'><v>1</v></c></row>", strings="<si><r><t>x</t></r></si>", formats="0%"),
        "rows": '<row r="2" hidden="1"><c r="B2" s="2"><f>A1*2</f><v>45052.5</v></c><c t="inlineStr"><is><t>a</t></is></c></row>',
        "ods": f'<table:table-column table:visibility="collapse"/><table:table-row table:number-rows-repeated="3">{cells("x", 2)}</table:table-row>',
        "content.xml": str(ods_parts(f'<table:table table:name="A"><table:table-row>{cells("x")}</table:table-row></table:table>')["content.xml"]),
        "csv": 'Kode;Nama;"2023"\n1.01;"Program ""a""";1,5\n',
        "file": (DATA / "table.xls").read_bytes(),
    }  # fmt: skip
    for way, part in enumerate(PARTS):
        content = sound[part]
        yield bytes([48 + way]) + (content if isinstance(content, bytes) else content.encode())
    for content in (table_as_ods(), table_as_xlsx()):
        yield bytes([48 + PARTS.index("file")]) + content
    yield bytes([48 + PARTS.index("xl/workbook.xml")]) + f'<workbook xmlns="{MAIN}"/>'.encode()


def _read(data: bytes, name: str) -> None:
    try:
        found = read_workbook(data, name)
    except (NotAWorkbook, WorkbookTooLarge) as refused:
        for language in ("en", "id"):
            sentence = error_sentence(refused, Catalogue(language))
            assert name in sentence, sentence
            assert "\n" not in sentence, sentence
        return
    _check(found)


def _check(workbook: Workbook) -> None:
    full = 0
    for sheet in workbook.sheets:
        assert len(sheet.rows) <= MOST_ROWS
        for row in sheet.rows:
            assert len(row) <= MOST_COLUMNS
            for cell in row:
                assert isinstance(cell.content, Content)
                assert all(isinstance(text, str) for text in (cell.format, cell.formula, cell.error))
                full += not cell.is_empty
        for span in sheet.merged:
            assert 0 <= span.first_row <= span.last_row
            assert 0 <= span.first_column <= span.last_column
        assert all(row < len(sheet.rows) for row in sheet.hidden_rows)
    assert full <= MOST_CELLS
