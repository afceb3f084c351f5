"""How wide text is, and text that fits: whichever font a viewer has, as this counts with a wide one."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from unicodedata import category, east_asian_width

from smartplan.report.render.sentences import escape_controls

# In hundredths of the size, rounded up from DejaVu Sans, the widest of those that usually stand in for another.
_WIDTHS = {
    30: "'IJijl",
    35: " ,./:;\\|",
    40: "()-[]ft",
    45: "!r",
    50: '"*_`',
    55: "?csz",
    60: "FLkvxy",
    65: "$0123456789EPSTYabdeghnopqu{}",
    70: "ABCKRVXZ",
    75: "NU",
    80: "&DGHOQ",
    85: "#+<=>^w~",
    90: "M",
    100: "%@Wm",
}
_WIDTH: Final = {one: width for width, letters in _WIDTHS.items() for one in letters}
_UNKNOWN, _WIDE, _BOLD = 90, 130, 1.15
# What XML cannot hold, and no code is told of by `escape_controls`.
_NOWHERE = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def plain(text: str) -> str:
    """Text on one line, in which nothing steers, hides, or is no XML."""
    return escape_controls(" ".join(text.split())).translate(_NOWHERE)


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is at most, in the unit of the size."""
    return sum(map(_width, text)) * size / 100 * (_BOLD if bold else 1)


def _width(one: str) -> int:
    known = _WIDTH.get(one)
    if known is not None:
        return known
    if east_asian_width(one) in "WF" or ord(one) > 0xFFFF:
        return _WIDE
    return 0 if category(one) in ("Mn", "Me") else _UNKNOWN


def fitted(text: str, room: float, size: float, *, lines: int = 1, bold: bool = False) -> Sequence[str]:
    """The text on so many lines that fit into the room; what is too long ends with `…`."""
    text = plain(text)
    if width_of(text, size, bold=bold) <= room:
        return [text]
    found: list[str] = []
    words = text.split(" ")
    while words and len(found) < lines:
        line = words.pop(0)
        while words and width_of(f"{line} {words[0]}", size, bold=bold) <= room:
            line += f" {words.pop(0)}"
        found.append(line)
    if words:
        found[-1] += " …"
    return [_cut(line, room, size, bold) for line in found]


def _cut(line: str, room: float, size: float, bold: bool) -> str:
    if width_of(line, size, bold=bold) <= room:
        return line
    kept = line.removesuffix("…").rstrip()
    while kept and width_of(f"{kept}…", size, bold=bold) > room:
        kept = kept[:-1].rstrip()
    return f"{kept}…"
