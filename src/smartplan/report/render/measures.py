"""Measures in words: a value, the values of several years, and whether a target was reached."""

import re
from collections.abc import Mapping, Sequence

from smartplan.messages import Catalogue
from smartplan.plan.measure import read
from smartplan.report.render import numbers
from smartplan.report.render.cldr import LOCALES
from smartplan.report.render.page import Cell
from smartplan.report.render.sentences import escape_controls
from smartplan.report.render.written import written_measure

# A year and its value stay on one line.
_FIRM = "\N{NO-BREAK SPACE}"
_SHORT = 16
# A number, a bound or a range with what may stand behind it, or the sign for none.
_FIGURE = re.compile(r"·|(?:[<>]=?|[≤≥])?\s*[+−]?[\d.,]+(?:–[+−]?[\d.,]+)?(%?)")


def verdict(reached: bool | None, say: Catalogue) -> Cell:
    """Whether a target was reached, in a sign and a word."""
    if reached is None:
        return Cell("·")
    return Cell(say("coverage.reached.yes"), "good") if reached else Cell(say("coverage.reached.no"), "bad")


def by_year(measures: Mapping[int, float | str], say: Catalogue) -> str:
    """`2023: 5, 2024: 4`, or a dot for none."""
    return dated_values({year: _held(measure(value, say)) for year, value in measures.items()}, say) or "·"


def dated_values(values: Mapping[int, str], say: Catalogue) -> str:
    """A list of values with their years, in the order of these: `2023: 3,1; 2024: 3,2`."""
    return numbers.value_list([f"{year}:{_FIRM}{value}" for year, value in sorted(values.items())], say.language)


def _held(text: str) -> str:
    """A short value that no line break comes into; a long one is a text."""
    return text.replace(" ", _FIRM) if len(text) <= _SHORT else text


def measure(value: float | str, say: Catalogue) -> str:
    """A measure for reading; one that is doubtful in quotes, or it would look like the number that it may not be."""
    if isinstance(value, str):
        return escape_controls(f'"{value}"' if read(value).kind == "doubtful" else written_measure(value, say.language))
    return numbers.number(value, say.language)


def aligned(figures: Sequence[str], say: Catalogue) -> list[str]:
    """Figures of a column that is set to the right, so that their decimals stand below each other.

    What stands behind the whole part of a number is made as wide in each by blanks that no table takes away.
    """
    tails = [_tail(figure, LOCALES[say.language].decimal) for figure in figures]
    width = max((tail for tail in tails if tail is not None), default=0)
    return [
        figure if tail is None else figure + _FIRM * (width - tail) for figure, tail in zip(figures, tails, strict=True)
    ]


def _tail(figure: str, decimal: str) -> int | None:
    """The width of the decimals of a figure, with what stands behind them; None of a text."""
    found = _FIGURE.fullmatch(figure)
    if found is None:
        return None
    return len(figure) - at if (at := figure.rfind(decimal)) >= 0 else len(found[1] or "")
