"""`smartplan show REV ID`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.formats import REPORTS
from smartplan.cli.options import Format
from smartplan.cli.output import (
    error_sentence,
    form_of,
    print_error,
    print_report,
    today,
    warn_invalid,
    warn_unreadable,
)
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def show(
        rev: Annotated[str, options.revision(say)],
        id: str = typer.Argument(metavar="ID", help=say("cli.show.id"), autocompletion=completion.programmes),
        history: Annotated[bool, typer.Option("--history", help=say("cli.show.history"))] = False,
        lines: Annotated[bool, typer.Option("--lines", help=say("cli.show.lines"))] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.show import find, show, with_history
        from smartplan.workspace.revision import open_revision

        form = form_of(format, output, REPORTS)
        revision = open_revision(rev, plans, today())
        entry = find(revision, id)
        result = show(revision, entry)
        if history:
            from smartplan.report.render.progress import track

            result = with_history(
                result, revision, entry.id, lambda files: track(files, len(files), say("story.reading"))
            )

        def page() -> "Page":
            from smartplan.report.pages.history import blocks
            from smartplan.report.pages.show import build

            built = build(result.shown, revision.plan, say)
            if result.shown.history:
                built.blocks.extend(blocks(result.shown.history, result.steps, revision.plan, say, lines=lines))
            return built

        print_report(result.shown, page, form, output, say)
        warn_invalid(revision.path, revision.faults, say)
        for path, faults in result.faulty:
            warn_invalid(path, faults, say)
        for failure in result.failures:
            print_error(say("cli.error", text=error_sentence(failure, say)))
        if result.failures:
            raise typer.Exit(2)
        warn_unreadable(revision.folder, say, "reviews", "evaluations")

    return show
