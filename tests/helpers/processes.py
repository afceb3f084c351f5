"""Python in a process of its own, with nothing in its environment but what is given."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.helpers.runner import TODAY


class Done(NamedTuple):
    code: int
    out: bytes
    err: bytes


# Runs several commands one after the other, and parts what they print; an interpreter takes longer to start than they do.
SEVERAL = """
import os, sys
from smartplan.cli import main
for words in {commands!r}:
    sys.argv[1:] = words
    code = 0
    try:
        main()
    except SystemExit as stop:
        code = stop.code or 0
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(1, b"\\0%d\\0" % code)
    os.write(2, b"\\0")
"""


def run_python(words: Sequence[str], cwd: Path, script: str = 'exec "$@"', **environment: str) -> Done:
    """Run Python through a line of shell, with nothing in its environment but what is given."""
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", sys.executable, *words],
        cwd=cwd, capture_output=True, stdin=subprocess.DEVNULL, timeout=60,
        env={
            "PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": TODAY, "SMARTPLAN_STATE": os.environ["SMARTPLAN_STATE"],
            **environment,
        },
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


def parted(commands: Sequence[Sequence[str]], out: bytes, err: bytes) -> dict[str, Done]:
    """What `SEVERAL` printed, by the words of each command."""
    outs, codes, errs = out.split(b"\0")[:-1:2], out.split(b"\0")[1::2], err.split(b"\0")[:-1]
    found = zip(commands, codes, outs, errs, strict=True)
    return {" ".join(words): Done(int(code), out, err) for words, code, out, err in found}


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
