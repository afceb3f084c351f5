"""Goals and objectives of the RPJMD: how many programmes serve each, and how their indicators stand."""

from collections import Counter

from msgspec import Struct

from smartplan.analysis.indicators import IndicatorFigures, figures
from smartplan.plan.field_types import ObjectiveLevel
from smartplan.plan.model import Plan
from smartplan.plan.objectives import in_order, served


class ObjectiveIndicator(IndicatorFigures, frozen=True):
    """An indicator of a goal or objective."""

    id: str


class ObjectiveProgress(Struct, frozen=True, kw_only=True):
    """A goal or objective, how many programmes serve it, and its indicators."""

    id: str
    name: str
    level: ObjectiveLevel | None
    mission: str | None
    under: str | None
    depth: int
    """How many goals stand above it."""
    programmes: int
    indicators: list[ObjectiveIndicator]


def objectives(plan: Plan) -> list[ObjectiveProgress]:
    """Each goal with its objectives behind it; a goal is served by the programmes of its objectives too."""
    known = plan.rpjmd.objectives
    if not known:
        return []
    count = Counter(id_ for entry in plan.entries() for id_ in served(known, entry.programme.objectives))
    return [
        ObjectiveProgress(
            id=id_,
            name=known[id_].name,
            level=known[id_].level,
            mission=known[id_].mission or None,
            under=known[id_].under or None,
            depth=depth,
            programmes=count[id_],
            indicators=[ObjectiveIndicator(key, **figures(one)) for key, one in known[id_].indicators.items()],
        )
        for id_, depth in in_order(known).items()
    ]
