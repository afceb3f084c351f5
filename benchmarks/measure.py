"""Time and peak memory of whole processes, as a user pays for them: start-up included."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

# Without bytecode every import is compiled again, which measures the compiler.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

# Linux carries the peak of the process that spawns over to its child, so a child of this one never
# seems smaller than this one. A Python that imports nothing of note in between keeps that error
# below what an idle interpreter needs.
SPAWN = """
import os, sys, time
output = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
actions = [(os.POSIX_SPAWN_DUP2, output, 1), (os.POSIX_SPAWN_DUP2, output, 2)]
start = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - start, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
RSS_UNIT = 1 if sys.platform == "darwin" else 1024

SHORT = 3.0
"""Seconds up to which a first run warms up and is not counted; a longer one hardly feels a cold start."""

ENOUGH = 10.0
"""Seconds after which a side of a comparison is not run again."""


class NotMeasuredError(Exception):
    """What stands in place of a figure: why there is none."""


@dataclass(frozen=True)
class Usage:
    """What a run took: wall time, and the peak resident memory of its largest process."""

    seconds: float
    bytes: int


def usage(command: Sequence[str], highest_exit: int, output: str = os.devnull) -> Usage:
    """Run a command whose first word is the path of a program; all that it prints goes to the file `output`.

    Raises NotMeasuredError for an exit code above the one given: a process that failed early would look fast.
    """
    spawn = [sys.executable, "-S", "-E", "-c", SPAWN, output, *command]
    done = subprocess.run(spawn, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT, check=False)
    if not 0 <= done.returncode <= highest_exit or not done.stdout:
        raise NotMeasuredError(f"{Path(command[0]).name} ended with exit code {done.returncode}")
    seconds, peak = done.stdout.split()
    return Usage(float(seconds), int(peak) * RSS_UNIT)


@dataclass
class Side:
    """One of the two that are compared, and its runs so far."""

    run: Callable[[], Usage]
    runs: list[Usage] = field(default_factory=list)
    spent: float = 0.0

    def again(self) -> None:
        """Run once more."""
        start = perf_counter()
        self.runs.append(self.run())
        self.spent += perf_counter() - start

    def median(self) -> Usage:
        """The median time and the median peak."""
        return Usage(median(run.seconds for run in self.runs), int(median(run.bytes for run in self.runs)))


def in_turn(ours: Callable[[], Usage], theirs: Callable[[], Usage], most: int) -> tuple[Usage, Usage]:
    """Medians of both, run A B A B ... so that a busy moment of the machine hits both alike.

    A side is run `most` times, fewer where that would take longer than ENOUGH, but once in any case.
    """
    sides = (Side(ours), Side(theirs))
    for side in sides:
        side.again()
        if side.spent < SHORT:
            side.runs.clear()
            side.spent = 0.0
    while waiting := [side for side in sides if len(side.runs) < most and side.spent < ENOUGH]:
        for side in waiting:
            side.again()
    return sides[0].median(), sides[1].median()
