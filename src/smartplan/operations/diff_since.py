"""Every plan file of a folder against its state in a commit, new and deleted ones included."""

from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from smartplan.errors import SmartplanError
from smartplan.operations.diff import Result, choose, compare_files
from smartplan.operations.diff_filter import Filter
from smartplan.plan.model import Plan
from smartplan.plan.names import unknown
from smartplan.workspace.folder import Folder, find_folder
from smartplan.workspace.git import Commit, commit
from smartplan.workspace.paths import shown
from smartplan.workspace.plan_file import PlanFile
from smartplan.workspace.revision import plan_of

FileStatus = Literal["changed", "unchanged", "new", "deleted", "unreadable"]


class ChangedFile(Struct, frozen=True):
    """What became of one plan file.

    `result` compares it with its state in the commit; a new one with the revision that it supersedes, where there is
    one. `former` is the path it had in the commit, where that was another. `plan` is the one there is, the newer first.
    """

    path: str
    status: FileStatus
    result: Result | None = None
    former: str = ""
    plan: Plan | None = None
    error: SmartplanError | None = None

    @property
    def plans(self) -> list[Plan]:
        """The plans that it had and has."""
        if self.result is not None:
            return [self.result.old, self.result.new]
        return [] if self.plan is None else [self.plan]


class ChangesSince(Struct, frozen=True):
    """What became of each file since a commit, in the order of their names; `name` is the commit as it was given."""

    name: str
    commit: Commit
    files: list[ChangedFile]

    def choose(self, part: Filter) -> "ChangesSince":
        """The same with the wanted changes alone. Raises UnknownName for what no plan of any file knows."""
        plans = [plan for change in self.files for plan in change.plans]
        wanted = part.wanted(plans)
        files = [
            replace(change, result=choose(change.result, wanted)) if change.result is not None else change
            for change in self.files
        ]
        return replace(self, files=files)

    @property
    def results(self) -> list[Result]:
        """Every comparison that was made."""
        return [change.result for change in self.files if change.result is not None]

    @property
    def failures(self) -> list[tuple[str, SmartplanError]]:
        """The files that could not be compared, by path, with why."""
        return [(change.path, change.error) for change in self.files if change.error is not None]


def since(name: str, plans: str | None, only: list[str], *, comments: bool = False) -> ChangesSince:
    """Compare the files of a folder, or `only` these. Raises SmartplanError where there is no folder or commit."""
    folder = find_folder(plans)
    assert folder.path is not None
    past = Folder(folder.path, commit(folder.path, name))
    assert isinstance(past.store, Commit)
    now, then = folder.revisions(), past.revisions()
    known = sorted({*now, *then})
    for wanted in only:
        if wanted not in known:
            raise unknown(wanted, "revision", known)
    renamed = {new: past.store.before_rename(path) for new, path in now.items() if new not in then}
    gone = {old.resolve() for old in renamed.values() if old is not None}
    found: list[ChangedFile] = []
    for one in only or known:
        if one in now:
            old = then.get(one) or renamed.get(one)
            found.append(_compare(folder, past, now[one], old, comments))
        elif then[one].resolve() not in gone:
            found.append(_deleted(past, then[one]))
    return ChangesSince(name, past.store, found)


def _compare(folder: Folder, past: Folder, path: Path, old: Path | None, comments: bool) -> ChangedFile:
    former = shown(old) if old is not None and old.name != path.name else ""
    try:
        file = folder.load(path)
        plan = plan_of(file)
        if old is None:
            return ChangedFile(shown(path), "new", _with_superseded(folder, file, plan), plan=plan)
        before = past.load(old)
        plan_of(before)
    except SmartplanError as error:
        return ChangedFile(shown(path), "unreadable", former=former, error=error)
    result = compare_files(before, file, (folder, past), comments=comments)
    status: FileStatus = "changed" if result.comparison.changes else "unchanged"
    return ChangedFile(shown(path), status, result, former, plan)


def _with_superseded(folder: Folder, file: PlanFile, plan: Plan) -> Result | None:
    older = folder.find(plan.supersedes) if plan.supersedes else None
    if older is None or older.plan is None:
        return None
    return compare_files(older, file, (folder,))


def _deleted(past: Folder, path: Path) -> ChangedFile:
    try:
        return ChangedFile(shown(path), "deleted", plan=plan_of(past.load(path)))
    except SmartplanError as error:
        return ChangedFile(shown(path), "unreadable", error=error)
