"""What is the same at a glance and is not, or is not and is: one difference alone, each told whole."""

from typing import Any

import pytest

from smartplan.compare import ComparedPlan
from smartplan.compare.changes import MoneyData, StatedData
from tests.helpers.comparisons import brief, diff, lines, revision

Values = tuple[Any, Any]


def told(old: dict[str, Any], new: dict[str, Any], **head: Any) -> list[str]:
    found = diff(revision("1", {"G1": old}, **head), revision("2", {"G1": new}, supersedes="1", **head))
    return [line.replace("governance/G1 ", "").replace(" G1 …G1.", " ") for line in lines(found)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # A key that only one side has, and that the program does not know.
        ({"note": 1}, {}, ["warning field-changed note: 1 @old note → ·"]),
        ({}, {"note": 1}, ["info field-changed note: · → 1 @new note"]),
        ({"note": []}, {}, []),
        ({"note": {"a": {}, "b": ""}}, {"note": {}}, []),
        ({"budget": {"apbd": {"2023": 1, "2024": 2}}}, {"budget": {"apbd": {"2023": 1, "2024": 4}}},
         ["info budget-changed budget.apbd.2024: 2 @old budget.apbd.2024 → 4 @new budget.apbd.2024 [+2, 100.0]"]),
        ({"indicators": {"i": {"targets": {"2023": 1, "2024": 2}}}}, {"indicators": {"i": {"targets": {"2023": 1, "2024": 4}}}},
         ["info target-changed indicators.i.targets.2024: 2 @old indicators.i.targets.2024"
          " → 4 @new indicators.i.targets.2024 [+2, 100.0]"]),
        ({"indicators": {"i": {"actuals": {"2023": 8}}}}, {"indicators": {"i": {"actuals": {"2023": 9}}}},
         ["info actual-changed indicators.i.actuals.2023: 8 @old indicators.i.actuals.2023"
          " → 9 @new indicators.i.actuals.2023 [+1, 12.5]"]),
        ({"indicators": {"i": {"actuals": {"2023": "8"}}}}, {"indicators": {"i": {"actuals": {"2023": "9"}}}},
         ["info actual-changed indicators.i.actuals.2023: '8' @old indicators.i.actuals.2023"
          " → '9' @new indicators.i.actuals.2023"]),
        # The same number in another notation, beside what differs, and what differs deep within.
        ({"note": {"a": 1, "b": 1}}, {"note": {"a": 1.0, "b": 2}}, ["info field-changed note.b: 1 @old note.b → 2 @new note.b"]),
        ({"note": {"a": {"b": {"c": 1, "d": 1}}}}, {"note": {"a": {"b": {"c": 2, "e": 1}}}},
         ["info field-changed note.a.b.c: 1 @old note.a.b.c → 2 @new note.a.b.c",
          "warning field-changed note.a.b.d: 1 @old note.a.b.d → ·", "info field-changed note.a.b.e: · → 1 @new note.a.b.e"]),
        ({"note": {"x": {"a": 1, "b": 2, "c": 3, "d": 4}}}, {"note": {"x": {"a": 1, "e": 5, "f": 6, "g": 7, "h": 8}}},
         [*(f"warning field-changed note.x.{key}: {number} @old note.x.{key} → ·" for key, number in (("b", 2), ("c", 3), ("d", 4))),
          *(f"info field-changed note.x.{key}: · → {number} @new note.x.{key}" for key, number in (("e", 5), ("f", 6), ("g", 7), ("h", 8)))]),
        ({"missions": ["M1"]}, {"missions": ["M1", "M2"]},
         ["info missions-changed missions.M2: · → {'id': 'M2', 'text': ''} @new missions.1"]),
        # What looks like a place in another dimension is none.
        ({"subdimension": "1.2", "name": "A"}, {"subdimension": "1.2", "name": "B"},
         ["info name-changed name: 'A' @old name → 'B' @new name"]),
    ],
)  # fmt: skip
def test_one_difference(old: dict[str, Any], new: dict[str, Any], expected: list[str]) -> None:
    assert told(old, new) == expected


def test_a_mission_of_one_id_that_says_something_else() -> None:
    old, new = ({"title": title, "missions": {"M1": text}} for title, text in (("a", "x"), ("b", "y")))
    found = diff(
        revision("1", {"G1": {"missions": ["M1"]}}, rpjmd=old), revision("2", {"G1": {"missions": ["M1"]}}, rpjmd=new)
    )
    assert lines(found)[-1] == (
        "info missions-changed governance/G1 missions.M1: {'id': 'M1', 'text': 'x'} @old G1 …G1.missions.0"
        " → {'id': 'M1', 'text': 'y'} @new G1 …G1.missions.0"
    )


