"""The commands that change a plan, each `smartplan NAME REV ...`: what it takes besides what all of them take.

A parameter has its type and what makes it an argument or an option in the language of the run.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from smartplan.cli import completion
from smartplan.cli.dashed import DashedCommand
from smartplan.cli.edit_options import Because, Programme, spoken, with_shared
from smartplan.errors import UsageError
from smartplan.messages import Catalogue

if TYPE_CHECKING:
    from smartplan.operations.edit_commands import EditCommand


def add(
    id: Annotated[str, lambda say: typer.Argument(metavar="ID", help=say("cli.add.id"))],
    dimension: Annotated[
        str,
        lambda say: typer.Option(metavar="KEY", help=say("cli.add.dimension"), autocompletion=completion.dimensions),
    ],
    name: Annotated[str, lambda say: typer.Option(metavar="NAME", help=say("cli.add.name"))],
    agency: Annotated[
        str, lambda say: typer.Option(metavar="ID", help=say("cli.add.agency"), autocompletion=completion.agencies)
    ],
    subdimension: Annotated[
        str | None,
        lambda say: typer.Option(
            metavar="KEY", help=say("cli.add.subdimension"), autocompletion=completion.subdimensions
        ),
    ] = None,
    because: Because = None,
) -> "EditCommand":
    """A new programme."""
    from smartplan.operations import edit_commands

    stated = {} if subdimension is None else {"subdimension": subdimension}
    fields = {"name": name, **stated, "agency": agency}
    return edit_commands.add(id, dimension, fields, because or ())


def _address(say: Catalogue) -> Any:
    """The place of a value, or the programme that it is in."""
    return typer.Argument(metavar="ADDRESS", help=say("cli.set.address"), autocompletion=completion.addresses)


def set_(
    address: Annotated[str, _address],
    field: Annotated[
        str | None,
        lambda say: typer.Argument(
            metavar="FIELD", help=say("cli.set.field"), autocompletion=completion.fields_or_values, show_default=False
        ),
    ] = None,
    value: Annotated[
        str | None,
        lambda say: typer.Argument(
            metavar="VALUE", help=say("cli.set.value"), autocompletion=completion.values, show_default=False
        ),
    ] = None,
    add: Annotated[list[str] | None, lambda say: typer.Option(metavar="VALUE", help=say("cli.set.add"))] = None,
    remove: Annotated[list[str] | None, lambda say: typer.Option(metavar="VALUE", help=say("cli.set.remove"))] = None,
    yaml: Annotated[bool, lambda say: typer.Option("--yaml", help=say("cli.set.yaml"))] = False,
    because: Because = None,
) -> "EditCommand":
    """Another value of a field, or other members of a list."""
    from smartplan.operations import edit_commands

    given = [word for word in (address, field, value) if word is not None]
    if add or remove:
        if value is not None:
            raise UsageError("error.list-and-value", value=value)
        return edit_commands.change_list(given, add or (), remove or (), spoken(), because or (), as_yaml=yaml)
    if field is None:
        raise UsageError("help.wrong.argument-missing", name="VALUE")
    return edit_commands.set_value(given[:-1], given[-1], spoken(), because or (), as_yaml=yaml)


def unset(
    address: Annotated[str, _address],
    field: Annotated[
        str | None,
        lambda say: typer.Argument(
            metavar="FIELD", help=say("cli.set.field"), autocompletion=completion.fields, show_default=False
        ),
    ] = None,
    because: Because = None,
) -> "EditCommand":
    """A value taken out."""
    from smartplan.operations import edit_commands

    return edit_commands.unset([address] if field is None else [address, field], spoken(), because or ())


def rename(
    id: Programme,
    name: Annotated[str, lambda say: typer.Argument(metavar="NAME", help=say("cli.rename.name"))],
    because: Because = None,
) -> "EditCommand":
    """Another name."""
    from smartplan.operations import edit_commands

    return edit_commands.rename(id, name, because or ())


def renumber(
    id: Programme,
    new_id: Annotated[str, lambda say: typer.Argument(metavar="NEW-ID", help=say("cli.renumber.new"))],
    because: Because = None,
) -> "EditCommand":
    """Another id."""
    from smartplan.operations import edit_commands

    return edit_commands.renumber(id, new_id, because or ())


def move(
    id: Programme,
    to: Annotated[
        str,
        lambda say: typer.Argument(
            metavar="DIMENSION/SUBDIMENSION", help=say("cli.move.to"), autocompletion=completion.places
        ),
    ],
    as_: Annotated[str | None, lambda say: typer.Option("--as", metavar="NEW-ID", help=say("cli.move.as"))] = None,
    because: Because = None,
) -> "EditCommand":
    """Another place."""
    from smartplan.operations import edit_commands

    return edit_commands.move(id, to, as_, because or ())


def merge(
    ids: Annotated[
        list[str],
        lambda say: typer.Argument(
            metavar="ID ID ...", help=say("cli.merge.ids"), autocompletion=completion.programmes
        ),
    ],
    into: Annotated[
        str, lambda say: typer.Option(metavar="ID", help=say("cli.merge.into"), autocompletion=completion.programmes)
    ],
    because: Because = None,
) -> "EditCommand":
    """Several made one."""
    from smartplan.operations import edit_commands

    return edit_commands.merge(ids, into, because or ())


def split(
    id: Programme,
    into: Annotated[list[str], lambda say: typer.Option(metavar="ID", help=say("cli.split.into"))],
    name: Annotated[list[str] | None, lambda say: typer.Option(metavar="NAME", help=say("cli.split.name"))] = None,
    because: Because = None,
) -> "EditCommand":
    """One made several."""
    from smartplan.operations import edit_commands

    return edit_commands.split(id, into, name or (), because or ())


def withdraw(
    id: Programme,
    reason: Annotated[str, lambda say: typer.Option(metavar="TEXT", help=say("cli.withdraw.reason"))],
    because: Because = None,
) -> "EditCommand":
    """One dropped on purpose."""
    from smartplan.operations import edit_commands

    return edit_commands.withdraw(id, reason, because or ())


def restore(
    id: Annotated[
        str, lambda say: typer.Argument(metavar="ID", help=say("cli.edit.id"), autocompletion=completion.withdrawn)
    ],
) -> "EditCommand":
    """Restore a withdrawn one."""
    from smartplan.operations import edit_commands

    return edit_commands.restore(id)


def realign(
    pairs: Annotated[
        list[str],
        lambda say: typer.Argument(
            metavar="OLD=NEW,... ...", help=say("cli.realign.pairs"), autocompletion=completion.pairs
        ),
    ],
    because: Because = None,
) -> "EditCommand":
    """Other missions in all programmes at once."""
    from smartplan.operations import edit_commands

    return edit_commands.realign(pairs, because or ())


EDITS: dict[str, Callable[..., "EditCommand"]] = {
    "add": add,
    "set": set_,
    "unset": unset,
    "rename": rename,
    "renumber": renumber,
    "move": move,
    "merge": merge,
    "split": split,
    "withdraw": withdraw,
    "restore": restore,
    "realign": realign,
}
# Their last argument may begin with a dash.
KINDS: dict[str, type[TyperCommand]] = {"set": DashedCommand, "rename": DashedCommand}


def command(name: str, say: Catalogue) -> Callable[..., None]:
    """The command of that name in a language."""
    return with_shared(EDITS[name], say)
