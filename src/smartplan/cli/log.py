"""`smartplan log [REV]`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.options import Format
from smartplan.cli.output import (
    error_sentence,
    print_error,
    print_report,
    today,
    warn_invalid,
    warn_passed_over,
    warn_unreadable,
)
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def log(
        rev: Annotated[
            str | None, typer.Argument(metavar="[REV]", help=say("cli.log.rev"), autocompletion=completion.revisions)
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, options.form(say)] = Format.text,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.errors import NoRevision
        from smartplan.operations import log as chronicle
        from smartplan.report.render.progress import track
        from smartplan.workspace.chain import FolderRevisions, ancestors, chains, read_all
        from smartplan.workspace.folder import find_folder
        from smartplan.workspace.paths import shown
        from smartplan.workspace.revision import open_revision
        from smartplan.workspace.unreadable import passed_over

        if rev is None:
            folder = find_folder(plans)
            files = list(folder.revisions().items())
            revisions = read_all(folder, today(), track(files, len(files), say("story.reading")))
            where = shown(folder.path) if folder.path else ""
            lines = chains(revisions.found)
        else:
            last = open_revision(rev, plans, today())
            revisions, where = FolderRevisions(), last.path
            lines = [[last, *reversed(ancestors(last))]]
        every = [revision for line in lines for revision in line]
        rows = map(chronicle.row, track(every, len(every), say("story.comparing")))
        result = chronicle.log(lines, rows, [str(failure.values["path"]) for failure in revisions.failures])

        def page() -> "Page":
            from smartplan.report.pages import log as log_page

            return log_page.build(result, [revision.plan for revision in every], where, say, whole=all)

        if every:
            print_report(result, page, format, output)
        for failure in revisions.failures:
            print_error(say("cli.error", text=error_sentence(failure, say)))
        if not every:
            raise NoRevision(path=where)
        for revision in every:
            warn_invalid(revision.path, revision.faults, say)
        if rev is None:
            warn_passed_over(passed_over(every[0].folder, ""), say)
        warn_unreadable(every[0].folder, say, "reviews", "evaluations")
        if revisions.failures:
            raise typer.Exit(2)

    return log
