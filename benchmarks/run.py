"""Measure smartplan against its targets, and against the programs people would use without it.

    python benchmarks/run.py [--sizes 60,300,3000,30000] [--runs 5] [--quick] [--write]

Run it with the Python that smartplan is installed for, on a machine that does nothing else. Needs a
Unix. Only the ratios mean anything: both sides of each were measured in turn, in the same run.
"""

import argparse
import contextlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import NotMeasuredError, Sample, in_turn, peak, seconds
from peers import PEERS, peer
from rows import DRAIN, HELLO, ROWS, SIZES, Row

HERE = Path(__file__).resolve().parent
SMARTPLAN = Path(sys.executable).parent / "smartplan"
BEGIN, END = "<!-- last run -->", "<!-- end of last run -->"


@dataclass(frozen=True)
class Result:
    """The outcome of a row: a ratio and the two medians behind it, or why there is none."""

    row: Row
    ratio: float | None
    note: str

    @property
    def over(self) -> bool:
        """Whether the target is missed."""
        return self.ratio is not None and self.ratio > self.row.at_most


def main() -> None:
    """Make the plans, measure row by row, print and, if asked, keep the table."""
    options = arguments()
    if not SMARTPLAN.exists():
        sys.exit("smartplan is not installed for this Python")
    rows = [row for row in ROWS if row.sizes <= options.sizes]
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        prepare(set[int]().union(*(row.sizes for row in rows)))
        results = []
        for row in rows:
            results.append(measure(row, options.runs, options.envs))
            print(line(results[-1]), flush=True)
    if options.write:
        keep("\n".join(markdown(results)), BEGIN, END)


def arguments() -> argparse.Namespace:
    """The options, with `--quick` already applied."""
    parser = argparse.ArgumentParser(description="Measure smartplan against its targets.")
    parser.add_argument("--sizes", type=sizes, default=set(SIZES), metavar="N,N,...")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="60 and 300 programmes, 3 runs")
    parser.add_argument("--write", action="store_true", help="keep the table in README.md")
    parser.add_argument("--envs", type=Path, default=HERE / ".envs", help="environments of peers")
    options = parser.parse_args()
    options.envs = options.envs.resolve()
    if options.quick:
        options.sizes, options.runs = {60, 300}, 3
    return options


def sizes(text: str) -> set[int]:
    """The argument of `--sizes`."""
    chosen = {int(size) for size in text.split(",")}
    if not chosen <= set(SIZES):
        raise argparse.ArgumentTypeError(f"choose from {','.join(map(str, SIZES))}")
    return chosen


def prepare(needed: set[int]) -> None:
    """Put the plans and the schemas of the peers into the working folder."""
    for size in sorted(needed):
        # In a process of its own, so that this one stays small and its children start quickly.
        subprocess.run([sys.executable, HERE / "generate.py", str(size), str(size)], check=True)
    shutil.copy(HERE / "yamale.schema.yaml", ".")
    schema = subprocess.run([SMARTPLAN, "schema", "plan"], stdout=subprocess.PIPE, check=True)
    Path("plan.schema.json").write_bytes(schema.stdout)


def measure(row: Row, runs: int, environments: Path) -> Result:
    """Both sides of a row in turn."""
    sample = peak if row.memory else seconds
    try:
        ours = process(row.ours, sample, environments)
        theirs = process(row.theirs, sample, environments)
        mine, other = in_turn(ours, theirs, runs, row.their_runs)
    except NotMeasuredError as reason:
        return Result(row, None, f"not measured: {reason}")
    if row.memory:
        (size,) = row.sizes
        above = (mine - other) / Path(f"{size}/2023.yaml").stat().st_size
        return Result(row, above, f"{mine / 2**20:.0f} MiB, idle {other / 2**20:.0f} MiB")
    return Result(row, mine / other, f"{mine * 1000:.0f} ms / {other * 1000:.0f} ms")


def process(command: str, sample: Sample, environments: Path) -> Callable[[], float]:
    """One run of a command line of the table, its first word replaced by the program it names."""
    name, *rest = command.split()
    own = {
        "smartplan": [str(SMARTPLAN)],
        "python": [sys.executable],
        # From smartplan's own environment, hence with the typer and the libyaml that it uses.
        "hello": [sys.executable, "-c", HELLO],
        "drain": [sys.executable, "-c", DRAIN],
    }
    program = own[name] if name in own else [str(peer(name, environments))]
    # yamllint has something to say about line lengths and ends with 1, as it should.
    return partial(sample, [*program, *rest], int(name == "yamllint"))


def line(result: Result) -> str:
    """A row for people who watch."""
    ratio = "    -" if result.ratio is None else f"{result.ratio:.3g}".rjust(5)
    mark = "  OVER" if result.over else ""
    return f"{ratio}  at most {result.row.at_most:<5}  {result.row.work}  ({result.note}){mark}"


def keep(table: str, begin: str, end: str) -> None:
    """Replace what stands between two marks in README.md."""
    page = HERE / "README.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(begin)
    after = rest.split(end)[1]
    page.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


def markdown(results: list[Result]) -> Iterator[str]:
    """The table as it stands in README.md; says nothing about the machine but what matters."""
    peers = ", ".join(requirement.replace("==", " ") for requirement in PEERS.values())
    cores = os.cpu_count()
    yield f"Python {platform.python_version()}, {cores} cores, {date.today()}; {peers}.\n"
    yield "| work | at most | last run |\n|---|---|---|"
    for result in results:
        shown = result.note if result.ratio is None else f"{result.ratio:.3g}"
        strong = "**" if result.over else ""
        yield f"| {result.row.work} | {result.row.at_most} | {strong}{shown}{strong} |"


if __name__ == "__main__":
    main()
