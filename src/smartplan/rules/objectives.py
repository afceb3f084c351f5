"""Goals and objectives of the RPJMD: what they stand under, and who names them."""

from collections.abc import Iterator

from smartplan.plan.context import Context
from smartplan.plan.finding import Address, Finding
from smartplan.plan.judged import states
from smartplan.plan.model import Plan, Programme
from smartplan.plan.names import Known
from smartplan.plan.objectives import Objectives, upwards
from smartplan.rules.rule import Example, Rule, near, one, programme

_AT = ("rpjmd", "objectives")


def unknown(plan: Plan, context: Context) -> Iterator[Finding]:
    """Goals and objectives that the RPJMD of the plan does not have: in programmes, and above others."""
    if {_AT[:1], _AT} & context.invalid:
        return
    objectives = plan.rpjmd.objectives
    known = Known(objectives)
    places: list[tuple[Address, str]] = [((*_AT, id_, "under"), one.under) for id_, one in objectives.items()]
    for entry in context.entries(plan):
        for index, id_ in enumerate(entry.programme.objectives):
            places.append(((*entry.path, "objectives", index), id_))
    for path, id_ in places:
        if id_ and id_ not in objectives and (*_AT, id_) not in context.invalid:
            yield near("unknown-objective", path, id_, known)


def not_under_goal(plan: Plan, context: Context) -> Iterator[Finding]:
    """What stands under an objective, which has nothing below it but programmes."""
    objectives = plan.rpjmd.objectives
    for id_, objective in objectives.items():
        if _is_objective(objectives, objective.under):
            yield Finding("objective-not-under-goal", (*_AT, id_, "under"), values={"value": objective.under})


def cycle(plan: Plan, context: Context) -> Iterator[Finding]:
    """A goal that in the end stands under itself; told of the first in each circle."""
    objectives = plan.rpjmd.objectives
    told: set[str] = set()
    for id_ in objectives:
        way = [*upwards(objectives, id_)]
        last = objectives.get(way[-1])
        # What stands under an objective is told of otherwise.
        if id_ in told or last is None or last.under != id_ or any(_is_objective(objectives, one) for one in way):
            continue
        told.update(way)
        yield Finding("objective-cycle", (*_AT, id_, "under"), values={"way": " → ".join([*way, id_])})


def goal_without_mission(plan: Plan, context: Context) -> Iterator[Finding]:
    """A goal that belongs to no mission, where the missions are on record."""
    for id_, objective in plan.rpjmd.objectives.items() if plan.rpjmd.missions else ():
        stated = objective.mission or objective.under
        unread = any(context.is_invalid((*_AT, id_, name)) for name in ("mission", "under"))
        if objective.level == "goal" and not stated and not unread:
            yield Finding("goal-without-mission", (*_AT, id_), "key", values={"value": id_})


def objective_without_goal(plan: Plan, context: Context) -> Iterator[Finding]:
    """An objective that stands under no goal, where goals are on record."""
    objectives = plan.rpjmd.objectives
    if not any(one.level == "goal" for one in objectives.values()):
        return
    for id_, objective in objectives.items():
        if objective.level == "objective" and not objective.under and not context.is_invalid((*_AT, id_, "under")):
            yield Finding("objective-without-goal", (*_AT, id_), "key", values={"value": id_})


def judged(plan: Plan, context: Context) -> Iterator[Finding]:
    """A field that is said to be the author's judgement, and is no field of a programme."""
    fields = [name for name in Programme.__struct_fields__ if name != "judged"]
    for entry in context.entries(plan):
        for index, name in enumerate(entry.programme.judged):
            if name not in fields:
                yield near("unknown-judged-field", (*entry.path, "judged", index), name, fields)


def judged_unstated(plan: Plan, context: Context) -> Iterator[Finding]:
    """A field that is said to be the author's judgement, and of which the programme states nothing."""
    for entry in context.entries(plan):
        for index, name in enumerate(entry.programme.judged):
            if name not in Programme.__struct_fields__ or states(entry.programme, name):
                continue
            # A budget may stand by indicator.
            unread = (name, "indicators") if name == "budget" else (name,)
            if not any(context.is_invalid((*entry.path, one)) for one in unread):
                yield Finding("judged-not-stated", (*entry.path, "judged", index), values={"value": name})


def _is_objective(objectives: Objectives, id_: str) -> bool:
    return id_ in objectives and objectives[id_].level == "objective"


def _listed(line: str) -> Example:
    """An example of a goal or an objective; beside it the programmes serve S1."""
    return one(f"rpjmd:\n  objectives:\n    {line}\n")


def _under(id_: str) -> Example:
    """An example of an objective that a programme serves."""
    line = f"S2: {{name: Layanan cepat, level: objective, under: {id_}}}"
    return one(_listed(line).files["2023.yaml"] + programme("objectives: [S1, S2]").files["2023.yaml"])


_GOAL = "T1: {name: Layanan publik, level: goal, %s}"
_OBJECTIVE = "S1: {name: Layanan mudah, level: objective, under: %s}"


RULES = (
    Rule(
        "unknown-objective",
        "references",
        "error",
        "plan",
        programme("objectives: [S9]"),
        programme("objectives: [S1]"),
        unknown,
    ),
    Rule("objective-not-under-goal", "references", "error", "plan", _under("S1"), _under("T1"), not_under_goal),
    Rule(
        "objective-cycle",
        "references",
        "error",
        "plan",
        _listed(_GOAL % "under: T1"),
        _listed(_GOAL % "mission: M1"),
        cycle,
    ),
    Rule(
        "unknown-judged-field",
        "references",
        "error",
        "plan",
        programme("judged: [mission]"),
        programme("judged: [missions]"),
        judged,
    ),
    Rule(
        "judged-not-stated",
        "references",
        "warning",
        "plan",
        programme("judged: [location]"),
        programme("judged: [location]\nlocation: Balikpapan Utara"),
        judged_unstated,
    ),
    Rule(
        "goal-without-mission",
        "sense",
        "warning",
        "plan",
        _listed(_GOAL % "mission: null"),
        _listed(_GOAL % "mission: M1"),
        goal_without_mission,
    ),
    Rule(
        "objective-without-goal",
        "sense",
        "warning",
        "plan",
        _listed(_OBJECTIVE % "null"),
        _listed(_OBJECTIVE % "T1"),
        objective_without_goal,
    ),
)
