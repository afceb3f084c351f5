"""What the plans of a whole country take on one machine: the figures of docs/scale.md.

    python benchmarks/cities.py [--cities 514] [--programmes 64] [--parts 8]

Makes a folder for each city, with two revisions of its plan, and prints for each command the time until it ends, the
time that all its processes were working, and the memory of its largest process; then the same of the longest part where
the cities are in so many parts. `load.py` tests that the results are the same. Needs a Unix.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from generate import write_plans
from load import CITIES
from programs import SMARTPLAN

COMMANDS = {
    "validate": ["validate", "cities", "--format", "json"],
    "coverage": ["coverage", "cities", "--format", "json"],
    "list": ["list", "cities", "--rows", "programmes", "--format", "jsonl"],
}
MIB = 2**20
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Taken(NamedTuple):
    """Seconds until the end, seconds of all processes, the peak memory of the largest, and the size of the result."""

    wall: float
    processor: float
    peak: int
    result: int


def main() -> None:
    """Make the cities, run the commands and print a table."""
    options = arguments()
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        for number in range(options.cities):
            write_plans(options.programmes, Path(f"cities/city-{number:03}/plans"), seed=number)
        print(f"{options.cities} cities of {options.programmes} programmes, two revisions each; {os.cpu_count()} cores")
        print("| command | wall | processor | memory | result |\n|---|---|---|---|---|")
        for name, words in COMMANDS.items():
            print(row(f"`{name}`", taken(words)), flush=True)
            parts = [taken([*words, "--shard", f"{number}/{options.parts}"]) for number in range(1, options.parts + 1)]
            print(row(f"`{name}`, the longest of {options.parts} parts", max(parts)), flush=True)


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Measure smartplan on the plans of a whole country.")
    parser.add_argument("--cities", type=int, default=CITIES)
    parser.add_argument("--programmes", type=int, default=64)
    parser.add_argument("--parts", type=int, default=8)
    return parser.parse_args()


def taken(words: Sequence[str]) -> Taken:
    """Run smartplan once. Ends the program where it fails."""
    start = perf_counter()
    output = os.open("output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    actions = [(os.POSIX_SPAWN_DUP2, output, 1)]
    child = os.posix_spawn(SMARTPLAN, [str(SMARTPLAN), *words], os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    wall = perf_counter() - start
    os.close(output)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(words)} failed")
    size = Path("output").stat().st_size
    return Taken(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT, size)


def row(what: str, found: Taken) -> str:
    """A line of the table."""
    sizes = f"{found.peak / MIB:.0f} MiB | {found.result / MIB:.1f} MiB"
    return f"| {what} | {found.wall:.1f} s | {found.processor:.1f} s | {sizes} |"


if __name__ == "__main__":
    main()
