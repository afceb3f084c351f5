"""Every regency and city of Indonesia at once: 514 folders with two revisions of a plan each.

    python benchmarks/load.py [--cities 514] [--programmes 300] [--write]

`validate` and `coverage` run over the whole tree with one process and with two, and over every tenth city, which has a
fault, by itself; what they say has to be the same. Needs a Unix, 400 MB of disk and some minutes; run it with the
Python that smartplan is installed for, on a machine that does nothing else.
"""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import page
from generate import write_plans
from measure import Usage, usage
from programs import SMARTPLAN
from rows import FEW, LOAD, LOADED, PEAK, PROCESSES, SAME

CITIES = 514
PROGRAMMES = 300
EVERY = 10
FOUND = 1
"""What `validate` ends with where it finds something."""
MIB = 2**20


def main() -> None:
    """Make the tree, compare what is said, and measure."""
    options = arguments()
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        rows = []
        for found in measured(options.cities, options.programmes):
            rows.append(found)
            print(found, flush=True)
    if options.write:
        keep(options.cities, options.programmes, rows)


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description="Measure smartplan on the plans of every city.")
    parser.add_argument("--cities", type=int, default=CITIES)
    parser.add_argument("--programmes", type=int, default=PROGRAMMES)
    parser.add_argument("--write", action="store_true", help="keep the table in README.md")
    return parser.parse_args()


def keep(cities: int, programmes: int, rows: list[str]) -> None:
    """Put the table into README.md."""
    what = f"{cities} cities of {programmes} programmes, two revisions each"
    page.keep("last load", rows, f"{page.circumstances()}; {what}.")


def measured(cities: int, programmes: int) -> Iterator[str]:
    """What two processes, one, and one for a city say, and in what time; the memory of all cities and of a few."""
    make(cities, programmes)
    for command, key in LOADED.items():
        (two, quick), (one, slow) = (said(command, "all", jobs=jobs) for jobs in (2, 1))
        whole = json.loads(one)[key]
        for number in range(0, cities, EVERY):
            alone = json.loads(said(command, f"all/city-{number:03}/plans")[0])[key]
            if alone != [item for item in whole if f"/city-{number:03}/" in item["path"]]:
                sys.exit(f"{command} says something else of city {number}")
        if one != two:
            sys.exit(f"{command} does not say the same")
        note = f"{quick.seconds:.1f} s / {slow.seconds:.1f} s"
        yield page.row(PROCESSES.format(command), LOAD[PROCESSES], quick.seconds / slow.seconds, note)
        yield page.row(SAME.format(command), LOAD[SAME], "the same", f"{len(whole)} {key}")
        few = said(command, "few", jobs=2)[1]
        note = f"{quick.bytes / MIB:.0f} MiB / {few.bytes / MIB:.0f} MiB"
        yield page.row(PEAK.format(command), LOAD[PEAK], quick.bytes / few.bytes, note)


def make(cities: int, programmes: int) -> None:
    """The tree `all`, and the first few of it as `few`."""
    Path("few").mkdir()
    for number in range(cities):
        place = Path("all", f"city-{number:03}", "plans")
        write_plans(programmes, place, seed=number)
        if number % EVERY == 0:
            path = place / "2026.yaml"
            path.write_text(path.read_text("utf-8").replace("agency: dlh\n", "agency: dhl\n", 1), encoding="utf-8")
        if number < FEW:
            Path("few", place.parent.name).symlink_to(Path.cwd() / "all" / place.parent.name)


def said(command: str, place: str, **options: Any) -> tuple[str, Usage]:
    """The JSON of a run of smartplan, and what the run took. Raises NotMeasuredError."""
    words = [f"--{name}={value}" for name, value in {"format": "json", **options}.items()]
    output = Path("said.json")
    taken = usage([str(SMARTPLAN), command, place, *words], FOUND, str(output))
    return output.read_text(encoding="utf-8"), taken


if __name__ == "__main__":
    main()
