"""Text of a plan inside markdown, so that it says what it says and does nothing else."""

import re
from collections.abc import Iterable, Iterator

from smartplan.report.render.sentences import escape_controls

_SPECIAL = re.compile(r"([\\*_{}\[\]()#+!|~`$])")
# What makes a list, a line under a heading or one of a table of a text that begins with it.
_START = re.compile(r"^( ?)([-=:]|\d+(?=\.(?:\s|$)))")
# What GitHub makes links of, much of it in a text that is rendered already, where a backslash is gone: names of users,
# numbers of issues, addresses.
_LINK = re.compile(r"@|#(?=\d)|\bgh-(?=\d)|:(?=//)|\bwww\.|\b(?:mailto|xmpp):", re.I)

# What our own sentences set in backquotes; a lone one in the text of a plan opens nothing.
_CODE = re.compile(r"(`(?=\S)[\w ./:@=<>\[\]{}|'\"-]+(?<=\S)`)")


def escape(text: str) -> str:
    """Text without any markdown or HTML meaning; code in backquotes of our own sentences is kept."""
    parts = re.split(_CODE, _line(text))
    return "".join(code(part[1:-1]) if index % 2 else plain(part, first=not index) for index, part in enumerate(parts))


def plain(text: str, *, first: bool = True) -> str:
    """Text without any markdown or HTML meaning; `first` where it may begin a line."""
    text = _SPECIAL.sub(r"\\\1", _line(text))
    if first:
        # Several blanks would make code of it.
        text = _START.sub(_started, re.sub(r"^\s+", " ", text))
    return html(text)


def html(text: str) -> str:
    """Text without any HTML meaning, for between two tags, where markdown has none; nothing in it becomes a link."""
    text = _line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINK.sub(_unlinked, text)


def code(text: str) -> str:
    """Text in backquotes, safe in a table too."""
    shown = escape_controls(text.replace("\n", " ")).replace("`", "'").replace("|", "\\|")
    return f"`{shown}`" if shown else ""


def fenced(lines: Iterable[str], language: str) -> Iterator[str]:
    """Lines of a file as a block of code, whatever is in them."""
    shown = [escape_controls(line) for line in lines]
    fence = "`" * max(3, *(len(found) + 1 for line in shown for found in re.findall("`+", line)), 0)
    yield f"{fence}{language}"
    yield from shown
    yield fence


def _line(text: str) -> str:
    return escape_controls(text.replace("\r", "").replace("\n", " "))


def _started(found: re.Match[str]) -> str:
    # A number is not special, but the dot behind it.
    return f"{found[0]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"


def _unlinked(found: re.Match[str]) -> str:
    # A space of no width stays in the text that is shown; a number that stands for a character does not.
    text = found[0]
    return f"{text[:-1]}&#{ord(text[-1])};" if text[-1] in ":." else f"{text}&#8203;"
