"""The inputs of reviews and recommendations of evaluations by the name that plans cite them by."""

from collections.abc import Iterable
from typing import NamedTuple

from smartplan.operations.input_refs import input_files
from smartplan.plan.evaluation import Evaluation
from smartplan.plan.recommendations import recommended
from smartplan.plan.review import Input, Review
from smartplan.workspace.folder import Folder


class CitedInput(NamedTuple):
    """An input with the review that it was given in; a recommendation with its evaluation, read as one."""

    input: Input
    review: Review


def cited_inputs(folders: Iterable[Folder]) -> dict[str, CitedInput]:
    """Every readable input by `REVIEW/INPUT`; of one that is in several folders that of the first."""
    found: dict[str, CitedInput] = {}
    # Both revisions are mostly of one folder, which is then read once.
    places: dict[object, Folder] = {}
    for folder in folders:
        places.setdefault((folder.path, folder.where), folder)
    for folder in places.values():
        for name, file in input_files(folder).items():
            content = file.content
            review = recommended(name, content) if isinstance(content, Evaluation) else content
            for id_, given in review.inputs.items():
                found.setdefault(f"{name}/{id_}", CitedInput(given, review))
    return found
