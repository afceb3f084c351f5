"""The money of a summary in words: planned and spent, by year and by funding source."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smartplan.messages import Catalogue
from smartplan.operations.summary import Summary
from smartplan.operations.summary_money import ApproximateMoney, SpentMoney
from smartplan.plan.model import Plan
from smartplan.report.render import cells, numbers
from smartplan.report.render.money import absorbed
from smartplan.report.render.page import Block, Cell, Column, Heading, Line, Table, Text
from smartplan.report.render.row_cells import stated

_BAR = 20
# Amounts by year or by source, and those that are approximate.
_Money = tuple[Mapping[Any, int], Sequence[Any]]


def money_blocks(summary: Summary, plan: Plan, say: Catalogue) -> Iterator[Block]:
    """How much is planned and spent, by year and by funding source, and how much of it was absorbed."""
    yield Heading(say("summary.money"))
    if summary.totals.budget is None and summary.totals.outside is None:
        yield Text(say("summary.no-money"), "warn")
        if not summary.spent:
            return
    else:
        yield Text(f"{stated(summary.totals, plan, say)}.")
    if summary.totals.absorption:
        yield Text(absorbed(summary.totals.absorption, say))
    known = summary.approximate or ApproximateMoney(years=[], sources=[], history=[])
    spent = summary.spent or SpentMoney(years={}, sources={})
    tables: dict[str, tuple[_Money, _Money]] = {
        say("report.year"): ((summary.years, known.years), (spent.years, spent.approximate_years)),
        say("summary.source"): ((summary.sources, known.sources), (spent.sources, spent.approximate_sources)),
    }
    if summary.history and summary.period:
        # What is outside the period is not part of the plan, and is listed apart from it.
        title = say("summary.history", period=f"{summary.period[0]}–{summary.period[1]}")
        tables[title] = (summary.history, known.history), ({}, ())
    for title, (planned, paid) in tables.items():
        if planned[0] or paid[0]:
            yield _amounts(title, planned, paid, say)


def _amounts(title: str, planned: _Money, paid: _Money, say: Catalogue) -> Table:
    """Money by year or by source, with what was spent of it where that is stated."""
    (amounts, approximate), (spent, spent_approximate) = planned, paid
    largest = max(amounts.values(), default=0)
    scale = numbers.MoneyScale.of([*amounts.values(), *spent.values()], say.language, most=2)
    columns = [Column(title), Column(""), Column(scale.title, right=True, unit=scale.unit)]
    if spent:
        columns.append(Column(say("report.spent"), right=True, unit=scale.unit))
    keys = dict.fromkeys([*amounts, *spent])
    lines = []
    for key in sorted(keys) if isinstance(next(iter(keys)), int) else keys:
        row: list[Cell | str] = [
            cells.year(key) if isinstance(key, int) else say(f"report.fund.{key}"),
            cells.bar(amounts.get(key, 0), largest, _BAR),
            cells.money(scale, amounts.get(key), key in approximate),
        ]
        if spent:
            row.append(cells.money(scale, spent.get(key), key in spent_approximate))
        lines.append(Line(row))
    return Table(columns, lines)
