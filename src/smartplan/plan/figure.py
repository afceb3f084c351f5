"""Figures: money and measures, each a plain number or a mapping that says on what the number rests.

Whoever counts or compares takes the value; what says how sure it is stands beside it.
"""

from collections.abc import Collection
from typing import Annotated, get_args, overload

from msgspec import Meta, Struct

from smartplan.plan.field_types import YEARS, Date, Fund, Measured, Rupiah, SourceIds, Year


class Amount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Money with its basis."""

    # No default: without a value the figure is left out whole.
    value: Rupiah
    approx: bool = False
    as_of: Date = ""
    sources: SourceIds = []


class Reading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A measure with its basis."""

    value: Measured
    approx: bool = False
    as_of: Date = ""
    sources: SourceIds = []


Figure = Amount | Reading
Money = Rupiah | Amount
Measure = Measured | Reading
MoneyByYear = Annotated[dict[Year, Money], YEARS]
MeasureByYear = Annotated[dict[Year, Measure], YEARS]
Budget = Annotated[dict[Fund, MoneyByYear], Meta(extra_json_schema={"propertyNames": {"enum": list(get_args(Fund))}})]


def rupiah(money: Money) -> int:
    """The whole rupiah of an amount."""
    return money if isinstance(money, int) else money.value


@overload
def measured(measure: Measure) -> Measured: ...
@overload
def measured(measure: Measure | None) -> Measured | None: ...
def measured(measure: Measure | None) -> Measured | None:
    """The number, bound, range or text of a measure; None where there is none."""
    return measure.value if isinstance(measure, Reading) else measure


def rupiah_by_year(amounts: dict[int, Money]) -> dict[int, int]:
    """The whole rupiah of each year."""
    # Nearly all are plain numbers, and this is asked of every programme.
    if Amount not in map(type, amounts.values()):
        return amounts  # type: ignore[return-value]
    return {year: rupiah(money) for year, money in amounts.items()}


def measured_by_year(measures: dict[int, Measure]) -> dict[int, Measured]:
    """The number, bound, range or text of each year."""
    if Reading not in map(type, measures.values()):
        return measures  # type: ignore[return-value]
    return {year: measured(measure) for year, measure in measures.items()}


def total(amounts: Collection[Money]) -> int:
    """The sum in whole rupiah."""
    try:
        # Nearly all are plain numbers, which are summed in no time.
        return sum(amounts)  # type: ignore[arg-type]
    except TypeError:
        return sum(map(rupiah, amounts))


def plus(one: Money, other: Money) -> Money:
    """Two amounts as one, which is approximate where one of them is."""
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    both = rupiah(one) + rupiah(other)
    return Amount(value=both, approx=True) if is_approximate(one) or is_approximate(other) else both


def is_approximate(figure: Money | Measure) -> bool:
    """Whether the figure is said to be no more than about right."""
    return isinstance(figure, Figure) and figure.approx


def as_of(figure: Money | Measure) -> str:
    """The day, month or year of which the figure is; empty where none is stated."""
    return figure.as_of if isinstance(figure, Figure) else ""


def sources(figure: Money | Measure) -> SourceIds:
    """The sources that the figure itself names."""
    return figure.sources if isinstance(figure, Figure) else []
