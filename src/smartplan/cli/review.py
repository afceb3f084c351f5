"""`smartplan review new / input / decide`: the reviews of a folder, kept by command."""

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from smartplan.cli import completion, edit_options, options
from smartplan.cli.helped import HelpedCommand, HelpedGroup
from smartplan.cli.output import print_error, today, wrote_inputs
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.operations.file_edit import FileOutcome
    from smartplan.operations.review import Decided
    from smartplan.workspace.file_changes import Undoable


def group(say: Catalogue) -> typer.Typer:
    """The commands in a language."""
    from smartplan.plan.field_types import Disposition, Role
    from smartplan.plan.review import ReviewKind

    app = typer.Typer(cls=HelpedGroup, no_args_is_help=True, rich_markup_mode=None)

    @app.callback()
    def start(lang: Annotated[str | None, options.lang(say)] = None) -> None:
        """The option that stands before the command."""

    @app.command(cls=HelpedCommand, help=say("cli.review.new"))
    def new(
        id: Annotated[str, typer.Argument(metavar="ID", help=say("cli.review.new.id"))],
        date: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help=say("cli.review.date"))],
        title: Annotated[str, typer.Option("--title", metavar="TEXT", help=say("cli.review.title"))],
        kind: Annotated[
            ReviewKind | None, options.word("--kind", say("cli.review.kind"), "review-kind", ReviewKind)
        ] = None,
        place: Annotated[str, typer.Option("--place", metavar="TEXT", help=say("cli.review.place"))] = "",
        reviews: Annotated[
            str,
            typer.Option(
                "--reviews", metavar="REV", help=say("cli.review.reviews"), autocompletion=completion.revisions
            ),
        ] = "",
        leads_to: Annotated[
            str,
            typer.Option(
                "--leads-to", metavar="REV", help=say("cli.review.leads-to"), autocompletion=completion.revisions
            ),
        ] = "",
        force: Annotated[bool, edit_options.force(say)] = False,
        dry_run: Annotated[bool, edit_options.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.review import NewReview, write_new
        from smartplan.operations.review import new as make
        from smartplan.report.render.numbers import months

        stated = NewReview(
            review=id, kind=kind or "", date=date, title=title, place=place, reviews=reviews, leads_to=leads_to
        )
        outcome = make(stated, say("review.file-head", id=id).splitlines(), plans, today(), months())
        _refuse_broken(outcome, say, force=force, dry_run=dry_run)
        kept = None if dry_run else write_new(outcome, id)
        text = outcome.after.text if dry_run else ""
        sentences = [_done("edit.would-create", outcome, id, kept, say)]
        if not dry_run:
            sentences.append(say("review.next", id=id))
        _conclude(text, outcome, sentences, say, written=not dry_run)

    @app.command("input", cls=HelpedCommand, help=say("cli.review.input"))
    def input_(
        text: Annotated[str, typer.Option("--text", metavar="TEXT", help=say("cli.review.text"))],
        review: Annotated[
            str | None,
            typer.Argument(metavar="REVIEW", help=say("cli.review.review"), autocompletion=completion.reviews),
        ] = None,
        source: Annotated[
            str, typer.Option("--from", metavar="ID", help=say("cli.review.from"), autocompletion=completion.givers)
        ] = "",
        name: Annotated[str, typer.Option("--name", metavar="NAME", help=say("cli.review.name"))] = "",
        role: Annotated[Role | None, options.word("--role", say("cli.review.role"), "role", Role)] = None,
        dimension: Annotated[
            str,
            typer.Option(
                "--dimension", metavar="KEY", help=say("cli.review.dimension"), autocompletion=completion.dimensions
            ),
        ] = "",
        disposition: Annotated[
            Disposition,
            options.word("--disposition", say("cli.review.disposition"), "disposition", Disposition, "disposition"),
        ] = "open",
        answer: Annotated[str, typer.Option("--answer", metavar="TEXT", help=say("cli.review.answer"))] = "",
        id: Annotated[str, typer.Option("--id", metavar="ID", help=say("cli.review.input.id"))] = "",
        force: Annotated[bool, edit_options.force(say)] = False,
        dry_run: Annotated[bool, edit_options.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.review import NewInput, add_input

        given = NewInput(
            giver=source,
            name=name,
            role=role or "",
            text=text,
            dimension=dimension,
            disposition=disposition,
            answer=answer,
            id=id,
        )
        added = add_input(review, given, plans, today())
        _refuse_broken(added.outcome, say, force=force, dry_run=dry_run)
        kept = None if dry_run else added.outcome.write("review input", [added.ref])
        sentences = [say("review.participant", id=added.participant)] if added.participant else []
        sentences.append(_done("edit.would", added.outcome, added.ref, kept, say))
        _conclude(f"{added.ref}\n", added.outcome, sentences, say, written=not dry_run)

    @app.command(cls=HelpedCommand, help=say("cli.review.decide"))
    def decide(
        ref: Annotated[
            str, typer.Argument(metavar="REVIEW/INPUT", help=say("cli.review.ref"), autocompletion=completion.inputs)
        ],
        disposition: Annotated[
            Disposition,
            typer.Argument(
                metavar="DISPOSITION",
                help=say("cli.review.disposition"),
                click_type=options.WordChoice("disposition", "disposition", get_args(Disposition)),
            ),
        ],
        answer: Annotated[str | None, typer.Option("--answer", metavar="TEXT", help=say("cli.review.answer"))] = None,
        force: Annotated[bool, edit_options.force(say)] = False,
        dry_run: Annotated[bool, edit_options.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.review import decide as make
        from smartplan.report.render.sentences import one_line

        decided = make(ref, disposition, answer, plans, today())
        if not decided.outcome.changed:
            print_error(say("edit.nothing", path=decided.outcome.name))
            return
        _refuse_broken(decided.outcome, say, force=force, dry_run=dry_run)
        kept = None if dry_run else decided.outcome.write("review decide", [decided.ref])
        sentences = [say("review.answer-kept", answer=one_line(decided.kept))] if decided.kept else []
        sentences.append(_done("edit.would", decided.outcome, decided.ref, kept, say))
        _conclude(f"{line(decided, say)}\n", decided.outcome, sentences, say, written=not dry_run)

    return app


def line(decided: "Decided", say: Catalogue) -> str:
    """What became of an input, on one line: `fgd-2025/IN-03: open → accepted`."""
    from smartplan.report.render.sentences import escape_controls

    old, new = (
        say(f"inputs.disposition.{one}") if one else say("report.unstated") for one in (decided.old, decided.new)
    )
    became = new if decided.old == decided.new else f"{old} → {new}"
    return f"{escape_controls(decided.ref)}: {became}"


def _done(would: str, outcome: "FileOutcome", ref: str, kept: "Undoable | None", say: Catalogue) -> str:
    """That the file was written, and whether `undo` takes that back; with --dry-run what `would` happen."""
    return say(would, path=outcome.name) if kept is None else wrote_inputs(outcome, ref, kept, say)


def _refuse_broken(outcome: "FileOutcome", say: Catalogue, *, force: bool, dry_run: bool) -> None:
    unwritten = None if force and not dry_run else outcome.path
    edit_options.refuse_broken(outcome.broken, say, unwritten, force=force, key="review.refused")


def _conclude(text: str, outcome: "FileOutcome", sentences: list[str], say: Catalogue, *, written: bool) -> None:
    unwritten = None if written else outcome.path
    warnings = [edit_options.line(located, say, unwritten) for located in outcome.warnings]
    edit_options.conclude(text, *warnings, *sentences, written=written)
