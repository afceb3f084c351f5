"""Random plans as data, and a count of what they hold that is slow and obvious."""

from datetime import date
from typing import Any

import msgspec
from hypothesis import strategies as st

from smartplan.analysis.coverage import Coverage, cover
from smartplan.plan import profile
from smartplan.plan.context import Context
from smartplan.plan.model import Plan
from smartplan.plan.review import Review

KOMINFO = profile.load("kominfo")
assert KOMINFO
PLACES = [(key, sub) for key, dimension in KOMINFO.dimensions.items() for sub in dimension.subdimensions]
YEARS = st.integers(2022, 2029)
OTHERS = {"m": "national", "p": "city_owned"}
AGENCIES, MISSIONS, INPUTS = ["a", "b", "c"], ["M1", "M2", "M3"], ["r/I1", "r/I2", "x/I9"]
TODAY = 2025
MONEY = st.dictionaries(
    st.sampled_from(["apbd", "csr", "unstated"]),
    st.dictionaries(YEARS.map(str), st.integers(0, 10**12), max_size=2),
    max_size=2,
)
INDICATOR = st.fixed_dictionaries(
    {"name": st.just("n")},
    optional={
        "baseline": st.integers(0, 3), "targets": st.dictionaries(YEARS.map(str), st.integers(0, 9)),
        "actuals": st.dictionaries(YEARS.map(str), st.integers(0, 9)), "direction": st.sampled_from(["up", "down"]),
        "budget": MONEY,
    },
)  # fmt: skip
PROGRAMME = st.fixed_dictionaries(
    {"name": st.just("P"), "place": st.sampled_from(PLACES)},
    optional={
        "agency": st.sampled_from([*AGENCIES, *OTHERS]),
        "partners": st.lists(st.sampled_from([*AGENCIES, *OTHERS]), max_size=2),
        "missions": st.lists(st.sampled_from(MISSIONS), max_size=3), "quick_win": st.booleans(),
        "kind": st.sampled_from(["policy", "service"]), "horizon": st.sampled_from(["short", "long"]),
        "years": st.lists(YEARS, max_size=3),
        "execution": st.dictionaries(YEARS.map(str), st.sampled_from(["ran", "partly", "not_run"]), max_size=3),
        "budget": MONEY, "spent": MONEY,
        "indicators": st.dictionaries(st.sampled_from(["i", "j"]), INDICATOR),
        "because": st.lists(st.sampled_from(INPUTS), max_size=2), "sources": st.lists(st.just("s"), max_size=1),
    },
)  # fmt: skip
PLANS = st.fixed_dictionaries(
    {
        "programmes": st.lists(PROGRAMME, max_size=7),
        "missions": st.lists(st.sampled_from(MISSIONS), unique=True),
        "period": st.one_of(st.none(), st.tuples(YEARS, st.integers(0, 4))),
        "dispositions": st.lists(st.sampled_from(["open", "accepted"]), min_size=2, max_size=2),
    }
)
Drawn = dict[str, Any]


def data_of(drawn: Drawn, revision: str = "2024", **head: Any) -> Drawn:
    """A drawn plan as it stands in a file."""
    dimensions: dict[str, Any] = {key: {"programmes": {}} for key in KOMINFO.dimensions}
    for number, one in enumerate(drawn["programmes"]):
        fields = {key: value for key, value in one.items() if key != "place"}
        dimensions[one["place"][0]]["programmes"][f"P{number}"] = {**fields, "subdimension": one["place"][1]}
    data = {
        "revision": revision, "profile": "kominfo", "record": "reconstruction", "dimensions": dimensions,
        "agencies": {name: {"name": name} for name in AGENCIES} | {"u": {"name": "U", "role": "academic"}}
        | {name: {"name": name, "tier": tier} for name, tier in OTHERS.items()},
        "rpjmd": {"missions": dict.fromkeys(drawn["missions"], "text")}, **head,
    }  # fmt: skip
    if drawn["period"]:
        start, length = drawn["period"]
        data["period"] = {"start": start, "end": start + length}
    return data


def surrounded(drawn: Drawn) -> tuple[Plan, Context]:
    plan = msgspec.convert(data_of(drawn), Plan, str_keys=True)
    inputs = {f"I{n}": {"text": "t", "disposition": said} for n, said in enumerate(drawn["dispositions"], 1)}
    review = {"review": "r", "leads_to": "2024", "date": "2023-01-01", "inputs": inputs}
    reviews = {"r": msgspec.convert(review, Review)}
    context = Context(profile=KOMINFO, revisions={"2024": plan}, reviews=reviews, today=date(TODAY, 6, 1), stem="2024")
    return plan, context


def look(drawn: Drawn, by: Any = "subdimension") -> Coverage:
    """The coverage of a drawn plan, through the code that is tested."""
    plan, context = surrounded(drawn)
    return cover(plan, context, by=by)


def planned(one: Drawn) -> set[int]:
    return {*one.get("years", []), *(int(year) for year in one.get("execution", {}))}


def due(one: Drawn) -> bool:
    return any(year <= TODAY for year in planned(one))


def has_run(one: Drawn) -> bool:
    return any(int(year) <= TODAY and done in ("ran", "partly") for year, done in one.get("execution", {}).items())


def recorded(one: Drawn) -> bool:
    return any(int(year) <= TODAY for year in one.get("execution", {}))


def cells(money: Drawn) -> dict[tuple[str, int], int]:
    """Money by source and year."""
    return {(fund, int(year)): amount for fund, years in money.items() for year, amount in years.items()}


def budget(one: Drawn) -> dict[tuple[str, int], int]:
    """What a programme plans: what it states, else the sum over its indicators."""
    own = cells(one.get("budget", {}))
    if not own:
        for indicator in one.get("indicators", {}).values():
            for cell, amount in cells(indicator.get("budget", {})).items():
                own[cell] = own.get(cell, 0) + amount
    return own


def amounts(one: Drawn) -> list[int]:
    return list(budget(one).values())


def by_year(one: Drawn) -> list[tuple[int, int]]:
    return [(year, amount) for (_, year), amount in budget(one).items()]


def verdict(indicator: Drawn) -> tuple[int | None, bool | None]:
    """The last year with a target and an actual, and whether the one reached the other."""
    targets, actuals = ({int(year): n for year, n in indicator.get(key, {}).items()} for key in ("targets", "actuals"))
    years = [year for year in targets if year in actuals]
    if not years:
        return None, None
    aim, got, direction = targets[max(years)], actuals[max(years)], indicator.get("direction")
    better = got > aim if direction == "up" else got < aim if direction == "down" else None
    return max(years), True if got == aim else better


def within(drawn: Drawn, money: list[tuple[int, int]]) -> list[int]:
    """The amounts of the plan's period; of all years where it has none."""
    start, length = drawn["period"] or (0, 9999)
    return [amount for year, amount in money if start <= year <= start + length]


def total(money: list[list[int]]) -> int | None:
    everything = [amount for one in money for amount in one]
    return sum(everything) if everything else None
