"""The field at an address of a plan, and what its type takes."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct, inspect

from smartplan.plan import field_types
from smartplan.plan.field_types import RUPIAH, Date
from smartplan.plan.finding import Address
from smartplan.plan.model import Plan
from smartplan.plan.understand import REFERS

_DATE = get_args(Date)[1].pattern

# The words of each vocabulary as they are listed: the inspection of a type sorts them.
_ORDERED = {frozenset(get_args(one)): get_args(one) for one in vars(field_types).values() if get_origin(one) is Literal}


class FieldAt(Struct, frozen=True):
    """A field of the type `owner`, or a member of one; `type` is that of the value at the address.

    Where the model knows no such field, `type` is None.
    """

    owner: type | None
    name: str
    type: Any

    @property
    def refers(self) -> str:
        """What it names, as `REFERS` says; empty where it names nothing."""
        return REFERS.get((self.owner, self.name), "") if self.owner else ""

    @property
    def options(self) -> tuple[Any, ...]:
        """The types that its value can have, None left out."""
        return options(self.type)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that it can hold, of a vocabulary or yes and no, also as members of a list; else none."""
        for one in self.options:
            if isinstance(one, inspect.ListType):
                return FieldAt(self.owner, self.name, one.item_type).words
            if isinstance(one, inspect.BoolType):
                return "true", "false"
            if isinstance(one, inspect.LiteralType):
                return _ORDERED.get(frozenset(one.values)) or tuple(map(str, one.values))
        return ()

    @property
    def is_money(self) -> bool:
        """Whether whole rupiah may stand there."""
        return any(
            isinstance(one, inspect.Metadata) and (one.extra_json_schema or {}).get("format") == RUPIAH
            for one in _with_metadata(self.type)
        )

    @property
    def is_date(self) -> bool:
        """Whether a day, a month or a year may stand there."""
        return any(isinstance(one, inspect.StrType) and one.pattern == _DATE for one in self.options)

    @property
    def is_measure(self) -> bool:
        """Whether a number or a text that tells one may stand there."""
        return takes_measure(self.options)


def field_at(address: Address, model: type = Plan) -> FieldAt:
    """The field at an address of a plan, or of another `model`."""
    owner: type | None = None
    name = ""
    found: Any = _inspected(model)
    for step in address:
        for one in options(found):
            if isinstance(one, inspect.StructType):
                owner, name = one.cls, str(step)
        found = child(options(found), step)
    return FieldAt(owner, name, found)


@cache
def _inspected(model: type) -> Any:
    """The type of a whole file, which takes as long to inspect as many fields to look up."""
    return inspect.type_info(model)


def child(wanted: tuple[Any, ...], step: str | int) -> Any:
    """The type of a field, a value or an item inside; None where the model knows none."""
    for one in wanted:
        if isinstance(one, inspect.StructType):
            return next((field.type for field in one.fields if field.encode_name == step), None)
        if isinstance(one, inspect.DictType):
            return one.value_type
        if isinstance(one, inspect.ListType):
            return one.item_type
    return None


def options(type_: Any) -> tuple[Any, ...]:
    """The types that a value can have, None left out."""
    return tuple(one for one in _with_metadata(type_) if not isinstance(one, inspect.Metadata))


def takes_measure(wanted: tuple[Any, ...]) -> bool:
    """Whether, of types that a value can have, a number or a text that tells one may stand there."""
    return {inspect.FloatType, inspect.StrType} <= set(map(type, wanted))


def _with_metadata(type_: Any) -> Iterator[Any]:
    if isinstance(type_, inspect.Metadata):
        yield type_
        yield from _with_metadata(type_.type)
    elif isinstance(type_, inspect.UnionType):
        for one in type_.types:
            yield from _with_metadata(one)
    elif type_ is not None and not isinstance(type_, inspect.NoneType):
        yield type_
