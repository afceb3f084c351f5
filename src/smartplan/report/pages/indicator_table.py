"""Indicators as a table: each with its baseline, what is aimed at by year, and what was reached."""

from collections.abc import Sequence

from smartplan.analysis.indicators import IndicatorRow
from smartplan.messages import Catalogue
from smartplan.report.render import cells
from smartplan.report.render.measures import aims, aligned, by_year, figure, verdict
from smartplan.report.render.names import Names
from smartplan.report.render.page import Column, Line, Table
from smartplan.report.render.sentences import escape_controls


def indicator_table(rows: Sequence[IndicatorRow], names: Names, say: Catalogue) -> Table:
    """A row for each of them, under the programme that it is of."""
    titles = ("level", "baseline", "targets", "actuals", "reached")
    columns = [
        Column(say("coverage.programme")),
        Column(say("coverage.row.indicator"), folds=True),
        *(
            Column(say(f"coverage.{title}"), title == "baseline", title in ("targets", "actuals", "reached"))
            for title in titles
        ),
    ]
    baselines = aligned([figure(row.baseline, say, row.baseline_basis) for row in rows], say)
    lines = [
        Line(
            [
                cells.programme(row.programme),
                escape_controls(f"{row.name} ({row.unit})" if row.unit else row.name),
                names.word(row.level) if row.level else cells.NOTHING,
                baseline,
                aims(row.targets, row.target_end, say, row.targets_basis, row.target_end_basis),
                by_year(row.actuals, say, row.actuals_basis),
                verdict(row.reached, say, row.approx),
            ]
        )
        for row, baseline in zip(rows, baselines, strict=True)
    ]
    return Table(columns, lines)
