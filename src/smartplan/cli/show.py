"""`smartplan show REV ID`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.common import complain, explain, present, remark_beside, remark_faults, today
from smartplan.cli.options import Format
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def show(
        rev: Annotated[str, options.revision(say)],
        id: str = typer.Argument(metavar="ID", help=say("cli.show.id"), autocompletion=completion.programmes),
        history: Annotated[bool, typer.Option("--history", help=say("cli.show.history"))] = False,
        lines: Annotated[bool, typer.Option("--lines", help=say("cli.show.lines"))] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, options.form(say)] = "text",
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan import story
        from smartplan.dossier import open_revision

        dossier = open_revision(rev, plans, today())
        entry = story.find(dossier, id)
        told = story.show(dossier, entry)
        if history:
            from smartplan.report.progress import track

            told = story.with_history(
                told, dossier, entry.id, lambda files: track(files, len(files), say("story.reading"))
            )

        def page() -> "Page":
            from smartplan.report import history_page, show_page

            built = show_page.build(told.shown, dossier.plan, say)
            if told.shown.history:
                built.blocks.extend(history_page.blocks(told.shown.history, told.steps, dossier.plan, say, lines=lines))
            return built

        present(told.shown, page, format, output)
        remark_faults(dossier.path, dossier.faults, say)
        for path, faults in told.faulty:
            remark_faults(path, faults, say)
        for failure in told.failures:
            complain(say("cli.error", text=explain(failure, say)))
        if told.failures:
            raise typer.Exit(2)
        remark_beside(dossier.folder, say, "reviews")

    return show
