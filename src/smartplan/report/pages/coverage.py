"""The coverage of a plan in words: the matrix, the percentages, the gaps and how to close each."""

from collections.abc import Iterator, Mapping, Sequence

from smartplan.analysis.coverage import Coverage, InputTaken, PreviousCoverage
from smartplan.analysis.gap_analysis import GapRow
from smartplan.analysis.groups import FIELD_OF
from smartplan.analysis.rows import Row
from smartplan.messages import Catalogue
from smartplan.plan.crosswalk import Regrouping
from smartplan.plan.model import Plan
from smartplan.report.pages.action_tables import counted
from smartplan.report.pages.coverage_labels import row_label
from smartplan.report.pages.coverage_picture import heat_map_of
from smartplan.report.pages.coverage_rows import Matrix
from smartplan.report.pages.gap_items import gap_analysis, hole_items, no_holes
from smartplan.report.pages.indicator_table import indicator_table
from smartplan.report.pages.input_words import given_by
from smartplan.report.render import cells, numbers, regrouping
from smartplan.report.render.cell_values import ShareValue
from smartplan.report.render.cells import NOTHING
from smartplan.report.render.measures import is_rough
from smartplan.report.render.names import Names, record_notes
from smartplan.report.render.page import Block, Cell, Column, Heading, Items, Line, Page, Table, Text
from smartplan.report.render.row_cells import MoneyColumns, notes
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.years import span

_BAR = 10
# Of more gaps only these are shown where not all was asked for.
_GAPS = 10


def build(coverage: Coverage, plan: Plan, say: Catalogue, old: Plan | None = None, *, whole: bool = False) -> Page:
    """The whole report; `old` is the plan it is compared with, and `whole` shows all of every list."""
    names = Names(say, *(one for one in (plan, old) if one is not None))
    against = coverage.against
    key = "coverage.title.against" if against else "coverage.title"
    before = escape_controls(against.revision) if against else ""
    title = say(key, city=escape_controls(plan.city.name or "?"), revision=escape_controls(plan.revision), old=before)
    blocks: list[Block] = [*tables(coverage, plan, names, say)]
    if against and against.regrouping and old is not None:
        blocks += [Heading(say("report.regrouping")), _regrouping(against.regrouping, plan, old, say)]
    blocks += shares(coverage, names, say)
    if coverage.gaps:
        blocks += [Heading(say("coverage.gaps")), *_gaps(coverage.gaps, names, say, whole)]
    blocks.append(Heading(say("coverage.holes")))
    blocks += _holes(coverage, names, say)
    path = (
        f"{escape_controls(against.path)} → {escape_controls(coverage.path)}"
        if against
        else escape_controls(coverage.path)
    )
    return Page(title, path, record_notes(say, plan, old), blocks, say("report.more", n="{n}"), whole)


def tables(coverage: Coverage, plan: Plan, names: Names, say: Catalogue, *, strips: bool = True) -> Iterator[Block]:
    """The table of the question that was asked, with what has to be said of it; its years may be left out."""
    matrix = Matrix(coverage, say, strips=strips)
    if coverage.by == "subdimension":
        yield from heat_map_of(coverage, plan, matrix, names, say)
        yield _matrix(coverage, matrix, names, say)
    else:
        yield Heading(say(f"coverage.by.{coverage.by}"))
        yield from heat_map_of(coverage, plan, matrix, names, say)
        if coverage.by == "indicator" and coverage.indicators:
            yield indicator_table(coverage.indicators, names, say)
        elif coverage.by == "input" and coverage.rows and not coverage.against:
            yield _inputs(coverage, say)
        elif coverage.rows:
            yield _rows(coverage, matrix, names, say)
        else:
            yield Text(say("coverage.nothing"))
            return
    if coverage.judged:
        values = {
            "n": coverage.judged,
            "of": coverage.totals.programmes,
            "field": say(f"field.{FIELD_OF[coverage.by]}"),
        }
        yield Text(say("coverage.judged", **values))
    if coverage.by != "indicator":
        if matrix.years and coverage.by != "input":
            first, last = str(matrix.years[0]), str(matrix.years[-1])
            yield Text(say("coverage.legend", first=first, last=last, most=matrix.most), "dim")
        yield from _other_years(coverage, say)
        before = coverage.against.totals if coverage.against else None
        yield from notes(coverage.totals, plan, coverage.as_of, say, before=before, executed=coverage.by != "input")
        if coverage.objectives:
            from smartplan.report.pages.objective_rows import indicator_blocks

            yield from indicator_blocks(coverage.objectives, plan, names)
    elif is_rough(coverage.indicators):
        yield Text(say("report.about-legend"), "dim")


