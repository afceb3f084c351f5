"""The heat map of a coverage: how many programmes each sub-dimension, agency, mission ... has in each year."""

from collections.abc import Iterator, Sequence

from smartplan.analysis.coverage import Coverage
from smartplan.analysis.rows import Row, planned_years
from smartplan.messages import Catalogue
from smartplan.plan.model import Plan
from smartplan.report.pages.coverage_labels import row_label
from smartplan.report.pages.coverage_rows import Matrix, years_of
from smartplan.report.render.drawings import HeatMap, HeatRow
from smartplan.report.render.names import Names
from smartplan.report.render.page import Drawing, cell
from smartplan.report.render.sentences import escape_controls


def heat_map_of(coverage: Coverage, plan: Plan, matrix: Matrix, names: Names, say: Catalogue) -> Iterator[Drawing]:
    """The picture of a revision, where it has years; what it was before is in the table."""
    years = years_of(coverage)
    rows = list(_rows(coverage, years, matrix, names, say)) if years else []
    if not rows:
        return
    values = {"city": escape_controls(plan.city.name or "?"), "revision": escape_controls(plan.revision)}
    title = say("coverage.picture", row=_kind(coverage, say), **values)
    text = say("coverage.picture.text")
    if undated := sum(not planned_years(entry.programme) for entry in plan.entries()):
        text += f" {say('coverage.picture.undated', n=undated, of=coverage.totals.programmes)}"
    shape = HeatMap(
        [str(year) for year in years],
        rows,
        total=say("report.programmes"),
        absent=say("coverage.picture.absent"),
        gap=say("coverage.picture.gap"),
    )
    yield Drawing(title, text, shape)


def _rows(coverage: Coverage, years: Sequence[int], matrix: Matrix, names: Names, say: Catalogue) -> Iterator[HeatRow]:
    if coverage.by == "year":
        yield from (_row(row, names.dimension(row.key), years, matrix) for row in coverage.dimensions)
    elif coverage.by != "subdimension":
        yield from (_row(row, cell(row_label(row, coverage, names, say)).text, years, matrix) for row in coverage.rows)
    else:
        for head in coverage.dimensions:
            below = [row for row in coverage.cells if row.dimension == head.key and row.key != head.key]
            yield _row(head, names.dimension(head.key), years, matrix, head=bool(below))
            for row in below:
                label = names.subdimension(row.subdimension, short=True) or say("report.unstated")
                yield _row(row, label, years, matrix)


def _row(row: Row, label: str, years: Sequence[int], matrix: Matrix, *, head: bool = False) -> HeatRow:
    # Programmes that state no year are not planned for none.
    known = bool(row.by_year) or not row.programmes
    counts = [row.by_year.get(year, 0) if known else None for year in years]
    return HeatRow(label, counts, head, total=row.programmes, gap=matrix.is_gap(row))


def _kind(coverage: Coverage, say: Catalogue) -> str:
    """What the rows are: by year it is the dimensions that the years are held against."""
    if coverage.by == "year" or (coverage.by == "subdimension" and not any(row.subdimension for row in coverage.cells)):
        return say("report.dimension")
    return say(f"coverage.row.{coverage.by}")
