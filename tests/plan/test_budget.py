"""The money of a programme: what it states, else the sum over its indicators; and everybody asks for that."""

import re
from typing import Any

import msgspec
import pytest

from smartplan.plan.budget import amount, budget_of, stated
from smartplan.plan.figure import Amount, Sum
from smartplan.plan.model import Programme
from tests.helpers.runner import ROOT

PARTS = {
    "i": {"budget": {"apbd": {"2024": 5, "2025": {"value": 2, "approx": True}}, "unstated": {"2024": 1}}},
    "j": {"budget": {"apbd": {"2024": 3, "2025": 4}}},
    "k": {},
}
SUM = {"apbd": {2024: 8, 2025: Amount(value=6, approx=True)}, "unstated": {2024: 1}}
# Who speaks of what the programme itself states: where its figures stand, rows of them, the rule about both, edits of
# the text.
STATED_ITSELF = {
    "plan/budget.py",
    "plan/figure_places.py",
    "rules/sums.py",
    "editing/merge_money.py",
    "analysis/programme.py",
    "analysis/listing.py",
    "tables/sums.py",
    "operations/import_table.py",
}


def programme(**fields: Any) -> Programme:
    return msgspec.convert({"name": "P", **fields}, Programme, str_keys=True)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"indicators": PARTS}, SUM),
        ({"indicators": PARTS, "budget": {"apbd": {}}}, SUM),
        ({"indicators": PARTS, "budget": {"csr": {"2026": 0}}}, {"csr": {2026: 0}}),
        ({"indicators": {"k": {}}}, {}),
        ({"budget": {"apbd": {}}}, {"apbd": {}}),
    ],
)
def test_what_a_programme_plans(fields: dict[str, Any], expected: Any) -> None:
    assert budget_of(programme(**fields)) == expected


def test_the_sum_of_programmes() -> None:
    both = [programme(indicators=PARTS), programme(budget={"apbd": {"2024": 100}})]
    assert amount(both) == Sum(115, True)
    assert (amount(both, year=2024), amount(both, fund="unstated")) == (Sum(109), Sum(1))


def test_where_money_is_stated() -> None:
    one = programme(indicators=PARTS, budget={"csr": {"2026": 0}}, spent={"dbh": {"2024": 1}})
    assert [path for path, _ in stated(one)] == [
        ("budget",), ("spent",), ("indicators", "i", "budget"), ("indicators", "j", "budget"),
    ]  # fmt: skip


def test_nobody_takes_what_is_stated_for_all_that_is_planned() -> None:
    """A new report or comparison asks `budget_of`."""
    source = ROOT / "src" / "smartplan"
    found = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"\bprogramme\.budget\b", path.read_text("utf-8"))
    }
    assert found == STATED_ITSELF
