"""A comparison as annotations of a pull request, one a change, and a line with the balance."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from smartplan.compare.changes import Change
from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.operations.diff_since import ChangedFile, FileStatus
from smartplan.plan.finding import Severity
from smartplan.report.diff.head import balance, title
from smartplan.report.diff.since import head
from smartplan.report.diff.words import DiffWords
from smartplan.report.render.annotations import Annotation, log, pick
from smartplan.report.render.annotations import render as annotations
from smartplan.workspace.git import Commit
from smartplan.workspace.paths import from_top

# What is put into words, or is already.
_Item = tuple[Result, Change] | Annotation
# Of files that there is nothing to compare with.
_LEVELS: Final[dict[FileStatus, Severity]] = {"new": "info", "deleted": "warning", "unreadable": "error"}


def render(result: Result, say: Catalogue) -> str:
    """At most ten annotations of a level; the last line is the balance."""
    return _lines(_changes(result), [f"{title(result, say)}: {_balance(result, say)}"], say)


def since(files: Sequence[ChangedFile], commit: Commit, failures: Mapping[str, str], say: Catalogue) -> str:
    """The same over all files, with a line for each; `failures` say by path why a file could not be compared."""
    items: list[_Item] = []
    told: list[str] = []
    for file in files:
        line = head(file, commit, say)
        if file.result is None:
            level = _LEVELS[file.status]
            items.append(Annotation(level, failures.get(file.path, line), path=from_top(Path(file.path))))
        elif file.status != "unchanged":
            items += _changes(file.result)
            line = f"{line}: {_balance(file.result, say)}"
        told.append(line)
    return _lines(items, told or [say("diff.since.none")], say)


def _lines(items: Sequence[_Item], told: Sequence[str], say: Catalogue) -> str:
    chosen, left = pick(items, lambda item: item.level if isinstance(item, Annotation) else item[1].level)
    # Put into words after the choice, since a plan may have changed in thousands of places.
    found = (item if isinstance(item, Annotation) else _annotation(*item, say) for item in chosen)
    return "".join(f"{line}\n" for line in [*annotations(found, left, say), *map(log, told)])


def _changes(result: Result) -> list[_Item]:
    return [(result, change) for change in result.comparison.changes]


def _balance(result: Result, say: Catalogue) -> str:
    return ", ".join(balance(result, say))


def _annotation(result: Result, change: Change, say: Catalogue) -> Annotation:
    alone = replace(result, comparison=replace(result.comparison, changes=[change]))
    block = next(DiffWords(alone, say).blocks())
    title = f"{block.sign} {block.title}" if block.title else say("diff.plan")
    text = "\n".join(f"{line.label}: {line.text}" if line.label else line.text for line in block.lines)
    side = change.new
    # What is gone has no place in the new file.
    document = result.documents[side.file if side else "new"]
    return Annotation(change.level, text, title, from_top(document.source.path), result.place(side) if side else None)
