"""Files of strangers: each is refused with one sentence, at once and without filling the memory, or read for what it is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from struct import pack

import pytest

from smartplan.cli.output import error_sentence
from smartplan.errors import CannotOpen, NotAWorkbook, SmartplanError, WorkbookTooLarge
from smartplan.messages import LANGUAGES, Catalogue
from smartplan.tables import apart, libraries
from smartplan.tables.apart import run_apart
from smartplan.tables.archive import MEGABYTE, MOST_PARTS
from smartplan.tables.opening import MOST_BYTES, MOST_XLS_BYTES, open_workbook, read_workbook
from tests.helpers.workbooks import (
    DATA,
    MAIN,
    cells,
    compound,
    ods_parts,
    old_sheet,
    table_as_ods,
    table_as_xlsx,
    xlsx_parts,
    zipped,
)

CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
LAST = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
XLS = (DATA / "table.xls").read_bytes()
# How much a refusal may take, and the seconds and bytes that the interpreter and its libraries take of it.
SECONDS, BYTES = 2.0, 200_000_000


def parts(change: dict[str, str | bytes] | None = None, **xlsx: str) -> bytes:
    """A small .xlsx file with some of its parts changed."""
    return zipped(xlsx_parts(CELL, **xlsx) | (change or {}))


def swapped(part: str, old: str, new: str) -> bytes:
    """The same with a word of one part changed."""
    content = xlsx_parts(CELL)[part]
    assert isinstance(content, str)
    assert old in content
    return parts({part: content.replace(old, new)})


def table(rows: str) -> bytes:
    return zipped(ods_parts(f'<table:table table:name="A">{rows}</table:table>'))


DTD = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def many_cells(rows: int, columns: int, *, same: bool = False) -> list[tuple[int, bytes]]:
    """Records of .xls, each of which has the numbers of a row; of the same one again and again where that is wanted."""
    numbers = b"".join(pack("<HI", 0, 2) for _ in range(columns))
    return [(0xBD, pack("<HH", 0 if same else row, 0) + numbers + pack("<H", columns - 1)) for row in range(rows)]


REFUSED: dict[str, tuple[str, Callable[[], bytes], type[SmartplanError], str | None]] = {
    "an empty file": ("a.xlsx", lambda: b"", NotAWorkbook, "empty"),
    "blanks": ("a.csv", lambda: b" \n\n", NotAWorkbook, "empty"),
    "another kind of file": ("a.xlsx", lambda: b"%PDF-1.7\n", NotAWorkbook, None),
    "bytes": ("a.csv", lambda: b"a,b\n\0,c\n", NotAWorkbook, None),
    "text in UTF-16": ("a.csv", lambda: "a,b\n".encode("utf-16"), NotAWorkbook, None),
    "text in no encoding": ("a.csv", lambda: b"a,\x81\xff\n", NotAWorkbook, "encoding"),
    "an open quotation mark": ("a.csv", lambda: b'a,"b\nc,d\n', NotAWorkbook, "quotes"),
    "a field without end": ("a.csv", lambda: b"a,b\n" + b"x" * 200_000, NotAWorkbook, "quotes"),
    "a web page": ("a.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", NotAWorkbook, "markup"),
    "XML of 2003": ("a.xls", lambda: b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', NotAWorkbook, "markup"),
    "an archive": ("a.xlsx", lambda: zipped({"a.txt": "x"}), NotAWorkbook, None),
    "a text document": ("a.xlsx", lambda: swapped("[Content_Types].xml", "spreadsheetml.sheet", "wordprocessingml.document"), NotAWorkbook, None),
    "an ODF text": ("a.ods", lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), NotAWorkbook, None),
    ".xls named .xlsx": ("a.xlsx", lambda: XLS, NotAWorkbook, "ending"),
    ".xlsx named .xls": ("a.xls", table_as_xlsx, NotAWorkbook, "ending"),
    ".ods named .xlsx": ("a.xlsx", table_as_ods, NotAWorkbook, "ending"),
    "text named .xls": ("a.xls", lambda: b"a;b\n1;2\n", NotAWorkbook, "ending"),
    "no ending": ("a", table_as_xlsx, NotAWorkbook, "ending"),
    "macros": ("a.xlsm", lambda: parts({"xl/vbaProject.bin": b"x"}), NotAWorkbook, "macros"),
    "macros under another name": ("a.xlsx", lambda: parts({"xl/vbaProject.bin": b"x"}), NotAWorkbook, "macros"),
    "a macro workbook": ("a.xlsm", lambda: swapped("[Content_Types].xml", "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", "vnd.ms-excel.sheet.macroEnabled.main"), NotAWorkbook, "macros"),
    "a binary workbook": ("a.xlsb", lambda: swapped("[Content_Types].xml", "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "vnd.ms-excel.sheet.binary.macroEnabled.main"), NotAWorkbook, "binary"),
    "macros of 2003": ("a.xls", lambda: compound({"Workbook": b"", "_VBA_PROJECT_CUR": b""}), NotAWorkbook, "macros"),
    "another compound file": ("a.xls", lambda: compound({"WordDocument": b"x"}), NotAWorkbook, None),
    "encrypted": ("a.xlsx", lambda: compound({"EncryptedPackage": b"x" * 5000}), NotAWorkbook, "encrypted"),
    "encrypted .xls": ("a.xls", lambda: compound({"Workbook": b"\x09\x08\x04\x00\x00\x06\x05\x00\x2f\x00\x02\x00\x00\x00"}), NotAWorkbook, "encrypted"),
    "encrypted .ods": ("a.ods", lambda: zipped(ods_parts("") | {"META-INF/manifest.xml": "<manifest:encryption-data/>"}), NotAWorkbook, "encrypted"),
    "an encrypted archive": ("a.xlsx", lambda: parts().replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"), NotAWorkbook, "encrypted"),
    "half a workbook": ("a.xlsx", lambda: table_as_xlsx()[:2000], NotAWorkbook, "damaged"),
    "half an .xls": ("a.xls", lambda: XLS[:3000], NotAWorkbook, "damaged"),
    "a changed byte": ("a.xlsx", lambda: parts().replace(b"PK\x03\x04", b"PK\x03\x05", 1), NotAWorkbook, "damaged"),
    "XML that is none": ("a.xlsx", lambda: parts({"xl/worksheets/sheet1.xml": "<worksheet>"}), NotAWorkbook, "damaged"),
    "another encoding": ("a.xlsx", lambda: parts({"xl/workbook.xml": b'<?xml version="1.0" encoding="cp037"?>' + "<a/>".encode("cp037")}), NotAWorkbook, "damaged"),
    "a sheet that is not there": ("a.xlsx", lambda: swapped("xl/_rels/workbook.xml.rels", "sheet1", "sheet2"), NotAWorkbook, "damaged"),
    "a sheet outside": ("a.xlsx", lambda: swapped("xl/_rels/workbook.xml.rels", 'Target="worksheets', 'TargetMode="External" Target="file:///etc'), NotAWorkbook, "damaged"),
    "one sheet under many names": ("a.xlsx", lambda: swapped("xl/workbook.xml", "</sheets>", '<sheet name="b" sheetId="2" r:id="worksheet"/></sheets>'), NotAWorkbook, "damaged"),
    "no sheet": ("a.xlsx", lambda: parts({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}), NotAWorkbook, "damaged"),
    "a text that nothing shares": ("a.xlsx", lambda: zipped(xlsx_parts('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')), NotAWorkbook, "damaged"),
    "strict": ("a.xlsx", lambda: swapped("xl/workbook.xml", MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"), NotAWorkbook, "strict"),
    **{
        f"a document type in {part}": ("a.xlsx", lambda part=part: parts({part: DTD + str(xlsx_parts(CELL)[part])}), NotAWorkbook, "document-type")
        for part in xlsx_parts(CELL) if part != "[Content_Types].xml"
    },
    "a document type in UTF-16": ("a.xlsx", lambda: parts({"xl/styles.xml": (DTD + "<a/>").encode("utf-16")}), NotAWorkbook, "document-type"),
    "a document type far down": ("a.xlsx", lambda: parts({"xl/styles.xml": " " * (MEGABYTE - 4) + "<!DOCTYPE a>"}), NotAWorkbook, "document-type"),
    "a document type in .ods": ("a.ods", lambda: zipped(ods_parts("") | {"content.xml": DTD}), NotAWorkbook, "document-type"),
    "a sheet beyond all sheets": ("a.xlsx", lambda: zipped(xlsx_parts('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')), NotAWorkbook, "damaged"),
    "a large file": ("a.csv", lambda: b"a,b\n" * (MOST_BYTES // 4 + 1), WorkbookTooLarge, None),
    "a large .xls": ("a.xls", lambda: compound({"Workbook": b""}).ljust(MOST_XLS_BYTES + 1, b"\0"), WorkbookTooLarge, None),
    "a million cells in .xls": ("a.xls", lambda: old_sheet(many_cells(4000, 256)), WorkbookTooLarge, "cells"),
    "one cell of .xls a million times": ("a.xls", lambda: old_sheet(many_cells(4000, 256, same=True)), WorkbookTooLarge, "cells"),
    "a bomb": ("a.xlsx", lambda: parts({"xl/worksheets/sheet1.xml": b"0" * 200_000_000}), WorkbookTooLarge, "unpacked"),
    "a bomb in a picture": ("a.xlsx", lambda: parts({"xl/media/image1.png": b"0" * 30_000_000}), WorkbookTooLarge, "unpacked"),
    "many parts": ("a.xlsx", lambda: parts({f"{n}": b"" for n in range(MOST_PARTS)}), WorkbookTooLarge, "parts"),
    "a million cells": ("a.xlsx", lambda: zipped(xlsx_parts("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 1_000_001)))), WorkbookTooLarge, "cells"),
    "a million texts": ("a.xlsx", lambda: parts(strings="".join(f"<si><t>{n}</t></si>" for n in range(600_000))), WorkbookTooLarge, "cells"),
    "rows to the last, all wide": ("a.xlsx", lambda: zipped(xlsx_parts("".join(f'<row r="{n}"><c r="XFD{n}"><v>{n}</v></c></row>' for n in range(1, 1000)))), WorkbookTooLarge, "cells"),
    "a deep tree": ("a.xlsx", lambda: zipped(xlsx_parts("<a>" * 100_000)), WorkbookTooLarge, "cells"),
    "a broad row": ("a.xlsx", lambda: zipped(xlsx_parts('<row r="1">' + "".join(f'<z a="{n}"/>' for n in range(300_000)))), WorkbookTooLarge, "cells"),
    "merged to the end": ("a.xlsx", lambda: zipped(xlsx_parts(CELL, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')), WorkbookTooLarge, "cells"),
    "a cell a billion times": ("a.ods", lambda: table(f'<table:table-row table:number-rows-repeated="1048576">{cells("x", 16384)}</table:table-row>'), WorkbookTooLarge, "cells"),
    "a cell more often than there are columns": ("a.ods", lambda: table(f"<table:table-row>{cells('x', 10**9)}</table:table-row>"), NotAWorkbook, "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_one_sentence(what: str, tmp_path: Path) -> None:
    name, make, kind, variant = REFUSED[what]
    path = tmp_path / name
    path.write_bytes(make())
    os.utime(path, (0, 0))
    with pytest.raises(kind) as refused:
        open_workbook(path, name)
    assert refused.value.values.get("variant") == variant
    for language in LANGUAGES:
        sentence = error_sentence(refused.value, Catalogue(language))
        assert f"`{name}`" in sentence
        assert "\n" not in sentence
    assert refused.value.code == 2


HEAVY = [what for what, (*_, kind, _) in REFUSED.items() if kind is WorkbookTooLarge]


# How much of a process was in memory at its peak: what `getrusage` tells may be that of the process it was made from.
COST = """
import sys, time
from pathlib import Path
from smartplan.errors import WorkbookTooLarge
from smartplan.tables.opening import open_workbook
try:
    open_workbook(Path(sys.argv[1]), sys.argv[1])
