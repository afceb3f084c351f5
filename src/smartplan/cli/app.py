"""The application: its commands, its language, and one clear sentence for whatever stops it."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from io import UnsupportedOperation
from itertools import pairwise
from typing import Annotated

import typer
from typer._click.exceptions import ClickException

from smartplan import __version__
from smartplan.cli import options, settings
from smartplan.cli.helped import HelpedCommand, HelpedGroup
from smartplan.cli.output import error_sentence, language_from, print_error, write_output
from smartplan.errors import SmartplanError, SystemRefused, UsageError
from smartplan.messages import LANGUAGES, Catalogue, given, unknown_language

# Those that change a plan and have their places in it as arguments, all in the module `edits`.
EDITS = ("add", "set", "unset", "rename", "renumber", "move", "merge", "split", "withdraw", "restore", "realign")
_HELP = ["-h", "--help"]
# The options that may stand before a command as well as behind it, and take a value.
_TAKING = ("--plans", "--lang")
# By the headings of the help, in its order; what is no edit is a module here with a function `command`, or `group` for
# one with several; under their heading the help shows those last.
GROUPS = {
    "read": (
        *("validate", "diff", "coverage", "summary", "todo", "list", "show", "log", "stale", "agenda", "roadmap"),
        *("inputs", "evaluations", "report", "export", "rules"),
    ),
    "change": ("draft", "import", *EDITS, "confirm", "decide", "undo", "fmt", "review"),
    "set-up": ("init", "config", "schema", "lsp", "git"),
}
# Where the name of a command cannot be that of a module.
MODULES = {"import": "import_"}
COMMANDS = tuple(name for names in GROUPS.values() for name in names)

# Without settings that can be read the others still work: they explain what may be written, and git must not stop.
_SETTABLE = frozenset(COMMANDS) - {"init", "rules", "schema", "git"}


def build(arguments: list[str]) -> typer.Typer:
    """The application with the command that the arguments name, or with all for the help and for completion."""
    say = language_from(arguments)
    app = typer.Typer(
        name="smartplan",
        help=say("cli.about"),
        cls=HelpedGroup,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": _HELP, "obj": say},
    )
    word = _word(arguments)
    completes = _completes()
    named = word if word in COMMANDS and not completes else None
    # Words for the help alone, which a run of one command does not load.
    of_all = (None, None) if named else (say("help.install-completion"), say("help.show-completion"))
    if completes:
        from smartplan.cli.completion_setup import prepare

        prepare()

    @app.callback()
    def start(
        version: Annotated[
            bool, typer.Option("--version", help=say("cli.version"), callback=_version, is_eager=True)
        ] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
        plans: Annotated[str | None, options.plans_before(say)] = None,
        no_pager: Annotated[bool, options.no_pager(say)] = False,
        install_completion: Annotated[
            bool, typer.Option("--install-completion", help=of_all[0], callback=_installing(say), is_eager=True)
        ] = False,
        show_completion: Annotated[
            bool, typer.Option("--show-completion", help=of_all[1], callback=_showing, is_eager=True)
        ] = False,
    ) -> None:
        """The options before the command."""

    for heading, names in GROUPS.items():
        for name in names:
            if named in (name, None):
                _add(app, name, heading, say)
    return app


def _word(arguments: list[str]) -> str | None:
    """The command that is named, or the wish for help; what an option before it takes is neither."""
    for before, word in pairwise(["", *arguments]):
        if word in _HELP or (word in COMMANDS and before not in _TAKING):
            return word
    return None


def _add(app: typer.Typer, name: str, heading: str, say: Catalogue) -> None:
    module = import_module(f"smartplan.cli.{'edits' if name in EDITS else MODULES.get(name, name)}")
    # A help with more to say than a sentence makes it itself.
    about = getattr(module, "about", None)
    text = about(say) if about else say(f"cli.{name}")
    if hasattr(module, "group"):
        app.add_typer(module.group(say), name=name, help=text, rich_help_panel=heading)
        return
    command = module.command(name, say) if name in EDITS else module.command(say)
    kind = (module.KINDS.get(name) if name in EDITS else None) or HelpedCommand
    app.command(name, cls=kind, help=text, rich_help_panel=heading)(command)


def _completes() -> bool:
    """Whether it is the shell that asks, for what a person is typing."""
    return any(name.startswith("_SMARTPLAN") for name in os.environ)


def run() -> None:
    """Run the command line. Ends the process with 0, 1 or 2; never with a traceback."""
    arguments = sys.argv[1:]
    try:
        problem = settings.begin()
    except KeyboardInterrupt:
        sys.exit(130)
    say = language_from(arguments)
    try:
        if problem is not None and _needs_settings(arguments):
            raise problem
        _refuse_unknown_language(arguments, say)
        _refuse_contradictions(arguments)
        sys.exit(build(arguments)(prog_name="smartplan", standalone_mode=False))
    except ClickException as error:
        from smartplan.cli.wrong_use import tell

        tell(error, say, COMMANDS)
        sys.exit(error.exit_code)
    except SmartplanError as error:
        print_error(say("cli.error", text=error_sentence(error, say)))
        sys.exit(error.code)
    except typer.Abort:
        # What typer makes of an input that ended.
        print_error(say("cli.error", text=say("error.no-answer")))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except (OSError, MemoryError, ImportError) as error:
        print_error(say("cli.error", text=error_sentence(_refusal(error), say)))
        sys.exit(2)
    finally:
        _give_up()


def _needs_settings(arguments: list[str]) -> bool:
    """Whether settings that cannot be read stand in the way of what is asked for."""
    return not _completes() and _word(arguments) in _SETTABLE and not set(_HELP).intersection(arguments)


def _refuse_unknown_language(arguments: list[str], say: Catalogue) -> None:
    """Raises UsageError. A request of the shell is not the place for an error."""
    found = None if _completes() else unknown_language(arguments, os.environ)
    if found is not None:
        by, value = found
        names = say("cli.or").join(f"`{name}`" for name in LANGUAGES[::-1])
        variant = "" if by == "--lang" else "variable"
        raise UsageError("help.wrong.language", value=value, languages=names, variant=variant)


def _refuse_contradictions(arguments: list[str]) -> None:
    """Raises UsageError for an option that has one value before the command and another behind it, or two anywhere."""
    for option in _TAKING:
        values = list(dict.fromkeys(given(option, arguments)))
        if len(values) > 1:
            raise UsageError("help.wrong.twice", name=option, values=", ".join(f"`{value}`" for value in values))


def _refusal(error: OSError | MemoryError | ImportError) -> SystemRefused:
    """What no command expects: no room to print in, too many open files, no memory, no current folder."""
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
    """Drop what a stream did not take: at its end the interpreter would try again, and print an error of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _installing(say: Catalogue) -> Callable[[bool], None]:
    def install(value: bool) -> None:
        if value:
            from smartplan.cli.completion_setup import install

            shell, path = install()
            print_error(say("help.completion.installed", shell=shell, path=path))
            raise typer.Exit

    return install


def _showing(value: bool) -> None:
    if value:
        from smartplan.cli.completion_setup import script

        write_output(script(), None)
        raise typer.Exit


def _version(value: bool) -> None:
    if value:
        write_output(f"smartplan {__version__}\n", None)
        raise typer.Exit
