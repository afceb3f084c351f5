"""What the rows of a coverage are called."""

from smartplan.analysis.coverage import Coverage
from smartplan.analysis.groups import By
from smartplan.analysis.rows import Row
from smartplan.messages import Catalogue
from smartplan.plan.objectives import in_order
from smartplan.report.render.cell_values import YearValue
from smartplan.report.render.names import Names
from smartplan.report.render.page import Cell
from smartplan.report.render.sentences import escape_controls, one_line


def row_label(row: Row, coverage: Coverage, names: Names, say: Catalogue) -> Cell | str:
    """The name of a row of `by`."""
    if not row.key:
        return say("coverage.no-budget" if coverage.by == "source" else "report.unstated")
    if coverage.by == "agency":
        return names.agency(row.key)
    if coverage.by in ("mission", "objective"):
        return _of_rpjmd(row.key, coverage.by, names)
    if coverage.by == "source":
        return say(f"report.fund.{row.key}")
    if coverage.by == "year":
        return Cell(_year(row.key, coverage, say), value=YearValue(int(row.key)))
    return escape_controls(row.key) if coverage.by == "input" else names.word(row.key)


def _of_rpjmd(key: str, by: By, names: Names) -> str:
    """A mission, or a goal with its objectives below it; what only the earlier plan had is told with its revision."""
    id_, _, revision = key.partition("@")
    plan = next((one for one in names.plans if not revision or one.revision == revision), None)
    if plan is None:
        return one_line(id_)
    remark = f" ({escape_controls(revision)})" if revision else ""
    if by == "mission":
        return one_line(f"{id_} {plan.rpjmd.missions.get(id_, '')}") + remark
    objective = plan.rpjmd.objectives.get(id_)
    depth = in_order(plan.rpjmd.objectives).get(id_, 0)
    return "  " * depth + one_line(f"{id_} {objective.name if objective else ''}") + remark


def _year(year: str, coverage: Coverage, say: Catalogue) -> str:
    """A year, with a note where it is outside the plan's period."""
    if not coverage.period or int(year) in coverage.period:
        return year
    return f"{year} ({say('coverage.before' if int(year) < coverage.period[0] else 'coverage.after')})"
