"""A report in words, before it is text or markdown: a title and blocks. `render.text` and `render.markdown` draw it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from smartplan.plan.figure import Sum
from smartplan.report.render.bars import Bar, Curve, Strip
from smartplan.report.render.word_diff import TextPart, marked

_BREAKS = re.compile(r"[ ]*[\t\r\n]+\s*")
# So many names of a list are shown; a sentence in place of one more would save nothing.
NAMES = 10
# What a text means to a reader; the colours are the style's. A meaning is never carried by the colour alone.
Tone = Literal["", "good", "bad", "warn", "dim", "strong", "heat"]


class YearValue(Struct, frozen=True):
    """A year, which is a name and no amount."""

    year: int


class ShareValue(Struct, frozen=True):
    """A part of a whole: 0.25 is a quarter."""

    part: float


class ProgrammeRef(Struct, frozen=True):
    """A programme by its id."""

    id: str


# What a cell is about, for a form that has more than characters; None where that is its text, or is not stated.
Value = int | float | Sum | YearValue | ShareValue | date | ProgrammeRef | Bar | Strip | Curve | None


class Cell(Struct, frozen=True):
    """Text in a table with its meaning, and the value that it tells."""

    text: str
    tone: Tone = ""
    value: Value = None


class ChangedText(Struct, frozen=True):
    """What changed in words, and where that stands; what went and what came has a colour, or marks around it."""

    parts: Sequence[TextPart]
    tone: Tone = ""
    where: str = ""

    @property
    def text(self) -> str:
        """Without colour."""
        return f"{marked(self.parts)}  {self.where}".rstrip()


class Column(Struct, frozen=True):
    """A column of a table. One that folds gives way where the screen is narrow.

    The texts of a column of money are in units of so many rupiah, as its title says; the values are whole rupiah.
    """

    title: str
    right: bool = False
    folds: bool = False
    unit: int = 1


class Line(Struct, frozen=True):
    """A row of a table; `head` rows stand for those below them, the `total` stands last."""

    cells: Sequence[Cell | str]
    kind: Literal["", "head", "total"] = ""


class Table(Struct, frozen=True):
    """Rows under columns."""

    columns: Sequence[Column]
    lines: Sequence[Line]


class Heading(Struct, frozen=True):
    """The start of a section."""

    text: str


class Text(Struct, frozen=True):
    """A paragraph."""

    text: str
    tone: Tone = ""


class Facts(Struct, frozen=True):
    """Labels with what they label."""

    pairs: Sequence[tuple[str, Cell | str]]


class Item(Struct, frozen=True):
    """One thing of a list with a sign before it, where it has one, and what belongs to it below.

    `names` is a list within the item, such as ids, of which the first ten are shown; `apart` puts each on a line.
    """

    text: str
    sign: str = ""
    tone: Tone = ""
    details: Sequence["tuple[str, Cell | ChangedText | str]"] = ()
    names: Sequence[str] = ()
    apart: bool = False


class Items(Struct, frozen=True):
    """A list. `tight` ones have no blank line between them; of `whole` ones all names are shown."""

    items: Sequence[Item]
    tight: bool = True
    whole: bool = False


Block = Table | Heading | Text | Facts | Items


class Page(Struct, frozen=True):
    """A whole report. `more` is the sentence that follows a list of which not all is shown, with `{n}` in it.

    With `whole`, all of every list is shown.
    """

    title: str
    path: str = ""
    notes: Sequence[str] = ()
    blocks: list[Block] = []
    more: str = "… {n}"
    whole: bool = False

    def first(self, names: Sequence[str], *, whole: bool = False) -> tuple[Sequence[str], str]:
        """The names that are shown, and the sentence about those that are not; nothing where all are."""
        if whole or self.whole or len(names) <= NAMES + 1:
            return names, ""
        return names[:NAMES], self.more.format(n=len(names) - NAMES)


def cell(value: Cell | ChangedText | str) -> Cell:
    """A cell from any, on one line whatever the text of the plan holds."""
    found = value if isinstance(value, Cell) else Cell(value if isinstance(value, str) else value.text)
    text = one_line(found.text)
    return found if text == found.text else Cell(text, found.tone, found.value)


def one_line(text: str) -> str:
    """Text without line breaks and tabs; blanks before it, which indent, stay."""
    return text if text.isprintable() else _BREAKS.sub(" ", text)
