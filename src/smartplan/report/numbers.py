"""Money, numbers and percentages as the language writes them, by CLDR's rules (Babel)."""

from functools import lru_cache

from babel.numbers import format_compact_decimal, format_decimal

from smartplan.messages import Language

_CURRENCY = {"id": "Rp ", "en": "IDR "}


# The same amounts come back in every programme, and CLDR's rules are slow to apply.
@lru_cache(maxsize=4096)
def money(rupiah: float, language: Language, *, sign: bool = False) -> str:
    """`Rp 1,25 miliar` or `IDR 1.25 billion`; below a million in full."""
    absolute = abs(rupiah)
    if absolute < 1_000_000:
        number = format_decimal(absolute, locale=language)
    else:
        number = format_compact_decimal(absolute, format_type="long", locale=language, fraction_digits=2)
    return _signed(rupiah, sign) + _CURRENCY[language] + number


def number(value: float, language: Language, *, sign: bool = False) -> str:
    """A plain number with the language's separators."""
    return _signed(value, sign) + format_decimal(abs(value), locale=language)


def percent(value: float, language: Language) -> str:
    """A signed percentage, `+12,5 %` or `+12.5%`, of a value that is already in percent."""
    text = format_decimal(round(abs(value), 1), locale=language)
    return f"{_signed(value, True)}{text}%"


def _signed(value: float, sign: bool) -> str:
    return "−" if value < 0 else "+" if sign and value > 0 else ""
