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
from smartplan.report.render.cldr import LOCALES
from smartplan.report.render.numbers import MoneyScale
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


# What the language sets on one line is held together by a space that is not broken.
FIRM = "\N{NO-BREAK SPACE}"
MONEY = [
    (0, "Rp0", "IDR 0"),
    (1, "Rp1", "IDR 1"),
    (-500, "−Rp500", "−IDR 500"),
    (999_999, "Rp999.999", "IDR 999,999"),
    (1_000_000, "Rp1 juta", "IDR 1 million"),
    (-4_000_000, "−Rp4 juta", "−IDR 4 million"),
    (999_994_999, "Rp999,99 juta", "IDR 999.99 million"),
    (999_995_000, "Rp1 miliar", "IDR 1 billion"),
    (999_999_999, "Rp1 miliar", "IDR 1 billion"),
    (1_245_000_000, "Rp1,25 miliar", "IDR 1.25 billion"),
    (2_345_000_000, "Rp2,35 miliar", "IDR 2.35 billion"),
    (-2_345_000_000, "−Rp2,35 miliar", "−IDR 2.35 billion"),
    (300_900_000_000, "Rp300,9 miliar", "IDR 300.9 billion"),
    (MOST, "Rp1.000 triliun", "IDR 1,000 trillion"),
    (10**21, "Rp1.000.000.000 triliun", "IDR 1,000,000,000 trillion"),
]


@pytest.mark.parametrize(("amount", "indonesian", "english"), MONEY)
def test_money(amount: int, indonesian: str, english: str) -> None:
    shown = numbers.money(amount, "id"), numbers.money(amount, "en")
    assert shown == (indonesian.replace(" ", FIRM), english.replace(" ", FIRM))


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "Rp0", "IDR 0"), (7, "Rp7", "IDR 7"), (1_500_000_000, "Rp1.500.000.000", "IDR 1,500,000,000"),
        (-96_800_000_001, "−Rp96.800.000.001", "−IDR 96,800,000,001"),
    ],
)  # fmt: skip
def test_money_to_the_rupiah(amount: int, indonesian: str, english: str) -> None:
    assert numbers.rupiah(amount, "id") == indonesian
    assert numbers.rupiah(amount, "en") == english.replace(" ", FIRM)


def test_a_difference_of_money_has_its_sign_before_the_currency() -> None:
    assert numbers.money(5_000_000, "id", sign=True) == f"+Rp5{FIRM}juta"
    assert numbers.money(-5_000_000, "en", sign=True) == f"−IDR{FIRM}5{FIRM}million"
    assert numbers.money(0, "id", sign=True) == "Rp0"


def test_amounts_beside_each_other_have_the_digits_that_tell_them_apart() -> None:
    def beside(*amounts: int | None, language: Any = "en") -> list[str]:
        return [text.replace(FIRM, " ") for text in numbers.amounts(*amounts, language, "not stated")]

    assert beside(300_900_000_000, 300_904_000_000, language="id") == ["Rp300,9 miliar", "Rp300,904 miliar"]
    assert beside(BILLION, BILLION + 1) == ["IDR 1 billion", "IDR 1.000000001 billion"]
    assert beside(BILLION, BILLION) == ["IDR 1 billion", "IDR 1 billion"]
    assert beside(None, BILLION) == ["not stated", "IDR 1 billion"]


AMOUNTS = st.integers(-MOST, MOST)


@given(AMOUNTS, st.integers(-1000, 1000), st.sampled_from(LANGUAGES))
def test_two_different_amounts_never_print_alike(amount: int, more: int, language: Any) -> None:
    old, new = numbers.amounts(amount, amount + more, language)
    assert (old == new) == (more == 0)
    old, new = MoneyScale.of([amount], language).figures(amount, amount + more)
    assert (old == new) == (more == 0)


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_amounts_of_an_exact_column_can_be_told_apart(column: list[int]) -> None:
    scale = MoneyScale.exact(column, "en")
    assert len({scale.figure(amount) for amount in column}) == len(set(column))


