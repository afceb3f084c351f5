"""`smartplan inputs REV`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from smartplan.cli import completion, options
from smartplan.cli.common import present, remark_beside, remark_faults, today
from smartplan.cli.options import Format
from smartplan.messages import Catalogue
from smartplan.plan.names import unknown

if TYPE_CHECKING:
    from smartplan.plan.model import Disposition
    from smartplan.report.page import Page


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""
    from smartplan.plan.model import Disposition

    def inputs(
        rev: Annotated[str, options.revision(say)],
        disposition: Annotated[
            list[str] | None,
            typer.Option(
                metavar="|".join(get_args(Disposition)),
                help=say("cli.inputs.disposition"),
                autocompletion=completion.dispositions,
            ),
        ] = None,
        plans: Annotated[str | None, options.plans(say)] = None,
        format: Annotated[Format, options.form(say)] = "text",
        output: Annotated[Path | None, options.output(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        all: Annotated[bool, options.all_of_it(say)] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.answers import done
        from smartplan.coverage.inputs import inputs as gather
        from smartplan.dossier import open_revision

        only = [_known(name) for name in disposition or []]
        dossier = open_revision(rev, plans, today())
        result = gather(dossier.plan, dossier.around, done(dossier), only=only, path=dossier.path)

        def page() -> "Page":
            from smartplan.beside import all_read
            from smartplan.report import inputs_page

            unread = not all_read(dossier.folder, "reviews")
            return inputs_page.build(result, dossier.plan, say, whole=all, unread=unread)

        present(result, page, format, output)
        remark_faults(dossier.path, dossier.faults, say)
        remark_beside(dossier.folder, say, "reviews")

    return inputs


def _known(name: str) -> "Disposition":
    """A disposition by its name. Raises UnknownName with the nearest."""
    from smartplan.plan.model import Disposition

    known: tuple[Disposition, ...] = get_args(Disposition)
    for one in known:
        if one == name:
            return one
    raise unknown(name, "disposition", known)
