"""The reviews and evaluations beside the plans: which can be read, and what has to be said of the others."""

from dataclasses import dataclass, field

from smartplan.errors import NotAnEvaluation, NotAReview, PassedOver, SmartplanError
from smartplan.plan.model import Evaluation, Review
from smartplan.reading.folder import Folder, Loaded, shown
from smartplan.reading.naming import right_name


@dataclass(slots=True)
class Remarks:
    """Files that could not be read, and files of which only the sound part was used, with the number of findings.

    `passed_over` are files that are not read because of their names.
    """

    failures: list[SmartplanError] = field(default_factory=list)
    faulty: list[tuple[str, int]] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)


def remarks(folder: Folder, *kinds: str) -> Remarks:
    """What there is to say of the `reviews` or `evaluations` of a folder."""
    found = Remarks(passed_over=skipped(folder, *kinds))
    for kind in kinds:
        for path in folder.parts(kind).values():
            try:
                loaded = folder.load(path)
                review_of(loaded) if kind == "reviews" else evaluation_of(loaded)
            except SmartplanError as error:
                found.failures.append(error)
                continue
            if loaded.shaped and loaded.shaped.findings:
                found.faulty.append((loaded.document.name, len(loaded.shaped.findings)))
    return found


def all_read(folder: Folder, *kinds: str) -> bool:
    """Whether each file of these kinds was read, so that what is not among them is not there."""
    found = remarks(folder, *kinds)
    return not found.failures and not found.passed_over


def skipped(folder: Folder, *kinds: str) -> list[PassedOver]:
    """The files of those kinds that are not read because of their names; the kind of a revision is empty."""
    return [PassedOver(path=shown(path), right=right_name(path).name) for path in folder.passed_over(*kinds)]


def review_of(loaded: Loaded) -> Review:
    """The review in a file. Raises NotAReview with the place of the first fault, or what the file is."""
    content = loaded.shaped.content if loaded.shaped else None
    if isinstance(content, Review) and content.review:
        return content
    raise _refusal(NotAReview, loaded, "review")


def evaluation_of(loaded: Loaded) -> Evaluation:
    """The evaluation in a file. Raises NotAnEvaluation with the place of the first fault, or what the file is."""
    content = loaded.shaped.content if loaded.shaped else None
    if isinstance(content, Evaluation) and content.year:
        return content
    raise _refusal(NotAnEvaluation, loaded, "evaluation")


def _refusal(kind: type[SmartplanError], loaded: Loaded, subject: str) -> SmartplanError:
    document = loaded.document
    if document.data is not None and document.subject != subject:
        return kind(path=document.name, subject=document.subject, variant="other")
    fault = [*document.tree.faults, *(loaded.shaped.findings if loaded.shaped else ())][0]
    return kind(path=document.name, finding=fault, place=document.place_of(fault))
