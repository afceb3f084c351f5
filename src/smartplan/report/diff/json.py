"""A comparison as JSON text."""

from smartplan.operations.changes import as_data
from smartplan.operations.diff import Result
from smartplan.report.render.json import render as as_json


def render(result: Result) -> str:
    """The text of `diff --format json`."""
    return as_json(as_data(result))
