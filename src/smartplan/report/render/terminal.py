"""How text looks: width, colour and characters, as the terminal, the pipe and the environment want them."""

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from msgspec import Struct

from smartplan.report.render.links import LinkForm, link_form, wrapped

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
    links: LinkForm | None = None

    def __call__(self, text: str, *names: str) -> str:
        """The text in the named styles, one of which may be the `target` of a link."""
        if not text or not names or self.bare:
            return text
        codes = []
        for name in names:
            if not name.startswith("file:"):
                codes.append(_CODES[name])
            elif self.links:
                text = wrapped(text, name)
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and codes else text

    @property
    def bare(self) -> bool:
        """Whether nothing is added to a text."""
        return not self.colour and not self.links

    def target(self, path: Path | None, line: int | None = None) -> tuple[str, ...]:
        """The style of a text that leads to a file, and to a line of it; none where there is no file, or no link."""
        return (self.links.url(path, line),) if self.links and path else ()


def detect(to_file: bool = False) -> Style:
    """The style for standard output, by NO_COLOR, FORCE_COLOR, FORCE_HYPERLINK, the terminal and its width."""
    terminal = not to_file and sys.stdout.isatty()
    colour = terminal and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        colour = not to_file
    if os.environ.get("NO_COLOR"):
        colour = False
    width = width_of(sys.stdout) if terminal else None
    return Style(colour, width, None if to_file else link_form(terminal, os.environ))


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