@given(st.lists(AMOUNTS, min_size=1, max_size=8), st.integers(0, 3), st.sampled_from(LANGUAGES))
def test_a_column_has_as_many_decimals_in_every_row(column: list[int], most: int, language: Any) -> None:
    scale = MoneyScale.of(column, language, most=most)
    for figure in map(scale.figure, column):
        assert len(figure.rpartition(LOCALES[language].decimal)[2]) == scale.digits or scale.digits == 0
    assert scale.digits <= most
    # Nothing is what is nothing.
    assert all((scale.figure(amount).strip("0,.") == "") == (amount == 0) for amount in column)


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        ([59 * BILLION, 55 * BILLION, 3_340 * BILLION], "Rp miliar"), ([500_000_000, 1, None], "Rp juta"),
        ([None, 0], "Rp"), ([], "Rp"), ([BILLION, 2 * BILLION, 2_000 * BILLION, 3_000 * BILLION], "Rp triliun"),
    ],
)  # fmt: skip
def test_a_column_has_the_unit_of_its_median(column: list[int | None], unit: str) -> None:
    assert MoneyScale.of(column, "id").title == unit


def test_the_head_of_a_column_names_its_unit() -> None:
    titles = [MoneyScale.of([amount], language).title for amount in (1, 10**6, 10**12) for language in LANGUAGES]
    assert titles == ["IDR", "Rp", "IDR million", "Rp juta", "IDR trillion", "Rp triliun"]


COLUMNS = [
    ([7 * BILLION, 240_900_000_000, 50 * BILLION], 1, ["7,0", "240,9", "50,0"], ["7.0", "240.9", "50.0"]),
    ([7 * BILLION, 50 * BILLION, 0], 1, ["7", "50", "0"], ["7", "50", "0"]),
    ([-BILLION, 3_340_500_000_000, BILLION], 1, ["−1,0", "3.340,5", "1,0"], ["−1.0", "3,340.5", "1.0"]),
    ([1_250_000_000, 1_350_000_000, -1_250_000_000], 1, ["1,3", "1,4", "−1,3"], ["1.3", "1.4", "−1.3"]),
    ([1_250_000_000, 2 * BILLION], 2, ["1,25", "2,00"], ["1.25", "2.00"]),
    ([1_001_000_000, 2 * BILLION], 2, ["1,00", "2,00"], ["1.00", "2.00"]),
    ([2 * BILLION, 3 * BILLION, 400_000], 1, ["2,0", "3,0", "<0,1"], ["2.0", "3.0", "<0.1"]),
    ([2 * BILLION, 3 * BILLION, -1], 1, ["2,0", "3,0", "−<0,1"], ["2.0", "3.0", "−<0.1"]),
]


@pytest.mark.parametrize(("column", "most", "indonesian", "english"), COLUMNS)
def test_a_column_of_money(column: list[int], most: int, indonesian: list[str], english: list[str]) -> None:
    assert [MoneyScale.of(column, "id", most=most).figure(amount) for amount in column] == indonesian
    assert [MoneyScale.of(column, "en", most=most).figure(amount) for amount in column] == english


def test_a_column_of_differences_has_their_signs() -> None:
    scale = MoneyScale.of([BILLION, -2_500_000_000, 0], "id")
    assert [scale.figure(amount, sign=True) for amount in (BILLION, -2_500_000_000, 0)] == ["+1,0", "−2,5", "0,0"]
    assert scale.figures(300_900_000_000, 300_904_000_000) == ("300,900", "300,904")
    assert scale.figures(BILLION, BILLION) == ("1,0", "1,0")


LISTS = [
    (["2022: 3,1", "2023: 3,2"], "id", "2022: 3,1; 2023: 3,2"),
    (["2022: 3", "2023: 4"], "id", "2022: 3; 2023: 4"),
    (["2022: 3.1", "2023: 3.2"], "en", "2022: 3.1, 2023: 3.2"),
    (["2022: 900", "2023: 1,200"], "en", "2022: 900; 2023: 1,200"),
    (["3,1"], "id", "3,1"),
    ([], "id", ""),
]


@pytest.mark.parametrize(("items", "language", "text"), LISTS)
def test_a_list_of_values_can_be_told_apart(items: list[str], language: Any, text: str) -> None:
    assert numbers.value_list(items, language) == text


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
    ("values", "texts"),
    [
        ([0, 0.135, -0.5], ["0", "+14", "−50"]),
        ([0, 0.135, 0.004], ["0.0", "+13.5", "+0.4"]),
        ([-0.0001, None], ["−0.01", "–"]),
        ([None], ["–"]),
        ([], []),
    ],
)
def test_points_that_moved_are_not_nought(values: list[float | None], texts: list[str]) -> None:
    assert numbers.points(values, "en") == texts
    assert numbers.points(values, "id") == [text.replace(".", ",") for text in texts]


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
        texts += [numbers.money(value, language), numbers.rupiah(value, language)]
        texts.append(MoneyScale.of([value], language).figure(value))
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
    assert "Rp300,9 miliar → Rp300,904 miliar (+Rp4 juta; +<0,1%)" in out


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
