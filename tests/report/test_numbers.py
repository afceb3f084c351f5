"""How numbers are printed: halves as a person rounds them, different amounts told apart, nothing shown as what it is not."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.messages import LANGUAGES
from smartplan.plan.context import Context
from smartplan.plan.field_types import MOST
from smartplan.plan.rounding import rounded
from smartplan.report.render import numbers
from smartplan.rules.years_and_money import implausible
from tests.helpers.runner import Runner, change
from tests.helpers.shaped_plan import PLAN, shaped

BILLION = 10**9


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (2.25, 1, "2.3"), (2.55, 1, "2.6"), (17.65, 1, "17.7"), (0.125, 2, "0.13"), (1.005, 2, "1.01"), (-2.5, 0, "-3"),
        (0.285, 2, "0.29"), (3.4249999999999998, 2, "3.43"), (0.1 + 0.2, 1, "0.3"), (2.5, 0, "3"), (3.5, 0, "4"),
        (Decimal("2.345"), 2, "2.35"), (5, 0, "5"),
    ],
)  # fmt: skip
def test_halves_go_away_from_zero(value: Any, digits: int, expected: str) -> None:
    assert str(rounded(value, digits)) == expected


@given(st.integers(-(10**9), 10**9), st.integers(0, 3))
def test_rounding_is_that_of_the_decimal_number(thousandths: int, digits: int) -> None:
    exact = Decimal(thousandths) / 1000
    assert rounded(thousandths / 1000, digits) == exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "Rp 0", "IDR 0"), (999_999, "Rp 999.999", "IDR 999,999"), (1_000_000, "Rp 1 juta", "IDR 1 million"),
        (1_250_000_000, "Rp 1,25 miliar", "IDR 1.25 billion"), (2_345_000_000, "Rp 2,35 miliar", "IDR 2.35 billion"),
        (999_995_000, "Rp 1 miliar", "IDR 1 billion"), (999_994_999, "Rp 999,99 juta", "IDR 999.99 million"),
        (-4_000_000, "−Rp 4 juta", "−IDR 4 million"), (MOST, "Rp 1.000 triliun", "IDR 1,000 trillion"),
    ],
)  # fmt: skip
def test_money(amount: int, indonesian: str, english: str) -> None:
    assert (numbers.money(amount, "id"), numbers.money(amount, "en")) == (indonesian, english)


def test_amounts_beside_each_other_have_the_digits_that_tell_them_apart() -> None:
    assert numbers.amounts(300_900_000_000, 300_904_000_000, "id") == ("Rp 300,9 miliar", "Rp 300,904 miliar")
    assert numbers.amounts(BILLION, BILLION + 1, "en") == ("IDR 1 billion", "IDR 1.000000001 billion")
    assert numbers.amounts(BILLION, BILLION, "en") == ("IDR 1 billion", "IDR 1 billion")
    assert numbers.amounts(None, BILLION, "en", "not stated") == ("not stated", "IDR 1 billion")


AMOUNTS = st.integers(-MOST, MOST)


@given(AMOUNTS, st.integers(-1000, 1000), st.sampled_from(LANGUAGES))
def test_two_different_amounts_never_print_alike(amount: int, more: int, language: Any) -> None:
    old, new = numbers.amounts(amount, amount + more, language)
    assert (old == new) == (more == 0)


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_amounts_of_a_column_can_be_told_apart(column: list[int]) -> None:
    unit, _ = numbers.money_unit(max(map(abs, column)), "en")
    digits = numbers.decimals_apart(column, unit, least=1)
    assert len({numbers.in_unit(amount, unit, "en", digits=digits) for amount in column}) == len(set(column))


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        ([59 * BILLION, 55 * BILLION, 3_340 * BILLION], "Rp miliar"), ([500_000_000, 1, None], "Rp juta"),
        ([None, 0], "Rp"), ([], "Rp"), ([BILLION, 2 * BILLION, 2_000 * BILLION, 3_000 * BILLION], "Rp triliun"),
    ],
)  # fmt: skip
def test_a_column_has_the_unit_of_its_median(column: list[int | None], unit: str) -> None:
    assert numbers.column_unit(column, "id")[1] == unit


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        (0, "0%"), (0.0013, "+<0.1%"), (-0.049, "−<0.1%"), (0.05, "+0.1%"), (12.25, "+12.3%"), (12.35, "+12.4%"),
        (99.94, "+99.9%"), (99.95, "+>99.9%"), (-99.999, "−>99.9%"), (100, "+100%"), (-100, "−100%"),
        (100.01, "+>100%"), (100.06, "+100.1%"), (250, "+250%"), (float("inf"), "–"), (float("nan"), "–"),
    ],
)  # fmt: skip
def test_a_change_is_nothing_or_everything_only_where_it_is(percent: float, text: str) -> None:
    assert numbers.percent(percent, "en") == text


@given(st.floats(-1e300, 1e300))
def test_the_text_of_a_percentage_tells_nothing_and_everything(percent: float) -> None:
    text = numbers.percent(percent, "en")
    assert (text == "0%") == (percent == 0)
    # To the fifteen digits that a float has.
    assert (re.fullmatch(r"[+−]100%", text) is not None) == (f"{abs(percent):.15g}" == "100")


@pytest.mark.parametrize(
    ("n", "of", "text"),
    [(199, 200, "99%"), (1, 200, "1%"), (1, 1000, "1%"), (0, 9, "0%"), (9, 9, "100%"), (1, 8, "13%"), (57, 200, "29%")],
)
def test_a_share_is_all_only_where_it_is_all(n: int, of: int, text: str) -> None:
    assert numbers.share(n / of, "en") == text
    assert numbers.whole_percent(n / of) == text[:-1]


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.004, "+0.4"), (-0.0001, "−0.01"), (0.135, "+14"), (-0.5, "−50")]
)
def test_points_that_moved_are_not_nought(value: float, text: str) -> None:
    assert numbers.points(value, "en") == text


@pytest.mark.parametrize(("value", "text"), [(3.545, "3.55"), (0.125, "0.13"), (4, "4.00"), (None, "–")])
def test_a_score(value: float | None, text: str) -> None:
    assert numbers.score(value, "en") == text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "value", [10**40, -(10**30), 1e300, -1e308, 1e-300, 5e-324, float("inf"), float("nan"), 0.1 + 0.2]
)
def test_any_number_prints(value: Any, language: Any) -> None:
    texts = [numbers.number(value, language, sign=True), numbers.percent(float(value), language)]
    if isinstance(value, int):
        texts += [numbers.money(value, language), numbers.in_unit(value, BILLION, language)]
    else:
        texts.append(numbers.score(value, language))
    assert all(texts)
    assert not any("e" in text.lower() for text in texts if text[-1].isdigit())


def test_the_dust_of_binary_numbers_is_not_printed() -> None:
    assert numbers.number(4.5 - 4.2, "id", sign=True) == "+0,3"
    assert numbers.number(2.675, "en") == "2.675"


def test_a_small_change_of_much_money_is_seen(run: Runner) -> None:
    change("budget: {apbd: {2019: 500000000}}", "budget: {apbd: {2023: 300900000000}}", "2019")
    change("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2023: 300904000000}}")
    out = run("diff", "2019", "2023", "--lang", "id").out
    assert "Rp 300,9 miliar → Rp 300,904 miliar (+Rp 4 juta, +<0,1%)" in out


PLAUSIBLE: list[tuple[str, list[tuple[str, int]]]] = [
    ("{apbd: {2023: 500000000, 2024: 600000000}}", []),
    ("{apbd: {2023: 0, 2024: 600000000}}", []),
    ("{apbd: {2023: -500}}", []),
    ("{apbd: {2023: 1000000}}", []),
    ("{apbd: {2023: 999999}}", [("", 2023)]),
    ("{apbd: {2023: 500, 2024: 600}}", [("", 2023), ("", 2024)]),
    ("{apbd: {2023: 1500000, 2024: 1500000000}}", [("beside", 2023)]),
    ("{apbd: {2023: 1500001, 2024: 1500000000}}", []),
    ("{apbd: {2023: 1500000000}, csr: {2023: 1500000}}", [("beside", 2023)]),
    # The median of what stands beside it, so that one large year accuses no other.
    ("{apbd: {2023: 2000000, 2024: 3000000, 2025: 4000000000}}", []),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), PLAUSIBLE, ids=[written for written, _ in PLAUSIBLE])
def test_implausible_money(written: str, expected: list[tuple[str, int]]) -> None:
    found, told = shaped(PLAN.replace("{apbd: {2023: 500}}", written))
    assert told == []
    findings = list(implausible(found.content, Context()))
    assert [(one.variant, int(one.path[-1])) for one in findings] == expected


@pytest.mark.parametrize(("amounts", "found"), [(4, []), (5, ["P-0"])])
def test_money_beside_that_of_the_plan(amounts: int, found: list[str]) -> None:
    body = "      P-{n}:\n        name: P\n        subdimension: public_service\n        agency: diskominfo\n        budget: {{apbd: {{2023: {money}}}}}\n"
    text = PLAN[: PLAN.index("      GOV-01:")] + "".join(
        body.format(n=n, money=5 * BILLION if n else 5_000_000) for n in range(amounts + 1)
    )
    plan, told = shaped(text)
    assert told == []
    assert [one.path[3] for one in implausible(plan.content, Context())] == found
