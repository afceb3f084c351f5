"""No field of the model, and nothing free-form beside it, changes without a word."""

from copy import deepcopy
from typing import Any

import pytest
from msgspec import Struct, inspect

from smartplan.compare import ComparedPlan
from smartplan.plan import field_types, figure, model
from tests.helpers.comparisons import compared, diff
from tests.helpers.fields import PLAN, SUBJECTS, inside, place_in, samples, types

# What tells the story of the plan, or how it was written, and is no change of it by itself.
SILENT = {
    (model.Plan, "format"): "one value is allowed",
    (model.Plan, "revision"): "names the two sides",
    (model.Plan, "supersedes"): "how the two hang together",
    (model.Plan, "because"): "why: stands at every change of the plan",
    (model.Plan, "sources"): "where it was read",
    (model.Plan, "withdrawn"): "told by the programmes that are gone",
    (field_types.Source, ""): "where it was read",
    (model.Withdrawal, ""): "told by the programmes that are gone",
    (model.Rpjmd, "sources"): "where it was read",
    (figure.Amount, "sources"): "where it was read",
    (figure.Reading, "sources"): "where it was read",
    (model.ReadinessItem, "sources"): "where it was read",
    (model.Programme, "formerly"): "lineage: which programmes are compared",
    (model.Programme, "because"): "why: stands at every change of the programme",
    (model.Programme, "sources"): "where it was read",
}
FIELDS = [(kind, field) for kind in PLAN for field in types(kind)]
FREE = [kind for kind in PLAN if (kind, "") not in SILENT]


def revision(kind: type[Struct], key: str, value: Any) -> ComparedPlan:
    """A plan that has a value in a mapping of a kind."""
    data: dict[str, Any] = {
        "revision": "1", "profile": "kominfo", "city": {"name": "K"}, "period": {"start": 2023, "end": 2026},
        "rpjmd": {"title": "R"}, "agencies": {"x": {"name": "X"}}, "readiness": {"structure": {"x": {"name": "X"}}},
        "dimensions": {"living": {"programmes": {"x": {"name": "X", "indicators": {"x": {"name": "X"}},
                                                         "actions": {"x": {"name": "X"}}}}}},
    }  # fmt: skip
    place_in(data, PLAN[kind], kind)[key] = deepcopy(value)
    return compared(data, "1")


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda part: part if isinstance(part, str) else part.__name__)
def test_a_change_of_every_field_is_told(kind: type[Struct], field: str) -> None:
    """A new field: give it a comparer, or let it be compared as plain data, or say in SILENT why it is no change."""
    one, other = samples(types(kind)[field])
    old, new = revision(kind, field, one), revision(kind, field, other)
    silent = (kind, field) in SILENT or (kind, "") in SILENT
    said = "has a reason in SILENT, and is told" if silent else "changes without a word"
    assert bool(diff(old, new).changes) is not silent, f"{kind.__name__}.{field} {said}"


@pytest.mark.parametrize("kind", PLAN, ids=lambda kind: kind.__name__)
def test_a_free_form_entry_is_told(kind: type[Struct]) -> None:
    def side(value: Any) -> ComparedPlan:
        return revision(kind, "catatan", {"a": value, "b": [1, value]})

    found = [(one.old and one.old.value, one.new and one.new.value) for one in diff(side("x"), side("y")).changes]
    assert found == ([] if kind not in FREE else [("x", "y"), ("x", "y")])
    came = diff(revision(kind, "catatan", None), side("y")).changes
    assert [(one.level, one.old) for one in came] == ([] if kind not in FREE else [("info", None)])


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda kind: kind.__name__)
def test_every_mapping_of_a_file_has_its_place(subject: type[Struct]) -> None:
    assert {kind.__name__ for kind in inside(inspect.type_info(subject))} == {
        kind.__name__ for kind in SUBJECTS[subject]
    }
