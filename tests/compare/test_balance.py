"""The balance that says only what is true, the part that a filter shows, and what weighs most."""

from typing import Any

import pytest

from smartplan.analysis.money import moved
from smartplan.compare import ComparedPlan
from smartplan.compare.changes import (
    Balance,
    CommonMoneyData,
    Comparison,
    Kind,
    MissionCountData,
    MoneyData,
    Realignment,
    StatedData,
    Wanted,
)
from smartplan.compare.gravity import highlights, top
from smartplan.compare.selection import select
from smartplan.plan.budget import period_years
from tests.helpers.comparisons import brief, counts, diff, revision


def period(start: int, end: int) -> dict[str, Any]:
    return {"period": {"start": start, "end": end}}


def money(**years: int) -> dict[str, Any]:
    return {"budget": {"apbd": {year.strip("y"): amount for year, amount in years.items()}}}


OLD, NEW = period(2019, 2024), period(2023, 2028)
BUDGETS: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any], MoneyData | None]] = [
    # Nobody states money; one side does; zero is stated.
    ({}, {}, OLD, NEW, None),
    ({}, money(y2023=5), OLD, NEW, MoneyData(None, 5, None, StatedData(0, 1), None)),
    (money(y2019=5), {}, OLD, NEW, MoneyData(5, None, None, StatedData(1, 0), None)),
    ({}, money(y2023=0), OLD, NEW, MoneyData(None, 0, None, StatedData(0, 1), None)),
    ({}, {"budget": {"apbd": {}}}, OLD, NEW, None),
    # The years that both plan are 2023 and 2024.
    (money(y2019=1, y2023=5), money(y2023=7, y2026=9), OLD, NEW,
     MoneyData(6, 16, 10, StatedData(1, 1), CommonMoneyData([2023, 2024], 5, 7, 2))),
    # Where one of them states nothing for these years there is nothing to compare ...
    (money(y2019=1), money(y2023=7), OLD, NEW, MoneyData(1, 7, 6, StatedData(1, 1), None)),
    # ... and neither where no year is planned by both, or no period is stated. History of before the plan is no plan.
    (money(y2019=1), money(y2023=7), period(2019, 2022), NEW, MoneyData(1, 7, 6, StatedData(1, 1), None)),
    (money(y2019=1), money(y2019=7), {}, NEW, MoneyData(1, 7, 6, StatedData(1, 1), None)),
    (money(y2019=1), money(y2019=7), OLD, NEW, MoneyData(1, 7, 6, StatedData(1, 1), None)),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "old", "new", "expected"), BUDGETS)
def test_money_that_is_not_stated_is_not_zero(
    before: dict[str, Any], after: dict[str, Any], old: dict[str, Any], new: dict[str, Any], expected: MoneyData | None
) -> None:
    found = diff(revision("1", {"G1": before, "G2": {}}, **old), revision("2", {"G1": after}, supersedes="1", **new))
    assert found.summary.budget == expected
    assert found.summary.dimensions["governance"].budget == expected
    assert found.summary.dimensions["living"].budget is None


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        *(row[:4] for row in BUDGETS),
        (money(y2019=1, y2023=5), money(y2019=3, y2023=7), NEW, NEW),
        (money(y2019=1), money(y2023=7), NEW, NEW),
        (money(y2023=1), money(y2023=7), period(2028, 2019), period(2019, 2028)),
    ],
)
def test_the_money_of_the_years_that_both_plan_is_one_in_diff_and_log(
    before: dict[str, Any], after: dict[str, Any], old: dict[str, Any], new: dict[str, Any]
) -> None:
    one, other = revision("1", {"G1": before, "G2": {}}, **old), revision("2", {"G1": after}, supersedes="1", **new)
    budget, move = diff(one, other).summary.budget, moved(one.plan, other.plan)
    common = budget.common if budget else None
    if move and move.common and move.common.delta is not None:
        assert common
        assert [common.years[0], common.years[-1]] == move.common.years
        assert (common.old, common.new, common.delta) == (move.common.old, move.common.new, move.common.delta)
    elif move and move.delta is not None and period_years(one.plan):
        assert common
        assert (common.old, common.new, common.delta) == (move.old, move.new, move.delta)
    else:
        assert common is None


def test_an_amount_that_came_has_no_percentage() -> None:
    found = diff(revision("1", {"G1": {}}), revision("2", {"G1": money(y2023=5)}, supersedes="1"))
    assert [(one.delta, one.percent) for one in found.changes] == [(None, None)]