def shares(coverage: Coverage, names: Names, say: Catalogue) -> Iterator[Block]:
    """What part of the whole has what a plan is to have, and the actions by dimension."""
    yield Heading(say("coverage.shares"))
    yield _shares(coverage, say)
    yield from counted(coverage.actions, [row.key for row in coverage.dimensions], coverage.as_of, names, say)


def _regrouping(found: Sequence[Regrouping], plan: Plan, old: Plan, say: Catalogue) -> Table:
    """Programmes of the older plan that the crosswalk to another profile does not keep together."""
    columns = [Column(say(f"report.regrouping.{name}"), folds=True) for name in regrouping.COLUMNS]
    return Table(columns, [Line(row) for row in regrouping.rows(found, old, plan, say)])


def _other_years(coverage: Coverage, say: Catalogue) -> Iterator[Block]:
    """A note where the budgets that are compared cover different years."""
    before = coverage.against
    if before and before.period != coverage.period and None not in (before.totals.budget, coverage.totals.budget):
        old, new = (span(period) or say("report.unstated") for period in (before.period, coverage.period))
        yield Text(say("coverage.other-years", old=old, new=new), "warn")


def _matrix(coverage: Coverage, matrix: Matrix, names: Names, say: Catalogue) -> Table:
    lines = []
    before = _by_key(coverage.against.cells if coverage.against else ())
    heads = _by_key(coverage.against.dimensions if coverage.against else ())
    for head in coverage.dimensions:
        name = Cell(names.dimension(head.key), "strong")
        lines.append(Line([name, *matrix.cells(head, heads.get(head.key), bars=False)], "head"))
        for row in coverage.cells:
            # Of a dimension without sub-dimensions its own line says it all.
            if row.dimension == head.key and row.key != head.key:
                label = f"  {names.subdimension(row.subdimension, short=True) or say('report.unstated')}"
                lines.append(Line([label, *matrix.cells(row, before.get(row.key))]))
    lines.append(_total(coverage, matrix, say))
    first = say("report.dimension" if _is_flat(coverage) else "report.subdimension")
    return Table([Column(first, folds=True), *matrix.columns()], lines)


def _rows(coverage: Coverage, matrix: Matrix, names: Names, say: Catalogue) -> Table:
    before = _by_key(coverage.against.rows if coverage.against else ())
    # What only the earlier plan had is listed too, or the rows would not add up.
    here = {row.key for row in coverage.rows}
    gone = [Row(key=row.key) for row in before.values() if row.key not in here and row.programmes]
    lines = [
        Line([row_label(row, coverage, names, say), *matrix.cells(row, before.get(row.key))])
        for row in [*coverage.rows, *gone]
    ]
    lines.append(_total(coverage, matrix, say))
    return Table([Column(say(f"coverage.row.{coverage.by}"), folds=True), *matrix.columns()], lines)


def _inputs(coverage: Coverage, say: Catalogue) -> Table:
    """Inputs of the reviews: who gave each, what took it up, and the budget of the programmes among that."""
    known = {one.ref: one for one in coverage.inputs}
    money = MoneyColumns([*coverage.rows, coverage.totals], say)
    columns = [
        Column(say("coverage.row.input")),
        Column(say("inputs.from"), folds=True),
        Column(say("coverage.taken"), folds=True),
        Column(say("report.programmes"), right=True),
        *money.columns(),
    ]
    lines = []
    for row in coverage.rows:
        one = known.get(row.key)
        label = escape_controls(row.key) or say("coverage.no-input")
        given = [given_by(one, say) or NOTHING, _taken(one, row, say)] if one else [NOTHING, NOTHING]
        lines.append(Line([label, *given, cells.count(row.programmes), *money.cells(row)]))
    total = coverage.totals
    lines.append(Line([say("report.total"), "", "", cells.number(total.programmes), *money.cells(total)], "total"))
    return Table(columns, lines)


