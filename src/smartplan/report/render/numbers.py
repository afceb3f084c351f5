"""Money, numbers and percentages as the language writes them, by CLDR's rules.

Halves are rounded away from zero, as a spreadsheet and a person do, and of the decimal number that is written, not of
the binary one beside it.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any

from smartplan.messages import Language
from smartplan.plan.rounding import EXACT, decimal, rounded
from smartplan.report.render.cldr import LOCALES

_UNITS = (10**12, 10**9, 10**6)
_NONE = "–"
# So many decimals of a trillion tell a rupiah.
_MOST_DECIMALS = 12


# The same amounts come back in every programme.
@lru_cache(maxsize=4096)
def money(rupiah: float, language: Language, *, sign: bool = False, digits: int = 2) -> str:
    """`Rp 1,25 miliar` or `IDR 1.25 billion`; below a million in full."""
    absolute = abs(rupiah)
    unit = next((unit for unit in _UNITS if absolute >= unit), 1)
    amount = rounded(Decimal(absolute) / unit, digits if unit > 1 else 0)
    # What rounds up to a thousand of a unit is one of the next.
    if amount >= 1000 and unit * 1000 in _UNITS:
        unit *= 1000
        amount = rounded(Decimal(absolute) / unit, digits)
    locale = LOCALES[language]
    return f"{_signed(rupiah, sign)}{locale.currency} {locale.number(amount)} {_word(unit, language)}".rstrip()


def amounts(old: int | None, new: int | None, language: Language, unstated: str = "") -> tuple[str, str]:
    """Two amounts that stand beside each other, with as many decimals as tell them apart; `unstated` is for None."""
    if old is None or new is None:
        return unstated if old is None else money(old, language), unstated if new is None else money(new, language)
    texts = money(old, language), money(new, language)
    for digits in range(3, _MOST_DECIMALS + 1):
        if old == new or texts[0] != texts[1]:
            break
        texts = money(old, language, digits=digits), money(new, language, digits=digits)
    return texts


def currency(language: Language) -> str:
    """`Rp` or `IDR`."""
    return LOCALES[language].currency


def money_unit(amount: float, language: Language) -> tuple[int, str]:
    """The unit in which money of that size is written, such as (1_000_000_000, "Rp miliar")."""
    unit = next((unit for unit in _UNITS if abs(amount) >= unit), 1)
    return unit, f"{currency(language)} {_word(unit, language)}".rstrip()


def column_unit(column: Iterable[float | None], language: Language) -> tuple[int, str]:
    """The unit of a column of money: that of its median, the higher one of two, so that its rows differ."""
    stated = sorted(abs(amount) for amount in column if amount)
    return money_unit(stated[len(stated) // 2] if stated else 0, language)


def in_unit(rupiah: int, unit: int, language: Language, *, sign: bool = False, digits: int = 1) -> str:
    """Money in a column of that unit, with so many decimals or as many more as keep it from looking like nothing."""
    exact = Decimal(rupiah) / unit
    digits = next((more for more in range(digits, _MOST_DECIMALS + 1) if rounded(exact, more)), digits)
    return _signed(rupiah, sign) + LOCALES[language].number(rounded(abs(exact), digits))


def decimals_apart(column: Iterable[int | None], unit: int, least: int) -> int:
    """How many decimals tell all different amounts of a column apart, `least` at least."""
    different = {amount for amount in column if amount is not None}
    for digits in range(least, _MOST_DECIMALS):
        if len({rounded(Decimal(amount) / unit, digits) for amount in different}) == len(different):
            return digits
    return _MOST_DECIMALS


def share(value: float | None, language: Language, *, exact: bool = False) -> str:
    """A whole percentage of a value between 0 and 1; only all of it is 100 %, only nothing is 0 %.

    `exact` ones have up to two decimals.
    """
    if value is None:
        return _NONE
    return LOCALES[language].percentage(_part(value, 4 if exact else 2))


def whole_percent(value: float) -> str:
    """The same without its sign."""
    return str(int(100 * _part(value, 2)))


def points(value: float, language: Language) -> str:
    """A difference of two shares, in percentage points, signed; with decimals where it would look like nothing."""
    exact = rounded(100 * value, 9)
    digits = next((digits for digits in range(9) if rounded(exact, digits)), 0)
    return _signed(exact, True) + LOCALES[language].number(rounded(abs(exact), digits))


def score(value: float | None, language: Language, *, sign: bool = False) -> str:
    """A score of the evaluation, with the two decimals that the ministry gives."""
    if value is None or not isfinite(value):
        return _NONE
    return _signed(value, sign) + LOCALES[language].fixed(rounded(abs(value), 2))


def day(text: str, language: Language) -> str:
    """A date of the file, YYYY-MM-DD, YYYY-MM or YYYY, as the language writes it; anything else as it stands."""
    locale = LOCALES[language]
    try:
        if len(text) == 7:
            return locale.month_of(date.fromisoformat(f"{text}-01"))
        return locale.day_of(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


@lru_cache(maxsize=4096)
def number(value: float, language: Language, *, sign: bool = False) -> str:
    """A plain number with the language's separators and every decimal it has."""
    if isinstance(value, float) and not isfinite(value):
        return _NONE
    return _signed(value, sign) + LOCALES[language].number(decimal(abs(value)))


def unlike(old: Any, new: Any) -> tuple[str, str]:
    """A number and a text, or two of them, that would look the same: as the file may write them."""
    first, second = (f'"{value}"' if isinstance(value, str) else str(value) for value in (old, new))
    return first, second


def percent(value: float, language: Language) -> str:
    """A signed percentage, `+12,5%` or `+12.5%`, of a value that is already in percent.

    Only nothing is 0 %, only all of it is 100 %: `+<0.1%`, `−>99.9%`, `+>100%`.
    """
    if not isfinite(value):
        return _NONE
    sign, exact = _signed(value, True), abs(decimal(value))
    part, near = rounded(exact, 1), ""
    if exact and not part:
        part, near = Decimal("0.1"), "<"
    elif part == 100 and exact != 100:
        part, near = (Decimal("99.9") if exact < 100 else part), ">"
    return f"{sign}{near}{LOCALES[language].percentage(part.scaleb(-2, EXACT))}"


def _part(value: float, digits: int) -> Decimal:
    """A value between 0 and 1 with so many decimals, neither of the two unless it is."""
    least = Decimal(1).scaleb(-digits)
    part = rounded(value, digits)
    return min(max(part, least), 1 - least) if 0 < value < 1 else part


def _word(unit: int, language: Language) -> str:
    """`miliar` or `billion`; nothing for the rupiah itself."""
    return LOCALES[language].units.get(unit, "")


def _signed(value: float | Decimal, sign: bool) -> str:
    return "−" if value < 0 else "+" if sign and value > 0 else ""
