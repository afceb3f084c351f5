"""The forms of reports and findings, by the name that `--format` takes; those of comparisons are in `diff_formats.py`.

The choice of the option, its completion and the way to a renderer all come from these tables: a new form is a function
that draws it and its line here. What draws a form is loaded when that form is asked for.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from smartplan.messages import Catalogue
from smartplan.plan.finding import Severity

if TYPE_CHECKING:
    from smartplan.operations.validate import Report
    from smartplan.report.render.page import Page
    from smartplan.report.render.rows import Tabular


class ReportView(Struct, frozen=True):
    """A report: its data, and what builds its page, which only some forms need."""

    result: Struct
    page: "Callable[[], Page]"
    to_file: bool
    say: Catalogue
    day: date


def _report_text(view: ReportView) -> str:
    from smartplan.report.render.terminal import detect
    from smartplan.report.render.text import render

    return render(view.page(), detect(view.to_file))


def _report_json(view: ReportView) -> str:
    from smartplan.report.render.json import render

    return render(view.result)


def _report_markdown(view: ReportView) -> str:
    from smartplan.report.render.markdown import render

    return render(view.page())


def _report_html(view: ReportView) -> str:
    from smartplan.report.html.document import render_page

    page = view.page()
    return render_page(page, page.title, view.say, view.day)


REPORTS: dict[str, Callable[[ReportView], str]] = {
    "text": _report_text,
    "json": _report_json,
    "markdown": _report_markdown,
    "html": _report_html,
}


def _report_svg(view: ReportView) -> str:
    """The first picture of the page. Raises UsageError where it has none."""
    from smartplan.errors import UsageError
    from smartplan.report.charts.draw import draw
    from smartplan.report.render.page import Drawing

    picture = next((block for block in view.page().blocks if isinstance(block, Drawing)), None)
    if picture is None:
        raise UsageError("error.no-picture")
    return draw(picture, "picture", alone=True)


# Of a report whose page has a picture.
PICTURES: dict[str, Callable[[ReportView], str]] = {**REPORTS, "svg": _report_svg}


def _rows_csv(view: ReportView) -> str:
    from smartplan.report.render.rows import as_csv

    return as_csv(cast("Tabular", view.result))


def _rows_json_lines(view: ReportView) -> str:
    from smartplan.report.render.rows import as_json_lines

    return as_json_lines(cast("Tabular", view.result))


# Of a result that has rows.
TABLES: dict[str, Callable[[ReportView], str]] = {**REPORTS, "csv": _rows_csv, "jsonl": _rows_json_lines}
# Forms that say of themselves that they are in UTF-8.
MARKED_UP = ("html", "svg")
# What the ending of a file says about its form, also of those that nothing here is drawn in: text is none of them.
ENDINGS = {
    ".txt": "text", ".json": "json", ".md": "markdown", ".csv": "csv", ".jsonl": "jsonl",
    ".html": "html", ".htm": "html", ".svg": "svg", ".xlsx": "xlsx", ".docx": "docx",
    ".pdf": "pdf", ".png": "png", ".xls": "xls", ".ods": "ods", ".doc": "doc", ".odt": "odt",
}  # fmt: skip


class FindingsView(Struct, frozen=True):
    """Findings and how they are asked for; `failures` say what could not be opened, `fail_on` what fails."""

    report: "Report"
    failures: Sequence[str]
    say: Catalogue
    to_file: bool
    stat: bool
    all_places: bool
    fail_on: Severity
    day: date


def _findings_text(view: FindingsView) -> str:
    from smartplan.report.pages.validate import build
    from smartplan.report.render.terminal import detect
    from smartplan.report.render.text import render

    return render(build(view.report, view.say, stat=view.stat, whole=view.all_places), detect(view.to_file))


def _findings_json(view: FindingsView) -> str:
    from smartplan.report.findings.json import render

    return render(view.report, view.say)


def _findings_markdown(view: FindingsView) -> str:
    from smartplan.report.pages.validate import build
    from smartplan.report.render.markdown import render

    return render(build(view.report, view.say, stat=view.stat))


def _findings_html(view: FindingsView) -> str:
    from smartplan.report.html.document import render_page
    from smartplan.report.pages.validate import build

    page = build(view.report, view.say, stat=view.stat, whole=view.all_places)
    return render_page(page, view.say("ci.validate"), view.say, view.day)


def _findings_github(view: FindingsView) -> str:
    from smartplan.report.findings.github import render

    return render(view.report, view.failures, view.say)


def _findings_sarif(view: FindingsView) -> str:
    from smartplan.report.findings.sarif import render

    return render(view.report, view.failures, view.say)


def _findings_junit(view: FindingsView) -> str:
    from smartplan.report.findings.junit import render

    return render(view.report, view.failures, view.fail_on, view.say)


def _findings_gitlab(view: FindingsView) -> str:
    from smartplan.report.findings.gitlab import render

    return render(view.report, view.failures, view.say)


FINDINGS: dict[str, Callable[[FindingsView], str]] = {
    "text": _findings_text,
    "json": _findings_json,
    "markdown": _findings_markdown,
    "html": _findings_html,
    "github": _findings_github,
    "gitlab": _findings_gitlab,
    "junit": _findings_junit,
    "sarif": _findings_sarif,
}
