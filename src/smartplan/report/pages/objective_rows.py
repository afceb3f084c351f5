"""Goals and objectives of the RPJMD as a table: who serves each, and the figures of its indicators with their basis."""

from collections.abc import Iterator, Sequence

from msgspec import UNSET, structs

from smartplan.analysis.objectives import ObjectiveIndicator, ObjectiveProgress
from smartplan.messages import Catalogue
from smartplan.plan.field_types import Measured
from smartplan.plan.model import Plan
from smartplan.report.pages.basis_items import BasedFigure, based, basis_blocks
from smartplan.report.render import cells
from smartplan.report.render.measures import aims, by_year, figure, last, verdict
from smartplan.report.render.names import Names
from smartplan.report.render.page import Block, Cell, Column, Heading, Line, Table
from smartplan.report.render.sentences import one_line

_Values = dict[int, Measured]


def blocks(rows: Sequence[ObjectiveProgress], plan: Plan, names: Names) -> Iterator[Block]:
    """Each goal with its objectives below it, then the sources of the figures of their indicators."""
    yield _table(rows, names)
    yield from _basis(rows, plan, names.say)


def indicator_blocks(rows: Sequence[ObjectiveProgress], plan: Plan, names: Names) -> Iterator[Block]:
    """The goals and objectives that have indicators, below a table that says how many programmes serve each."""
    measured = [structs.replace(row, depth=0) for row in rows if row.indicators]
    if measured:
        yield Heading(names.say("coverage.objective-indicators"))
        yield _table(measured, names, counted=False)
        yield from _basis(measured, plan, names.say)


def _basis(rows: Sequence[ObjectiveProgress], plan: Plan, say: Catalogue) -> list[Block]:
    figures = [figure for row in rows for one in row.indicators for figure in _figures(one, say)]
    return basis_blocks(figures, plan, say, dates=False)


def _table(rows: Sequence[ObjectiveProgress], names: Names, *, counted: bool = True) -> Table:
    """What is measured only where something is, and its value at the start only where one is stated."""
    say = names.say
    columns = [Column(say("summary.objective"), folds=True)]
    if counted:
        columns.append(Column(say("report.programmes"), right=True))
    baseline = any(one.baseline is not None for row in rows for one in row.indicators)
    if baseline:
        columns.append(Column(say("coverage.baseline"), right=True))
    if any(row.indicators for row in rows):
        columns += [
            Column(say("coverage.targets"), folds=True),
            Column(say("coverage.actuals"), folds=True),
            Column(""),
        ]
    return Table(columns, list(_lines(rows, len(columns), names, counted=counted, baseline=baseline)))


def _lines(
    rows: Sequence[ObjectiveProgress], width: int, names: Names, *, counted: bool, baseline: bool
) -> Iterator[Line]:
    for row in rows:
        within = "  " * row.depth
        count = [cells.count(row.programmes, hole=True)] if counted else []
        known = ", ".join(filter(None, [names.word(row.level) if row.level else "", one_line(row.mission)]))
        called = within + one_line(f"{row.id} {row.name}") + (f" ({known})" if known else "")
        yield Line([called, *count, *[""] * (width - 1 - len(count))])
        for one in row.indicators:
            name = _name(one) + (f" ({one_line(one.unit)})" if one.unit else "")
            start = figure(one.baseline, names.say, one.baseline_basis)
            figures = [*([start] if baseline else []), *_standing(one, names.say)]
            yield Line([f"{within}  {name}", *([""] if counted else []), *figures])


def _name(one: ObjectiveIndicator) -> str:
    return one_line(one.name or one.id)


def _shown(one: ObjectiveIndicator) -> tuple[_Values, _Values]:
    """Target and actual of the latest year that has both, with the last target after it; else the latest of each."""
    if one.year is None:
        return last(one.targets), last(one.actuals)
    targets = {one.year: one.targets[one.year], **last(one.targets)}
    return targets, {one.year: one.actuals[one.year]}


def _standing(one: ObjectiveIndicator, say: Catalogue) -> list[Cell | str]:
    targets, actuals = _shown(one)
    return [
        aims(targets, one.target_end, say, one.targets_basis, one.target_end_basis),
        by_year(actuals, say, one.actuals_basis),
        verdict(one.reached, say, one.approx),
    ]


def _figures(one: ObjectiveIndicator, say: Catalogue) -> Iterator[BasedFigure]:
    """The figures in the table that say on what they rest."""
    parts = zip(("targets", "actuals"), _shown(one), (one.targets_basis or {}, one.actuals_basis or {}), strict=True)
    figures = [(say("field.baseline"), one.baseline, one.baseline_basis)]
    figures += [
        (f"{say(f'field.{field}')} {year}", value, bases.get(year, UNSET))
        for field, values, bases in parts
        for year, value in sorted(values.items())
    ]
    figures.append((say("field.target_end"), one.target_end, one.target_end_basis))
    return based(_name(one), figures, say)
