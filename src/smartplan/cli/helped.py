"""The classes of commands, whose help and usage are said in the language of the run: `ctx.obj` is its catalogue."""

import re
from typing import Any

from typer._click.exceptions import UsageError
from typer.core import TyperCommand, TyperGroup

# A sign within a word, as in `budget.apbd.2024`, ends nothing, nor does one within code.
_CLAUSE = r"(?:`[^`\n]*`|(?![:;.](?!\S)|\n).)*"


class _Helped:
    """What draws a help is loaded with the first one."""

    help: str | None

    def get_help(self, ctx: Any) -> str:
        """The page of `--help`."""
        from smartplan.cli.help import page

        return page(ctx)

    def get_usage(self, ctx: Any) -> str:
        """The line that says how it is called."""
        from smartplan.cli.help import usage

        return usage(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """What a list of commands and a shell say of it: the first clause of its help, whole whatever the limit."""
        found = re.match(_CLAUSE, self.help or "")
        return found[0] if found else ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What typer makes of the words; a complaint of its parser gets the command that it is about."""
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc, no-any-return]
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: Any) -> Any:
        """The option of the help; a shell shows what it does."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None and ctx.resilient_parsing:
            option.help = ctx.obj("help.help")
        return option


class HelpedCommand(_Helped, TyperCommand):
    """A command of the application."""


class HelpedGroup(_Helped, TyperGroup):
    """A command that has others, or the application itself."""