RPJMD = {"title": "R", "period": {"start": 2021, "end": 2026}, "missions": {"M1": "satu", "M2": "dua", "M3": "tiga"}}
MISSIONS: list[tuple[dict[str, Any], dict[str, Any], MissionCountData, list[tuple[Kind, str | None]]]] = [
    # The same RPJMD without its missions does not repeat them.
    (RPJMD, {**RPJMD, "missions": {}}, MissionCountData(3, None), []),
    ({**RPJMD, "missions": {}}, RPJMD, MissionCountData(None, 3), []),
    ({**RPJMD, "period": None}, {**RPJMD, "title": "r ", "missions": {}}, MissionCountData(3, None), []),
    # Another title or another period is another RPJMD.
    (RPJMD, {**RPJMD, "period": {"start": 2026, "end": 2030}, "missions": {}}, MissionCountData(3, None),
     [("mission-removed", "M1"), ("mission-removed", "M2"), ("mission-removed", "M3")]),
    (RPJMD, {**RPJMD, "title": "S", "missions": {"M1": "empat"}}, MissionCountData(3, 1),
     [("mission-added", "M1"), ("mission-removed", "M1"), ("mission-removed", "M2"), ("mission-removed", "M3")]),
    # One that has another id is renumbered, in the same RPJMD too, whichever way it went.
    (RPJMD, {**RPJMD, "title": "S", "missions": {"M1": "tiga", "M2": "dua", "M3": "satu"}}, MissionCountData(3, 3),
     [("mission-renumbered", "M1"), ("mission-renumbered", "M3")]),
    (RPJMD, {**RPJMD, "missions": {"M1": "satu", "M2": "dua", "M4": "tiga"}}, MissionCountData(3, 3),
     [("mission-renumbered", "M4")]),
    ({**RPJMD, "missions": {"M1": "satu", "M4": "tiga"}}, {**RPJMD, "missions": {"M1": "satu", "M3": "tiga"}},
     MissionCountData(2, 2), [("mission-renumbered", "M3")]),
    (RPJMD, {**RPJMD, "missions": {"M1": "lain", "M2": "dua"}}, MissionCountData(3, 2),
     [("mission-reworded", "M1"), ("mission-removed", "M3")]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "count", "expected"), MISSIONS)
def test_missions_that_are_not_repeated_are_not_removed(
    old: dict[str, Any], new: dict[str, Any], count: MissionCountData, expected: list[tuple[Kind, str]]
) -> None:
    found = diff(revision("1", rpjmd=old), revision("2", rpjmd=new, supersedes="1"))
    told = [(one.kind, (one.field or "").rpartition(".")[2]) for one in found.changes if "mission-" in one.kind]
    assert told == expected
    assert found.summary.missions == count
    levels = {one.level for one in found.changes if one.kind == "mission-renumbered"}
    assert levels <= {"info"}


def test_missions_that_an_edit_takes_out_or_adds_are_told() -> None:
    with_, without = revision("2", rpjmd=RPJMD), revision("2", rpjmd={**RPJMD, "missions": {}})
    assert {one.kind for one in diff(with_, without).changes} == {"mission-removed"}
    assert {one.kind for one in diff(without, with_).changes} == {"mission-added"}


def realigned() -> tuple[ComparedPlan, ComparedPlan]:
    old = revision("1", {
        "G1": {"missions": ["M1"]}, "G2": {"missions": ["M1"]}, "G3": {"missions": ["M2", "M3"]}, "G4": {"missions": ["M3"]},
        "G5": {"missions": ["M1"], "agency": "y"}, "G6": {}, "G7": {"missions": ["M2"]}, "G8": {"missions": ["M1"]},
    }, rpjmd=RPJMD)  # fmt: skip
    new = revision("2", {
        "G1": {"missions": ["M2"]}, "G2": {"missions": ["M2"]}, "G3": {"missions": ["M1"]}, "G4": {"missions": ["M4"]},
        "G5": {"missions": ["M2"]}, "G6": {"missions": ["M1"]}, "G7": {}, "G9": {"missions": ["M1"]},
    }, supersedes="1", rpjmd={"title": "S", "missions": {"M1": "lima", "M2": "enam", "M4": "tiga"}})  # fmt: skip
    return old, new


