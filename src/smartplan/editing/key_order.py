"""The canonical order of keys and shape of mappings, of the model, at every address of a plan or another file."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct, inspect

from smartplan.plan.evaluation import Evaluation
from smartplan.plan.finding import Address
from smartplan.plan.model import Dimension, Plan, Programme, Readiness, Rpjmd
from smartplan.plan.review import Review
from smartplan.plan.sound import TYPES
from smartplan.plan.subject import Subject
from smartplan.yamltext.insert import Layout, Shape

# The parts of a file that are a block however short they are; the smaller ones are as their author likes them.
_BLOCKS = frozenset([Plan, Review, Evaluation, Rpjmd, Readiness, Dimension, Programme])


class NodeKind(Struct, frozen=True, eq=False):
    """What the model knows of the value at an address.

    `fields` are the known keys of a mapping in canonical order, `inside` is what each value of any other mapping and
    each item of a list is; `words` are the keys that it can have, where they are of a vocabulary, `years` says that
    they are years, `block` that it is written a line a key, `items` that it is a list.
    """

    fields: Mapping[str, "NodeKind"] = {}
    inside: "NodeKind | None" = None
    words: tuple[str, ...] = ()
    years: bool = False
    block: bool = False
    items: bool = False

    def child(self, step: str | int) -> "NodeKind":
        """The kind of a value or an item; that of anything where the model does not know it."""
        found = self.fields.get(step) if self.fields and isinstance(step, str) else self.inside
        return found or ANYTHING


ANYTHING = NodeKind()


@cache
def kind(subject: Subject) -> NodeKind:
    """The kind of a whole file."""
    return _kind(inspect.type_info(TYPES[subject]))


def kind_at(path: Address, subject: Subject = "plan") -> NodeKind:
    """The kind of the value at an address of a file; of a revision unless it says otherwise."""
    found = kind(subject)
    for step in path:
        found = found.child(str(step))
    return found


def of_file(subject: Subject) -> Layout:
    """How the mapping at an address of a file is written, with a new value as with one that `fmt` finds."""

    def shape(path: Address) -> Shape:
        found = kind_at(path, subject)
        return Shape(tuple(found.fields) or None, found.years, found.block)

    return shape


def of_plan(path: Address) -> Shape:
    """The same of a revision."""
    return of_file("plan")(path)


def of_entry(subject: Subject, around: Address, at: Address) -> Layout:
    """The shapes in a text that holds an entry at `at`, whatever stands around it; in its file that is `around`."""
    shape = of_file(subject)
    return lambda path: shape((*around, *path[len(at) - 1 :]))


def of_programme(at: Address) -> Layout:
    """The shapes in a text that holds a programme at `at`."""
    return of_entry("plan", ("dimensions", "", "programmes"), at)


def _kind(type_: Any) -> NodeKind:
    type_ = _plain(type_)
    if isinstance(type_, inspect.StructType):
        fields = {one.encode_name: _kind(one.type) for one in type_.fields}
        return NodeKind(fields=fields, block=type_.cls in _BLOCKS)
    if isinstance(type_, inspect.DictType):
        keys = _plain(type_.key_type)
        return NodeKind(
            inside=_kind(type_.value_type),
            words=tuple(map(str, keys.values)) if isinstance(keys, inspect.LiteralType) else (),
            years=isinstance(keys, inspect.IntType),
            block=isinstance(keys, inspect.StrType),
        )
    return NodeKind(inside=_kind(type_.item_type), items=True) if isinstance(type_, inspect.ListType) else ANYTHING


def _plain(type_: Any) -> Any:
    """The type without its metadata and without None."""
    while isinstance(type_, inspect.Metadata):
        type_ = type_.type
    if isinstance(type_, inspect.UnionType):
        rest = [option for option in type_.types if not isinstance(option, inspect.NoneType)]
        # Of a figure that may be a plain number the mapping, of texts that may be one the list.
        inner = [_plain(option) for option in rest]
        return next((one for one in inner if isinstance(one, (inspect.StructType, inspect.ListType))), inner[0])
    return type_
