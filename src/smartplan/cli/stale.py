"""`smartplan stale REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import options
from smartplan.cli.formats import REPORTS
from smartplan.cli.options import Format
from smartplan.cli.output import form_of, print_report, today, warn_invalid
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def stale(
        rev: Annotated[str, options.revision(say)],
        since: Annotated[str | None, typer.Option(metavar="DATE", help=say("cli.stale.since"))] = None,
        older_than: Annotated[str | None, typer.Option(metavar="AGE", help=say("cli.stale.older-than"))] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.stale import cutoff, stale
        from smartplan.workspace.revision import open_revision

        form = form_of(format, output, REPORTS)
        before = cutoff(since, older_than, today())
        revision = open_revision(rev, plans, today())
        result = stale(revision, before)

        def page() -> "Page":
            from smartplan.report.pages.stale import build

            return build(result, revision.plan, say)

        print_report(result, page, form, output, say)
        warn_invalid(revision.path, revision.faults, say)

    return stale
