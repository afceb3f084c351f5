"""`smartplan set REV ID FIELD VALUE`."""

from collections.abc import Callable
from typing import Annotated

import typer

from smartplan.cli import completion, editing, options
from smartplan.errors import BadYaml
from smartplan.messages import Catalogue


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def set_(
        rev: Annotated[str, options.revision(say)],
        id: Annotated[str, editing.programme(say)],
        field: Annotated[
            str, typer.Argument(metavar="FIELD", help=say("cli.set.field"), autocompletion=completion.fields)
        ],
        value: Annotated[str, typer.Argument(metavar="VALUE", help=say("cli.set.value"))],
        because: Annotated[list[str] | None, editing.because(say)] = None,
        force: Annotated[bool, editing.force(say)] = False,
        dry_run: Annotated[bool, editing.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.drafting import edits
        from smartplan.drafting.values import text
        from smartplan.reading.yaml import parse

        tree = parse(text(value))
        # Nothing, or `null`, is a value here: it takes the field out.
        if any(fault.rule != "empty-file" for fault in tree.faults):
            raise BadYaml(value=value)
        data = tree.data
        editing.perform(
            rev, plans, say, lambda draft: edits.set_field(draft, id, field, data, because or ()),
            force=force, dry_run=dry_run,
        )  # fmt: skip

    return set_
