"""Years in words."""

from collections.abc import Sequence


def spans(years: Sequence[int]) -> str:
    """`2019–2021, 2023`, of years in order."""
    found: list[list[int]] = []
    for year in years:
        if found and year <= found[-1][1] + 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)


def span(years: Sequence[int]) -> str:
    """`2019–2023`: the first and the last of years in order; nothing for none."""
    return f"{years[0]}–{years[-1]}" if years else ""
