"""`smartplan lsp`."""

import gc
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from smartplan.cli import options, settings
from smartplan.cli.output import print_error
from smartplan.errors import MissingLibrary
from smartplan.messages import Catalogue

# Those of the extra `lsp`, as they are imported.
_LIBRARIES = ("pygls", "lsprotocol")


def command(say: Catalogue) -> Callable[..., None]:
    """The command in a language."""

    def lsp(
        baseline: Annotated[Path | None, typer.Option(metavar="FILE", help=say("cli.lsp.baseline"))] = None,
        stdio: Annotated[bool, typer.Option("--stdio", help=say("cli.lsp.stdio"))] = False,
        lang: Annotated[str | None, options.lang(say)] = None,
    ) -> None:
        missing = [name for name in _LIBRARIES if find_spec(name) is None]
        if missing:
            raise MissingLibrary(variant="lsp", names=", ".join(missing))
        from smartplan.cli.language_server import serve
        from smartplan.operations.editor.desk import Desk
        from smartplan.operations.validate import selection

        given = baseline.absolute() if baseline else None

        def desk() -> Desk:
            """One by the settings as they are now. Raises SmartplanError."""
            chosen, accepted = selection((), (), settings.rules()), given or settings.baseline()
            if accepted is not None:
                from smartplan.validation.baseline import open_baseline

                # It is read anew with each check; here it is found out whether it can be.
                open_baseline(accepted, anew=False)
            return Desk(chosen, accepted.absolute() if accepted else None)

        first = desk()
        if sys.stdin.isatty():
            print_error(say("cli.note", text=say("cli.lsp.waiting")))
        # Unlike every other command this one runs for days.
        gc.enable()
        if not serve(say, first, desk):
            raise typer.Exit(1)

    return lsp
