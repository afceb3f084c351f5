"""The application: its commands, its language, and one clear sentence for whatever stops it."""

import os
import re
import sys
from importlib import import_module
from io import UnsupportedOperation
from typing import Annotated

import typer

from smartplan import __version__
from smartplan.cli import options
from smartplan.cli.output import error_sentence, language_from, print_error, write_output
from smartplan.errors import SmartplanError, SystemRefused

# A sign within a word, as in `budget.apbd.2024`, ends nothing.
_CLAUSE = re.compile(r"[:;.](?!\S)|\n")
# Those that change a programme, all in the module `edits`.
EDITS = ("add", "set", "rename", "renumber", "move", "merge", "split", "withdraw", "restore")
# In the order of the help; any other is a module here with a function `command`, or `group` for one with several.
COMMANDS = (
    *("validate", "diff", "coverage", "summary", "show", "log", "agenda", "inputs", "evaluations"),
    *("init", "draft", *EDITS, "confirm"),
    *("fmt", "rules", "schema", "git"),
)


def build(arguments: list[str]) -> typer.Typer:
    """The application with the command that the arguments name, or with all for the help and for completion."""
    say = language_from(arguments)
    app = typer.Typer(
        name="smartplan",
        help=say("cli.about"),
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def start(
        version: Annotated[
            bool, typer.Option("--version", help=say("cli.version"), callback=_version, is_eager=True)
        ] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        """The options that stand before the command."""

    named = next((argument for argument in arguments if argument in COMMANDS), None)
    alone = named is not None and not any(name.startswith("_SMARTPLAN") for name in os.environ)
    for name in (named,) if alone and named else COMMANDS:
        module = import_module(f"smartplan.cli.{'edits' if name in EDITS else name}")
        # A help with more to say than a sentence makes it itself.
        about = getattr(module, "about", None)
        text = about(say) if about else say(f"cli.{name}")
        if hasattr(module, "group"):
            app.add_typer(module.group(say), name=name, help=text, short_help=_short(text))
            continue
        command = module.command(name, say) if name in EDITS else module.command(say)
        kind = module.KINDS.get(name) if name in EDITS else None
        app.command(name, cls=kind, help=text, short_help=_short(text))(command)
    return app


def _short(text: str) -> str:
    """What a list of commands has room for: the first clause, whole."""
    return _CLAUSE.split(text, 1)[0]


def run() -> None:
    """Run the command line. Ends the process with 0, 1 or 2; never with a traceback."""
    arguments = sys.argv[1:]
    say = language_from(arguments)
    try:
        build(arguments)(prog_name="smartplan")
    except SmartplanError as error:
        print_error(say("cli.error", text=error_sentence(error, say)))
        sys.exit(error.code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Of a wrong use there was nobody to be told.
        sys.exit(2)
    except (OSError, MemoryError, ImportError) as error:
        print_error(say("cli.error", text=error_sentence(_refusal(error), say)))
        sys.exit(2)
    finally:
        _give_up()


def _refusal(error: OSError | MemoryError | ImportError) -> SystemRefused:
    """What no command expects: no room to print in, too many open files, no memory, no folder to stand in."""
    if isinstance(error, MemoryError):
        return SystemRefused(variant="memory")
    if isinstance(error, ImportError):
        return SystemRefused(variant="import", detail=str(error))
    if isinstance(error, UnsupportedOperation):
        return SystemRefused(variant="closed")
    detail = error.strerror or str(error)
    if isinstance(error.filename, (str, bytes)):
        return SystemRefused(variant="file", path=os.fsdecode(error.filename), detail=detail)
    if isinstance(error, FileNotFoundError):
        return SystemRefused(variant="folder")
    # Without a name it is a stream.
    return SystemRefused(detail=detail)


def _give_up() -> None:
    """Drop what a stream did not take: at its end the interpreter would try again, and complain of it by itself."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _version(value: bool) -> None:
    if value:
        write_output(f"smartplan {__version__}\n", None)
        raise typer.Exit
