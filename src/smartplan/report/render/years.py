"""Years in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeGuard, get_args

from smartplan.plan.field_types import Year

# What the format takes for one.
_YEAR: Final = get_args(Year)[1]


def stretches(years: Iterable[int]) -> list[tuple[int, int]]:
    """The first and the last of years that follow each other."""
    found: list[tuple[int, int]] = []
    for year in sorted(years):
        if found and year <= found[-1][1] + 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return found


def runs(years: Iterable[int]) -> list[str]:
    """`2019–2021` and `2023`: the years in their order, those that follow each other as one."""
    return [str(first) if first == last else f"{first}–{last}" for first, last in stretches(years)]


def spans(years: Iterable[int]) -> str:
    """`2019–2021, 2023`."""
    return ", ".join(runs(years))


def span(years: Sequence[int]) -> str:
    """`2019–2023`: the first and the last of years in order; nothing for none."""
    return f"{years[0]}–{years[-1]}" if years else ""


def are_years(values: Sequence[Any]) -> TypeGuard[Sequence[int]]:
    """Whether plain data is a list of years."""
    return bool(values) and all(isinstance(value, int) and is_year(value) for value in values)


def in_order(values: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    """A mapping of plain data: where its keys are years in their order, else as it is written."""
    items = list(values.items())
    return sorted(items, key=lambda item: int(item[0])) if all(map(is_year, values)) else items


def is_year(value: Any) -> bool:
    """Whether a number or a text of a file can be a year."""
    if isinstance(value, str):
        return len(value) == 4 and value.isascii() and value.isdecimal() and is_year(int(value))
    return type(value) is int and _YEAR.ge <= value <= _YEAR.le
