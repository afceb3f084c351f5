"""A number may have its basis beside it: what the shape says of that, and what is read."""

from functools import reduce
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from smartplan.plan.figure import (
    Amount,
    Basis,
    Reading,
    Sum,
    basis,
    is_approximate,
    measured,
    plus,
    rupiah,
    same_basis,
    total,
    total_of,
)
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
        assert (is_approximate(figure), basis(figure)) == (True, Basis(**BASIS))
    for figure in (5, "5", 5.0, None, Amount(value=5), Reading(value=5)):
        assert basis(figure) is UNSET


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
        ({"value": 5, "as_of": "2023-13"}, [("bad-date", ("as_of",), None)], 5),
        ({"value": 5, "as_of": "2023-02-31"}, [("bad-date", ("as_of",), None)], 5),
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


def rough(value: int, as_of: str = "", *sources: str) -> Amount:
    return Amount(value=value, approx=True, as_of=as_of, sources=list(sources))


@pytest.mark.parametrize(
    ("amounts", "summed"),
    [
        ([], Sum(None)),
        ([1, 2, 3], Sum(6)),
        ([0], Sum(0)),
        ([1, Amount(value=2, as_of="2025"), 3], Sum(6)),
        ([1, rough(2), 3], Sum(6, approx=True)),
        ([rough(0)], Sum(0, approx=True)),
    ],
)
def test_a_sum_is_approximate_where_a_part_of_it_is(amounts: list[Any], summed: Sum) -> None:
    assert total(amounts) == summed
    assert total_of([total([amount]) for amount in amounts]) == summed


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (1, 2, 3),
        (1, Amount(value=2), Amount(value=3)),
        (1, rough(2, "2024", "a"), rough(3)),
        (Amount(value=1, sources=["a"]), Amount(value=2, as_of="2024"), Amount(value=3)),
        (rough(2, "2024", "a"), Amount(value=1, as_of="2025"), rough(3, "2025")),
        (
            rough(1, "2024-05", "a", "b"),
            Amount(value=2, as_of="2025", sources=["b", "c"]),
            rough(3, "2025", "a", "b", "c"),
        ),
    ],
)
def test_two_amounts_become_one(one: Any, other: Any, both: Any) -> None:
    assert plus(one, other) == both


def test_the_order_of_sources_and_the_sources_themselves_are_no_other_basis() -> None:
    assert same_basis(UNSET, UNSET)
    assert same_basis(Basis(approx=True, sources=["a"]), Basis(approx=True))
    assert same_basis(UNSET, Basis(sources=["a"]))
    assert not same_basis(UNSET, Basis(approx=True))
    assert not same_basis(Basis(as_of="2024"), Basis(as_of="2025"))


@given(st.lists(st.tuples(st.integers(-9, 9), st.booleans(), st.integers(0, 3))), st.randoms(use_true_random=False))
def test_no_way_of_adding_loses_that_a_part_is_approximate(parts: list[tuple[int, bool, int]], random: Random) -> None:
    """However amounts are grouped, the sum is the same and says the same of itself."""
    figures: list[Any] = [Amount(value=value, approx=approx) if approx else value for value, approx, _ in parts]
    groups = [
        [figure for figure, (_, _, group) in zip(figures, parts, strict=True) if group == one] for one in range(4)
    ]
    whole = total(figures)
    assert whole == Sum(sum(value for value, _, _ in parts), any(approx for _, approx, _ in parts)) if parts else Sum()
    assert total_of([total(group) for group in groups]) == whole
    random.shuffle(figures)
    assert total(figures) == whole
    if figures:
        joined = reduce(plus, figures)
        assert Sum(rupiah(joined), is_approximate(joined)) == whole
