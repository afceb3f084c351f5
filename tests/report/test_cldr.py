"""The languages' conventions are those of CLDR, and applied as Babel applies them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, localcontext
from random import Random
from typing import Any

import pytest
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent, get_currency_symbol

from smartplan.messages import LANGUAGES, Language
from smartplan.plan.rounding import EXACT
from smartplan.report.render import numbers
from smartplan.report.render.cldr import LOCALES
from tests.campaigns import cldr

HOW = "run `python -m tests.campaigns.cldr`"
COUNT = 100_000
# So much of them is enough for what is built on the numbers.
PART = 10


def test_every_language_has_its_conventions() -> None:
    assert LOCALES.keys() == set(LANGUAGES), HOW


def test_the_file_is_what_is_made_today() -> None:
    assert cldr.FILE.read_text("utf-8") == cldr.written(), HOW


@pytest.mark.parametrize("language", ["hi", "sv", "ru"])
def test_a_language_that_writes_otherwise_is_refused(language: str) -> None:
    """Digits in twos, another minus, a month that has two names."""
    with pytest.raises(cldr.Refused):
        cldr.conventions(language)


def drawn() -> Iterator[Decimal]:
    """Of every size, whole and broken, with zeros at either end, negative and nought."""
    random = Random(20261128)
    yield from map(Decimal, ("0", "-0", "0.0", "1E+3", "1E-9", "10.50", "999", "1000", "-1000.5", "1E+300", "5E-324"))
    while True:
        digits = random.randrange(10 ** random.randrange(1, 22)) * random.choice((1, 1, 10, 1000, 5 * 10**6))
        yield Decimal(digits).scaleb(random.choice((0, 0, 0, -1, -2, -3, -6, -12, 3)), EXACT) * random.choice(
            (1, 1, -1)
        )


@pytest.fixture(scope="module")
def values() -> list[Decimal]:
    return [value for value, _ in zip(drawn(), range(COUNT), strict=False)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_those_of_babel(language: Language, values: list[Decimal]) -> None:
    locale = LOCALES[language]
    with localcontext(EXACT):
        for value in values:
            written = format_decimal(value, locale=language, decimal_quantization=False)
            assert locale.number(value) == written, value
        for value in values[::PART]:
            written = format_percent(value, locale=language, decimal_quantization=False)
            assert locale.percentage(value) == written, value
            two = value.quantize(Decimal("0.01"))
            assert locale.fixed(two) == format_decimal(two, format="#,##0.00", locale=language), value


# Between currency and amount: CLDR's rule, of which Indonesian is the exception. tests/campaigns/cldr.py says why.
SPACES = {"en": "\N{NO-BREAK SPACE}", "id": ""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_is_that_of_babel_but_for_the_space_and_the_minus(language: Language, values: list[Decimal]) -> None:
    sign = get_currency_symbol("IDR", language)
    for value in values[::PART]:
        with localcontext(EXACT):
            written = format_currency(int(value), "IDR", format="¤#,##0", locale=language, currency_digits=False)
        assert numbers.rupiah(int(value), language) == written.replace(sign, sign + SPACES[language]).replace("-", "−")


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_has_the_words_of_babel(language: Language, values: list[Decimal]) -> None:
    words = {unit: str(format_compact_decimal(unit, format_type="long", locale=language)) for unit in cldr.UNITS}
    sign = get_currency_symbol("IDR", language)
    for value in values[::PART]:
        scale = numbers.MoneyScale.of([int(value)], language)
        assert scale.unit == max((unit for unit in cldr.UNITS if unit <= abs(int(value))), default=1)
        assert f"1 {scale.title.removeprefix(sign).lstrip()}".strip() == words.get(scale.unit, "1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_those_of_babel(language: Language) -> None:
    locale = LOCALES[language]
    for number in [
        *range(1, date.max.toordinal(), 997),
        *range(date(2015, 1, 1).toordinal(), date(2035, 1, 1).toordinal()),
    ]:
        day = date.fromordinal(number)
        assert locale.day_of(day) == format_date(day, "long", locale=language)
        assert locale.month_of(day) == format_skeleton("yMMMM", day, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", range(6))
def test_lists_are_those_of_babel(language: Language, count: int) -> None:
    items: Any = ["{satu}", "dua", "tiga", "empat", "lima"][:count]
    assert LOCALES[language].listed(items) == format_list(items, locale=language)
