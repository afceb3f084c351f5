"""The reviews and evaluations beside the plans: which can be read, and what has to be said of the others."""

from msgspec import Struct

from smartplan.errors import NotAnEvaluation, NotAReview, PassedOver, SmartplanError
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.review import Review
from smartplan.plan.subject import subject_of
from smartplan.workspace.file_names import right_name
from smartplan.workspace.folder import Folder
from smartplan.workspace.paths import shown
from smartplan.workspace.plan_file import PlanFile


class UnreadableFiles(Struct):
    """Files that could not be read, and files of which only the sound part was used, with the number of findings.

    `passed_over` are files that are not read because of their names.
    """

    failures: list[SmartplanError] = []
    faulty: list[tuple[str, int]] = []
    passed_over: list[PassedOver] = []


def unreadable_files(folder: Folder, *kinds: str) -> UnreadableFiles:
    """What there is to say of the `reviews` or `evaluations` of a folder."""
    found = UnreadableFiles(passed_over=passed_over(folder, *kinds))
    for kind in kinds:
        for path in folder.parts(kind).values():
            try:
                file = folder.load(path)
                review_of(file) if kind == "reviews" else evaluation_of(file)
            except SmartplanError as error:
                found.failures.append(error)
                continue
            if file.findings:
                found.faulty.append((file.document.name, len(file.findings)))
    return found


def all_read(folder: Folder, *kinds: str) -> bool:
    """Whether each file of these kinds was read, so that what is not among them is not there."""
    found = unreadable_files(folder, *kinds)
    return not found.failures and not found.passed_over


def passed_over(folder: Folder, *kinds: str) -> list[PassedOver]:
    """The files of those kinds that are not read because of their names; the kind of a revision is empty."""
    return [PassedOver(path=shown(path), right=right_name(path).name) for path in folder.passed_over(*kinds)]


def review_of(file: PlanFile) -> Review:
    """The review in a file. Raises NotAReview with the place of the first fault, or what the file is."""
    if isinstance(file.content, Review) and file.content.review:
        return file.content
    raise _refusal(NotAReview, file, "review")


def evaluation_of(file: PlanFile) -> Evaluation:
    """The evaluation in a file. Raises NotAnEvaluation with the place of the first fault, or what the file is."""
    if isinstance(file.content, Evaluation) and file.content.year:
        return file.content
    raise _refusal(NotAnEvaluation, file, "evaluation")


def _refusal(kind: type[SmartplanError], file: PlanFile, subject: str) -> SmartplanError:
    document = file.document
    if document.data is not None and subject_of(document.tree.data) != subject:
        return kind(path=document.name, subject=subject_of(document.tree.data), variant="other")
    fault = file.faults[0]
    return kind(path=document.name, finding=fault, place=document.place_of(fault))
