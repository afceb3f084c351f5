"""`smartplan schema [NAME]`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import completion, options
from smartplan.cli.output import write_output
from smartplan.messages import Catalogue
from smartplan.plan.names import unknown


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def schema(
        name: Annotated[
            str, typer.Argument(metavar="NAME", help=say("cli.schema.name"), autocompletion=completion.schemas)
        ] = "plan",
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.report import schemas

        if name not in schemas.NAMES:
            raise unknown(name, "schema", schemas.NAMES)
        write_output(schemas.render(name), None)

    return schema


def about(say: Catalogue) -> str:
    """The help of the command, with the names that it takes."""
    from smartplan.report.schemas import NAMES

    return f"{say('cli.schema')}\n\n{', '.join(NAMES)}"
