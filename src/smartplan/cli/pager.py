"""What is longer than the terminal goes through a pager, as with git."""

import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from smartplan.errors import SmartplanError
from smartplan.report.render.links import LINK_START, without

_CHOICE = "SMARTPLAN_PAGER"
# What a shell has to take apart, by git's own list but for blanks.
FOR_A_SHELL = r"[|&;<>()$`\\\"'*?\[#~=%]"
# The first release of `less` that hands links on.
_LINKS_SINCE = 581
# What a shell says of a command that is not there, or cannot be started.
_NOT_STARTED = (126, 127)


def refuse() -> None:
    """`--no-pager`, of whatever command; as git does it, for the whole process and what it starts."""
    os.environ[_CHOICE] = "cat"


def page(text: str) -> bool:
    """Show the text in a pager; False where there is none, or none is wanted, and nothing was shown."""
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    if text.count("\n") < shutil.get_terminal_size((80, 24)).lines:
        return False
    command = _command()
    return bool(command) and _run(command, text)


def _command() -> str:
    """The user's choice, else git's (GIT_PAGER, core.pager, PAGER), else `less`; empty for none."""
    chosen = os.environ.get(_CHOICE)
    if chosen is None:
        chosen = _of_git()
    return "" if chosen.strip() in ("", "cat") else chosen


def _of_git() -> str:
    from pathlib import Path

    from smartplan.workspace.git import run

    try:
        # Of a folder that only looks like a repository no setting is taken, even by one who stands in it.
        found = run(Path(), ["-c", "safe.bareRepository=explicit", "var", "GIT_PAGER"])
    except SmartplanError:
        return os.environ.get("PAGER", "less -FRX")
    return os.fsdecode(found).strip()


def _run(command: str, text: str) -> bool:
    import subprocess

    # As git has it: end at once where all fits on a screen, show colours, leave the text on the screen.
    environment = {"LESS": "FRX", "LV": "-c"} | os.environ
    words = ["sh", "-c", command] if re.search(FOR_A_SHELL, command) else command.split()
    if LINK_START in text and not _shows_links(words, environment):
        text = without(text)
    sys.stdout.flush()
    with interrupts_for_the_child():
        try:
            process = subprocess.Popen(words, stdin=subprocess.PIPE, env=environment)
        except OSError:
            return False
        assert process.stdin is not None
        # A pager may be left before all was shown.
        with suppress(OSError), process.stdin as stream:
            stream.write(text.encode(sys.stdout.encoding or "utf-8", "replace"))
        return process.wait() not in _NOT_STARTED


def _shows_links(words: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether the pager is a `less` that hands links on; any other may show them as characters."""
    import subprocess

    if os.path.basename(words[0]) not in ("less", "less.exe"):
        return False
    options = " ".join([environment["LESS"], *words[1:]])
    if not re.search(r"(?:^-?|\s-)[A-Za-z]*[rR]|--raw-control-chars", options, re.IGNORECASE):
        return False
    try:
        told = subprocess.run([words[0], "--version"], capture_output=True, env=environment, timeout=2).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    found = re.match(rb"less (\d+)", told)
    return found is not None and int(found[1]) >= _LINKS_SINCE


@contextmanager
def interrupts_for_the_child() -> Iterator[None]:
    """Ctrl-C is heard by a pager or an editor alone, which owns the terminal until it ends."""
    before = signal.getsignal(signal.SIGINT)
    if before in (None, signal.SIG_IGN):
        # Who is started to ignore it starts others so.
        yield
        return
    # A function is not handed on to what is started, as ignoring it would be.
    signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
