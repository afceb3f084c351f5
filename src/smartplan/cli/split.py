"""`smartplan split REV ID --into ID --into ID`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import editing, options
from smartplan.messages import Catalogue


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def split(
        rev: Annotated[str, options.revision(say)],
        id: Annotated[str, editing.programme(say)],
        into: Annotated[list[str], typer.Option(metavar="ID", help=say("cli.split.into"))],
        name: Annotated[list[str] | None, typer.Option(metavar="TEXT", help=say("cli.split.name"))] = None,
        because: Annotated[list[str] | None, editing.because(say)] = None,
        force: Annotated[bool, editing.force(say)] = False,
        dry_run: Annotated[bool, editing.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.editing import merge_split as joining

        editing.perform(
            rev,
            plans,
            say,
            lambda draft: joining.split(draft, id, into, because or (), name or ()),
            about=[id],
            force=force,
            dry_run=dry_run,
        )

    return split
