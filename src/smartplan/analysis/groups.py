"""The questions of `--by`: which programmes, or which part of each, belong to which row."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal, get_args

from smartplan.analysis.rows import Contribution, Row, Scope, add_up, contribution, planned_years, scope
from smartplan.plan.budget import budget_of, period_years
from smartplan.plan.field_types import Fund, Horizon, ProgrammeKind
from smartplan.plan.model import Entry, Plan
from smartplan.plan.objectives import in_order, served
from smartplan.plan.profile import Profile
from smartplan.plan.review import Review

By = Literal[
    "subdimension", "agency", "mission", "objective", "year", "kind", "horizon", "source", "indicator", "input"
]
# The field of a programme that each question is about.
FIELD_OF: Final[dict[By, str]] = {
    "subdimension": "subdimension",
    "agency": "agency",
    "mission": "missions",
    "objective": "objectives",
    "year": "years",
    "kind": "kind",
    "horizon": "horizon",
    "source": "budget",
    "indicator": "indicators",
    "input": "because",
}
# What a programme does not state is told in a row of its own, at the end.
UNSTATED = ""
Keyed = Iterator[tuple[str, Contribution]]
_Split = Callable[[Entry, Scope], Keyed]


def cells(programmes: Iterable[Contribution], profile: Profile | None) -> list[Row]:
    """A row for each sub-dimension in the order of the profile, empty ones too, then any other that the plan names.

    A dimension that has no sub-dimensions is such a row itself, under its own key.
    """
    known = profile.places if profile else []
    groups: dict[tuple[str, str], list[Contribution]] = {place: [] for place in known}
    for one in programmes:
        groups.setdefault((one.entry.dimension, one.entry.programme.subdimension), []).append(one)
    order = list(dict.fromkeys(key for key, _ in groups))
    return [
        add_up(parts, key=key if (key, "") in known else f"{key}/{sub}", dimension=key, subdimension=sub)
        for (key, sub), parts in sorted(groups.items(), key=lambda item: order.index(item[0][0]))
    ]


def dimensions(programmes: Iterable[Contribution], keys: Iterable[str]) -> list[Row]:
    """A row for each of these dimensions."""
    parts: defaultdict[str, list[Contribution]] = defaultdict(list)
    for one in programmes:
        parts[one.entry.dimension].append(one)
    return [add_up(parts[key], key=key, dimension=key) for key in keys]


def rows(plan: Plan, by: By, reviews: Sequence[Review], as_of: int) -> list[Row]:
    """The rows of a question other than sub-dimensions; known keys without a programme have theirs too."""
    groups: dict[str, list[Contribution]] = {key: [] for key in _known(plan, by, reviews)}
    seen = scope(plan, as_of)
    # A goal is served by the programmes of its objectives too, each counted once.
    objectives = plan.rpjmd.objectives
    split = _SPLIT[by] if by != "objective" else _whole(lambda entry: served(objectives, entry.programme.objectives))
    for entry in plan.entries():
        for key, one in split(entry, seen):
            groups.setdefault(key, []).append(one)
    if by == "year":
        groups = dict(sorted(groups.items()))
    unstated = groups.pop(UNSTATED, [])
    partners = _partnering(plan) if by == "agency" else None
    found = [
        add_up(parts, key=key, partnering=None if partners is None else partners[key]) for key, parts in groups.items()
    ]
    return [*found, add_up(unstated)] if unstated else found


def _known(plan: Plan, by: By, reviews: Sequence[Review]) -> Iterable[str]:
    if by == "agency":
        return plan.agencies
    if by == "mission":
        return plan.rpjmd.missions
    if by == "objective":
        return in_order(plan.rpjmd.objectives)
    if by == "kind":
        return get_args(ProgrammeKind)
    if by == "horizon":
        return get_args(Horizon)
    if by == "source":
        # Money whose source nobody names has a row where there is some.
        return [fund for fund in get_args(Fund) if fund != "unstated"]
    if by == "input":
        return [f"{review.review}/{id_}" for review in reviews for id_ in review.inputs]
    return [str(year) for year in period_years(plan)]


def _partnering(plan: Plan) -> defaultdict[str, int]:
    count: defaultdict[str, int] = defaultdict(int)
    for entry in plan.entries():
        for partner in entry.programme.participants:
            count[partner] += 1
    return count


def _whole(names: Callable[[Entry], Iterable[str]]) -> _Split:
    """A programme belongs whole to each row it names."""

    def split(entry: Entry, scope: Scope) -> Keyed:
        one = contribution(entry, scope)
        for name in dict.fromkeys(names(entry)) or (UNSTATED,):
            yield name, one

    return split


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _by_year(entry: Entry, scope: Scope) -> Keyed:
    """Only what a programme states for the year: its money, its execution."""
    programme = entry.programme
    money = (*budget_of(programme).values(), *programme.spent.values())
    years = planned_years(programme).union(*(amounts.keys() for amounts in money))
    for year in sorted(years):
        yield str(year), contribution(entry, scope, year=year)
    if not years:
        yield UNSTATED, contribution(entry, scope)


def _by_source(entry: Entry, scope: Scope) -> Keyed:
    """Only the money of the funding source; what has no budget is told apart, whatever it spent."""
    budget = budget_of(entry.programme)
    for fund in dict.fromkeys([*budget, *entry.programme.spent]) if budget else ():
        yield fund, contribution(entry, scope, fund=fund)
    if not budget:
        yield UNSTATED, contribution(entry, scope)


_SPLIT: Final[dict[By, _Split]] = {
    "agency": _whole(lambda entry: _one(entry.programme.agency)),
    "mission": _whole(lambda entry: entry.programme.missions),
    "kind": _whole(lambda entry: _one(entry.programme.kind)),
    "horizon": _whole(lambda entry: _one(entry.programme.horizon)),
    "input": _whole(lambda entry: entry.programme.because),
    "year": _by_year,
    "source": _by_source,
}
