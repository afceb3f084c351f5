"""A number may have its basis beside it: what the shape says of that, and what is read."""

from typing import Any

import pytest

from smartplan.plan.figure import Amount, Reading, as_of, is_approximate, measured, rupiah, sources, total
from smartplan.plan.model import Plan
from smartplan.plan.schema import shape
from smartplan.plan.shape import check
from smartplan.plan.sound import Shaped, sound
from smartplan.plan.spelled import Spelling
from smartplan.plan.violations import violations

BUDGET = ("dimensions", "living", "programmes", "x", "budget", "apbd", "2023")
TARGET = ("dimensions", "living", "programmes", "x", "indicators", "i", "targets", "2023")


def plan(money: Any = 1, target: Any = 1) -> dict[str, Any]:
    programme = {
        "name": "X",
        "subdimension": "health",
        "agency": "a",
        "budget": {"apbd": {"2023": money}},
        "indicators": {"i": {"name": "I", "targets": {"2023": target}}},
    }
    return {
        "format": 1, "revision": "1", "city": {"code": "64.71", "name": "K"}, "title": "T", "status": "draft",
        "record": "example", "profile": "kominfo", "rpjmd": {"title": "R"}, "agencies": {"a": {"name": "A"}},
        "dimensions": {"living": {"programmes": {"x": programme}}},
    }  # fmt: skip


def checked(data: dict[str, Any]) -> tuple[list[Any], Any, Any]:
    """The findings below the figure, and the two figures as they were read."""
    found = check(data, "plan", Spelling(lambda path: "", 0, {}, {}))
    assert isinstance(found, Shaped)
    assert isinstance(found.content, Plan)
    programme = found.content.dimensions["living"].programmes["x"]
    told = [(one.rule, one.path[7:], one.values.get("key")) for one in found.findings]
    return told, programme.budget["apbd"].get(2023), programme.indicators["i"].targets.get(2023)


BASIS = {"approx": True, "as_of": "2025-09", "sources": ["s"]}


def test_a_figure_with_its_basis_is_sound() -> None:
    found = sound(plan({"value": 0, **BASIS}, {"value": "<= 5", **BASIS}), "plan")
    assert found is not None
    assert isinstance(found.content, Plan)
    programme = found.content.dimensions["living"].programmes["x"]
    money, target = programme.budget["apbd"][2023], programme.indicators["i"].targets[2023]
    assert (money, target) == (Amount(value=0, **BASIS), Reading(value="<= 5", **BASIS))
    assert (rupiah(money), measured(target)) == (0, "<= 5")
    for figure in (money, target):
        assert (is_approximate(figure), as_of(figure), sources(figure)) == (True, "2025-09", ["s"])
    assert (is_approximate(5), as_of("5"), sources(5.0)) == (False, "", [])


@pytest.mark.parametrize(
    ("value", "told", "kept"),
    [
        ({}, [("missing-key", (), "value")], None),
        ({"approx": True}, [("missing-key", (), "value")], None),
        ({"value": None}, [("missing-key", (), "value")], None),
        ({"value": [1]}, [("wrong-type", ("value",), None)], None),
        ({"value": 10**16}, [("out-of-range", ("value",), None)], None),
        ({"value": 5, "aprox": True}, [("unknown-key", ("aprox",), "aprox")], 5),
        ({"value": 5, "approx": "ya"}, [("wrong-type", ("approx",), None)], 5),
        ({"value": 5, "as_of": "kemarin"}, [("bad-date", ("as_of",), None)], 5),
        ([5], [("wrong-type", (), None)], None),
    ],
)
def test_a_wrong_figure_gives_one_finding(value: Any, told: list[Any], kept: int | None) -> None:
    """Without a value the figure is left out whole; whatever else is wrong in it, the value is read."""
    money, target = checked(plan(money=value)), checked(plan(target=value))
    # The address of a target is one step longer.
    assert money[0] == told
    assert [(rule, path[1:], key) for rule, path, key in target[0]] == told
    assert money[1] == (None if kept is None else Amount(value=kept))
    assert target[2] == (None if kept is None else Reading(value=kept))


def test_the_schema_takes_what_the_types_take() -> None:
    for value in (5, {"value": 5}, {"value": 5, **BASIS}, None):
        assert [*violations(shape("plan"), plan(value, value))] == []


def test_sums_take_the_values() -> None:
    assert total([1, 2, 3]) == 6
    assert total([1, Amount(value=2, approx=True), 3]) == 6
