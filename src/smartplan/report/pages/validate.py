"""The findings of `validate` on a page: by file, or counted by rule, and what was checked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from smartplan.messages import Catalogue
from smartplan.operations.validate import Report
from smartplan.plan.finding import Severity
from smartplan.report.findings.checked import checked
from smartplan.report.render.page import (
    BalanceCount,
    FindingList,
    FindingRow,
    FoundInFile,
    Page,
    RuleCount,
    RuleCounts,
    Text,
    Tone,
    Totals,
)
from smartplan.report.render.sentences import sentence
from smartplan.validation.located import LocatedFinding

_TONES: Final[dict[Severity, Tone]] = {"error": "bad", "warning": "warn", "info": "note"}
# More warnings of one gap than this in a file need a source line for the first of them alone.
_FEW = 3


def build(report: Report, say: Catalogue, *, stat: bool = False, whole: bool = False) -> Page:
    """The report; `stat` counts by rule in place of the findings, and `whole` lists every place of a gap."""
    block = _rules(report, say) if stat else _findings(report, say)
    return Page("", blocks=[block, _totals(report, say)], more=say("cli.more-places", n="{n}"), whole=whole)


def summary(report: Report, failures: Sequence[str], say: Catalogue) -> Page:
    """The report under a title of its own, as a part of a longer text; `failures` say what could not be checked."""
    return replace(build(report, say), title=say("ci.validate"), notes=failures)


def _rules(report: Report, say: Catalogue) -> RuleCounts:
    rows = [
        RuleCount(n, say(f"cli.severity.{severity}"), _TONES[severity], rule) for rule, severity, n in report.by_rule()
    ]
    return RuleCounts((say("cli.column.findings"), "", say("cli.column.rule")), rows)


def _findings(report: Report, say: Catalogue) -> FindingList:
    titles = say("cli.column.place"), "", say("cli.column.rule"), say("cli.column.finding")
    return FindingList(titles, list(_files(report.shown, say)))


def _files(shown: Sequence[LocatedFinding], say: Catalogue) -> Iterator[FoundInFile]:
    labels = {severity: say(f"cli.severity.{severity}") for severity in _TONES}
    for name, group in groupby(shown, key=lambda located: located.name):
        found = list(group)
        counts = Counter(located.finding.rule for located in found if located.severity != "error")
        repeated = {
            rule: f"{say('cli.times', n=n)}: {say(f'rule.{rule}.title')}" for rule, n in counts.items() if n > _FEW
        }
        path = None if found[0].committed else found[0].path
        yield FoundInFile(name, [_row(located, labels, say) for located in found], repeated, path)


def _row(located: LocatedFinding, labels: dict[Severity, str], say: Catalogue) -> FindingRow:
    finding, severity = located.finding, located.severity
    # What is missing stands in no address: its name is told beside it.
    value = str(finding.values.get("value", ""))
    return FindingRow(
        located.place,
        labels[severity],
        _TONES[severity],
        finding.rule,
        partial(sentence, finding, say),
        located.where,
        "" if value in finding.path else value,
        located.line,
    )


def _totals(report: Report, say: Catalogue) -> Totals:
    counts = [
        BalanceCount(n := report.count(name), say(f"cli.count.{name}", n=n), tone) for name, tone in _TONES.items()
    ]
    if report.unreadable:
        counts.append(BalanceCount(report.unreadable, say("cli.not-checked", n=report.unreadable), "bad"))
    return Totals(counts, none=_none(report, say), after=checked(report, say))


def _none(report: Report, say: Catalogue) -> Text:
    """What is said where nothing was found."""
    if report.failures:
        return Text(say("cli.nothing-checked"), "bad")
    if report.shapeless:
        return Text(say("cli.clean-in-part", files=len(report.shapeless)))
    return Text(say("cli.clean"), "good")
