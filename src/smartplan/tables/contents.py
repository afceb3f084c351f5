"""What a table says, before it is a plan: programmes with indicators, goals, and what became of each cell."""

from typing import Final, Literal

from msgspec import Struct

from smartplan.plan.field_types import Measured
from smartplan.tables.findings import TableFinding
from smartplan.tables.numbers import Locale
from smartplan.tables.recognise import TableColumn
from smartplan.tables.rows import Level

Money = dict[str, dict[int, int]]
# Why a cell is not in the plan; every one that is not empty has one of these, or is kept.
Named = Literal[
    "title",
    "header",
    "numbering",
    "heading",
    "total",
    "below",
    "text",
    "ignored",
    "level",
    "note",
    "absent",
    "zero-year",
    "other-source",
    "finding",
]
KEPT: Final = "kept"


class PlaceRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Where programmes belong: those whose code begins so, of that agency, or with that word in their name."""

    dimension: str
    subdimension: str = ""
    code: str = ""
    agency: str = ""
    word: str = ""


class SheetMapping(Struct, frozen=True):
    """How a sheet is to be read, as far as somebody said so; rows and columns count from 0.

    `has_formats` is False where the kind of file does not say which numbers are percentages.
    """

    name: str = ""
    sheet: str | int | None = None
    header: tuple[int, int] | None = None
    level: Level | None = None
    locale: Locale | None = None
    first_year: int | None = None
    year: int | None = None
    columns: tuple[TableColumn, ...] = ()
    source: str = ""
    unit: int | None = None
    zero: Literal["0", "absent"] | None = None
    suffix: str = "agency"
    place: tuple[PlaceRule, ...] = ()
    agencies: dict[str, str] = {}
    split_lines: dict[str, str] = {}
    has_formats: bool = True


class ReadIndicator(Struct):
    """An indicator as a row states it; money is by funding source and year."""

    row: int
    name: str
    unit: str = ""
    direction: str = ""
    code: str = ""
    agency: str = ""
    baseline: Measured | None = None
    targets: dict[int, Measured] = {}
    target_end: Measured | None = None
    actuals: dict[int, Measured] = {}
    budget: Money = {}
    spent: Money = {}


class ReadProgramme(Struct):
    """A programme as its rows state it. `heading` is the agency that the heading above names."""

    row: int
    name: str
    code: str = ""
    agency: str = ""
    heading: str = ""
    partners: list[str] = []
    location: str = ""
    tags: list[str] = []
    formerly: list[str] = []
    dimension: str = ""
    subdimension: str = ""
    missions: list[str] = []
    objectives: list[str] = []
    budget: Money = {}
    spent: Money = {}
    indicators: list[ReadIndicator] = []


class ReadObjective(Struct):
    """A goal or an objective with its indicators."""

    row: int
    level: Literal["goal", "objective"]
    name: str
    mission: str = ""
    under: str = ""
    indicators: list[ReadIndicator] = []


class TableContents(Struct):
    """All that a table says. `cells` tells of each cell that is not empty whether it is kept, or why not."""

    programmes: list[ReadProgramme] = []
    missions: dict[str, str] = {}
    objectives: dict[str, ReadObjective] = {}
    findings: list[TableFinding] = []
    rows: dict[str, int] = {}
    cells: dict[tuple[int, int], str] = {}
    years: list[int] = []
    titles: list[str] = []
