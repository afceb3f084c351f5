"""The findings of `validate` as a Code Quality report of GitLab."""

from collections.abc import Iterator, Sequence

from smartplan.messages import Catalogue
from smartplan.operations.validate import Report
from smartplan.report.findings.where import file_of, file_of_failure
from smartplan.report.render.code_quality import UNREAD, WEIGHTS, QualityIssue
from smartplan.report.render.code_quality import render as as_json
from smartplan.report.render.sentences import sentence


def render(report: Report, failures: Sequence[str], say: Catalogue) -> str:
    """One issue a finding; `failures` say why a file could not be checked."""
    return as_json(_issues(report, failures, say))


def _issues(report: Report, failures: Sequence[str], say: Catalogue) -> Iterator[QualityIssue]:
    for error, text in zip(report.failures, failures, strict=True):
        yield QualityIssue("unread", text, UNREAD, file_of_failure(error.values), error.key)
    for located in report.shown:
        yield QualityIssue(
            located.finding.rule,
            sentence(located.finding, say),
            UNREAD if located.unread else WEIGHTS[located.severity],
            file_of(located),
            located.fingerprint,
            located.place.line,
        )
