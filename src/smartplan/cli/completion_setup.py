"""`--install-completion` and `--show-completion`: what typer does for them, without what it says."""

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from subprocess import SubprocessError

import typer
from typer import _completion_shared as shared
from typer._completion_classes import completion_init

from smartplan.errors import UsageError

_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def prepare() -> None:
    """Let typer answer the shells that it knows."""
    completion_init()


def install() -> tuple[str, str]:
    """Set up the shell that this was started from; gives its name and the file. Raises UsageError."""
    shell = _shell()
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            _, path = shared.install(shell, "smartplan")
    except (typer.Exit, SubprocessError):
        # PowerShell did not tell its profile.
        raise UsageError("help.completion.unknown", variant="named", shell=shell) from None
    return shell, path.as_posix()


def script() -> str:
    """What `install` would write. Raises UsageError."""
    text = shared.get_completion_script(prog_name="smartplan", complete_var="_SMARTPLAN_COMPLETE", shell=_shell())
    return f"{text}\n"


def _shell() -> str:
    name = shared._get_shell_name()
    if name not in _SHELLS:
        raise UsageError("help.completion.unknown", shell=name or "", variant="named" if name else "")
    return name
