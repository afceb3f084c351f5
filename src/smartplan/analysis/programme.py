"""One programme, whole: everything that is stated of it, with what it names looked up, and what is missing."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import UNSET, structs

from smartplan.analysis.absorption import absorption, spending
from smartplan.analysis.gap_analysis import gap_rows
from smartplan.analysis.gaps import Hole, holes
from smartplan.analysis.indicators import met
from smartplan.analysis.input_rows import cited_input
from smartplan.analysis.programme_details import (
    ActionDetails,
    Funding,
    IndicatorDetails,
    IndicatorYear,
    MissionRow,
    ObjectiveRow,
    Party,
    ProgrammeDetails,
)
from smartplan.analysis.sources import source_row
from smartplan.plan.budget import budget_of
from smartplan.plan.context import Context
from smartplan.plan.field_types import each
from smartplan.plan.figure import Budget, basis, basis_by_year, measured, rupiah_by_year, total
from smartplan.plan.figure_places import cited_sources
from smartplan.plan.model import Action, Entry, Indicator, Plan
from smartplan.plan.objectives import upwards

# In the order they are told. `formerly` is no gap, for most programmes keep their id; nor are a location, tags and what
# the author judged, of which most plans say nothing.
FIELDS: Final = (
    "name",
    "subdimension",
    "description",
    "agency",
    "partners",
    "missions",
    "objectives",
    "code",
    "kind",
    "horizon",
    "quick_win",
    "status",
    "years",
    "execution",
    "budget",
    "indicators",
    "actions",
    "because",
    "sources",
)
# What a hole says already.
_TOLD: Final = {
    "programme-without-agency": "agency",
    "programme-without-mission": "missions",
    "programme-without-objective": "objectives",
    "programme-without-indicator": "indicators",
    "programme-without-budget": "budget",
    "programme-without-source": "sources",
}


def details(plan: Plan, entry: Entry, context: Context, written: Mapping[str, Any]) -> ProgrammeDetails:
    """Look at one programme of a plan; `written` is its plain data as it stands in the file."""
    programme, sources = entry.programme, cited_sources(entry.programme)
    missing = _missing(plan, entry, context)
    budget = budget_of(programme)
    told = {_TOLD.get(hole.kind) for hole in missing}
    return ProgrammeDetails(
        id=entry.id,
        dimension=entry.dimension,
        subdimension=programme.subdimension or None,
        name=programme.name,
        description=programme.description or None,
        agency=_party(plan, programme.agency) if programme.agency else None,
        partners=[_party(plan, id_) for id_ in programme.partners],
        missions=[MissionRow(id=id_, text=plan.rpjmd.missions.get(id_)) for id_ in programme.missions],
        objectives=[_objective(plan, id_) for id_ in programme.objectives],
        judged=programme.judged,
        code=", ".join(each(programme.code)) or None,
        location=each(programme.location),
        tags=programme.tags,
        kind=programme.kind,
        horizon=programme.horizon,
        quick_win=programme.quick_win,
        status=programme.status,
        years=sorted(programme.years),
        execution=dict(sorted(programme.execution.items())),
        budget=_funding(budget, computed=not any(programme.budget.values())),
        spent=_funding(programme.spent),
        absorption=absorption([found] if (found := spending(programme, lambda _: True)) else []),
        indicators=[_indicator(plan, id_, indicator) for id_, indicator in programme.indicators.items()],
        actions=[_action(plan, id_, action) for id_, action in programme.actions.items()],
        inputs=[cited_input(ref, context) for ref in programme.because],
        sources=[source_row(key, plan.sources.get(key)) for key in sources],
        formerly=programme.formerly,
        closes=list(gap_rows(plan, entry.id)) or UNSET,
        missing=missing,
        # A field that is there but cannot be read is a matter of `validate`.
        unstated=[
            name
            for name in FIELDS
            if (getattr(programme, name) if name != "budget" else budget) in (None, "", [], {})
            and name not in told
            and not (name == "sources" and sources)
            # Few plans list actions, and none is asked for.
            and (name != "actions" or any(other.programme.actions for other in plan.entries()))
            # Where none is listed there is none to name.
            and (name != "objectives" or plan.rpjmd.objectives)
            and not (written.get(name) and context.is_invalid((*entry.path, name)))
        ],
    )


def _missing(plan: Plan, entry: Entry, context: Context) -> list[Hole]:
    """The holes of one programme: those of a plan that has no other, so that a large plan costs no more."""
    dimension = plan.dimensions[entry.dimension]
    alone = structs.replace(dimension, programmes={entry.id: entry.programme})
    found = holes(structs.replace(plan, dimensions={entry.dimension: alone}), context, (), ())
    return [hole for hole in found if hole.programme is not None]


def _party(plan: Plan, id_: str) -> Party:
    agency = plan.agencies.get(id_)
    return Party(id=id_, name=agency.name if agency else None)


def _action(plan: Plan, id_: str, action: Action) -> ActionDetails:
    return ActionDetails(
        id=id_,
        name=action.name,
        kind=action.kind,
        years=sorted(action.years),
        execution=dict(sorted(action.execution.items())),
        agency=_party(plan, action.agency) if action.agency else None,
        code=", ".join(each(action.code)) or None,
        budget=_funding(action.budget),
        indicators=[_indicator(plan, key, indicator) for key, indicator in action.indicators.items()],
        evidence=[source_row(key, plan.sources.get(key)) for key in action.evidence],
    )


def _indicator(plan: Plan, id_: str, indicator: Indicator) -> IndicatorDetails:
    years = sorted(indicator.targets.keys() | indicator.actuals.keys())
    return IndicatorDetails(
        id=id_,
        name=indicator.name,
        code=indicator.code or None,
        level=indicator.level,
        unit=indicator.unit or None,
        direction=indicator.direction,
        baseline=measured(indicator.baseline),
        years=[
            IndicatorYear(
                year=year,
                target=measured(indicator.targets.get(year)),
                actual=measured(indicator.actuals.get(year)),
                reached=met(indicator, year),
                target_basis=basis(indicator.targets.get(year)),
                actual_basis=basis(indicator.actuals.get(year)),
            )
            for year in years
        ],
        target_end=measured(indicator.target_end),
        agency=_party(plan, indicator.agency) if indicator.agency else None,
        budget=_funding(indicator.budget),
        baseline_basis=basis(indicator.baseline),
        target_end_basis=basis(indicator.target_end),
    )


def _objective(plan: Plan, id_: str) -> ObjectiveRow:
    objectives = plan.rpjmd.objectives
    known = objectives.get(id_)
    above = (objectives[one].mission for one in upwards(objectives, id_) if one in objectives)
    return ObjectiveRow(
        id=id_,
        name=known.name if known else None,
        level=known.level if known else None,
        under=(known.under if known else "") or None,
        mission=next(filter(None, above), None),
    )


def _funding(budget: Budget, *, computed: bool = False) -> Funding | None:
    whole = total([money for amounts in budget.values() for money in amounts.values()])
    if whole.rupiah is None:
        return None
    years = sorted({year for amounts in budget.values() for year in amounts})
    of_years = {year: total([amounts[year] for amounts in budget.values() if year in amounts]) for year in years}
    return Funding(
        sources={fund: dict(sorted(rupiah_by_year(amounts).items())) for fund, amounts in budget.items()},
        by_source={fund: total(amounts.values()).rupiah or 0 for fund, amounts in budget.items()},
        by_year={year: found.rupiah or 0 for year, found in of_years.items()},
        total=whole.rupiah,
        approx=whole.approx or UNSET,
        basis={fund: found for fund, amounts in budget.items() if (found := basis_by_year(amounts))} or UNSET,
        computed=computed or UNSET,
    )
