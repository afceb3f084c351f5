"""`smartplan add REV ID --dimension D --subdimension S --name N --agency A`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import completion, editing, options
from smartplan.messages import Catalogue


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def add(
        rev: Annotated[str, options.revision(say)],
        id: Annotated[str, typer.Argument(metavar="ID", help=say("cli.add.id"))],
        dimension: Annotated[
            str, typer.Option(metavar="KEY", help=say("cli.add.dimension"), autocompletion=completion.dimensions)
        ],
        subdimension: Annotated[str, typer.Option(metavar="KEY", help=say("cli.add.subdimension"))],
        name: Annotated[str, typer.Option(metavar="TEXT", help=say("cli.add.name"))],
        agency: Annotated[
            str, typer.Option(metavar="ID", help=say("cli.add.agency"), autocompletion=completion.agencies)
        ],
        because: Annotated[list[str] | None, editing.because(say)] = None,
        force: Annotated[bool, editing.force(say)] = False,
        dry_run: Annotated[bool, editing.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.editing import edits

        fields = {"name": name, "subdimension": subdimension, "agency": agency}
        editing.perform(
            rev,
            plans,
            say,
            lambda draft: edits.add(draft, id, dimension, fields, because or ()),
            force=force,
            dry_run=dry_run,
        )

    return add
