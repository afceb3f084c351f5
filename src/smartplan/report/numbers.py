"""Money, numbers and percentages as the language writes them, by CLDR's rules (Babel)."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_compact_decimal, format_decimal, format_percent, get_currency_symbol

from smartplan.messages import Language

_UNITS = (10**12, 10**9, 10**6)


# The same amounts come back in every programme, and CLDR's rules are slow to apply.
@lru_cache(maxsize=4096)
def money(rupiah: float, language: Language, *, sign: bool = False) -> str:
    """`Rp 1,25 miliar` or `IDR 1.25 billion`; below a million in full."""
    absolute = abs(rupiah)
    if absolute >= 1_000_000:
        # What rounds up to a thousand of a unit is one of the next.
        absolute = float(f"{absolute:.5g}")
    if absolute < 1_000_000:
        number = format_decimal(absolute, locale=language)
    else:
        number = format_compact_decimal(absolute, format_type="long", locale=language, fraction_digits=2)
    return f"{_signed(rupiah, sign)}{currency(language)} {number}"


def currency(language: Language) -> str:
    """`Rp` or `IDR`."""
    return str(get_currency_symbol("IDR", language))


def money_unit(largest: float, language: Language) -> tuple[int, str]:
    """The unit in which a column of money is written, such as (1_000_000_000, "Rp miliar")."""
    unit = next((unit for unit in _UNITS if abs(largest) >= unit), 1)
    word = format_compact_decimal(unit, format_type="long", locale=language).partition(" ")[2]
    return unit, f"{currency(language)} {word}".rstrip()


def in_unit(rupiah: int, unit: int, language: Language, *, sign: bool = False) -> str:
    """Money in a column of that unit, with as many decimals as keep it from looking like nothing."""
    digits = next((digits for digits in range(1, 12) if round(rupiah / unit, digits)), 1)
    return number(round(rupiah / unit, digits), language, sign=sign)


def share(value: float | None, language: Language, *, exact: bool = False) -> str:
    """A whole percentage of a value between 0 and 1; only all of it is 100 %, only nothing is 0 %.

    `exact` ones have up to two decimals.
    """
    if value is None:
        return "–"
    if exact:
        return format_percent(round(value, 4), locale=language, decimal_quantization=False)
    if 0 < value < 1:
        value = min(max(round(value, 2), 0.01), 0.99)
    return format_percent(value, locale=language)


def points(value: float, language: Language) -> str:
    """A difference of two shares, in percentage points, signed."""
    return number(round(100 * value), language, sign=True)


def score(value: float | None, language: Language, *, sign: bool = False) -> str:
    """A score of the evaluation, with the two decimals that the ministry gives."""
    if value is None:
        return "–"
    return _signed(value, sign) + format_decimal(abs(value), format="0.00", locale=language)


def day(text: str, language: Language) -> str:
    """A date of the file, YYYY-MM-DD, YYYY-MM or YYYY, as the language writes it; anything else as it stands."""
    # Few reports name a day, and the calendar takes longer to import than the rest of this module.
    from babel.dates import format_date, format_skeleton

    try:
        if len(text) == 7:
            return format_skeleton("yMMMM", date.fromisoformat(f"{text}-01"), locale=language)
        return format_date(date.fromisoformat(text), "long", locale=language) if len(text) == 10 else text
    except ValueError:
        return text


@lru_cache(maxsize=4096)
def number(value: float, language: Language, *, sign: bool = False) -> str:
    """A plain number with the language's separators and every decimal it has."""
    exact = Decimal(str(abs(value)))
    return _signed(value, sign) + format_decimal(exact, locale=language, decimal_quantization=False)


def percent(value: float, language: Language) -> str:
    """A signed percentage, `+12,5%` or `+12.5%`, of a value that is already in percent."""
    text = format_percent(round(abs(value) / 100, 3), locale=language, decimal_quantization=False)
    return f"{_signed(value, True)}{text}"


def _signed(value: float, sign: bool) -> str:
    return "−" if value < 0 else "+" if sign and value > 0 else ""
