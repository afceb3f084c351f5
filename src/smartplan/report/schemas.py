"""The published JSON Schemas as text: of the files, and of the results."""

from typing import Any

import msgspec

from smartplan.reading.schema import published

FILES = ("plan", "review", "evaluation")


def render(name: str) -> str:
    """The schema of that name as JSON, ending in a line break."""
    return msgspec.json.format(msgspec.json.encode(schema(name)), indent=2).decode() + "\n"


def schema(name: str) -> dict[str, Any]:
    """The schema of a file (plan, review, evaluation) or of a result (diff, findings)."""
    if name in FILES:
        return published(name)  # type: ignore[arg-type]
    if name == "findings":
        from smartplan.report.findings_data import Findings

        return msgspec.json.schema(Findings)
    from smartplan.report.diff_data import Diff

    return msgspec.json.schema(Diff)
