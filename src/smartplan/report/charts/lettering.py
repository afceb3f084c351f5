"""How wide text is, and text that fits: whichever font a viewer has, as this counts with a wide one."""

from collections.abc import Callable, Sequence
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


def fitted(text: str, room: float, size: float, *, lines: int = 1, bold: bool = False, tail: str = "") -> Sequence[str]:
    """The text on so many lines that fit into the room; what is too long ends with `…`, and then its `tail`."""

    def fits(line: str) -> bool:
        return width_of(line, size, bold=bold) <= room

    text = plain(text)
    if fits(text + tail):
        return [(text + tail).strip()]
    found: list[str] = []
    words = text.split(" ")
    while words and len(found) < lines:
        line = words.pop(0)
        while words and fits(f"{line} {words[0]}"):
            line += f" {words.pop(0)}"
        found.append(line)
    if len(found) < lines and not fits(found[-1] + tail):
        # The tail stands on a line of its own.
        found.append("")
    if words:
        found[-1] += " …"
    return [_cut(line, fits) for line in found[:-1]] + [_cut(found[-1], fits, tail)]


def _cut(line: str, fits: Callable[[str], bool], tail: str = "") -> str:
    """A line that is too long ends at a word, or within one that takes up more than half of it."""
    if fits(line + tail):
        return (line + tail).strip()
    kept = line.removesuffix("…").rstrip()
    while kept and not fits(f"{kept}…{tail}"):
        kept = kept[:-1]
    whole = kept.rpartition(" ")[0]
    if line.startswith(f"{kept} "):
        return f"{kept}…{tail}"
    return (f"{whole} …{tail}" if 2 * len(whole) > len(kept) else f"{kept.rstrip()}…{tail}").strip()
