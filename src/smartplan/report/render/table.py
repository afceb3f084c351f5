"""A table for people: rich draws the short ones; a long one would cost it more than the work that it shows.

A short one without colour is rich's too, but laid out without it.
"""

import io
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from smartplan.report.render.page import Cell, Line, Table, Tone, cell
from smartplan.report.render.short_table import BLANK, FIRM, WIDEST, firm_columns, lay_out
from smartplan.report.render.terminal import Style

# Rich needs about half a millisecond a row, and as much for some hundred characters.
_LONG = 150
_MANY = 30_000
_GAP = 2
# A column that folds keeps this much.
_NARROW = 12
_WORD = 24
# To ask how wide a table would like to be.
_ENDLESS = 100_000
Tones = Mapping[Tone, Sequence[str]]


def draw(table: Table, style: Style, tones: Tones) -> Iterator[str]:
    """The lines of a table."""
    if table.sign:
        table = _signed(table)
    long = len(table.lines) > _LONG or sum(len(cell(one).text) for line in table.lines for one in line.cells) > _MANY
    if long:
        return _plain(table, style, tones)
    lines = None if style.colour else lay_out(table, style.width)
    return _rich(table, style, tones) if lines is None else iter(lines)


def is_crowded(table: Table, width: int) -> bool:
    """Whether some columns that fold would get less room than a short word on a screen so wide."""
    needed = len(table.columns) - 1
    for index, column in enumerate(table.columns):
        texts = [column.title, *(cell(line.cells[index]).text for line in table.lines)]
        parts = (part for text in texts for part in (text.split() if column.folds else text.split("\n")))
        longest = max(map(len, parts), default=0)
        needed += min(longest, _NARROW) if column.folds else longest
    return needed > width


def _signed(table: Table) -> Table:
    """The table with its sign before each thing that it lists."""
    lines = []
    for line in table.lines:
        first = cell(line.cells[0])
        lines.append(Line([Cell(f"{table.sign} {first.text}", first.tone, first.value), *line.cells[1:]], line.kind))
    return Table(table.columns, lines)


def _rich(table: Table, style: Style, tones: Tones) -> Iterator[str]:
    from rich import box
    from rich.console import Console
    from rich.measure import Measurement
    from rich.padding import Padding
    from rich.table import Table as RichTable
    from rich.text import Text

    firm = firm_columns(table)

    def laid_out(padding: int, split: bool = False) -> RichTable:
        shown = RichTable(box=box.SIMPLE_HEAD, padding=(0, 0, 0, padding), pad_edge=False, show_edge=False)
        for index, column in enumerate(table.columns):
            shown.add_column(
                Text(column.title, style="bold"),
                justify="right" if column.right else "left",
                no_wrap=not column.folds or (split and index in firm),
                overflow="fold",
            )
        for index, line in enumerate(table.lines):
            if line.kind == "total" and index:
                shown.add_section()
            strong = ["bold"] if line.kind else []
            row = []
            for index, one in enumerate(map(cell, line.cells)):
                text = (one.text.replace(" ", "\n") if split and index in firm else one.text).replace(BLANK, FIRM)
                # What is indented stays so where it is folded.
                inner = text.lstrip(" ")
                shown_text = Text(inner, style=" ".join([*strong, *tones[one.tone]]))
                row.append(Padding(shown_text, (0, 0, 0, len(text) - len(inner))) if inner != text else shown_text)
            shown.add_row(*row)
        return shown

    stream = io.StringIO()
    console = Console(
        file=stream,
        width=style.width or WIDEST,
        force_terminal=style.colour,
        legacy_windows=False,
        color_system="standard" if style.colour else None,
        no_color=not style.colour,
        _environ={},
    )
    shown = laid_out(1)
    measured = Measurement.get(console, console.options.update(max_width=_ENDLESS), shown)
    if style.width is None:
        # There nothing is cut off to make it fit.
        console.width = max(WIDEST, measured.minimum)
    if measured.maximum > console.width:
        shown = laid_out(0, split=True)
    console.print(shown)
    yield from (line.rstrip() for line in stream.getvalue().replace(FIRM, " ").rstrip("\n").split("\n"))


def _plain(table: Table, style: Style, tones: Tones) -> Iterator[str]:
    rows = [(line.kind, [cell(one) for one in line.cells]) for line in table.lines]
    titles = [column.title.split("\n") for column in table.columns]
    widths = [
        max(map(len, (*title, *(one.text for one in column))))
        for title, column in zip(titles, zip(*(row for _, row in rows), strict=True), strict=True)
    ]
    room = style.width or WIDEST
    if sum(widths) + _GAP * (len(widths) - 1) > room:
        least = {
            index: max(_NARROW, _longest(rows, index)) for index, column in enumerate(table.columns) if column.folds
        }
        widths = [min(wide, max(room, least[index])) if index in least else wide for index, wide in enumerate(widths)]
        # The widest of those that fold gives way, so that none gets much less room than another: down to its longest
        # word, and where that is not enough further, through words.
        for kept in (least, dict.fromkeys(least, _NARROW)):
            for _ in range(sum(widths) + _GAP * (len(widths) - 1) - room):
                index = max(kept, key=lambda index: (widths[index] > kept[index], widths[index]), default=None)
                if index is None or widths[index] <= kept[index]:
                    break
                widths[index] -= 1
    height = max(map(len, titles))
    for number in range(height):
        # A title of one line stands at the foot of the others.
        parts = [title[number - height + len(title)] if number >= height - len(title) else "" for title in titles]
        yield _line(table, [Cell(part, "strong") for part in parts], widths, style, tones)
    yield "─" * min(sum(widths) + _GAP * (len(widths) - 1), room)
    for kind, row in rows:
        if kind == "total":
            yield ""
        strong = [Cell(one.text, one.tone or "strong") if kind else one for one in row]
        yield from _folded(table, strong, widths, style, tones)


def _longest(rows: Sequence[tuple[str, Sequence[Cell]]], index: int) -> int:
    """The width of the longest word of a column, as far as it is a word and no text without a blank."""
    return min(max((len(word) for _, row in rows for word in row[index].text.split(" ")), default=0), _WORD)


def _folded(table: Table, row: Sequence[Cell], widths: Sequence[int], style: Style, tones: Tones) -> Iterator[str]:
    """A row in as many lines as its longest text needs."""
    if all(len(one.text) <= width for one, width in zip(row, widths, strict=True)):
        yield _line(table, row, widths, style, tones)
        return
    parts = [
        _wrapped(one.text, width) if len(one.text) > width else [one.text]
        for one, width in zip(row, widths, strict=True)
    ]
    for texts in zip_longest(*parts, fillvalue=""):
        cells = [Cell(text, one.tone) for text, one in zip(texts, row, strict=True)]
        yield _line(table, cells, widths, style, tones)


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines; a word that is longer than one is broken, which textwrap does in the square of its length."""
    words = text.split(" ")
    if max(map(len, words)) > width:
        words = [word[at : at + width] for word in words for at in range(0, max(len(word), 1), width)]
    indent = " " * min(len(text) - len(text.lstrip(" ")), width // 2)
    return textwrap.wrap(
        " ".join(words), width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    ) or [""]


def _line(table: Table, row: Sequence[Cell], widths: Sequence[int], style: Style, tones: Tones) -> str:
    parts = []
    for column, one, width in zip(table.columns, row, widths, strict=True):
        text = one.text.replace(BLANK, " ")
        text = text.rjust(width) if column.right else text.ljust(width)
        parts.append(style(text, *tones[one.tone]) if one.tone else text)
    return (" " * _GAP).join(parts).rstrip()
