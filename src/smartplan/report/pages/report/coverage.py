"""What the plan covers: sub-dimensions with their programmes, the same by year, and what part has what it needs."""

from collections.abc import Iterator
from typing import Literal

from smartplan.analysis.rows import Row, planned_years
from smartplan.report.pages.coverage import shares, tables
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render import cells
from smartplan.report.render.page import Block, Cell, Column, Heading, Line, Table, Text


def blocks(words: ReportWords) -> Iterator[Block]:
    """Of a part of the plan only dimensions have a coverage."""
    report, say = words.report, words.say
    coverage = report.coverage
    if report.sources.wanted.agencies:
        yield Text(say("document.coverage.whole"))
        return
    yield from tables(coverage, report.plan, words.names, say)
    yield Heading(say("document.by-year"))
    yield from _by_year(words)
    if words.of_whole:
        yield from shares(coverage, words.names, say)


def _by_year(words: ReportWords) -> Iterator[Block]:
    """How many programmes each sub-dimension has in each year."""
    coverage, say, names = words.report.coverage, words.say, words.names
    if not coverage.totals.years:
        yield Text(say("document.no-years"))
        return
    years = sorted({*coverage.totals.years, *coverage.period})

    def line(label: Cell | str, row: Row, kind: Literal["", "head", "total"] = "") -> Line:
        return Line([label, *(cells.count(row.by_year.get(year, 0)) for year in years)], kind)

    lines: list[Line] = []
    for head in coverage.dimensions:
        lines.append(line(Cell(names.dimension(head.key), "strong"), head, "head"))
        for row in coverage.cells:
            if row.dimension == head.key and row.key != head.key:
                sub = names.subdimension(row.subdimension, short=True) or say("report.unstated")
                lines.append(line(f"  {sub}", row))
    lines.append(line(say("report.total"), coverage.totals, "total"))
    flat = not any(row.subdimension for row in coverage.cells)
    first = Column(say("report.dimension" if flat else "report.subdimension"), folds=True)
    yield Table([first, *(Column(str(year), right=True) for year in years)], lines)
    undated = sum(not planned_years(entry.programme) for entry in words.report.plan.entries())
    if undated:
        yield Text(say("document.undated", n=undated), "dim")
