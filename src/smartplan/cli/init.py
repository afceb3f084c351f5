"""`smartplan init [DIR]`."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from smartplan.cli import asking, options, settings
from smartplan.cli.output import error_sentence, print_error, takes_back, write_output
from smartplan.errors import SmartplanError, UsageError
from smartplan.messages import Catalogue
from smartplan.messages.command_lines import quoted
from smartplan.plan.words import is_blank
from smartplan.report.render.terminal import detect

if TYPE_CHECKING:
    from smartplan.operations.init import First

T = TypeVar("T")
_USUAL = Path("plans")


def _or_plans(ctx: typer.Context, value: Path) -> Path:
    """The folder that --plans names ahead of the command, or the settings, where none is named behind it."""
    before: str | None = ctx.find_root().params.get("plans")
    if before is None and not os.environ.get("SMARTPLAN_PLANS"):
        before = settings.plans(there=False)
    return value if before is None or value != _USUAL else Path(before)


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def init(
        folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("cli.init.dir"), callback=_or_plans)] = _USUAL,
        city: Annotated[str | None, typer.Option(metavar="NAME", help=say("cli.init.city"))] = None,
        code: Annotated[str | None, typer.Option(metavar="NN.NN", help=say("cli.init.code"))] = None,
        period: Annotated[str | None, typer.Option(metavar="START-END", help=say("cli.draft.period"))] = None,
        province: Annotated[str | None, typer.Option(metavar="NAME", help=say("cli.init.province"))] = None,
        revision: Annotated[str | None, typer.Option(metavar="NAME", help=say("cli.init.revision"))] = None,
        rpjmd: Annotated[str | None, typer.Option(metavar="TITLE", help=say("cli.init.rpjmd"))] = None,
        example: Annotated[bool, typer.Option("--example", help=say("cli.init.example"))] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        from smartplan.operations.init import example as example_files
        from smartplan.operations.init import free, write
        from smartplan.report.pages import first_revision, next_steps
        from smartplan.workspace.paths import shown

        given = {
            "city": city,
            "code": code,
            "period": period,
            "province": province,
            "revision": revision,
            "rpjmd": rpjmd,
        }
        if example:
            stated = [f"--{name}" for name, value in given.items() if value is not None]
            if stated:
                raise UsageError("error.example-alone", options=", ".join(stated))
            files = example_files() | first_revision.beside(say)
        else:
            # Nobody is to answer questions in vain.
            free(folder, [*first_revision.BESIDE, *first_revision.PARTS])
            files = first_revision.files(_first(given, say), say)
        kept = write(folder, files)
        first = shown(folder / next(file for file in files if file.endswith(".yaml")))
        undo = takes_back(kept, [first] if _option(folder) else [], say)
        page = next_steps.render(shown(folder), list(files), undo, _option(folder), say, detect(), example=example)
        try:
            write_output(page, None)
        except OSError:
            # The page says so.
            print_error(say("edit.init.done", folder=shown(folder), files=", ".join(files)))
            print_error(undo)
            raise

    return init


def _first(given: dict[str, str | None], say: Catalogue) -> "First":
    """What is known of the revision, after asking for what is missing. Raises SmartplanError."""
    from smartplan.operations.init import READERS, REQUIRED, first

    known = {name: READERS[name](value) for name, value in given.items() if value and not is_blank(value)}
    missing = [name for name in REQUIRED if name not in known]
    if missing and not asking.can_ask():
        raise UsageError("error.no-option", options=", ".join(f"--{name}" for name in missing))
    for name in missing:
        known[name] = _ask(say(f"edit.init.ask.{name}"), READERS[name], say)
    return first(known)


def _ask(question: str, read: Callable[[str], T], say: Catalogue) -> T:
    """The first answer that makes sense. Raises UsageError at the end of the input."""
    while True:
        try:
            answer = asking.read(question)
            if not is_blank(answer):
                return read(answer)
        except (EOFError, KeyboardInterrupt) as stop:
            print(file=sys.stderr)
            if isinstance(stop, EOFError):
                raise UsageError("error.no-answer", code=1) from None
            raise
        except UnicodeDecodeError as error:
            refusal = UsageError("error.bad-text", value=error.object.decode(errors="backslashreplace"))
            print_error(say("cli.error", text=error_sentence(refusal, say)))
        except SmartplanError as error:
            print_error(say("cli.error", text=error_sentence(error, say)))


def _option(folder: Path) -> str:
    """What the other commands need to find the folder; nothing where they find it by themselves."""
    from smartplan.workspace.folder import find_folder
    from smartplan.workspace.paths import shown

    try:
        found = find_folder(os.environ.get("SMARTPLAN_PLANS") or settings.plans(there=False)).path
        known = found is not None and found.samefile(folder)
    except (SmartplanError, OSError):
        known = False
    return "" if known else f" --plans {quoted(shown(folder))}"
