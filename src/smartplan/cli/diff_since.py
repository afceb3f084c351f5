"""`smartplan diff --since COMMIT`: every plan file against its state in a commit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from smartplan.cli.options import DiffFormat
from smartplan.cli.output import error_sentence, print_error
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.operations.diff import Result, Wanted
    from smartplan.operations.diff_since import FileChange
    from smartplan.workspace.git import Commit


@dataclass(frozen=True)
class Found:
    """What became of each file since a commit."""

    since: str
    commit: "Commit"
    files: "list[FileChange]"

    def choose(self, wanted: "Wanted") -> "Found":
        """The same with the wanted changes alone."""
        from smartplan.operations.diff import choose

        chosen = [
            replace(change, result=choose(change.result, wanted)) if change.result is not None else change
            for change in self.files
        ]
        return replace(self, files=chosen)

    def results(self) -> "list[Result]":
        """Every comparison that was made."""
        return [change.result for change in self.files if change.result is not None]


def changes(since: str, plans: str | None, only: list[str], *, comments: bool) -> Found:
    """Compare. Raises SmartplanError."""
    from smartplan.operations.diff_since import since as compare

    return Found(since, *compare(since, plans, only, comments=comments))


def render(found: Found, format: DiffFormat, say: Catalogue, one: "Callable[[Result], str]", to_file: bool) -> str:
    """All files in one text; `one` draws a comparison."""
    from smartplan.report.diff import since as words
    from smartplan.report.render.terminal import detect

    if format is DiffFormat.github:
        from smartplan.report.diff import github as diff_github

        failures = {
            change.path: error_sentence(change.error, say) for change in found.files if change.error is not None
        }
        return diff_github.since(found.files, found.commit, failures, say)
    if format is DiffFormat.json:
        from smartplan.report.render import json as data

        return data.render(words.data(found.since, found.commit, found.files))
    parts = []
    style = detect(to_file)
    for change in found.files:
        told = words.head(change, found.commit, say)
        drawn = one(change.result) if change.result is not None and change.status != "unchanged" else ""
        if format is DiffFormat.markdown:
            from smartplan.report.render.markdown_escape import escape

            parts.append(f"**{escape(told)}**\n\n{drawn}")
        else:
            parts.append(f"{style(told, 'bold')}\n" + (f"\n{drawn}" if drawn else ""))
    if not found.files:
        return say("diff.since.none") + "\n"
    return "\n".join(parts)


def complain_of(found: Found, say: Catalogue) -> bool:
    """Say which files could not be read; whether there are any."""
    failed = False
    for change in found.files:
        if change.error is not None:
            print_error(say("cli.error", text=error_sentence(change.error, say)))
            failed = True
    return failed
