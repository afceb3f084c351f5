"""The findings of `validate` as markdown: counts first, then a table a file."""

from itertools import groupby

from smartplan.messages import Catalogue
from smartplan.report.markdown import code, escape
from smartplan.report.sentences import sentence
from smartplan.validation import Report


def render(report: Report, say: Catalogue) -> str:
    """The whole report."""
    counts = [say(f"cli.count.{name}", n=report.count(name)) for name in ("error", "warning", "info")]
    lines = [f"**{', '.join(counts)}**", "", say("cli.checked", rules=report.rules, programmes=report.programmes,
                                                files=report.files), ""]  # fmt: skip
    for name, group in groupby(report.findings, key=lambda placed: placed.document.name):
        lines += [f"### {code(name)}", "", say("cli.table.findings"), "| --- | --- | --- | --- |"]
        for placed in group:
            place = f"{placed.place.line}:{placed.place.column}"
            label = say(f"cli.severity.{placed.severity}")
            text = escape(sentence(placed.finding, say))
            lines.append(f"| {place} | {label} | {code(placed.finding.rule)} | {text} |")
        lines.append("")
    return "\n".join(lines)
