"""Text of several colours on lines no wider than the terminal."""

import textwrap
from collections.abc import Iterator, Sequence

from smartplan.report.page import one_line
from smartplan.report.style import Style

# A stretch of text and the names of its style.
Run = tuple[str, tuple[str, ...]]


def wrap_runs(runs: Sequence[Run], style: Style, first: str, rest: str) -> Iterator[str]:
    """Lines no wider than the terminal, one in a pipe; `first` and `rest` stand before them and have no colour."""
    runs = [(one_line(text), names) for text, names in runs]
    text = "".join(text for text, _ in runs)
    lines = [(first + text).rstrip()]
    if style.width is not None:
        lines = textwrap.wrap(
            text, style.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False,
            break_long_words=False,
        ) or [first.rstrip()]  # fmt: skip
    position = 0
    for index, line in enumerate(lines):
        edge = len(rest if index else first)
        # A blank at which a line was broken is in neither.
        while index and position < len(text) and text[position].isspace():
            position += 1
        end = position + len(line) - edge
        yield line[:edge] + "".join(style(part, *names) for part, names in _within(runs, position, end))
        position = end


def _within(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """What lies between two offsets of the whole text."""
    offset = 0
    for text, names in runs:
        part = text[max(start - offset, 0) : max(end - offset, 0)]
        if part:
            yield part, names
        offset += len(text)
