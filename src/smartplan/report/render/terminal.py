"""How text looks: width, colour and characters, as the terminal, the pipe and the environment want them."""

import os
import shutil
import sys
from contextlib import suppress
from typing import TextIO

from msgspec import Struct

_CODES = {
    "bold": "1",
    "dim": "2",
    "underline": "4",
    "strike": "9",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "cyan": "36",
}
# For a stream that cannot print them.
_ASCII = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "→": "->",
        "−": "-",
        "·": ".",
        "…": "...",
        "—": "-",
        "–": "-",
        "≤": "<=",
        "≥": ">=",
        "×": "x",
        "│": "|",
        "─": "-",
        "━": "-",
        "═": "=",
        "░": "-",
        "▒": "+",
        "▓": "*",
        "█": "#",
        "▁": "1",
        "▂": "2",
        "▃": "3",
        "▄": "4",
        "▅": "5",
        "▆": "6",
        "▇": "7",
        "✓": "v",
        "✗": "x",
        "≈": "~=",
    }
)


class Style(Struct, frozen=True):
    """`width` is None in a pipe: nothing is wrapped there and nothing cut off."""

    colour: bool = False
    width: int | None = None

    def __call__(self, text: str, *names: str) -> str:
        """The text in the named styles; plain without colour."""
        if not self.colour or not text or not names:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"


def detect(to_file: bool = False) -> Style:
    """The style for standard output, by NO_COLOR, FORCE_COLOR, the terminal and its width."""
    terminal = not to_file and sys.stdout.isatty()
    colour = terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        colour = not to_file
    if os.environ.get("NO_COLOR"):
        colour = False
    return Style(colour, width_of(sys.stdout) if terminal else None)


def width_of(stream: TextIO) -> int | None:
    """The columns of the terminal that a stream is, by COLUMNS or by itself; None for a pipe or a file."""
    if not stream.isatty():
        return None
    own = 0
    # Standard output may be a pipe where standard error is a terminal.
    with suppress(OSError, ValueError):
        own = os.get_terminal_size(stream.fileno()).columns
    return max(shutil.get_terminal_size((own or 80, 24)).columns, 40)


def printable(text: str, encoding: str | None) -> str:
    """The text in characters that the stream's encoding has; any other as its code."""
    name = encoding or "ascii"
    try:
        text.encode(name)
    except UnicodeEncodeError:
        return text.translate(_ASCII).encode(name, "backslashreplace").decode(name)
    return text
