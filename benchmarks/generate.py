"""Made-up plans of any size, of the kinds that `KINDS` lists; 2023.yaml and a revised copy, 2026.yaml, of most.

    python benchmarks/generate.py 3000 OUTDIR [--kind varied] [--seed 1]

All but `faulty` are clean: `smartplan validate` has nothing to say about them, and `smartplan fmt` nothing to change
in `plain`. Making 30,000 programmes takes a second.
"""

import argparse
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random

from plan_text import Style, plain, plan
from programmes import Programme, programme, revised
from real import REAL
from sheets import fill, tabulate
from varied import VARIED

SMALLEST = 24
"""With fewer, a revised copy would leave a sub-dimension or an agency empty."""

FAULT_EVERY = 20
FAULTS = (
    (r"agency: \S+", "agency: dinas-lama"),
    (r"missions: \[", "missions: [M9, "),
    (r"kind: \S+", "kind: aplikasi"),
    (r"quick_win: \S+", "quick_win: yes"),
    (r"code: \S+", 'code: "2:16:03"'),
)
"""One a programme, in turn: what is looked for and what it becomes."""

CHANGED = 50
"""One programme in so many is changed by a side of a merge."""


def write_plans(count: int, folder: Path, seed: int = 1, style: Style | None = None) -> None:
    """Write 2023.yaml with `count` programmes and its revised copy 2026.yaml into `folder`."""
    rng = Random(seed)
    old = programmes(count, rng)
    new, gone = revised(old, rng)
    write(folder / "2023.yaml", plan("2023", old, [], style))
    write(folder / "2026.yaml", plan("2026", new, gone, style))


def write_varied(count: int, folder: Path, seed: int = 1) -> None:
    """The same in which few lines stand twice, as in plans that people write."""
    write_plans(count, folder, seed, VARIED)


def write_real(count: int, folder: Path, seed: int = 1) -> None:
    """The same with what plans of real cities hold: 32 goals and objectives, and about eight actions a programme."""
    write_plans(count, folder, seed, REAL)


def write_faulty(count: int, folder: Path, seed: int = 1) -> None:
    """Write 2023.yaml in which every twentieth programme has one fault, of five kinds."""
    write(folder / "2023.yaml", plan("2023", programmes(count, Random(seed)), [], Style(faulty, lambda item: "")))


def write_sides(count: int, folder: Path, seed: int = 1) -> None:
    """Write what git hands to a merge driver: a base and two sides that change 2 % each, in different programmes."""
    base = programmes(count, Random(seed))
    ours = list(base)
    theirs = list(base)
    for number in range(0, count - 1, CHANGED):
        (fund, amounts), *others = base[number].budget
        ours[number] = replace(base[number], budget=((fund, tuple(2 * amount for amount in amounts)), *others))
        theirs[number + 1] = replace(base[number + 1], name=f"{base[number + 1].name} Terpadu")
    for side, items in (("base", base), ("ours", ours), ("theirs", theirs)):
        write(folder / f".merge_file_{side}", plan("2023", items, []))


def write_filled(count: int, folder: Path, seed: int = 1) -> None:
    """The same as plain, and 2023.xlsx: the workbook of 2023.yaml in which 500 cells were filled in."""
    write_plans(count, folder, seed)
    fill(folder)


def write_table(count: int, folder: Path, seed: int = 1) -> None:
    """The same as plain, 2023.xlsx: 2023.yaml as a planning table, and plans/2023.yaml: that table imported."""
    write_plans(count, folder, seed)
    tabulate(folder)


KINDS = {
    "plain": write_plans,
    "varied": write_varied,
    "real": write_real,
    "faulty": write_faulty,
    "sides": write_sides,
    "filled": write_filled,
    "table": write_table,
}


def programmes(count: int, rng: Random) -> list[Programme]:
    """The programmes of a first revision. Raises ValueError where there are too few."""
    if count < SMALLEST:
        raise ValueError(f"at least {SMALLEST} programmes are needed")
    return [programme(number, 2023, rng) for number in range(count)]


def faulty(item: Programme) -> str:
    """A programme, with a fault if its turn has come."""
    turn, rest = divmod(item.number, FAULT_EVERY)
    before, after = FAULTS[turn % len(FAULTS)]
    return plain(item) if rest else re.sub(rf"(?m)^        {before}", f"        {after}", plain(item), count=1)


def write(path: Path, pieces: Iterable[str]) -> None:
    """Write the pieces of a text, and the folder where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(pieces), encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write made-up revisions of a plan.")
    parser.add_argument("count", type=int, help="programmes in 2023.yaml")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=KINDS, default="plain")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.count < SMALLEST:
        parser.error(f"at least {SMALLEST} programmes are needed")
    KINDS[arguments.kind](arguments.count, arguments.folder, arguments.seed)


if __name__ == "__main__":
    main()
