"""What the commands that edit a plan share: their options, and the way from an edit to the file."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import typer

from smartplan.cli import completion
from smartplan.cli.output import complain, deliver, today
from smartplan.errors import EditRefused
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.editing.draft import Draft, Edit, Note
    from smartplan.validation.located import Placed


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
    rev: str,
    plans: str | None,
    say: Catalogue,
    edit: "Callable[[Draft], Edit]",
    about: Sequence[str] = (),
    *,
    force: bool,
    dry_run: bool,
) -> None:
    """Make an edit, `about` programmes of these ids, show what it changes, and write it unless it breaks something.

    New errors go to standard error with exit code 1 and nothing is written, unless it is forced.
    """
    from smartplan.operations.edit import attempt, open_draft, weigh, write
    from smartplan.report.diff import text as diff_text
    from smartplan.report.render.terminal import detect
    from smartplan.workspace.paths import shown

    dossier, draft = open_draft(rev, plans, today())
    try:
        outcome = weigh(dossier, attempt(edit, draft))
    except EditRefused as error:
        from smartplan.operations.edit_refusal import explained

        raise explained(dossier, edit, error, about) from None
    path = dossier.path
    if not outcome.changed:
        complain(say("edit.nothing", path=path))
        return
    for placed in outcome.broken:
        complain(line(placed, say))
    if outcome.broken and not force:
        complain(say("edit.refused", n=len(outcome.broken)))
        raise typer.Exit(1)
    kept = None if dry_run else write(outcome)
    sentences = [sentence(note, say) for note in outcome.edit.notes]
    if kept is not None and any(note.key == "left-out" for note in outcome.edit.notes):
        sentences.append(say("edit.kept", file=shown(kept)))
    sentences += [line(placed, say) for placed in outcome.warnings]
    if kept is None and not dry_run:
        sentences.append(say("edit.not-kept", path=path))
    sentences.append(say("edit.would" if dry_run else "edit.done", path=path))
    conclude(diff_text.changes(outcome.result, say, detect()), *sentences, written=not dry_run)


def conclude(text: str, *sentences: str, written: bool) -> None:
    """Print what an edit comes to, and then what was done; what was written also where the output takes nothing."""
    try:
        deliver(text, None)
    except OSError:
        if written:
            complain("\n".join(sentences))
        raise
    complain("\n".join(sentences))


def sentence(note: "Note", say: Catalogue) -> str:
    """A note on one line; what is a list is its members, and what there is none of is not spoken of."""
    from smartplan.report.render.sentences import flat

    values = {
        name: ", ".join(map(flat, value)) if isinstance(value, list) else flat(value)
        for name, value in note.values.items()
    }
    key = f"edit.note.{note.key}"
    bare = f"{key}.bare"
    return say(bare if "" in values.values() and bare in say else key, **values)


def line(placed: "Placed", say: Catalogue) -> str:
    """A finding on one line, with its place before it."""
    from smartplan.report.render import sentences

    severity = say(f"cli.severity.{placed.severity}")
    where = f"{placed.name}:{placed.place.line}:{placed.place.column}"
    return f"{where}: {severity}: {sentences.sentence(placed.finding, say)} [{placed.finding.rule}]"