except WorkbookTooLarge:
    print(time.process_time(), *(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is not told")
@pytest.mark.parametrize("what", HEAVY)
def test_a_refusal_costs_little(what: str, tmp_path: Path) -> None:
    name, make, *_ = REFUSED[what]
    path = tmp_path / name
    path.write_bytes(make())
    os.utime(path, (0, 0))
    done = subprocess.run([sys.executable, "-c", COST, path], capture_output=True, text=True, check=True)
    seconds, kilobytes = map(float, done.stdout.split())
    assert seconds < SECONDS
    assert kilobytes * 1024 < BYTES


def test_rows_to_the_last_cost_nothing() -> None:
    """Somebody gave a format to whole columns, or typed a blank at the end of the sheet."""
    bare = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(2, 200_001))
    found = read_workbook(zipped(xlsx_parts(CELL + bare)), "a.xlsx").sheets[0]
    assert len(found.rows) == 1
    found = read_workbook(zipped(xlsx_parts(LAST)), "a.xlsx").sheets[0]
    assert len(found.rows) == 1_048_576
    assert found.cell(1_048_575, 16_383).content == 2
    assert len({id(row) for row in found.rows}) == 3


def test_cells_of_a_bulky_sheet_are_all_read() -> None:
    """What has only a format is passed over before it is parsed; nothing else is."""
    long = f'a="{"x" * 300}"'
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" {long}/><c r="B{n}"><v>{n}</v></c><c r="C{n}"/></row><row r="{n + 1}" {long}/>'
        for n in range(1, 20_001, 2)
    )
    data = zipped(xlsx_parts(rows))
    assert len(rows) > 4 * MEGABYTE
    found = read_workbook(data, "a.xlsx").sheets[0]
    expected = [[None, n] if n % 2 else [] for n in range(1, 20_000)]
    assert [[cell.content for cell in row] for row in found.rows] == expected


