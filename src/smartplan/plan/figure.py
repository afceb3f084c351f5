"""Figures: money and measures, each a plain number or a mapping that says on what the number rests.

Whoever counts or compares takes the value; what says how sure it is stands beside it.
"""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, NamedTuple, get_args, overload

from msgspec import UNSET, Meta, Struct, UnsetType, ValidationError, convert

from smartplan.plan.field_types import YEARS, Date, Fund, Measured, Rupiah, SourceIds, Year
from smartplan.plan.plain_data import union


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


class Sum(NamedTuple):
    """Whole rupiah, None where none is stated, and whether any of it is approximate."""

    rupiah: int | None = None
    approx: bool = False


class Basis(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """On what a figure rests. What is not stated is absent."""

    approx: Annotated[bool, Meta(description="Whether it is approximate.")] = False
    as_of: Annotated[str, Meta(description="The day, month or year of which it is.")] = ""
    sources: Annotated[SourceIds, Meta(description="Ids of the sources that say it.")] = []


# Beside a sum in a result: most sums are exact, and their JSON has no such key.
Approx = Annotated[
    bool | UnsetType,
    Meta(description="True where the sum holds a figure that is only about right; absent where it holds none."),
]
# Beside a figure in a result, and beside figures by year.
StatedBasis = Annotated[Basis | UnsetType, Meta(description="Absent where nothing is stated of its basis.")]
BasisByYear = Annotated[
    dict[int, Basis] | UnsetType, Meta(description="Of the years for which it is stated; absent where there are none.")
]
Figure = Amount | Reading
Money = Rupiah | Amount
Measure = Measured | Reading
MoneyByYear = Annotated[dict[Year, Money], YEARS]
MeasureByYear = Annotated[dict[Year, Measure], YEARS]
Budget = Annotated[dict[Fund, MoneyByYear], Meta(extra_json_schema={"propertyNames": {"enum": list(get_args(Fund))}})]


def stated_figure(data: Any) -> Reading | None:
    """A figure with its basis as it stands in a file; None for anything else."""
    if not isinstance(data, dict) or "value" not in data:
        return None
    try:
        return convert(data, Reading)
    except ValidationError:
        return None


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


def total(amounts: Collection[Money]) -> Sum:
    """The sum of amounts; it is approximate where one of them is."""
    if not amounts:
        return Sum()
    try:
        # Nearly all are plain numbers, which are summed in no time.
        return Sum(sum(amounts))  # type: ignore[arg-type]
    except TypeError:
        return Sum(sum(map(rupiah, amounts)), any(map(is_approximate, amounts)))


def plus(one: Money, other: Money) -> Money:
    """Two amounts as one: approximate where one of them is, as of the later date, with the sources of both.

    Where one of them has no date or no source, nobody knows that of the sum.
    """
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    approx = is_approximate(one) or is_approximate(other)
    dates = dates_of(one, other)
    named = sources_of(one, other) if sources_of(one) and sources_of(other) else []
    return Amount(
        value=rupiah(one) + rupiah(other), approx=approx, as_of=max(dates) if len(dates) == 2 else "", sources=named
    )


def dates_of(*amounts: Money) -> list[str]:
    """The dates that amounts have."""
    return [amount.as_of for amount in amounts if isinstance(amount, Amount) and amount.as_of]


def sources_of(*amounts: Money) -> list[str]:
    """The sources that amounts name, each once."""
    return union(*(amount.sources for amount in amounts if isinstance(amount, Amount)))


def total_of(sums: Collection[Sum]) -> Sum:
    """The sum of sums; those that state none add nothing."""
    stated = [one.rupiah for one in sums if one.rupiah is not None]
    return Sum(sum(stated), any(one.approx for one in sums)) if stated else Sum()


def is_approximate(figure: Money | Measure) -> bool:
    """Whether the figure is said to be no more than about right."""
    return isinstance(figure, Figure) and figure.approx


def basis(figure: Money | Measure | None) -> Basis | UnsetType:
    """On what the figure rests; unset where it does not say."""
    if isinstance(figure, Figure) and (figure.approx or figure.as_of or figure.sources):
        return Basis(approx=figure.approx, as_of=figure.as_of, sources=figure.sources)
    return UNSET


def same_basis(one: Basis | UnsetType, other: Basis | UnsetType) -> bool:
    """Whether two figures are as sure and of the same time; where a figure was read is no matter, as of all facts."""
    first, second = ((found.approx, found.as_of) if found else (False, "") for found in (one, other))
    return first == second


def basis_by_year(figures: Mapping[int, Money | Measure]) -> dict[int, Basis] | UnsetType:
    """The same of the years that state it; unset where none does."""
    found = {year: one for year, figure in sorted(figures.items()) if (one := basis(figure))}
    return found or UNSET
