"""A finding with its file, its place and its severity, free of the document that it was found in."""

from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from smartplan.plan.finding import Address, Finding, Severity
from smartplan.plan.fingerprint import fingerprint
from smartplan.rules import ALL
from smartplan.yamltext.document import Document
from smartplan.yamltext.source import Place

# Where the id of a programme stands in an address.
_PROGRAMME = 3
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class LocatedFinding(Struct, frozen=True):
    """A finding as reports need it.

    `name` is the file as it is shown, `path` where it lies (None for standard input), `line` the text of the first line
    of the place (None where the file has no text). `by_value` is the dotted address with the value in place of a list
    index: the same after a reordering. `scalar` is the value at the address unless it is a mapping or a list.
    `fingerprint` is a hash of rule, address and the data that the finding speaks of; never of the sentence. `committed`
    says that the text is that of a commit, and perhaps not that of the file.
    """

    finding: Finding
    severity: Severity
    name: str
    path: Path | None
    place: Place
    line: str | None
    by_value: str
    scalar: Any
    fingerprint: str
    committed: bool = False

    @property
    def where(self) -> str:
        """The dotted address."""
        return ".".join(str(step) for step in self.finding.path)

    @property
    def address(self) -> str:
        """The dotted address as a person types it: what is in a programme begins with the programme's id."""
        path = self.finding.path
        in_programme = path[:1] == ("dimensions",) and path[2:3] == ("programmes",) and len(path) > _PROGRAMME
        return ".".join(str(step) for step in path[_PROGRAMME if in_programme else 0 :])

    @property
    def hides(self) -> bool:
        """Whether a part was left out for its shape, so that no other rule could look at it."""
        return ALL[self.finding.rule].family == "shape" and self.finding.rule not in ("missing-key", "missing-answer")

    @property
    def unread(self) -> bool:
        """Whether something could not be read. That is always told: nothing else was checked there."""
        if ALL[self.finding.rule].family == "yaml":
            return self.severity == "error"
        # A file that is one text or one list: there is nothing in it to hold a rule against.
        return self.finding.rule == "wrong-type" and not self.finding.path


def locate(finding: Finding, document: Document) -> LocatedFinding:
    """The finding in its document."""
    source, place = document.source, document.place_of(finding)
    if finding.beside is not None:
        values = {**finding.values, "line": str(document.place(finding.beside).line)}
        finding = structs.replace(finding, values=values)
    value = document.value(finding.path)
    by_value = _by_value(finding.path, document)
    return LocatedFinding(
        finding,
        finding.severity or ALL[finding.rule].severity,
        document.name,
        source.path,
        place,
        source.line(place.line) if source.text else None,
        by_value,
        None if isinstance(value, (dict, list)) else value,
        fingerprint(finding.rule, by_value, _data(finding, value)),
        source.committed,
    )


def _by_value(path: Address, document: Document) -> str:
    steps = []
    for depth, step in enumerate(path):
        value = document.value(path[: depth + 1]) if isinstance(step, int) else step
        steps.append(fingerprint(value) if isinstance(value, (dict, list)) else str(value))
    return ".".join(steps)


def _data(finding: Finding, value: Any) -> Any:
    """What the finding speaks of."""
    if not finding.path:
        return finding.values
    if finding.at == "key" and isinstance(value, (dict, list)):
        # What a programme lacks is the same lack after an edit of its other fields.
        return finding.values.get("value", finding.values.get("key"))
    return value
