"""Measures in words: a value, the values of several years, and whether a target was reached."""

from collections.abc import Iterable

from msgspec import UNSET

from smartplan.analysis.indicators import IndicatorRow
from smartplan.analysis.objectives import ObjectiveIndicator
from smartplan.messages import Catalogue
from smartplan.plan.figure import BasisByYear, StatedBasis
from smartplan.plan.measure import read
from smartplan.report.render import numbers
from smartplan.report.render.figures import dated, rough
from smartplan.report.render.page import Cell
from smartplan.report.render.sentences import escape_controls

# A year and its value stay on one line.
_FIRM = "\N{NO-BREAK SPACE}"
_SHORT = 16


def verdict(reached: bool | None, say: Catalogue, approx: object = False) -> Cell:
    """Whether a target was reached, in a sign and a word; `approx` says that one of the two figures is approximate."""
    if reached is None:
        return Cell("·")
    text = say("coverage.reached.yes" if reached else "coverage.reached.no")
    return Cell(say("report.about-verdict", verdict=text) if approx else text, "good" if reached else "bad")


def by_year(measures: dict[int, int | float | str], say: Catalogue, bases: BasisByYear = UNSET) -> str:
    """`2023: 5, 2024: ~4 (February 2025)`, or a dot for none."""
    known = bases or {}
    texts = {year: short(value, say, known.get(year, UNSET)) for year, value in sorted(measures.items())}
    return ", ".join(f"{year}:{_FIRM}{_held(text)}" for year, text in texts.items()) or "·"


def short(value: float | str, say: Catalogue, basis: StatedBasis) -> str:
    """A measure in a table: with a sign where it is approximate, and as of when."""
    return dated(rough(measure(value, say), basis and basis.approx), basis, say)


def is_rough(rows: Iterable[IndicatorRow | ObjectiveIndicator]) -> bool:
    """Whether a figure of the rows is approximate."""
    return any(
        basis.approx
        for row in rows
        for basis in (
            row.baseline_basis if isinstance(row, IndicatorRow) else UNSET,
            row.target_end_basis,
            *(row.targets_basis or {}).values(),
            *(row.actuals_basis or {}).values(),
        )
        if basis
    )


def aims(
    targets: dict[int, int | float | str],
    end: float | str | None,
    say: Catalogue,
    bases: BasisByYear = UNSET,
    end_basis: StatedBasis = UNSET,
) -> str:
    """Targets by year, and that of the end of the period where one is stated."""
    if end is None:
        return by_year(targets, say, bases)
    last_one = f"{say('story.end')}:{_FIRM}{_held(short(end, say, end_basis))}"
    return f"{by_year(targets, say, bases)}, {last_one}" if targets else last_one


def last(measures: dict[int, int | float | str]) -> dict[int, int | float | str]:
    """The latest year alone."""
    return {max(measures): measures[max(measures)]} if measures else {}


def _held(text: str) -> str:
    """A short value that no line break comes into; a long one is a text."""
    return text.replace(" ", _FIRM) if len(text) <= _SHORT else text


def measure(value: float | str, say: Catalogue) -> str:
    """A measure for reading; one that is doubtful in quotes, or it would look like the number that it may not be."""
    if isinstance(value, str):
        return escape_controls(f'"{value}"' if read(value).kind == "doubtful" else value)
    return numbers.number(value, say.language)
