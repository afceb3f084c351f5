"""The cells of the matrix semula - menjadi: what an office program reads as a number, and what a person reads."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from msgspec import UNSET, Struct, UnsetType

from smartplan.messages import Catalogue, Language
from smartplan.plan.figure import Basis, Sum
from smartplan.report.render import numbers
from smartplan.report.render.cell_values import ShareValue, Value, YearValue
from smartplan.report.render.figures import resting
from smartplan.report.render.page import Cell, ChangedText, Table
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.word_diff import TextPart

# An office program computes with no more digits.
_MOST = 2**53
# What no XML may hold and is no control character.
_NO_XML = re.compile("[\ufffe\uffff]")
# In place of what one of the two does not state.
ABSENT: Final = "–"
MatrixCell = Cell | ChangedText | str


class MatrixSheet(Struct, frozen=True):
    """A table with its title."""

    title: str
    table: Table


class ChangeMatrix(Struct, frozen=True):
    """A comparison as an attachment to a decision: its head, the table of totals and notes, then a sheet a table.

    The head is a label and a text each.
    """

    title: str
    name: str
    head: list[tuple[str, str]]
    totals: MatrixSheet
    notes: list[str]
    sheets: list[MatrixSheet]


def text_cell(text: str) -> Cell:
    """Text of a plan, or of ours, with nothing in it that a document cannot hold."""
    return Cell(plain(text))


def words_cell(parts: Sequence[TextPart]) -> ChangedText:
    """Text of which some words went or came."""
    return ChangedText([part._replace(text=plain(part.text)) for part in parts])


def year_cell(year: int) -> Cell:
    """A year, which no program is to write with a sign of thousands."""
    return Cell(str(year), value=YearValue(year))


def absent_cell() -> Cell:
    """What one of the two does not state; it is no zero."""
    return Cell(ABSENT)


def number_cell(value: float | None, say: Catalogue, basis: Basis | UnsetType = UNSET, *, moved: bool = False) -> Cell:
    """A number with what it rests on, by how much it `moved` in a column of such; nothing for None."""
    return _cell(value, value, say, basis, moved=moved)


def money_cell(rupiah: float | None, say: Catalogue, basis: Basis | UnsetType = UNSET, *, moved: bool = False) -> Cell:
    """Money with what it rests on, by how much it `moved` in a column of such; nothing for None."""
    return _cell(
        rupiah, Sum(None if rupiah is None else int(rupiah), bool(basis and basis.approx)), say, basis, moved=moved
    )


def share_cell(part: float | None, say: Catalogue) -> Cell:
    """By which share a number moved, 0.25 for a quarter more; nothing for None."""
    return _cell(part, None if part is None else ShareValue(part), say, UNSET, moved=True)


def figure(value: Value, language: Language, *, moved: bool) -> str:
    """A number as it stands in the text of its cell, between the words of what it rests on."""
    amount = amount_of(value)
    if amount is None:
        return ""
    if isinstance(value, ShareValue):
        text = numbers.percent(abs(amount) * 100, language).removeprefix("+")
    elif moved:
        text = numbers.number(abs(amount), language)
    else:
        return numbers.rupiah(int(amount), language) if isinstance(value, Sum) else numbers.number(amount, language)
    return f"({text})" if amount < 0 else text


def amount_of(value: Value) -> int | float | None:
    """The number that an office program computes with; None where it is to compute with none."""
    if isinstance(value, Sum):
        return value.rupiah
    if isinstance(value, ShareValue):
        return value.part
    return value if isinstance(value, int | float) else None


def text_of(cell: MatrixCell) -> str:
    """The text of a cell without marks around what went or came."""
    if isinstance(cell, ChangedText):
        return "".join(part.text for part in cell.parts)
    return cell if isinstance(cell, str) else cell.text


def value_of(cell: MatrixCell) -> Value:
    """The value of a cell, None where it is its text."""
    return cell.value if isinstance(cell, Cell) else None


def side_of(cell: MatrixCell) -> Literal["left", "center", "right"]:
    """At which side of its column a cell stands."""
    value = value_of(cell)
    if value is None:
        return "center" if text_of(cell) == ABSENT else "left"
    return "right" if amount_of(value) is not None else "center" if isinstance(value, YearValue) else "left"


def plain(text: str) -> str:
    """The text with what could not stand in a document shown as its code."""
    return _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", escape_controls(text))


def capital(text: str) -> str:
    """The text as a cell or a title begins."""
    return text[:1].upper() + text[1:]


def _cell(amount: float | None, value: Value, say: Catalogue, basis: Basis | UnsetType, *, moved: bool) -> Cell:
    if amount is None:
        return Cell("")
    text = plain(resting(figure(value, say.language, moved=moved), basis, say))
    return Cell(text, value=None if abs(amount) > _MOST else value)
