"""The inputs and recommendations that a revision still has to decide, with what helps to decide each."""

from collections import defaultdict

from msgspec import Struct

from smartplan.analysis.inputs import Reviewed, ReviewInput, citations, reviewed
from smartplan.analysis.nearest_programmes import nearest_programmes
from smartplan.operations.inputs import done
from smartplan.operations.open_inputs import open_inputs
from smartplan.plan.model import Entry
from smartplan.workspace.revision import Revision


class PendingInput(Struct, frozen=True):
    """An input or recommendation that is open or deferred, with its review, and the programmes nearest to it."""

    review: Reviewed
    given: ReviewInput
    near: list[Entry]


def pending(revision: Revision) -> list[PendingInput]:
    """Those of the chain up to a revision, by the date of the review."""
    refs = citations(revision.plan, done(revision))
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for one in open_inputs(revision):
        if one.kind != "input-not-cited":
            name, _, id_ = one.row.ref.rpartition("/")
            ids[name].append(id_)
    reviews = {name: revision.context.all_reviews[name] for name in ids}
    found = [reviewed(review, ids[name], revision.plan, revision.context, refs) for name, review in reviews.items()]
    return [
        PendingInput(review, given, nearest_programmes(given.text, given.dimension, revision.plan))
        for review in found
        for given in review.inputs
    ]
