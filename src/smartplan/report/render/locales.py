"""What a language's conventions for numbers, days and lists are made of, and how they are applied; `cldr` has them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import reduce

from msgspec import Struct

from smartplan.plan.rounding import EXACT

_POINT, _COMMA = ord("."), ord(",")


class Locale(Struct, frozen=True):
    """The conventions of a language. Patterns have the places of what is filled in in braces."""

    decimal: str
    group: str
    """Between groups of three digits."""
    percent: str
    currency: str
    """The sign of the rupiah."""
    space: str
    """Between that sign and an amount: a no-break space by CLDR, nothing by the spelling of Indonesian."""
    units: dict[int, str]
    """The words of a million, a billion and a trillion."""
    months: tuple[str, ...]
    month: str
    """A month of a year: `{month}`, `{year}`."""
    day: str
    """The same with `{day}`."""
    pair: str
    """A list of two, and how a longer one is put together from its start."""
    start: str
    middle: str
    end: str

    def number(self, value: Decimal) -> str:
        """A finite number with every decimal it has and no zeros behind them."""
        return f"{value.normalize(EXACT):,f}".translate({_POINT: self.decimal, _COMMA: self.group})

    def fixed(self, value: Decimal) -> str:
        """A finite number with the decimals that it is written with."""
        return f"{value:,f}".translate({_POINT: self.decimal, _COMMA: self.group})

    def percentage(self, value: Decimal) -> str:
        """A share as a percentage."""
        return self.percent.format(self.number(value.scaleb(2, EXACT)))

    def money(self, amount: str) -> str:
        """An amount, already in words, with the sign of the rupiah."""
        return f"{self.currency}{self.space}{amount}"

    def values(self, items: Sequence[str]) -> str:
        """A list of values; with semicolons where an item holds a comma, or may hold one as its decimal sign."""
        firm = self.decimal == "," or any("," in item for item in items)
        return ("; " if firm else ", ").join(items)

    def day_of(self, date: date) -> str:
        """The day with its month in full."""
        return self.day.format(day=date.day, month=self.months[date.month - 1], year=date.year)

    def month_of(self, date: date) -> str:
        """The month and the year."""
        return self.month.format(month=self.months[date.month - 1], year=date.year)

    def listed(self, items: Sequence[str]) -> str:
        """`a, b and c`; nothing for no items."""
        if len(items) < 2:
            return "".join(items)
        if len(items) == 2:
            return self.pair.format(*items)
        *most, last = items[1:]
        first, *rest = most
        begun = reduce(self.middle.format, rest, self.start.format(items[0], first))
        return self.end.format(begun, last)
