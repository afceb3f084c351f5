"""Changes in the actions of a programme, each told whole."""

from typing import Any

from tests.helpers.comparisons import brief, diff, lines, revision

ACTION: dict[str, Any] = {
    "name": "Aplikasi antrean", "kind": "application", "years": [2023, 2024], "agency": "x", "code": "2.16.03.2.02",
    "budget": {"apbd": {"2023": 4, "2024": 8}}, "execution": {"2023": "partly"}, "evidence": ["s"], "catatan": "a",
    "indicators": {
        "i": {"name": "n", "unit": "h", "direction": "down", "targets": {"2023": 8}, "catatan": "a"}, "k": {"name": "k"},
    },
}  # fmt: skip


def actions(name: str, found: dict[str, Any], **head: Any) -> Any:
    return revision(name, {"G1": {"actions": found}}, **head)


def test_every_field_of_an_action() -> None:
    new = {
        "name": "Aplikasi antrean daring", "kind": "literacy", "years": [2024, 2025], "agency": "y",
        "code": ["2.16.03.2.02", "2.16.03.2.03"], "budget": {"apbd": {"2023": 4, "2024": 2}, "csr": {"2024": 5}},
        "execution": {"2023": "not_run", "2024": "ran"}, "evidence": ["t"], "catatan": "b",
        "indicators": {
            "i": {"name": "n", "unit": "h", "direction": "down", "targets": {"2023": 9}, "catatan": "b"}, "j": {"name": "j"},
        },
    }  # fmt: skip
    old_plan = actions("1", {"A1": ACTION, "A2": {"name": "Server"}})
    new_plan = actions("2", {"A3": {"name": "Pelatihan"}, "A1": new}, supersedes="1")
    found = diff(old_plan, new_plan)
    assert {(one.dimension, one.programme) for one in found.changes} == {("governance", "G1")}
    A1 = "…G1.actions.A1"
    expected = [
        "info action-added actions.A3: · → {'name': 'Pelatihan'} @new G1 …G1.actions.A3",
        f"info action-changed actions.A1.name: 'Aplikasi antrean' @old G1 {A1}.name → 'Aplikasi antrean daring' @new G1 {A1}.name",
        f"info action-changed actions.A1.kind: 'application' @old G1 {A1}.kind → 'literacy' @new G1 {A1}.kind",
        f"info action-changed actions.A1.agency: 'x' @old G1 {A1}.agency → 'y' @new G1 {A1}.agency",
        f"info action-changed actions.A1.code.2.16.03.2.03: · → '2.16.03.2.03' @new G1 {A1}.code.1",
        f"warning action-changed actions.A1.years.2023: 2023 @old G1 {A1}.years.0 → ·",
        f"info action-changed actions.A1.years.2025: · → 2025 @new G1 {A1}.years.1",
        f"warning action-changed actions.A1.evidence.s: 's' @old G1 {A1}.evidence.0 → ·",
        f"info action-changed actions.A1.evidence.t: · → 't' @new G1 {A1}.evidence.0",
        f"info action-changed actions.A1.execution.2023: 'partly' @old G1 {A1}.execution.2023 → 'not_run' @new G1 {A1}.execution.2023",
        f"info action-changed actions.A1.execution.2024: · → 'ran' @new G1 {A1}.execution.2024",
        f"warning action-budget-changed actions.A1.budget.apbd.2024: 8 @old G1 {A1}.budget.apbd.2024 → 2 @new G1 {A1}.budget.apbd.2024 [-6, -75.0]",
        f"info action-budget-changed actions.A1.budget.csr.2024: · → 5 @new G1 {A1}.budget.csr.2024",
        f"warning target-lowered actions.A1.indicators.i.targets.2023: 8 @old G1 {A1}.indicators.i.targets.2023 → 9 @new G1 {A1}.indicators.i.targets.2023 [+1, 12.5]",
        f"info field-changed actions.A1.indicators.i.catatan: 'a' @old G1 {A1}.indicators.i.catatan → 'b' @new G1 {A1}.indicators.i.catatan",
        f"info indicator-added actions.A1.indicators.j: · → {{'name': 'j'}} @new G1 {A1}.indicators.j",
        f"warning indicator-removed actions.A1.indicators.k: {{'name': 'k'}} @old G1 {A1}.indicators.k → ·",
        f"info action-changed actions.A1.catatan: 'a' @old G1 {A1}.catatan → 'b' @new G1 {A1}.catatan",
        "warning action-removed actions.A2: {'name': 'Server'} @old G1 …G1.actions.A2 → ·",
    ]
    # The order of the fields, and of the changes within one.
    assert sorted(one.replace("governance/G1 ", "") for one in lines(found)) == sorted(expected)
    assert [kind for kind, _, _ in brief(found)][0::18] == ["action-added", "action-removed"]


def test_the_same_actions_in_another_order_are_the_same() -> None:
    one, other = (
        {"A1": ACTION, "A2": {"name": "B"}},
        {"A2": {"name": "B", "years": []}, "A1": {**ACTION, "years": [2024, 2023]}},
    )
    assert brief(diff(actions("1", one), actions("2", other, supersedes="1"))) == []


def test_each_part_of_a_split_has_the_actions_that_it_has() -> None:
    old = actions("1", {"A1": ACTION, "A2": {"name": "B"}, "A3": {"name": "C"}})
    parts = {"G1": {"actions": {"A1": ACTION}}, "G2": {"formerly": ["G1"], "actions": {"A2": {"name": "B"}}}}
    parts["G1"]["formerly"] = ["G1"]
    found = [one for one in brief(diff(old, revision("2", parts, supersedes="1"))) if one[0].startswith("action")]
    assert found == [("action-removed", "G1", "actions.A3"), ("action-removed", "G2", "actions.A3")]


def test_an_action_that_cannot_be_read_neither_comes_nor_goes() -> None:
    broken = diff(actions("1", {"A1": ACTION}), actions("2", {"A1": 5}, supersedes="1"))
    [change] = broken.changes
    assert (change.kind, change.level, change.new and change.new.value) == ("action-removed", "info", "5")
    assert brief(diff(actions("1", {"A1": 5}), actions("2", {"A1": 5}, supersedes="1"))) == []


def test_an_action_weighs_nothing_at_the_head_of_a_comparison() -> None:
    from smartplan.compare.gravity import highlights

    old = actions("1", {"A1": {**ACTION, "indicators": {}}})
    new = actions(
        "2", {"A1": {**ACTION, "indicators": {}, "execution": {"2023": "not_run"}, "budget": {}}}, supersedes="1"
    )
    found = diff(old, new)
    assert {kind for kind, _, _ in brief(found)} == {"action-changed", "action-budget-changed"}
    assert highlights(found) == []
