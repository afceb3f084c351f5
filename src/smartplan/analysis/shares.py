"""The percentages of a coverage report. Each is defined in the messages, area `coverage`, under its name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from smartplan.analysis.rows import Row, planned_years
from smartplan.plan.budget import budget_of, period_years
from smartplan.plan.figure_places import cited_sources
from smartplan.plan.model import Plan
from smartplan.plan.review import Review

# In the order they are told; the first is what a bare `--fail-under` speaks of.
SHARES: Final = (
    "subdimensions",
    "missions",
    "agencies",
    "other_agencies",
    "years",
    "executed",
    "aligned",
    "measured",
    "targets",
    "baselines",
    "budgets",
    "sources",
    "inputs",
)


class Share(Struct, frozen=True):
    """How many of how many; nothing to count makes no percentage."""

    n: int
    of: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1, or None."""
        return self.n / self.of if self.of else None


def shares(
    plan: Plan, cells: Sequence[Row], totals: Row, reviews: Sequence[Review], cited: Iterable[str]
) -> Mapping[str, Share]:
    """Every share by its name."""
    programmes = [entry.programme for entry in plan.entries()]
    missions = {mission for programme in programmes for mission in programme.missions}
    working = {name for programme in programmes for name in (programme.agency, *programme.participants)}
    years = frozenset[int]().union(*(planned_years(programme) for programme in programmes))
    measured = [indicator for programme in programmes for indicator in programme.indicators.values()]
    refs = frozenset(cited)
    found = {
        "subdimensions": _share(cells, lambda cell: cell.programmes > 0),
        "missions": _share(plan.rpjmd.missions, lambda mission: mission in missions),
        "agencies": _share(
            [id_ for id_, agency in plan.agencies.items() if agency.of_the_city], lambda agency: agency in working
        ),
        # Ministries, the province and companies: their part is told apart from that of the city's own agencies.
        "other_agencies": _share(
            [id_ for id_, agency in plan.agencies.items() if agency.tier not in (None, "city")],
            lambda agency: agency in working,
        ),
        "years": _share(period_years(plan), lambda year: year in years),
        "executed": Share(totals.ran, totals.recorded),
        "aligned": _share(
            programmes if plan.rpjmd.missions else (),
            lambda programme: any(mission in plan.rpjmd.missions for mission in programme.missions),
        ),
        "measured": _share(programmes, lambda programme: bool(programme.indicators)),
        "targets": _share(programmes, lambda programme: any(one.is_aimed for one in programme.indicators.values())),
        "baselines": _share(measured, lambda indicator: indicator.baseline is not None),
        "budgets": _share(programmes, lambda programme: any(budget_of(programme).values())),
        "sources": _share(programmes, lambda programme: bool(programme.sources or cited_sources(programme))),
        "inputs": _share(
            [
                f"{review.review}/{id_}"
                for review in reviews
                for id_, given in review.inputs.items()
                if given.disposition == "accepted"
            ],
            lambda ref: ref in refs,
        ),
    }
    return {name: found[name] for name in SHARES}


def _share(things: Iterable[Any], covered: Any) -> Share:
    flags = [bool(covered(thing)) for thing in things]
    return Share(sum(flags), len(flags))
