"""Two texts of one file, line by line, as `diff -u` shows them."""

from collections.abc import Iterator, Sequence
from io import StringIO

from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.terminal import Style
from smartplan.yamltext.alignment import Alignment

_STYLES = {"---": ("bold",), "+++": ("bold",), "@@ ": ("cyan",)}
_SIGNS = {"-": ("red",), "+": ("green",)}


def render(name: str, before: str, after: str, style: Style) -> str:
    """The lines that differ, with three around them; exact, for `patch`, except on a terminal or in colour."""
    return "".join(_shown(_unified(name, _lines(before), _lines(after)), style))


def _lines(text: str) -> list[str]:
    """Lines with their ends, of which `patch` knows the line feed alone."""
    return list(StringIO(text, newline="\n"))


def _unified(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The lines of a unified diff. That of the standard library takes the square of a file whose lines repeat."""
    groups = Alignment(before, after).get_grouped_opcodes(3)
    for number, group in enumerate(groups):
        if not number:
            yield from (f"--- {name}\n", f"+++ {name}\n")
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        yield f"@@ -{_range(i1, i2)} +{_range(j1, j2)} @@\n"
        for tag, start, end, new_start, new_end in group:
            if tag == "equal":
                yield from (f" {line}" for line in before[start:end])
                continue
            yield from (f"-{line}" for line in before[start:end])
            yield from (f"+{line}" for line in after[new_start:new_end])


def _range(start: int, end: int) -> str:
    """Lines of one side; of none, the one ahead of them is named."""
    length = end - start
    return f"{start + 1}" if length == 1 else f"{start + bool(length)},{length}"


def _shown(lines: Iterator[str], style: Style) -> Iterator[str]:
    for line in lines:
        text, end = (line[:-1], "\n") if line.endswith("\n") else (line, "\n\\ No newline at end of file\n")
        if style.width is not None or style.colour:
            text = escape_controls(text.removesuffix("\r"))
        yield f"{style(text, *_STYLES.get(line[:3], _SIGNS.get(line[:1], ())))}{end}"
