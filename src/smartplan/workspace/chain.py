"""The revisions of a folder and how they follow each other, by what each one supersedes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from smartplan.errors import SmartplanError
from smartplan.workspace.folder import Folder
from smartplan.workspace.revision import Revision, plan_of

# How it stands with the revision that one supersedes.
Predecessor = Literal["found", "missing", "unreadable"]


class FolderRevisions(Struct):
    """The readable revisions of a folder by name, and why the others could not be read."""

    found: dict[str, Revision] = {}
    failures: list[SmartplanError] = []


def read_all(folder: Folder, today: date, files: Iterable[tuple[str, Path]]) -> FolderRevisions:
    """Read these files of a folder, given as name and path."""
    revisions = FolderRevisions()
    for name, path in files:
        try:
            file = folder.load(path)
            revisions.found[name] = Revision(name, plan_of(file), file, folder, today)
        except SmartplanError as error:
            revisions.failures.append(error)
    return revisions


def predecessor(revision: Revision) -> Predecessor | None:
    """Whether the superseded revision can be read; None where none is named."""
    if not revision.plan.supersedes:
        return None
    if revision.superseded is not None:
        return "found"
    return "unreadable" if revision.plan.supersedes in revision.folder.revisions() else "missing"


def ancestors(revision: Revision) -> list[Revision]:
    """What a revision supersedes, what that supersedes, and so on, as far as it can be read; the oldest first."""
    found: list[Revision] = []
    seen = {revision.name}
    last = revision.superseded
    while last is not None and last.name not in seen:
        seen.add(last.name)
        found.append(last)
        last = last.superseded
    return found[::-1]


def descendants(revision: Revision, others: Iterable[Revision]) -> list[tuple[Revision, ...]]:
    """The ways from a revision to those that supersede it, directly or not; each way without the revision itself."""
    after: defaultdict[str, list[Revision]] = defaultdict(list)
    for other in others:
        after[other.plan.supersedes].append(other)
    found: list[tuple[Revision, ...]] = []
    seen = {revision.name}
    todo: list[tuple[Revision, ...]] = [()]
    while todo:
        way = todo.pop(0)
        for other in after[way[-1].name if way else revision.name]:
            if other.name not in seen:
                seen.add(other.name)
                todo.append((*way, other))
                found.append((*way, other))
    return found


def chains(found: Mapping[str, Revision]) -> list[list[Revision]]:
    """The separate chains of a folder, each with its newest revision first."""
    lines = {name: _line(name, found) for name in found}
    together: defaultdict[str, list[str]] = defaultdict(list)
    for name, line in lines.items():
        together[line[-1]].append(name)
    # Where two revisions supersede the same one, both stand before it.
    ordered = [sorted(names, key=lambda name: (len(lines[name]), name), reverse=True) for names in together.values()]
    return [[found[name] for name in names] for names in sorted(ordered, reverse=True)]


def _line(name: str, found: Mapping[str, Revision]) -> list[str]:
    """A revision and what lies before it, the oldest last."""
    line = [name]
    while (before := found[line[-1]].plan.supersedes) in found and before not in line:
        line.append(before)
    return line
