"""Actions, one level below a programme: how many of each kind, planned and run, and which an agency executes."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, Final, get_args

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.analysis.rows import executed, planned_years
from smartplan.plan.budget import basis_by_fund, of_year, rupiah_by_fund
from smartplan.plan.field_types import Fund, ProgrammeKind, Ran
from smartplan.plan.figure import Basis
from smartplan.plan.model import Action, ActionEntry, Entry, Plan, Programme

# The kinds that the evaluation scores; a plan without one of them has a gap.
SCORED: Final[tuple[ProgrammeKind, ...]] = ("capacity", "infrastructure", "application", "literacy")
_KINDS: Final = (*get_args(ProgrammeKind), None)


class ActionYear(Struct, frozen=True, kw_only=True):
    """The actions of one kind, dimension and year."""

    planned: Annotated[int, Meta(description="Planned for the year, or executed in it.")] = 0
    ran: Annotated[int, Meta(description="Of these, how many ran, at least partly.")] = 0
    not_run: Annotated[int, Meta(description="How many did not run. The others have no record.")] = 0


class ActionRow(Struct, frozen=True, kw_only=True):
    """The actions of one kind in one dimension; an action of several years counts in each of them, and once here."""

    kind: Annotated[ProgrammeKind | None, Meta(description="Null for those that do not state it.")]
    dimension: str
    actions: int
    undated: Annotated[int, Meta(description="How many of them state no year.")]
    planned: Annotated[int, Meta(description="How many were planned for some year so far.")]
    ran: Annotated[int, Meta(description="Of these, how many ran, at least partly, in some year so far.")]
    not_run: Annotated[int, Meta(description="How many did not run in any year so far that has a record.")]
    not_recorded: Annotated[int, Meta(description="How many have no record of their execution so far.")]
    years: Annotated[dict[int, ActionYear], Meta(description="Every year of one of them, to come as well.")]


class AgendaAction(Struct, frozen=True, kw_only=True):
    """An action that an agency executes, in one year."""

    action: str
    name: str
    kind: ProgrammeKind | None
    planned: Annotated[bool, Meta(description="Whether it is planned for the year, or was executed in it.")]
    execution: Ran | None
    budget: Annotated[dict[Fund, int], Meta(description="Whole rupiah of the year by funding source.")]
    budget_basis: Annotated[
        dict[Fund, Basis] | UnsetType, Meta(description="Of these amounts; absent if none states its basis.")
    ] = UNSET


def count(plan: Plan, as_of: int) -> list[ActionRow]:
    """A row for each kind and dimension that has actions: by kind, then in the order of the plan."""
    groups: defaultdict[tuple[ProgrammeKind | None, str], list[Action]] = defaultdict(list)
    for entry in plan.entries():
        for action in entry.programme.actions.values():
            groups[action.kind, entry.dimension].append(action)
    return [_row(*key, groups[key], as_of) for key in sorted(groups, key=lambda key: _KINDS.index(key[0]))]


def _row(kind: ProgrammeKind | None, dimension: str, actions: list[Action], as_of: int) -> ActionRow:
    states = [executed(action, as_of) for action in actions]
    years: defaultdict[int, list[Ran | None]] = defaultdict(list)
    for action in actions:
        for year in planned_years(action):
            years[year].append(action.execution.get(year))
    return ActionRow(
        kind=kind,
        dimension=dimension,
        actions=len(actions),
        undated=sum(not planned_years(action) for action in actions),
        planned=len(states) - states.count(None),
        ran=states.count("ran"),
        not_run=states.count("not_run"),
        not_recorded=states.count("not_recorded"),
        years={
            year: ActionYear(
                planned=len(found), ran=found.count("ran") + found.count("partly"), not_run=found.count("not_run")
            )
            for year, found in sorted(years.items())
        },
    )


def stated_years(action: Action) -> set[int]:
    """Every year that an action speaks of: planned for, executed, funded, aimed at or measured."""
    years = {*action.years, *action.execution}
    years.update(*action.budget.values())
    for indicator in action.indicators.values():
        years.update(indicator.targets, indicator.actuals)
    return years


def executed_by(entry: Entry, agency: str) -> Iterator[ActionEntry]:
    """The actions of a programme that an agency executes: its own, and where it leads those that name no other."""
    for one in entry.actions():
        if (one.action.agency or entry.programme.agency) == agency:
            yield one


def only_by_actions(programme: Programme, agency: str) -> bool:
    """Whether an agency takes part in a programme by nothing but actions that it executes."""
    if not programme.actions or agency == programme.agency or agency in programme.partners:
        return False
    return all(indicator.agency != agency for indicator in programme.indicators.values())


def in_year(entry: Entry, agency: str, year: int | None) -> list[AgendaAction]:
    """The actions that an agency executes in a year; one that states no year belongs to each of its programme's."""
    found = []
    for _, id_, action in executed_by(entry, agency):
        years = stated_years(action)
        if years and year not in years:
            continue
        budget = of_year(action.budget, year)
        found.append(
            AgendaAction(
                action=id_,
                name=action.name,
                kind=action.kind,
                planned=year in action.execution or year in action.years,
                execution=None if year is None else action.execution.get(year),
                budget=rupiah_by_fund(budget),
                budget_basis=basis_by_fund(budget),
            )
        )
    return found
