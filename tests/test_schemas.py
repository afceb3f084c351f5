"""The published schemas are those of the code."""

from pathlib import Path

import jsonschema_rs
import pytest

from smartplan.report import schemas

PLANS = Path(__file__).parent.parent / "plans"


@pytest.mark.parametrize("name", schemas.FILES)
def test_the_published_schema_is_fresh(name: str) -> None:
    """When it is not: `smartplan schema NAME > plans/NAME.schema.json`."""
    assert (PLANS / f"{name}.schema.json").read_text("utf-8") == schemas.render(name)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_schema_is_a_schema(name: str) -> None:
    jsonschema_rs.meta.validate(schemas.schema(name))
