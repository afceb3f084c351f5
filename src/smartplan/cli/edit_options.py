"""What the commands that edit a plan share: their options, and the way from an edit to the file."""

from collections.abc import Callable, Mapping
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from smartplan.cli import completion, options
from smartplan.cli.common import complain, deliver, today
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.edit_commands import EditCommand
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


Programme = Annotated[str, programme]
Because = Annotated[list[str] | None, because]


def with_shared(function: "Callable[..., EditCommand]", say: Catalogue) -> Callable[..., None]:
    """The command of an edit: REV, what the function takes, and the options of all edits, in a language.

    The annotation of each parameter is its type and a function that makes it an argument or an option of a language.
    """

    def run(
        rev: Annotated[str, options.revision],
        force: Annotated[bool, force] = False,
        dry_run: Annotated[bool, dry_run] = False,
        plans: Annotated[str | None, options.plans] = None,
        lang: Annotated[str | None, options.lang] = None,
        **own: Any,
    ) -> None:
        perform(function(**own), rev, plans, say, force=force, dry_run=dry_run)

    first, *others, _ = signature(run).parameters.values()
    parameters = [_in_language(one, say) for one in (first, *signature(function).parameters.values(), *others)]
    # What typer makes the arguments and options of, in this order.
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return run


def _in_language(parameter: Parameter, say: Catalogue) -> Parameter:
    kind, make = get_args(parameter.annotation)
    return parameter.replace(annotation=Annotated[kind, make(say)], kind=Parameter.KEYWORD_ONLY)


def perform(command: "EditCommand", rev: str, plans: str | None, say: Catalogue, *, force: bool, dry_run: bool) -> None:
    """Make an edit, show what it changes, and write it unless it breaks something.

    New errors go to standard error with exit code 1 and nothing is written, unless it is forced.
    """
    from smartplan.edit_commands import carry_out
    from smartplan.reading.folder import shown
    from smartplan.redraft import write
    from smartplan.report import diff_text
    from smartplan.report.style import detect

    outcome = carry_out(command, rev, plans, today())
    path = outcome.result.documents["old"].name
    if not outcome.changed:
        complain(say("edit.nothing", path=path))
        return
    for placed in outcome.broken:
        complain(line(placed, say))
    if outcome.broken and not force:
        complain(say("edit.refused", n=len(outcome.broken)))
        raise typer.Exit(1)
    kept = None if dry_run else write(outcome)
    sentences = [sentence(note.key, note.values, say) for note in outcome.edit.notes]
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


def sentence(name: str, values: Mapping[str, Any], say: Catalogue) -> str:
    """A note on one line; what is a list is its members, and what there is none of is not spoken of."""
    from smartplan.report.sentences import flat

    shown = {
        place: ", ".join(map(flat, value)) if isinstance(value, list) else flat(value)
        for place, value in values.items()
    }
    key = f"edit.note.{name}"
    bare = f"{key}.bare"
    return say(bare if "" in shown.values() and bare in say else key, **shown)


def line(placed: "Placed", say: Catalogue) -> str:
    """A finding on one line, with its place before it."""
    from smartplan.report import sentences

    severity = say(f"cli.severity.{placed.severity}")
    where = f"{placed.name}:{placed.place.line}:{placed.place.column}"
    return f"{where}: {severity}: {sentences.sentence(placed.finding, say)} [{placed.finding.rule}]"
