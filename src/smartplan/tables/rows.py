"""What each row of a table is: a programme, a further indicator, a heading, a total, or nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from smartplan.tables import numbers
from smartplan.tables.cells import Sheet, SheetCell
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.headings import clean, roman
from smartplan.tables.recognise import OF_A_YEAR, Anchors, TableColumn, TableHeader, is_numbering, repeats, text_of

RowKind = Literal[
    "blank",
    "header",
    "numbering",
    "title",
    "total",
    "heading",
    "mission",
    "goal",
    "objective",
    "programme",
    "indicator",
    "continuation",
    "below",
    "text",
]
Level = Literal["programme", "kegiatan", "sub_kegiatan"]
# Elements of a nomenclature code by level.
ELEMENTS: Final[dict[Level, int]] = {"programme": 3, "kegiatan": 5, "sub_kegiatan": 6}
_TOTAL = re.compile(r"(sub[- ]?|grand )?(jumlah|total)\b", re.IGNORECASE)
_AIM = re.compile(
    r"(?P<kind>misi|tujuan|sasaran)\b\s*(?:ke)?\s*-?\s*(?P<number>\d+(?:\.\d+)*|[ivx]+\b)?\s*[:.\-–]?\s*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AIMS: Final[dict[str, RowKind]] = {"misi": "mission", "tujuan": "goal", "sasaran": "objective"}
_NUMBERED = re.compile(r"program\s*\d+(?:\.\d+)*\s*[:.]\s*(?P<name>.+)", re.IGNORECASE | re.DOTALL)
_CODED = re.compile(r"(?P<code>[0-9X]{1,2}(?:\.[0-9X]{1,5}){1,6})\.?\s+(?P<name>\S.*)", re.DOTALL)
# Depth of a heading without a code: it stands below all with one.
CAPITALS: Final = 90


class SheetRow(Struct):
    """A row, counted from 0, with what it was recognised by.

    `depth` of a heading: the number of elements of its code, 0 for a roman numeral. `number` is that of a mission, goal
    or objective, as it is written.
    """

    row: int
    kind: RowKind
    code: str = ""
    name: str = ""
    depth: int = 0
    number: str = ""
    findings: list[TableFinding] = []


class TableRows:
    """The rows of a table, recognised one after the other."""

    def __init__(self, sheet: Sheet, anchors: Anchors, header: TableHeader, level: Level | None) -> None:
        self.sheet, self.anchors, self.header = sheet, anchors, header
        self._name, self._code = header.column("name"), header.column("code")
        self._indicator = header.column("indicator.name")
        self._values = [column for column in header.columns if column.field in OF_A_YEAR]
        self._others = frozenset(
            text
            for row in range(header.last + 1, len(sheet.rows))
            if self._code
            and (text := text_of(self.code_cell(row)).rstrip("."))
            and (isinstance(self.code_cell(row).content, (str, float)))
        )
        codes = [self._code_and_name(row)[0].code for row in range(header.last + 1, len(sheet.rows))]
        counts = Counter(count for code in codes if (count := numbers.elements(code)))
        # Codes that others begin with.
        self._above = {
            ".".join(parts[:end]) for code in codes if (parts := code.split(".")) for end in range(len(parts))
        }
        self._coded = bool(counts)
        self._of_programmes = level in (None, "programme")
        self.wanted = ELEMENTS[level] if level else 3 if 3 in counts else max(counts, default=0)

    def cell(self, row: int, column: TableColumn | None) -> SheetCell:
        """The cell of a column; an empty one where the table has none."""
        return self.sheet.cell(row, column.index) if column else SheetCell()

    def code_cell(self, row: int) -> SheetCell:
        """The cell of the code; one that is made of several where it stands over several columns."""
        column = self._code
        if column is None or not column.further:
            return self.cell(row, column)
        return numbers.joined(self.sheet.cell(row, index) for index in (column.index, *column.further))

    def text(self, row: int, column: TableColumn | None) -> str:
        """The text of a column, which may stand over several."""
        if column is None:
            return ""
        cells = [self.sheet.cell(row, index) for index in (column.index, *column.further)]
        text = " ".join(text for cell in cells if (text := numbers.as_text(cell)))
        return re.sub(f"^(?:{column.strip})", "", text, flags=re.IGNORECASE).strip() if column.strip else text

    def all(self) -> Iterator[SheetRow]:
        """Every row below the headings."""
        before: SheetRow | None = None
        for row in range(self.header.last + 1, len(self.sheet.rows)):
            one = self._recognised(row, before)
            yield one
            if one.kind not in ("numbering", "header"):
                before = one

    def _code_and_name(self, row: int) -> tuple[numbers.ReadCode, str]:
        name = self.text(row, self._name)
        if self._code is None:
            coded = _CODED.fullmatch(name)
            return (numbers.ReadCode(coded["code"]), coded["name"]) if coded else (numbers.ReadCode(""), name)
        cell = self.code_cell(row)
        if cell.is_empty or numbers.says_nothing(cell):
            return numbers.ReadCode(""), name
        return numbers.code(cell, self.sheet.address(row, self._code.index), self._others), name

    def _recognised(self, row: int, before: SheetRow | None) -> SheetRow:
        line = [cell for cell in self.sheet.rows[row] if not cell.is_empty]
        if not line:
            return SheetRow(row, "blank")
        texts = list(map(text_of, line))
        if is_numbering(texts):
            return SheetRow(row, "numbering")
        if repeats(self.header, texts):
            return SheetRow(row, "header")
        read, name = self._code_and_name(row)
        code, findings = read.code, [read.finding] if read.finding else []
        indicator = bool(self.text(row, self._indicator))
        if not indicator and _TOTAL.match(name or code or texts[0]):
            return SheetRow(row, "total", name=name or code or texts[0])
        aim = self._aim(row, code, name)
        if aim is not None:
            return aim
        numbered = _NUMBERED.fullmatch(name)
        if numbered and self.wanted in (0, ELEMENTS["programme"]):
            return SheetRow(row, "programme", code, clean(numbered["name"]), findings=findings)
        count = numbers.elements(code)
        if not count:
            one = self._without_code(row, code, name, indicator=indicator, before=before)
            one.findings = findings if one.kind == "programme" else []
            return one
        if count < self.wanted:
            short = self._short(row, code) if indicator and self._of_programmes else None
            if short is None or short.variant:
                # A code that a spreadsheet took for a number matters where a programme has it.
                return SheetRow(row, "heading", code, name, count, findings=[short] if short else [])
            findings.append(short)
        kind: RowKind = "below" if count > self.wanted else "programme"
        if kind == "programme" and before and before.kind in ("programme", "indicator"):
            # A flat table repeats the programme on each of its rows.
            same = (before.code, before.name) == (code, name) and self._same_agency(before.row, row)
            repeated = indicator or self.header.has_lower_level
            kind = "indicator" if same and repeated else kind
        return SheetRow(row, kind, code, name, count, findings=findings)

    def _short(self, row: int, code: str) -> TableFinding:
        """What is to be said of a row with an indicator whose code is too short for a programme.

        It is one if it names its agency, and no other code begins with its own; else it is a heading.
        """
        column, agency = self._code or self._name, self.header.column("agency")
        place = self.sheet.address(row, column.index if column else 0)
        owned = agency is None or bool(self.text(row, agency))
        return found("code-is-short", place, "" if owned and code not in self._above else "heading", code=code)

    def _same_agency(self, before: int, row: int) -> bool:
        """Whether two rows name one agency, or one of them names none: programmes of one name are many agencies'."""
        column = self.header.column("agency")
        one, other = self.text(before, column), self.text(row, column)
        return not one or not other or one.casefold() == other.casefold()

    def _aim(self, row: int, code: str, name: str) -> SheetRow | None:
        """A mission, goal or objective: `MISI 1 ...`, or `Tujuan 1` beside its text."""
        for label, beside in ((name, ""), (code, name)):
            said = _AIM.fullmatch(label)
            if said and (said["number"] or ":" in label[:12]):
                text = clean(said["text"]) or beside
                return SheetRow(row, _AIMS[said["kind"].casefold()], name=text, number=said["number"] or "")
        return None

    def _without_code(self, row: int, code: str, name: str, *, indicator: bool, before: SheetRow | None) -> SheetRow:
        if code and name and roman(code) is not None and not indicator:
            return SheetRow(row, "heading", code, name, 0)
        values = any(not self.cell(row, column).is_empty for column in self._values)
        merged = self._name is not None and self.anchors.of(row, self._name.index)[0] < row
        if name and not merged:
            if not indicator and name == name.upper() and any(map(str.isalpha, name)):
                return SheetRow(row, "heading", code, name, CAPITALS)
            agency = any(not self.cell(row, self.header.column(field)).is_empty for field in ("agency", "partners"))
            if indicator or values or agency:
                same = before is not None and before.kind in ("programme", "indicator") and not before.code
                if same and before is not None:
                    same = indicator and before.name == name and self._same_agency(before.row, row)
                return SheetRow(row, "indicator" if same else "programme", code, name)
            if before and before.kind in ("programme", "indicator", "continuation") and self._coded:
                return SheetRow(row, "continuation", name=name)
            return SheetRow(row, "text" if self._coded else "heading", name=name, depth=CAPITALS)
        if indicator:
            below = before is not None and before.kind == "below"
            return SheetRow(row, "below" if below else "indicator", name=before.name if before else "")
        own = before is not None and before.kind in ("programme", "indicator", "continuation", "below")
        if before is not None and own:
            return SheetRow(row, "below" if before.kind == "below" else "continuation", name=before.name)
        return SheetRow(row, "continuation" if values else "text")
