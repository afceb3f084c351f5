"""The tables in README.md: rows and targets as `TARGETS` has them, with what was measured last."""

import os
import platform
from datetime import date
from pathlib import Path

from rows import TARGETS

PAGE = Path(__file__).resolve().parent / "README.md"


def circumstances() -> str:
    """All about the machine that matters."""
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {date.today()}"


def row(what: str, at_most: float | str | None, found: float | str, note: str = "") -> str:
    """A row of a table, with a ratio or a word: a ratio that misses its target stands out."""
    strong = "**" if isinstance(at_most, float | int) and isinstance(found, float) and found > at_most else ""
    shown = f"{found:.3g}" if isinstance(found, float) else found
    return f"| {what} | {'' if at_most is None else at_most} | {strong}{shown}{strong} | {note} |"


def keep(name: str, measured: list[str], head: str = "") -> None:
    """Put what was measured into the table between the two marks of that name.

    A row that was not measured keeps its figures, and so does the table its `head` where none is given.
    """
    begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    before, rest = PAGE.read_text(encoding="utf-8").split(begin)
    table, after = rest.split(end)
    kept_head, titles, line, *kept = filter(None, table.splitlines())
    figures = {what: (found, note) for what, _, found, note in map(cells, [*kept, *measured])}
    rows = [aimed(what, at_most, *figures.get(what, ("not measured", ""))) for what, at_most in TARGETS[name].items()]
    table = "\n".join([f"{head or kept_head}\n", titles, line, *rows])
    PAGE.write_text(f"{before}{begin}{table}{end}{after}", encoding="utf-8")


def cells(line: str) -> list[str]:
    """The cells of a row."""
    return [cell.strip() for cell in line.strip("|").split("|")]


def aimed(what: str, at_most: float | str | None, shown: str, note: str) -> str:
    """A row whose figure is there already, with the target of today."""
    found = shown.strip("*")
    try:
        return row(what, at_most, float(found), note)
    except ValueError:
        return row(what, at_most, found, note)
