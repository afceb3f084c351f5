"""Measures as they are met in real tables: numbers, bounds, ranges, and free text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import ge, gt, le, lt
from typing import Final, Literal

from smartplan.plan.model import Direction, Measure

Verdict = Literal["raised", "lowered", "changed", "same"]
_NUMBER = r"[-+]?\d+(?:[.,]\d+)?"
_EXACT = re.compile(rf"({_NUMBER})\s*(%?)")
_BOUND = re.compile(rf"(<=|>=|≤|≥|<|>)\s*({_NUMBER})\s*(%?)")
_RANGE = re.compile(rf"({_NUMBER})\s*(%?)\s*[-–]\s*({_NUMBER})\s*(%?)")
_BOUNDS = {"≤": "<=", "≥": ">="}
_MEETS: Final[dict[str, Callable[[float, float], bool]]] = {"<=": le, "<": lt, ">=": ge, ">": gt}


@dataclass(frozen=True, slots=True)
class Read:
    """A measure that was read.

    `kind` is "number", "text", "range", or the sign of a bound. `number` is what is compared: the number, the bound,
    or a range's end; None for text. `low` and `high` are a range's ends in the order of the text.
    """

    kind: str
    number: float | None = None
    low: float | None = None
    high: float | None = None
    percent: bool = False
    odd_style: bool = False


def read(measure: Measure) -> Read:
    """Read a measure."""
    if isinstance(measure, (int, float)):
        return Read("number", float(measure))
    return _read(measure.strip())


@lru_cache(maxsize=4096)
def _read(text: str) -> Read:
    percent, odd = "%" in text, "%" in text or re.search(r"\d,\d", text) is not None
    if found := _EXACT.fullmatch(text):
        return Read("number", _float(found[1]), percent=percent, odd_style=odd)
    if found := _BOUND.fullmatch(text):
        return Read(_BOUNDS.get(found[1], found[1]), _float(found[2]), percent=percent, odd_style=odd)
    if found := _RANGE.fullmatch(text):
        low, high = _float(found[1]), _float(found[3])
        return Read("range", high, low, high, percent, odd)
    return Read("text")


def ambition(old: Measure, new: Measure, direction: Direction | None) -> Verdict:
    """Whether a target became more or less ambitious in the sense of its direction."""
    before, after = read(old), read(new)
    if before.number is None or after.number is None:
        return "same" if str(old).split() == str(new).split() else "changed"
    alike = (before.kind, before.percent) == (after.kind, after.percent)
    if alike and (before.number, before.low) == (after.number, after.low):
        return "same"
    if not alike or direction not in ("up", "down") or before.number == after.number:
        return "changed"
    return "raised" if (after.number > before.number) == (direction == "up") else "lowered"


def reached(target: Measure, actual: Measure, direction: Direction | None) -> bool | None:
    """Whether an actual is as good as its target; None where the two cannot be compared.

    A bound and a range say themselves what is good; a number needs a direction, unless both are equal.
    """
    if str(target).split() == str(actual).split():
        return True
    aim, got = read(target), read(actual)
    if aim.number is None or got.kind != "number" or got.number is None or aim.percent != got.percent:
        return None
    if aim.kind in _MEETS:
        return _MEETS[aim.kind](got.number, aim.number)
    if aim.low is not None and aim.high is not None:
        low, high = sorted((aim.low, aim.high))
        return (got.number >= low or direction == "down") and (got.number <= high or direction == "up")
    if got.number == aim.number:
        return True
    if direction in ("up", "down"):
        return (got.number > aim.number) == (direction == "up")
    return False if direction == "keep" else None


def _float(text: str) -> float:
    return float(text.replace(",", "."))
