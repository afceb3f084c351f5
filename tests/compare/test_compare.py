"""Exact lists of changes, lineage, and planted facts."""

from typing import Any

import pytest

from smartplan.compare.changes import KINDS
from tests.helpers.comparisons import brief, diff, revision

ONE = {"targets": {"2023": 12}, "name": "n", "direction": "down"}
FIELDS: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, str | None, Any, Any]]]] = [
    ({}, {}, []),
    ({"partners": ["a", "b"]}, {"partners": ["b", "a"]}, []),
    ({"years": [2023, 2024]}, {"years": [2024, 2023]}, []),
    ({"description": "a  b"}, {"description": "a b\n"}, []),
    ({"description": ""}, {"budget": {}}, []),
    ({"because": ["r/1"], "sources": ["s"]}, {}, []),
    ({}, {"name": "B"}, [("name-changed", "name", "A", "B")]),
    ({"partners": ["a"]}, {"partners": ["b"]}, [
        ("partners-changed", "partners.a", "a", None), ("partners-changed", "partners.b", None, "b")]),
    ({"years": [2023]}, {"years": [2023, 2024]}, [("years-changed", "years.2024", None, 2024)]),
    ({"quick_win": True}, {"quick_win": False}, [("quick-win-changed", "quick_win", True, False)]),
    ({"code": "1"}, {"code": "2"}, [("field-changed", "code", "1", "2")]),
    ({"note": {"a": 1}}, {"note": {"a": 2}}, [("field-changed", "note.a", 1, 2)]),
    ({"execution": {"2023": "ran"}}, {}, [("execution-changed", "execution.2023", "ran", None)]),
    ({"budget": {"apbd": {"2023": 4}}}, {"budget": {"apbd": {"2023": 5}, "csr": {"2023": 1}}}, [
        ("budget-changed", "budget.apbd.2023", 4, 5), ("budget-changed", "budget.csr.2023", None, 1)]),
    ({"indicators": {"i": ONE}}, {"indicators": {"i": {**ONE, "targets": {"2023": 8}}}}, [
        ("target-raised", "indicators.i.targets.2023", 12, 8)]),
    ({"indicators": {"i": ONE}}, {"indicators": {"i": {**ONE, "targets": {"2023": 13}}}}, [
        ("target-lowered", "indicators.i.targets.2023", 12, 13)]),
    ({"indicators": {"i": ONE}}, {"indicators": {"i": {**ONE, "unit": "h", "targets": {"2023": 8}}}}, [
        ("indicator-changed", "indicators.i.unit", None, "h"), ("target-changed", "indicators.i.targets.2023", 12, 8)]),
    ({}, {"indicators": {"i": ONE}}, [("indicator-added", "indicators.i", None, ONE)]),
    ({"indicators": {"i": ONE}}, {}, [("indicator-removed", "indicators.i", ONE, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), FIELDS)
def test_fields(old: dict[str, Any], new: dict[str, Any], expected: list[Any]) -> None:
    found = diff(revision("1", {"G1": old}), revision("2", {"G1": new}, supersedes="1")).changes
    sides = [(c.kind, c.field, c.old and c.old.value, c.new and c.new.value) for c in found]
    assert expected == sides
    assert all(c.programme == "G1" and (c.level == "warning") == (c.new is None or "lowered" in c.kind) for c in found)


def test_budget_delta() -> None:
    old, new = ({"G1": {"budget": {"apbd": {"2023": amount}}}} for amount in (4, 5))
    (change,) = diff(revision("1", old), revision("2", new)).changes
    assert (change.delta, change.percent) == (1, 25.0)


def test_planted_facts() -> None:
    old = revision("1", {"G1": {}, "G2": {"name": "B"}, "G3": {"name": "C"}, "G4": {"name": "D"}})
    new = revision(
        "2",
        {"G4": {"name": "D", "budget": {"apbd": {"2024": 5}}}, "G1": {},
         "living/L9": {"name": "B", "formerly": ["G2"], "subdimension": "health"}},
        supersedes="1", withdrawn={"G3": {"reason": "done"}},
    )  # fmt: skip
    found = diff(old, new)
    assert brief(found) == [
        ("budget-changed", "G4", "budget.apbd.2024"), ("programme-withdrawn", "G3", None),
        ("programme-moved", "L9", None), ("programme-renumbered", "L9", None),
        ("subdimension-changed", "L9", "subdimension"),
    ]  # fmt: skip
    total = found.summary.programmes
    assert (total.old, total.new, total.withdrawn, total.changed, total.unchanged) == (4, 3, 1, 2, 1)


def test_merge_adds_money_up() -> None:
    old = revision("1", {"G1": {"budget": {"apbd": {"2023": 1}}}, "G2": {"budget": {"apbd": {"2023": 2}}}})
    new = revision("2", {"G1": {"formerly": ["G1", "G2"], "budget": {"apbd": {"2023": 3}}}}, supersedes="1")
    assert brief(diff(old, new)) == [("programme-merged", "G1", None)] * 2
    assert brief(diff(new, old)) == [("programme-split", "G1", None), ("programme-split", "G2", None)]


def test_split_keeps_an_id() -> None:
    old = revision("1", {"G1": {"budget": {"apbd": {"2023": 3}}}})
    parts = {id_: {"formerly": ["G1"], "budget": {"apbd": {"2023": 2}}} for id_ in ("G1", "G2")}
    found = diff(old, revision("2", parts, supersedes="1"))
    assert brief(found) == [
        ("programme-split", "G1", None), ("budget-changed", "G1", "budget.apbd.2023"), ("programme-split", "G2", None)
    ]  # fmt: skip
    assert found.changes[1].delta == 1


def test_chain_withdrawn_in_the_middle_and_returned() -> None:
    one = revision("1", {"G1": {}, "G2": {}, "G3": {}})
    middle = revision(
        "2", {"G5": {"formerly": ["G1"], "because": ["r/1"]}}, supersedes="1",
        withdrawn={"G2": {"reason": "r"}, "G3": {"reason": "r"}},
    )  # fmt: skip
    last = revision("3", {"G6": {"formerly": ["G5"], "because": ["r/2"]}, "G3": {}}, supersedes="2")
    found = diff(one, last, middle)
    assert brief(found) == [("programme-renumbered", "G6", None), ("programme-withdrawn", "G2", None)]
    assert found.changes[0].because == ("r/1", "r/2")
    assert found.changes[1].new is not None
    assert (found.changes[1].new.file, found.changes[1].new.path) == ("2", ("withdrawn", "G2"))
    assert diff(one, last).link == "broken"
    assert diff(one, last).missing == ["2"]
    anew = revision("3", {"G3": {"formerly": []}}, supersedes="2")
    assert ("programme-added", "G3", None) in brief(diff(one, anew, middle))
    back = diff(last, one, middle)
    assert (back.link, brief(back)) == (
        "reverse",
        [("programme-renumbered", "G1", None), ("programme-added", "G2", None)],
    )


@pytest.mark.parametrize(("head", "level"), [({"supersedes": "1"}, "error"), ({}, "info")])
def test_dropped(head: dict[str, Any], level: str) -> None:
    (change,) = diff(revision("1", {"G1": {}}), revision("2", **head)).changes
    assert ("programme-dropped", level) == (change.kind, change.level)


def test_states_of_one_revision() -> None:
    old = revision("2", {"G2": {"formerly": ["G1"]}, "G3": {}})
    new = revision("2", {"G4": {"formerly": ["G1"]}}, withdrawn={"G3": {"reason": "r"}})
    assert brief(diff(old, new)) == [("programme-renumbered", "G4", None), ("programme-withdrawn", "G3", None)]


def test_another_rpjmd() -> None:
    old = revision("1", {"G1": {"missions": ["M1", "M2"]}}, rpjmd={"title": "a", "missions": {"M1": "x", "M2": "y"}})
    new = revision("2", {"G1": {"missions": ["M1", "M3"]}}, rpjmd={"title": "b", "missions": {"M1": "z", "M3": "Y."}})
    assert brief(diff(old, new)) == [
        ("rpjmd-changed", None, "rpjmd.title"), ("mission-renumbered", None, "rpjmd.missions.M3"),
        ("mission-added", None, "rpjmd.missions.M1"), ("mission-removed", None, "rpjmd.missions.M1"),
        ("missions-changed", "G1", "missions.M1"),
    ]  # fmt: skip


def test_suggestions_are_never_applied() -> None:
    old = revision("1", {"G1": {"name": "Terminal parkir elektronik"}})
    new = revision("2", {"G2": {"name": "Terminal Parkir Elektronika"}}, supersedes="1")
    found = diff(old, new)
    assert {"programme-added", "programme-dropped"} == {change.kind for change in found.changes}
    assert [(item.old, item.new) for item in found.suggestions] == [("G1", "G2")]


def test_added_kinds_have_their_twin() -> None:
    added, removed = ({kind.rpartition("-")[0] for kind in KINDS if kind.endswith(end)} for end in ("added", "removed"))
    assert added ^ removed == {"programme"}
    assert {"programme-dropped", "programme-withdrawn"} < set(KINDS)


def test_a_sum_names_the_programme_that_it_is_placed_at() -> None:
    money = {"budget": {"apbd": {"2023": 3}}}
    old = revision("1", {"G1": money, "G2": money})
    new = revision("2", {"G2": {"formerly": ["G1", "G2"], "budget": {"apbd": {"2023": 5}}}}, supersedes="1")
    (change,) = [change for change in diff(old, new).changes if change.kind == "budget-changed"]
    assert change.old is not None
    assert change.new is not None
    assert (change.old.value, change.old.programme, change.old.path[3]) == (6, "G1", "G1")
    assert (change.new.value, change.new.programme, change.new.path[3]) == (5, "G2", "G2")
