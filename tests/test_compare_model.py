"""No field of the model, and nothing free-form beside it, changes without a word."""

import re
from copy import deepcopy
from typing import Any

import msgspec
import pytest
from msgspec import Struct, inspect

from smartplan.compare import Revision
from smartplan.plan import model
from smartplan.plan.model import Plan
from tests.helpers.comparisons import diff

# Where one of each mapping of the model stands in a plan.
PLACES: dict[type[Struct], tuple[str, ...]] = {
    model.Plan: (),
    model.City: ("city",),
    model.Period: ("period",),
    model.Team: ("team",),
    model.Rpjmd: ("rpjmd",),
    model.Agency: ("agencies", "x"),
    model.Source: ("sources", "x"),
    model.Readiness: ("readiness",),
    model.ReadinessItem: ("readiness", "structure", "x"),
    model.Dimension: ("dimensions", "living"),
    model.Programme: ("dimensions", "living", "programmes", "x"),
    model.Indicator: ("dimensions", "living", "programmes", "x", "indicators", "x"),
    model.Withdrawal: ("withdrawn", "x"),
}
# What tells the story of the plan, or how it was written, and is no change of it by itself.
SILENT = {
    (model.Plan, "format"): "one value is allowed",
    (model.Plan, "revision"): "names the two sides",
    (model.Plan, "supersedes"): "how the two hang together",
    (model.Plan, "because"): "why: stands at every change of the plan",
    (model.Plan, "sources"): "where it was read",
    (model.Plan, "withdrawn"): "told by the programmes that are gone",
    (model.Source, ""): "where it was read",
    (model.Withdrawal, ""): "told by the programmes that are gone",
    (model.ReadinessItem, "sources"): "where it was read",
    (model.Programme, "formerly"): "lineage: which programmes are compared",
    (model.Programme, "because"): "why: stands at every change of the programme",
    (model.Programme, "sources"): "where it was read",
}
FIELDS = [(kind, field.encode_name) for kind in PLACES for field in msgspec.structs.fields(kind)]
TYPES = {(kind, field.encode_name): field.type for kind in PLACES for field in inspect.type_info(kind).fields}  # type: ignore[attr-defined]
TEXTS = (("satu", "dua"), ("fgd/satu", "fgd/dua"), ("64.71", "64.72"), ("2023", "2024"))
FREE = [kind for kind in PLACES if (kind, "") not in SILENT]


def samples(kind: inspect.Type) -> tuple[Any, Any]:
    """Two values of a type."""
    match kind:
        case inspect.Metadata(type=inner):
            return samples(inner)
        case inspect.UnionType(types=types):
            return samples(next(one for one in types if not isinstance(one, inspect.NoneType)))
        case inspect.LiteralType(values=values):
            return values[0], values[-1]
        case inspect.BoolType():
            return True, False
        case inspect.IntType() | inspect.FloatType():
            return 2023, 2024
        case inspect.StrType(pattern=pattern):
            return next(pair for pair in TEXTS if all(re.search(pattern or "", text) for text in pair))
        case inspect.ListType(item_type=inner):
            return [samples(inner)[0]], [samples(inner)[1]]
        case inspect.DictType(key_type=key, value_type=inner):
            name = str(samples(key)[0])
            return {name: samples(inner)[0]}, {name: samples(inner)[1]}
        case inspect.StructType(cls=cls):
            pairs = {field.encode_name: samples(field.type) for field in inspect.type_info(cls).fields}  # type: ignore[attr-defined]
            return {name: one for name, (one, _) in pairs.items()}, {name: other for name, (_, other) in pairs.items()}
    raise AssertionError(kind)


def revision(place: tuple[str, ...], key: str, value: Any) -> Revision:
    """A plan that has a value at a place."""
    data: dict[str, Any] = {
        "revision": "1", "profile": "kominfo", "city": {"name": "K"}, "period": {"start": 2023, "end": 2026},
        "rpjmd": {"title": "R"}, "agencies": {"x": {"name": "X"}}, "readiness": {"structure": {"x": {"name": "X"}}},
        "dimensions": {"living": {"programmes": {"x": {"name": "X", "indicators": {"x": {"name": "X"}}}}}},
    }  # fmt: skip
    target = data
    for step in place:
        target = target.setdefault(step, {})
    target[key] = deepcopy(value)
    return Revision(msgspec.convert(data, Plan, str_keys=True), data, "1")


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda part: part if isinstance(part, str) else part.__name__)
def test_a_change_of_every_field_is_told(kind: type[Struct], field: str) -> None:
    """A new field: give it a comparer, or let it be compared as plain data, or say in SILENT why it is no change."""
    one, other = samples(TYPES[kind, field])
    if (kind, field) in SILENT or (kind, "") in SILENT:
        return
    assert one != other
    old, new = revision(PLACES[kind], field, one), revision(PLACES[kind], field, other)
    assert diff(old, new).changes, f"{kind.__name__}.{field} changes without a word"


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_a_free_form_entry_is_told(kind: type[Struct]) -> None:
    def side(value: Any) -> Revision:
        return revision(PLACES[kind], "catatan", {"a": value, "b": [1, value]})

    found = [(one.old and one.old.value, one.new and one.new.value) for one in diff(side("x"), side("y")).changes]
    assert found == ([] if kind not in FREE else [("x", "y"), ("x", "y")])
    came = diff(revision(PLACES[kind], "catatan", None), side("y")).changes
    assert [(one.level, one.old) for one in came] == ([] if kind not in FREE else [("info", None)])


def test_every_mapping_of_a_plan_has_its_place() -> None:
    def kinds(kind: inspect.Type) -> set[type]:
        match kind:
            case inspect.StructType(cls=cls, fields=fields):
                return {cls}.union(*(kinds(field.type) for field in fields))
            case inspect.UnionType(types=types):
                return set().union(*map(kinds, types))
            case inspect.ListType(item_type=inner) | inspect.DictType(value_type=inner) | inspect.Metadata(type=inner):
                return kinds(inner)
        return set()

    assert kinds(inspect.type_info(Plan)) == set(PLACES)
