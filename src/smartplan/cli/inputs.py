"""`smartplan inputs REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

from smartplan.cli import options
from smartplan.cli.formats import REPORTS
from smartplan.cli.options import Format
from smartplan.cli.output import form_of, print_report, today, warn_invalid, warn_unreadable
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.render.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""
    from smartplan.plan.field_types import Disposition

    def inputs(
        rev: Annotated[str, options.revision(say)],
        disposition: Annotated[
            list[str] | None,
            options.word("--disposition", say("cli.inputs.disposition"), "disposition", Disposition, "disposition"),
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format | None, options.form(say)] = None,
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.analysis.inputs import inputs
        from smartplan.operations.inputs import done
        from smartplan.workspace.revision import open_revision

        form = form_of(format, output, REPORTS)
        revision = open_revision(rev, plans, today())
        result = inputs(
            revision.plan,
            revision.context,
            done(revision),
            only=cast("list[Disposition]", disposition or []),
            path=revision.path,
        )

        def page() -> "Page":
            from smartplan.report.pages.inputs import build
            from smartplan.workspace.unreadable import all_read

            unread = not all_read(revision.folder, "reviews", "evaluations")
            older = revision.superseded.plan if revision.superseded else None
            return build(result, revision.plan, say, older=older, whole=all, unread=unread)

        print_report(result, page, form, output, say)
        warn_invalid(revision.path, revision.faults, say)
        warn_unreadable(revision.folder, say, "reviews", "evaluations")

    return inputs
