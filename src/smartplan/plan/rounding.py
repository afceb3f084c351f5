"""Numbers to fewer decimals, as a spreadsheet and a person do it: halves away from zero."""

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import Final

# More digits than any float has ahead of its point, and behind.
EXACT: Final = Context(prec=800, rounding=ROUND_HALF_UP)


def decimal(value: float | Decimal) -> Decimal:
    """A number as a person writes it: of a float the fifteen digits that are not the dust of its binary form."""
    return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)


def rounded(value: float | Decimal, digits: int = 0) -> Decimal:
    """A finite number with so many decimals."""
    return decimal(value).quantize(_last(digits), context=EXACT)


@cache
def _last(digits: int) -> Decimal:
    """One of the last of so many decimals."""
    return Decimal(1).scaleb(-digits)
