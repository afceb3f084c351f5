"""The published JSON Schemas as text: of the files, and of the results."""

from importlib import import_module
from typing import Any

import msgspec

from smartplan.reading.schema import published
from smartplan.report import data

FILES = ("plan", "review", "evaluation")
# The module and the type of each result; only the one that is asked for is loaded.
RESULTS = {
    "findings": ("smartplan.report.findings_data", "Findings"),
    "diff": ("smartplan.changes_data", "Diff"),
    "since": ("smartplan.report.since", "Since"),
    "coverage": ("smartplan.coverage", "Coverage"),
    "cities": ("smartplan.cities", "Cities"),
    "programme": ("smartplan.story", "Shown"),
    "log": ("smartplan.chronicle", "Log"),
    "summary": ("smartplan.summary", "Summary"),
    "agenda": ("smartplan.coverage.workload", "Scoped"),
    "inputs": ("smartplan.coverage.inputs", "Inputs"),
    "evaluations": ("smartplan.coverage.evaluations", "Evaluations"),
}
NAMES = (*FILES, *RESULTS)


def render(name: str) -> str:
    """The schema of that name as JSON, ending in a line break."""
    return data.render(schema(name))


def schema(name: str) -> dict[str, Any]:
    """The schema of a file (plan, review, evaluation) or of a result."""
    if name in FILES:
        return published(name)  # type: ignore[arg-type]
    module, type_ = RESULTS[name]
    return msgspec.json.schema(getattr(import_module(module), type_))
