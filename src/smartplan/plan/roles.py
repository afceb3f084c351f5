"""Agencies with a role in the plan besides its programmes: in the team, for readiness, for a dimension."""

from collections.abc import Iterator

from smartplan.plan.context import Context
from smartplan.plan.finding import Address
from smartplan.plan.model import Plan


def roles(plan: Plan) -> Iterator[tuple[Address, str]]:
    """Every such role: its address, and the agency that is named there."""
    yield ("team", "lead"), plan.team.lead
    for index, member in enumerate(plan.team.members):
        yield ("team", "members", index), member
    for part in ("structure", "infrastructure", "superstructure"):
        for key, item in getattr(plan.readiness, part).items():
            yield ("readiness", part, key, "agency"), item.agency
    for key, dimension in plan.dimensions.items():
        yield ("dimensions", key, "lead"), dimension.lead


def roles_unread(context: Context) -> bool:
    """Whether a role may be among what was left out of the model as invalid: who has it is not known."""
    return any(path[:1] in (("team",), ("readiness",)) or path[2:] == ("lead",) for path in context.invalid)
