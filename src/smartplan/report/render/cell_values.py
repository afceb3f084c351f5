"""What a cell of a table is about, for a form that has more than characters."""

from datetime import date

from msgspec import Struct

from smartplan.plan.figure import Sum
from smartplan.report.render.bars import Bar, Curve, Strip


class YearValue(Struct, frozen=True):
    """A year, which is a name and no amount."""

    year: int


class ShareValue(Struct, frozen=True):
    """A part of a whole: 0.25 is a quarter."""

    part: float


class ProgrammeRef(Struct, frozen=True):
    """A programme by its id."""

    id: str


# None where it is the text of the cell, or is not stated.
Value = int | float | Sum | YearValue | ShareValue | date | ProgrammeRef | Bar | Strip | Curve | None
