"""`smartplan rules [ID]`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import options
from smartplan.cli.completion import rule_ids
from smartplan.cli.output import write_output
from smartplan.errors import UnknownName
from smartplan.messages import Catalogue


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def rules(
        id: Annotated[
            str | None, typer.Argument(metavar="ID", help=say("cli.rules.id"), autocompletion=rule_ids)
        ] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.plan.names import nearest
        from smartplan.report.pages.rule import build, index
        from smartplan.report.render.terminal import detect
        from smartplan.report.render.text import render
        from smartplan.rules import ALL, IDS, nearest_id
        from smartplan.rules.tables import OF_TABLES

        if id is None:
            write_output(index([*ALL.values(), *OF_TABLES.values()], say, detect()), None)
        elif id in IDS or id in OF_TABLES:
            write_output(render(build(ALL[IDS[id]] if id in IDS else OF_TABLES[id], say), detect()), None)
        else:
            raise UnknownName(name=id, what="rule", nearest=nearest_id(id) or nearest(id, OF_TABLES) or "")

    return rules
