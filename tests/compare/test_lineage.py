"""Lineage at its edges: what each kind of link makes of programmes, and how it is counted."""

from typing import Any

import pytest

from smartplan.compare import ComparedPlan
from smartplan.compare.changes import Balance, Comparison, MoneyData, StatedData
from tests.helpers.comparisons import counts, diff, lines, revision


def money(amount: int) -> dict[str, Any]:
    return {"budget": {"apbd": {"2023": amount}}}


MIDDLE = revision(
    "2",
    {"G5": {"formerly": ["G1"], "because": ["r/1"]}, "G6": {"formerly": ["G4"], "because": ["r/4"]}},
    supersedes="1",
    withdrawn={"G2": {"reason": "habis", "because": ["r/2"]}, "G4": {"reason": "lanjut"}},
    change_reasons=["rpjmd"],
)
LAST = revision(
    "3",
    {"G7": {"formerly": ["G5"], "because": ["r/1", "r/3"]}},
    supersedes="2",
    withdrawn={"G6": {"reason": "selesai", "because": ["r/5"]}},
    change_reasons=["input", "rpjmd"],
)
FIRST = revision("1", {"G1": {}, "G2": {}, "G4": {}, "G8": {}})
PAIRS: dict[str, tuple[ComparedPlan, ...]] = {
    "a merge": (
        revision("1", {"G1": money(1), "G2": money(2), "living/G3": {}}),
        revision(
            "2", {"G4": {"formerly": ["G2", "G1"], **money(4), "because": ["r/1"]}, "G3": {"name": "C"}}, supersedes="1"
        ),
    ),
    "a split": (
        revision("1", {"G1": money(5), "G9": {}}),
        revision(
            "2",
            {"G2": {"formerly": ["G1"], **money(2)}, "G3": {"formerly": ["G1"], **money(4)}, "G8": money(1)},
            supersedes="1",
            withdrawn={"G9": {"reason": "r", "because": ["r/9"]}},
        ),
    ),
    "merges and splits that hang together": (
        revision("1", {"G1": money(1), "G2": money(2), "G3": money(3)}),
        revision(
            "2",
            {"G5": {"formerly": ["G1", "G2"], **money(4)}, "G2": {"formerly": ["G2", "G3"], **money(3)}},
            supersedes="1",
        ),
    ),
    "two that change places": (
        revision("1", {"G1": {"name": "X"}, "G2": {"name": "Y"}}),
        revision(
            "2", {"G1": {"name": "X", "formerly": ["G2"]}, "G2": {"name": "Y", "formerly": ["G1"]}}, supersedes="1"
        ),
    ),
    "a chain": (FIRST, LAST, MIDDLE),
    "the same chain from its end": (LAST, FIRST, MIDDLE),
    "no link": (
        revision("1", {"G1": {}, "G2": {}}),
        revision("2", {"G1": {"because": ["r/1"]}}, withdrawn={"G2": {"reason": "r"}}),
    ),
    "a link that is lost": (
        revision("1", {"G1": {}, "G2": {}, "G3": {}}),
        revision(
            "3",
            {"G1": {"because": ["r/1"], "name": "B"}},
            supersedes="2",
            withdrawn={"G2": {"reason": "r"}},
            change_reasons=["other"],
        ),
    ),
    "two states": (
        revision(
            "2",
            {"G1": {"formerly": ["A", "B"]}, "G2": {}, "G3": {}, "G5": {"formerly": []}},
            withdrawn={"G3": {"reason": "r"}},
        ),
        revision(
            "2",
            {"G4": {"formerly": ["B", "A"]}, "G6": {"formerly": []}},
            withdrawn={"G2": {"reason": "x"}, "G3": {"reason": "r"}},
        ),
    ),
    "two states of which nobody knows which came from which": (
        revision("2", {"G1": {"formerly": ["A"]}, "G2": {"formerly": ["A"]}, "G5": {"formerly": ["C"]}}),
        revision("2", {"G3": {"formerly": ["A"]}, "G6": {"formerly": ["C"]}, "G7": {"formerly": ["C"]}}),
    ),
}


def compared(name: str) -> Comparison:
    return diff(*PAIRS[name])


