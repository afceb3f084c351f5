"""`smartplan agenda REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.options import Format
from smartplan.cli.output import print_report, today, warn_invalid
from smartplan.messages import Catalogue
from smartplan.plan.names import unknown

if TYPE_CHECKING:
    from smartplan.plan.model import Plan
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
        format: Annotated[Format, options.form(say)] = "text",
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.analysis.agenda import agenda
        from smartplan.analysis.workload import workload
        from smartplan.workspace.revision import open_revision

        revision = open_revision(rev, plans, today())
        plan, context = revision.plan, revision.context
        if agency is None:
            matrix = workload(plan, context, year=year, path=revision.path)

            def whole() -> "Page":
                from smartplan.report.pages.workload import build

                return build(matrix, plan, say, whole=all)

            print_report(matrix, whole, format, output)
        else:
            result = agenda(plan, context, _id(plan, agency), year=year, path=revision.path)

            def page() -> "Page":
                from smartplan.report.pages.agenda import build

                return build(result, plan, say, whole=all)

            print_report(result, page, format, output)
        warn_invalid(revision.path, revision.faults, say)

    return agenda


def _id(plan: "Plan", name: str) -> str:
    """The id of an agency. Raises UnknownName with the nearest id or name."""
    from smartplan.analysis.agenda import agency_names, find_agency

    found = find_agency(plan, name)
    if found is None:
        raise unknown(name, "agency", agency_names([plan]))
    return found
