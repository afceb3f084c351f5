"""The JSON of `validate`: its shape, its schema and its fingerprints."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.messages import Catalogue
from smartplan.operations.validate import Report
from smartplan.plan.finding import Severity
from smartplan.report.render.json import render as as_json
from smartplan.report.render.sentences import sentence
from smartplan.validation.located import LocatedFinding


class Checked(Struct, frozen=True):
    """What was looked at. Nothing in a file that is unreadable was checked."""

    files: int
    unreadable: Annotated[int, Meta(description="Files that could not be opened or read, or are not for their name.")]
    shapeless: Annotated[
        int, Meta(description="Parts with structural errors, not checked, if the rules that report them are left out.")
    ]
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
    hidden: Annotated[int, Meta(description="Findings below --level; they are counted and not listed.")]
    findings: list[FindingData]
    off: Annotated[
        dict[str, int] | UnsetType,
        Meta(description="Rules that the settings turn off, with how many findings are not listed; unset for none."),
    ] = UNSET


def data(report: Report, say: Catalogue) -> Findings:
    """A report as data."""
    shapeless = sum(report.shapeless.values())
    checked = Checked(report.files, report.unreadable, shapeless, report.programmes, report.rules)
    counts = Counts(report.count("error"), report.count("warning"), report.count("info"))
    found = [finding_data(located, say) for located in report.shown]
    return Findings(1, checked, counts, report.accepted, report.ignored, report.hidden, found, report.off or UNSET)


def render(report: Report, say: Catalogue) -> str:
    """A report as JSON text."""
    return as_json(data(report, say))


def finding_data(located: LocatedFinding, say: Catalogue) -> FindingData:
    """A finding as data."""
    finding = located.finding
    return FindingData(
        finding.rule,
        located.severity,
        located.name,
        *located.place,
        located.where,
        sentence(finding, say),
        located.fingerprint,
    )
