"""The text of one file with its lines: what is too large or not UTF-8 never reaches the parser."""

import codecs
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from smartplan.plan.finding import Finding

MAX_BYTES = 128 * 1024 * 1024
# A byte order mark: ahead of a text it is none of it, and libyaml passes over one at the head of each line.
MARK = "\ufeff"
# The line breaks of YAML 1.2.
BREAK = re.compile(r"\r\n|\n|\r")


def with_line_feeds(text: str) -> str:
    """The text with line feeds alone for line breaks."""
    return BREAK.sub("\n", text) if "\r" in text else text


class Place(NamedTuple):
    """Lines and columns from 1; a column counts characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class SourceText(Struct, eq=False, dict=True):
    """Text of a file with the name it is shown by.

    `fault` is set where there is no text to read, `bom` where a byte order mark stood before it. Where the text is that
    of a commit, the `path` is that of the file in the working tree.
    """

    name: str
    text: str
    path: Path | None = None
    fault: Finding | None = None
    bom: bool = False
    committed: bool = False
    # Those that were asked for: a file may be one long line with a thousand findings on it.
    _lines: dict[int, str] = {}

    @property
    def on_disk(self) -> Path | None:
        """The file that has this text; None for standard input and for a version in git."""
        return None if self.committed else self.path

    @cached_property
    def _starts(self) -> list[int]:
        """Offset of the first character of each line; YAML 1.2 knows no other breaks than CR and LF."""
        if "\r" in self.text:
            return [0, *(match.end() for match in BREAK.finditer(self.text))]
        # Several times as quick, and most files have no other break.
        return list(accumulate([len(line) + 1 for line in self.text.split("\n")[:-1]], initial=0))

    def place(self, span: tuple[int, int]) -> Place:
        """Line and column of a span of character offsets."""
        start, end = span
        starts = self._starts
        line = bisect_right(starts, start)
        last = bisect_right(starts, max(start, end))
        return Place(line, start - starts[line - 1] + 1, last, max(start, end) - starts[last - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line without its break."""
        if number not in self._lines:
            starts = self._starts
            end = starts[number] if number < len(starts) else len(self.text)
            self._lines[number] = self.text[starts[number - 1] : end].rstrip("\r\n")
        return self._lines[number]


def decode(data: bytes | None, name: str, path: Path | None = None) -> SourceText:
    """Bytes to text; None stands for a file over the limit."""
    if data is None or len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        return SourceText(name, "", path, Finding("too-large", span=(0, 0), values={"limit": limit}))
    # By hand, because the codec that does it has a module of its own.
    bom = data.startswith(codecs.BOM_UTF8)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return SourceText(name, data.decode(), path, bom=bom)
    except UnicodeDecodeError as error:
        # The text before the fault gives the place; what stands after it is not read.
        offset = error.start
        text = data[:offset].decode("utf-8", "ignore")
        fault = Finding("not-utf8", span=(len(text), len(text)), values={"byte": f"0x{error.object[offset]:02x}"})
        return SourceText(name, text, path, fault)


def encode(source: SourceText, text: str) -> bytes:
    """The bytes of a text of that file, with the byte order mark that it had."""
    return (codecs.BOM_UTF8 if source.bom else b"") + text.encode()
