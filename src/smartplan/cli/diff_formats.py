"""The forms of a comparison, by the name that `--format` takes, as `formats.py` has those of all other results."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.compare.changes import Change
    from smartplan.operations.diff import Result
    from smartplan.operations.diff_since import ChangesSince
    from smartplan.report.diff.matrix_table import ChangeMatrix


class DiffView(Struct, frozen=True):
    """How a comparison is asked for.

    `failures` say by path why a file could not be compared, `fails` whether a change makes the command fail.
    """

    say: Catalogue
    to_file: bool
    stat: bool
    top: int
    lines: bool
    failures: Mapping[str, str]
    fails: "Callable[[Change], bool]"
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


def _diff_junit(result: "Result", view: DiffView) -> str:
    from smartplan.report.diff.junit import render
    from smartplan.report.diff.told import compared

    return render([compared(result)], view.fails, view.say)


def _since_junit(found: "ChangesSince", view: DiffView) -> str:
    from smartplan.report.diff.junit import render
    from smartplan.report.diff.told import since

    return render(since(found.files, found.commit, view.failures, view.say), view.fails, view.say)


def _diff_gitlab(result: "Result", view: DiffView) -> str:
    from smartplan.report.diff.gitlab import render
    from smartplan.report.diff.told import compared

    return render([compared(result)], view.say)


def _since_gitlab(found: "ChangesSince", view: DiffView) -> str:
    from smartplan.report.diff.gitlab import render
    from smartplan.report.diff.told import since

    return render(since(found.files, found.commit, view.failures, view.say), view.say)


DIFFS: dict[str, DiffForm] = {
    "text": DiffForm(_diff_text, _since_text),
    "json": DiffForm(_diff_json, _since_json),
    "markdown": DiffForm(_diff_markdown, _since_markdown),
    "html": DiffForm(_diff_html, _since_html),
    "github": DiffForm(_diff_github, _since_github),
    "gitlab": DiffForm(_diff_gitlab, _since_gitlab),
    "junit": DiffForm(_diff_junit, _since_junit),
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
