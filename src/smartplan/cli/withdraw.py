"""`smartplan withdraw REV ID --reason TEXT`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import editing, options
from smartplan.messages import Catalogue


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def withdraw(
        rev: Annotated[str, options.revision(say)],
        id: Annotated[str, editing.programme(say)],
        reason: Annotated[str, typer.Option(metavar="TEXT", help=say("cli.withdraw.reason"))],
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
            lambda draft: edits.withdraw(draft, id, reason, because or ()),
            about=[id],
            force=force,
            dry_run=dry_run,
        )

    return withdraw
