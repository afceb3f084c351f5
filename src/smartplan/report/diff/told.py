"""A comparison change by change, each with its words and place: for formats of hosts of repositories."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from smartplan.compare.changes import Change
from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.operations.diff_since import ChangedFile, FileStatus
from smartplan.plan.finding import Severity
from smartplan.report.diff.since import head
from smartplan.report.diff.words import DiffWords
from smartplan.report.render.annotations import Annotation
from smartplan.workspace.git import Commit
from smartplan.workspace.paths import from_top

# Of files that there is nothing to compare with.
_LEVELS: Final[dict[FileStatus, Severity]] = {"new": "info", "deleted": "warning", "unreadable": "error"}


class ToldFile(Struct, frozen=True):
    """One file: its path from the top of the repository, what became of it, and the comparison or what is said instead.

    `line` says what became of it; it is empty for two revisions that were named.
    """

    path: str
    status: FileStatus
    line: str = ""
    result: Result | None = None
    instead: Annotation | None = None


def compared(result: Result) -> ToldFile:
    """Two revisions that were named; the file is that of the new one."""
    path = result.documents["new"].source.path
    return ToldFile(from_top(path) or result.documents["new"].name, "changed", result=result)


def since(
    files: Sequence[ChangedFile], commit: Commit, failures: Mapping[str, str], say: Catalogue
) -> Iterator[ToldFile]:
    """Every file since a commit; `failures` say by path why a file could not be compared."""
    for file in files:
        path, line = from_top(Path(file.path)), head(file, commit, say)
        instead = None
        if file.result is None:
            instead = Annotation(_LEVELS[file.status], failures.get(file.path, line), path=path)
        yield ToldFile(path, file.status, line, file.result, instead)


def changes(file: ToldFile, say: Catalogue) -> Iterator[tuple[Change, Annotation]]:
    """Every change of a file, with its words."""
    if file.result is not None:
        words = DiffWords(file.result, say)
        for change in words.changes:
            yield change, annotation(words, change)


def annotation(words: DiffWords, change: Change) -> Annotation:
    """One change in words; what is gone has no place in the new file."""
    result, block = words.result, words.block([change])
    title = f"{block.sign} {block.title}" if block.title else words.say("diff.plan")
    text = "\n".join(f"{line.label}: {line.text}" if line.label else line.text for line in block.lines)
    side = change.new
    document = result.documents[side.file if side else "new"]
    return Annotation(change.level, text, title, from_top(document.source.path), result.place(side) if side else None)
