"""A table whose cells are typed: what an office program reads as a number, and what a person reads."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import UNSET, Struct, UnsetType

from smartplan.messages import Catalogue
from smartplan.plan.figure import Basis
from smartplan.plan.rounding import decimal
from smartplan.report.render import numbers
from smartplan.report.render.figures import resting
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.word_diff import TextPart

# `moved` is money or a number with its sign, a decrease in brackets; a `year` is a name and no number to count with.
CellKind = Literal["text", "absent", "year", "number", "money", "moved", "share"]
# An office program computes with no more digits.
_MOST = 2**53
# Office programs count with fifteen decimals and more of none.
_DECIMALS = 10
# What no XML may hold and is no control character.
_NO_XML = re.compile("[\ufffe\uffff]")
_ABSENT = "–"


class MatrixCell(Struct, frozen=True):
    """One cell: its text as it is read, and its value where it is more than a text.

    Of prose that changed, `parts` say which words went or came. `ends` are the words before and behind a number.
    """

    text: str = ""
    kind: CellKind = "text"
    value: int | float | None = None
    parts: tuple[TextPart, ...] = ()
    ends: tuple[str, str] = ("", "")

    @property
    def decimals(self) -> int:
        """How many decimals the number has."""
        if not isinstance(self.value, float):
            return 0
        return min(max(-int(decimal(self.value).normalize().as_tuple().exponent), 0), _DECIMALS)


class MatrixColumn(NamedTuple):
    """A column: its title, its width in characters, and whether only who asks for it sees it."""

    key: str
    title: str
    width: int
    hidden: bool = False


class MatrixLine(Struct, frozen=True):
    """One row, with a cell for each column; a total is strong."""

    cells: list[MatrixCell]
    strong: bool = False


class MatrixTable(Struct, frozen=True):
    """A table with its title."""

    title: str
    columns: Sequence[MatrixColumn]
    lines: list[MatrixLine]


class ChangeMatrix(Struct, frozen=True):
    """A comparison as an attachment to a decision: its head, the table of totals and notes, then a sheet a table.

    The head is a label and a text each.
    """

    title: str
    name: str
    head: list[tuple[str, str]]
    totals: MatrixTable
    notes: list[str]
    sheets: list[MatrixTable]


def text_cell(text: str) -> MatrixCell:
    """Text of a plan, or of ours, with nothing in it that a document cannot hold."""
    return MatrixCell(plain(text))


def words_cell(parts: Sequence[TextPart]) -> MatrixCell:
    """Text of which some words went or came."""
    safe = tuple(part._replace(text=plain(part.text)) for part in parts)
    return MatrixCell("".join(part.text for part in safe), parts=safe)


def year_cell(year: int) -> MatrixCell:
    """A year, which no program is to write with a sign of thousands."""
    return MatrixCell(str(year), "year")


def absent_cell() -> MatrixCell:
    """What one of the two does not state; it is no zero."""
    return MatrixCell(_ABSENT, "absent")


def number_cell(
    value: float | None, say: Catalogue, kind: CellKind = "number", basis: Basis | UnsetType = UNSET
) -> MatrixCell:
    """A number of that kind with what it rests on; nothing for None. A share is a fraction of one."""
    if value is None:
        return MatrixCell()
    figure = _figure(value, kind, say)
    before, _, behind = resting("\0", basis, say).partition("\0")
    text = plain(f"{before}{figure}{behind}")
    if abs(value) > _MOST:
        return MatrixCell(text)
    return MatrixCell(text, kind, value, ends=(plain(before), plain(behind)))


def plain(text: str) -> str:
    """The text with what could not stand in a document shown as its code."""
    return _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", escape_controls(text))


def capital(text: str) -> str:
    """The text as a cell or a title begins."""
    return text[:1].upper() + text[1:]


def _figure(value: float, kind: CellKind, say: Catalogue) -> str:
    if kind == "money":
        return numbers.rupiah(int(value), say.language)
    if kind == "share":
        figure = numbers.percent(abs(value) * 100, say.language).removeprefix("+")
    else:
        figure = numbers.number(value if kind == "number" else abs(value), say.language)
    return f"({figure})" if value < 0 and kind != "number" else figure
