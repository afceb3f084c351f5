"""Goals and objectives of the RPJMD as a table: who serves each, and the latest target and actual of its indicators."""

from collections.abc import Iterator, Sequence

from smartplan.analysis.objectives import ObjectiveIndicator, ObjectiveProgress
from smartplan.messages import Catalogue
from smartplan.report.render.measures import aims, by_year, last, verdict
from smartplan.report.render.names import Names
from smartplan.report.render.page import Cell, Column, Line, Table
from smartplan.report.render.sentences import one_line


def table(rows: Sequence[ObjectiveProgress], names: Names) -> Table:
    """Each goal with its objectives below it; what is measured only where something is."""
    say = names.say
    columns = [Column(say("summary.objective"), folds=True), Column(say("report.programmes"), right=True)]
    if any(row.indicators for row in rows):
        columns += [
            Column(say("coverage.targets"), folds=True),
            Column(say("coverage.actuals"), folds=True),
            Column(""),
        ]
    return Table(columns, list(_lines(rows, len(columns), names)))


def _lines(rows: Sequence[ObjectiveProgress], width: int, names: Names) -> Iterator[Line]:
    for row in rows:
        within = "  " * row.depth
        count = Cell(str(row.programmes)) if row.programmes else Cell("! 0", "bad")
        known = ", ".join(filter(None, [names.word(row.level) if row.level else "", one_line(row.mission)]))
        called = within + one_line(f"{row.id} {row.name}") + (f" ({known})" if known else "")
        yield Line([called, count, *[""] * (width - 2)])
        for one in row.indicators:
            name = one_line(one.name or one.id) + (f" ({one_line(one.unit)})" if one.unit else "")
            yield Line([f"{within}  {name}", "", *_standing(one, names.say)])


def _standing(one: ObjectiveIndicator, say: Catalogue) -> list[Cell | str]:
    """Target and actual of the latest year that has both, else the latest of each."""
    if one.year is not None:
        targets, actuals = ({one.year: values[one.year]} for values in (one.targets, one.actuals))
    else:
        targets, actuals = last(one.targets), last(one.actuals)
    return [
        aims(targets, one.target_end, say, one.targets_basis, one.target_end_basis),
        by_year(actuals, say, one.actuals_basis),
        verdict(one.reached, say, one.approx),
    ]
