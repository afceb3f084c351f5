"""Measures in words: a value, the values of several years, and whether a target was reached."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import UNSET

from smartplan.messages import Catalogue
from smartplan.plan.figure import BasisByYear, StatedBasis
from smartplan.plan.measure import read
from smartplan.report.render import numbers
from smartplan.report.render.cldr import LOCALES
from smartplan.report.render.figures import dated, rough
from smartplan.report.render.page import Cell
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.written import written_measure

if TYPE_CHECKING:
    from smartplan.analysis.indicators import IndicatorFigures

# A year and its value stay on one line.
_FIRM = "\N{NO-BREAK SPACE}"
_SHORT = 16
# A number, a bound or a range with what may stand behind it, or the sign for none.
_FIGURE = re.compile(r"·|~?(?:[<>]=?|[≤≥])?\s*[+−]?[\d.,]+(?:–[+−]?[\d.,]+)?(%?)")


def verdict(reached: bool | None, say: Catalogue, approx: object = False) -> Cell:
    """Whether a target was reached, in a sign and a word; `approx` says that one of the two figures is approximate."""
    if reached is None:
        return Cell("·")
    text = say("coverage.reached.yes" if reached else "coverage.reached.no")
    return Cell(say("report.about-verdict", verdict=text) if approx else text, "good" if reached else "bad")


def by_year(measures: Mapping[int, float | str], say: Catalogue, bases: BasisByYear = UNSET) -> str:
    """`2023: 5, 2024: ~4 (February 2025)`, or a dot for none."""
    return dated_values(_texts(measures, say, bases), say) or "·"


def dated_values(values: Mapping[int, str], say: Catalogue) -> str:
    """A list of values with their years, in the order of these: `2023: 3,1; 2024: 3,2`."""
    return numbers.value_list(_dated(values), say.language)


def short(value: float | str, say: Catalogue, basis: StatedBasis) -> str:
    """A measure in a table: with a sign where it is approximate, and as of when."""
    return dated(rough(measure(value, say), basis and basis.approx), basis, say)


def figure(value: float | str | None, say: Catalogue, basis: StatedBasis) -> Cell:
    """The same as a cell, with its value where it is a number; a dot where none is stated."""
    if value is None:
        return Cell("·")
    return Cell(short(value, say, basis), value=None if isinstance(value, str) else value)


def is_rough(rows: "Iterable[IndicatorFigures]") -> bool:
    """Whether a figure of the rows is approximate."""
    return any(
        basis.approx
        for row in rows
        for basis in (
            row.baseline_basis,
            row.target_end_basis,
            *(row.targets_basis or {}).values(),
            *(row.actuals_basis or {}).values(),
        )
        if basis
    )


def aims(
    targets: Mapping[int, float | str],
    end: float | str | None,
    say: Catalogue,
    bases: BasisByYear = UNSET,
    end_basis: StatedBasis = UNSET,
) -> str:
    """Targets by year, and that of the end of the period where one is stated."""
    if end is None:
        return by_year(targets, say, bases)
    last_one = f"{say('story.end')}:{_FIRM}{held(short(end, say, end_basis))}"
    return numbers.value_list([*_dated(_texts(targets, say, bases)), last_one], say.language)


def last(measures: dict[int, int | float | str]) -> dict[int, int | float | str]:
    """The latest year alone."""
    return {max(measures): measures[max(measures)]} if measures else {}


def _texts(measures: Mapping[int, float | str], say: Catalogue, bases: BasisByYear) -> dict[int, str]:
    known = bases or {}
    return {year: held(short(value, say, known.get(year, UNSET))) for year, value in measures.items()}


def _dated(values: Mapping[int, str]) -> list[str]:
    return [f"{year}:{_FIRM}{value}" for year, value in sorted(values.items())]


def held(text: str) -> str:
    """A short value that no line break comes into; a long one is a text."""
    return text.replace(" ", _FIRM) if len(text) <= _SHORT else text


def measure(value: float | str, say: Catalogue) -> str:
    """A measure for reading; one that is doubtful in quotes, or it would look like the number that it may not be."""
    if isinstance(value, str):
        return escape_controls(f'"{value}"' if read(value).kind == "doubtful" else written_measure(value, say.language))
    return numbers.number(value, say.language)


def aligned(figures: Sequence[Cell], say: Catalogue) -> list[Cell]:
    """Figures of a column that is set to the right, so that their decimals stand below each other.

    What stands behind the whole part of a number is made as wide in each by blanks that no table takes away.
    """
    tails = [_tail(one.text, LOCALES[say.language].decimal) for one in figures]
    width = max((tail for tail in tails if tail is not None), default=0)
    return [
        one if tail is None else Cell(one.text + _FIRM * (width - tail), one.tone, one.value)
        for one, tail in zip(figures, tails, strict=True)
    ]


def _tail(figure: str, decimal: str) -> int | None:
    """The width of the decimals of a figure, with what stands behind them; None of a text."""
    found = _FIGURE.fullmatch(figure)
    if found is None:
        return None
    return len(figure) - at if (at := figure.rfind(decimal)) >= 0 else len(found[1] or "")
