"""The working layout of a workbook: its sheets, and what each column holds.

Each row is an entry of the plan, each column a field. The key of a column is the address of its values within the
entry: `id`, `name`, `budget.apbd.2021`, `targets.2024`. Columns come from the model, so that a field that is added to
it has its column. All of a plan is in it but comments, the layout of the text, `format`, `revision`, and what the model
does not know.
"""

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any, Final, Literal

from msgspec import Struct, inspect

from smartplan.plan.field_at import FieldAt, child, options
from smartplan.plan.field_types import Source
from smartplan.plan.model import (
    Action,
    Agency,
    Dimension,
    Indicator,
    Objective,
    Plan,
    Programme,
    Readiness,
    ReadinessItem,
    Withdrawal,
)

SheetKind = Literal[
    "programmes", "indicators", "actions", "objectives", "agencies", "sources", "readiness", "withdrawn", "plan"
]
# `texts` are one text or several, `years` a list of them, `flag` is yes or no.
ColumnKind = Literal["id", "text", "texts", "list", "years", "word", "words", "flag", "number", "measure", "money"]
# In which a text that is a plain number is that number.
NUMERIC: Final = frozenset(["number", "measure", "money"])
LISTS: Final = frozenset(["list", "texts", "words", "years"])


class SheetLayout(Struct, frozen=True):
    """A sheet: what its rows are, and the columns that say which entry a row is."""

    kind: SheetKind
    type: type
    ids: tuple[str, ...]


class WorkingColumn(Struct, frozen=True):
    """A column: its key, how it is read, and the words of its vocabulary."""

    key: str
    kind: ColumnKind
    words: tuple[str, ...] = ()


# In the order of the workbook.
SHEETS: Final[tuple[SheetLayout, ...]] = (
    SheetLayout("programmes", Programme, ("id",)),
    SheetLayout("indicators", Indicator, ("programme", "action", "objective", "id")),
    SheetLayout("actions", Action, ("programme", "id")),
    SheetLayout("objectives", Objective, ("id",)),
    SheetLayout("agencies", Agency, ("id",)),
    SheetLayout("sources", Source, ("id",)),
    SheetLayout("readiness", ReadinessItem, ("part", "id")),
    SheetLayout("withdrawn", Withdrawal, ("id",)),
    SheetLayout("plan", Plan, ("key",)),
)
LAYOUTS: Final[Mapping[SheetKind, SheetLayout]] = {one.kind: one for one in SHEETS}
PARTS: Final = Readiness.__struct_fields__
# The column of the plan's own fields, each of which is a row with its address as key.
VALUE: Final = "value"
# And the one with what that is called, which is only to be read.
LABEL: Final = "label"
# A programme does not say in which dimension it is: its place in the file does.
DIMENSION: Final = "dimension"
# What only smartplan or the name of the file decides.
_OF_THE_FILE: Final = ("format", "revision")
# Parts of the plan that have sheets of their own.
_OWN_SHEETS: Final = (("agencies",), ("sources",), ("readiness",), ("withdrawn",), ("rpjmd", "objectives"))
_ENTRIES: Final = ("indicators", "actions")


def is_elsewhere(kind: SheetKind, steps: tuple[str, ...]) -> bool:
    """Whether what stands at an address within an entry has its place on another sheet, or on none."""
    if kind != "plan":
        return steps[0] in _ENTRIES
    in_programmes = steps[0] == "dimensions" and steps[2:3] == ("programmes",)
    return steps[0] in _OF_THE_FILE or in_programmes or steps[:1] in _OWN_SHEETS or steps[:2] in _OWN_SHEETS


@cache
def column_of(kind: SheetKind, key: str) -> WorkingColumn | None:
    """The column of a key; None where entries of that kind have no such field. A field of the plan is a key too."""
    if key in LAYOUTS[kind].ids or (kind == "programmes" and key == DIMENSION):
        return WorkingColumn(key, "id")
    steps = tuple(key.split("."))
    if is_elsewhere(kind, steps):
        return None
    type_: Any = _info(LAYOUTS[kind].type)
    for step in steps:
        type_ = child(options(type_), step) if step else None
    return _leaf(key, type_)


def column_at(kind: SheetKind, ids: tuple[str, ...], key: str) -> WorkingColumn | None:
    """The column of a cell: among the plan's own fields each row has its own."""
    return column_of(kind, ids[0] if kind == "plan" else key)


def columns_below(kind: SheetKind, funds: Set[str], years: Mapping[str, Set[str]]) -> Iterator[WorkingColumn]:
    """The columns of a sheet in the order of the model: of money for some funds, of figures for some years by field."""
    for name, type_ in _fields(LAYOUTS[kind].type):
        if name == "subdimension":
            yield WorkingColumn(DIMENSION, "id")
        mapping = next((one for one in options(type_) if isinstance(one, inspect.DictType)), None)
        if mapping is None:
            starts = [name]
        elif any(isinstance(one, inspect.DictType) for one in options(mapping.value_type)):
            known = [str(word) for one in options(mapping.key_type) for word in one.values]
            starts = [f"{name}.{fund}" for fund in [*known, *sorted(funds - {*known})] if fund in funds]
        else:
            starts = [name]
        for start in starts:
            for key in [start] if mapping is None else [f"{start}.{year}" for year in sorted(years[name])]:
                column = column_of(kind, key)
                if column is not None:
                    yield column


def plan_fields(dimensions: list[str]) -> Iterator[str]:
    """The addresses of the plan's own fields in the order of the model, of a plan with these dimensions."""
    for name, type_ in _fields(Plan):
        struct = next((one for one in options(type_) if isinstance(one, inspect.StructType)), None)
        if name == "dimensions":
            found = [f"{name}.{key}.{field}" for key in dimensions for field in Dimension.__struct_fields__]
        elif struct is not None:
            found = list(_leaves(name, struct))
        else:
            found = [name]
        yield from (key for key in found if column_of("plan", key) is not None)


def _leaves(start: str, struct: inspect.StructType) -> Iterator[str]:
    for field in struct.fields:
        inner = next((one for one in options(field.type) if isinstance(one, inspect.StructType)), None)
        name = f"{start}.{field.encode_name}"
        yield from _leaves(name, inner) if inner is not None else [name]


def _fields(type_: type) -> Iterator[tuple[str, Any]]:
    return ((field.encode_name, field.type) for field in _info(type_).fields)


@cache
def _info(type_: type) -> inspect.StructType:
    info = inspect.type_info(type_)
    assert isinstance(info, inspect.StructType)
    return info


def _leaf(key: str, type_: Any) -> WorkingColumn | None:
    """The column of a field that a cell can hold; None for mappings, and for what the model does not know."""
    taken = options(type_)
    kinds = {type(one) for one in taken}
    items = [inner for one in taken if isinstance(one, inspect.ListType) for inner in options(one.item_type)]
    words = FieldAt(None, key, type_).words
    if {inspect.StrType, inspect.FloatType} <= kinds:
        return WorkingColumn(key, "measure")
    if {inspect.IntType, inspect.StructType} <= kinds:
        return WorkingColumn(key, "money")
    if not taken or inspect.DictType in kinds or inspect.StructType in kinds:
        return None
    if inspect.ListType in kinds:
        if any(isinstance(one, inspect.IntType) for one in items):
            return WorkingColumn(key, "years")
        return WorkingColumn(key, "texts" if inspect.StrType in kinds else "words" if words else "list", words)
    if inspect.BoolType in kinds:
        return WorkingColumn(key, "flag")
    if words:
        return WorkingColumn(key, "word", words)
    return WorkingColumn(key, "number" if inspect.IntType in kinds else "text")
