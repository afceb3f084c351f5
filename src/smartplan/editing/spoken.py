"""Amounts, measures, years and dates as people say them, made what a plan states; none is taken in two ways."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as day
from typing import Any

from msgspec import Struct

from smartplan.errors import UsageError
from smartplan.plan import rupiah
from smartplan.plan.finding import Address
from smartplan.plan.measure import read, standard
from smartplan.plan.measure import readings as ways
from smartplan.plan.model import Plan
from smartplan.plan.understand import Named, readings
from smartplan.yamltext.emit import Number
from smartplan.yamltext.scalars import resolve

# A number as a measure states one; what is written otherwise, such as `1e3` or `007`, is text there.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_YEARS = re.compile(
    r"(\d{4})(?:\s*(?:[-\N{EN DASH}]|s\.?\s?/?d\.?|sampai(?: dengan)?|to|hingga)\s*(\d{4}))?", re.I | re.A
)
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.A)
_DAY_IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})\s+)?(?P<month>[^\W\d]+)\.?(?:\s+(?P<then>\d{1,2}),)?\s+(?P<year>\d{4})", re.A
)
# More years than any plan has.
_MOST_YEARS = 300


def money(typed: str) -> int | None:
    """The whole rupiah of what was typed; None where that is no amount. Raises UsageError for two readings."""
    found = rupiah.meant(typed)
    if len(found) > 1:
        raise _several(typed, map(str, found))
    return found[0] if found else None


def measure(typed: str, unit: str) -> Any:
    """A number or, in one style, a bound or a range; a text to the letter. Raises UsageError for two readings."""
    found = read(typed, unit)
    if _NUMBER.fullmatch(typed) and found.kind != "doubtful":
        return _number(typed)
    if found.kind == "doubtful":
        possible = ways(typed, unit)
        if len(possible) > 1:
            raise _several(typed, possible)
        return measure(possible[0], unit)
    # A percentage of something else says so in its text.
    if found.number is None or found.percent:
        return typed
    written = standard(typed, unit)
    if _NUMBER.fullmatch(written):
        return _number(written)
    return written if found.odd_style else typed


def unit(plan: Plan | None, address: Address) -> str:
    """The unit of the indicator in which an address lies; empty where none is stated."""
    at: Any = plan
    for step in address:
        found = getattr(at, "unit", None)
        if isinstance(found, str):
            return found
        at = getattr(at, str(step), None) if isinstance(at, Struct) else at.get(step) if isinstance(at, dict) else None
    return ""


def years(typed: str) -> list[int]:
    """`2025, 2027-2029` as years in order; empty where it is something else."""
    found: set[int] = set()
    for part in re.split(r"[,;\n]", typed):
        span = period(part)
        if span is None:
            return []
        found.update(range(span[0], span[1] + 1))
    return sorted(found)


def period(typed: str) -> tuple[int, int] | None:
    """The first and the last year; None where it is no such thing. Raises UsageError where the last is the earlier."""
    found = _YEARS.fullmatch(typed.strip())
    if found is None:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    if not 0 <= last - first < _MOST_YEARS:
        raise UsageError("error.bad-years", value=typed.strip())
    return first, last


def date(typed: str, months: Mapping[str, Sequence[str]]) -> str:
    """A day or a month in the way of the format; what is none stays as it was typed.

    `months` are their names in every language, by two digits. The day goes before the month, as in Indonesia.
    """
    text = " ".join(typed.split())
    if found := _DAY.fullmatch(text):
        return _iso(found[3], found[2], found[1]) or typed
    found = _DAY_IN_WORDS.fullmatch(text)
    known = readings(found["month"], [Named(one, names) for one, names in months.items()]) if found else []
    if found is None or len(known) != 1:
        return typed
    month, number = known[0].value, found["day"] or found["then"]
    return f"{found['year']}-{month}" if number is None else _iso(found["year"], month, number) or typed


def _iso(year: str, month: str, number: str) -> str:
    try:
        return day(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return ""


def _number(spelling: str) -> Any:
    found = resolve(spelling)
    return Number(spelling) if isinstance(found, float) else found


def _several(typed: str, found: Iterable[str]) -> UsageError:
    return UsageError("error.two-readings", value=typed.strip(), readings=[(one, ()) for one in found])
