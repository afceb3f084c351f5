"""Measures as they are met in real tables: numbers, bounds, ranges, and free text."""

import re
from collections.abc import Callable
from functools import lru_cache
from operator import ge, gt, le, lt
from typing import Final, Literal

from msgspec import Struct

from smartplan.plan.field_types import MOST, Direction, Measured

Verdict = Literal["raised", "lowered", "changed", "same"]
# Digits with points or commas in any place; what they mean is looked at one by one.
_NUMBER = r"[-+]?\d+(?:[.,]\d+)*"
_DIGITS = _NUMBER
_EXACT = rf"({_NUMBER})\s*(%?)"
_BOUND = rf"(<=|>=|≤|≥|<|>)\s*({_NUMBER})\s*(%?)"
_RANGE = rf"({_NUMBER})\s*(%?)\s*[-–]\s*({_NUMBER})\s*(%?)"
_PLAIN = r"[-+]?\d+(?:[.,]\d+)?"
# No number with a sign of thousands begins with a zero.
_ONE_GROUP = r"[-+]?[1-9]\d{0,2}[.,]\d{3}"
_GROUPS = r"[-+]?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})"
_GROUPS_AND_DECIMALS = r"[-+]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+)"
_BOUNDS = {"≤": "<=", "≥": ">="}
_MEETS: Final[dict[str, Callable[[float, float], bool]]] = {"<=": le, "<": lt, ">=": ge, ">": gt}
_PERCENT: Final = ("%", "persen", "percent")


class ParsedMeasure(Struct, frozen=True):
    """A measure that was read.

    `kind` is "number", "text", "range", or the sign of a bound; "doubtful" where a sign may be one of thousands or of
    decimals, as in `1.500`; "beyond" where no plan holds such a number. `number` is what is compared: the number, the
    bound, or a range's end; None for text and for what is doubtful or beyond. `low` and `high` are a range's ends in
    the order of the text.
    """

    kind: str
    number: float | None = None
    low: float | None = None
    high: float | None = None
    percent: bool = False
    odd_style: bool = False


_BEYOND: Final = ParsedMeasure("beyond")


def read(measure: Measured, unit: str = "") -> ParsedMeasure:
    """Read a measure of an indicator; its unit may stand behind the number."""
    if isinstance(measure, (int, float)):
        return ParsedMeasure("number", float(measure)) if abs(measure) <= MOST else _BEYOND
    return _read(measure.strip(), unit.strip())


@lru_cache(maxsize=4096)
def _read(text: str, unit: str) -> ParsedMeasure:
    text = _without_unit(text, unit)
    found = re.fullmatch(_EXACT, text) or re.fullmatch(_BOUND, text) or re.fullmatch(_RANGE, text)
    if found is None:
        return ParsedMeasure("text")
    written = [part for part in found.groups() if re.fullmatch(_DIGITS, part)]
    if not all(map(_meanings, written)):
        return ParsedMeasure("text")
    if not all(map(_is_plain, written)):
        return ParsedMeasure("doubtful")
    numbers = [float(one.replace(",", ".")) for one in written]
    if any(abs(number) > MOST for number in numbers):
        return _BEYOND
    odd = "%" in text or re.search(r"\d,\d", text) is not None
    # Where the unit is percent the sign says nothing more.
    percent = "%" in text and unit.casefold() not in _PERCENT
    if found.re.pattern == _RANGE:
        return ParsedMeasure("range", numbers[1], numbers[0], numbers[1], percent, odd)
    kind = "number" if found.re.pattern == _EXACT else _BOUNDS.get(found[1], found[1])
    return ParsedMeasure(kind, numbers[0], percent=percent, odd_style=odd)


def readings(measure: str, unit: str = "") -> tuple[str, ...]:
    """How a doubtful measure can be written, once for each meaning, the one with thousands first."""
    text = _without_unit(measure.strip(), unit.strip())
    large = re.sub(_DIGITS, lambda found: _meanings(found[0])[0], text)
    small = re.sub(_DIGITS, lambda found: _meanings(found[0])[-1], text)
    return (large,) if large == small else (large, small)


def standard(measure: str, unit: str = "") -> str:
    """How a measure in another style is written with a decimal point, and with the percent sign left to the unit."""
    text = _without_unit(measure.strip(), unit.strip()).replace("%", "")
    return " ".join(re.sub(_DIGITS, lambda found: found[0].replace(",", "."), text).split())


def ambition(old: Measured, new: Measured, direction: Direction | None, unit: str = "") -> Verdict:
    """Whether a target became more or less ambitious in the sense of its direction."""
    before, after = read(old, unit), read(new, unit)
    if before.number is None or after.number is None:
        return "same" if str(old).split() == str(new).split() else "changed"
    alike = (before.kind, before.percent) == (after.kind, after.percent)
    if alike and (before.number, before.low) == (after.number, after.low):
        return "same"
    if not alike or direction not in ("up", "down") or before.number == after.number:
        return "changed"
    return "raised" if (after.number > before.number) == (direction == "up") else "lowered"


def reached(target: Measured, actual: Measured, direction: Direction | None, unit: str = "") -> bool | None:
    """Whether an actual is as good as its target; None where the two cannot be compared.

    A bound and a range say themselves what is good; a number needs a direction, unless both are equal.
    """
    aim, got = read(target, unit), read(actual, unit)
    if not {aim.kind, got.kind}.isdisjoint(("doubtful", "beyond")):
        return None
    if str(target).split() == str(actual).split():
        return True
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


def _without_unit(text: str, unit: str) -> str:
    """The number of a text that has the unit behind it."""
    names = _PERCENT[1:] if unit.casefold() in _PERCENT else (unit,) if unit else ()
    for name in names:
        number = text[: -len(name)].rstrip()
        if text[-len(name) :].casefold() == name.casefold() and number[-1:].isdecimal():
            return number
    return text


def _is_plain(number: str) -> bool:
    """Whether digits can mean one thing only, as they are written."""
    return re.fullmatch(_PLAIN, number) is not None and re.fullmatch(_ONE_GROUP, number) is None


def _meanings(number: str) -> tuple[str, ...]:
    """The numbers that digits may mean, with a point for decimals; none where they are no number."""
    joined = number.replace(".", "").replace(",", "")
    if _is_plain(number):
        return (number.replace(",", "."),)
    if re.fullmatch(_ONE_GROUP, number):
        whole, decimals = re.split(r"[.,]", number)
        # Other decimals than three, or it would be as doubtful as before.
        short = decimals.rstrip("0")
        return joined, f"{whole}.{short or '0'}" if len(short) < 3 else f"{whole}.{decimals}0"
    if re.fullmatch(_GROUPS, number):
        return (joined,)
    if re.fullmatch(_GROUPS_AND_DECIMALS, number):
        body, decimals = number[: (at := max(number.rfind("."), number.rfind(",")))], number[at + 1 :]
        return (f"{body.replace('.', '').replace(',', '')}.{decimals}",)
    return ()
