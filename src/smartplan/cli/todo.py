"""`smartplan todo REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.formats import REPORTS
from smartplan.cli.options import Format
from smartplan.cli.output import form_of, print_report, today, warn_invalid, warn_unreadable
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def todo(
        rev: Annotated[str, options.revision(say)],
        dimension: Annotated[
            list[str] | None,
            typer.Option(metavar="KEY", help=say("cli.todo.dimension"), autocompletion=completion.dimensions),
        ] = None,
        agency: Annotated[
            list[str] | None,
            typer.Option(metavar="ID", help=say("cli.todo.agency"), autocompletion=completion.agencies),
        ] = None,
        fail_on_open: Annotated[bool, typer.Option("--fail-on-open", help=say("cli.todo.fail-on-open"))] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.diff_filter import Filter
        from smartplan.operations.todo import todo
        from smartplan.report.pages.todo import build, remarks
        from smartplan.workspace.revision import open_revision

        form = form_of(format, output, REPORTS)
        revision = open_revision(rev, plans, today())
        result = todo(revision, remarks(), Filter(dimension or (), agency or ()).wanted([revision.plan]))

        def page() -> "Page":
            return build(result, revision.plan, say, rev=rev, whole=all)

        print_report(result, page, form, output, say)
        warn_invalid(revision.path, revision.faults, say)
        # What cannot be read may well be open.
        warn_unreadable(revision.folder, say, "reviews", "evaluations")
        if fail_on_open and result.open:
            raise typer.Exit(1)

    return todo