def test_a_programme_that_follows_another_rpjmd_is_realigned_and_not_changed() -> None:
    found = diff(*realigned())
    # G4 serves the same mission under another id; G5 changed in more than that.
    assert found.summary.programmes == counts(old=8, new=8, added=1, dropped=1, changed=1, realigned=5, unchanged=1)
    assert found.realignment == [
        Realignment((), ("M1",), ("G6",)),
        Realignment(("M1",), ("M2",), ("G1", "G2", "G5")),
        Realignment(("M2",), (), ("G7",)),
        Realignment(("M2", "M3"), ("M1",), ("G3",)),
    ]
    # A mission in the place of another is no loss; one that nothing takes the place of is.
    levels = {(one.programme, one.level) for one in found.changes if one.kind == "missions-changed"}
    assert levels == {(id_, "info") for id_ in ("G1", "G2", "G3", "G5", "G6")} | {("G7", "warning")}


def test_within_one_rpjmd_a_programme_with_other_missions_has_changed() -> None:
    old, new = (revision(n, {"G1": {"missions": [m]}}, rpjmd=RPJMD) for n, m in (("1", "M1"), ("2", "M2")))
    found = diff(old, new)
    assert (found.summary.programmes.changed, found.summary.programmes.realigned, found.realignment) == (1, 0, [])


CITIES = [
    ({"code": "64.71", "name": "A"}, {"code": "64.71", "name": "B"}, True),
    ({"code": "64.71", "name": "A"}, {"code": "64.72", "name": "B"}, False),
    # Two of one name: a regency and a city.
    ({"code": "32.01", "name": "Bogor"}, {"code": "32.71", "name": "Bogor"}, False),
    ({"name": "A"}, {"code": "64.72", "name": "A"}, True),
    ({"name": "A"}, {"name": "B"}, False),
    ({"code": "64.71"}, {"name": "B"}, True),
    ({}, {}, True),
]


@pytest.mark.parametrize(("one", "other", "same"), CITIES)
def test_two_cities_have_no_programme_in_common(one: dict[str, str], other: dict[str, str], same: bool) -> None:
    found = diff(revision("1", {"G1": {}}, city=one), revision("2", {"G1": {"name": "B"}}, city=other))
    assert (found.same_city, found.link) == (same, "unrelated")
    told = (
        [("name-changed", "G1", "name")]
        if same
        else [("programme-added", "G1", None), ("programme-dropped", "G1", None)]
    )
    assert [one for one in brief(found) if one[1]] == told
    assert all(change.level == "info" for change in found.changes if change.programme)
    assert found.suggestions == []
    assert highlights(found) == []


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        # A code that was corrected makes no other city, where the two say that they belong together.
        (("1", {"code": "64.17", "name": "A"}), ("2", {"code": "64.71", "name": "A"}), True),
        (("2", {"code": "64.17", "name": "A"}), ("2", {"code": "64.71", "name": "A"}), True),
        # The revisions of two cities are called alike.
        (("1", {"code": "64.71", "name": "A"}), ("2", {"code": "64.72", "name": "B"}), False),
        (("2", {"code": "64.71", "name": "A"}), ("2", {"code": "64.72", "name": "B"}), False),
    ],
)
def test_lineage_is_of_one_city(first: tuple[str, Any], second: tuple[str, Any], same: bool) -> None:
    (old, one), (new, other) = first, second
    found = diff(revision(old, {"G1": {}}, city=one), revision(new, {"G1": {}}, supersedes="1", city=other))
    assert (found.same_city, found.summary.programmes.unchanged) == (same, int(same))


STOPS = [
    ({"status": "running"}, {"status": "stopped"}, "warning"),
    ({}, {"status": "stopped"}, "warning"),
    ({"status": "stopped"}, {"status": "running"}, "info"),
    ({"execution": {"2023": "ran"}}, {"execution": {"2023": "not_run"}}, "warning"),
    ({"execution": {"2023": "not_run"}}, {"execution": {"2023": "partly"}}, "info"),
    (money(y2023=10), money(y2023=5), "warning"),
    (money(y2023=10), money(y2023=6), "info"),
    (money(y2023=10), money(y2023=0), "warning"),
    (money(y2023=0), money(y2023=10), "info"),
    (money(y2023=5), money(y2023=20), "info"),
]


@pytest.mark.parametrize(("old", "new", "level"), STOPS)
def test_what_was_stopped_or_halved_is_a_warning(old: dict[str, Any], new: dict[str, Any], level: str) -> None:
    found = diff(revision("1", {"G1": old}), revision("2", {"G1": new}, supersedes="1"))
    assert [one.level for one in found.changes] == [level]


AIM = {"name": "i", "direction": "up"}


