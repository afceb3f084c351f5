"""Where a plan states figures with their basis, and the sources that a programme names, for its figures too."""

from collections.abc import Iterator, Mapping
from itertools import chain

from smartplan.plan.figure import Amount, Budget, Figure, Reading
from smartplan.plan.finding import Address
from smartplan.plan.model import Indicator, Plan, Programme
from smartplan.plan.plain_data import union

Placed = tuple[Address, Figure]


def figures(plan: Plan) -> Iterator[Placed]:
    """Every figure that is more than a plain number, with its address: those of the RPJMD, then of the programmes."""
    for id_, objective in plan.rpjmd.objectives.items():
        yield from _of_indicators(objective.indicators, ("rpjmd", "objectives", id_))
    for entry in plan.entries():
        # Few figures are more than a number, and this is asked of every programme.
        if not _is_plain(entry.programme):
            yield from of_programme(entry.programme, entry.path)


def of_programme(programme: Programme, path: Address = ()) -> Iterator[Placed]:
    """The same of one programme, whose address is given."""
    yield from _of_budget(programme.budget, (*path, "budget"))
    yield from _of_budget(programme.spent, (*path, "spent"))
    yield from _of_indicators(programme.indicators, path)
    for id_, action in programme.actions.items():
        yield from _of_budget(action.budget, (*path, "actions", id_, "budget"))
        yield from _of_indicators(action.indicators, (*path, "actions", id_))


def cited_sources(programme: Programme) -> list[str]:
    """The sources that a programme names, for itself and then for its figures, each once."""
    return union(programme.sources, chain.from_iterable(figure.sources for _, figure in of_programme(programme)))


def _is_plain(programme: Programme) -> bool:
    """Whether all figures of a programme are plain numbers; one that has actions is looked into."""
    if programme.actions or programme.spent:
        return False
    for years in programme.budget.values():
        for money in years.values():
            if type(money) is Amount:
                return False
    for one in programme.indicators.values():
        if one.budget or type(one.baseline) is Reading or type(one.target_end) is Reading:
            return False
        for measure in one.targets.values():
            if type(measure) is Reading:
                return False
        for measure in one.actuals.values():
            if type(measure) is Reading:
                return False
    return True


def _of_budget(budget: Budget, path: Address) -> Iterator[Placed]:
    for fund, years in budget.items():
        if Amount in map(type, years.values()):
            for year, money in years.items():
                if isinstance(money, Amount):
                    yield (*path, fund, str(year)), money


def _of_indicators(indicators: Mapping[str, Indicator], path: Address) -> Iterator[Placed]:
    for id_, one in indicators.items():
        for name in ("baseline", "target_end"):
            if isinstance(figure := getattr(one, name), Reading):
                yield (*path, "indicators", id_, name), figure
        for name in ("targets", "actuals"):
            measures = getattr(one, name)
            if Reading in map(type, measures.values()):
                for year, measure in measures.items():
                    if isinstance(measure, Reading):
                        yield (*path, "indicators", id_, name, str(year)), measure
        yield from _of_budget(one.budget, (*path, "indicators", id_, "budget"))
