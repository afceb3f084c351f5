"""The file that a finding or a failure belongs to, for formats that list by file."""

from collections.abc import Mapping
from pathlib import Path

from smartplan.validation.located import LocatedFinding
from smartplan.workspace.paths import from_top


def file_of(located: LocatedFinding) -> str:
    """Its path from the top of the repository, or what standard input is called."""
    return from_top(located.path) or located.name


def file_of_failure(values: Mapping[str, object]) -> str:
    """The path that could not be opened, or the current folder where the values of the failure name none."""
    return from_top(Path(str(values.get("path", "."))))
