"""The commands as the application itself has them."""

from collections.abc import Iterator
from typing import Any

import typer

from smartplan.cli.app import build
from smartplan.messages import Language


def commands(language: Language = "en") -> dict[str, Any]:
    """Every command that a person types, sub-commands among them, by its words."""

    def within(command: Any, *words: str) -> Iterator[tuple[str, Any]]:
        for name, inner in getattr(command, "commands", {}).items():
            if not inner.hidden:
                yield " ".join((*words, name)), inner
                yield from within(inner, *words, name)

    return dict(within(typer.main.get_command(build(["--lang", language]))))


def option(command: Any, name: str) -> Any:
    """An option of a command by its spelling; None where it has none."""
    return next((one for one in command.params if name in one.opts), None)
