"""Money, numbers and percentages as the language writes them, by CLDR's rules.

Halves are rounded away from zero, as a spreadsheet and a person do, and of the decimal number that is written, not of
the binary one beside it.
"""

from collections.abc import Iterable, Sequence, Set
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any, Self

from msgspec import Struct
from msgspec.structs import replace

from smartplan.messages import Language
from smartplan.plan.rounding import EXACT, decimal, rounded
from smartplan.report.render.cldr import LOCALES

_UNITS = (10**12, 10**9, 10**6)
_NONE = "–"
# An amount stays on one line: whatever lays text out breaks none there.
_FIRM = "\N{NO-BREAK SPACE}"
# So many decimals of a trillion tell a rupiah.
_MOST_DECIMALS = 12


# The same amounts come back in every programme.
@lru_cache(maxsize=4096)
def money(amount: float, language: Language, *, sign: bool = False, digits: int = 2) -> str:
    """`Rp1,25 miliar` or `IDR 1.25 billion`, without a space that may be broken; below a million in full."""
    absolute = abs(amount)
    unit = next((unit for unit in _UNITS if absolute >= unit), 1)
    figure = rounded(Decimal(absolute) / unit, digits if unit > 1 else 0)
    # What rounds up to a thousand of a unit is one of the next.
    if figure >= 1000 and unit * 1000 in _UNITS:
        unit *= 1000
        figure = rounded(Decimal(absolute) / unit, digits)
    locale = LOCALES[language]
    text = locale.number(figure)
    return _signed(amount, sign) + locale.money(f"{text}{_FIRM}{_word(unit, language)}" if unit > 1 else text)


def rupiah(amount: int, language: Language) -> str:
    """`Rp1.500.000.000` or `IDR 1,500,000,000`: to the rupiah."""
    locale = LOCALES[language]
    return _signed(amount, False) + locale.money(locale.number(Decimal(abs(amount))))


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


class MoneyScale(Struct, frozen=True):
    """How a column of money is written: in one unit, which its head names, and with as many decimals in every row."""

    unit: int
    digits: int
    language: Language

    @classmethod
    def of(cls, column: Iterable[int | None], language: Language, *, most: int = 1) -> Self:
        """In the unit of the median, the higher one of two, so that its rows differ; with so many decimals at most."""
        stated = sorted(abs(amount) for amount in column if amount)
        unit = _unit(stated[len(stated) // 2] if stated else 0)
        return cls(unit, _decimals(stated, unit, most), language)

    @classmethod
    def exact(cls, column: Iterable[int | None], language: Language) -> Self:
        """In the unit of the smallest amount, with as many decimals as tell all amounts apart, two if need be."""
        stated = {amount for amount in column if amount}
        unit = _unit(min(map(abs, stated), default=0))
        return cls(unit, _decimals(stated, unit, _apart(stated, unit)), language)

    @property
    def title(self) -> str:
        """`Rp miliar` or `IDR billion`."""
        return f"{LOCALES[self.language].currency} {_word(self.unit, self.language)}".rstrip()

    def figure(self, amount: int, *, sign: bool = False) -> str:
        """An amount of the column: `1,0`; `<0,1` where the decimals would make nothing of it."""
        exact = abs(Decimal(amount)) / self.unit
        figure, near = rounded(exact, self.digits), ""
        if amount and not figure:
            figure, near = Decimal(1).scaleb(-self.digits), "<"
        return _signed(amount, sign) + near + LOCALES[self.language].fixed(figure)

    def figures(self, old: int, new: int) -> tuple[str, str]:
        """Two amounts that stand in one row, with as many more decimals as tell them apart."""
        scale = self
        while old != new and scale.digits < _MOST_DECIMALS and scale.figure(old) == scale.figure(new):
            scale = replace(scale, digits=scale.digits + 1)
        return scale.figure(old), scale.figure(new)


def _unit(amount: int) -> int:
    return next((unit for unit in _UNITS if amount >= unit), 1)


def _decimals(column: Iterable[int], unit: int, most: int) -> int:
    """How many decimals any of these amounts has in that unit, of so many."""
    return max((min(_places(Decimal(amount) / unit), most) for amount in column), default=0)


def _places(value: Decimal) -> int:
    """How many decimals a value has without zeros at its end."""
    return max(-int(value.normalize().as_tuple().exponent), 0)


def _apart(different: Set[int], unit: int) -> int:
    """How many decimals tell these amounts apart, two at least."""
    for digits in range(2, _MOST_DECIMALS):
        if len({rounded(Decimal(amount) / unit, digits) for amount in different}) == len(different):
            return digits
    return _MOST_DECIMALS


def value_list(items: Sequence[str], language: Language) -> str:
    """`2022: 3,1; 2023: 3,2` or `2022: 3.1, 2023: 3.2`: every list in which numbers may stand."""
    return LOCALES[language].values(items)


def share(value: float | None, language: Language, *, exact: bool = False) -> str:
    """A whole percentage of a value between 0 and 1; only all of it is 100%, only nothing is 0%.

    `exact` ones have up to two decimals.
    """
    if value is None:
        return _NONE
    return LOCALES[language].percentage(_part(value, 4 if exact else 2))


def whole_percent(value: float) -> str:
    """The same without its sign."""
    return str(int(100 * _part(value, 2)))


def points(values: Iterable[float | None], language: Language) -> list[str]:
    """Differences of two shares, in percentage points, signed, all with as many decimals as one of them needs."""
    exact = [None if value is None else rounded(100 * value, 9) for value in values]
    # So many that nothing which moved looks as if it had not.
    digits = max((_seen(value) for value in exact if value), default=0)
    locale = LOCALES[language]
    return [
        _NONE if value is None else _signed(value, True) + locale.fixed(rounded(abs(value), digits)) for value in exact
    ]


def _seen(value: Decimal) -> int:
    return next((digits for digits in range(9) if rounded(value, digits)), 9)


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


def months() -> dict[str, list[str]]:
    """The names of each month in every language, by its two digits."""
    return {f"{number:02}": [one.months[number - 1] for one in LOCALES.values()] for number in range(1, 13)}


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

    Only nothing is 0%, only all of it is 100%: `+<0.1%`, `−>99.9%`, `+>100%`.
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
