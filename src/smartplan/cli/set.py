"""`smartplan set REV ID FIELD VALUE`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from smartplan.cli import completion, editing, options
from smartplan.cli.dashed import DashedCommand
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.editing.draft import Draft, Edit

KIND = DashedCommand


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def set_(
        rev: Annotated[str, options.revision(say)],
        id: Annotated[str, editing.programme(say)],
        field: Annotated[
            str, typer.Argument(metavar="FIELD", help=say("cli.set.field"), autocompletion=completion.fields)
        ],
        value: Annotated[str, typer.Argument(metavar="VALUE", help=say("cli.set.value"))],
        yaml: Annotated[bool, typer.Option("--yaml", help=say("cli.set.yaml"))] = False,
        because: Annotated[list[str] | None, editing.because(say)] = None,
        force: Annotated[bool, editing.force(say)] = False,
        dry_run: Annotated[bool, editing.dry_run(say)] = False,
        plans: Annotated[str | None, options.plans(say)] = None,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.editing import edits, typed

        def edit(draft: "Draft") -> "Edit":
            address = (*draft.entry(id).path, *field.split("."))
            return edits.set_field(draft, id, field, typed.value(address, value, as_yaml=yaml), because or ())

        editing.perform(rev, plans, say, edit, about=[id], force=force, dry_run=dry_run)

    return set_
