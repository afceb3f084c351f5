"""A comparison as a Code Quality report of GitLab: one issue a change."""

from collections.abc import Iterable, Iterator

from smartplan.compare.changes import Change, Side
from smartplan.messages import Catalogue
from smartplan.plan.fingerprint import fingerprint
from smartplan.report.diff.told import ToldFile, changes
from smartplan.report.render.code_quality import UNREAD, WEIGHTS, QualityIssue
from smartplan.report.render.code_quality import render as as_json


def render(files: Iterable[ToldFile], say: Catalogue) -> str:
    """What is gone stands at the first line, since it has none of its own."""
    return as_json(issue for file in files for issue in _issues(file, say))


def _issues(file: ToldFile, say: Catalogue) -> Iterator[QualityIssue]:
    if file.instead is not None:
        weight = UNREAD if file.status == "unreadable" else WEIGHTS[file.instead.level]
        yield QualityIssue(f"plan-{file.status}", file.instead.message, weight, file.path, file.status)
    for change, told in changes(file, say):
        text = f"{told.title}: {told.message}"
        line = told.place.line if told.place else 1
        yield QualityIssue(change.kind, text, WEIGHTS[change.level], told.path or file.path, _mark(change), line)


def _mark(change: Change) -> str:
    """What tells a change from others of its file, in whatever language and wherever it stands."""
    return fingerprint(change.kind, change.programme, change.field, _data(change.old), _data(change.new))


def _data(side: Side | None) -> object:
    return side and (side.path, side.value)
