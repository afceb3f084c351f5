"""The evaluations of a folder, and which of its files could not be read as one."""

from dataclasses import dataclass, field

from smartplan.beside import evaluation_of, skipped
from smartplan.coverage.evaluations import Evaluations, Filed, assess
from smartplan.errors import PassedOver, SmartplanError
from smartplan.reading.folder import Folder, find_folder, shown


@dataclass(slots=True)
class Record:
    """What is on record. `faulty` are files of which only the sound part was used, with the number of findings.

    `passed_over` are files that are not read because of their names.
    """

    result: Evaluations
    failures: list[SmartplanError] = field(default_factory=list)
    faulty: list[tuple[str, int]] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)


def record(plans: str | None) -> Record:
    """The record of the folder of plans. Raises NoPlansFolder; a file that cannot be read is one of the failures."""
    folder = find_folder(plans)
    filed: list[Filed] = []
    failures: list[SmartplanError] = []
    faulty: list[tuple[str, int]] = []
    for path in folder.parts("evaluations").values():
        try:
            loaded = folder.load(path)
            filed.append(Filed(loaded.document.name, evaluation_of(loaded)))
        except SmartplanError as error:
            failures.append(error)
            continue
        if loaded.shaped and loaded.shaped.findings:
            faulty.append((loaded.document.name, len(loaded.shaped.findings)))
    assert folder.path is not None
    result = assess(filed, shown(folder.path / "evaluations"), _city(folder, filed))
    return Record(result, failures, faulty, skipped(folder, "evaluations"))


def _city(folder: Folder, filed: list[Filed]) -> str | None:
    """The name of the city: an evaluation does not say it, the plan that was evaluated does."""
    named = {one.evaluation.revision: None for one in sorted(filed, key=lambda one: -one.evaluation.year)}
    for revision in filter(None, named):
        found = folder.find(revision)
        if found and found.plan and found.plan.city.name:
            return found.plan.city.name
    return None
