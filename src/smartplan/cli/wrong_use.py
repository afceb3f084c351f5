"""A wrong use of the command line, which typer tells in English, told from the catalogue."""

import re
from ast import literal_eval
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from typer._click import exceptions

from smartplan.cli.output import error_sentence, print_error
from smartplan.errors import UsageError
from smartplan.messages import Catalogue

# What a value is refused with. The value comes first, and may say anything.
_REFUSED = re.compile(r"(.*) is not (?:one of|a valid|in the range) .*", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument\(?s?\)? \((.*)\)", re.DOTALL)
_NO_COMMAND = re.compile(r"No such command (.*?)\.(?: Did you mean .*\?)?", re.DOTALL)


def tell(error: exceptions.ClickException, say: Catalogue, commands: Sequence[str]) -> None:
    """Say what is wrong, and how the command is called; the help alone where nothing was typed.

    `commands` are all of the application, which may have been built with one of them.
    """
    if isinstance(error, exceptions.NoArgsIsHelpError):
        print_error(error.message)
        return
    print_error(say("cli.error", text=error_sentence(as_ours(error, commands), say)))
    context = getattr(error, "ctx", None)
    if context is not None:
        print_error(f"{context.get_usage()}\n{say('help.try', command=context.command_path)}")


def as_ours(error: exceptions.ClickException, commands: Sequence[str]) -> UsageError:
    """What typer complains of, with the key of its sentence."""
    match error:
        case exceptions.NoSuchOption():
            return UsageError("help.wrong.no-option", name=error.option_name, nearest=_names(error.possibilities or ()))
        case exceptions.MissingParameter() if error.param is not None:
            return _missing(error.param)
        case exceptions.BadParameter() if error.param is not None and (found := _REFUSED.fullmatch(error.message)):
            return _bad_value(_value(found[1]), error.param)
        case exceptions.BadOptionUsage():
            key = "no-value" if "does not take" in error.message else "value-missing"
            return UsageError(f"help.wrong.{key}", name=error.option_name)
        case exceptions.UsageError() if error.message == "Missing command.":
            return UsageError("help.wrong.command-missing")
        case exceptions.UsageError() if found := _NO_COMMAND.fullmatch(error.message):
            return _no_command(_value(found[1]), error.ctx, commands)
        case exceptions.UsageError() if found := _EXTRA.fullmatch(error.message):
            return UsageError("help.wrong.too-much", words=found[1])
    return UsageError("help.wrong.other", text=error.format_message())


def _missing(parameter: Any) -> UsageError:
    if parameter.param_type_name == "argument":
        return UsageError("help.wrong.argument-missing", name=parameter.metavar)
    return UsageError("help.wrong.option-missing", name=parameter.opts[0])


def _bad_value(value: str, parameter: Any) -> UsageError:
    name = parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0]
    values = {"value": value, "name": name}
    choices = getattr(parameter.type, "choices", None)
    if choices:
        names = (str(getattr(one, "value", one)) for one in choices)
        return UsageError("help.wrong.choice", **values, choices=_names(names))
    least = getattr(parameter.type, "min", None)
    if least is not None:
        return UsageError("help.wrong.range", **values, least=least)
    return UsageError("help.wrong.integer", **values)


def _no_command(name: str, context: Any, commands: Sequence[str]) -> UsageError:
    known = commands if context.parent is None else context.command.list_commands(context)
    return UsageError("help.wrong.no-command", name=name, nearest=_names(get_close_matches(name, known)))


def _value(text: str) -> str:
    """What was typed, of what Python would write for it."""
    try:
        return str(literal_eval(text))
    except (ValueError, SyntaxError):
        return text


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
