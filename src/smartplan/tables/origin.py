"""Where a workbook of the working layout came from: the state of the plan, kept on a sheet that nobody sees."""

import hashlib
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from smartplan.tables.cells import Workbook
from smartplan.tables.working import LAYOUTS, SheetKind

NAME: Final = "_smartplan"
FORMAT: Final = 1
# A cell holds 32,767 characters; some programs count a few more than are there.
_PIECE = 30_000
# No plan is larger, and whoever made a small sheet of a larger one wants to fill the memory.
_LARGEST = 32 * 1024 * 1024


class Origin(Struct, frozen=True):
    """The state that a workbook was exported from.

    `agency` is empty where it holds the whole plan, `data` the file as it was, None where the copy is not whole.
    `sheets` are the names of its sheets by what is on them.
    """

    revision: str
    sha256: str
    blob: str
    language: str
    agency: str
    sheets: Mapping[SheetKind, str]
    data: bytes | None = None


def origin_of(revision: str, data: bytes, language: str, agency: str, sheets: Mapping[SheetKind, str]) -> Origin:
    """The origin of a workbook that is made of a file."""
    # As git names the content of a file, whether it is in a repository or not.
    blob = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
    return Origin(revision, hashlib.sha256(data).hexdigest(), blob, language, agency, sheets, data)


def origin_rows(origin: Origin) -> list[tuple[str, str]]:
    """The rows of the sheet: a key and a text."""
    rows = [("smartplan", str(FORMAT))]
    rows += [(name, getattr(origin, name)) for name in ("revision", "sha256", "blob", "language", "agency")]
    rows += [(f"sheet.{kind}", name) for kind, name in origin.sheets.items()]
    # No program takes for a formula or a number what stands behind a `z`.
    packed = b64encode(zlib.compress(origin.data or b"", 9)).decode()
    return [*rows, *(("copy", f"z{packed[at : at + _PIECE]}") for at in range(0, len(packed), _PIECE))]


def read_origin(workbook: Workbook) -> Origin | None:
    """The origin of a workbook; None for one that was not made by an export in the working layout."""
    sheet = next((one for one in workbook.sheets if one.name == NAME), None)
    if sheet is None:
        return None
    rows = [(str(sheet.cell(row, 0).content), sheet.cell(row, 1).content) for row in range(len(sheet.rows))]
    said = {key: _text(value) for key, value in rows}
    if said.get("smartplan") != str(FORMAT):
        return None
    packed = "".join(_text(value)[1:] for key, value in rows if key == "copy")
    return Origin(
        revision=said.get("revision", ""),
        sha256=said.get("sha256", ""),
        blob=said.get("blob", ""),
        language=said.get("language", ""),
        agency=said.get("agency", ""),
        sheets={kind: said[f"sheet.{kind}"] for kind in LAYOUTS if f"sheet.{kind}" in said},
        data=_unpacked(packed, said.get("sha256", "")),
    )


def _unpacked(packed: str, sha256: str) -> bytes | None:
    """The copy of the file; None where it is not the one that was packed."""
    try:
        reader = zlib.decompressobj()
        data = reader.decompress(b64decode(packed), _LARGEST)
    except (ValueError, zlib.error):
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def _text(value: object) -> str:
    """A text as it was written: `1` and the digits of a name may have become a number."""
    return "" if value is None else str(int(value)) if isinstance(value, float) else str(value)
