"""`smartplan rename REV ID NAME`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import editing, options
from smartplan.cli.dashed import DashedCommand
from smartplan.messages import Catalogue

KIND = DashedCommand


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def rename(
        rev: Annotated[str, options.revision(say)],
        id: Annotated[str, editing.programme(say)],
        name: Annotated[str, typer.Argument(metavar="NAME", help=say("cli.rename.name"))],
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
            lambda draft: edits.set_field(draft, id, "name", name, because or ()),
            about=[id],
            force=force,
            dry_run=dry_run,
        )

    return rename
