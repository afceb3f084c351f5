"""Measure smartplan against its targets, and against the programs people would use without it.

    python benchmarks/run.py [--quick] [--write] [--sizes 60,300] [--only TEXT] [--runs 5] [--targets]

The rows of `rows.py` first, then every city at once, as `load.py` alone does. Run it with the Python that smartplan is
installed for, on a machine that does nothing else. Needs a Unix. Only the ratios mean anything: both sides of each were
measured in turn, in the same run.
"""

import argparse
import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from load import CITIES, PROGRAMMES, measured
from load import keep as keep_load
from measure import NotMeasuredError, in_turn
from page import circumstances, keep, row
from peers import PEERS
from programs import SMARTPLAN, process
from rows import ROWS, SIZES, TARGETS, Row
from start_script import installer

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Measure row by row, then the cities; print and, if asked, keep the tables."""
    options = arguments()
    if options.targets:
        for name in TARGETS:
            keep(name, [])
        return
    if not SMARTPLAN.exists():
        sys.exit("smartplan is not installed for this Python")
    rows = [item for item in ROWS if set(item.folders.values()) <= options.sizes and options.only in item.work]
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        lines = shown(table(rows, options.runs, options.envs))
    if options.write and options.only:
        keep("last run", lines)
    elif options.write:
        peers = ", ".join(peer.requirement.replace("==", " ").replace("@", " ") for peer in PEERS.values())
        keep("last run", lines, f"{circumstances()}; smartplan installed by {installer()}; {peers}.")
    if options.only:
        return
    cities, programmes = (6, 60) if options.quick else (CITIES, PROGRAMMES)
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        lines = shown(measured(cities, programmes))
    if options.write:
        keep_load(cities, programmes, lines)


def arguments() -> argparse.Namespace:
    """The options, with `--quick` already applied."""
    parser = argparse.ArgumentParser(description="Measure smartplan against its targets.")
    parser.add_argument("--sizes", type=sizes, default=set(SIZES), metavar="N,N,...", help="plans of these sizes")
    parser.add_argument("--only", default="", metavar="TEXT", help="rows with this text in them, and no cities")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="60 and 300 programmes, 6 cities, 3 runs")
    parser.add_argument("--write", action="store_true", help="keep what was measured in README.md")
    parser.add_argument("--targets", action="store_true", help="measure nothing: put rows and targets into README.md")
    parser.add_argument("--envs", type=Path, default=HERE / ".envs", help="environments of peers")
    options = parser.parse_args()
    options.envs = options.envs.resolve()
    if options.quick:
        options.sizes, options.runs = {60, 300}, 3
    if options.write and options.sizes != set(SIZES):
        parser.error("--write keeps plans of every size: leave out --quick and --sizes")
    return options


def sizes(text: str) -> set[int]:
    """The argument of `--sizes`."""
    chosen = {int(size) for size in text.split(",")}
    if not chosen <= set(SIZES):
        raise argparse.ArgumentTypeError(f"choose from {','.join(map(str, SIZES))}")
    return chosen


def shown(lines: Iterator[str]) -> list[str]:
    """The lines, each printed as soon as it is there."""
    kept = []
    for line in lines:
        print(line, flush=True)
        kept.append(line)
    return kept


def table(rows: list[Row], runs: int, environments: Path) -> Iterator[str]:
    """The rows, measured in the working folder, where the plans and the schemas of the peers are put first."""
    for folder in sorted(set[str]().union(*(item.folders for item in rows))):
        make(folder)
    shutil.copy(HERE / "yamale.schema.yaml", ".")
    schema = subprocess.run([SMARTPLAN, "schema", "plan"], stdout=subprocess.PIPE, check=True)
    Path("plan.schema.json").write_bytes(schema.stdout)
    for item in rows:
        yield line(item, runs, environments)


def make(folder: str) -> None:
    """The plans of a folder, `SIZE`, `SIZE-KIND` or `CITIESxSIZE`."""
    size, _, kind = folder.partition("-")
    cities, _, each = size.rpartition("x")
    places = [f"{folder}/city-{number:03}/plans" for number in range(int(cities or 0))] or [folder]
    for seed, place in enumerate(places, 1):
        # In a process of its own, so that this one stays small and its children start quickly.
        words = [each, place, "--kind", kind or "plain", "--seed", str(seed)]
        subprocess.run([sys.executable, HERE / "generate.py", *words], check=True)


def line(item: Row, runs: int, environments: Path) -> str:
    """Both sides of a row in turn, and what came of it."""
    try:
        ours = process(item.ours, environments)
        theirs = process(item.theirs, environments)
        mine, other = in_turn(ours, theirs, runs)
    except NotMeasuredError as reason:
        return row(item.work, item.at_most, "not measured", str(reason))
    if item.memory:
        size = sum(Path(path).stat().st_size for path in item.plans)
        note = f"{mine.bytes / 2**20:.0f} MiB, idle {other.bytes / 2**20:.0f} MiB"
        return row(item.work, item.at_most, (mine.bytes - other.bytes) / size, note)
    note = f"{mine.seconds * 1000:,.0f} ms / {other.seconds * 1000:,.0f} ms"
    return row(item.work, item.at_most, mine.seconds / other.seconds, note)


if __name__ == "__main__":
    main()
