"""What takes each finding away: for every rule a change of the data, and what other findings it may bring or take."""

from collections.abc import Callable
from typing import Any

from smartplan.plan import profile
from smartplan.rules import ALL
from smartplan.validation.located import LocatedFinding
from tests.helpers.faulty import BASE, GONE, Address, City, at, change

KOMINFO = profile.load("kominfo")
assert KOMINFO
# As much as a programme costs in a year.
MONEY = 500_000_000
# Changes the city in place; gives the addresses in the file that are no more.
Mend = Callable[[City, str, LocatedFinding], list[Address]]


def delete(city: City, name: str, located: LocatedFinding) -> list[Address]:
    """What stands at the address goes."""
    path = located.finding.path
    if path[-1] in ("review", "year") and len(path) == 1:
        # Without its head it would be another kind of file.
        city[name][path[0]] = next(data for data in BASE.values() if path[0] in data)[path[0]]
        return []
    change(city[name], path, GONE)
    return [path]


def without_budget(city: City, name: str, located: LocatedFinding) -> list[Address]:
    """The programme's own budget goes, so that it is the sum."""
    path = located.finding.path[:5]
    change(city[name], path, GONE)
    return [path]


def without_action_budgets(city: City, name: str, located: LocatedFinding) -> list[Address]:
    """The actions of the programme state no money any more."""
    path = (*located.finding.path[:4], "actions")
    actions = at(city[name], path)
    return [
        (*path, id_, "budget")
        for id_, action in actions.items()
        if isinstance(action, dict) and action.pop("budget", None)
    ]


def put(steps: Callable[[LocatedFinding], Address], value: Callable[[City, str, LocatedFinding], Any]) -> Mend:
    """A value at an address that follows from the finding; mappings on the way to it are made."""

    def mend(city: City, name: str, located: LocatedFinding) -> list[Address]:
        found, node = value(city, name, located), city[name]
        *way, last = steps(located)
        for step in way:
            node[step] = {} if node.get(step) is None else node[step]
            node = node[step]
        node[last] = found
        return []

    return mend


def here(located: LocatedFinding) -> Address:
    return located.finding.path


def below(*steps: Any) -> Callable[[LocatedFinding], Address]:
    return lambda located: (*located.finding.path, *steps)


def lacking(located: LocatedFinding) -> Address:
    """The address of what is missing; where nothing is said in it, the finding stands there already."""
    path = located.finding.path
    return path if located.finding.variant == "blank" else (*path, located.finding.values["key"])


def always(value: Any) -> Callable[[City, str, LocatedFinding], Any]:
    return lambda city, name, located: value


def known(city: City, name: str, part: Address, entry: Any) -> str:
    """The first name in a part of the plan, which gets one where it has none; any where the part cannot be read."""
    found = at(city[name], part)
    names = [id_ for id_, value in found.items() if value is not None] if isinstance(found, dict) else []
    if not names and (found is None or isinstance(found, dict)):
        change(city[name], part, {**(found or {}), "baru": entry})
    return names[0] if names else "baru"


def year(city: City, name: str, located: LocatedFinding) -> int:
    """One in which the programme may have money and targets."""
    start, end = (at(city[name], ("period", key)) for key in ("start", "end"))
    start, end = (value if type(value) is int and 1900 <= value <= 2199 else None for value in (start, end))
    years = at(city[name], (*located.finding.path, "years"))
    planned = [one for one in years if type(one) is int and 1900 <= one <= 2199] if isinstance(years, list) else []
    inside = [one for one in planned if start is None or end is None or start <= one <= end]
    return min(inside or planned, default=start or 2023)


def missing(city: City, name: str, located: LocatedFinding) -> Any:
    """The least that a key may hold."""
    *way, key = lacking(located)
    path = tuple(way)
    head = next(
        data for data in BASE.values() if set(data) & {"review", "year"} == set(city[name]) & {"review", "year"}
    )
    if key == "revision":
        # That of another file would be a fault of its own.
        return name.removesuffix(".yaml")
    if key == "agency":
        return known(city, name, ("agencies",), {"name": "D"})
    if key == "subdimension":
        return own_place(city, name, located)
    if key == "value" and {"budget", "spent"} & {*path}:
        return MONEY
    if key in ("rpjmd", "period", "city"):
        least = {"rpjmd": {"title": "R"}, "period": {"start": 2023, "end": 2026}}
        return least.get(key, BASE["2023.yaml"]["city"])
    if key in ("start", "end"):
        other = at(city[name], (*path, "end" if key == "start" else "start"))
        return other if type(other) is int and 1900 <= other <= 2199 else 2023
    if not path:
        return {} if isinstance(head[key], dict) else head[key]
    least = {"code": "64.71", "disposition": "open", "position": 1, "of": 1}
    return least.get(key, "x")