def weighty() -> Comparison:
    old = revision("1", {
        "D1": {"name": "jatuh", **money(y2023=1)}, "D2": {"name": "jatuh besar", **money(y2023=9)},
        "W1": {"name": "ditarik"}, "S1": {"status": "running", **money(y2023=4)}, "L1": {},
        "M1": {}, "M2": {}, "P1": {}, "T1": {"indicators": {"i": {**AIM, "targets": {"2023": 5}}}},
        "B1": money(y2023=10), "B2": money(y2023=10), "U1": {}, "N1": {},
    })  # fmt: skip
    new = revision("2", {
        "S1": {"status": "stopped", "execution": {"2023": "not_run"}, "because": ["r/1"], **money(y2023=4)}, "living/L1": {},
        "M1": {"formerly": ["M1", "M2"]}, "P1": {"formerly": ["P1"]}, "P2": {"formerly": ["P1"], "name": "pecahan"},
        "T1": {"indicators": {"i": {**AIM, "targets": {"2023": 4}}}}, "B1": money(y2023=13), "B2": money(y2023=9),
        "A1": {"name": "besar", **money(y2023=100)}, "A2": {}, "U1": {}, "N1": {"name": "lain"},
    }, supersedes="1", withdrawn={"W1": {"reason": "Selesai", "because": ["r/2"]}})  # fmt: skip
    return diff(old, new)


def test_what_weighs_most() -> None:
    found = highlights(weighty())
    assert [(one.kind, one.programme, one.old.rupiah, one.new.rupiah, len(one.changes)) for one in found] == [
        ("dropped", "D2", 9, None, 1), ("dropped", "D1", 1, None, 1), ("withdrawn", "W1", None, None, 1),
        ("stopped", "S1", 4, 4, 2), ("moved", "L1", None, None, 1), ("merged", "M1", None, None, 2),
        ("split", "P1", None, None, 1), ("split", "P2", None, None, 1), ("lowered", "T1", None, None, 1),
        ("money", "A1", None, 100, 1), ("money", "B1", 10, 13, 1), ("money", "B2", 10, 9, 1),
    ]  # fmt: skip
    reasons = {one.programme: (one.name, one.reason, one.because) for one in found if one.reason or one.because}
    assert reasons == {"W1": ("ditarik", "Selesai", ("r/2",)), "S1": ("A", "", ("r/1",))}
    # No kind crowds out another.
    for count, expected in ((0, []), (2, ["D2", "W1"]), (8, ["D2", "W1", "S1", "L1", "M1", "P1", "T1", "A1"]),
                            (9, ["D2", "D1", "W1", "S1", "L1", "M1", "P1", "T1", "A1"])):  # fmt: skip
        assert [one.programme for one in top(found, count)] == expected
    assert top(found, 99) == found


def chosen(found: Comparison, plans: tuple[ComparedPlan, ComparedPlan], **wanted: Any) -> Comparison:
    return select(found, Wanted(**wanted), *(one.plan for one in plans))


PARTS = (
    revision("1", {
        "G1": {"agency": "x", **money(y2023=1)}, "G2": {"agency": "y", "name": "dua"}, "living/L1": {"agency": "y"},
        "G4": {"agency": "y", "status": "running"}, "G5": {"agency": "x", "missions": ["M1"]},
    }, vision="a"),
    revision("2", {
        "G1": {"agency": "x", **money(y2023=2)}, "G2": {"agency": "y", "name": "tiga"}, "G3": {"agency": "x", "formerly": ["L1"]},
        "G4": {"agency": "y", "status": "stopped"}, "G6": {"agency": "y", **money(y2023=7)}, "G5": {"agency": "x", "missions": ["M1"]},
    }, supersedes="1", vision="b"),
)  # fmt: skip
SELECTED: list[tuple[dict[str, Any], list[tuple[str, str | None]], Balance]] = [
    ({}, [("vision-changed", None), ("budget-changed", "G1"), ("name-changed", "G2"), ("programme-moved", "G3"),
          ("programme-renumbered", "G3"), ("agency-changed", "G3"), ("status-changed", "G4"), ("programme-added", "G6")],
     counts(5, 6, added=1, changed=4, moved=1, renumbered=1, unchanged=1)),
    # What is shown is counted: the unchanged ones of a dimension or an agency too.
    ({"agencies": {"x"}}, [("budget-changed", "G1"), ("programme-moved", "G3"), ("programme-renumbered", "G3"),
                           ("agency-changed", "G3")], counts(3, 3, changed=2, moved=1, renumbered=1, unchanged=1)),
    ({"dimensions": {"living"}}, [("programme-moved", "G3"), ("programme-renumbered", "G3"), ("agency-changed", "G3")],
     counts(1, 1, changed=1, moved=1, renumbered=1)),
    ({"missions": {"M1"}}, [], counts(1, 1, unchanged=1)),
    ({"programmes": {"L1", "G2"}}, [("name-changed", "G2"), ("programme-moved", "G3"), ("programme-renumbered", "G3"),
                                    ("agency-changed", "G3")], counts(2, 2, changed=2, moved=1, renumbered=1)),
    # By kind or level only those that have such a change.
    ({"kinds": {"name-changed", "vision-changed"}}, [("vision-changed", None), ("name-changed", "G2")], counts(1, 1, changed=1)),
    ({"level": "warning"}, [("status-changed", "G4")], counts(1, 1, changed=1)),
    ({"level": "error"}, [], counts()),
    ({"level": "warning", "agencies": {"x"}}, [], counts()),
    ({"kinds": {"programme-added"}, "agencies": {"y"}}, [("programme-added", "G6")], counts(0, 1, added=1)),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "changes", "balance"), SELECTED)
