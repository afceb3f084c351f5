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
        from smartplan.chain import Revisions, ancestors, chains, read_all
        from smartplan.dossier import open_revision
        from smartplan.errors import NoRevision
        from smartplan.reading.folder import find_folder, shown
        from smartplan.report.progress import track

        if rev is None:
            folder = find_folder(plans)
            files = list(folder.revisions().items())
            revisions = read_all(folder, today(), track(files, len(files), say("story.reading")))
            where = shown(folder.path) if folder.path else ""
            lines = chains(revisions.found)
        else:
            last = open_revision(rev, plans, today())
            revisions, where = Revisions(), last.path
            lines = [[last, *reversed(ancestors(last))]]
        every = [dossier for line in lines for dossier in line]
        rows = map(chronicle.row, track(every, len(every), say("story.comparing")))
        result = chronicle.log(lines, rows, [str(failure.values["path"]) for failure in revisions.failures])

        def page() -> "Page":
            from smartplan.report import log_page

            return log_page.build(result, [dossier.plan for dossier in every], where, say, whole=all)

        if every:
            present(result, page, format, output)
        for failure in revisions.failures:
            complain(say("cli.error", text=explain(failure, say)))
        if not every:
            raise NoRevision(path=where)
        for dossier in every:
            remark_faults(dossier.path, dossier.faults, say)
        if rev is None:
            remark_skipped(skipped(every[0].folder, ""), say)
        remark_beside(every[0].folder, say, "reviews", "evaluations")
        if revisions.failures:
            raise typer.Exit(2)

    return log
