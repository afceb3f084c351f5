"""Where a plan cites the inputs that led to it."""

from collections.abc import Container, Iterator

from smartplan.plan.finding import Address
from smartplan.plan.model import Plan
from smartplan.plan.review import Review


def cited(plan: Plan) -> Iterator[tuple[Address, str]]:
    """Every citation of an input in a plan: at its top, in programmes, in withdrawals."""
    places: list[tuple[Address, list[str]]] = [((), plan.because)]
    places += [(one.path, one.programme.because) for one in plan.entries() if one.programme.because]
    places += [(("withdrawn", id_), withdrawal.because) for id_, withdrawal in plan.withdrawn.items()]
    for path, refs in places:
        for index, ref in enumerate(refs):
            yield (*path, "because", index), ref


def not_cited(review: Review, refs: Container[str]) -> Iterator[str]:
    """Ids of the accepted inputs of a review that are not among the citations of the plan to which it leads."""
    for id_, given in review.inputs.items():
        # What is typed in has no name that it could be cited by.
        if given.disposition == "accepted" and review.review and f"{review.review}/{id_}" not in refs:
            yield id_