def own_place(city: City, name: str, located: LocatedFinding) -> str:
    """The first sub-dimension of the dimension that a finding speaks of."""
    dimension = KOMINFO.dimensions.get(str(located.finding.path[1]))
    return next(iter(dimension.subdimensions)) if dimension else "x"


def new_programme(located: LocatedFinding) -> Address:
    return (*located.finding.path, "programmes", f"BARU-{located.finding.values['value']}")


def programme(city: City, name: str, located: LocatedFinding) -> Any:
    """A programme that lacks nothing."""
    path, sub = located.finding.path, located.finding.values["value"]
    when = str(year(city, name, located))
    place = own_place(city, name, located) if sub == path[1] else sub
    missions = at(city[name], ("rpjmd", "missions")) or {}
    return {
        "name": "Baru", "description": "Uraian", "subdimension": place, "agency": known(city, name, ("agencies",), {"name": "D"}),
        "missions": some(missions), "objectives": some(at(city[name], ("rpjmd", "objectives")) or {}), "sources": [known(city, name, ("sources",), {"title": "B"})],
        "budget": {"apbd": {when: MONEY}}, "indicators": {"w": {"name": "W", "baseline": 1, "targets": {when: 2}}},
    }  # fmt: skip


def some(found: Any) -> list[str]:
    """The first id of what can be read."""
    return [id_ for id_, said in found.items() if said is not None][:1] if isinstance(found, dict) else []


def targets(city: City, name: str, located: LocatedFinding) -> list[Address]:
    indicators = at(city[name], (*located.finding.path, "indicators"))
    sound = next(one for one in indicators.values() if isinstance(one, dict))
    sound["targets"] = {str(year(city, name, located)): 5}
    return []


def goal(city: City, name: str) -> str:
    """A goal that the RPJMD has."""
    listed = at(city[name], ("rpjmd", "objectives"))
    return next(id_ for id_, one in listed.items() if isinstance(one, dict) and one.get("level") == "goal")


def earlier_target(city: City, name: str, located: LocatedFinding) -> Any:
    *way, last = located.finding.path
    return at(city[name], (*way, *(["targets"] if last == "target_end" else []), located.finding.values["before"]))


def swapped(city: City, name: str, located: LocatedFinding) -> Any:
    period = at(city[name], located.finding.path)
    return {**period, "start": period["end"], "end": period["start"]}


def spelt_well(city: City, name: str, located: LocatedFinding) -> Any:
    return at(city[name], located.finding.path).replace(",", ".").replace("%", "").strip()


def each_kind(city: City, name: str, located: LocatedFinding) -> list[Address]:
    """Every action that says no kind says one."""
    for action in at(city[name], located.finding.path).values():
        if isinstance(action, dict) and action.get("kind") is None:
            action["kind"] = "application"
    return []


