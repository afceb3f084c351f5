"""`smartplan move REV ID DIMENSION/SUBDIMENSION`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import completion, editing, options
from smartplan.errors import UsageError
from smartplan.messages import Catalogue


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def move(
        rev: Annotated[str, options.revision(say)],
        id: Annotated[str, editing.programme(say)],
        to: Annotated[
            str,
            typer.Argument(metavar="DIMENSION/SUBDIMENSION", help=say("cli.move.to"), autocompletion=completion.places),
        ],
        as_: Annotated[str | None, typer.Option("--as", metavar="NEW-ID", help=say("cli.move.as"))] = None,
        because: Annotated[list[str] | None, editing.because(say)] = None,
        force: Annotated[bool, editing.force(say)] = False,
        dry_run: Annotated[bool, editing.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.drafting import edits

        dimension, slash, subdimension = to.partition("/")
        if not slash or not dimension or not subdimension:
            raise UsageError("error.bad-place", value=to)
        editing.perform(
            rev, plans, say, lambda draft: edits.move(draft, id, dimension, subdimension, as_, because or ()),
            about=[id], force=force, dry_run=dry_run,
        )  # fmt: skip

    return move
