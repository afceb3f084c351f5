"""Two texts of one file, line by line, as `diff -u` shows them."""

from collections.abc import Iterator
from difflib import unified_diff

from smartplan.report.sentences import safe
from smartplan.report.style import Style

_STYLES = {"---": ("bold",), "+++": ("bold",), "@@ ": ("cyan",)}
_SIGNS = {"-": ("red",), "+": ("green",)}


def render(name: str, before: str, after: str, style: Style) -> str:
    """The lines that differ, with three around them; exact, for `patch`, except on a terminal or in colour."""
    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), name, name)
    return "".join(_shown(lines, style))


def _shown(lines: Iterator[str], style: Style) -> Iterator[str]:
    for line in lines:
        text, end = (line[:-1], "\n") if line.endswith("\n") else (line, "\n\\ No newline at end of file\n")
        if style.width is not None or style.colour:
            text = safe(text.removesuffix("\r"))
        yield f"{style(text, *_STYLES.get(line[:3], _SIGNS.get(line[:1], ())))}{end}"
