"""A short table in plain text, to the letter what rich would print, in a twelfth of the time and without its import.

Only where no colour is wanted and every character is as wide as any; the tests hold it against rich. It measures the
columns, narrows those that fold, the widest first, and breaks texts between words.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from smartplan.report.render.page import Table, cell

# A pipe has no width of its own; a line for people has an end there too.
WIDEST = 160
# In place of a no-break space, at which rich would break a line.
BLANK, FIRM = "\N{NO-BREAK SPACE}", "\ue000"
_WORD = 24
# Letters, signs, arrows and pieces of boxes that are one column wide in every version of Unicode: first and last.
_LETTERS = ((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x482))
_SIGNS = ((0x2010, 0x2027), (0x2030, 0x205E), (0x2190, 0x22FF), (0x2500, 0x25FC))
# A set, as a pattern of so many takes five milliseconds to be compiled.
_NARROW = {chr(code) for first, last in (*_LETTERS, *_SIGNS) for code in range(first, last + 1)} | {*"✓✗\n", FIRM}
_WORDS = re.compile(r"\s*\S+\s*")


class _Text(Struct):
    """What stands in a cell, and how far in."""

    text: str
    indent: int = 0


class _Column(Struct):
    """A title with the texts below it. `least` and `most` columns of the screen are needed and wanted."""

    texts: Sequence[_Text]
    folds: bool
    right: bool
    least: int
    most: int


def lay_out(table: Table, width: int | None) -> list[str] | None:
    """The lines of a table of at least one column, on a screen so wide or in a pipe; None where it takes rich."""
    rows = [[cell(one).text for one in line.cells] for line in table.lines]
    titles = [column.title for column in table.columns]
    if not all(_NARROW.issuperset(text) for row in (titles, *rows) for text in row):
        return None
    firm = firm_columns(table)
    columns = _columns(table, rows, set())
    gaps = len(columns) - 1
    # Each column but the first has two blanks before it, or one where room is scarce: the second is its own.
    own = 1
    if width is None:
        # There nothing is cut off to make it fit.
        width = max(WIDEST, sum(one.least for one in columns) + gaps * 2)
    if sum(one.most for one in columns) + gaps * 2 > width:
        own = 0
        columns = _columns(table, rows, firm)
    for column in columns[1:]:
        column.least += own
        column.most += own
    widths = _fitted(columns, width - gaps)
    inner = [wide - (own if index else 0) for index, wide in enumerate(widths)]
    if any(wide <= text.indent for column, wide in zip(columns, inner, strict=True) for text in column.texts):
        # Hardly anything of a column is left.
        return None
    return list(_drawn(table, columns, inner, " " * (1 + own)))


def firm_columns(table: Table) -> set[int]:
    """The columns that fold and are made of short things that hold together, such as a year with its value.

    Where the table is too wide, those stand one below the other.
    """
    return {index for index, column in enumerate(table.columns) if column.folds and _firm(table, index)}


def _firm(table: Table, index: int) -> bool:
    texts = [cell(line.cells[index]).text for line in table.lines]
    if not any(BLANK in text for text in texts):
        return False
    lists = [text.split(" ") for text in texts]
    held = all(BLANK in word for words in lists if len(words) > 1 for word in words)
    return held and max(len(word) for words in lists for word in words) <= _WORD


def _columns(table: Table, rows: Sequence[Sequence[str]], split: set[int]) -> list[_Column]:
    """The columns, those that are `split` with a line for each thing in them."""
    found = []
    for index, column in enumerate(table.columns):
        texts = [_Text(column.title)]
        for row in rows:
            text = (row[index].replace(" ", "\n") if index in split else row[index]).replace(BLANK, FIRM)
            # What is indented stays so where it is folded.
            inner = text.lstrip(" ")
            texts.append(_Text(inner, len(text) - len(inner)))
        most = max(one.indent + max(map(len, one.text.split("\n"))) for one in texts)
        least = max(one.indent + _longest(one.text) for one in texts)
        found.append(_Column(texts, column.folds and index not in split, column.right, least, most))
    return found


def _longest(text: str) -> int:
    """The length of the longest word, or of what is nothing but blanks."""
    return max(map(len, text.split()), default=len(text))


def _fitted(columns: Sequence[_Column], room: int) -> list[int]:
    """The widths of the columns, for that much room between them all."""
    widths = [min(column.most, room) or 1 for column in columns]
    if sum(widths) <= room:
        return widths
    folds = [column.folds for column in columns]
    while any(folds) and (over := sum(widths) - room) > 0:
        # The widest are made as narrow as the next.
        widest = max(wide for wide, fold in zip(widths, folds, strict=True) if fold)
        chosen = [fold and wide == widest for wide, fold in zip(widths, folds, strict=True)]
        step = widest - max(
            (wide for wide, fold in zip(widths, folds, strict=True) if fold and wide != widest), default=0
        )
        if not step:
            break
        widths = _reduced(over, chosen, [min(over, step)] * len(widths), widths)
    if (over := sum(widths) - room) > 0:
        widths = _reduced(over, [True] * len(widths), widths, widths)
    return [min(column.most, wide) for column, wide in zip(columns, widths, strict=True)]


def _reduced(total: int, chosen: Sequence[bool], most: Sequence[int], widths: Sequence[int]) -> list[int]:
    """The widths without so much in all, taken evenly from the chosen ones, from each `most` at most."""
    chosen = [one and limit > 0 for one, limit in zip(chosen, most, strict=True)]
    left = sum(chosen)
    found = []
    for one, limit, wide in zip(chosen, most, widths, strict=True):
        taken = min(limit, round(total / left)) if one else 0
        found.append(wide - taken)
        total -= taken
        left -= one
    return found


def _drawn(table: Table, columns: Sequence[_Column], widths: Sequence[int], gap: str) -> Iterator[str]:
    """The titles, which stand at the foot of their lines, and all rows."""
    for number in range(len(table.lines) + 1):
        if number > 1 and table.lines[number - 1].kind == "total":
            yield ""
        parts = [_lines(column, number, wide) for column, wide in zip(columns, widths, strict=True)]
        height = max(map(len, parts))
        for part, wide in zip(parts, widths, strict=True):
            at = len(part) if number else 0
            part[at:at] = [" " * wide] * (height - len(part))
        for line in zip(*parts, strict=True):
            yield gap.join(line).replace(FIRM, " ").rstrip()
        if number == 0:
            yield "─" * (sum(widths) + len(gap) * (len(widths) - 1))


def _lines(column: _Column, number: int, width: int) -> list[str]:
    """A text in the lines that it takes, each as wide as the column."""
    one = column.texts[number]
    room = width - one.indent
    lines = [piece for line in one.text.split("\n") for piece in (_broken(line, room) if column.folds else [line])]
    if column.right:
        lines = [line.rstrip()[:room].rjust(room) for line in lines]
    return [" " * one.indent + line[:room].ljust(room) for line in lines]


def _broken(text: str, width: int) -> list[str]:
    """A line in pieces that are as wide at most, broken between words, and within one that is wider."""
    if len(text) <= width:
        return [text]
    breaks, used = [0], 0
    for match in _WORDS.finditer(text):
        start, word = match.start(), match[0]
        length = len(word.rstrip())
        if length <= width - used:
            used += len(word)
        elif length > width:
            pieces = range(start, match.end(), width)
            breaks += [at for at in pieces if at]
            used = match.end() - pieces[-1]
        elif used and start:
            breaks.append(start)
            used = len(word)
    return [_trimmed(text[start:end], width) for start, end in zip(breaks, [*breaks[1:], None], strict=True)]


def _trimmed(text: str, width: int) -> str:
    """Without so many of the blanks at its end as are too much."""
    return text[: max(width, len(text.rstrip()))] if len(text) > width else text
