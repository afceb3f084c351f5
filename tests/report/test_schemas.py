"""The published schemas are those of the code."""

import json
from itertools import pairwise

import jsonschema_rs
import pytest

from smartplan.report import schemas
from tests.helpers.runner import ROOT, Runner

PLANS = ROOT / "plans"


@pytest.mark.parametrize("name", [*schemas.FILES, schemas.SETTINGS])
def test_the_published_schema_is_fresh(name: str) -> None:
    """When it is not: `smartplan schema NAME > plans/NAME.schema.json`, of the settings `docs/config.schema.json`."""
    folder = ROOT / "docs" if name == schemas.SETTINGS else PLANS
    assert (folder / f"{name}.schema.json").read_text("utf-8") == schemas.render(name)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_schema_is_a_schema(name: str) -> None:
    jsonschema_rs.meta.validate(schemas.schema(name))


@pytest.mark.parametrize(
    "options",
    [
        ["2019", "2023"],
        ["2019", "2023", "--agency", "dlh", "--kind", "programme-added"],
        ["2019", "2023", "--mission", "M1", "--dimension", "living"],
    ],
)
def test_a_comparison_is_as_its_schema_says(run: Runner, options: list[str]) -> None:
    data = json.loads(run("diff", *options, "--plans", str(PLANS), "--format", "json").out)
    jsonschema_rs.validator_for(schemas.schema("diff")).validate(data)
    names = {name.removeprefix("--"): value for name, value in pairwise(options) if name.startswith("--")}
    shown = data["filter"] or {}
    assert {name: value for name, value in shown.items() if value not in ([], "info")} == {
        name: value if name == "level" else [value] for name, value in names.items()
    }
    assert {change["fingerprint"] for change in data["changes"]} >= {
        mark for item in data["highlights"] for mark in item["changes"]
    }
