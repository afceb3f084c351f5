"""Files through reading, shape and rules to placed findings: what `validate` does, without a word or a screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from smartplan.errors import SmartplanError
from smartplan.fingerprint import fingerprint
from smartplan.plan import profile
from smartplan.plan.finding import Finding, Severity
from smartplan.plan.finding import Path as Address
from smartplan.plan.model import Evaluation, Plan, Review
from smartplan.reading.document import Document
from smartplan.reading.folder import STANDARD_INPUT, Folder, Loaded, find_folder, resolve, standard_input
from smartplan.reading.source import Place
from smartplan.rules import ALL, run
from smartplan.rules.base import Surroundings

if TYPE_CHECKING:
    from smartplan.baseline import Baseline

# The first word of a comment that speaks to this program.
_TO_US = "smartplan:"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its file, its place and its severity."""

    finding: Finding
    severity: Severity
    document: Document
    place: Place

    @property
    def where(self) -> str:
        """The dotted address."""
        return ".".join(str(step) for step in self.finding.path)

    @property
    def by_value(self) -> str:
        """The dotted address with the value in place of a list index: the same after a reordering."""
        steps = []
        for depth, step in enumerate(self.finding.path):
            value = self.document.value(self.finding.path[: depth + 1]) if isinstance(step, int) else step
            steps.append(fingerprint(value) if isinstance(value, (dict, list)) else str(value))
        return ".".join(steps)

    @property
    def fingerprint(self) -> str:
        """A hash of rule, address and the data that the finding speaks of; never of the sentence."""
        return fingerprint(self.finding.rule, self.by_value, self._data)

    @property
    def _data(self) -> Any:
        finding = self.finding
        if not finding.path:
            return finding.values
        value = self.document.value(finding.path)
        if finding.at == "key" and isinstance(value, (dict, list)):
            # What a programme lacks is the same lack after an edit of its other fields.
            return finding.values.get("value", finding.values.get("key"))
        return value


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are wanted: `only` these rules (all when empty), without `ignored` (RULE or RULE:ADDRESS)."""

    only: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()

    @property
    def rules(self) -> frozenset[str]:
        """The rules that are looked at."""
        return (self.only or frozenset(ALL)) - self.ignored

    def wants(self, placed: Placed) -> bool:
        """Whether a finding is to be reported."""
        rule = placed.finding.rule
        if rule not in self.rules:
            return False
        return not any(f"{rule}:{address}" in self.ignored for address in (placed.where, placed.by_value))


@dataclass(slots=True)
class Report:
    """What was checked and what was found, in the order of files and lines.

    `accepted` findings are in the baseline, `ignored` ones have a comment that says so; neither are among `findings`.
    """

    findings: list[Placed] = field(default_factory=list)
    failures: list[SmartplanError] = field(default_factory=list)
    files: int = 0
    programmes: int = 0
    rules: int = 0
    accepted: int = 0
    ignored: int = 0

    def count(self, severity: Severity) -> int:
        """How many findings of that severity."""
        return sum(1 for placed in self.findings if placed.severity == severity)

    def at_or_above(self, threshold: Severity) -> bool:
        """Whether any finding is as grave as the threshold."""
        grave = SEVERITIES[: SEVERITIES.index(threshold) + 1]
        return any(placed.severity in grave for placed in self.findings)


class Revisions(Mapping[str, Plan]):
    """The readable revisions of a folder by name, each read when it is first asked for."""

    def __init__(self, folder: Folder, own: Mapping[str, Plan]) -> None:
        self._folder = folder
        self._names = folder.revisions()
        self._own = own

    def __getitem__(self, name: str) -> Plan:
        if name in self._own:
            return self._own[name]
        loaded = self._folder.find(name) if name in self._names else None
        if loaded is None or loaded.plan is None:
            raise KeyError(name)
        return loaded.plan

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._names if self.get(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def validate(
    arguments: Sequence[str], plans: str | None, today: date, selection: Selection, baseline: "Baseline | None" = None,
) -> Report:  # fmt: skip
    """Check the named files, or all of the folder. Raises SmartplanError when there is no folder to look into."""
    report = Report(rules=len(selection.rules))
    for folder, path in _targets(arguments, plans, report):
        try:
            loaded = standard_input() if path is None else folder.load(path)
        except SmartplanError as error:
            report.failures.append(error)
            continue
        report.files += 1
        if loaded.plan is not None:
            report.programmes += sum(len(dimension.programmes) for dimension in loaded.plan.dimensions.values())
        examined = examine(loaded, folder, path, today, selection=selection)
        report.ignored += sum(selection.wants(item) for item in examined.ignored)
        wanted = [item for item in examined.findings if selection.wants(item)]
        if baseline is not None:
            new = baseline.hold(path, examined.findings, selection)
            report.accepted += len(wanted) - len(new)
            wanted = new
        report.findings += wanted
    if baseline is not None:
        unused = [_placed(finding, baseline.document) for finding in baseline.unused(selection)]
        report.findings += [item for item in unused if selection.wants(item)]
    return report


def findings(
    loaded: Loaded, folder: Folder, path: Path | None, today: date, given: Mapping[str, Plan] | None = None, *,
    selection: Selection = Selection(),
) -> list[Placed]:  # fmt: skip
    """The findings in one file, in the order of its lines; `given` are revisions that stand for those on disk."""
    return examine(loaded, folder, path, today, given, selection=selection).findings


class Examined(NamedTuple):
    """The findings in one file in the order of its lines, without those that a comment says to ignore, and those."""

    findings: list[Placed]
    ignored: list[Placed]


def examine(
    loaded: Loaded, folder: Folder, path: Path | None, today: date, given: Mapping[str, Plan] | None = None, *,
    selection: Selection = Selection(),
) -> Examined:  # fmt: skip
    """Hold one file against the rules, and what they find against its comments."""
    document, shaped = loaded.document, loaded.shaped
    found, around = [*document.tree.faults], None
    if shaped is not None:
        stem = path.stem if path is not None else None
        around = surroundings(shaped.content, folder, stem, today, shaped.unsound, given)
        found += shaped.findings
        found += run(shaped.content, around, selection.rules)
    ignored: list[Finding] = []
    if _TO_US in document.source.text:
        from smartplan.ignoring import sort

        found, ignored = sort(document, found, selection.rules, around)
    placed = [_placed(finding, document) for finding in found]
    placed.sort(key=lambda item: (item.place, item.finding.rule, item.where))
    return Examined(placed, [_placed(finding, document) for finding in ignored])


def _targets(arguments: Sequence[str], plans: str | None, report: Report) -> Iterator[tuple[Folder, Path | None]]:
    """Every file to check, with its folder; folders are shared so that a file is read once."""
    if not arguments:
        folder = find_folder(plans)
        yield from ((folder, path) for path in folder.everything())
        return
    folders: dict[tuple[Path | None, str], Folder] = {}
    for argument in arguments:
        if argument == STANDARD_INPUT:
            try:
                yield find_folder(plans), None
            except SmartplanError:
                yield Folder(None), None
            continue
        try:
            folder, path = resolve(argument, plans)
        except SmartplanError as error:
            report.failures.append(error)
            continue
        yield folders.setdefault((folder.path, folder.where), folder), path


def surroundings(
    content: Plan | Review | Evaluation, folder: Folder, stem: str | None, today: date, unsound: frozenset[Address],
    given: Mapping[str, Plan] | None = None,
) -> Surroundings:  # fmt: skip
    """What the rules may know besides the file itself; `given` are revisions that stand for those on disk."""
    own: dict[str, Plan] = dict(given or {})
    known_profile, supersedes = None, ""
    revisions = Revisions(folder, own)
    names = frozenset(folder.revisions())
    if isinstance(content, Plan):
        known_profile = profile.load(content.profile)
        if stem is not None:
            own[stem] = content
        supersedes = content.supersedes
    reviews, reviews_known = folder.reviews()
    return Surroundings(
        stem=stem, profile=known_profile, supersedes=supersedes,
        revisions=revisions, revision_names=names, reviews=reviews, reviews_known=reviews_known, today=today,
        unsound=unsound,
    )  # fmt: skip


def _placed(finding: Finding, document: Document) -> Placed:
    return Placed(finding, finding.severity or ALL[finding.rule].severity, document, document.place_of(finding))
