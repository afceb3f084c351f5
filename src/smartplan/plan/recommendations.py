"""Recommendations of evaluations, read as the inputs of a review: whoever looks at inputs looks at both alike."""

from collections.abc import Iterator

from smartplan.plan.evaluation import Evaluation, Recommendation
from smartplan.plan.finding import Address
from smartplan.plan.review import Input, Review


class Recommended(Review, frozen=True, kw_only=True):
    """The recommendations of an evaluation as inputs of a review of the plan that was in force.

    Its id is the stem of the evaluation's file, its date no more than the year; `leads_to` is the revision that
    supersedes the evaluated one. Nobody is named as the giver: it is the ministry.
    """

    stage: int | None = None


def recommended(stem: str, evaluation: Evaluation, leads_to: str = "") -> Recommended:
    """Read the recommendations of an evaluation as a review."""
    return Recommended(
        review=stem,
        date=str(evaluation.year),
        stage=evaluation.stage,
        reviews=evaluation.revision,
        leads_to=leads_to,
        inputs={
            id_: Input(dimension=one.dimension, text=one.text, disposition=one.disposition, answer=one.answer)
            for id_, one in evaluation.recommendations.items()
        },
    )


def inputs_of(content: Review | Evaluation) -> Iterator[tuple[Address, Input | Recommendation]]:
    """Each input or recommendation with its address in the file."""
    if isinstance(content, Evaluation):
        for id_, one in content.recommendations.items():
            yield ("recommendations", id_), one
        return
    key = "recommendations" if isinstance(content, Recommended) else "inputs"
    for id_, given in content.inputs.items():
        yield (key, id_), given
