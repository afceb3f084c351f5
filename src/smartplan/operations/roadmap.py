"""Which part of a road map is asked for: names and years as people say them."""

from collections.abc import Sequence

from smartplan.analysis.roadmap import RoadmapFilter
from smartplan.errors import UsageError
from smartplan.operations.diff_filter import Filter
from smartplan.plan.model import Plan


def wanted(plan: Plan, dimensions: Sequence[str], agencies: Sequence[str], years: str | None) -> RoadmapFilter:
    """What they mean in a plan. Raises UnknownName, AmbiguousName, and UsageError for what is no year and no span."""
    found: list[int] = []
    if years is not None:
        # It loads what writes YAML.
        from smartplan.editing import spoken

        found = spoken.years(years)
        if not found:
            raise UsageError("error.bad-years", value=years.strip())
    named = Filter(dimensions, agencies).wanted([plan])
    return RoadmapFilter(dimension=sorted(named.dimensions), agency=sorted(named.agencies), year=found)
