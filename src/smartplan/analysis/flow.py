"""What leads to what in a plan: missions to dimensions, dimensions to the agencies that execute their programmes."""

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from smartplan.plan.model import Plan

# A key in place of what is not stated.
UNSTATED = ""


class PlanFlow(Struct, frozen=True):
    """Programmes by mission, dimension and executing agency, and by the pairs of these.

    A programme counts once for each mission that it serves; what is not stated has an empty key.
    """

    missions: Mapping[str, int]
    dimensions: Mapping[str, int]
    agencies: Mapping[str, int]
    served: Mapping[tuple[str, str], int]
    executed: Mapping[tuple[str, str], int]


def flow(plan: Plan) -> PlanFlow:
    """Count them: missions in the order of the RPJMD, agencies from the one that executes most."""
    missions: Counter[str] = Counter(dict.fromkeys(plan.rpjmd.missions, 0))
    dimensions: Counter[str] = Counter()
    agencies: Counter[str] = Counter()
    served: Counter[tuple[str, str]] = Counter()
    executed: Counter[tuple[str, str]] = Counter()
    for entry in plan.entries():
        dimensions[entry.dimension] += 1
        agencies[entry.programme.agency] += 1
        executed[entry.dimension, entry.programme.agency] += 1
        for mission in dict.fromkeys(entry.programme.missions) or (UNSTATED,):
            missions[mission] += 1
            served[mission, entry.dimension] += 1
    # What nobody is named for is told last.
    order = sorted(agencies, key=lambda id_: (id_ == UNSTATED, -agencies[id_]))
    stated = [id_ for id_ in missions if id_ != UNSTATED]
    return PlanFlow(
        {id_: missions[id_] for id_ in (*stated, *([UNSTATED] if UNSTATED in missions else ()))},
        dimensions,
        {id_: agencies[id_] for id_ in order},
        served,
        executed,
    )