COUNTS = frozenset((
    "dimension-without-programme", "subdimension-without-programme", "mission-without-programme",
    "objective-without-programme", "agency-without-programme", "input-not-cited", "input-still-open",
))  # fmt: skip
LINEAGE = frozenset((
    "dropped-without-a-word", "withdrawn-and-kept", "undeclared-split", "unknown-formerly", "unknown-withdrawn",
))  # fmt: skip
PERIOD = frozenset(("after-period", "outside-years", "quick-win-without-target"))
OWN = (
    frozenset(rule for rule in ALL if rule.startswith(("programme-without", "indicator-without", "action-without")))
    | PERIOD
    | {"missing-key", "required-here"}
)
# Those that are silent while something that they rest on cannot be read.
SILENT = COUNTS | LINEAGE | OWN | {
    "missing-answer", "missing-dimension", "unknown-agency", "unknown-mission", "unknown-source", "unknown-input",
    "unknown-objective", "objective-not-under-goal", "objective-cycle", "unknown-judged-field", "goal-without-mission", "objective-without-goal",
    "unknown-participant", "unknown-input-dimension", "unknown-award-dimension", "adopted-without-legal-basis",
    "id-in-two-dimensions", "unknown-gap-programme", "gap-without-programme", "gap-incomplete", "evaluation-named-like-review",
    "figure-in-future", "budget-not-sum", "actions-over-budget", "judged-not-stated", "rpjmd-without-missions",
}  # fmt: skip
# What such a rule finds, or finds no more, belongs to one programme.
LOCAL = OWN | {
    "target-against-direction",
    "measure-style",
    "budget-not-sum",
    "actions-over-budget",
    "judged-not-stated",
}
SUM = frozenset(("budget-not-sum", "actions-over-budget"))
TARGETS = frozenset(("target-against-direction", "measure-style"))
NOTHING: frozenset[str] = frozenset()
# How the finding is taken away, which findings may come by it, and which may go besides those below what is deleted.
MENDS: dict[str, tuple[Mend, frozenset[str], frozenset[str]]] = {
    # What cannot be read is no part of the model anyway: nothing but silence ends when it goes.
    **dict.fromkeys(
        ("unknown-key", "wrong-type", "unknown-value", "bad-id", "bad-region-code", "bad-year", "bad-date",
         "out-of-range", "bad-text"), (delete, SILENT, NOTHING),
    ),
    "missing-key": (put(lacking, missing), SILENT, frozenset(("agency-without-programme",))),
    "required-here": (put(below("description"), always("Uraian")), NOTHING, NOTHING),
    "missing-answer": (put(lacking, always("Belum")), NOTHING, NOTHING),
    "unknown-profile": (
        put(here, always("kominfo")),
        frozenset(("unknown-dimension", "missing-dimension", "unknown-subdimension", "other-dimension",
                   "subdimension-without-programme", "unknown-input-dimension", "unknown-award-dimension")),
        frozenset(("dimension-without-programme",)),
    ),
    "unknown-dimension": (delete, SILENT, LINEAGE | {"id-in-two-dimensions"}),
    "missing-dimension": (
        put(lambda located: ("dimensions", located.finding.values["value"]), lambda *_: {}),
        frozenset(("dimension-without-programme",)), NOTHING,
    ),
    "unknown-subdimension": (put(here, own_place), NOTHING, frozenset(("subdimension-without-programme",))),
    "other-dimension": (put(here, own_place), NOTHING, frozenset(("subdimension-without-programme",))),
    "unknown-agency": (delete, frozenset(("missing-key",)), NOTHING),
    "unknown-mission": (delete, frozenset(("programme-without-mission", "goal-without-mission", "judged-not-stated")), NOTHING),
    "unknown-objective": (
        delete, frozenset(("programme-without-objective", "objective-without-goal", "goal-without-mission")), NOTHING,
    ),
    "objective-not-under-goal": (delete, frozenset(("objective-without-goal", "objective-cycle")), frozenset(("objective-cycle",))),
    "objective-cycle": (delete, frozenset(("goal-without-mission", "objective-without-goal", "objective-without-programme")), NOTHING),
    "unknown-judged-field": (delete, NOTHING, NOTHING),
    "judged-not-stated": (delete, NOTHING, NOTHING),
    "goal-without-mission": (
        put(below("mission"), lambda city, name, located: known(city, name, ("rpjmd", "missions"), "Misi")), NOTHING, NOTHING,
    ),
    "objective-without-goal": (
        put(below("under"), lambda city, name, located: goal(city, name)), frozenset(("objective-cycle",)), frozenset(("objective-without-programme",)),
    ),
    "unknown-source": (delete, frozenset(("programme-without-source",)), NOTHING),
    "unknown-input": (delete, NOTHING, NOTHING),
    "id-in-two-dimensions": (delete, SILENT, LINEAGE),
    "unknown-participant": (delete, NOTHING, NOTHING),
    "unknown-input-dimension": (delete, NOTHING, NOTHING),
    "unknown-gap-programme": (delete, frozenset(("gap-without-programme",)), NOTHING),
    "evaluation-named-like-review": (delete, NOTHING, NOTHING),
    "unknown-award-dimension": (delete, NOTHING, NOTHING),
    "revision-not-file-name": (put(here, lambda city, name, located: located.finding.values["stem"]), NOTHING, NOTHING),
    "unknown-revision": (delete, frozenset(("unknown-formerly", "unknown-withdrawn")), NOTHING),
    "unknown-reviewed-revision": (delete, NOTHING, NOTHING),
    "unknown-evaluated-revision": (delete, NOTHING, NOTHING),
    "supersedes-cycle": (delete, LINEAGE, LINEAGE | {"supersedes-cycle"}),
    "unknown-scheme": (delete, NOTHING, NOTHING),
    "unknown-formerly": (delete, NOTHING, frozenset(("withdrawn-and-kept",))),
    "unknown-withdrawn": (delete, NOTHING, NOTHING),
    "dropped-without-a-word": (
        put(lambda located: ("withdrawn", located.finding.values["value"]), lambda *_: {"reason": "Selesai"}), NOTHING, NOTHING,
    ),
    "withdrawn-and-kept": (delete, NOTHING, NOTHING),
    "undeclared-split": (delete, NOTHING, NOTHING),
    "period-reversed": (put(here, swapped), PERIOD, NOTHING),
    "negative-money": (put(here, always(MONEY)), SUM, SUM),
    "money-implausible": (put(here, always(MONEY)), SUM, SUM),
    "budget-not-sum": (without_budget, NOTHING, NOTHING),
    "actions-over-budget": (without_action_budgets, NOTHING, NOTHING),
    "spent-in-future": (delete, NOTHING, NOTHING),
    "execution-in-future": (delete, NOTHING, NOTHING),
    "after-period": (delete, OWN | TARGETS, OWN | TARGETS),
    "outside-years": (delete, OWN | TARGETS, TARGETS),
    "target-against-direction": (put(here, earlier_target), TARGETS, TARGETS),
    "quick-win-without-target": (put(below("quick_win"), always(False)), NOTHING, NOTHING),
    "measure-style": (put(here, spelt_well), TARGETS, TARGETS),
    "measure-ambiguous": (put(here, always(1500)), TARGETS, TARGETS),
    "figure-in-future": (delete, NOTHING, NOTHING),
    "odd-code": (delete, NOTHING, NOTHING),
    "index-disagrees": (delete, NOTHING, NOTHING),
    "dimension-without-programme": (
        put(new_programme, programme), SILENT, frozenset(("agency-without-programme", "mission-without-programme")),
    ),
    "subdimension-without-programme": (
        put(new_programme, programme), SILENT, frozenset(("agency-without-programme", "mission-without-programme")),
    ),
    "objective-without-programme": (
        delete, frozenset(("unknown-objective",)),
        frozenset(("programme-without-objective", "objective-without-goal", "objective-cycle", "objective-not-under-goal")),
    ),
    "rpjmd-without-missions": (
        put(below("missions"), always({"M1": "Misi"})),
        frozenset(("mission-without-programme", "programme-without-mission")), frozenset(("unknown-mission",)),
    ),
    "mission-without-programme": (delete, frozenset(("unknown-mission",)), frozenset(("programme-without-mission",))),
    "agency-without-programme": (delete, frozenset(("unknown-agency", "unknown-participant")), NOTHING),
    "programme-without-mission": (
        put(below("missions"), lambda city, name, located: [known(city, name, ("rpjmd", "missions"), "Misi")]),
        NOTHING, frozenset(("mission-without-programme",)),
    ),
    "programme-without-objective": (
        put(below("objectives"), lambda city, name, located: [known(city, name, ("rpjmd", "objectives"), {"name": "O"})]),
        NOTHING, frozenset(("objective-without-programme",)),
    ),
    "programme-without-indicator": (
        put(below("indicators", "w"), lambda *a: {"name": "W", "baseline": 1, "targets": {str(year(*a)): 2}}),
        PERIOD, frozenset(("quick-win-without-target",)),
    ),
    "programme-without-target": (targets, PERIOD, frozenset(("quick-win-without-target",))),
    "programme-without-budget": (put(below("budget"), lambda *a: {"apbd": {str(year(*a)): MONEY}}), PERIOD, NOTHING),
    "programme-without-source": (
        put(below("sources"), lambda city, name, located: [known(city, name, ("sources",), {"title": "B"})]), NOTHING, NOTHING,
    ),
    "indicator-without-baseline": (put(below("baseline"), always(1)), NOTHING, NOTHING),
    "gap-without-programme": (delete, NOTHING, NOTHING),
    "gap-incomplete": (put(lambda located: (*located.finding.path, located.finding.variant or "present"), always("Ada")), NOTHING, NOTHING),
    "action-without-kind": (each_kind, NOTHING, NOTHING),
    "input-not-cited": (put(below("disposition"), always("open")), frozenset(("input-still-open",)), NOTHING),
    "input-still-open": (put(here, always("accepted")), frozenset(("input-not-cited",)), NOTHING),
    "adopted-without-legal-basis": (put(lambda _: ("legal_basis",), lambda *_: ["Perwali 1/2023"]), NOTHING, NOTHING),
}  # fmt: skip