def test_money_that_is_gone_is_in_the_balance() -> None:
    money = {"G1": {"budget": {"apbd": {"2023": 5}}}}
    assert diff(revision("1", money), revision("2", {"G1": {}})).summary.budget == MoneyData(
        5, None, None, StatedData(1, 0), None
    )
    assert diff(revision("1", {"G1": {}}), revision("2", money)).summary.budget == MoneyData(
        None, 5, None, StatedData(0, 1), None
    )
    assert diff(revision("1", {"G1": {}}), revision("2", {"G2": {}})).summary.budget is None


def test_what_came_later_is_no_loss_when_one_looks_back() -> None:
    old, new = revision("1", {"G1": {}}), revision("2", {"G1": {}, "G2": {}}, supersedes="1", change_reasons=["input"])
    back = diff(new, old)
    assert [(one.kind, one.level) for one in back.changes if one.programme] == [("programme-dropped", "info")]
    assert (back.link, back.new_reasons) == ("reverse", ("input",))


def test_a_split_read_from_its_end_is_a_merge() -> None:
    old = revision("1", {"G1": {}})
    new = revision(
        "2",
        {"G2": {"formerly": ["G1"], "because": ["r/1"]}, "G3": {"formerly": ["G1"], "because": ["r/2"]}},
        supersedes="1",
    )
    found = diff(new, old)
    assert brief(found) == [("programme-merged", "G1", None)] * 2
    assert found.predecessors == {"G1": ("G2", "G3")}
    assert {one.because for one in found.changes} == {("r/1", "r/2")}


def test_a_withdrawal_that_was_none_is_not_remembered() -> None:
    """What a revision withdraws and keeps all the same, or does not have, is a matter of `validate`."""
    middle = revision(
        "2", {"G1": {}, "G3": {}}, supersedes="1",
        withdrawn={"G1": {"reason": "r"}, "G9": {"reason": "r"}, "G2": {"reason": "r", "because": ["r/2"]}},
    )  # fmt: skip
    found = diff(revision("1", {"G1": {}, "G2": {}, "G3": {}}), revision("3", {"G3": {}}, supersedes="2"), middle)
    assert [(one.kind, one.programme, one.because) for one in found.changes] == [
        ("programme-dropped", "G1", ()), ("programme-withdrawn", "G2", ("r/2",)),
    ]  # fmt: skip


def test_an_id_that_was_given_to_another_may_be_withdrawn() -> None:
    middle = revision("2", {"G1": {"formerly": ["G2"]}}, supersedes="1", withdrawn={"G1": {"reason": "r"}})
    found = diff(revision("1", {"G1": {}, "G2": {}}), middle)
    assert brief(found) == [("programme-renumbered", "G1", None), ("programme-withdrawn", "G1", None)]


def test_a_withdrawal_without_a_chain_has_its_reasons() -> None:
    said = {"G2": {"reason": "r", "because": ["r/1"]}}
    for link, heads in (("states", ({}, {})), ("broken", ({"withdrawn": said}, {"supersedes": "9"}))):
        name = "1" if link == "states" else "2"
        found = diff(revision("1", {"G2": {}}, **heads[0]), revision(name, withdrawn=said, **heads[1]))
        assert found.link == link
        assert [(one.kind, one.because) for one in found.changes] == [("programme-withdrawn", ("r/1",))]


def test_several_ids_given_anew_between_two_states() -> None:
    old = revision("2", {"G1": {"formerly": ["A"]}, "G2": {"formerly": ["B"]}})
    new = revision("2", {"G3": {"formerly": ["B"]}, "G4": {"formerly": ["A"]}})
    assert diff(old, new).predecessors == {"G3": ("G2",), "G4": ("G1",)}


@pytest.mark.parametrize("head", [{"vision": "{}"}, {"rpjmd": {"vision": "{}"}}])
def test_another_layout_of_a_vision_is_no_change(head: dict[str, Any]) -> None:
    def filled(text: str) -> dict[str, Any]:
        return {key: {"vision": text} if isinstance(value, dict) else text for key, value in head.items()}

    assert brief(diff(revision("1", **filled("kota  sehat")), revision("2", **filled("kota sehat\n")))) == []
    assert len(brief(diff(revision("1", **filled("kota sehat")), revision("2", **filled("kota maju"))))) == 1


