"""Cells of a table that hold a value beside their text: counts, money, shares, years, measures, programmes, days."""

from datetime import date
from typing import Final

from smartplan.messages import Language
from smartplan.plan.figure import Sum
from smartplan.report.render import numbers
from smartplan.report.render.bars import Bar
from smartplan.report.render.cell_values import ProgrammeRef, ShareValue, YearValue
from smartplan.report.render.figures import rough
from smartplan.report.render.page import Cell, Tone
from smartplan.report.render.sentences import escape_controls

# In place of a count of none, and of what is not stated.
NOTHING: Final = "·"


def count(n: int, *, hole: bool = False) -> Cell:
    """A count; of none a dot, or a warning where that is a gap."""
    if n:
        return Cell(str(n), value=n)
    return Cell("! 0", "bad", 0) if hole else Cell(NOTHING, value=0)


def number(n: int) -> Cell:
    """A number that is told even where it is 0."""
    return Cell(str(n), value=n)


def money(scale: numbers.MoneyScale, rupiah: int | None, approx: object = False, nothing: str = NOTHING) -> Cell:
    """An amount of a column; `nothing` where none is stated."""
    if rupiah is None:
        return Cell(nothing)
    return Cell(rough(scale.figure(rupiah), approx), value=Sum(rupiah, bool(approx)))


def share(part: float | None, language: Language, tone: Tone = "", *, approx: object = False) -> Cell:
    """A whole percentage of a value between 0 and 1."""
    text = rough(numbers.share(part, language), approx)
    return Cell(text, tone, None if part is None else ShareValue(part))


def year(number: int) -> Cell:
    """A year."""
    return Cell(str(number), value=YearValue(number))


def day(text: str, language: Language) -> Cell:
    """A date of the file; one without a day, or without a month, is a text."""
    try:
        value = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        value = None
    return Cell(escape_controls(numbers.day(text, language)), value=value)


def programme(id_: str, tone: Tone = "") -> Cell:
    """A programme by its id."""
    return Cell(escape_controls(id_), tone, ProgrammeRef(id_))


def bar(value: float, largest: float, width: int) -> Cell:
    """A bar."""
    drawn = Bar(value, largest, width)
    return Cell(drawn.text, "heat", drawn)
