"""Figures that say on what they rest, wherever a plan states them: unknown sources, dates to come."""

from datetime import date
from typing import Any

import msgspec
import pytest

from smartplan.plan.context import Context
from smartplan.plan.figure_places import cited_sources, figures
from smartplan.plan.model import Plan
from smartplan.rules import run
from smartplan.rules.completeness import without_source

TODAY = date(2026, 11, 24)
BUDGET = {"apbd": {"2024": 5}}
INDICATOR = {
    "name": "I",
    "baseline": 1,
    "targets": {"2024": 2},
    "target_end": 3,
    "actuals": {"2024": 4},
    "budget": BUDGET,
}
PROGRAMME: dict[str, Any] = {
    "name": "A", "subdimension": "health", "agency": "x", "budget": BUDGET, "spent": BUDGET, "indicators": {"i": INDICATOR},
    "actions": {"a": {"name": "A", "budget": BUDGET, "indicators": {"i": INDICATOR}}},
}  # fmt: skip
PLACE = ("dimensions", "living", "programmes", "L-1")
OF_INDICATOR = [
    ("indicators", "i", "baseline"), ("indicators", "i", "target_end"), ("indicators", "i", "targets", "2024"),
    ("indicators", "i", "actuals", "2024"), ("indicators", "i", "budget", "apbd", "2024"),
]  # fmt: skip
PLACES = [
    *(("rpjmd", "objectives", "T1", *path) for path in OF_INDICATOR),
    (*PLACE, "budget", "apbd", "2024"),
    (*PLACE, "spent", "apbd", "2024"),
    *((*PLACE, *path) for path in OF_INDICATOR),
    (*PLACE, "actions", "a", "budget", "apbd", "2024"),
    *((*PLACE, "actions", "a", *path) for path in OF_INDICATOR),
]


def plan(basis: dict[str, Any], *at: tuple[str, ...], **head: Any) -> Plan:
    """A plan whose figures at these places, or everywhere, are mappings with a basis."""

    def based(value: Any, path: tuple[str, ...] = ()) -> Any:
        if isinstance(value, dict):
            return {name: based(item, (*path, name)) for name, item in value.items()}
        return {"value": value, **basis} if type(value) is int and (path in at or not at) else value

    data = {
        "rpjmd": {"title": "R", "objectives": {"T1": {"name": "T", "indicators": {"i": INDICATOR}}}},
        "dimensions": {"living": {"programmes": {"L-1": PROGRAMME}}},
    }
    return msgspec.convert(
        {**based(data), "revision": "2024", "sources": {"s": {"title": "S"}}, **head}, Plan, str_keys=True
    )


def findings(plan: Plan, rule: str) -> list[tuple[Any, ...]]:
    return [(one.path, one.values["value"]) for one in run(plan, Context(today=TODAY), {rule})]


def test_every_place_of_a_figure_is_known() -> None:
    assert [path for path, _ in figures(plan({}))] == PLACES
    assert [*figures(plan({}, ("nowhere",)))] == []


@pytest.mark.parametrize("path", PLACES, ids=".".join)
def test_a_source_that_is_not_listed_is_found_where_it_stands(path: tuple[str, ...]) -> None:
    assert findings(plan({"sources": ["s", "zz"]}, path), "unknown-source") == [((*path, "sources", 1), "zz")]


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2026", False), ("2026-11", False), ("2026-11-24", False), ("2026-11-25", True), ("2026-12", True), ("2027", True),
        ("2025-12-31", False),
    ],
)  # fmt: skip
def test_no_figure_is_of_a_date_to_come(as_of: str, told: bool) -> None:
    path = PLACES[6]
    expected = [((*path, "as_of"), as_of)] if told else []
    assert findings(plan({"as_of": as_of}, path), "figure-in-future") == expected


@pytest.mark.parametrize("path", [place for place in PLACES if place[0] == "dimensions"], ids=".".join)
def test_a_programme_whose_figure_names_a_source_has_one(path: tuple[str, ...]) -> None:
    with_one = plan({"sources": ["s"]}, path, record="reconstruction")
    without = plan({"approx": True}, path, record="reconstruction")
    assert [*without_source(with_one, Context())] == []
    assert [one.path for one in without_source(without, Context())] == [PLACE]
    assert cited_sources(with_one.dimensions["living"].programmes["L-1"]) == ["s"]
