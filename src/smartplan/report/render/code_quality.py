"""A Code Quality report of GitLab, which shows its issues beside the lines of a merge request.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

from smartplan.plan.finding import Severity
from smartplan.plan.fingerprint import fingerprint
from smartplan.report.render.json import render as as_json
from smartplan.report.render.sentences import escape_controls

Weight = Literal["info", "minor", "major", "critical"]
# As those of other linters are mapped, with room above for what could not be read.
WEIGHTS: Final[dict[Severity, Weight]] = {"error": "major", "warning": "minor", "info": "info"}
UNREAD: Final[Weight] = "critical"


class QualityIssue(Struct, frozen=True):
    """One issue; `path` is from the top of the repository, `line` from 1, `mark` what tells it from others there."""

    check_name: str
    description: str
    severity: Weight
    path: str
    mark: str
    line: int = 1


def render(issues: Iterable[QualityIssue]) -> str:
    """The report as JSON text."""
    seen: Counter[str] = Counter()
    told = []
    for issue in issues:
        path = _plain(issue.path)
        mark = fingerprint(path, issue.mark)
        seen[mark] += 1
        # GitLab takes issues of one fingerprint for one issue, in whatever file.
        told.append(
            {
                "description": _plain(" ".join(issue.description.split())),
                "check_name": issue.check_name,
                "fingerprint": mark if seen[mark] == 1 else fingerprint(path, issue.mark, seen[mark]),
                "severity": issue.severity,
                "location": {"path": path, "lines": {"begin": issue.line}},
            }
        )
    return as_json(told)


def _plain(text: str) -> str:
    return escape_controls(text.encode(errors="backslashreplace").decode())
