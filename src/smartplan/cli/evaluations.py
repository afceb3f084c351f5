"""`smartplan evaluations`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from smartplan.cli import options
from smartplan.cli.formats import PICTURES
from smartplan.cli.options import PictureFormat
from smartplan.cli.output import form_of, print_report, warn_unreadable
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def evaluations(
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[PictureFormat | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.evaluations import record

        form = form_of(format, output, PICTURES)
        found = record(plans)

        def page() -> "Page":
            from smartplan.report.pages.evaluations import build

            return build(found.result, say, found.plans, unread=not found.complete)

        try:
            print_report(found.result, page, form, output, say)
        finally:
            # Also where there is nothing to draw, for this may be why.
            warn_unreadable(found.folder, say, "evaluations")

    return evaluations
