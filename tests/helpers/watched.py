"""Runs the command line while an audit hook writes down what it opens, starts and changes.

As a script, in a process of its own, for a hook cannot be taken off again: commands as JSON on standard input, the
events of each on standard output.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

# What runs code or reaches beyond the process, and whatever changes files; reading the names of a folder is harmless.
STARTS = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.fork",
    "pty.spawn",
)
REACHES = ("socket.connect", "socket.getaddrinfo", "ctypes.dlopen", "urllib.Request")
CHANGES = (
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.truncate",
    "shutil.rmtree",
)


class Watched(NamedTuple):
    """How a command ended, the files it opened, the programs it started, and what else it did."""

    code: int
    opened: list[str]
    started: list[list[str]]
    other: list[str]


def watch(commands: Sequence[Sequence[str]], folder: Path) -> list[Watched]:
    """Run commands one after the other in a folder."""
    done = subprocess.run(
        [sys.executable, __file__], input=json.dumps(commands), cwd=folder, capture_output=True, text=True, check=True,
        encoding="utf-8", timeout=1800, errors="surrogateescape",
    )  # fmt: skip
    return [Watched(*one) for one in json.loads(done.stdout)]


def main() -> None:
    from smartplan.cli import main as smartplan

    commands = json.load(sys.stdin)
    seen: Watched | None = None

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if seen is None:
            return
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            seen.opened.append(os.path.realpath(os.fsdecode(arguments[0])))
        elif event in CHANGES:
            seen.opened.extend(
                os.path.realpath(os.fsdecode(path)) for path in arguments[:2] if isinstance(path, (str, bytes))
            )
        elif event.startswith(STARTS):
            seen.started.append([str(part) for part in (arguments[1] if len(arguments) > 1 else arguments)])
        elif event.startswith(REACHES):
            seen.other.append(event)

    sys.addaudithook(hook)
    results = []
    real, sys.stdout, sys.stderr = sys.stdout, *(open(os.devnull, "w", encoding="utf-8") for _ in range(2))  # noqa: SIM115
    for words in commands:
        sys.argv = ["smartplan", *words]
        code = 0
        seen = Watched(0, [], [], [])
        try:
            smartplan()
        except SystemExit as stop:
            code = int(stop.code or 0)
        found, seen = seen, None
        results.append(found._replace(code=code))
    json.dump(results, real)
    # A run of the program freezes what was made before it, so that nothing writes out the rest at the end.
    real.flush()


if __name__ == "__main__":
    main()
