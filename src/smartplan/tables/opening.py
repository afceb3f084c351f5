"""A stranger's workbook, opened as what it is: the content says so, and the ending of its name has to agree."""

import re
from pathlib import Path, PurePath
from typing import Final, Literal
from zipfile import ZipFile

from smartplan.errors import NotAWorkbook, SmartplanError, WorkbookTooLarge, print_traceback
from smartplan.tables.archive import MEGABYTE, check_parts, open_archive
from smartplan.tables.cells import Workbook
from smartplan.tables.compound import MAGIC
from smartplan.tables.libraries import require
from smartplan.workspace.files import contents

Kind = Literal["xlsx", "ods", "xls", "csv"]
# A workbook of 2,000 programmes has less than one.
MOST_BYTES: Final = 32 * MEGABYTE
# Of an .xls file, whose library takes the more memory the larger it is. As many cells as are read have 8.
MOST_XLS_BYTES: Final = 16 * MEGABYTE
# The endings of each kind, the first as it is advised.
ENDINGS: Final[dict[Kind, tuple[str, ...]]] = {
    "xlsx": (".xlsx", ".xltx"),
    "ods": (".ods", ".ots"),
    "xls": (".xls", ".xlt"),
    "csv": (".csv", ".tsv", ".txt", ".tab"),
}
_TYPES = "[Content_Types].xml"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_SHEETS = b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml"
_BINARY = b"ms-excel.sheet.binary"
# Web pages and XML that programs save with the ending .xls.
_MARKUP = re.compile(rb"(\xef\xbb\xbf)?\s*<(\?xml|!doctype|html|table|meta|style)", re.IGNORECASE)
_PDF = b"%PDF-"


def open_workbook(path: Path, name: str) -> Workbook:
    """The workbook in a file, `name` as it is shown.

    Raises CannotOpen, NotAWorkbook, WorkbookTooLarge and, where a library is missing, MissingLibrary.
    """
    data = contents(path, name, MOST_BYTES)
    if data is None:
        raise WorkbookTooLarge(path=name, limit=MOST_BYTES // MEGABYTE)
    return read_workbook(data, name)


def read_workbook(data: bytes, name: str) -> Workbook:
    """The workbook that the bytes of a file are. Raises NotAWorkbook, WorkbookTooLarge and MissingLibrary."""
    try:
        return _read(data, name)
    except (SmartplanError, MemoryError):
        raise
    except Exception:
        # Of a damaged file, which libraries meet with whatever comes first.
        print_traceback()
        raise NotAWorkbook(path=name, variant="damaged") from None


def _read(data: bytes, name: str) -> Workbook:
    if not data.strip():
        raise NotAWorkbook(path=name, variant="empty")
    if data.startswith(b"PK"):
        return _read_archive(open_archive(data, name), name)
    if data.startswith(MAGIC):
        if len(data) > MOST_XLS_BYTES:
            raise WorkbookTooLarge(path=name, limit=MOST_XLS_BYTES // MEGABYTE)
        require("python_calamine")
        from smartplan.tables.read_xls import read_xls

        workbook = read_xls(data, name)
        _check_ending("xls", name)
        return workbook
    if _MARKUP.match(data):
        raise NotAWorkbook(path=name, variant="markup")
    if b"\0" in data or data.startswith(_PDF):
        raise NotAWorkbook(path=name)
    _check_ending("csv", name)
    from smartplan.tables.read_csv import read_csv

    return read_csv(data, name)


def _read_archive(archive: ZipFile, name: str) -> Workbook:
    parts = archive.namelist()
    if "mimetype" in parts and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
        _check_ending("ods", name)
        check_parts(archive, name)
        from smartplan.tables.read_ods import read_ods

        return read_ods(archive, name)
    if _TYPES not in parts:
        raise NotAWorkbook(path=name)
    types = archive.read(_TYPES)
    if any(part.endswith("vbaProject.bin") for part in parts) or b"sheet.macroEnabled" in types:
        raise NotAWorkbook(path=name, variant="macros")
    if _BINARY in types:
        raise NotAWorkbook(path=name, variant="binary")
    if not any(kind in types for kind in _SHEETS):
        raise NotAWorkbook(path=name)
    _check_ending("xlsx", name)
    check_parts(archive, name)
    require("openpyxl", "defusedxml")
    from smartplan.tables.read_xlsx import read_xlsx

    return read_xlsx(archive, name)


def _check_ending(kind: Kind, name: str) -> None:
    """Whoever named the file took it for something else, and so would other programs. Raises NotAWorkbook."""
    if PurePath(name).suffix.lower() not in ENDINGS[kind]:
        raise NotAWorkbook(path=name, right=str(PurePath(name).with_suffix(ENDINGS[kind][0])), variant="ending")
