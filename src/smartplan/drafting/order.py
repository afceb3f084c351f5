"""The canonical order of keys: that of the model, at every address of a revision."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import inspect

from smartplan.drafting.fields import Order
from smartplan.plan.finding import Path
from smartplan.plan.model import Plan


def of_plan(path: Path) -> Sequence[str] | None:
    """The keys of the mapping at an address of a revision, in canonical order; None where they are ids or years."""
    return _fields(tuple(str(step) for step in path))


@cache
def _plan_type() -> inspect.Type:
    return inspect.type_info(Plan)


@cache
def _fields(path: tuple[str, ...]) -> Sequence[str] | None:
    type_: Any = _plan_type()
    for step in path:
        type_ = _inside(_plain(type_), step)
        if type_ is None:
            return None
    type_ = _plain(type_)
    return tuple(field.encode_name for field in type_.fields) if isinstance(type_, inspect.StructType) else None


def _inside(type_: Any, step: str) -> Any:
    if isinstance(type_, inspect.StructType):
        return next((field.type for field in type_.fields if field.encode_name == step), None)
    if isinstance(type_, inspect.DictType):
        return type_.value_type
    return type_.item_type if isinstance(type_, inspect.ListType) else None


def _plain(type_: Any) -> Any:
    """The type without its metadata and without None."""
    while isinstance(type_, inspect.Metadata):
        type_ = type_.type
    if isinstance(type_, inspect.UnionType):
        rest = [option for option in type_.types if not isinstance(option, inspect.NoneType)]
        return _plain(rest[0]) if len(rest) == 1 else type_
    return type_


def of_programme(at: Path) -> Order:
    """The order in a text that holds a programme at `at`, whatever stands around it."""
    return lambda path: of_plan(("dimensions", "", "programmes", *path[len(at) - 1 :]))
