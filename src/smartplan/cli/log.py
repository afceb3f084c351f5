"""`smartplan log [REV]`."""

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
            str | None, typer.Argument(metavar="REV", help=say("cli.log.rev"), autocompletion=completion.revisions)
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.errors import NoRevision
        from smartplan.operations.log import log, open_chains, row
        from smartplan.report.render.progress import track
        from smartplan.workspace.unreadable import passed_over

        form = form_of(format, output, REPORTS)
        found = open_chains(rev, plans, today(), lambda files: track(files, len(files), say("story.reading")))
        every = found.every
        rows = map(row, track(every, len(every), say("story.comparing")))
        result = log(found, rows)

        def page() -> "Page":
            from smartplan.report.pages.log import build

            return build(result, [revision.plan for revision in every], found.path, say, whole=all)

        if every:
            print_report(result, page, form, output, say)
        for failure in found.failures:
            print_error(say("cli.error", text=error_sentence(failure, say)))
        if not every:
            raise NoRevision(path=found.path)
        for revision in every:
            warn_invalid(revision.path, revision.faults, say)
        if rev is None:
            warn_passed_over(passed_over(every[0].folder, ""), say)
        warn_unreadable(every[0].folder, say, "reviews", "evaluations")
        if found.failures:
            raise typer.Exit(2)

    return log
