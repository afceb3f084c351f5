"""The evaluations of a folder, with the plans that they are of."""

from collections import defaultdict
from typing import NamedTuple

from smartplan.analysis.evaluations import CitingRevision, EvaluationFile, Evaluations, assess
from smartplan.analysis.inputs import Citation, citation
from smartplan.errors import SmartplanError
from smartplan.plan.citations import cited
from smartplan.plan.model import Plan
from smartplan.workspace.folder import Folder, find_folder
from smartplan.workspace.paths import shown
from smartplan.workspace.unreadable import all_read, evaluation_of


class EvaluationRecord(NamedTuple):
    """What is on record in a folder. `plans` are those that were evaluated, the last first.

    `complete` says that every file was read, so that what is not among them is not there.
    """

    folder: Folder
    result: Evaluations
    plans: list[Plan]
    complete: bool


def record(plans: str | None) -> EvaluationRecord:
    """The record of the folder of plans, from the files that can be read. Raises NoPlansFolder."""
    return of_folder(find_folder(plans))


def of_folder(folder: Folder) -> EvaluationRecord:
    """The record of a folder that may have been read already; an empty one where there is none."""
    filed: list[EvaluationFile] = []
    for path in folder.parts("evaluations").values():
        try:
            file = folder.load(path)
            filed.append(EvaluationFile(file.document.name, evaluation_of(file)))
        except SmartplanError:
            # What is wrong with it, `unreadable_files` says.
            continue
    evaluated = _plans(folder, filed)
    city = next((plan.city.name for plan in evaluated if plan.city.name), None)
    place = shown(folder.path / "evaluations") if folder.path else ""
    result = assess(filed, place, city, _citations(folder, filed))
    return EvaluationRecord(folder, result, evaluated, all_read(folder, "evaluations"))


def _citations(folder: Folder, filed: list[EvaluationFile]) -> dict[str, list[CitingRevision]]:
    """What cites an input in which revision; no revision is read where nothing was recommended."""
    found: defaultdict[str, list[CitingRevision]] = defaultdict(list)
    if not any(one.evaluation.recommendations for one in filed):
        return found
    for name in folder.revisions():
        file = folder.find(name)
        if file is None or file.plan is None:
            continue
        within: defaultdict[str, list[Citation]] = defaultdict(list)
        for path, ref in cited(file.plan):
            if (one := citation(file.plan, path)) not in within[ref]:
                within[ref].append(one)
        for ref, every in within.items():
            found[ref].append(CitingRevision(revision=name, cited=every))
    return found


def _plans(folder: Folder, filed: list[EvaluationFile]) -> list[Plan]:
    """The plans that were evaluated: an evaluation names neither the city nor its dimensions."""
    named = {one.evaluation.revision: None for one in sorted(filed, key=lambda one: -one.evaluation.year)}
    found = [folder.find(revision) for revision in named if revision]
    return [one.plan for one in found if one and one.plan]
