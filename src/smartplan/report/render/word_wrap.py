"""Text of several colours on lines no wider than the terminal."""

import re
from collections.abc import Iterator, Sequence

from smartplan.report.render.file_place import FilePlace
from smartplan.report.render.file_place import runs as place_runs
from smartplan.report.render.page import Tone, one_line
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_diff import PartKind, TextPart, marked

TONES: dict[Tone, tuple[str, ...]] = {
    "": (),
    "good": ("green",),
    "bad": ("red", "bold"),
    "warn": ("yellow",),
    "note": ("blue",),
    "dim": ("dim",),
    "strong": ("bold",),
    "heat": ("cyan",),
}
# A stretch of text and the names of its style.
Run = tuple[str, tuple[str, ...]]
# No line is broken there; nor between a sign and what came or went.
FIRM = "\N{NO-BREAK SPACE}"
_SIGN = re.compile(r"(?:^|(?<=[,;] ))([-+]) (?=\S)")
# What is copied: a command between backticks.
_CODE = re.compile(r"`[^`\n]+`")
# With colour there are no marks around what went and what came; who sees no red and green sees the lines.
_WORDS: dict[PartKind, tuple[str, ...]] = {"": (), "gone": ("red", "strike"), "came": ("green", "underline")}


def wrap_change(
    parts: Sequence[TextPart],
    style: Style,
    names: tuple[str, ...],
    first: str,
    rest: str,
    *,
    where: str = "",
    places: Sequence[FilePlace] = (),
) -> Iterator[str]:
    """What stayed in the style of these names, what went and what came in colours, or between marks without any.

    The lines of both files, `where`, stay together behind it; each of its `places` leads there.
    """
    if style.width is None and style.bare:
        text = f"{one_line(marked(parts))}  {where}" if where else one_line(marked(parts))
        yield f"{first}{text}".rstrip().replace(FIRM, " ")
        return
    runs = list(_parted(parts, style, names))
    if where:
        runs.append(("  ", ("dim",)))
        runs += [(text.replace(" ", FIRM), ("dim", *target)) for text, target in place_runs(where, places, style)]
    yield from wrap_runs(runs, style, first, rest)


def _parted(parts: Sequence[TextPart], style: Style, names: tuple[str, ...]) -> Iterator[Run]:
    if not style.colour:
        yield _SIGN.sub(rf"\1{FIRM}", marked(parts)), ()
        return
    before: PartKind = ""
    for part in parts:
        # `7` that became `6` is no `76`.
        if (before, part.kind) == ("gone", "came"):
            yield " ", ()
        yield _SIGN.sub(rf"\1{FIRM}", part.text), _WORDS[part.kind] or names
        before = part.kind


def fold(text: str, style: Style, first: str, rest: str) -> list[str]:
    """A text as lines no wider than the terminal, one in a pipe; `first` and `rest` stand before them.

    What was not to be broken has a common blank then.
    """
    if style.width is None:
        return [(first + text).rstrip().replace(FIRM, " ")]
    import textwrap

    lines = textwrap.wrap(
        text, style.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    )
    return [line.replace(FIRM, " ") for line in lines] or [first.rstrip()]


def wrap(text: str, style: Style, first: str = "", rest: str = "", *, tone: Tone = "", plain: int = 0) -> Iterator[str]:
    """Lines no wider than the terminal; one line in a pipe. The first `plain` characters are without the tone."""
    for line in fold(one_line(text), style, first, rest):
        yield line[:plain] + style(line[plain:], *TONES[tone])


def wrap_prose(text: str, style: Style, first: str = "", rest: str = "") -> list[str]:
    """Sentences as lines no wider than the terminal, broken at words only; `code` stays whole where it fits."""
    if style.width is None:
        return fold(text, style, first, rest)
    room = style.width - max(len(first), len(rest))
    firm = _CODE.sub(lambda code: code[0].replace(" ", FIRM) if len(code[0]) <= room else code[0], text)
    return [line.replace(FIRM, " ") for line in fold(firm, style, first, rest)]


def wrap_lines(text: str, style: Style) -> str:
    """A text whose lines are sentences: each as lines no wider than the terminal, indented as it is."""
    if style.width is None:
        return text
    lines: list[str] = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip(" "))]
        lines += wrap_prose(line.lstrip(" "), style, indent, indent) if len(line) > style.width else [line]
    return "\n".join(lines)


def wrap_runs(runs: Sequence[Run], style: Style, first: str, rest: str) -> Iterator[str]:
    """Lines no wider than the terminal, one in a pipe; `first` and `rest` stand before them and have no colour."""
    runs = [(one_line(text), names) for text, names in runs]
    if style.width is None and style.bare:
        yield (first + "".join(text for text, _ in runs)).rstrip().replace(FIRM, " ")
        return
    left = _Left(runs)
    for index, line in enumerate(fold("".join(text for text, _ in runs), style, first, rest)):
        edge = len(rest if index else first)
        if index:
            left.skip_blanks()
        taken = left.take(len(line) - edge)
        yield line[:edge] + "".join(style(part.replace(FIRM, " "), *names) for part, names in taken)


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