def test_what_a_filter_shows_is_what_is_counted(
    wanted: dict[str, Any], changes: list[tuple[str, str | None]], balance: Balance
) -> None:
    found = chosen(diff(*PARTS), PARTS, **wanted)
    assert [(one.kind, one.programme) for one in found.changes] == changes
    assert found.summary.programmes == balance
    for field in Balance.__struct_fields__:
        assert getattr(balance, field) == sum(
            getattr(one.programmes, field) for one in found.summary.dimensions.values()
        )
    assert bool(found.filter) is bool(wanted)
    shown = {one.programme for one in found.changes}
    assert {one.programme for one in highlights(found)} <= shown


def test_a_filter_has_the_money_of_what_it_shows() -> None:
    found = chosen(diff(*PARTS), PARTS, agencies=frozenset({"x"}))
    assert found.summary.budget == MoneyData(1, 2, 1, StatedData(1, 1), None)
    assert list(found.summary.dimensions) == ["governance", "living"]
    assert list(chosen(diff(*PARTS), PARTS, programmes=frozenset({"G2"})).summary.dimensions) == ["governance"]


def test_a_filter_shows_its_part_of_suggestions_and_realignment() -> None:
    plans = realigned()
    found = chosen(diff(*plans), plans, programmes=frozenset({"G2", "G6"}))
    assert [(one.old, one.programmes) for one in found.realignment] == [((), ("G6",)), (("M1",), ("G2",))]
    old = revision("1", {"G1": {"name": "Layanan darurat"}, "G2": {"name": "Pasar pagi"}})
    new = revision("2", {"G3": {"name": "Layanan darurat"}, "G4": {"name": "Pasar pagi"}}, supersedes="1")
    assert [one.old for one in chosen(diff(old, new), (old, new), programmes=frozenset({"G4"})).suggestions] == ["G2"]


def test_an_id_that_was_used_anew_is_two_programmes() -> None:
    old = revision("1", {"G1": {"agency": "x"}, "G2": {}})
    new = revision("2", {"G1": {"agency": "y", "formerly": []}, "G2": {}}, supersedes="1")
    found = chosen(diff(old, new), (old, new), agencies=frozenset({"y"}))
    assert [(one.kind, one.programme) for one in found.changes] == [("programme-added", "G1")]


def test_what_another_part_of_a_split_took_over_is_not_lost() -> None:
    whole = {
        "code": "1.01.02", "partners": ["p", "q"], "years": [2023], "note": {"a": 1},
        "indicators": {"i": {"name": "i"}, "j": {"name": "j"}},
    }  # fmt: skip
    first = {
        "code": "1.01.02",
        "partners": ["p"],
        "years": [2023],
        "note": {"a": 1},
        "indicators": {"i": {"name": "i"}},
    }
    second = {"partners": ["q"]}
    old = revision("1", {"G1": whole})
    new = revision("2", {"G1": {**first, "formerly": ["G1"]}, "G2": {**second, "formerly": ["G1"]}}, supersedes="1")
    found = [(one.kind, one.programme, one.field) for one in diff(old, new).changes if one.kind != "programme-split"]
    # Neither part has the second indicator.
    assert found == [("indicator-removed", "G1", "indicators.j"), ("indicator-removed", "G2", "indicators.j")]
