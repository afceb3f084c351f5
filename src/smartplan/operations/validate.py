"""What `validate` does: the files that were named, those of a folder, or those of every city in a tree of folders."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from smartplan.errors import NoPlansFolder, SmartplanError, UnknownName
from smartplan.operations import parallel
from smartplan.operations.shard import Shard
from smartplan.plan.finding import Severity
from smartplan.plan.subject import Subject, subject_of
from smartplan.rules import ALL, IDS, nearest_id
from smartplan.validation import passed_over
from smartplan.validation.check import Selection, examine
from smartplan.validation.located import SEVERITIES, LocatedFinding, locate
from smartplan.validation.rule_settings import RuleSettings
from smartplan.workspace.discovery import folders, is_folder
from smartplan.workspace.folder import (
    DISK,
    PARTS,
    STANDARD_INPUT,
    Folder,
    find_folder,
    home_of,
    is_part,
    resolve,
    standard_input,
)
from smartplan.workspace.paths import shown

if TYPE_CHECKING:
    from smartplan.validation.baseline import Baseline


class Batch(Struct, frozen=True):
    """Files of one folder, which are read together; None stands for standard input.

    `beside` are findings about files and folders that are not read because of their names. `whole` says that it is the
    whole of a folder, with the profiles that no plan names.
    """

    folder: Folder
    paths: list[Path | None]
    beside: list[LocatedFinding]
    whole: bool = False


class FileFindings(Struct, frozen=True):
    """What was found in one file; of those that a comment says to ignore only the number.

    `files` and `unreadable` say whether it counts as checked or as one in which nothing can be. `shapeless` is how many
    parts of it have a shape that no rule can look at, though that was not asked for.
    """

    path: Path | None
    findings: list[LocatedFinding]
    files: int = 0
    unreadable: int = 0
    programmes: int = 0
    ignored: int = 0
    shapeless: int = 0
    subject: Subject | None = None


class Report(Struct):
    """What was checked and what was found, in the order of files and lines.

    `accepted` findings are in the baseline, `ignored` ones have a comment that says so; neither are among `findings`.
    `files` were checked, `unreadable` were not: those that cannot be opened or read as YAML. `shapeless` names files in
    which parts have a shape that no rule can look at, with how many, where the rules that tell of it were not chosen.
    Those below `level` are counted and not shown. `paths` are the files that were looked at, None for standard input,
    `subjects` their kinds. `off` are the rules that the settings `settings` turn off, with how many findings of each
    are not among `findings`.
    """

    findings: list[LocatedFinding] = []
    failures: list[SmartplanError] = []
    files: int = 0
    unreadable: int = 0
    shapeless: dict[str, int] = {}
    paths: list[Path | None] = []
    subjects: set[Subject] = set()
    programmes: int = 0
    rules: int = 0
    accepted: int = 0
    ignored: int = 0
    off: dict[str, int] = {}
    settings: RuleSettings = RuleSettings()
    level: Severity = "info"

    @property
    def shown(self) -> list[LocatedFinding]:
        """The findings of the wanted level and more severe ones, in the order of files and lines."""
        return [found for found in self.findings if found.severity in at_least(self.level)]

    @property
    def hidden(self) -> int:
        """How many findings are not shown."""
        return len(self.findings) - len(self.shown)

    def by_rule(self) -> list[tuple[str, Severity, int]]:
        """How many of the shown findings each rule has, by severity; the most severe and the most frequent last."""
        counts = Counter((found.finding.rule, found.severity) for found in self.shown)
        order = sorted(counts.items(), key=lambda item: (-SEVERITIES.index(item[0][1]), item[1], item[0][0]))
        return [(rule, severity, n) for (rule, severity), n in order]

    def count(self, severity: Severity) -> int:
        """How many findings of that severity."""
        return sum(1 for found in self.findings if found.severity == severity)

    def counts(self) -> dict[str, int]:
        """How many findings of each severity, by the names of the outputs of a workflow."""
        return {f"{severity}s": self.count(severity) for severity in SEVERITIES}

    def at_or_above(self, threshold: Severity) -> bool:
        """Whether any finding is as severe as the threshold."""
        return any(found.severity in at_least(threshold) for found in self.findings)


def at_least(level: Severity) -> tuple[Severity, ...]:
    """The severity and more severe ones."""
    return SEVERITIES[: SEVERITIES.index(level) + 1]


def selection(rules: Sequence[str], ignored: Sequence[str], settings: RuleSettings) -> Selection:
    """The findings that are wanted, by rules as people name them: RULE, or RULE:ADDRESS. Raises UnknownName."""
    return Selection(frozenset(map(_by_id, rules)), frozenset(map(_by_id, ignored)), settings)


def _by_id(name: str) -> str:
    rule, colon, address = name.partition(":")
    if rule not in IDS:
        raise UnknownName(name=rule, what="rule", nearest=nearest_id(rule) or "")
    return IDS[rule] + colon + address


def batches(arguments: Sequence[str], plans: str | None) -> list[Batch | SmartplanError]:
    """The files to check by folder, and why an argument names none.

    Raises SmartplanError when none is named and there is no folder to look into.
    """
    if not arguments:
        return list(_whole(find_folder(plans), nested=True))
    found: list[Batch | SmartplanError] = []
    for argument in arguments:
        try:
            for batch in _named(argument, plans):
                if isinstance(batch, SmartplanError):
                    found.append(batch)
                    continue
                folder, last = batch.folder, found[-1] if found else None
                # Read together, so that a file is read once.
                alike = (folder.path, folder.where, batch.whole)
                if isinstance(last, Batch) and (last.folder.path, last.folder.where, last.whole) == alike:
                    last.paths.extend(batch.paths)
                    last.beside.extend(batch.beside)
                else:
                    found.append(batch)
        except SmartplanError as error:
            found.append(error)
    return found


def part_of(found: list[Batch | SmartplanError], part: Shard | None) -> list[Batch | SmartplanError]:
    """The folders of one part of the work, or all of them."""
    return found if part is None else part.choose(found, _place)


def _place(one: Batch | SmartplanError) -> str:
    if isinstance(one, Batch):
        return one.folder.path.as_posix() if one.folder.path else ""
    return str(one.values.get("path", ""))


def _named(argument: str, plans: str | None) -> Iterator[Batch | SmartplanError]:
    """What one argument means, and what of it cannot be looked into. Raises SmartplanError."""
    if argument == STANDARD_INPUT:
        try:
            folder = find_folder(plans)
        except SmartplanError:
            folder = Folder(None)
        yield Batch(folder, [None], [])
    elif is_folder(argument, plans):
        for path in folders(argument):
            if isinstance(path, SmartplanError):
                yield path
                continue
            if is_part(path):
                # The reviews or the evaluations of a folder of plans by themselves.
                files: list[Path | None] = [*DISK.files(path).values()]
                yield Batch(Folder(home_of(path)), files, passed_over.findings(DISK.passed_over(path)))
                if not files:
                    yield NoPlansFolder(path=shown(path), variant="nothing")
            else:
                yield from _whole(Folder(path), nested=False)
    else:
        folder, file = resolve(argument, plans)
        if passed_over.is_mapping_file(folder, file):
            yield Batch(folder, [], passed_over.findings((), mappings=[file]))
        else:
            yield Batch(folder, [file], passed_over.named(file))


def _whole(folder: Folder, *, nested: bool) -> Iterator[Batch | SmartplanError]:
    """Every file of a folder of plans, and that there is none; `nested` says that no folder in it is looked into."""
    files: list[Path | None] = [*folder.everything()]
    folders = passed_over.nested(folder) if nested else ()
    beside = passed_over.findings(folder.passed_over("", *PARTS), folders, passed_over.mappings(folder))
    yield Batch(folder, files, beside, whole=True)
    if not files and folder.path is not None:
        yield NoPlansFolder(path=shown(folder.path), variant="nothing")


def check(
    found: Sequence[Batch | SmartplanError], today: date, selection: Selection, jobs: int
) -> Iterator[list[FileFindings | SmartplanError]]:
    """What is found in each batch, in their order, worked on by that many processes."""
    # The other processes have no standard input.
    alone = any(isinstance(one, Batch) and None in one.paths for one in found)
    return parallel.each(partial(_check, today=today, selection=selection), found, 1 if alone else jobs)


def _check(batch: Batch | SmartplanError, today: date, selection: Selection) -> list[FileFindings | SmartplanError]:
    if isinstance(batch, SmartplanError):
        return [batch]
    # One of its own, so that what was read is let go with the batch.
    folder = Folder(batch.folder.path, batch.folder.store)
    beside = [
        FileFindings(one.path, [one], unreadable=one.severity == "error" and one.path not in batch.paths)
        for one in batch.beside
    ]
    found = [check_file(folder, path, today, selection) for path in batch.paths]
    return [*found, *beside, *folder.bad_profiles(every=batch.whole)]


def check_file(folder: Folder, path: Path | None, today: date, selection: Selection) -> FileFindings | SmartplanError:
    """What is found in one file, None for standard input; or why it cannot be opened."""
    try:
        file = standard_input(folder) if path is None else folder.load(path)
    except SmartplanError as error:
        return error
    plan = file.plan
    findings, ignored = examine(file, folder, path, today, selection=selection)
    programmes = sum(len(dimension.programmes) for dimension in plan.dimensions.values()) if plan else 0
    told = sum(map(selection.chosen, ignored))
    shapeless = sum(1 for one in findings if one.hides and not selection.chosen(one))
    read = file.document.data is not None
    subject = subject_of(file.document.data) if read else None
    return FileFindings(path, findings, read, not read, programmes, told, shapeless, subject)


def elsewhere(found: Sequence[Batch | SmartplanError], report: Report, selection: Selection) -> list[str]:
    """Rules that were asked for by name and look at no file of the kinds that were, where no whole folder was checked.

    That they find nothing says nothing of the plan: a review is checked for what the plan does not cite.
    """
    if not report.subjects or any(isinstance(one, Batch) and one.whole for one in found):
        return []
    asked = [rule for id_, rule in ALL.items() if id_ in selection.only and rule.subject != "file"]
    return [rule.id for rule in asked if not {rule.subject, rule.also} & report.subjects]


def collect(
    results: Iterable[list[FileFindings | SmartplanError]], selection: Selection, baseline: "Baseline | None" = None
) -> Report:
    """One report of all, held against the baseline."""
    report = Report(rules=len(selection.rules), off=dict.fromkeys(selection.off, 0), settings=selection.settings)
    for one in (one for batch in results for one in batch):
        if isinstance(one, SmartplanError):
            report.failures.append(one)
            report.unreadable += not isinstance(one, NoPlansFolder)
            continue
        report.paths.append(one.path)
        report.files += one.files
        report.unreadable += one.unreadable
        if one.subject:
            report.subjects.add(one.subject)
        if one.shapeless:
            report.shapeless[one.findings[0].name] = one.shapeless
        report.programmes += one.programmes
        report.ignored += one.ignored
        wanted = [item for item in one.findings if selection.wants(item)]
        _count_off(report, one.findings, selection)
        if baseline is not None:
            new = baseline.new_findings(one.path, one.findings, selection)
            report.accepted += len(wanted) - len(new)
            wanted = new
        report.findings += map(selection.weighed, wanted)
    if baseline is not None:
        unused = [locate(finding, baseline.document) for finding in baseline.unused(selection)]
        _count_off(report, unused, selection)
        report.findings += [selection.weighed(item) for item in unused if selection.wants(item)]
    return report


def _count_off(report: Report, findings: Sequence[LocatedFinding], selection: Selection) -> None:
    for one in findings:
        if selection.chosen(one) and selection.is_off(one):
            report.off[one.finding.rule] += 1