def _taken(taken: InputTaken, row: Row, say: Catalogue) -> Cell:
    """What took an input up: programmes, the plan as a whole, withdrawals."""
    parts = [say("coverage.taken.programmes", n=row.programmes)] if row.programmes else []
    parts += [say("coverage.taken.plan")] if taken.by_plan else []
    parts += [say("coverage.taken.withdrawals", n=len(taken.withdrawals))] if taken.withdrawals else []
    if parts:
        return Cell(f"✓ {', '.join(parts)}", "good")
    return cells.count(0, hole=taken.disposition == "accepted")


def _total(coverage: Coverage, matrix: Matrix, say: Catalogue) -> Line:
    before = coverage.against.totals if coverage.against else None
    return Line([say("report.total"), *matrix.cells(coverage.totals, before, bars=False)], "total")


def _by_key(rows: Sequence[Row]) -> dict[str, Row]:
    return {row.key: row for row in rows}


def share_name(name: str, coverage: Coverage, say: Catalogue) -> str:
    """What a percentage is of: where the profile has no sub-dimensions, dimensions are what is counted."""
    return say("share.dimensions" if name == "subdimensions" and _is_flat(coverage) else f"share.{name}")


def _is_flat(coverage: Coverage) -> bool:
    return bool(coverage.cells) and not any(row.subdimension for row in coverage.cells)


def _shares(coverage: Coverage, say: Catalogue) -> Table:
    columns = [
        Column(say("coverage.what"), folds=True),
        Column(""),
        Column(say("coverage.share"), right=True),
        Column(say("coverage.count"), right=True),
    ]
    if coverage.against:
        columns.append(Column(say("coverage.points"), right=True))
    lines = []
    # Few plans have agencies that are not the city's.
    counts = {name: share for name, share in coverage.counts.items() if share.of or name != "other_agencies"}
    points = _points({name: share.value for name, share in counts.items()}, coverage.against, say)
    for name, share in counts.items():
        value = share.value
        row: list[Cell | str] = [
            share_name(name, coverage, say),
            cells.bar(value or 0, 1, _BAR),
            cells.share(value, say.language, "bad" if value == 0 else ""),
            say("report.of", n=share.n, of=share.of) if share.of else "–",
        ]
        if coverage.against:
            row.append(points[name])
        lines.append(Line(row))
    return Table(columns, lines)


def _points(shares: Mapping[str, float | None], against: PreviousCoverage | None, say: Catalogue) -> dict[str, Cell]:
    """By how many points each share moved."""
    before = against.shares if against else {}
    moved = [None if new is None or (old := before.get(name)) is None else new - old for name, new in shares.items()]
    texts = numbers.points(moved, say.language)
    return {
        name: Cell(text, "good" if delta and delta > 0 else "bad" if delta else "dim", delta and ShareValue(delta))
        for name, delta, text in zip(shares, moved, texts, strict=True)
    }


def _gaps(gaps: Sequence[GapRow], names: Names, say: Catalogue, whole: bool) -> Iterator[Block]:
    shown = gaps if whole else gaps[:_GAPS]
    yield Items(list(gap_analysis(shown, names, say)))
    if len(shown) < len(gaps):
        yield Text(say("report.more", n=len(gaps) - len(shown)), "dim")


def _holes(coverage: Coverage, names: Names, say: Catalogue) -> Iterator[Block]:
    if not coverage.holes and not (coverage.against and coverage.against.holes):
        yield no_holes(coverage.totals.programmes, say)
        return
    yield Items(list(hole_items(coverage, names, say)))