def test_what_was_withdrawn_needs_no_likely_name() -> None:
    old = revision("1", {"G1": {"name": "Pasar"}, "G2": {"name": "Terminal"}})
    new = revision(
        "2", {"G3": {"name": "Pasar"}, "G4": {"name": "Terminal"}}, supersedes="1", withdrawn={"G1": {"reason": "r"}}
    )
    assert [(one.old, one.new) for one in diff(old, new).suggestions] == [("G2", "G4")]


def test_a_key_with_a_point_in_it_is_one_step() -> None:
    (change,) = diff(revision("1", {"G1": {"note": {"a.b": 1}}}), revision("2", {"G1": {"note": {"a.b": 2}}})).changes
    address = ("dimensions", "governance", "programmes", "G1", "note", "a.b")
    assert change.field == "note.a.b"
    assert change.old
    assert change.new
    assert change.old.path == change.new.path == address


def test_items_of_a_list_stand_by_what_they_are() -> None:
    old, new = revision("1", {"G1": {"note": [3, "b", 1]}}), revision("2", {"G1": {"note": [2, "a", None]}})
    told = [(one.field, one.old and one.old.value, one.new and one.new.value) for one in diff(old, new).changes]
    assert told == sorted(told, key=lambda one: (one[0], str(one[1]), str(one[2])))
    assert {one[1] for one in told} - {None} == {3, "b", 1}
    assert {one[2] for one in told} - {None} == {2, "a"}


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize(
    ("flat", "deep"),
    [
        # What was there, what is there now; those that are told of one name stand by the first, then by the second.
        ((2, 3), ("1", 4)), ((1, 3), (1, 2)), ((2, None), ("1", 4)), ((1, "b"), ("a", 1)), ((1, 2), (1, 3)),
    ],
)  # fmt: skip
def test_two_of_one_name_stand_by_what_they_were(flat: Values, deep: Values, before: bool) -> None:
    """A key with a point in it may read as another that is deeper; the order of the keys in the file tells nothing."""

    def filled(side: int) -> dict[str, Any]:
        keys = [("a.b", flat[side]), ("a", {"b": deep[side]})]
        return {"note": dict(reversed(keys) if before else keys)}

    found = diff(revision("1", {"G1": filled(0)}), revision("2", {"G1": filled(1)})).changes
    assert [one.field for one in found] == ["note.a.b"] * 2
    told = [(one.old and one.old.value, one.new and one.new.value) for one in found]
    assert told == sorted([flat, deep], key=lambda one: (str(one[0]), str(one[1])))


@pytest.mark.parametrize("odd", [["x"], "x", {}])
def test_readiness_that_is_none_is_not_compared(odd: Any) -> None:
    """Its wrong type is a matter of `validate`."""
    sound = revision("1", {"G1": {}}, readiness={})
    other = revision("2", {"G1": {}})
    other = ComparedPlan(other.plan, {**other.data, "readiness": odd}, "2")
    assert brief(diff(sound, other)) == brief(diff(other, sound)) == []


def test_a_new_programme_has_its_reasons() -> None:
    (change,) = diff(revision("1"), revision("2", {"G1": {"because": ["r/1"]}}, supersedes="1")).changes
    assert (change.kind, change.because) == ("programme-added", ("r/1",))


def test_a_merge_is_held_against_its_own_id() -> None:
    old = revision("1", {"G1": {"name": "X"}, "G2": {"name": "Y"}})
    new = revision("2", {"G2": {"name": "Y", "formerly": ["G1", "G2"]}}, supersedes="1")
    assert brief(diff(old, new)) == [("programme-merged", "G2", None)] * 2


def money(amount: int) -> dict[str, Any]:
    return {"budget": {"apbd": {"2023": amount}}}


def test_money_of_a_long_row_of_merges_is_told_once() -> None:
    """Of all that hangs together, at the first in each file that states it."""
    old = revision("1", {"G4": money(1), "G3": money(2), "G2": money(3), "G1": money(4)})
    merged = {"N1": ["G1", "G2"], "N2": ["G2", "G3"], "N3": ["G3", "G4"]}
    for order in (merged, dict(reversed(merged.items()))):
        new = revision("2", {id_: {"formerly": origins, **money(5)} for id_, origins in order.items()}, supersedes="1")
        told = [one for one in diff(old, new).changes if one.kind == "budget-changed"]
        assert [(one.programme, one.delta) for one in told] == [(next(iter(order)), 5)]
        assert told[0].old
        assert (told[0].old.value, told[0].old.path[3]) == (10, "G4")
