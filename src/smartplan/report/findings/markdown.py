"""The findings of `validate` as markdown: counts first, then a table a file."""

from collections.abc import Sequence
from itertools import groupby

from smartplan.messages import Catalogue
from smartplan.operations.validate import Report
from smartplan.report.findings.checked import checked
from smartplan.report.render.markdown_escape import code, escape
from smartplan.report.render.sentences import sentence


def summary(report: Report, failures: Sequence[str], say: Catalogue) -> str:
    """The report under a title of its own, as a part of a longer text; `failures` say what could not be checked."""
    lines = [f"## {say('ci.validate')}", "", *(f"> {escape(failure)}\n" for failure in failures)]
    return "\n".join([*lines, render(report, say)])


def render(report: Report, say: Catalogue, *, stat: bool = False) -> str:
    """The whole report; `stat` counts by rule in place of the findings."""
    counts = [say(f"cli.count.{name}", n=report.count(name)) for name in ("error", "warning", "info")]
    if report.unreadable:
        counts.append(say("cli.not-checked", n=report.unreadable))
    lines = [f"**{', '.join(counts)}**", "", checked(report, say), ""]
    if stat:
        lines += [say("cli.table.stat"), "| ---: | --- | --- |"]
        lines += [f"| {n} | {say(f'cli.severity.{level}')} | {code(rule)} |" for rule, level, n in report.by_rule()]
        return "\n".join([*lines, ""])
    for name, group in groupby(report.shown, key=lambda located: located.name):
        lines += [f"### {code(name)}", "", say("cli.table.findings"), "| --- | --- | --- | --- |"]
        for located in group:
            place = f"{located.place.line}:{located.place.column}"
            label = say(f"cli.severity.{located.severity}")
            text = escape(sentence(located.finding, say))
            lines.append(f"| {place} | {label} | {code(located.finding.rule)} | {text} |")
        lines.append("")
    return "\n".join(lines)
