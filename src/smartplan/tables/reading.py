"""A table read row by row: what it says, and what became of each of its cells."""

from collections import Counter

from smartplan.tables import numbers
from smartplan.tables.aims import AIMS, Aims
from smartplan.tables.cell_texts import AGENCY, INDICATOR, LIST, folded, joined_text, shown_text, titled
from smartplan.tables.cell_values import CellValues
from smartplan.tables.cells import Sheet, SheetCell
from smartplan.tables.contents import (
    KEPT,
    Named,
    ReadIndicator,
    ReadObjective,
    ReadProgramme,
    SheetMapping,
    TableContents,
)
from smartplan.tables.findings import found
from smartplan.tables.headings import clean, named
from smartplan.tables.recognise import DROPPED, OTHER_LEVELS, Anchors, TableHeader, text_of
from smartplan.tables.rows import SheetRow, TableRows
from smartplan.tables.sums import check_sums, settle_money

_OF_A_PROGRAMME = (
    *("name", "code", "mission", "goal", "objective", "location", "tags"),
    *("dimension", "subdimension", "partners", "formerly"),
)
_MEASURED = ("indicator.unit", "indicator.baseline", "target", "actual", "end.target")
Owner = ReadProgramme | ReadObjective


def read_table(sheet: Sheet, anchors: Anchors, header: TableHeader, mapping: SheetMapping) -> TableContents:
    """Everything that a table says."""
    return _Reader(sheet, anchors, header, mapping).read()


