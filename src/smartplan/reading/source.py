"""The bytes of one file, guarded: what is no regular file, too large or not UTF-8 never reaches the parser."""

import codecs
import os
import re
import stat
import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from smartplan.errors import CannotOpen
from smartplan.plan.finding import Finding

MAX_BYTES = 128 * 1024 * 1024
_BREAK = re.compile(r"\r\n|\n|\r")


class Place(NamedTuple):
    """Lines and columns from 1; a column counts characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(eq=False)
class Source:
    """Text of a file with the name it is shown by.

    `fault` is set where there is no text to read, `bom` where a byte order mark stood before it.
    """

    name: str
    text: str
    path: Path | None = None
    fault: Finding | None = field(default=None)
    bom: bool = False

    @cached_property
    def _starts(self) -> list[int]:
        """Offset of the first character of each line; YAML 1.2 knows no other breaks than CR and LF."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _BREAK.finditer(self.text))]
        # Several times as quick, and most files have no other break.
        lengths = map(len, self.text.split("\n")[:-1])
        return list(accumulate(lengths, lambda at, length: at + length + 1, initial=0))

    def place(self, span: tuple[int, int]) -> Place:
        """Line and column of a span of character offsets."""
        start, end = span
        starts = self._starts
        line = bisect_right(starts, start)
        last = bisect_right(starts, max(start, end))
        return Place(line, start - starts[line - 1] + 1, last, max(start, end) - starts[last - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line without its break."""
        starts = self._starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


def read(path: Path, name: str) -> Source:
    """Read a regular file. Raises CannotOpen for anything that cannot be opened as one."""
    try:
        # Without O_NONBLOCK the open of a FIFO would wait for a writer for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise CannotOpen(path=name, reason=_reason(error)) from None
    state = os.fstat(handle)
    if not stat.S_ISREG(state.st_mode):
        os.close(handle)
        raise CannotOpen(path=name, reason="directory" if stat.S_ISDIR(state.st_mode) else "not-a-file")
    with os.fdopen(handle, "rb") as stream:
        try:
            return decode(stream.read(MAX_BYTES + 1) if state.st_size <= MAX_BYTES else None, name, path)
        except OSError as error:
            raise CannotOpen(path=name, reason=_reason(error)) from None


def read_standard_input() -> Source:
    """Read standard input to its end, or to the limit. Raises CannotOpen where there is none."""
    # Python has no stream for an input that was closed.
    if sys.stdin is None:
        raise CannotOpen(path="-", reason="missing")
    return decode(sys.stdin.buffer.read(MAX_BYTES + 1), "-", None)


def decode(data: bytes | None, name: str, path: Path | None = None) -> Source:
    """Bytes to text; None stands for a file over the limit."""
    if data is None or len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        return Source(name, "", path, Finding("too-large", span=(0, 0), values={"limit": limit}))
    try:
        return Source(name, data.decode("utf-8-sig"), path, bom=data.startswith(codecs.BOM_UTF8))
    except UnicodeDecodeError as error:
        # The text before the fault gives the place; what stands after it is not read.
        offset = error.start
        text = data[: offset + (3 if data.startswith(codecs.BOM_UTF8) else 0)].decode("utf-8-sig", "ignore")
        fault = Finding("not-utf8", span=(len(text), len(text)), values={"byte": f"0x{error.object[offset]:02x}"})
        return Source(name, text, path, fault)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "missing"
    if isinstance(error, PermissionError):
        return "permission"
    if isinstance(error, IsADirectoryError):
        return "directory"
    if isinstance(error, NotADirectoryError):
        return "missing"
    return "other"
