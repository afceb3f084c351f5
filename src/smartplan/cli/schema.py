"""`smartplan schema [plan|review|evaluation|diff|findings]`."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from smartplan.cli import options
from smartplan.cli.common import deliver
from smartplan.messages import Catalogue


class Name(StrEnum):
    """What there is a schema of."""

    plan = "plan"
    review = "review"
    evaluation = "evaluation"
    diff = "diff"
    findings = "findings"


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def schema(
        name: Annotated[Name, typer.Argument(help=say("cli.schema.name"))] = Name.plan,
        lang: str | None = options.lang(say),
    ) -> None:
        from smartplan.report import schemas

        deliver(schemas.render(name.value), None)

    return schema
