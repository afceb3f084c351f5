"""`smartplan evaluations`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import options
from smartplan.cli.options import Format
from smartplan.cli.output import error_sentence, print_error, print_report, warn_passed_over
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def evaluations(
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, options.form(say)] = "text",
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.evaluations import record

        found = record(plans)

        def page() -> "Page":
            from smartplan.report.pages.evaluations import build

            return build(found.result, say, found.plans, unread=bool(found.failures or found.passed_over))

        print_report(found.result, page, format, output)
        warn_passed_over(found.passed_over, say)
        for path, faults in found.faulty:
            print_error(say("cli.note", text=say("cli.readable-only", path=path, n=faults)))
        for error in found.failures:
            print_error(say("cli.error", text=error_sentence(error, say)))
        if found.failures:
            raise typer.Exit(2)

    return evaluations
