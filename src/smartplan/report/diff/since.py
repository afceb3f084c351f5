"""Every plan file compared with its version in a commit: a head for each, then what changed in it, and the JSON."""

from typing import Literal

from msgspec import Struct

from smartplan.messages import Catalogue
from smartplan.operations.changes import Diff, as_data
from smartplan.operations.diff_since import ChangedFile, FileStatus
from smartplan.report.render.sentences import escape_controls
from smartplan.workspace.git import Commit


class SinceFile(Struct, frozen=True):
    """One file; `diff` is null where nothing could be compared."""

    path: str
    former: str
    status: FileStatus
    diff: Diff | None


class Since(Struct, frozen=True):
    """Result of `smartplan diff --since --format json`."""

    format: Literal[1]
    since: str
    commit: str
    files: list[SinceFile]


def data(name: str, commit: Commit, changes: list[ChangedFile]) -> Since:
    """The files as data."""
    files = [
        SinceFile(change.path, change.former, change.status, as_data(change.result) if change.result else None)
        for change in changes
    ]
    return Since(1, name, commit.sha, files)


def head(change: ChangedFile, commit: Commit, say: Catalogue) -> str:
    """What became of a file, in a sentence."""
    values = {"path": escape_controls(change.path), "commit": commit.short}
    if change.status in ("new", "deleted"):
        count = sum(1 for _ in change.plan.entries()) if change.plan else 0
        if change.status == "new" and change.result is not None:
            return say("diff.since.new-after", **values, n=count, old=escape_controls(change.result.old.revision))
        return say(f"diff.since.{change.status}", **values, n=count)
    if change.former:
        return say("diff.since.renamed", **values, former=escape_controls(change.former))
    return say(f"diff.since.{change.status}", **values)
