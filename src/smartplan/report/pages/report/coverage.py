"""What the plan covers: sub-dimensions with their programmes, the same by year, and what part has what it needs."""

from collections.abc import Iterator

from smartplan.report.pages.coverage import shares, tables
from smartplan.report.pages.report.tables import light
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.render import cells
from smartplan.report.render.drawings import HeatMap, HeatRow
from smartplan.report.render.page import Block, Cell, Column, Drawing, Heading, Line, Table, Text

_ABSENT = "–"


def blocks(words: ReportWords) -> Iterator[Block]:
    """Of a part of the plan only dimensions have a coverage."""
    report, say = words.report, words.say
    if report.sources.wanted.agencies:
        yield Text(say("document.coverage.whole"))
        return
    found = list(tables(report.coverage, report.plan, words.names, say, strips=False))
    pictures = [block for block in found if isinstance(block, Drawing)]
    for block in found:
        if block not in pictures:
            yield light(block, bars=False) if isinstance(block, Table) else block
    yield Heading(say("document.by-year"))
    if not pictures:
        yield Text(say("document.no-years"))
    for one in pictures:
        yield Text(one.text, "dim")
        if isinstance(one.shape, HeatMap):
            yield _shaded(one.shape, words)
    if words.of_whole:
        yield from shares(report.coverage, words.names, say)


def _shaded(shape: HeatMap, words: ReportWords) -> Table:
    """The heat map as a table: each number is there, and its shade in a form that has shades."""
    say, totals = words.say, words.report.coverage.totals
    counts = [count for row in shape.rows if not row.head for count in row.counts if count is not None]
    flat = not any(row.head for row in shape.rows)
    columns = [
        Column(say("report.dimension" if flat else "report.subdimension"), folds=True),
        Column(shape.total, right=True),
        *(Column(year, right=True) for year in shape.columns),
    ]
    lines = [_line(row, flat) for row in shape.rows]
    sums = [totals.programmes, *(totals.by_year.get(int(year), 0) for year in shape.columns)]
    return Table(
        columns, [*lines, Line([say("report.total"), *map(cells.count, sums)], "total")], shade=max(counts, default=0)
    )


def _line(row: HeatRow, flat: bool) -> Line:
    """The sums have no shade: they would be the darkest, whatever stands below or beside them."""
    total = Cell(cells.count(row.total or 0, hole=row.gap).text, "bad" if row.gap else "")
    if row.head:
        sums = [_ABSENT if count is None else Cell(cells.count(count).text) for count in row.counts]
        return Line([Cell(row.label, "strong"), total, *sums], "head")
    label = row.label if flat else f"  {row.label}"
    return Line([label, total, *(_ABSENT if count is None else cells.count(count) for count in row.counts)])
