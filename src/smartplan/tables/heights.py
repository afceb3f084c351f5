"""How high the rows of a workbook have to be: LibreOffice makes none as high as its text, and Excel no merged ones."""

from collections.abc import Sequence
from math import ceil
from typing import Final

# Excel makes no row higher.
HIGHEST: Final = 409.0


def row_height(texts: Sequence[tuple[str, float]], line: float, spare: float) -> float:
    """The height of a row in points, of texts with the widths of their columns.

    `line` is the height of a line. Of the letters that are written, `spare` times as many find room on a width as of
    the standard font, by which columns are measured.
    """
    most = max((line_count(text, width * spare) for text, width in texts), default=1)
    return min(most * line + 3, HIGHEST)


def line_count(text: str, room: float) -> int:
    """On how many lines of so many letters a text stands."""
    return sum(_lines(one, max(room, 1)) for one in text.split("\n"))


def _lines(text: str, room: float) -> int:
    """On how many lines a paragraph stands, if words are not torn unless they are longer than a line."""
    if len(text) <= room:
        return 1
    lines, used = 1, 0
    for word in text.split(" "):
        length = len(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0
        used += length + bool(used)
        if used > room:
            lines += ceil(used / room) - 1
            used = int(used % room) or int(room)
    return lines
