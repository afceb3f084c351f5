"""The findings of `validate` as JUnit XML: a suite a file, a case a finding."""

from collections.abc import Sequence

from smartplan.messages import Catalogue
from smartplan.operations.validate import Report, at_least
from smartplan.plan.finding import Severity
from smartplan.report.findings.where import file_of, file_of_failure
from smartplan.report.render.junit import JunitCase, JunitSuite, Verdict
from smartplan.report.render.junit import render as as_xml
from smartplan.report.render.sentences import sentence
from smartplan.validation.located import LocatedFinding
from smartplan.workspace.paths import from_top


def render(report: Report, failures: Sequence[str], threshold: Severity, say: Catalogue) -> str:
    """Findings from the threshold up are failures, others are skipped; what could not be read is an error.

    `failures` say why a file could not be checked. A file in which nothing was found has one case, which passed.
    """
    files: dict[str, list[JunitCase]] = {from_top(path): [] for path in report.paths if path is not None}
    for located in report.shown:
        files.setdefault(file_of(located), []).append(_case(located, threshold, say))
    for error, text in zip(report.failures, failures, strict=True):
        case = JunitCase(say("ci.junit.unread"), "error", "unread", text)
        files.setdefault(file_of_failure(error.values), []).append(case)
    sound = [JunitCase(say("ci.junit.sound"), "passed")]
    return as_xml(JunitSuite(path, cases or sound) for path, cases in files.items())


def _case(located: LocatedFinding, threshold: Severity, say: Catalogue) -> JunitCase:
    rule = located.finding.rule
    name = f"{located.where} {say(f'rule.{rule}.title')} [{rule}]"
    return JunitCase(name, _verdict(located, threshold), rule, sentence(located.finding, say), located.place)


def _verdict(located: LocatedFinding, threshold: Severity) -> Verdict:
    if located.unread:
        return "error"
    return "failure" if located.severity in at_least(threshold) else "skipped"
