"""The forms of each kind of result, by the name that `--format` takes.

The choice of the option, its completion and the way to a renderer all come from these tables: a new form is a function
that draws it and its line here. What draws a form is loaded when that form is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.operations.diff import Result
    from smartplan.operations.diff_since import ChangesSince
    from smartplan.operations.validate import Report
    from smartplan.report.diff.matrix_table import ChangeMatrix
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
    """Findings and how they are asked for; `failures` say what could not be opened."""

    report: "Report"
    failures: Sequence[str]
    say: Catalogue
    to_file: bool
    stat: bool
    all_places: bool
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


FINDINGS: dict[str, Callable[[FindingsView], str]] = {
    "text": _findings_text,
    "json": _findings_json,
    "markdown": _findings_markdown,
    "html": _findings_html,
    "github": _findings_github,
    "sarif": _findings_sarif,
}


class DiffView(Struct, frozen=True):
    """How a comparison is asked for; `failures` say by path why a file could not be compared."""

    say: Catalogue
    to_file: bool
    stat: bool
    top: int
    lines: bool
    failures: Mapping[str, str]
    day: date

    @property
    def shown(self) -> dict[str, Any]:
        """How much of it."""
        return {"stat": self.stat, "top": self.top, "lines": self.lines}


class DiffForm(Struct, frozen=True):
    """What draws a comparison, and what draws those of every file since a commit."""

    one: "Callable[[Result, DiffView], str]"
    since: "Callable[[ChangesSince, DiffView], str]"


def _diff_text(result: "Result", view: DiffView) -> str:
    from smartplan.report.pages.diff import build
    from smartplan.report.render.terminal import detect
    from smartplan.report.render.text import render

    style = detect(view.to_file)
    return render(build(result, view.say, brief=style.width is not None, **view.shown), style)


def _diff_json(result: "Result", view: DiffView) -> str:
    from smartplan.report.diff.json import render

    return render(result)


def _diff_markdown(result: "Result", view: DiffView) -> str:
    from smartplan.report.pages.diff import build
    from smartplan.report.render.markdown import render

    return render(build(result, view.say, **view.shown))


def _diff_html(result: "Result", view: DiffView) -> str:
    from smartplan.report.html.document import render_page
    from smartplan.report.pages.diff import build

    page = build(result, view.say, **view.shown)
    return render_page(page, page.title, view.say, view.day)


def _diff_github(result: "Result", view: DiffView) -> str:
    from smartplan.report.diff.github import render

    return render(result, view.say)


def _since_text(found: "ChangesSince", view: DiffView) -> str:
    from smartplan.report.pages.diff import since
    from smartplan.report.render.terminal import detect
    from smartplan.report.render.text import render

    style = detect(view.to_file)
    return render(since(found, view.say, brief=style.width is not None, **view.shown), style)


def _since_json(found: "ChangesSince", view: DiffView) -> str:
    from smartplan.report.diff import since
    from smartplan.report.render.json import render

    return render(since.data(found.name, found.commit, found.files))


def _since_markdown(found: "ChangesSince", view: DiffView) -> str:
    from smartplan.report.pages.diff import since
    from smartplan.report.render.markdown import render

    return render(since(found, view.say, **view.shown))


def _since_html(found: "ChangesSince", view: DiffView) -> str:
    from smartplan.report.html.document import render_page
    from smartplan.report.pages.diff import since
    from smartplan.report.render.sentences import escape_controls

    title = view.say("html.since", commit=escape_controls(found.name))
    return render_page(since(found, view.say, **view.shown), title, view.say, view.day)


def _since_github(found: "ChangesSince", view: DiffView) -> str:
    from smartplan.report.diff.github import since

    return since(found.files, found.commit, view.failures, view.say)


DIFFS: dict[str, DiffForm] = {
    "text": DiffForm(_diff_text, _since_text),
    "json": DiffForm(_diff_json, _since_json),
    "markdown": DiffForm(_diff_markdown, _since_markdown),
    "html": DiffForm(_diff_html, _since_html),
    "github": DiffForm(_diff_github, _since_github),
}


class OfficeView(Struct, frozen=True):
    """How a file for an office program is asked for: its day, and the bytes of a letterhead for a document."""

    say: Catalogue
    day: date
    letterhead: bytes | None = None


def _matrix_xlsx(found: "Result | ChangesSince", view: OfficeView) -> bytes:
    from smartplan.report.diff.xlsx import render

    return render(*_matrices(found, view), view.say, view.day)


def _matrix_docx(found: "Result | ChangesSince", view: OfficeView) -> bytes:
    from smartplan.report.diff.docx import render

    return render(*_matrices(found, view), view.say, view.day, view.letterhead)


def _matrices(found: "Result | ChangesSince", view: OfficeView) -> "tuple[list[ChangeMatrix], list[str]]":
    from smartplan.operations.diff import Result
    from smartplan.report.diff.matrix import build, of_files

    return ([build(found, view.say)], []) if isinstance(found, Result) else of_files(found, view.say)


# Forms of a comparison that are bytes.
OFFICE: "dict[str, Callable[[Result | ChangesSince, OfficeView], bytes]]" = {"xlsx": _matrix_xlsx, "docx": _matrix_docx}
