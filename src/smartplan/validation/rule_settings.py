"""How severe the rules are where the settings of the repository say so, and for which of its files."""

import os
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from msgspec import Struct

from smartplan.plan.settings import RuleLevel
from smartplan.rules import ALL

REQUIRED: Final = "required-here"
# What cannot be read, and what has no shape that a rule could look at: other commands rely on being told.
FIXED: Final = frozenset(rule.id for rule in ALL.values() if rule.family in ("yaml", "shape"))


class RuleSettings(Struct, frozen=True, dict=True):
    """What the settings say of rules.

    `name` is the file of the settings as it is shown, `home` its folder, from which the paths of `folders` are meant;
    of several that a file is in, the last holds. `required` are the fields that a programme has to state.
    """

    name: str = ""
    home: str = ""
    levels: Mapping[str, RuleLevel] = {}
    folders: Sequence[tuple[str, Mapping[str, RuleLevel]]] = ()
    required: tuple[str, ...] = ()

    @property
    def off(self) -> list[str]:
        """The rules that are off anywhere, in the order of the manual."""
        found = {
            id_ for levels in (self.levels, *(one for _, one in self.folders)) for id_ in levels if levels[id_] == "off"
        }
        return [id_ for id_ in ALL if id_ in found]

    def level(self, rule: str, path: Path | None) -> RuleLevel | None:
        """How severe the findings of a rule in a file are to be; None where the settings do not say."""
        if not self.folders or path is None:
            return self.levels.get(rule)
        known: dict[Path, dict[str, RuleLevel]] = self.__dict__.setdefault("_known", {})
        if path not in known:
            known[path] = {**self.levels, **self._of_folders(path)}
        return known[path].get(rule)

    def _of_folders(self, path: Path) -> dict[str, RuleLevel]:
        found: dict[str, RuleLevel] = {}
        for index in self.folders_of(path):
            found |= self.folders[index][1]
        return found

    def folders_of(self, path: Path) -> list[int]:
        """The `folders` that a file is in, as they are counted from 0."""
        # By the way that was taken to the file, and by that without links.
        places = [
            (Path(to(path.parent)) / path.name).relative_to(to(self.home)).parts
            for to in (os.path.abspath, os.path.realpath)
            if (Path(to(path.parent)) / path.name).is_relative_to(to(self.home))
        ]
        return [
            index for index, (pattern, _) in enumerate(self.folders) if any(covers(pattern, parts) for parts in places)
        ]


def covers(pattern: str, parts: Sequence[str]) -> bool:
    """Whether a pattern means a file, or a folder that it lies in; the parts are those of its path.

    `*`, `?` and `[...]` stand for what is within a name, `**` for any number of folders.
    """
    steps = [step for step in pattern.split("/") if step not in ("", ".")]
    here = _further({0}, steps)
    for part in parts:
        if len(steps) in here:
            return True
        onwards = {at if steps[at] == "**" else at + 1 for at in here if _fits(steps[at], part)}
        here = _further(onwards, steps)
    return len(steps) in here


def _fits(step: str, part: str) -> bool:
    return step == "**" or fnmatchcase(part, step)


def _further(places: set[int], steps: Sequence[str]) -> set[int]:
    """The places in a pattern, and those behind any `**` that stands there, which may mean no folder at all."""
    found = set(places)
    for at in sorted(places):
        while at < len(steps) and steps[at] == "**":
            at += 1
            found.add(at)
    return found
