"""The values in the rows of a table: measures and money by column, with what is to be said of them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from smartplan.plan.field_types import Measured
from smartplan.tables import numbers
from smartplan.tables.cells import SheetCell
from smartplan.tables.contents import KEPT, Money, Named, ReadIndicator, SheetMapping, TableContents
from smartplan.tables.findings import found
from smartplan.tables.headings import clean, is_absent, named
from smartplan.tables.recognise import OF_A_YEAR, TableColumn, text_of
from smartplan.tables.rows import SheetRow, TableRows

_MEASURES = ("target", "actual", "indicator.baseline", "end.target")
# An amount so many times that of the year before was misread by whoever typed it, or by a program.
_JUMP = 500
_NOT_APPLICABLE = "N/A"
_PERCENT_OF = 100


class CellValues:
    """Reads the cells of rows, and keeps account of each."""

    def __init__(self, rows: TableRows, mapping: SheetMapping, contents: TableContents) -> None:
        self.rows, self.mapping, self.contents = rows, mapping, contents
        self.sheet = rows.sheet
        self._of = {field: [one for one in rows.header.columns if one.field == field] for field in rows.header.fields}
        self._baselines = {column.index for column in self._of.get("indicator.baseline", ())}
        self._zero: set[int] = set()
        self._locales: dict[int, numbers.Locale | None] = {}
        self._rounded: list[tuple[str, Decimal]] = []

    def columns(self, *fields: str) -> list[TableColumn]:
        """The columns of some fields."""
        return [column for field in fields for column in self._of.get(field, ())]

    def year(self, column: TableColumn) -> int | None:
        """The year of a column; that of the whole table where it has none."""
        if column.year:
            return column.year
        if column.nth:
            return self.mapping.first_year + column.nth - 1 if self.mapping.first_year else None
        return self.mapping.year

    def prepare(self, rows: Iterable[SheetRow]) -> None:
        """Look at the columns as a whole: which years are zero in all rows, how their texts write decimals."""
        stated = [row.row for row in rows if row.kind in ("programme", "indicator", "continuation")]
        pool: list[str] = []
        for column in self.columns(*_MEASURES, "money", "spent"):
            texts = [
                clean(content)
                for row in stated
                if isinstance(content := self.sheet.cell(row, column.index).content, str)
            ]
            self._locales[column.index] = self.mapping.locale or numbers.locale_of(texts)
            pool += texts
        shared = self.mapping.locale or numbers.locale_of(pool)
        self._locales = {index: found or shared for index, found in self._locales.items()}
        if self.mapping.zero == "0":
            return
        years = {year for column in self.columns(*OF_A_YEAR) if (year := self.year(column))}
        for year in sorted(years):
            columns = [column for column in self.columns(*OF_A_YEAR) if self.year(column) == year]
            cells = [cell for row in stated for column in columns if not (cell := self.rows.cell(row, column)).is_empty]
            filled = [cell for cell in cells if not numbers.says_nothing(cell)]
            if filled and all(map(numbers.is_zero, filled)):
                self._zero.add(year)
                place = self.sheet.address(self.rows.header.last, columns[0].index)
                self.contents.findings.append(found("zero-year", place, year=str(year), n=len(filled)))
        self.contents.years = sorted(years - self._zero)

    def finish(self) -> None:
        """Say what was rounded, once for the whole table."""
        if self._rounded:
            total = sum((abs(part) for _, part in self._rounded), Decimal(0))
            first = self._rounded[0][0]
            amount = f"{total.quantize(Decimal('0.01')):f}"
            self.contents.findings.append(found("rounded", first, n=len(self._rounded), total=amount))

    def mark(self, row: int, column: TableColumn | int | None, how: Named | str = KEPT) -> None:
        """Note what became of a cell, or of the cells of a column that stands over several."""
        if column is None:
            return
        indexes = (column,) if isinstance(column, int) else (column.index, *column.further)
        for index in indexes:
            cell = self.sheet.cell(row, index)
            if not cell.is_empty and (row, index) not in self.contents.cells:
                self.contents.cells[row, index] = "absent" if how == KEPT and self._says_nothing(index, cell) else how

    def _says_nothing(self, index: int, cell: SheetCell) -> bool:
        """Whether a cell says that no value is known. A starting value that does not apply is kept as it is written."""
        return numbers.says_nothing(cell) and not (index in self._baselines and text_of(cell) == _NOT_APPLICABLE)

    def text(self, row: int, field: str, *, merged: bool = False) -> str:
        """The text of a field in a row; with `merged` also from the merged cell that reaches down to it."""
        column = self.rows.header.column(field)
        if column is None:
            return ""
        self.mark(row, column)
        said = self.rows.text(row, column)
        if said or not merged:
            return said
        first, index = self.rows.anchors.of(row, column.index)
        return numbers.as_text(self.sheet.cell(first, index)) if self.rows.header.last < first < row else ""

    def values(self, row: int, column: TableColumn) -> tuple[str, SheetCell] | None:
        """A cell to be read with its address; None where it is empty, or cannot be read, which is said."""
        cell, address = self.rows.cell(row, column), self.sheet.address(row, column.index)
        if cell.is_empty:
            return None
        year = self.year(column) if column.field in OF_A_YEAR else None
        if year in self._zero:
            self.mark(row, column, "zero-year")
            return None
        if self._says_nothing(column.index, cell):
            self.mark(row, column, "absent")
            return None
        fault = numbers.fault(cell, address)
        if fault is not None:
            self.contents.findings.append(fault)
        if fault is not None or (column.field in OF_A_YEAR and year is None):
            self.mark(row, column, "finding")
            return None
        return address, cell

    def measures(self, row: int, indicator: ReadIndicator) -> None:
        """Fill an indicator with what a row states of it; what is stated already is not replaced."""
        self._unit(row, indicator)
        columns = self.columns(*_MEASURES)
        cells = [(column, *found) for column in columns if (found := self.values(row, column)) is not None]
        if not indicator.unit:
            indicator.unit = numbers.unit_of(cell for _, _, cell in cells)
        read: list[tuple[TableColumn, str, Measured]] = []
        for column, address, cell in cells:
            locale, certain = self._locales.get(column.index), self.mapping.locale is not None
            value, finding = numbers.measure(cell, indicator.unit, locale, address, certain=certain)
            if numbers.says_nothing(cell):
                # A starting value that does not apply.
                value = text_of(cell)
            if finding is not None:
                self.contents.findings.append(finding)
            if value is None or self._stated(indicator, column):
                if value is not None:
                    self._out_of_column(row, column)
                self.mark(row, column, "finding" if value is not None or finding is not None else "absent")
                continue
            self.mark(row, column)
            self._unformatted(indicator.unit, cell, value, address)
            self._put(indicator, column, value)
            read.append((column, address, value))
        self._fractions(indicator.unit, read)

    def _stated(self, indicator: ReadIndicator, column: TableColumn) -> bool:
        year = self.year(column)
        if column.field == "indicator.baseline":
            return indicator.baseline is not None
        if column.field == "end.target":
            return indicator.target_end is not None
        return year in (indicator.targets if column.field == "target" else indicator.actuals)

    def _put(self, indicator: ReadIndicator, column: TableColumn, value: Measured) -> None:
        year = self.year(column)
        if column.field == "indicator.baseline":
            indicator.baseline = value
        elif column.field == "end.target":
            indicator.target_end = value
        elif year is not None:
            (indicator.targets if column.field == "target" else indicator.actuals)[year] = value

    def _unit(self, row: int, indicator: ReadIndicator) -> None:
        """The unit, which a table may state by year: then all have to be the same."""
        for column in self.columns("unit", "end.unit"):
            cell = self.rows.cell(row, column)
            said = text_of(cell)
            if cell.is_empty or numbers.says_nothing(cell):
                self.mark(row, column, "absent")
            elif not indicator.unit or said.casefold() == indicator.unit.casefold():
                indicator.unit = indicator.unit or said
                self.mark(row, column)
            else:
                values = {"value": said, "unit": indicator.unit}
                address = self.sheet.address(row, column.index)
                self.contents.findings.append(found("unit-differs-by-year", address, **values))
                self.mark(row, column, "finding")

    def _unformatted(self, unit: str, cell: SheetCell, value: Measured, address: str) -> None:
        """Say of a percentage that it may be a fraction, where the kind of file does not tell."""
        if self.mapping.has_formats or isinstance(cell.content, str) or not numbers.is_percent(unit):
            return
        if isinstance(value, (int, float)) and 0 < value <= 1:
            read = numbers.plain(value * _PERCENT_OF)
            self.contents.findings.append(found("percent-doubtful", address, "unformatted", value=value, read=read))

    def _fractions(self, unit: str, read: list[tuple[TableColumn, str, Measured]]) -> None:
        """Say where 0.85 stands among percentages such as 85."""
        values = [(address, value) for _, address, value in read if isinstance(value, (int, float))]
        if not numbers.is_percent(unit):
            return
        for address, value in values:
            others = [other for _, other in values if other > 1.5]
            if 0 < value <= 1 and any(0.5 <= value * _PERCENT_OF / other <= 2 for other in others):
                self.contents.findings.append(
                    found("percent-doubtful", address, "fraction", value=value, read=numbers.plain(value * 100))
                )

    def money(self, row: int, budget: Money, spent: Money) -> None:
        """Add the amounts of a row, by the funding source that it names."""
        columns = self.columns("money", "spent")
        if not any(not self.rows.cell(row, column).is_empty for column in columns):
            self.mark(row, self.rows.header.column("source"), "other-source")
            return
        source = self._source(row)
        before: dict[str, tuple[int, str]] = {}
        for column in sorted(columns, key=lambda column: self.year(column) or 0):
            found_cell = self.values(row, column)
            if found_cell is None:
                continue
            address, cell = found_cell
            unit = self.mapping.unit or column.unit
            amount, part, finding = numbers.money(cell, unit, self._locales.get(column.index), address)
            year = self.year(column)
            if finding is not None:
                self.contents.findings.append(finding)
            if amount is None or year is None:
                self.mark(row, column, "finding" if finding is not None else "absent")
                continue
            self.mark(row, column)
            if part:
                self._rounded.append((address, part))
            years = (budget if column.field == "money" else spent).setdefault(source, {})
            years[year] = years.get(year, 0) + amount
            self._jump(before.get(column.field), amount, address)
            if amount:
                before[column.field] = amount, address

    def _jump(self, before: tuple[int, str] | None, amount: int, address: str) -> None:
        if before is None or not amount:
            return
        low, high = sorted((before[0], amount))
        if high >= _JUMP * low:
            # The larger of the two is the doubtful one.
            place, other = (address, before[1]) if amount == high else (before[1], address)
            self.contents.findings.append(
                found("amount-jump", place, times=high // low, other=other.rpartition("!")[2])
            )

    def _source(self, row: int) -> str:
        """The funding source that a row names, as a plan calls it; one that cannot be told is not stated."""
        column = self.rows.header.column("source")
        said = self.rows.text(row, column)
        fund = named("sources", said) if said else ""
        self.mark(row, column, KEPT if fund else "other-source")
        return fund or self.mapping.source or "unstated"

    def _out_of_column(self, row: int, column: TableColumn) -> None:
        cell, address = self.rows.cell(row, column), self.sheet.address(row, column.index)
        self.contents.findings.append(found("cell-out-of-column", address, "twice", value=text_of(cell)))

    def lines(self, row: int) -> Iterator[tuple[str, str, list[str]]]:
        """Cells of a row in which there are several lines: their field, address and lines."""
        for column in self.columns("indicator.name", *_MEASURES):
            content = self.rows.cell(row, column).content
            if isinstance(content, str):
                text = content.replace("_x000D_", "\n").replace("\r", "\n")
                lines = [line for part in text.split("\n") if (line := clean(part)) and not is_absent(line)]
                valued = column.field == "indicator.name" or all(any(map(str.isdigit, line)) for line in lines)
                # A text that was wrapped is one value.
                if len(lines) > 1 and valued:
                    yield column.field, self.sheet.address(row, column.index), lines
