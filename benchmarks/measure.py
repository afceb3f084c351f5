"""Time and peak memory of whole processes, as a user pays for them: start-up included."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

# Without bytecode every import is compiled again, which measures the compiler.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

# Linux carries the peak of the process that spawns over to its child, so a child of this one never
# seems smaller than this one. A Python that imports nothing of note in between keeps that error
# below what an idle interpreter needs.
SPAWN = """
import os, sys
quiet = os.open(os.devnull, os.O_WRONLY)
actions = [(os.POSIX_SPAWN_DUP2, quiet, 1), (os.POSIX_SPAWN_DUP2, quiet, 2)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
RSS_UNIT = 1 if sys.platform == "darwin" else 1024

Sample = Callable[[Sequence[str], int], float]


class NotMeasuredError(Exception):
    """What stands in place of a figure: why there is none."""


def seconds(command: Sequence[str], highest_exit: int) -> float:
    """Wall time of one run; output is thrown away, an exit code above the one given is refused."""
    start = perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT, check=False)
    taken = perf_counter() - start
    refuse(done.returncode, highest_exit, command)
    return taken


def peak(command: Sequence[str], highest_exit: int) -> float:
    """Peak resident memory of one run, in bytes."""
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", SPAWN, *command],
        stdout=subprocess.PIPE, env=ENVIRONMENT, check=False,
    )  # fmt: skip
    refuse(done.returncode, highest_exit, command)
    return int(done.stdout) * RSS_UNIT


def refuse(code: int, highest: int, command: Sequence[str]) -> None:
    """A process that failed early would look fast."""
    if not 0 <= code <= highest:
        raise NotMeasuredError(f"{Path(command[0]).name} ended with exit code {code}")


def in_turn(ours: Callable[[], float], theirs: Callable[[], float], runs: int, their_runs: int) -> tuple[float, float]:
    """Medians of both, run A B A B ... so that a busy moment of the machine hits both alike."""
    ours()
    theirs()
    first, second = [], []
    for run in range(runs):
        first.append(ours())
        if run < their_runs:
            second.append(theirs())
    return median(first), median(second)
