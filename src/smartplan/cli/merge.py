"""`smartplan merge REV ID ID ... --into ID`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import completion, editing, options
from smartplan.messages import Catalogue


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def merge(
        rev: Annotated[str, options.revision(say)],
        ids: Annotated[
            list[str],
            typer.Argument(metavar="ID ID ...", help=say("cli.merge.ids"), autocompletion=completion.programmes),
        ],
        into: Annotated[
            str, typer.Option(metavar="ID", help=say("cli.merge.into"), autocompletion=completion.programmes)
        ],
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
            lambda draft: joining.merge(draft, ids, into, because or ()),
            about=[*ids, into],
            force=force,
            dry_run=dry_run,
        )

    return merge
