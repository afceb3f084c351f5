"""`smartplan agenda REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.formats import REPORTS
from smartplan.cli.options import Format
from smartplan.cli.output import form_of, print_report, today, warn_invalid
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def agenda(
        rev: Annotated[str, options.revision(say)],
        agency: Annotated[
            str | None, typer.Option(metavar="ID", help=say("cli.agenda.agency"), autocompletion=completion.agencies)
        ] = None,
        year: Annotated[int | None, typer.Option(metavar="YEAR", help=say("cli.agenda.year"))] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.analysis.agenda import agenda
        from smartplan.analysis.workload import workload
        from smartplan.workspace.revision import open_revision

        form = form_of(format, output, REPORTS)
        revision = open_revision(rev, plans, today())
        plan, context = revision.plan, revision.context
        if agency is None:
            matrix = workload(plan, context, year=year, path=revision.path)

            def whole() -> "Page":
                from smartplan.report.pages.workload import build

                return build(matrix, plan, say, whole=all)

            print_report(matrix, whole, form, output, say)
        else:
            from smartplan.plan.understand import agencies, understand

            id_ = understand(agency, "agency", agencies(plan))
            result = agenda(plan, context, id_, year=year, path=revision.path)

            def page() -> "Page":
                from smartplan.report.pages.agenda import build

                return build(result, plan, say, whole=all)

            print_report(result, page, form, output, say)
        warn_invalid(revision.path, revision.faults, say)

    return agenda
