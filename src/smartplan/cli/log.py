"""`smartplan log [REV]`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.common import complain, explain, present, remark_beside, remark_faults, remark_skipped, today
from smartplan.cli.options import Format
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def log(
        rev: Annotated[
            str | None,
            typer.Argument(metavar="[REV]", help=say("cli.log.rev"), autocompletion=completion.revisions),
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, options.form(say)] = "text",
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan import chronicle
        from smartplan.beside import skipped
        from smartplan.errors import NoRevision
        from smartplan.report.progress import track

        found = chronicle.open_chains(rev, plans, today(), lambda files: track(files, len(files), say("story.reading")))
        every = found.every
        rows = map(chronicle.row, track(every, len(every), say("story.comparing")))
        result = chronicle.log(found, rows)

        def page() -> "Page":
            from smartplan.report import log_page

            return log_page.build(result, [dossier.plan for dossier in every], found.path, say, whole=all)

        if every:
            present(result, page, format, output)
        for failure in found.failures:
            complain(say("cli.error", text=explain(failure, say)))
        if not every:
            raise NoRevision(path=found.path)
        for dossier in every:
            remark_faults(dossier.path, dossier.faults, say)
        if rev is None:
            remark_skipped(skipped(every[0].folder, ""), say)
        remark_beside(every[0].folder, say, "reviews", "evaluations")
        if found.failures:
            raise typer.Exit(2)

    return log
