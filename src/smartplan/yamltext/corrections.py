"""Corrections of a line for what people get wrong in YAML, the surest first; none of them is tried here."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from smartplan.yamltext.window import Stop, Window, indent_of

# A key with its indentation and the dashes of a list before it, and what stands after the colon.
_KEY = re.compile(r"(?P<head>[ ]*(?:- +)*(?:[\w./-]+|\"[^\"]*\"|'[^']*'):)(?P<gap>\s+)(?P<value>\S.*)")
_TIGHT = re.compile(r"(?P<head>[ ]*(?:- +)*[A-Za-z_][\w-]*:)(?P<value>[^\s:/\\].*)")
_LEFT = re.compile(r"(?P<head>[ ]*(?:- +)*[^\s#:]+:)(?P<value>[ ]+(?:\{[ ]*\}|\[[ ]*\]))[ ]*(?:#.*)?")
# What Word and browsers write for a blank.
_BLANKS = "\u00a0\u2007\u202f\u3000"
_INDENT = re.compile(rf"[ \t{_BLANKS}]*")
_AFTER_COLON = re.compile(rf":(?P<gap>[ \t{_BLANKS}]+)")
_COMMENT = re.compile(r"(?:\s+#.*)?\Z")
_CLOSERS = re.compile(r"[\]}\s]*,?\s*\Z")
_UNSTARTED = "%@`>|"
_BOUND = re.compile(r">=? *\d")
_YEAR = re.compile(r" +\d{4}\Z")
_NEXT_KEY = re.compile(r"\s*,\s*[\w-]+:\s")
# More blanks than this, too few or too many, are no slip of a finger.
_FAR = 3


class Correction(NamedTuple):
    """A correction: the number of the line, what is to stand in its place, and the columns of the mistake."""

    variant: str
    line: int
    text: str
    start: int
    end: int


def corrected_lines(window: Window, stop: Stop) -> Iterator[Correction]:
    """Corrections of the line at which the parser stopped, and of those just above, the surest first."""
    here, lines = window.focus, window.lines
    above = window.above(here)
    # In the order of trust, each once.
    near = [*dict.fromkeys(one for one in (here, above, window.number(stop.begun)) if one is not None)]
    for number in [*near, *_up_from(here)]:
        yield from _blanks(number, lines[number])
    for number in near:
        yield from _tabs(window, number)
    for number in sorted(near):
        yield from _tight(number, lines[number])
    column = stop.at - window.offsets[here]
    yield from _tight_inside(here, lines[here], column)
    yield from _unstarted(here, lines[here], column)
    if stop.begun is not None and window.number(stop.begun) == here:
        # To YAML a bound is the header of a text of several lines: `> 5`.
        begun = stop.begun - window.offsets[here]
        if _BOUND.match(lines[here], begun):
            yield from _unstarted(here, lines[here], begun)
    if above is not None:
        yield from _left(window, above)
    yield from _colon(here, lines[here], column)
    if stop.quoted is not None and window.number(stop.quoted) == here:
        yield from _behind(here, lines[here], stop.quoted - window.offsets[here])
    # A line between the columns that the others begin in is the likelier one.
    odd = [number for number in _up_from(here) if window.says(number) and indent_of(lines[number]) % window.step]
    for number in dict.fromkeys([*odd[:_FAR], *near[: 1 if above is None else 2]]):
        yield from _shifted(window, number)


def _up_from(number: int) -> range:
    return range(number, -1, -1)


def _blanks(number: int, line: str) -> Iterator[Correction]:
    """A no-break space in the indentation, or after a colon."""
    for found in (_INDENT.match(line), *_AFTER_COLON.finditer(line)):
        assert found is not None
        start, end = found.span("gap") if found.re is _AFTER_COLON else found.span()
        blanks = [at for at in range(start, end) if line[at] in _BLANKS]
        if blanks:
            clean = " " * (end - start)
            yield Correction("no_break_space", number, line[:start] + clean + line[end:], blanks[0], blanks[-1] + 1)


def _tabs(window: Window, number: int) -> Iterator[Correction]:
    """A tab in the indentation, which may be as wide as that of the lines around, or after a colon."""
    line = window.lines[number]
    found = _INDENT.match(line)
    indent = found[0] if found else ""
    if "\t" in indent:
        above = window.above(number)
        widths = [] if above is None else [indent_of(window.lines[above])]
        if above is not None and window.lines[above].rstrip().endswith(":"):
            widths.insert(0, widths[0] + 2)
        for width in (*widths, *(len(indent.expandtabs(size)) for size in (2, 4, 8))):
            yield Correction("tab", number, " " * width + line[len(indent) :], indent.index("\t"), len(indent))
    for gap in _AFTER_COLON.finditer(line):
        if "\t" in gap["gap"]:
            start, end = gap.span("gap")
            yield Correction("tab", number, f"{line[:start]} {line[end:]}", start, end)


def _tight(number: int, line: str) -> Iterator[Correction]:
    """A key whose colon no blank follows."""
    found = _TIGHT.fullmatch(line)
    if found:
        at = found.end("head")
        yield Correction("blank_after_colon", number, f"{found['head']} {found['value']}", at - 1, at)


def _tight_inside(number: int, line: str, column: int) -> Iterator[Correction]:
    """The same before a bracket that is in braces: `{apbd:{2023: 1}}`."""
    if line[column : column + 2] in (":{", ":["):
        text = f"{line[: column + 1]} {line[column + 1 :]}"
        yield Correction("blank_after_colon", number, text, column, column + 1)


def _unstarted(number: int, line: str, column: int) -> Iterator[Correction]:
    """A value that begins with a character which YAML keeps for itself."""
    if line[column : column + 1] and line[column] in _UNSTARTED:
        for end in _ends(line, column):
            text = line[:column] + _quoted(line[column:end]) + line[end:]
            yield Correction("first_character", number, text, column, column + 1)


def _left(window: Window, number: int) -> Iterator[Correction]:
    """Empty braces that were left where entries have come below."""
    line, below = window.lines[number], window.below(number)
    found = _LEFT.fullmatch(line)
    if found and below is not None:
        inside = window.lines[below]
        if indent_of(inside) > indent_of(line) or (
            indent_of(inside) == indent_of(line) and inside.lstrip().startswith("- ")
        ):
            start, end = found.span("value")
            yield Correction("braces_left", number, found["head"] + line[end:], start + 1, end)


def _colon(number: int, line: str, column: int) -> Iterator[Correction]:
    """A colon in a text without quotes."""
    found = _KEY.fullmatch(line)
    if found is None:
        return
    start = found.start("value")
    if line[start] in "{[":
        # The last key before the place, in braces.
        inside = re.compile(r"[{,]\s*[\w./-]+:\s+").finditer(line, start, max(start, column))
        start = max((key.end() for key in inside), default=column)
    if start < column and line[column : column + 1] == ":":
        # The key of the next entry, which is a year: `{2023: 8 2024: 5}`.
        year = _YEAR.search(line, start, column)
        if year and _depth(line[:start]):
            text = f"{line[: year.start()]},{line[year.start() :]}"
            yield Correction("comma_between", number, text, year.start(), year.end())
        for end in _ends(line, start):
            if end > column:
                yield Correction(
                    "colon_in_text", number, line[:start] + _quoted(line[start:end]) + line[end:], start, end
                )


def _behind(number: int, line: str, column: int) -> Iterator[Correction]:
    """Text behind a closing quote."""
    if not line[:column].rstrip().endswith((":", "-", ",", "{", "[")):
        return
    for end in _ends(line, column):
        value = line[column:end]
        # An apostrophe in a text that is in apostrophes.
        odd = value.count(value[0]) % 2 and len(value) > 1 and value[-1] == value[0]
        text = _quoted(value[1:-1] if odd else value)
        yield Correction("behind_quote", number, line[:column] + text + line[end:], column, end)


def closed_quote(window: Window, opened: int) -> Iterator[Correction]:
    """A quote that is opened and not closed on its line; it may be in braces."""
    number = window.focus
    line, column = window.lines[number], opened - window.offsets[number]
    quote = line[column]
    closers = _CLOSERS.search(line)
    ends = [closers.start()] if closers and _depth(line[:column]) else []
    # In braces another key may follow.
    after = _NEXT_KEY.search(line, column) if ends else None
    ends[:0] = [after.start()] if after else []
    for end in (*ends, len(line.rstrip())):
        if end > column:
            yield Correction("open_quote", number, line[:end] + quote + line[end:], column, column + 1)


def closed_brackets(window: Window, brackets: tuple[int, ...]) -> Iterator[Correction]:
    """Brackets that are opened and not closed on their line."""
    number = window.focus
    line, columns = window.lines[number], [at - window.offsets[number] for at in brackets]
    closers = "".join("}" if line[at] == "{" else "]" for at in reversed(columns) if at >= 0)
    comment = _COMMENT.search(line, columns[-1])
    assert comment is not None
    end = len(line[: comment.start()].rstrip())
    yield Correction("open_bracket", number, line[:end] + closers + line[end:], columns[-1], columns[-1] + 1)


def _shifted(window: Window, number: int) -> Iterator[Correction]:
    """A line with a blank or a few too many or too few: to the indentation of a line that it may belong beside."""
    line, above, below = window.lines[number], window.above(number), window.below(number)
    now = indent_of(line)
    if above is None or not line.strip():
        return
    levels = window.levels(above)
    steps = {outer - inner for outer, inner in pairwise(levels)} | {window.step}
    inside = -1
    if window.lines[above].rstrip().endswith(":"):
        if now == levels[0] and below is not None and indent_of(window.lines[below]) == now + window.step:
            # It stands beside the key that it belongs to, and the lines below it do not.
            inside = now + window.step
        levels = [levels[0] + window.step, *levels]
    levels = [width for width in levels if width % window.step == 0] or levels
    key = line.strip().partition(":")[0]
    # Where other lines have the same key, and then beside the line above.
    same = {indent_of(other) for other in window.lines if other.lstrip().startswith(f"{key}:") and other != line}
    for width in sorted(levels, key=lambda width: (abs(width - now), width not in same, width != levels[0])):
        far = abs(width - now)
        opens = line.rstrip().endswith(":")
        if far > (1 if now in levels else window.step - 1 if opens else _FAR) and width != inside:
            return
        if opens and (below is None or indent_of(window.lines[below]) - width not in steps):
            continue
        yield Correction("indentation", number, " " * width + line.lstrip(" "), 0, max(now, 1))


def _ends(line: str, start: int) -> Iterator[int]:
    """Where a value may end that begins there: in braces at the next of their signs, else at a comment or the end."""
    if _depth(line[:start]):
        found = re.compile(r"\s*[,}\]]").search(line, start)
        if found:
            yield found.start()
    comment = _COMMENT.search(line, start)
    assert comment is not None
    yield start + len(line[start : comment.start()].rstrip())


def _depth(text: str) -> int:
    """How many brackets and braces are open, as far as a look at the signs tells."""
    return sum(text.count(sign) for sign in "{[") - sum(text.count(sign) for sign in "}]")


def _quoted(text: str) -> str:
    """The text in quotes, in those that it does not hold itself."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
