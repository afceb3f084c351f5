"""What `validate` does: the files that were named, those of a folder, or those of every city in a tree of folders."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smartplan import pool
from smartplan.errors import SmartplanError
from smartplan.placed import SEVERITIES, Placed, placed
from smartplan.plan.finding import Severity
from smartplan.reading.folder import PARTS, STANDARD_INPUT, Folder, find_folder, resolve, standard_input
from smartplan.tree import folders, is_folder
from smartplan.validation import Selection, examine

if TYPE_CHECKING:
    from smartplan.baseline import Baseline


class Batch(NamedTuple):
    """Files of one folder, which are read together; None stands for standard input."""

    folder: Folder
    paths: list[Path | None]


class Checked(NamedTuple):
    """What was found in one file; of those that a comment says to ignore only the number."""

    path: Path | None
    programmes: int
    findings: list[Placed]
    ignored: int


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
        return sum(1 for found in self.findings if found.severity == severity)

    def at_or_above(self, threshold: Severity) -> bool:
        """Whether any finding is as grave as the threshold."""
        grave = SEVERITIES[: SEVERITIES.index(threshold) + 1]
        return any(found.severity in grave for found in self.findings)


def batches(arguments: Sequence[str], plans: str | None) -> list[Batch | SmartplanError]:
    """The files to check by folder, and why an argument names none.

    Raises SmartplanError when none is named and there is no folder to look into.
    """
    if not arguments:
        folder = find_folder(plans)
        return [Batch(folder, [*folder.everything()])]
    found: list[Batch | SmartplanError] = []
    for argument in arguments:
        try:
            for batch in _named(argument, plans):
                if isinstance(batch, SmartplanError):
                    found.append(batch)
                    continue
                folder, paths = batch
                last = found[-1] if found else None
                # Read together, so that a file is read once.
                if isinstance(last, Batch) and (last.folder.path, last.folder.where) == (folder.path, folder.where):
                    last.paths.extend(paths)
                else:
                    found.append(Batch(folder, paths))
        except SmartplanError as error:
            found.append(error)
    return found


def _named(argument: str, plans: str | None) -> Iterator[Batch | SmartplanError]:
    """What one argument means, and what of it cannot be looked into. Raises SmartplanError."""
    if argument == STANDARD_INPUT:
        try:
            folder = find_folder(plans)
        except SmartplanError:
            folder = Folder(None)
        yield Batch(folder, [None])
    elif is_folder(argument, plans):
        for path in folders(argument):
            if isinstance(path, SmartplanError):
                yield path
                continue
            # The reviews or the evaluations of a folder of plans by themselves.
            part = path.name in PARTS
            folder = Folder(path.parent if part else path)
            yield Batch(folder, [*(folder.parts(path.name).values() if part else folder.everything())])
    else:
        folder, file = resolve(argument, plans)
        yield Batch(folder, [file])


def check(
    found: Sequence[Batch | SmartplanError], today: date, selection: Selection, jobs: int,
) -> Iterator[list[Checked | SmartplanError]]:  # fmt: skip
    """What is found in each batch, in their order, worked on by that many processes."""
    # The other processes have no standard input.
    alone = any(isinstance(one, Batch) and None in one.paths for one in found)
    return pool.each(partial(_check, today=today, selection=selection), found, 1 if alone else jobs)


def _check(batch: Batch | SmartplanError, today: date, selection: Selection) -> list[Checked | SmartplanError]:
    if isinstance(batch, SmartplanError):
        return [batch]
    # One of its own, so that what was read is let go with the batch.
    folder = Folder(batch.folder.path, batch.folder.store)
    return [_file(folder, path, today, selection) for path in batch.paths]


def _file(folder: Folder, path: Path | None, today: date, selection: Selection) -> Checked | SmartplanError:
    try:
        loaded = standard_input() if path is None else folder.load(path)
    except SmartplanError as error:
        return error
    plan = loaded.plan
    findings, ignored = examine(loaded, folder, path, today, selection=selection)
    programmes = sum(len(dimension.programmes) for dimension in plan.dimensions.values()) if plan else 0
    return Checked(path, programmes, findings, sum(map(selection.wants, ignored)))


def validate(
    arguments: Sequence[str], plans: str | None, today: date, selection: Selection, baseline: "Baseline | None" = None,
) -> Report:  # fmt: skip
    """Check what was named, one file after the other. Raises SmartplanError when there is no folder to look into."""
    return gather(check(batches(arguments, plans), today, selection, 1), selection, baseline)


def gather(
    results: Iterable[list[Checked | SmartplanError]], selection: Selection, baseline: "Baseline | None" = None
) -> Report:
    """One report of all, held against the baseline."""
    report = Report(rules=len(selection.rules))
    for one in (one for batch in results for one in batch):
        if isinstance(one, SmartplanError):
            report.failures.append(one)
            continue
        report.files += 1
        report.programmes += one.programmes
        report.ignored += one.ignored
        wanted = [item for item in one.findings if selection.wants(item)]
        if baseline is not None:
            new = baseline.hold(one.path, one.findings, selection)
            report.accepted += len(wanted) - len(new)
            wanted = new
        report.findings += wanted
    if baseline is not None:
        unused = [placed(finding, baseline.document) for finding in baseline.unused(selection)]
        report.findings += [item for item in unused if selection.wants(item)]
    return report
