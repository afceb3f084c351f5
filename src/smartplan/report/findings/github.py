"""The findings of `validate` as annotations of a pull request, and a line that says what was checked."""

from collections.abc import Sequence

from smartplan.messages import Catalogue
from smartplan.operations.validate import Report
from smartplan.report.findings.checked import checked
from smartplan.report.render.annotations import Annotation, log, pick
from smartplan.report.render.annotations import render as annotations
from smartplan.report.render.sentences import sentence
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.paths import from_top


def render(report: Report, failures: Sequence[str], say: Catalogue) -> str:
    """One annotation a finding, at most ten of a level; `failures` say why a file could not be checked."""
    # Of more than GitHub takes, what could not be read has to be among those that it does.
    items: list[LocatedFinding | str] = [*failures, *sorted(report.shown, key=lambda found: not found.unread)]
    chosen, left = pick(items, lambda item: "error" if isinstance(item, str) else item.severity)
    found = (Annotation("error", item) if isinstance(item, str) else _annotation(item, say) for item in chosen)
    counts = ", ".join(say(f"cli.count.{name}", n=report.count(name)) for name in ("error", "warning", "info"))
    if report.unreadable:
        counts += f", {say('cli.not-checked', n=report.unreadable)}"
    return "\n".join([*annotations(found, left, say), log(f"{counts}. {checked(report, say)}")]) + "\n"


def _annotation(located: LocatedFinding, say: Catalogue) -> Annotation:
    rule = located.finding.rule
    return Annotation(
        located.severity,
        sentence(located.finding, say),
        f"{say(f'rule.{rule}.title')} [{rule}]",
        from_top(located.path),
        located.place,
    )
