"""A field that is added to the model and not wired up is named: where it is not shown, not merged, not split."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from msgspec import inspect

from smartplan.analysis import programme
from smartplan.editing.merge3.data import SETS
from smartplan.messages import catalogue
from smartplan.plan import evaluation, field_types, figure, model, review
from tests.helpers.base import parsed
from tests.helpers.fields import SUBJECTS, Kind, place_in, samples, types
from tests.helpers.runner import Runner

# A whole plan with a review and an evaluation: each field is laid over it in turn.
FILES: dict[Kind, tuple[str, dict[str, Any]]] = {
    model.Plan: (
        "plans/2023.yaml",
        {
            "format": 1,
            "revision": "2023",
            "city": {"code": "64.71", "name": "K"},
            "title": "T",
            "status": "draft",
            "record": "example",
            "profile": "kominfo",
            "supersedes": "2019",
            "period": {"start": 2023, "end": 2026},
            "rpjmd": {"title": "R"},
            "agencies": {"x": {"name": "X"}},
            "sources": {"x": {"title": "X"}},
            "readiness": {"structure": {"x": {"name": "X"}}},
            "dimensions": {
                "living": {
                    "gaps": {"x": {"present": "X", "programmes": ["x"]}},
                    "programmes": {
                        "x": {
                            "name": "X",
                            "subdimension": "health",
                            "agency": "x",
                            "indicators": {"x": {"name": "X", "targets": {"2023": 5}}},
                            "sources": ["x"],
                        }
                    },
                }
            },
        },
    ),
    review.Review: (
        "plans/reviews/x.yaml",
        {
            "format": 1,
            "review": "x",
            "date": "2022-01-02",
            "title": "T",
            "reviews": "2019",
            "leads_to": "2023",
            "participants": {"x": {"name": "X", "role": "media"}},
            "inputs": {"x": {"from": "x", "text": "X", "disposition": "accepted"}},
        },
    ),
    evaluation.Evaluation: (
        "plans/evaluations/2023.yaml",
        {
            "format": 1,
            "year": 2023,
            "revision": "2023",
            "scheme": "kominfo-2023-kppn",
            "scores": {"output": 1},
            "final": 1,
            "rank": {"position": 1, "of": 9},
            "award": {"title": "X"},
            "recommendations": {"x": {"text": "X", "disposition": "accepted"}},
            "sources": {"x": {"title": "X"}},
        },
    ),
}
PLAN_REPORTS = ("summary 2023", "log", "coverage 2023", "agenda 2023", "inputs 2023")
# The reports that show what a mapping says: one of them each field, as text and in the JSON.
REPORTS: dict[Kind, tuple[str, ...]] = {
    model.Programme: ("show 2023 x",),
    model.Indicator: ("show 2023 x",),
    figure.Amount: ("show 2023 x",),
    figure.Reading: ("show 2023 x",),
    model.Action: ("show 2023 x",),
    field_types.Source: ("show 2023 x", "evaluations"),
    model.Agency: ("show 2023 x", "coverage 2023", "agenda 2023"),
    model.Withdrawal: ("inputs 2023",),
    review.Review: ("inputs 2023",),
    review.Participant: ("inputs 2023",),
    review.Input: ("inputs 2023",),
    evaluation.Evaluation: ("evaluations",),
    evaluation.Scores: ("evaluations",),
    evaluation.Rank: ("log",),
    evaluation.Award: ("evaluations",),
    evaluation.Recommendation: ("evaluations",),
}
FORMS = ("text", "json")
# What no report shows, or only in one form.
NOT_SHOWN: dict[tuple[Kind, str], str] = {
    (model.Plan, "format"): "one value is allowed",
    (model.Plan, "profile"): "the names of its dimensions are shown",
    (model.Plan, "team"): "no report is about the team; `diff` tells of a change",
    (model.Plan, "sources"): "shown where a programme rests on them",
    (model.City, "code"): "no report is about the city; `diff` tells of a change",
    (model.City, "province"): "no report is about the city; `diff` tells of a change",
    (model.Team, "lead"): "no report is about the team; `diff` tells of a change",
    (model.Team, "members"): "no report is about the team; `diff` tells of a change",
    (model.Rpjmd, "sources"): "where it was read",
    (model.Rpjmd, "period"): "no report is about the RPJMD itself; `diff` tells of a change",
    (model.ReadinessItem, "sources"): "where it was read",
    (model.Dimension, "lead"): "no report is about a dimension itself; `diff` tells of a change",
    (model.Dimension, "stakeholders"): "no report is about a dimension itself; `diff` tells of a change",
    (model.Dimension, "objective"): "no report is about a dimension itself; `diff` tells of a change",
    (model.Dimension, "strategy"): "no report is about a dimension itself; `diff` tells of a change",
    (model.Withdrawal, "reason"): "shown with the change: `diff`, and the history of the programme",
    (review.Review, "format"): "one value is allowed",
    (review.Review, "leads_to"): "decides which revision shows the review",
    (review.Review, "sources"): "where it was read",
    (evaluation.Evaluation, "format"): "one value is allowed",
}
TEXT_ONLY: dict[tuple[Kind, str], str] = {(model.Agency, "short"): "the JSON has the id"}
JSON_ONLY: dict[tuple[Kind, str], str] = {
    (model.Objective, "under"): "in the text an objective stands below its goal",
    (model.Agency, "role"): "in the text it decides in which table an agency stands",
}
FIELDS = [(subject, kind, field) for subject, kinds in SUBJECTS.items() for kind in kinds for field in types(kind)]


def name(part: Any) -> str:
    return part.__name__ if isinstance(part, type) else str(part)


@pytest.fixture
def city(run: Runner) -> Runner:
    for path, data in FILES.values():
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(json.dumps(data), encoding="utf-8")
    Path("plans/reviews/2022-12-28.yaml").unlink()
    return run


def lay(subject: Kind, kind: Kind, field: str, value: Any) -> None:
    """Write a file of the city with a value in a field."""
    path, data = FILES[subject]
    data = deepcopy(data)
    place_in(data, SUBJECTS[subject][kind], kind)[field] = value
    Path(path).write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize(("subject", "kind", "field"), FIELDS, ids=name)
def test_every_field_is_shown(city: Runner, subject: Kind, kind: Kind, field: str) -> None:
    """A new field: give it a place in the report and in its JSON, or say here why it has none."""

    def differs(report: str, form: str) -> bool:
        told = []
        for value in samples(types(kind)[field]):
            lay(subject, kind, field, value)
            told.append(city(*report.split(), "--format", form).out)
        return told[0] != told[1]

    reports = REPORTS.get(kind, PLAN_REPORTS)
    shown = {form: any(differs(report, form) for report in reports) for form in FORMS}
    if subject is review.Review and kind is field_types.Source:
        # What a review rests on.
        kind, field = review.Review, "sources"
    expected = {
        "text": (kind, field) not in NOT_SHOWN and (kind, field) not in JSON_ONLY,
        "json": (kind, field) not in NOT_SHOWN and (kind, field) not in TEXT_ONLY,
    }
    assert shown == expected, f"{kind.__name__}.{field} in {', '.join(reports)}"


def test_every_field_can_be_unstated() -> None:
    """What a programme does not say is told by `show`, but for what is no gap."""
    silent = {"formerly", "spent", "judged", "location", "tags"}
    assert set(programme.FIELDS) == types(model.Programme).keys() - silent


def first(mine: Any, _: Any) -> Any:
    """That of the programme that stays; the other's is told to be left out."""
    return mine


