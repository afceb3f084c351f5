"""Every regency and city of Indonesia at once: 514 folders with two revisions of a plan each.

    python benchmarks/load.py [--cities 514] [--programmes 300] [--runs 3] [--write]

`validate` and `coverage` run over the whole tree with one process and with two, and over every tenth city, which has a
fault, by itself; what they say has to be the same. Needs a Unix, 400 MB of disk and about ten minutes; run it with the
Python that smartplan is installed for, on a machine that does nothing else.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from generate import write_plans
from measure import ENVIRONMENT, in_turn, peak, seconds
from run import SMARTPLAN, keep

BEGIN, END = "<!-- last load -->", "<!-- end of last load -->"
FEW = 20
EVERY = 10
# What `validate` ends with where it finds something.
FOUND = 1
COMMANDS = ("validate", "coverage")
AT_MOST = 0.55
SINGLE = 30_000
MIB = 2**20


def main() -> None:
    """Make the tree, compare what is said, then measure."""
    options = arguments()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        make(options.cities, options.programmes)
        rows = []
        for found in chain(measured(options.cities), single(options.runs)):
            rows.append(found)
            print(found, flush=True)
    if options.write:
        head = (
            f"Python {platform.python_version()}, {os.cpu_count()} cores, {date.today()}; {options.cities} cities of "
        )
        head += f"{options.programmes} programmes, two revisions each.\n\n| what | at most | last run |\n|---|---|---|"
        keep("\n".join([head, *rows]), BEGIN, END)


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Measure smartplan on the plans of every city.")
    parser.add_argument("--cities", type=int, default=514)
    parser.add_argument("--programmes", type=int, default=300)
    parser.add_argument("--runs", type=int, default=3, help="of the single large plan")
    parser.add_argument("--write", action="store_true", help="keep the table in README.md")
    return parser.parse_args()


def make(cities: int, programmes: int) -> None:
    """The tree `all`, the first few of it as `few`, and one large plan as `one`."""
    for number in range(cities):
        place = Path("all", f"city-{number:03}", "plans")
        write_plans(programmes, place, seed=number)
        if number % EVERY == 0:
            path = place / "2026.yaml"
            path.write_text(path.read_text("utf-8").replace("agency: dlh\n", "agency: dhl\n", 1), encoding="utf-8")
        if number < FEW:
            Path("few").mkdir(exist_ok=True)
            Path("few", place.parent.name).symlink_to(Path.cwd() / "all" / place.parent.name)
    write_plans(SINGLE, Path("one"))


def measured(cities: int) -> Iterator[str]:
    """What two processes, one, and one for a city say, and in what time; the memory of all cities and of a few."""
    for command in COMMANDS:
        (two, quick), (one, slow) = (said(line(command, "all", jobs=jobs)) for jobs in (2, 1))
        key = {"validate": "findings", "coverage": "cities"}[command]
        whole = json.loads(one)[key]
        for number in range(0, cities, EVERY):
            alone = json.loads(said(line(command, f"all/city-{number:03}/plans"))[0])[key]
            if alone != [item for item in whole if f"/city-{number:03}/" in item["path"]]:
                sys.exit(f"{command} says something else of city {number}")
        if one != two:
            sys.exit(f"{command} does not say the same")
        yield row(f"`{command}`, two processes / one", AT_MOST, quick / slow, f"{quick:.0f} s / {slow:.0f} s")
        note = f"the same, {len(whole)} {key}"
        yield f"| `{command}`: what two processes, one, and for every tenth city one alone say | the same | {note} |"
        most, least = (peak(line(command, place, jobs=2), FOUND) for place in ("all", "few"))
        note = f"{most / MIB:.0f} MiB / {least / MIB:.0f} MiB"
        yield row(f"`{command}`, peak memory, all cities / {FEW}", 1.5, most / least, note)


def single(runs: int) -> Iterator[str]:
    """One plan of 30,000 programmes: `coverage` beside `validate`, and the memory of both in sizes of the file."""
    plan = "one/2023.yaml"
    size = Path(plan).stat().st_size
    ours, theirs = in_turn(partial(seconds, line("coverage", plan), 0), partial(seconds, line("validate", plan), 0),
                           runs, runs)  # fmt: skip
    note = f"{ours:.1f} s / {theirs:.1f} s"
    yield row(f"one plan of {SINGLE:,}: `coverage` / `validate`", 1.5, ours / theirs, note)
    idle = peak([sys.executable, "-c", "pass"], 0)
    for command in COMMANDS:
        used = peak(line(command, plan), 0) - idle
        note = f"{used / MIB:.0f} MiB above an idle interpreter"
        yield row(f"one plan of {SINGLE:,}: memory of `{command}` in sizes of the file", 25, used / size, note)


def said(words: Sequence[str]) -> tuple[str, float]:
    """The JSON of a run, and its seconds."""
    start = perf_counter()
    done = subprocess.run([*words, "--format", "json"], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    if done.returncode > FOUND or done.stderr:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stdout, perf_counter() - start


def line(command: str, *places: str, **options: Any) -> list[str]:
    """A command line of smartplan."""
    return [str(SMARTPLAN), command, *places, *(f"--{name}={value}" for name, value in options.items())]


def row(what: str, at_most: float, ratio: float, note: str) -> str:
    """A row of the table; what is missed stands out."""
    shown = f"{ratio:.3g}"
    return f"| {what} | {at_most} | {f'**{shown}**' if ratio > at_most else shown} ({note}) |"


if __name__ == "__main__":
    main()
