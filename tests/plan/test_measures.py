"""Measures at their edges: bounds, ranges and text against each other, and what is as good as its target."""

import pytest

from smartplan.plan import names
from smartplan.plan.evaluation import Evaluation, Scores
from smartplan.plan.field_types import Direction, Measured
from smartplan.plan.measure import Verdict, ambition, reached
from smartplan.plan.names import Known, nearest
from smartplan.plan.scoring import ROUNDING, disagrees, scores, year_before


@pytest.mark.parametrize(
    ("old", "new", "direction", "expected"),
    [
        (5, 6, "up", "raised"), (6, 5, "up", "lowered"), (5, 6, "down", "lowered"), (6, 5, "down", "raised"),
        (5, "5", "up", "same"), ("5,0", 5, "up", "same"), (5, 6, "keep", "changed"), (5, 6, None, "changed"),
        # Text and figures cannot be held against each other, whatever the direction.
        ("baik", "baik sekali", "up", "changed"), ("baik  sekali", " baik sekali", "up", "same"),
        ("baik", 5, "up", "changed"), (5, "baik", "up", "changed"), ("baik", "5", "down", "changed"),
        # Nor can a share and a count, or a bound and a number.
        ("5%", "6%", "up", "raised"), ("5%", 6, "up", "changed"), ("5%", "5", "up", "changed"),
        ("<= 5", "<= 4", "down", "raised"), ("≤ 5", "<= 5", "down", "same"), ("<= 5", "< 4", "down", "changed"),
        ("<= 5", 4, "down", "changed"),
        # The end of a range is what counts; where only its start moves, it is another range and no better.
        ("1-5", "1-6", "up", "raised"), ("1-5", "1-4", "up", "lowered"), ("1-5", "1 – 5", "up", "same"),
        ("1-5", "2-5", "up", "changed"), ("1-5", "2-5", "down", "changed"), ("1-5", "2-6", "down", "lowered"),
    ],
)  # fmt: skip
def test_a_target_against_another(old: Measured, new: Measured, direction: Direction | None, expected: Verdict) -> None:
    assert ambition(old, new, direction) == expected


@pytest.mark.parametrize(
    ("target", "actual", "direction", "expected"),
    [
        # A number needs a direction, unless it is hit.
        (5, 5, None, True), (5, "5", None, True), (5, "5.0", None, True), ("5.0", 5, "keep", True),
        (5, 6, "up", True), (5, 4, "up", False), (5, 4, "down", True), (5, 6, "down", False),
        (5, 5.0, "up", True), ("5,0", 5, "down", True),
        (5, 6, "keep", False), (5, 4, "keep", False), (5, 6, None, None),
        # Text is reached by the same text alone.
        ("baik", "baik", None, True), ("baik  sekali", "baik sekali", "up", True), ("baik", "buruk", "up", None),
        ("5", "baik", "up", None), ("baik", 5, "up", None), ("5 unit", "5  unit", None, True),
        # Only a number can be held against something.
        (5, "<= 4", "down", None), (5, "4-5", "down", None), ("<= 5", "<= 4", None, None), ("<= 5", "<=  5", None, True),
        # A share and a count are no pair.
        ("5%", 6, "up", None), (5, "6%", "up", None), ("5%", "6%", "up", True), ("5%", "5 %", None, True),
        ("<= 5%", 4, None, None), ("<= 5%", "4%", None, True),
        # A bound says itself what is good.
        ("<= 5", 5, "up", True), ("<= 5", 6, "up", False), ("≤ 5", 5, None, True), ("< 5", 5, None, False),
        ("< 5", 4.9, None, True), (">= 5", 5, "down", True), ("≥ 5", 4, None, False), ("> 5", 5, None, False),
        ("> 5", 5.1, None, True),
        # So does a range; in its direction there is no end to what is good, and its ends may stand either way round.
        ("3-5", 3, None, True), ("3-5", 5, None, True), ("3-5", 2.9, None, False), ("3-5", 5.1, None, False),
        ("3-5", 5.1, "up", True), ("3-5", 2.9, "up", False), ("3-5", 2.9, "down", True), ("3-5", 5.1, "down", False),
        ("3-5", 2.9, "keep", False), ("3-5", 5.1, "keep", False), ("3-5", 4, "keep", True),
        ("5-3", 4, None, True), ("5-3", 2.9, None, False), ("5-3", 5.1, None, False), ("5-3", 5.1, "up", True),
        ("2,5 - 3,5", "3,4", None, True), ("2,5 - 3,5", "3,6", None, False), ("3-5%", "4%", None, True),
    ],
)  # fmt: skip
def test_what_is_as_good_as_its_target(
    target: Measured, actual: Measured, direction: Direction | None, expected: bool | None
) -> None:
    assert reached(target, actual, direction) is expected


def test_two_figures_may_differ_by_their_rounding_and_not_more() -> None:
    assert not disagrees(3.0, 3.0 + ROUNDING)
    assert disagrees(3.0, 3.0 + ROUNDING + 1e-8)


def test_a_stage_that_is_not_stated_is_the_only_one() -> None:
    alone = Evaluation(year=2022)
    assert year_before(Evaluation(year=2023), [alone, Evaluation(year=2021, stage=2)]) is alone


def test_a_part_that_is_not_on_record_is_told_as_such() -> None:
    assert scores(Evaluation(scores=Scores(impact=2.0))) == {
        "baseline": None, "output": None, "outcome": None, "impact": 2.0, "quick_win": None, "collaboration": None,
    }  # fmt: skip


def test_the_nearest_name_keeps_its_case_and_must_be_alike() -> None:
    known = ["Kependudukan", "Perhubungan", "Pendidikan"]
    assert nearest("PERHUBUNGN", known) == "Perhubungan"
    assert nearest("pendidkan", iter(known)) == "Pendidikan"
    assert nearest("zzz", known) is None
    # A word of a name is not like the name.
    assert nearest("Dinas", ["Dinas Perhubungan Kota"]) is None
    assert nearest("a", []) is None


def test_names_that_are_too_long_are_not_compared() -> None:
    assert nearest("a" * 199, ["a" * 200]) == nearest("a" * 200, ["a" * 200]) == "a" * 200
    assert nearest("a" * 201, ["a" * 200]) is None
    assert nearest("a" * 200, ["a" * 201]) is None
    assert nearest("ab", ["a" * 201, "abc"]) == "abc"


@pytest.mark.parametrize("most", [3, 4])
def test_a_file_full_of_wrong_names_is_compared_so_far(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_COMPARISONS", most)
    known = Known(["satu", "dua"])
    assert [known.nearest(name) for name in ("satuu", "duaa", "satuuu", "ssatu")] == ["satu", "dua", None, None]
    # What was found before is still known.
    assert [known.nearest(name) for name in ("duaa", "satuu")] == ["dua", "satu"]
