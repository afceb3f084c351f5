"""The page of `--help`, in the language of the run, on lines no wider than the terminal."""

import inspect
import re
import shutil
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby
from typing import Any

from smartplan.cli.examples import EXAMPLES
from smartplan.messages import Catalogue
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_wrap import FIRM, wrap_prose

# Longer lines are hard to read.
_WIDEST = 100
# The first column has so much room at most, and a third of the line; what is longer has a line for itself.
_FIRST = 26
# What a line of a list begins with: a name, and blanks up to what it means.
_NAME = re.compile(r" *\S+ +")

Row = tuple[str, str]


def usage(ctx: Any) -> str:
    """How a command is called."""
    say: Catalogue = ctx.obj
    pieces = [say("help.any-options")]
    pieces += [written(one) for one in ctx.command.params if one.param_type_name == "argument"]
    if hasattr(ctx.command, "commands"):
        pieces.append(say("help.any-command"))
    head = f"{say('help.usage')} {ctx.command_path} "
    return "\n".join(_wrapped(" ".join(map(_firm, pieces)), head, "    "))


def page(ctx: Any) -> str:
    """All that is to be said of a command."""
    say: Catalogue = ctx.obj
    blocks = [[usage(ctx)], *_about(ctx.command.help or "")]
    parameters = [one for one in ctx.command.get_params(ctx) if not one.hidden]
    for kind in ("argument", "option"):
        rows = [(written(one), _meaning(one, ctx, say)) for one in parameters if one.param_type_name == kind]
        if rows:
            blocks.append([say(f"help.{kind}s"), *_table(rows, max(len(name) for name, _ in rows))])
    blocks += _commands(ctx, say)
    blocks.append([say("help.examples"), *_examples(ctx, say)])
    return "\n\n".join("\n".join(block) for block in blocks)


def _width() -> int:
    """The columns of a page, which are as many in a pipe as for a person."""
    return max(min(shutil.get_terminal_size((80, 24)).columns, _WIDEST), 40)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return wrap_prose(text, Style(width=_width()), first, rest)


def _about(text: str) -> Iterator[list[str]]:
    """Paragraphs; one behind a line with a backspace is a heading and a list, by the custom of click."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        heading, *listed = paragraph.removeprefix("\b\n").splitlines() if paragraph.startswith("\b") else [paragraph]
        yield [*_indented(heading, "  "), *(line for one in listed for line in _listed(one))]


def _listed(line: str) -> list[str]:
    found = _NAME.match(line)
    name = found[0] if found else ""
    return _indented(line.removeprefix(name), f"  {name}")


def _indented(text: str, first: str) -> list[str]:
    return _wrapped(text, first, " " * len(first))


def _table(rows: Sequence[Row], longest: int) -> Iterator[str]:
    """Names with what they mean beside them."""
    wide = min(longest, _FIRST, _width() // 3)
    for name, meaning in rows:
        if len(name) > wide:
            yield f"  {name}"
            name = ""
        yield from _indented(meaning, f"  {name.ljust(wide)}  ")


def written(parameter: Any) -> str:
    """A parameter as it is typed, with what stands for its value; an argument that may be left out in brackets."""
    value = parameter.metavar or "|".join(_text(one) for one in getattr(parameter.type, "choices", ()))
    if parameter.param_type_name == "argument":
        return value if parameter.required else f"[{value}]"
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {value}"


def _meaning(parameter: Any, ctx: Any, say: Catalogue) -> str:
    about = say("help.help") if parameter is ctx.command.get_help_option(ctx) else parameter.help
    return " ".join([about, *(_firm(f"[{note}]") for note in notes(parameter, say))])


def notes(parameter: Any, say: Catalogue) -> Iterator[str]:
    """What is to be known of a value besides its meaning."""
    if parameter.envvar:
        yield say("help.variable", name=parameter.envvar)
    if parameter.show_default and parameter.default not in (None, False, ""):
        yield say("help.default", value=_text(parameter.default))
    least = getattr(parameter.type, "min", None)
    if least is not None:
        yield say("help.least", least=least)
    if parameter.required and parameter.param_type_name == "option":
        yield say("help.required")


def _commands(ctx: Any, say: Catalogue) -> Iterator[list[str]]:
    """The commands of a group, under the heading of each that has one."""
    shown = [(name, one) for name, one in getattr(ctx.command, "commands", {}).items() if not one.hidden]
    longest = max((len(name) for name, _ in shown), default=0)
    # Those that have others come last, whatever their heading.
    headings = [one.rich_help_panel for _, one in shown]
    shown.sort(key=lambda pair: headings.index(pair[1].rich_help_panel))
    for heading, part in groupby(shown, lambda pair: pair[1].rich_help_panel):
        rows = [(name, one.get_short_help_str()) for name, one in part]
        yield [say(f"help.commands.{heading}" if heading else "help.commands"), *_table(rows, longest)]


def _examples(ctx: Any, say: Catalogue) -> Iterator[str]:
    """What each example is for, and below it the command, on one line to be copied."""
    for example in EXAMPLES[ctx.command_path.partition(" ")[2]]:
        yield from _indented(say(example.key), "  ")
        yield f"    smartplan {example.command}"


def _text(value: Any) -> str:
    return str(value.value if isinstance(value, Enum) else value)


def _firm(text: str) -> str:
    """A text that no line is broken in, unless it is half of one."""
    return text.replace(" ", FIRM) if len(text) < _width() // 2 else text