def executes(mine: Any, _: Any) -> Any:
    """That of the programme that stays; the other's is a partner, and told as such."""
    return mine


def all_of_them(mine: Any, other: Any) -> Any:
    return [*mine, *other]


def each_of_them(mine: Any, other: Any) -> Any:
    """Two texts are a list of both."""
    return [mine, other]


def summed(mine: Any, other: Any) -> Any:
    ((fund, amounts),), ((year, amount),) = mine.items(), other["apbd"].items()
    return {fund: {year: amounts[year] + amount}}


def side_by_side(mine: Any, other: Any) -> Any:
    """Two that are called alike are two."""
    ((key, one),), (another,) = mine.items(), other.values()
    return {key: one, f"{key}-y": another}


# What becomes of a field when programmes are merged, and whether each part of a split one has it.
WAYS: dict[str, tuple[Callable[[Any, Any], Any], bool]] = {
    "name": (first, True),
    "subdimension": (first, True),
    "description": (first, True),
    "agency": (executes, True),
    "partners": (all_of_them, True),
    "missions": (all_of_them, True),
    "objectives": (all_of_them, True),
    # What the other says is judged is no field of which something is taken.
    "judged": (first, True),
    "code": (each_of_them, False),
    "location": (each_of_them, True),
    "tags": (all_of_them, True),
    "kind": (first, True),
    "horizon": (first, True),
    "quick_win": (first, True),
    "status": (first, True),
    "years": (all_of_them, True),
    # Of one year there is one.
    "execution": (first, False),
    "budget": (summed, False),
    "spent": (summed, False),
    "indicators": (side_by_side, False),
    "actions": (side_by_side, False),
    "formerly": (all_of_them, True),
    "because": (all_of_them, True),
    "sources": (all_of_them, True),
}
PROGRAMME = types(model.Programme)


