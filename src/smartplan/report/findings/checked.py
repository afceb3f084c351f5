"""The line below the findings, which is the same in every format that has one."""

from smartplan.messages import Catalogue
from smartplan.operations.validate import Report
from smartplan.report.render.sentences import escape_controls


def checked(report: Report, say: Catalogue) -> str:
    """What was looked at, and how many findings were left out as known."""
    parts = [say("cli.checked", rules=report.rules, programmes=report.programmes, files=report.files)]
    if report.accepted:
        parts.append(say("cli.accepted", n=report.accepted))
    if report.ignored:
        parts.append(say("cli.ignored", n=report.ignored))
    if report.hidden:
        parts.append(say("cli.hidden", n=report.hidden))
    if report.off:
        parts.append(turned_off(report, say))
    return " ".join(parts)


def turned_off(report: Report, say: Catalogue) -> str:
    """Which rules the settings turn off, and how many findings that leaves out."""
    rules = ", ".join(f"`{rule}`" for rule in report.off)
    return say("config.off", path=escape_controls(report.settings.name), rules=rules, n=sum(report.off.values()))
