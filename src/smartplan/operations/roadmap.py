"""Which part of a road map is asked for: names and years as people say them."""

from collections.abc import Sequence

from smartplan.analysis.roadmap import RoadmapFilter
from smartplan.operations.diff_filter import Filter, years
from smartplan.plan.model import Plan


def wanted(plan: Plan, dimensions: Sequence[str], agencies: Sequence[str], year: str | None) -> RoadmapFilter:
    """What they mean in a plan. Raises UnknownName, AmbiguousName, and UsageError for what is no year and no span."""
    found = [] if year is None else years([year])
    named = Filter(dimensions, agencies).wanted([plan])
    return RoadmapFilter(dimension=sorted(named.dimensions), agency=sorted(named.agencies), year=found)
