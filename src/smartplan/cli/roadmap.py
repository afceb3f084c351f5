"""`smartplan roadmap REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.formats import PICTURES
from smartplan.cli.options import PictureFormat
from smartplan.cli.output import form_of, print_report, today, warn_invalid
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def roadmap(
        rev: Annotated[str, options.revision(say)],
        dimension: Annotated[
            list[str] | None,
            typer.Option(metavar="KEY", help=say("cli.roadmap.dimension"), autocompletion=completion.dimensions),
        ] = None,
        agency: Annotated[
            list[str] | None,
            typer.Option(metavar="ID", help=say("cli.roadmap.agency"), autocompletion=completion.agencies),
        ] = None,
        year: Annotated[str | None, typer.Option(metavar="YEAR|YEAR-YEAR", help=say("cli.roadmap.year"))] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[PictureFormat | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.analysis.roadmap import roadmap
        from smartplan.operations.roadmap import wanted
        from smartplan.workspace.revision import open_revision

        form = form_of(format, output, PICTURES)
        revision = open_revision(rev, plans, today())
        plan = revision.plan
        asked = wanted(plan, dimension or (), agency or (), year)
        result = roadmap(plan, revision.context, asked, path=revision.path)

        def page() -> "Page":
            from smartplan.report.pages.roadmap import build

            return build(result, plan, say, whole=all)

        print_report(result, page, form, output, say)
        warn_invalid(revision.path, revision.faults, say)

    return roadmap
