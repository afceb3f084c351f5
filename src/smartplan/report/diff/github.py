"""A comparison as annotations of a pull request, one a change, and a line with the balance."""

from collections.abc import Mapping, Sequence

from smartplan.compare.changes import Change
from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.operations.diff_since import ChangedFile
from smartplan.report.diff import told
from smartplan.report.diff.head import balance, title
from smartplan.report.diff.words import DiffWords
from smartplan.report.render.annotations import Annotation, log, pick
from smartplan.report.render.annotations import render as annotations
from smartplan.workspace.git import Commit

# What is put into words, or is already.
_Item = tuple[DiffWords, Change] | Annotation


def render(result: Result, say: Catalogue) -> str:
    """At most ten annotations of a level; the last line is the balance."""
    return _lines(_changes(result, say), [f"{title(result, say)}: {_balance(result, say)}"], say)


def since(files: Sequence[ChangedFile], commit: Commit, failures: Mapping[str, str], say: Catalogue) -> str:
    """The same over all files, with a line for each; `failures` say by path why a file could not be compared."""
    items: list[_Item] = []
    lines: list[str] = []
    for file in told.since(files, commit, failures, say):
        line = file.line
        if file.instead is not None:
            items.append(file.instead)
        elif file.result is not None and file.status != "unchanged":
            items += _changes(file.result, say)
            line = f"{line}: {_balance(file.result, say)}"
        lines.append(line)
    return _lines(items, lines or [say("diff.since.none")], say)


def _lines(items: Sequence[_Item], lines: Sequence[str], say: Catalogue) -> str:
    chosen, left = pick(items, lambda item: item.level if isinstance(item, Annotation) else item[1].level)
    # Put into words after the choice, since a plan may have changed in thousands of places.
    found = (item if isinstance(item, Annotation) else told.annotation(*item) for item in chosen)
    return "".join(f"{line}\n" for line in [*annotations(found, left, say), *map(log, lines)])


def _changes(result: Result, say: Catalogue) -> list[_Item]:
    words = DiffWords(result, say)
    return [(words, change) for change in words.changes]


def _balance(result: Result, say: Catalogue) -> str:
    return ", ".join(balance(result, say))
