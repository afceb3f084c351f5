"""What a field wants, and what is to be written where a number is spelled as people write it and YAML does not."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from smartplan.plan import rupiah
from smartplan.plan.field_types import RUPIAH
from smartplan.plan.finding import Address, Finding
from smartplan.plan.measure import read, readings
from smartplan.plan.violations import Schema, at

Want = Literal["money", "whole_number", "number", "measure", "other"]
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_WHOLE = re.compile(r"[-+]?\d+")
# Before an amount that is only about right; a plan says so beside the number.
_ABOUT = re.compile(r"(?:sekitar|kurang lebih|kira-kira|about|approx\.?|[±~≈])\s*", re.IGNORECASE)
# The header of a folded or literal text, as which `>5` is read.
_HEADER = re.compile(r"[>|][^\s#]*")


class Comma(NamedTuple):
    """A number that a comma ended inside braces: the span and the text of the whole."""

    span: tuple[int, int]
    text: str


class Spelling(Struct, frozen=True):
    """What the text of a file tells of its data, by address.

    `written` gives a scalar as it stands there, empty where an alias, an anchor or a tag does. `nulls` counts the keys
    with nothing after them. Two kinds of numbers stand in the data as text: the `doubtful` ones, plain and with three
    digits behind their point, and those with `commas` inside braces.
    """

    written: Callable[[Address], str]
    nulls: int
    doubtful: Mapping[Address, str]
    commas: Mapping[Address, Comma]


def want(schema: Schema) -> Want:
    """What a schema of ours wants of a scalar."""
    types = {schema["type"]} if isinstance(schema.get("type"), str) else set(schema.get("type", ()))
    if "integer" in types:
        return "money" if schema.get("format") == RUPIAH else "whole_number"
    if "number" in types:
        return "measure" if "string" in types else "number"
    return "other"


def settled(doubtful: Mapping[Address, str], root: Schema) -> dict[Address, float]:
    """The numbers with three digits behind their point that are no more than that, by address.

    `1.500` stays text where money or another whole number is wanted, and as a measure.
    """
    found = {}
    for path, text in doubtful.items():
        wanted = want(at(root, path))
        if wanted in ("number", "other") or (wanted == "measure" and read(text).kind == "number"):
            found[path] = float(text)
    return found


def money(text: str) -> Finding | None:
    """The rupiah to write in place of a text, without an address."""
    about = _ABOUT.match(text)
    found = rupiah.readings(text[about.end() :] if about else text)
    if not found:
        return None
    one, either = ("money_about", "money_about_either") if about else ("money", "money_either")
    if len(found) == 1:
        return Finding("wrong-type", variant=one, values={"write": str(found[0])})
    return Finding("wrong-type", variant=either, values={"write": str(found[0]), "other": str(found[1])})


def number(text: str, wanted: Want) -> Finding | None:
    """The number to write in place of a text, without an address."""
    if wanted == "money":
        return money(text)
    fits = (_WHOLE if wanted == "whole_number" else _NUMBER).fullmatch(text.strip())
    if fits is None or wanted not in ("whole_number", "number"):
        return None
    return Finding("wrong-type", variant="number", values={"write": fits[0].replace(",", ".")})


def empty(written: str) -> Finding:
    """A measure that is empty, which `>5` without quotes is: YAML takes it for the head of a text of several lines."""
    header = _HEADER.match(written)
    if header is None:
        return Finding("wrong-type", variant="empty")
    return Finding("wrong-type", variant="empty_header", values={"value": header[0]})


def commas(numbers: Mapping[Address, Comma], root: Schema) -> Iterator[Finding]:
    """Numbers that a comma ended inside braces, told by what the field wants."""
    for path, (span, text) in numbers.items():
        yield _comma(path, span, text, at(root, path))


def _comma(path: Address, span: tuple[int, int], text: str, schema: Schema) -> Finding:
    wanted = want(schema)
    said = number(text, wanted)
    if said is not None:
        return replace(said, path=path, span=span, variant=said.variant if wanted == "money" else "comma_number")
    ways = _ways(text) if wanted == "measure" else ()
    if not ways:
        return Finding("wrong-type", path, span=span, variant="comma", values={"value": text})
    values: dict[str, Any] = {"text": text, "write": ways[0], "other": ways[-1]}
    variant = "decimal_comma_either" if len(ways) > 1 else "decimal_comma"
    if path[-2] not in ("targets", "actuals"):
        return Finding("wrong-type", path, span=span, variant=variant, values=values)
    # To YAML what stands behind the comma is another year.
    key = text.partition(",")[2]
    behind = (span[1] - len(key), span[1])
    return Finding("bad-year", (*path[:-1], key), "key", behind, variant, {"value": key, **values})


def _ways(text: str) -> tuple[str, ...]:
    """How a measure with a comma can be written, in quotes where it is no mere number."""
    if read(text).kind == "text":
        return ()
    return tuple(way if _NUMBER.fullmatch(way) else f'"{way}"' for way in readings(text))
