"""The line below the findings, which is the same in every format that has one."""

from smartplan.messages import Catalogue
from smartplan.operations.validate import Report


def checked(report: Report, say: Catalogue) -> str:
    """What was looked at, and how many findings were left out as known."""
    parts = [say("cli.checked", rules=report.rules, programmes=report.programmes, files=report.files)]
    if report.accepted:
        parts.append(say("cli.accepted", n=report.accepted))
    if report.ignored:
        parts.append(say("cli.ignored", n=report.ignored))
    if report.hidden:
        parts.append(say("cli.hidden", n=report.hidden))
    return " ".join(parts)