class _Reader:
    def __init__(self, sheet: Sheet, anchors: Anchors, header: TableHeader, mapping: SheetMapping) -> None:
        self.sheet, self.header, self.mapping = sheet, header, mapping
        self.contents = TableContents()
        self.rows = TableRows(sheet, anchors, header, mapping.level)
        self.values = CellValues(self.rows, mapping, self.contents)
        self.columns = {index: column for column in header.columns for index in (column.index, *column.further)}
        self.headings: list[SheetRow] = []
        self.aims = Aims(self.contents)
        self.owner: Owner | None = None
        self.indicator: ReadIndicator | None = None
        self._unheaded: set[int] = set()
        # Whether the last heading has an indicator, and so may have further ones.
        self._measured = False

    def read(self) -> TableContents:
        contents = self.contents
        titles = []
        for row in range(self.header.last + 1):
            name: Named = "title" if row < self.header.first else "header"
            titles += [text for cell in self.sheet.rows[row] if name == "title" and (text := text_of(cell))]
            self._all(row, name)
        contents.titles = titles
        rows = list(self.rows.all())
        contents.rows = dict(Counter(one.kind for one in rows if one.kind != "blank"))
        self.values.prepare(rows)
        for one in rows:
            self._row(one)
        for programme in contents.programmes:
            settle_money(programme)
        self.values.finish()
        contents.findings += check_sums(rows, self.values, contents)
        return contents

    def _row(self, row: SheetRow) -> None:
        if row.kind == "heading":
            self._heading(row)
        elif row.kind in ("mission", "goal", "objective"):
            self._aim(row)
        elif row.kind == "programme":
            self._programme(row)
        elif row.kind == "indicator":
            self._further(row)
        elif row.kind == "continuation":
            self._continuation(row)
        if row.kind in ("total", "below", "numbering", "header", "text"):
            self._all(row.row, row.kind)
        self._rest(row.row)

    def _all(self, row: int, name: Named) -> None:
        for index in range(len(self.sheet.rows[row])):
            self.values.mark(row, index, name)

    def _rest(self, row: int) -> None:
        """What no reading of the row has asked for."""
        for index, cell in enumerate(self.sheet.rows[row]):
            if cell.is_empty or (row, index) in self.contents.cells:
                continue
            column = self.columns.get(index)
            if column is None and index not in self._unheaded:
                self._unheaded.add(index)
                self.contents.findings.append(found("unknown-column", self.sheet.address(row, index), "empty"))
            field = column.field if column else ""
            if field in ("note", "weight"):
                self.values.mark(row, index, "note")
            elif field in DROPPED:
                self.values.mark(row, index, "ignored")
            elif field in OTHER_LEVELS:
                self.values.mark(row, index, "level")
            else:
                if field not in ("", "foreign", "dates") and not numbers.says_nothing(cell):
                    place = self.sheet.address(row, index)
                    self.contents.findings.append(found("cell-out-of-column", place, "alone", value=shown_text(cell)))
                self.values.mark(row, index, "absent" if numbers.says_nothing(cell) else "finding")

    def _heading(self, row: SheetRow) -> None:
        self.contents.findings += row.findings
        self._measured = bool(self.rows.text(row.row, self.header.column("indicator.name")))
        depth = row.depth
        words = row.name.split()
        # Districts stand beside each other, whether they have a code or not.
        alike = next((one for one in self.headings if words and one.name.split()[:1] == words[:1]), None)
        if alike is not None and not row.code:
            depth = row.depth = alike.depth
        self.headings = [one for one in self.headings if one.depth < depth]
        self.headings.append(row)
        agency = self.header.column("agency")
        said = self.rows.text(row.row, agency)
        named_both = AGENCY.fullmatch(row.name) and AGENCY.fullmatch(said)
        if agency and named_both and folded(said) != folded(row.name):
            place = self.sheet.address(row.row, agency.index)
            self.contents.findings.append(found("agency-differs-from-heading", place, value=said, heading=row.name))
        self.owner = self.indicator = None
        self._all(row.row, "heading")

    def _agency_above(self) -> str:
        column = self.header.column("agency")
        for heading in reversed(self.headings):
            said = self.rows.text(heading.row, column)
            if said or AGENCY.fullmatch(heading.name):
                return said or titled(heading.name)
        return ""

    def _aim(self, row: SheetRow) -> None:
        """A mission, goal or objective of the plan above, which may have indicators of its own."""
        self.values.mark(row.row, self.header.column("name"))
        self.values.mark(row.row, self.header.column("code"))
        id_ = self.aims.id(row.kind, row.name, row.number, row.row)
        self.indicator, self._measured = None, False
        self.owner = self.contents.objectives.get(id_)
        if self.owner is not None:
            self._indicator(row.row, self.owner)
        for column in self.values.columns("money", "spent"):
            self.values.mark(row.row, column, "heading")
        self.values.mark(row.row, self.header.column("agency"), "heading")

    def _programme(self, row: SheetRow) -> None:
        values, at = self.values, row.row
        self.contents.findings += row.findings
        values.mark(at, self.header.column("name"))
        values.mark(
            at,
            self.header.column("code"),
            "finding" if any(one.rule == "code-is-date" for one in row.findings) else KEPT,
        )
        for kind in AIMS:
            said = values.text(at, kind, merged=True)
            if said:
                self.aims.of_text(kind, said, at)
        programme = ReadProgramme(
            at,
            row.name,
            row.code,
            agency=values.text(at, "agency", merged=True) or self._agency_above(),
            partners=self._list(at, "partners"),
            location=values.text(at, "location", merged=True),
            tags=self._list(at, "tags"),
            formerly=self._list(at, "formerly"),
            dimension=values.text(at, "dimension", merged=True),
            subdimension=values.text(at, "subdimension", merged=True),
            missions=[self.aims.now["mission"]] if "mission" in self.aims.now else [],
            objectives=[self.aims.now[one] for one in ("objective", "goal") if one in self.aims.now][:1],
        )
        self.contents.programmes.append(programme)
        self.owner = programme
        self._stated(at, programme)

    def _stated(self, row: int, owner: Owner) -> None:
        """What a row states beside its name. Of an activity, which repeats its programme, only the money counts."""
        self.indicator = None
        if self.header.has_lower_level:
            for column in self.values.columns("indicator.name", "indicator.direction", "indicator.code", *_MEASURED):
                self.values.mark(row, column, "level")
        else:
            self._indicator(row, owner)
        if self.indicator is None and isinstance(owner, ReadProgramme):
            self.values.money(row, owner.budget, owner.spent)

    def _list(self, row: int, field: str) -> list[str]:
        return [one for one in LIST.split(self.values.text(row, field, merged=True)) if one]

    def _further(self, row: SheetRow) -> None:
        """A further indicator of the programme, goal or objective above, or of a heading, which counts for nothing."""
        if self.owner is None:
            if not self._measured:
                first = next(index for index, one in enumerate(self.sheet.rows[row.row]) if not one.is_empty)
                self.contents.findings.append(found("row-without-programme", self.sheet.address(row.row, first)))
            self._all(row.row, "heading" if self._measured else "finding")
            return
        values = self.values
        # A flat table repeats what it says of the programme.
        for field in _OF_A_PROGRAMME:
            values.mark(row.row, self.header.column(field))
        self._stated(row.row, self.owner)
        if isinstance(self.owner, ReadProgramme):
            agency = values.text(row.row, "agency", merged=True)
            if self.indicator is not None:
                self.indicator.agency = agency if agency != self.owner.agency else ""

    def _indicator(self, row: int, owner: Owner) -> None:
        """The indicator of a row with all that it states; several where its lines are to be taken apart."""
        column = self.header.column("indicator.name")
        name = INDICATOR.sub("", self.rows.text(row, column), count=1).rstrip("*").strip()
        lines = {field: (place, parts) for field, place, parts in self.values.lines(row)}
        separator = self.mapping.split_lines.get("indicator.name")
        if name and separator is None and "indicator.name" in lines and len(lines) > 1:
            self._do_not_pair(row, lines)
        elif name and separator is not None and separator in name:
            self._split(row, owner, name, separator)
        elif name:
            self._one(row, owner, name)

    def _one(self, row: int, owner: Owner, name: str) -> None:
        values = self.values
        values.mark(row, self.header.column("indicator.name"))
        one = ReadIndicator(
            row,
            name,
            unit=values.text(row, "indicator.unit", merged=True),
            direction=self._direction(row),
            code=values.text(row, "indicator.code"),
        )
        values.measures(row, one)
        if isinstance(owner, ReadProgramme):
            values.money(row, one.budget, one.spent)
        else:
            for column in values.columns("money", "spent"):
                values.mark(row, column, "heading")
        owner.indicators.append(one)
        self.indicator = one

    def _direction(self, row: int) -> str:
        column = self.header.column("indicator.direction")
        said = self.values.text(row, "indicator.direction", merged=True)
        way = named("directions", said)
        if said and not way and column and not self.rows.cell(row, column).is_empty:
            place = self.sheet.address(row, column.index)
            self.contents.findings.append(found("cell-out-of-column", place, "alone", value=said))
            self.contents.cells[row, column.index] = "finding"
        return way

    def _do_not_pair(self, row: int, lines: dict[str, tuple[str, list[str]]]) -> None:
        place, names = lines["indicator.name"]
        counts = sorted({len(parts) for field, (_, parts) in lines.items() if field != "indicator.name"})
        self.contents.findings.append(
            found("lines-do-not-pair", place, n=len(names), others=", ".join(map(str, counts)))
        )
        for column in self.values.columns("indicator.name", *_MEASURED):
            self.values.mark(row, column, "finding")

    def _split(self, row: int, owner: Owner, name: str, separator: str) -> None:
        """Indicators in one cell, taken apart as the mapping says; every value has to have as many parts, or one."""
        names = [clean(part) for part in name.split(separator) if clean(part)]
        line = self.sheet.rows[row]
        parts: dict[int, list[str]] = {}
        for column in self.values.columns(*_MEASURED):
            cell = self.rows.cell(row, column)
            pieces = [clean(part) for part in str(cell.content or "").split(separator)]
            if len(pieces) > 1:
                parts[column.index] = pieces
        if any(len(pieces) != len(names) for pieces in parts.values()) or not parts:
            whole = self.header.column("indicator.name")
            place = self.sheet.address(row, whole.index if whole else 0)
            self._do_not_pair(
                row, {"indicator.name": (place, names), **{str(i): (place, one) for i, one in parts.items()}}
            )
            return
        money = {column.index for column in self.values.columns("money", "spent")}
        for number, one in enumerate(names):
            # The money is that of all of them, and stated once.
            self.sheet.rows[row] = [
                SheetCell(parts[index][number])
                if index in parts
                else SheetCell()
                if number and index in money
                else cell
                for index, cell in enumerate(line)
            ]
            self._one(row, owner, one)
        self.sheet.rows[row] = line

    def _continuation(self, row: SheetRow) -> None:
        """A row that goes on with the one above: a word that did not fit, a second unit, money of another source."""
        values, owner, one = self.values, self.owner, self.indicator
        if owner is None:
            self._further(row)
            return
        for column in (self.header.column("name"), self.header.column("indicator.unit")):
            said = self.rows.text(row.row, column)
            if column is None or not said or (column.field == "indicator.unit" and one is None):
                continue
            values.mark(row.row, column)
            if column.field == "name":
                owner.name = joined_text(owner.name, said)
            elif one is not None:
                one.unit = joined_text(one.unit, said)
        if one is not None:
            values.measures(row.row, one)
        if isinstance(owner, ReadProgramme):
            values.money(row.row, one.budget if one else owner.budget, one.spent if one else owner.spent)