LINES = {
    "a merge": [
        "info programme-merged governance/G4: {} @old G2 …G2 → {} @new G4 …G4 because r/1",
        "info programme-merged governance/G4: {} @old G1 …G1 → {} @new G4 …G4 because r/1",
        "info budget-changed governance/G4 budget.apbd.2023: 3 @old G1 …G1.budget.apbd.2023 → 4 @new G4 …G4.budget.apbd.2023 [+1, 33.33333333333333] because r/1",
        "info programme-moved governance/G3: 'living' @old G3 dimensions.living.programmes.G3 → 'governance' @new G3 …G3",
        "info name-changed governance/G3 name: 'A' @old G3 dimensions.living.programmes.G3.name → 'C' @new G3 …G3.name",
    ],
    "a split": [
        "info programme-split governance/G2: {} @old G1 …G1 → {} @new G2 …G2",
        "info budget-changed governance/G2 budget.apbd.2023: 5 @old G1 …G1.budget.apbd.2023 → 6 @new G2 …G2.budget.apbd.2023 [+1, 20.0]",
        "info programme-split governance/G3: {} @old G1 …G1 → {} @new G3 …G3",
        "info programme-added governance/G8: · → {'budget': {'apbd': {'2023': 1}}} @new G8 …G8",
        "warning programme-withdrawn governance/G9: {} @old G9 …G9 → {'reason': 'r', 'because': ['r/9']} @new G9 withdrawn.G9 because r/9",
    ],
    "merges and splits that hang together": [
        "info programme-merged governance/G5: {} @old G1 …G1 → {} @new G5 …G5",
        "info programme-merged governance/G5: {} @old G2 …G2 → {} @new G5 …G5",
        "info budget-changed governance/G5 budget.apbd.2023: 6 @old G1 …G1.budget.apbd.2023 → 7 @new G5 …G5.budget.apbd.2023 [+1, 16.666666666666664]",
        "info programme-merged governance/G2: {} @old G2 …G2 → {} @new G2 …G2",
        "info programme-merged governance/G2: {} @old G3 …G3 → {} @new G2 …G2",
    ],
    "two that change places": [
        "info programme-renumbered governance/G1: 'G2' @old G2 …G2 → 'G1' @new G1 …G1",
        "info name-changed governance/G1 name: 'Y' @old G2 …G2.name → 'X' @new G1 …G1.name",
        "info programme-renumbered governance/G2: 'G1' @old G1 …G1 → 'G2' @new G2 …G2",
        "info name-changed governance/G2 name: 'X' @old G1 …G1.name → 'Y' @new G2 …G2.name",
    ],
    "a chain": [
        "info field-changed -/- change_reasons.input: · → 'input' @new - change_reasons.0",
        "info field-changed -/- change_reasons.rpjmd: · → 'rpjmd' @new - change_reasons.1",
        "info programme-renumbered governance/G7: 'G1' @old G1 …G1 → 'G7' @new G7 …G7 because r/1, r/3",
        "warning programme-withdrawn governance/G2: {} @old G2 …G2 → {'reason': 'habis', 'because': ['r/2']} @2 G2 withdrawn.G2 because r/2",
        "warning programme-withdrawn governance/G4: {} @old G4 …G4 → {'reason': 'selesai', 'because': ['r/5']} @new G4 withdrawn.G6 because r/4, r/5",
        "error programme-dropped governance/G8: {} @old G8 …G8 → ·",
    ],
    "the same chain from its end": [
        "warning field-changed -/- change_reasons.input: 'input' @old - change_reasons.0 → ·",
        "warning field-changed -/- change_reasons.rpjmd: 'rpjmd' @old - change_reasons.1 → ·",
        "info programme-renumbered governance/G1: 'G7' @old G7 …G7 → 'G1' @new G1 …G1 because r/1, r/3",
        "info programme-added governance/G2: · → {} @new G2 …G2",
        "info programme-added governance/G4: · → {} @new G4 …G4",
        "info programme-added governance/G8: · → {} @new G8 …G8",
    ],
    "no link": ["info programme-dropped governance/G2: {} @old G2 …G2 → ·"],
    "a link that is lost": [
        "info field-changed -/- change_reasons.other: · → 'other' @new - change_reasons.0",
        "info name-changed governance/G1 name: 'A' @old G1 …G1.name → 'B' @new G1 …G1.name because r/1",
        "warning programme-withdrawn governance/G2: {} @old G2 …G2 → {'reason': 'r'} @new G2 withdrawn.G2",
        "error programme-dropped governance/G3: {} @old G3 …G3 → ·",
    ],
    "two states": [
        "info programme-renumbered governance/G4: 'G1' @old G1 …G1 → 'G4' @new G4 …G4",
        "info programme-added governance/G6: · → {'formerly': []} @new G6 …G6",
        "warning programme-withdrawn governance/G2: {} @old G2 …G2 → {'reason': 'x'} @new G2 withdrawn.G2",
        "error programme-dropped governance/G3: {} @old G3 …G3 → ·",
        "error programme-dropped governance/G5: {'formerly': []} @old G5 …G5 → ·",
    ],
    "two states of which nobody knows which came from which": [
        "info programme-added governance/G3: · → {'formerly': ['A']} @new G3 …G3",
        "info programme-added governance/G6: · → {'formerly': ['C']} @new G6 …G6",
        "info programme-added governance/G7: · → {'formerly': ['C']} @new G7 …G7",
        "error programme-dropped governance/G1: {'formerly': ['A']} @old G1 …G1 → ·",
        "error programme-dropped governance/G2: {'formerly': ['A']} @old G2 …G2 → ·",
        "error programme-dropped governance/G5: {'formerly': ['C']} @old G5 …G5 → ·",
    ],
}
COUNTED = {
    "a merge": (
        counts(old=3, new=2, moved=1, merged=1, changed=2),
        MoneyData(3, 4, 1, StatedData(2, 1), None),
        counts(old=1),
    ),
    "a split": (
        counts(old=2, new=3, added=1, withdrawn=1, split=2, changed=2),
        MoneyData(5, 7, 2, StatedData(1, 3), None),
        counts(),
    ),
    "merges and splits that hang together": (
        counts(old=3, new=2, merged=2, changed=2),
        MoneyData(6, 7, 1, StatedData(3, 2), None),
        counts(),
    ),
    "two that change places": (counts(old=2, new=2, renumbered=2, changed=2), None, counts()),
    "a chain": (counts(old=4, new=1, withdrawn=2, dropped=1, renumbered=1, changed=1), None, counts()),
    "the same chain from its end": (counts(old=1, new=4, added=3, renumbered=1, changed=1), None, counts()),
    "no link": (counts(old=2, new=1, dropped=1, unchanged=1), None, counts()),
    "a link that is lost": (counts(old=3, new=1, withdrawn=1, dropped=1, changed=1), None, counts()),
    "two states": (counts(old=4, new=2, added=1, withdrawn=1, dropped=2, renumbered=1, changed=1), None, counts()),
    "two states of which nobody knows which came from which": (
        counts(old=3, new=3, added=3, dropped=3),
        None,
        counts(),
    ),
}
LINKS = {
    "a merge": ("chain", [], (), {"G4": ("G2", "G1"), "G3": ("G3",)}),
    "a split": ("chain", [], (), {"G2": ("G1",), "G3": ("G1",), "G8": ()}),
    "merges and splits that hang together": ("chain", [], (), {"G5": ("G1", "G2"), "G2": ("G2", "G3")}),
    "two that change places": ("chain", [], (), {"G1": ("G2",), "G2": ("G1",)}),
    "a chain": ("chain", [], ("rpjmd", "input"), {"G7": ("G1",)}),
    "the same chain from its end": ("reverse", [], ("rpjmd", "input"), {"G1": ("G7",), "G2": (), "G4": (), "G8": ()}),
    "no link": ("unrelated", [], (), {"G1": ("G1",)}),
    "a link that is lost": ("broken", ["2"], ("other",), {"G1": ("G1",)}),
    "two states": ("states", [], (), {"G4": ("G1",), "G6": ()}),
    "two states of which nobody knows which came from which": ("states", [], (), {"G3": (), "G6": (), "G7": ()}),
}


@pytest.mark.parametrize("name", PAIRS)
def test_every_change(name: str) -> None:
    assert lines(compared(name)) == LINES[name]


@pytest.mark.parametrize("name", PAIRS)
def test_the_balance(name: str) -> None:
    total, money, living = COUNTED[name]
    found = compared(name).summary
    assert (found.programmes, found.budget, found.dimensions["living"].programmes) == (total, money, living)
    # No programme is in two dimensions.
    for field in Balance.__struct_fields__:
        assert getattr(total, field) == sum(getattr(one.programmes, field) for one in found.dimensions.values())


@pytest.mark.parametrize("name", PAIRS)
def test_how_they_hang_together(name: str) -> None:
    found = compared(name)
    assert (found.link, found.missing, found.new_reasons, found.predecessors) == LINKS[name]
