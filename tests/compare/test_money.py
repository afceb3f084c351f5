"""Changes of money planned, spent and by indicator, each told whole."""

from typing import Any

import pytest

from tests.helpers.comparisons import diff, lines, revision


def told(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    found = diff(revision("1", programmes={"G1": old}), revision("2", supersedes="1", programmes={"G1": new}))
    return [one.replace("governance/G1 ", "") for one in lines(found)]


def test_what_was_spent() -> None:
    assert told(
        {"spent": {"apbd": {"2023": 4}, "csr": {"2023": 1}}}, {"spent": {"apbd": {"2023": 1}, "unstated": {"2024": 7}}}
    ) == [
        "info spent-changed spent.apbd.2023: 4 @old G1 …G1.spent.apbd.2023 → 1 @new G1 …G1.spent.apbd.2023 [-3, -75.0]",
        "warning spent-changed spent.csr.2023: 1 @old G1 …G1.spent.csr.2023 → ·",
        "info spent-changed spent.unstated.2024: · → 7 @new G1 …G1.spent.unstated.2024",
    ]


def test_money_of_indicators_moves_that_of_the_programme() -> None:
    def indicators(*amounts: int) -> dict[str, Any]:
        ids = zip("ij", amounts, strict=True)
        return {"indicators": {id_: {"name": id_, "budget": {"apbd": {"2023": money}}} for id_, money in ids}}

    assert told(indicators(6, 4), indicators(6, 1)) == [
        "info budget-changed budget.apbd.2023: 10 @old G1 …G1.indicators.i.budget.apbd.2023 → "
        "7 @new G1 …G1.indicators.i.budget.apbd.2023 [-3, -30.0]",
        "warning indicator-budget-changed indicators.j.budget.apbd.2023: 4 @old G1 …G1.indicators.j.budget.apbd.2023 → "
        "1 @new G1 …G1.indicators.j.budget.apbd.2023 [-3, -75.0]",
    ]
    # The same money, stated by the programme or computed: its budget did not change.
    stated = {**indicators(6, 4), "budget": {"apbd": {"2023": 10}}}
    assert told(indicators(6, 4), stated) == told(stated, indicators(6, 4)) == []


def test_who_answers_for_an_indicator() -> None:
    one: dict[str, Any] = {"indicators": {"i": {"name": "i"}}}
    other = {"indicators": {"i": {"name": "i", "agency": "dlh"}}}
    assert told(one, other) == ["info indicator-changed indicators.i.agency: · → 'dlh' @new G1 …G1.indicators.i.agency"]


def test_money_of_the_parts_of_a_split_is_told_where_it_stands() -> None:
    def part(budget: dict[str, int], **fields: Any) -> dict[str, Any]:
        return {"name": "n", "budget": {"apbd": budget}, **fields}

    def told_of(*parts: dict[str, Any]) -> list[str]:
        old = revision("1", programmes={"G1": part({"2023": 10, "2024": 10})})
        ids = zip(("G1", "G2", "G3"), parts, strict=False)
        new = revision("2", supersedes="1", programmes={id_: {**one, "formerly": ["G1"]} for id_, one in ids})
        return [one for one in lines(diff(old, new)) if "budget" in one]

    # What nobody has any more is told of the part that kept the id.
    assert told_of(part({"2023": 10}), part({"2025": 5}, because=["r/1"])) == [
        "warning budget-changed governance/G1 budget.apbd.2024: 10 @old G1 …G1.budget.apbd.2024 → ·",
        "info budget-changed governance/G2 budget.apbd.2025: · → 5 @new G2 …G2.budget.apbd.2025 because r/1",
    ]
    # A sum over several stands at the first of them.
    assert told_of(part({}), part({"2023": 6, "2024": 10}), part({"2023": 5})) == [
        "info budget-changed governance/G2 budget.apbd.2023: 10 @old G1 …G1.budget.apbd.2023 → "
        "11 @new G2 …G2.budget.apbd.2023 [+1, 10.0]"
    ]
    assert told_of(part({"2023": 4}), part({"2023": 6, "2024": 10})) == []


@pytest.mark.parametrize("kind", ["spent-changed", "indicator-budget-changed"])
def test_each_kind_is_seen(kind: str) -> None:
    old: dict[str, Any] = {"spent": {"dbh": {"2023": 1}}, "indicators": {"i": {"name": "i"}}}
    new = {"indicators": {"i": {"name": "i", "budget": {"bankeu": {"2023": 5}}}}}
    assert kind in " ".join(told(old, new))
