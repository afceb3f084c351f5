"""An input of a review or a recommendation of an evaluation, found by its citation, with who gave it and what became
of it."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.analysis.givers import giver
from smartplan.plan.context import Context
from smartplan.plan.field_types import Disposition
from smartplan.plan.model import Plan
from smartplan.plan.recommendations import Recommended, recommended
from smartplan.plan.review import Input, Review


class InputRow(Struct, frozen=True, kw_only=True):
    """An input or recommendation that led to something; all but `ref` is null where no file holds it."""

    ref: str
    text: str | None = None
    source: Annotated[str | None, Meta(description="Id of who gave it.")] = None
    given_by: Annotated[str | None, Meta(description="Name of who gave it.")] = None
    review: Annotated[str | None, Meta(description="Title of the review.")] = None
    evaluation: Annotated[
        int | UnsetType, Meta(description="Year of the evaluation, where it is a recommendation of the ministry.")
    ] = UNSET
    stage: Annotated[int | UnsetType | None, Meta(description="Stage of that evaluation.")] = UNSET
    date: str | None = None
    disposition: Disposition | None = None
    answer: str | None = None

    @property
    def giver(self) -> str:
        """Who gave it: by name, else by id; empty where that is not stated."""
        return self.given_by or self.source or ""


def find_input(ref: str, context: Context) -> tuple[Review, Input] | None:
    """The input of a citation `review/INPUT` or `STEM/R-01`, with its review; None where no file holds it."""
    name, _, id_ = ref.partition("/")
    review = context.reviews.get(name)
    if review is None and name in context.evaluations:
        # Which revision it leads to, for which all would have to be read, is not asked here.
        review = recommended(name, context.evaluations[name])
    given = review.inputs.get(id_) if review else None
    return (review, given) if review and given else None


def cited_input(ref: str, context: Context) -> InputRow:
    """The row of a citation."""
    found = find_input(ref, context)
    return InputRow(ref=ref) if found is None else input_row(ref, *found, context)


def input_row(ref: str, review: Review, given: Input, context: Context, plan: Plan | None = None) -> InputRow:
    """The row of an input that a review holds; `plan` is a revision that was read already."""
    if isinstance(review, Recommended):
        return InputRow(
            ref=ref,
            text=given.text,
            evaluation=int(review.date),
            stage=review.stage,
            date=review.date,
            disposition=given.disposition,
            answer=given.answer or None,
        )
    return InputRow(
        ref=ref,
        text=given.text,
        source=given.source or None,
        given_by=giver(given.source, review, context, plan).name or None,
        review=review.title,
        date=review.date,
        disposition=given.disposition,
        answer=given.answer or None,
    )
