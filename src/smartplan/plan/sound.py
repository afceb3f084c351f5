"""The typed model of data in which nothing is wrong, made in one pass and without the schema.

Almost all that the schema says stands in the types of the model, and making the model holds data against them. What a
type cannot say, as every field has a default, is seen in the model: what is required and not there is empty. Where this
finds a fault it names none: the schema tells. A test holds its verdict against that of the schema.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, get_args

import msgspec
from msgspec import Struct

from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Address, Finding
from smartplan.plan.model import Plan
from smartplan.plan.review import Review
from smartplan.plan.subject import Content, Subject
from smartplan.plan.words import REQUIRED, is_blank

TYPES: dict[Subject, type[Plan] | type[Review] | type[Evaluation]] = {
    "plan": Plan,
    "review": Review,
    "evaluation": Evaluation,
}


class Shaped(Struct, frozen=True):
    """The typed model of the sound parts; the fields are those of `PlanFile`."""

    content: Content
    findings: Sequence[Finding] = ()
    invalid: frozenset[Address] = frozenset()
    kept: Mapping[Address, Sequence[int]] = {}


class _Fields(NamedTuple):
    """Of a type: the fields that are required, and those that hold parts in which some are."""

    required: list[str]
    parts: list[str]


def sound(data: Any, subject: Subject) -> Shaped | None:
    """The model of data with no key that says nothing; None where they may have a fault."""
    kind = TYPES[subject]
    # `format` alone has a default that says something.
    if not isinstance(data, dict) or not data.keys() >= set(_fields(kind).required):
        return None
    try:
        content = convert(data, subject)
    except msgspec.ValidationError:
        return None
    return Shaped(content) if _say_all([content]) else None


def convert(data: Any, subject: Subject) -> Content:
    """The model of data. Raises msgspec.ValidationError."""
    content: Content = msgspec.convert(data, TYPES[subject], str_keys=True)
    return content


def _say_all(parts: Sequence[Struct]) -> bool:
    """Whether all is there that is required, in parts of one type and in those inside them."""
    if not parts:
        return True
    required, inner = _fields(type(parts[0]))
    for name in required:
        values = [*map(attrgetter(name), parts)]
        if not all(values) or (isinstance(values[0], str) and any(map(is_blank, values))):
            return False
    for name in inner:
        inside = [*filter(None, map(attrgetter(name), parts))]
        if inside and isinstance(inside[0], dict):
            inside = [*chain.from_iterable(map(dict.values, inside))]
        if not _say_all(inside):
            return False
    return True


@cache
def _fields(kind: type[Struct]) -> _Fields:
    hints: dict[str, Any] = kind.__annotations__
    required = [name for name, hint in hints.items() if _is_required(hint)]
    return _Fields(required, [name for name, hint in hints.items() if any(map(_asks, _types(hint)))])


def _asks(kind: type[Struct]) -> bool:
    return any(_fields(kind))


def _is_required(hint: Any) -> bool:
    return any(REQUIRED in (meta.extra_json_schema or {}) for meta in getattr(hint, "__metadata__", ()))


def _types(hint: Any) -> Iterator[type[Struct]]:
    """The types of parts in the type of a field."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    for inner in get_args(hint):
        yield from _types(inner)
