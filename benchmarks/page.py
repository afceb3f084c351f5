"""The tables in README.md."""

import os
import platform
from datetime import date
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "README.md"


def circumstances() -> str:
    """All about the machine that matters."""
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {date.today()}"


def row(what: str, at_most: float | None, ratio: float, note: str) -> str:
    """A row of a table: what is missed stands out."""
    strong = "**" if at_most is not None and ratio > at_most else ""
    return f"| {what} | {'' if at_most is None else at_most} | {strong}{ratio:.3g}{strong} | {note} |"


def keep(name: str, head: str, rows: list[str]) -> None:
    """Replace what stands between the two marks of that name by a table."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, rest = PAGE.read_text(encoding="utf-8").split(begin)
    after = rest.split(end)[1]
    titles = "| what | at most | last run | behind it |\n|---|---|---|---|"
    table = "\n".join([f"{head}\n", titles, *rows])
    PAGE.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")
