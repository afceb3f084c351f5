"""Inputs of reviews and recommendations of evaluations that wait for a decision, through the chain of revisions."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smartplan.plan.citations import cited
from smartplan.plan.review import Input, Review
from smartplan.workspace.revision import Revision


class OpenInput(NamedTuple):
    """An input or recommendation with its review, and how it is cited."""

    ref: str
    review: Review
    given: Input


def open_inputs(revision: Revision, chain: Sequence[Revision]) -> Iterator[OpenInput]:
    """Those of the reviews of a revision and of its `chain` that are open, or deferred and not cited since in it.

    Among the reviews are those that lead to no revision, or to one which is still to be drafted.
    """
    names = {one.name for one in chain}
    taken_up = {ref for one in chain for _, ref in cited(one.plan)}
    ahead = {*revision.context.revision_names, revision.name}
    reviews = [
        review
        for review in revision.context.all_reviews.values()
        if review.leads_to in {*names, revision.name} or (review.reviews in names and review.leads_to not in ahead)
    ]
    for review in sorted(reviews, key=lambda review: review.date):
        for id_, given in review.inputs.items():
            ref = f"{review.review}/{id_}"
            if given.disposition == "open" or (given.disposition == "deferred" and ref not in taken_up):
                yield OpenInput(ref, review, given)
