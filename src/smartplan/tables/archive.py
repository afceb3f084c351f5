"""A workbook that is a ZIP archive of XML parts, opened only if it is small enough, and its elements one by one.

What a stranger's archive says of itself is not believed: no part is unpacked beyond the size that it states, and no
document type is read, as nothing else can make a little XML large or lead out of the file.
"""

import re
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, XMLPullParser
from zipfile import BadZipFile, ZipFile

from smartplan.errors import NotAWorkbook, WorkbookTooLarge
from smartplan.tables.grid import MOST_CELLS, too_many_cells

MEGABYTE = 1024 * 1024
# Of the parts unpacked: a sheet of 2,000 programmes takes 10. How often smaller the archive may be, from which size on:
# sheets of real workbooks are packed to a tenth.
MOST_UNPACKED = 128 * MEGABYTE
MOST_RATIO, _SMALL = 100, 16 * MEGABYTE
MOST_PARTS = 2_000
_CHUNK = MEGABYTE
# Elements within one row, and one within another.
_MOST_ELEMENTS, _DEEPEST = 200_000, 100
_OVERLAP = 32
# The encodings of XML in which a document type cannot hide: others can write it with other bytes.
_ENCODING = re.compile(rb"^[^<]*<\?xml[^>]*?encoding=[\"']([^\"']*)")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_ENCRYPTED = 0x1
# From this size on cells with a format and nothing in them are passed over before they are parsed: formats down to the
# last row are common, and take seconds. The address is first in what every program writes.
_BULKY = 4 * MEGABYTE
_BARE_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"[^<>]*/>')
_BARE_ROW = re.compile(rb'<row r="[0-9]{1,7}"[^<>]*(?:/>|></row>)')


def open_archive(data: bytes, path: str) -> ZipFile:
    """The archive, whose parts are as small as they have to be. Raises NotAWorkbook and WorkbookTooLarge."""
    # Each part has its entry, and Python makes an object for each before it can be asked how many there are.
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise WorkbookTooLarge(path=path, limit=MOST_PARTS, variant="parts")
    try:
        archive = ZipFile(BytesIO(data))
    except BadZipFile:
        raise NotAWorkbook(path=path, variant="damaged") from None
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > MOST_UNPACKED or (size > _SMALL and size > len(data) * MOST_RATIO):
        raise WorkbookTooLarge(path=path, limit=MOST_UNPACKED // MEGABYTE, variant="unpacked")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise NotAWorkbook(path=path, variant="encrypted")
    return archive


def check_parts(archive: ZipFile, path: str) -> None:
    """Look at every XML part before it is parsed. Raises NotAWorkbook and WorkbookTooLarge."""
    for part in archive.namelist():
        # Pictures are parts too, and drawings in SVG rightly have a document type.
        if part.endswith((".xml", ".rels")) and "/media/" not in part:
            cells = strings = 0
            for chunk in _chunks(archive, part, path):
                # Cells with something in them are closed; those of which only the format is known are closed at once.
                cells += chunk.count(b"</c>") + chunk.count(b":c>") - chunk.count(b'"></c>')
                cells += chunk.count(b"</table:table-cell>")
                strings += chunk.count(b"<si>") + chunk.count(b"<si/>")
                if max(cells, strings) > MOST_CELLS:
                    raise too_many_cells(path)


def elements(
    archive: ZipFile, part: str, path: str, whole: Collection[str], begun: Collection[str] = ()
) -> Iterator[Element]:
    """The elements with these local names, one at a time: `whole` with all that is in them, `begun` when they begin.

    Raises NotAWorkbook and WorkbookTooLarge, and ParseError for what is no XML.
    """
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    open_: list[Element] = []
    # How deep the element lies that is read whole; how many have been kept since the last one was let go.
    within = held = 0
    bulky = archive.getinfo(part).file_size > _BULKY
    for chunk in _chunks(archive, part, path):
        bulky = bulky and b"<![CDATA[" not in chunk
        parser.feed(_BARE_ROW.sub(b"", _BARE_CELL.sub(b"", chunk)) if bulky else chunk)
        events: Iterator[Any] = parser.read_events()
        for event, element in events:
            name = element.tag.rpartition("}")[2]
            if event == "start":
                open_.append(element)
                held += 1
                if held > _MOST_ELEMENTS or len(open_) > _DEEPEST:
                    raise too_many_cells(path)
                if name in begun and not within:
                    yield element
                if name in whole and not within:
                    within = len(open_)
                continue
            depth = len(open_)
            open_.pop()
            if within and depth > within:
                continue
            if within:
                yield element
            within = held = 0
            if open_:
                open_[-1].clear()
    parser.close()


def _chunks(archive: ZipFile, part: str, path: str) -> Iterator[bytes]:
    """The bytes of a part. Raises NotAWorkbook where it has a document type."""
    end = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            # In UTF-16 every other byte is zero.
            seen = (end + chunk).replace(b"\0", b"")
            encoding = None if end else _ENCODING.match(seen)
            if encoding and encoding[1].lower() not in _ENCODINGS:
                raise NotAWorkbook(path=path, variant="damaged")
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise NotAWorkbook(path=path, variant="document-type")
            end = chunk[-_OVERLAP:]
            yield chunk
