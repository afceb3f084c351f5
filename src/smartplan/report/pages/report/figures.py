"""Sections that are the report of another command: the budget, the work of the agencies, the evaluations."""

from collections.abc import Iterator

from msgspec.structs import replace

from smartplan.report.pages import agenda, workload
from smartplan.report.pages import evaluations as record
from smartplan.report.pages.report.words import ReportWords
from smartplan.report.pages.summary_money import money_blocks
from smartplan.report.render import cells
from smartplan.report.render.bars import Curve
from smartplan.report.render.drawings import LineChart, Shape
from smartplan.report.render.page import Block, Cell, Column, Drawing, Facts, Heading, Line, Part, Table, Text
from smartplan.report.render.row_cells import MoneyColumns
from smartplan.report.render.spent_cells import SpentColumns


def budget(words: ReportWords) -> Iterator[Block]:
    """By year, by source and by dimension."""
    report, say = words.report, words.say
    _, *found = money_blocks(report.summary, report.plan, say)
    yield from found
    totals = report.coverage.totals
    rows = [*report.coverage.dimensions, totals]
    money, spent = MoneyColumns(rows, say), SpentColumns(rows, say)
    if not (money.columns() or spent.columns()):
        return
    if report.summary.approximate or any(row.spent_approx for row in rows):
        yield Text(say("report.about-legend"), "dim")
    yield Heading(say("document.by-dimension"))
    columns = [Column(say("report.dimension"), folds=True), Column(say("document.funded"), right=True)]
    lines = [
        Line(
            [
                say("report.total") if row is totals else words.names.dimension(row.key),
                cells.count(row.funded),
                *money.cells(row),
                *spent.cells(row),
            ],
            "total" if row is totals else "",
        )
        for row in rows
    ]
    yield Table([*columns, *money.columns(), *spent.columns()], lines)


def agencies(words: ReportWords) -> Iterator[Block]:
    """Of the whole plan who does what; of an agency its work programme."""
    report, say = words.report, words.say
    for one in report.agendas:
        page = agenda.build(one, report.sources.revision.plan, say, whole=True)
        yield Part(words.names.agency(one.agency, whole=True), replace(page, title="", path=""))
    if not report.agendas:
        if report.workload.programmes or report.workload.agencies:
            yield from workload.build(report.workload, report.plan, say).blocks
        else:
            yield Text(say("document.no-agencies"))


def evaluations(words: ReportWords) -> Iterator[Block]:
    """They are of the plan as a whole."""
    found, say = words.report.evaluations, words.say
    if not words.of_whole:
        yield Text(say("document.evaluations.whole"))
        return
    blocks = record.build(found.result, say, found.plans, unread=not found.complete).blocks
    kept = [block for block in blocks if not isinstance(block, Drawing) or _is_course(block.shape)]
    charts = any(isinstance(block, Drawing) for block in kept)
    # What the charts show needs no small curves beside them.
    yield from (block for block in kept if not (charts and isinstance(block, Facts) and _is_curves(block)))


def _is_course(shape: Shape) -> bool:
    """Whether there is more than one value to see."""
    return isinstance(shape, LineChart) and any(
        sum(value is not None for value in one.values) > 1 for one in shape.series
    )


def _is_curves(facts: Facts) -> bool:
    return all(isinstance(value, Cell) and isinstance(value.value, Curve) for _, value in facts.pairs)
