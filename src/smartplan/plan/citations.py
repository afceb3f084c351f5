"""Where a plan cites the inputs that led to it."""

from collections.abc import Iterator

from smartplan.plan.finding import Address
from smartplan.plan.model import Plan


def cited(plan: Plan) -> Iterator[tuple[Address, str]]:
    """Every citation of an input in a plan: at its top, in programmes, in withdrawals."""
    places: list[tuple[Address, list[str]]] = [((), plan.because)]
    places += [(one.path, one.programme.because) for one in plan.entries() if one.programme.because]
    places += [(("withdrawn", id_), withdrawal.because) for id_, withdrawal in plan.withdrawn.items()]
    for path, refs in places:
        for index, ref in enumerate(refs):
            yield (*path, "because", index), ref
