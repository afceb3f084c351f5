"""The figures of a coverage row as cells of a table, alone or compared with what they were before."""

from collections.abc import Sequence

from smartplan.analysis.coverage import Coverage
from smartplan.analysis.rows import Row
from smartplan.messages import Catalogue
from smartplan.report.render.bars import Bar, Strip
from smartplan.report.render.cells import NOTHING, count
from smartplan.report.render.page import Cell, Column
from smartplan.report.render.row_cells import ExecutionColumns, MoneyColumns
from smartplan.report.render.spent_cells import SpentColumns
from smartplan.report.render.years import span

_BAR = 6
# A plan for the long term would make a strip wider than a screen.
_MOST_YEARS = 15


class Matrix:
    """The columns that all tables of a coverage share; scales are those of the whole table."""

    def __init__(self, coverage: Coverage, say: Catalogue, *, strips: bool = True) -> None:
        self._say = say
        self._coverage = coverage
        rows = coverage.cells if coverage.by == "subdimension" else coverage.rows
        self._digits = max(len(str(coverage.totals.programmes)), 3)
        self._holes = _holes(coverage)
        self._largest = max((row.programmes for row in rows), default=0)
        every = [*rows, coverage.totals, *(coverage.dimensions if coverage.by == "subdimension" else ())]
        self._money = MoneyColumns(every, say, _old(coverage), moved=coverage.against is not None)
        # Against another plan the columns hold what came and went; money spent is no difference of plans.
        self._spent = SpentColumns(every if coverage.against is None else (), say)
        self._execution = ExecutionColumns([*every, *_old(coverage)], say)
        # A row that is a year needs no strip of them.
        self.years: Sequence[int] = years_of(coverage) if strips and coverage.by != "year" else ()
        self.most = max((count for row in rows for count in row.by_year.values()), default=0)

    def is_gap(self, row: Row) -> bool:
        """Whether the list of gaps has the row."""
        return not row.programmes and row.key in self._holes

    def columns(self) -> list[Column]:
        """The columns after the one that names the row."""
        say, coverage = self._say, self._coverage
        third = say("coverage.partnering") if coverage.by == "agency" else say("report.agencies")
        columns = [
            Column(say("report.programmes"), right=coverage.against is not None),
            Column(say("report.quick-wins"), right=True),
            Column(third, right=True),
        ]
        columns += [*self._money.columns(), *self._spent.columns()]
        if self.years:
            columns.append(Column(f"{self.years[0]}\n{self.years[-1]}" if len(self.years) < 9 else span(self.years)))
        return [*columns, *self._execution.columns()]

    def cells(self, row: Row, before: Row | None, *, bars: bool = True) -> list[Cell | str]:
        """The figures of a row; `before` is the same row of the plan it is compared with."""
        moved = self._coverage.against is not None
        before = before or Row()
        third = (row.partnering or 0, before.partnering or 0)
        if self._coverage.by != "agency":
            third = (len(row.agencies), len(before.agencies))
        cells: list[Cell | str] = [
            self._programmes(row, before, bars),
            self._count(row.quick_wins, before.quick_wins),
            self._count(*third),
        ]
        cells += [*self._money.cells(row, before if moved else None), *self._spent.cells(row)]
        if self.years:
            strip = Strip.of(row.by_year, self.years, self.most)
            cells.append(Cell(strip.text, "heat", strip) if bars else Cell("", "heat"))
        return [*cells, *self._execution.cells(row, before if moved else None)]

    def _programmes(self, row: Row, before: Row, bars: bool) -> Cell:
        hole = self.is_gap(row)
        if self._coverage.against is not None:
            moved = self._count(row.programmes, before.programmes)
            return Cell(f"! {moved.text if row.programmes != before.programmes else 0}", "bad") if hole else moved
        if not row.programmes:
            return Cell(f"{'! 0' if hole else NOTHING:>{self._digits}}", "bad" if hole else "", 0)
        number = f"{row.programmes:>{self._digits}}"
        if not bars:
            return Cell(number, value=row.programmes)
        bar = Bar(row.programmes, self._largest, _BAR)
        return Cell(f"{number} {bar.text}", "heat", bar)

    def _count(self, new: int, old: int) -> Cell:
        if self._coverage.against is None or new == old:
            return count(new)
        return Cell(f"{old} → {new}", "good" if new > old else "bad")


def years_of(coverage: Coverage) -> Sequence[int]:
    """The years that there is room for: those of the period and of the programmes, without a gap."""
    years = sorted({*coverage.totals.years, *coverage.period})
    return range(years[0], years[-1] + 1)[-_MOST_YEARS:] if years else ()


def _old(coverage: Coverage) -> list[Row]:
    before = coverage.against
    if before is None:
        return []
    return [before.totals, *(before.cells if coverage.by == "subdimension" else before.rows)]


def _holes(coverage: Coverage) -> set[str]:
    """Keys of the rows that are gaps, as the list of gaps has them."""
    kinds = {
        "subdimension": ("subdimension-without-programme", "dimension-without-programme"),
        "agency": ("agency-without-programme",),
        "mission": ("mission-without-programme",),
        "objective": ("objective-without-programme",),
        "year": ("year-without-programme",),
        "input": ("input-not-cited",),
    }.get(coverage.by, ())
    holes = [hole for hole in coverage.holes if hole.kind in kinds]
    return {f"{hole.dimension}/{hole.subdimension}" if hole.subdimension else hole.name for hole in holes}
