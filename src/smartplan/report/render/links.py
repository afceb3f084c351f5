"""Links of a terminal to a file and a line in it (OSC 8), where the terminal takes them."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

# With what a link begins and ends, for a terminal.
LINK_START: Final = "\x1b]8;"
# Only what this process itself marked so passes the gate of the output: no text of a plan can know it.
_MARK: Final = os.urandom(8).hex()
_URL = r"file://[A-Za-z0-9.-]*/[A-Za-z0-9/._~%:-]*(?:#[0-9]+)?"
# The start and the end of a link as a style writes them, for a pattern.
OURS: Final = rf"\x1b\]8;{_MARK};(?:{_URL})?\x1b\\"
# Names of terminals that have links, by the variable that each sets.
_PROGRAMS: Final = ("iTerm.app", "vscode", "WezTerm", "ghostty", "zed", "Hyper", "rio")
_TERMS: Final = ("xterm-kitty", "xterm-ghostty", "alacritty", "wezterm", "foot", "foot-extra", "contour")
# The first release of VTE whose links do not end the terminal is 0.50.2; that of Konsole with links is 20.12.
_VTE, _KONSOLE = 5002, 201200


class LinkForm(Struct, frozen=True):
    """How a terminal is told of a file: with the name of the machine, and with the line."""

    host: str = ""
    lines: bool = False

    def url(self, path: Path, line: int | None) -> str:
        """The address of a file; no character in it can end it, or steer a terminal."""
        address = f"file://{self.host}{path.absolute().as_uri().removeprefix('file://')}"
        return f"{address}#{line}" if line and self.lines else address


def wrapped(text: str, url: str) -> str:
    """The text as a link, marked as ours."""
    return f"{LINK_START}{_MARK};{url}\x1b\\{text}{LINK_START}{_MARK};\x1b\\"


def sent(mark: str) -> str:
    """The start or the end of a link of ours, as a terminal gets it."""
    return mark.replace(_MARK, "", 1)


def without(text: str) -> str:
    """A whole output without its links, for a pager that would show them as characters."""
    return re.sub(rf"\x1b\]8;;(?:{_URL})?\x1b\\", "", text)


def link_form(terminal: bool, environment: Mapping[str, str], platform: str = sys.platform) -> LinkForm | None:
    """How links are to be written, None where none are.

    FORCE_HYPERLINK=1 asks for them anywhere, FORCE_HYPERLINK=0 refuses them. NO_COLOR does not: a link is no colour.
    """
    forced = environment.get("FORCE_HYPERLINK", "")
    if not (forced.strip() != "0" if forced else terminal and _takes_links(environment, platform)):
        return None
    # VS Code looks for a machine of that name; the other programs of Windows have none in an address.
    code = environment.get("TERM_PROGRAM") == "vscode"
    host = "" if code or platform == "win32" else os.uname().nodename
    # Elsewhere an address with a line is none that a desktop can open.
    return LinkForm(host if re.fullmatch(r"[A-Za-z0-9.-]+", host) else "", code or "KITTY_WINDOW_ID" in environment)


def _takes_links(environment: Mapping[str, str], platform: str) -> bool:
    term = environment.get("TERM", "")
    # Between the program and the terminal, tmux and screen may drop what they do not know.
    if term == "dumb" or term.startswith(("screen", "tmux")) or "TMUX" in environment or "STY" in environment:
        return False
    if "CI" in environment or "TEAMCITY_VERSION" in environment:
        return False
    if environment.get("TERM_PROGRAM") in _PROGRAMS or "WT_SESSION" in environment:
        return True
    if platform == "win32":
        return False
    if term in _TERMS or "KITTY_WINDOW_ID" in environment:
        return True
    return _number(environment.get("VTE_VERSION")) >= _VTE or _number(environment.get("KONSOLE_VERSION")) >= _KONSOLE


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0
