"""Measures in words: a value, the values of several years, and whether a target was reached."""

from smartplan.messages import Catalogue
from smartplan.plan.measure import read
from smartplan.report.render import numbers
from smartplan.report.render.page import Cell
from smartplan.report.render.sentences import escape_controls

# A year and its value stay on one line.
_FIRM = "\N{NO-BREAK SPACE}"
_SHORT = 16


def verdict(reached: bool | None, say: Catalogue) -> Cell:
    """Whether a target was reached, in a sign and a word."""
    if reached is None:
        return Cell("·")
    return Cell(say("coverage.reached.yes"), "good") if reached else Cell(say("coverage.reached.no"), "bad")


def by_year(measures: dict[int, int | float | str], say: Catalogue) -> str:
    """`2023: 5, 2024: 4`, or a dot for none."""
    return ", ".join(f"{year}:{_FIRM}{_held(measure(value, say))}" for year, value in sorted(measures.items())) or "·"


def aims(targets: dict[int, int | float | str], end: float | str | None, say: Catalogue) -> str:
    """Targets by year, and that of the end of the period where one is stated."""
    if end is None:
        return by_year(targets, say)
    last_one = f"{say('story.end')}:{_FIRM}{_held(measure(end, say))}"
    return f"{by_year(targets, say)}, {last_one}" if targets else last_one


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
