"""What the commands that edit a plan share: their options, and the way from an edit to the file."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from smartplan.cli import completion
from smartplan.cli.common import complain, deliver, today
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.drafting.draft import Draft, Edit
    from smartplan.placed import Placed


def programme(say: Catalogue) -> Any:
    """The programme to edit."""
    return typer.Argument(help=say("cli.edit.id"), metavar="ID", autocompletion=completion.programmes)


def because(say: Catalogue) -> Any:
    """Inputs of reviews that led to the edit."""
    return typer.Option(
        "--because", metavar="REVIEW/INPUT", help=say("cli.edit.because"), autocompletion=completion.inputs
    )


def force(say: Catalogue) -> Any:
    """Write in spite of errors."""
    return typer.Option("--force", help=say("cli.edit.force"))


def dry_run(say: Catalogue) -> Any:
    """Show what would be done."""
    return typer.Option("--dry-run", help=say("cli.edit.dry-run"))


def perform(
    rev: str, plans: str | None, say: Catalogue, edit: "Callable[[Draft], Edit]", *, force: bool, dry_run: bool
) -> None:
    """Make an edit, show what it changes, and write it unless it breaks something.

    New errors go to standard error with exit code 1 and nothing is written, unless it is forced.
    """
    from smartplan.redraft import open_draft, weigh, write
    from smartplan.report import diff_text
    from smartplan.report.style import detect

    dossier, draft = open_draft(rev, plans, today())
    outcome = weigh(dossier, edit(draft))
    path = dossier.path
    if not outcome.changed:
        complain(say("edit.nothing", path=path))
        return
    for placed in [*outcome.broken, *outcome.warnings]:
        complain(line(placed, say))
    if outcome.broken and not force:
        complain(say("edit.refused", n=len(outcome.broken)))
        raise typer.Exit(1)
    text = diff_text.changes(outcome.result, say, detect())
    if not dry_run:
        write(outcome)
    conclude(text, say("edit.would" if dry_run else "edit.done", path=path), written=not dry_run)


def conclude(text: str, sentence: str, *, written: bool) -> None:
    """Print what an edit comes to, and then what was done; what was written also where the output takes nothing."""
    try:
        deliver(text, None)
    except OSError:
        if written:
            complain(sentence)
        raise
    complain(sentence)


def line(placed: "Placed", say: Catalogue) -> str:
    """A finding on one line, with its place before it."""
    from smartplan.report.sentences import sentence

    severity = say(f"cli.severity.{placed.severity}")
    where = f"{placed.name}:{placed.place.line}:{placed.place.column}"
    return f"{where}: {severity}: {sentence(placed.finding, say)} [{placed.finding.rule}]"
