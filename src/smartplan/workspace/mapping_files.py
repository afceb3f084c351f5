"""Mapping files of `import`, which may be kept beside the plans and are none of them."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from smartplan.errors import CannotOpen
from smartplan.workspace.paths import shown
from smartplan.yamltext.source import SourceText

# Keys that only a mapping file has at its head, and those that only a plan or a review has. A review, too, has a
# `place`, which is no list.
_MAPPING: Final = re.compile(
    r"^[\"']?(?:(?:mapping|columns|split_lines)[\"']?\s*:|place[\"']?\s*:[ \t]*(?:[\[#\r]|$))", re.MULTILINE
)
_PLAN: Final = re.compile(r"^[\"']?(dimensions|rpjmd|supersedes|revision|city|review|inputs)[\"']?\s*:", re.MULTILINE)
# A file that is called after a year is a plan, and need not be looked into.
_YEAR: Final = re.compile(r"(19|20|21)\d\d")


def is_mapping(text: str) -> bool:
    """Whether a text says how a table is read. One that has a key of a plan or a review as well is none."""
    return _MAPPING.search(text) is not None and _PLAN.search(text) is None


class PlansAlone:
    """Tells mapping files from plans, each by one look; `read` opens a file under the name that it is shown by."""

    def __init__(self, read: Callable[[Path, str], SourceText]) -> None:
        self._read = read
        self._known: dict[Path, bool] = {}

    def of(self, files: Mapping[str, Path]) -> dict[str, Path]:
        """The files without the mappings among them. One that cannot be opened stays, so that it is told."""
        return {name: path for name, path in files.items() if not self._is_mapping(path)}

    def _is_mapping(self, path: Path) -> bool:
        if path not in self._known:
            try:
                found = _YEAR.match(path.stem) is None and is_mapping(self._read(path, shown(path)).text)
            except CannotOpen:
                found = False
            self._known[path] = found
        return self._known[path]
