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
    left = _Left(runs)
    for index, line in enumerate(lines):
        edge = len(rest if index else first)
        if index:
            left.skip_blanks()
        yield line[:edge] + "".join(style(part, *names) for part, names in left.take(len(line) - edge))


class _Left:
    """What was not shown yet."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self.run = self.offset = 0

    def skip_blanks(self) -> None:
        """A blank at which a line was broken is in neither."""
        while self.run < len(self.runs):
            text = self.runs[self.run][0]
            while self.offset < len(text) and text[self.offset].isspace():
                self.offset += 1
            if self.offset < len(text):
                return
            self.run, self.offset = self.run + 1, 0

    def take(self, length: int) -> Iterator[Run]:
        """The next so many characters."""
        while self.run < len(self.runs) and length > 0:
            text, names = self.runs[self.run]
            part = text[self.offset : self.offset + length]
            length -= len(part)
            self.offset += len(part)
            if self.offset == len(text):
                self.run, self.offset = self.run + 1, 0
            if part:
                yield part, names
