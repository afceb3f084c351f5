"""Fields of a programme that the author of the file decided."""

from smartplan.plan.budget import budget_of
from smartplan.plan.model import Programme

_SILENT = Programme()


def states(programme: Programme, field: str) -> bool:
    """Whether a programme says something in a field; its budget may stand by indicator."""
    if field == "budget":
        return bool(budget_of(programme))
    return bool(getattr(programme, field) != getattr(_SILENT, field))
