"""Laws of measures: how a table writes a number is nothing, and every comparison is the one that a child would make."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smartplan.plan.measure import ambition, reached, read, standard

# Hundredths, so that no rounding stands between a number and its text.
NUMBERS = st.integers(-10_000, 10_000).map(lambda n: n / 100)
DIRECTIONS = st.sampled_from(["up", "down", "keep", None])
SIGNS = {"<=": "<=", "≤": "<=", ">=": ">=", "≥": ">=", "<": "<", ">": ">"}
MEETS: dict[str, Any] = {
    "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b, "<": lambda a, b: a < b, ">": lambda a, b: a > b,
}  # fmt: skip
MEASURES = st.one_of(
    NUMBERS, NUMBERS.map(str), NUMBERS.map(lambda n: f"{n} %"), st.sampled_from(["2 dokumen", "", "tinggi", "2  dokumen"]),
    st.builds(lambda sign, n: f"{sign} {n}", st.sampled_from(sorted(SIGNS)), NUMBERS),
    st.builds(lambda a, b: f"{a} - {b}", NUMBERS, NUMBERS), st.text(max_size=8),
)  # fmt: skip
MIRRORED = {"raised": "lowered", "lowered": "raised", "changed": "changed", "same": "same"}


@given(NUMBERS, st.booleans(), st.booleans(), st.sampled_from(["", " "]))
def test_a_number_is_read_however_it_is_written(number: float, comma: bool, percent: bool, blank: str) -> None:
    text = f"{number:.2f}".replace(".", "," if comma else ".") + (f"{blank}%" if percent else "")
    found = read(f"{blank}{text}{blank}")
    assert (found.kind, found.number, found.percent) == ("number", number, percent)
    assert found.odd_style == (comma or percent)
    plain = read(standard(text))
    assert (plain.kind, plain.number, plain.percent, plain.odd_style) == ("number", number, False, False)
    assert read(number).number == number


@given(st.sampled_from(sorted(SIGNS)), NUMBERS, NUMBERS, st.sampled_from(["", " "]), DIRECTIONS)
def test_a_bound_is_met_as_its_sign_says(sign: str, bound: float, actual: float, blank: str, direction: Any) -> None:
    text = f"{sign}{blank}{bound}"
    assert (read(text).kind, read(text).number) == (SIGNS[sign], bound)
    assert reached(text, actual, direction) == MEETS[SIGNS[sign]](actual, bound)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["-", "–"]), DIRECTIONS)
def test_a_range_holds_what_lies_in_it_or_beyond_its_better_end(
    one: float, other: float, actual: float, dash: str, direction: Any
) -> None:
    low, high = sorted((one, other))
    inside, above, below = low <= actual <= high, actual > high, actual < low
    expected = inside or (above and direction == "up") or (below and direction == "down")
    for text in (f"{one} {dash} {other}", f"{other} {dash} {one}"):
        assert (read(text).kind, read(text).low, read(text).high) == ("range", *map(float, text.split(f" {dash} ")))
        assert reached(text, actual, direction) == expected


@given(NUMBERS, NUMBERS)
def test_a_number_needs_a_direction(target: float, actual: float) -> None:
    assert reached(target, actual, "up") == (actual >= target)
    assert reached(target, actual, "down") == (actual <= target)
    assert reached(target, actual, "keep") == (actual == target)
    assert reached(target, actual, None) == (True if actual == target else None)


@given(MEASURES, MEASURES, DIRECTIONS)
def test_ambition_told_from_the_other_side(one: Any, other: Any, direction: Any) -> None:
    there = ambition(one, other, direction)
    assert ambition(other, one, direction) == MIRRORED[there]
    opposite = {"up": "down", "down": "up"}.get(direction, direction)
    assert ambition(one, other, opposite) == (MIRRORED[there] if direction in ("up", "down") else there)
    assert ambition(one, one, direction) == "same"
    assert reached(one, one, direction) is True
    if {read(one).kind, read(other).kind} == {"number"} and read(one).percent == read(other).percent:
        before, after = read(one).number, read(other).number
        assert before is not None
        assert after is not None
        assert (there == "same") == (before == after)
        assert (there == "raised") == (
            direction in ("up", "down") and before != after and (before < after) == (direction == "up")
        )
