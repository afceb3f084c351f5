"""The words of headings.toml: which field a heading names, which year, which kind of value."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

_HERE: Final = Path(__file__).parent
# A carriage return as Excel writes it, and a blank of no width.
_LEFTOVERS = re.compile(r"_x000[dD]_|\u200b")
_RANGE = re.compile(r"\b(?:19|20|21)\d\d\s*(?:[-–/]|s\.?/?d\.?|sampai( dengan)?|hingga)\s*(?:19|20|21)\d\d\b")
# No heading says more.
_LONGEST = 300
_YEAR = re.compile(r"\b(?:tahun|th\.?|thn\.?|year)?\s*(?<![\d.,])((?:19|20|21)\d\d)(?![\d.,]\d|\d)")
_NTH = re.compile(r"\b(?:tahun|th\.?|year)\s*(?:ke)?\s*-?\s*\(?(\d|[ivx]+)\)?(?=\s|$|\))")
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_MILLIONS = re.compile(r"\b(ribu|juta|milyar|miliar)(an)?\b|\b000\b")
_UNITS: Final = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "": 10**3}
# Names that a heading above makes more precise.
_WEAK: Final = frozenset(["uraian", "nama", "name"])


class Meaning(NamedTuple):
    """What a column holds: its field, its year, or which year of the period it is (from 1), and the unit of money."""

    field: str
    year: int | None = None
    nth: int | None = None
    unit: int = 1


@cache
def words() -> dict[str, Any]:
    """The file as it stands, with compiled patterns by table and field."""
    data = tomllib.loads((_HERE / "headings.toml").read_text("utf-8"))
    tables = {
        table: {field: re.compile("|".join(f"(?:{one})" for one in patterns)) for field, patterns in fields.items()}
        for table, fields in data.items()
        if isinstance(fields, dict)
    }
    return {**tables, "absent": frozenset(data["absent"])}


def clean(text: str) -> str:
    """A text with single blanks and without what programs leave in cells."""
    if "_x" in text or "\u200b" in text:
        text = _LEFTOVERS.sub(" ", text)
    return " ".join(text.split())


def is_absent(text: str) -> bool:
    """Whether a text says that no value is known: a dash, `n/a`, `belum ada`."""
    return clean(text).casefold() in words()["absent"]


@lru_cache(maxsize=8192)
def named(table: str, text: str) -> str:
    """The first field of a table of headings.toml that a text is the heading of; empty where it is none."""
    if len(text) > _LONGEST:
        return ""
    folded = clean(text.replace("_", " ")).casefold().strip(" :.*")
    return next((field for field, pattern in words()[table].items() if pattern.fullmatch(folded)), "")


def roman(text: str) -> int | None:
    """The number that a roman numeral up to ten, or a digit, stands for."""
    text = text.casefold()
    return int(text) if text.isdecimal() else _ROMAN.index(text) + 1 if text in _ROMAN else None


def roman_numeral(number: int) -> str:
    """The numeral of a number up to ten; its digits beyond."""
    return _ROMAN[number - 1].upper() if number <= len(_ROMAN) else str(number)


@lru_cache(maxsize=4096)
def meaning(path: tuple[str, ...]) -> Meaning | None:
    """What a column holds by the headings above it, from the top; None where no field is known by them."""
    # Systems write the names of their fields, such as `kode_program`.
    parts = [clean(part.replace("_", " ")).casefold() for part in path]
    year = nth = None
    bare = []
    for part in parts:
        rest = _RANGE.sub(" ", part)
        found = _YEAR.search(rest)
        if found:
            year = int(found[1])
        elif relative := _NTH.search(rest):
            nth = roman(relative[1]) or nth
            found = relative
        bare.append(clean((rest[: found.start()] + " " + rest[found.end() :]) if found else rest).strip(" -:()."))
    kinds = [kind for part in reversed(bare) if (kind := _kind(part))]
    kind = kinds[0] if kinds else ""
    unit = _unit(parts) if kind in ("money", "spent") else 1
    groups = {group for part in parts if (group := named("groups", part))}
    if "foreign" in groups:
        return Meaning("foreign", year, nth)
    own = named("columns", parts[-1])
    if "baseline" in groups:
        return Meaning({"money": "ignore", "unit": "indicator.unit"}.get(kind, "indicator.baseline"))
    if "end" in groups:
        return Meaning({"money": "end.money", "": "end.target"}.get(kind, f"end.{kind}"), None, None, unit)
    if year is not None or nth is not None:
        return Meaning(kind or "value", year, nth, unit)
    if own and not (own == "name" and parts[-1] in _WEAK):
        return Meaning(own)
    if kind and not own:
        return Meaning(kind, unit=unit)
    above = next((field for part in reversed(parts[:-1]) if (field := named("columns", part))), "")
    return Meaning(above or own) if above or own else None


def _kind(part: str) -> str:
    return named("kinds", part) if part else ""


def _unit(parts: list[str]) -> int:
    """How many rupiah one stands for, as in `Rp (juta)`."""
    for part in reversed(parts):
        found = _MILLIONS.search(part)
        if found:
            return _UNITS[found[1] or ""]
    return 1
