"""What the words of a row's command lines stand for."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from measure import NotMeasuredError, Usage, usage
from peers import PEERS, installed
from start_script import start_script

SMARTPLAN = Path(sys.executable).parent / "smartplan"
FRESH = "fresh:"
HELLO = """
import typer

def main(name: str = "world") -> None:
    typer.echo(f"Hello {name}")

typer.run(main)
"""
DRAIN = """
import os, sys
from yaml._yaml import CParser

def drain(path):
    if os.path.isdir(path):
        for name in sorted(os.listdir(path)):
            drain(os.path.join(path, name))
        return
    with open(path, "rb") as file:
        parser = CParser(file.read())
    while parser.get_event():
        pass

for path in sys.argv[1:]:
    drain(path)
"""


def process(command: str, environments: Path) -> Callable[[], Usage]:
    """One run of a command line: its first word names a program, a word after `fresh:` a file that it may write to.

    The program gets a copy of such a file, made anew before each run. Raises NotMeasuredError.
    """
    name, *rest = command.split()
    program, highest_exit = found(name, environments)
    words = [f"{word.removeprefix(FRESH)}.copy" if word.startswith(FRESH) else word for word in rest]

    def run() -> Usage:
        for word in rest:
            if word.startswith(FRESH):
                path = word.removeprefix(FRESH)
                shutil.copyfile(path, f"{path}.copy")
        return usage([*program, *words], highest_exit)

    return run


def found(name: str, environments: Path) -> tuple[list[str], int]:
    """The program of that name, and the highest exit code that is no failure. Raises NotMeasuredError."""
    if name in PEERS:
        return installed(PEERS[name], environments), PEERS[name].highest_exit
    if name == "started":
        return [str(start_script(environments))], 0
    own = {
        "smartplan": ([str(SMARTPLAN)], 0),
        "smartplan:finds": ([str(SMARTPLAN)], 1),
        "python": ([sys.executable], 0),
        # From smartplan's own environment, hence with the typer and the libyaml that it uses.
        "hello": ([sys.executable, "-c", HELLO], 0),
        "drain": ([sys.executable, "-c", DRAIN], 0),
    }
    if name not in own or not os.access(own[name][0][0], os.X_OK):
        raise NotMeasuredError(f"{name} is not installed")
    return own[name]
