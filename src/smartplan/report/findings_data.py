"""The JSON of `validate`: its shape, its schema and its fingerprints."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from smartplan.checking import Report
from smartplan.messages import Catalogue
from smartplan.placed import Placed
from smartplan.plan.finding import Severity
from smartplan.report.data import render as as_json
from smartplan.report.sentences import sentence


class Checked(Struct, frozen=True):
    """What was looked at."""

    files: int
    programmes: int
    rules: int


class Counts(Struct, frozen=True):
    """How many findings of each severity."""

    error: int
    warning: int
    info: int


class FindingData(Struct, frozen=True):
    """One finding; lines and columns from 1, the end exclusive."""

    rule: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    where: Annotated[str, Meta(description="Dotted address of the value in the file.")]
    message: str
    fingerprint: Annotated[str, Meta(description="Hash of rule, address and value; never of the sentence.")]


class Findings(Struct, frozen=True):
    """Result of `smartplan validate --format json`."""

    format: Literal[1]
    checked: Checked
    counts: Counts
    accepted: Annotated[int, Meta(description="Findings that are in the baseline; they are not listed.")]
    ignored: Annotated[int, Meta(description="Findings that a comment says to ignore; they are not listed.")]
    findings: list[FindingData]


def data(report: Report, say: Catalogue) -> Findings:
    """A report as data."""
    checked = Checked(report.files, report.programmes, report.rules)
    counts = Counts(report.count("error"), report.count("warning"), report.count("info"))
    found = [_finding(placed, say) for placed in report.findings]
    return Findings(1, checked, counts, report.accepted, report.ignored, found)


def render(report: Report, say: Catalogue) -> str:
    """A report as JSON text."""
    return as_json(data(report, say))


def _finding(placed: Placed, say: Catalogue) -> FindingData:
    finding = placed.finding
    return FindingData(
        finding.rule, placed.severity, placed.name, *placed.place, placed.where, sentence(finding, say),
        placed.fingerprint,
    )  # fmt: skip
