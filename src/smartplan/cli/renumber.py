"""`smartplan renumber REV ID NEW-ID`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import editing, options
from smartplan.messages import Catalogue


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def renumber(
        rev: Annotated[str, options.revision(say)],
        id: Annotated[str, editing.programme(say)],
        new_id: Annotated[str, typer.Argument(metavar="NEW-ID", help=say("cli.renumber.new"))],
        because: Annotated[list[str] | None, editing.because(say)] = None,
        force: Annotated[bool, editing.force(say)] = False,
        dry_run: Annotated[bool, editing.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.editing import edits

        editing.perform(
            rev,
            plans,
            say,
            lambda draft: edits.renumber(draft, id, new_id, because or ()),
            about=[id],
            force=force,
            dry_run=dry_run,
        )

    return renumber
