"""`smartplan summary REV`."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from smartplan.cli import options
from smartplan.cli.common import present, remark_beside, remark_faults, today
from smartplan.cli.options import Format
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.report.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def summary(
        rev: Annotated[str, options.revision(say)],
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, options.form(say)] = "text",
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.dossier import open_revision
        from smartplan.summary import summarise

        dossier = open_revision(rev, plans, today())
        result = summarise(dossier)

        def page() -> "Page":
            from smartplan.beside import all_read
            from smartplan.report import summary_page

            asked = [dossier.argument, *(["--plans", plans] if plans else [])]
            unread = not all_read(dossier.folder, "evaluations")
            return summary_page.build(result, dossier.plan, say, shlex.join(asked), whole=all, unread=unread)

        present(result, page, format, output)
        remark_faults(dossier.path, dossier.faults, say)
        remark_beside(dossier.folder, say, "reviews", "evaluations")

    return summary