@pytest.mark.parametrize("name", ["missing.xlsx", "folder"])
def test_what_is_no_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotOpen):
        open_workbook(tmp_path / name, name)


@pytest.mark.parametrize(("name", "library"), [("a.xlsx", "openpyxl"), ("a.xls", "python_calamine")])
def test_without_the_libraries(name: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(libraries.MissingLibrary) as missing:
        read_workbook(table_as_xlsx() if name == "a.xlsx" else XLS, name)
    for language in LANGUAGES:
        sentence = error_sentence(missing.value, Catalogue(language))
        assert '`pip install "smartplan[office]"`' in sentence
        assert library in sentence
    assert read_workbook(b"a,b\n", "a.csv").sheets
    assert read_workbook(table_as_ods(), "a.ods").sheets


def test_nothing_but_the_file_is_opened(tmp_path: Path) -> None:
    """Neither a workbook that formulas refer to, nor a place outside the archive."""
    opened: list[str] = []
    link = {"xl/externalLinks/externalLink1.xml": '<externalLink><externalBook r:id="rId1"/></externalLink>'}
    path = tmp_path / "a.xlsx"
    path.write_bytes(parts({**link, "../outside.xml": "<a/>"}))
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if (
            watching
            and event == "open"
            and isinstance(arguments[0], str)
            and not arguments[0].endswith((".py", ".pyc"))
        ):
            opened.append(arguments[0])

    open_workbook(path, "a.xlsx")
    sys.addaudithook(watch)
    try:
        open_workbook(path, "a.xlsx")
    finally:
        watching = False
    assert opened == [str(path)]
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_file_that_ends_the_library_does_not_end_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    # How many texts there are; it takes room for as many.
    many = XLS[:0xAD0] + b"\x7f" + XLS[0xAD1:]
    with pytest.raises(NotAWorkbook) as refused:
        read_workbook(many, "a.xls")
    assert refused.value.values["variant"] == "damaged"
    assert capfd.readouterr() == ("", "")


def end(_: int) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def wait(_: int) -> None:
    time.sleep(60)


def fail(_: int) -> None:
    raise SystemExit("x")


@pytest.mark.parametrize(("work", "message"), [(end, "ended"), (fail, "SystemExit"), (wait, "too long")])
def test_work_apart(
    work: Callable[[int], object], message: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_SECONDS", 1)
    assert run_apart(abs, -3) == 3
    with pytest.raises(ValueError, match=message):
        run_apart(work, 1)
    assert capfd.readouterr() == ("", "")
