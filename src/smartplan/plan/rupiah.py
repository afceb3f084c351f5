"""Money as people write it, such as `Rp 1,5 M` or `1.500.000`: the whole rupiah that may be meant.

A plan states money as a whole number without points. What stands otherwise in a file is only ever told to people, with
every reading; what somebody types is taken where it can mean one amount only.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from smartplan.plan.field_types import MOST

# The likelier meaning first: M is miliar in Indonesian and million in English.
_UNITS: Final[dict[str, tuple[int, ...]]] = {
    "": (1,),
    "rupiah": (1,),
    "idr": (1,),
    "rb": (10**3,),
    "ribu": (10**3,),
    "k": (10**3,),
    "thousand": (10**3,),
    "jt": (10**6,),
    "juta": (10**6,),
    "million": (10**6,),
    "mio": (10**6,),
    "mn": (10**6,),
    "m": (10**9, 10**6),
    "miliar": (10**9,),
    "milyar": (10**9,),
    "mlr": (10**9,),
    "milyard": (10**9,),
    "b": (10**9,),
    "bn": (10**9,),
    "billion": (10**9,),
    "t": (10**12,),
    "tn": (10**12,),
    "triliun": (10**12,),
    "trilyun": (10**12,),
    "trillion": (10**12,),
}
# Units that are words of one of the languages alone.
_INDONESIAN: Final = frozenset(
    ["rb", "ribu", "jt", "juta", "miliar", "milyar", "mlr", "milyard", "triliun", "trilyun", "rupiah"]
)
_ENGLISH: Final = frozenset(["thousand", "million", "mio", "mn", "bn", "billion", "trillion"])
# Letters taken for digits stand between digits; `,-` ends an amount on a receipt.
_AMOUNT = re.compile(
    r"(?P<sign>[-+]?)\s*(?P<currency>rp\.?|idr)?\s*(?P<number>\d[\dol.,_' \u00a0]*?)\s*(?P<unit>[a-z]*)"
    r"(?P<rupiah>\s*rupiah)?(?:[.,]-{1,2})?",
    re.IGNORECASE,
)
_LEAST_WITH_FRACTION = 1000
# No amount is longer.
_LONGEST = 60
_LETTERS = str.maketrans({"o": "0", "O": "0", "l": "1", "L": "1"})
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:([.,_' \u00a0])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_BOTH = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+)")


def readings(text: str, unit: int = 1) -> tuple[int, ...]:
    """The whole rupiah that a text may mean, the likeliest first; empty where it is no amount that a plan holds.

    A fraction of a rupiah is rounded half up, as a spreadsheet does. `2.5` by itself is no amount: it counts millions,
    or more, and nobody can tell which. `unit` is how many rupiah one stands for, where the text itself has no unit.
    """
    found = _parts(text)
    if found is None:
        return ()
    units = _UNITS[found["unit"].lower()]
    return _whole(found["sign"], _numbers(found["number"]), units if units != (1,) else (unit,))


def meant(text: str) -> tuple[int, ...]:
    """The readings that are left once the words around the number say in which language it is written.

    Behind `Rp`, or with an Indonesian unit, M is miliar and a comma stands before decimals; behind `IDR`, or with an
    English unit, a point does. That tells `Rp500.000` and `IDR 1.125 billion`, but neither `500.000` nor `1,5 M`.
    """
    found = _parts(text.replace("\N{MINUS SIGN}", "-"))
    if found is None:
        return ()
    unit, number = found["unit"].lower(), found["number"]
    group, decimal = _signs(unit, (found["currency"] or "").lower(), named=bool(found["rupiah"]))
    numbers, units = _numbers(number), _UNITS[unit]
    if decimal == ",":
        units = units[:1]
    if len(numbers) > 1:
        # Without a unit nobody writes decimals, and with one nobody needs groups.
        counts = unit not in ("", "rupiah", "idr")
        if counts and decimal and decimal in number:
            numbers = numbers[1:]
        elif not counts and group and group in number:
            numbers = numbers[:1]
    return _whole(found["sign"], numbers, units)


def _parts(text: str) -> re.Match[str] | None:
    text = text.strip()
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    return found if found is not None and found["unit"].lower() in _UNITS else None


def _signs(unit: str, currency: str, *, named: bool) -> tuple[str, str]:
    """The signs of thousands and of decimals in the language of an amount; empty where nothing tells it."""
    if named or currency.startswith("rp") or unit in _INDONESIAN:
        return ".", ","
    return (",", ".") if currency or unit in _ENGLISH else ("", "")


def _numbers(text: str) -> list[Decimal]:
    """What the digits may mean: `1.500` is 1500 or, less likely, one and a half."""
    text = text.translate(_LETTERS)
    joined = re.sub(r"\D", "", text)
    found = [Decimal(joined)] if _GROUPS.fullmatch(text) or text.replace("_", "") == joined else []
    if _BOTH.fullmatch(text):
        decimals = len(text) - 1 - max(text.rfind(","), text.rfind("."))
        found.append(Decimal(joined).scaleb(-decimals))
    elif _DECIMAL.fullmatch(text):
        found.append(Decimal(text.replace(",", ".")))
    return found


def _whole(sign: str, numbers: Sequence[Decimal], units: Sequence[int]) -> tuple[int, ...]:
    amounts = [(-number if sign == "-" else number) * unit for unit in units for number in numbers]
    # `1.500` without a unit is no one and a half rupiah.
    exact = [amount for amount in amounts if amount == amount.to_integral_value()] or amounts
    rounded = (int(amount.quantize(Decimal(1), ROUND_HALF_UP)) for amount in exact if _is_amount(amount))
    return tuple(dict.fromkeys(rounded))


def _is_amount(number: Decimal) -> bool:
    return abs(number) <= MOST and (abs(number) >= _LEAST_WITH_FRACTION or number == number.to_integral_value())
