"""The evaluations of a folder, and which of its files could not be read as one."""

from dataclasses import dataclass, field

from smartplan.analysis.evaluations import EvaluationFile, Evaluations, assess
from smartplan.errors import PassedOver, SmartplanError
from smartplan.plan.model import Plan
from smartplan.workspace.folder import Folder, find_folder
from smartplan.workspace.paths import shown
from smartplan.workspace.unreadable import evaluation_of, passed_over


@dataclass(slots=True)
class EvaluationRecord:
    """What is on record. `plans` are those that were evaluated, the last first.

    `faulty` are files of which only the sound part was used, with the number of findings; `passed_over` are files that
    are not read because of their names.
    """

    result: Evaluations
    plans: list[Plan] = field(default_factory=list)
    failures: list[SmartplanError] = field(default_factory=list)
    faulty: list[tuple[str, int]] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)


def record(plans: str | None) -> EvaluationRecord:
    """The record of the folder of plans. Raises NoPlansFolder; a file that cannot be read is one of the failures."""
    folder = find_folder(plans)
    filed: list[EvaluationFile] = []
    failures: list[SmartplanError] = []
    faulty: list[tuple[str, int]] = []
    for path in folder.parts("evaluations").values():
        try:
            file = folder.load(path)
            filed.append(EvaluationFile(file.document.name, evaluation_of(file)))
        except SmartplanError as error:
            failures.append(error)
            continue
        if file.findings:
            faulty.append((file.document.name, len(file.findings)))
    assert folder.path is not None
    evaluated = _plans(folder, filed)
    city = next((plan.city.name for plan in evaluated if plan.city.name), None)
    result = assess(filed, shown(folder.path / "evaluations"), city)
    return EvaluationRecord(result, evaluated, failures, faulty, passed_over(folder, "evaluations"))


def _plans(folder: Folder, filed: list[EvaluationFile]) -> list[Plan]:
    """The plans that were evaluated: an evaluation names neither the city nor its dimensions."""
    named = {one.evaluation.revision: None for one in sorted(filed, key=lambda one: -one.evaluation.year)}
    found = [folder.find(revision) for revision in named if revision]
    return [one.plan for one in found if one and one.plan]