def programmes(field: str, **values: Any) -> None:
    """Write a draft of two or more programmes that say something in a field, and the revision before it."""
    path, data = FILES[model.Plan]
    bare = {"name": "X", "subdimension": "health", "agency": "x"}
    for name_, ids in (("2019", ["satu", "dua"]), ("2023", values)):
        data = deepcopy(data) | {"revision": name_, "withdrawn": {"satu": {"reason": "r"}, "dua": {"reason": "r"}}}
        data["dimensions"]["living"]["programmes"] = {
            id_: bare | ({field: values[id_]} if name_ == "2023" else {}) for id_ in ids
        }
        Path(path).with_stem(name_).write_text(yaml.safe_dump(data), encoding="utf-8")


def written(id_: str, field: str) -> Any:
    text = Path("plans/2023.yaml").read_text("utf-8")
    found = parsed(text)["dimensions"]["living"]["programmes"][id_].get(field)
    return msgspec.to_builtins(found, str_keys=True)


@pytest.mark.parametrize("field", PROGRAMME)
def test_every_field_is_merged(city: Runner, field: str) -> None:
    """A new field: say in WAYS what a merged programme has of it."""
    say = catalogue("en")
    mine, other = samples(PROGRAMME[field])
    programmes(field, x=mine, y=other)
    result = city("merge", "2023", "x", "y", "--into", "x", "--force")
    if field not in WAYS:
        pytest.fail(f"Programme.{field} is not in WAYS; when programmes are merged: {result.err}")
    way, _ = WAYS[field]
    assert written("x", field) == way(mine, other), result.err
    key = f"field.{field}"
    assert (f"y {say(key) if key in say else field}" in result.err) is (way is first)


@pytest.mark.parametrize("field", PROGRAMME)
def test_every_field_is_split(city: Runner, field: str) -> None:
    """A new field: say in WAYS whether each part has it."""
    value, _ = samples(PROGRAMME[field])
    programmes(field, x=value)
    assert city("split", "2023", "x", "--into", "x", "--into", "z", "--force").code == 0
    found = [written(id_, field) == value for id_ in ("x", "z")]
    if field not in WAYS:
        pytest.fail(f"Programme.{field} is not in WAYS; when a programme is split, its parts have it: {found}")
    assert found == [True, WAYS[field][1]]


@pytest.mark.parametrize("field", sorted(types(model.Rpjmd).keys() - {"title"}))
def test_every_field_of_an_rpjmd_is_left_behind_with_it(city: Runner, field: str) -> None:
    """A draft that follows another RPJMD says nothing that was said of the last."""
    lay(model.Plan, model.Rpjmd, field, samples(types(model.Rpjmd)[field])[0])
    result = city("draft", "2026", "--from", "2023", "--rpjmd", "Lain")
    assert parsed(Path("plans/2026.yaml").read_text("utf-8"))["rpjmd"] == {"title": "Lain"}, result.err


def options(type_: inspect.Type) -> list[inspect.Type]:
    """A type without its metadata; each of several."""
    if isinstance(type_, inspect.Metadata):
        return options(type_.type)
    if isinstance(type_, inspect.UnionType):
        return [inner for one in type_.types for inner in options(one)]
    return [type_]


def test_every_list_is_merged_as_one() -> None:
    """Two that both add to a list are no conflict for git, where its order says nothing."""
    lists = {
        field
        for kinds in SUBJECTS.values()
        for kind in kinds
        for field, type_ in types(kind).items()
        if any(isinstance(one, inspect.ListType) for one in options(type_))
    }
    assert lists == SETS
