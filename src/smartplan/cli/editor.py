"""A text that a person writes in the editor of their choice, as with git."""

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from smartplan.cli.pager import FOR_A_SHELL, interrupts_for_the_child
from smartplan.errors import EditRefused, SmartplanError


def edit(text: str, remarks: Sequence[str]) -> str:
    """The text after a person has edited it; `remarks` stand below it in comments, which are taken out again.

    Raises EditRefused where the editor cannot be started, or fails, or leaves bytes that are no text.
    """
    comments = [f"# {remark}".rstrip() for remark in remarks]
    handle, name = tempfile.mkstemp(prefix="smartplan-", suffix=".txt")
    path = Path(name)
    try:
        with open(handle, "w", encoding="utf-8") as stream:
            stream.write("\n".join([text, "", *comments, ""]))
        _run(_command(), name)
        # Where the file is gone, or another one is in its place, the editor has done it.
        lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        raise EditRefused(variant="editor", command=_command()) from None
    finally:
        with suppress(OSError):
            path.unlink()
    return "\n".join(line.rstrip() for line in lines if not line.startswith("#")).strip()


def _command() -> str:
    """Git's choice (GIT_EDITOR, core.editor, VISUAL, EDITOR), or without git that of the environment."""
    from smartplan.workspace.git import run

    try:
        # Of a folder that only looks like a repository no setting is taken, even by one who stands in it.
        found = os.fsdecode(run(Path(), ["-c", "safe.bareRepository=explicit", "var", "GIT_EDITOR"])).strip()
    except SmartplanError:
        found = ""
    return found or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"


def _run(command: str, name: str) -> None:
    """Edit a file. Raises OSError."""
    words = ["sh", "-c", f'{command} "$@"', command] if re.search(FOR_A_SHELL, command) else command.split()
    with interrupts_for_the_child():
        if subprocess.run([*words, name], check=False).returncode:
            raise OSError
