"""Who gave an input of a review: the same name in every report."""

from typing import NamedTuple

from smartplan.plan.context import Context
from smartplan.plan.field_types import Role
from smartplan.plan.model import Plan
from smartplan.plan.review import Review


class Giver(NamedTuple):
    """A participant or an agency; the name is empty where nobody of that id is known."""

    name: str
    role: Role | None


def giver(source: str, review: Review, context: Context, plan: Plan | None = None) -> Giver:
    """A participant of the review, or an agency of the revision it leads to, else of the one it reviews.

    An agency is called as it is everywhere: by its short name where it has one. `plan` is one that was read already.
    """
    if source in review.participants:
        participant = review.participants[source]
        return Giver(participant.name or source, participant.role)
    # Another revision is read only where the name is not to be had without it.
    for revision in (review.leads_to, review.reviews) if source else ():
        at = plan if plan is not None and revision == plan.revision else context.revisions.get(revision)
        if at is not None and source in at.agencies:
            agency = at.agencies[source]
            return Giver(agency.called or source, agency.role or "government")
    return Giver("", None)
