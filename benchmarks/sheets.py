"""Workbooks of a plan: one that comes back with 500 cells filled in, and a planning table to import."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

CHANGED = 500
KEYS, FIRST = 1, 3
"""The rows of the keys and of the first programme, counted from 1."""


def fill(folder: Path) -> None:
    """Export 2023.yaml of a folder to 2023.xlsx, and type another name and description into its programmes."""
    from openpyxl import load_workbook

    path = export(folder)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value): index for index, cell in enumerate(sheet[KEYS], 1)}
    left = CHANGED
    for row in range(FIRST, sheet.max_row + 1):
        for key in ("name", "description"):
            if left:
                sheet.cell(row, columns[key]).value = f"Baris {row} diisi kembali"
                left -= 1
    if left:
        raise ValueError(f"at least {CHANGED // 2} programmes are needed")
    book.save(path)


def tabulate(folder: Path) -> None:
    """Export 2023.yaml of a folder to 2023.xlsx as a planning table, and import that as plans/2023.yaml."""
    path = export(folder, "--layout", "matrix")
    plans = folder / "plans"
    plans.mkdir(exist_ok=True)
    (plans / "2023.yaml").unlink(missing_ok=True)
    smartplan("import", path, "--new", "2023", "--plans", plans, "--city", "Kota Contoh", "--code", "64.71")


def export(folder: Path, *options: str) -> Path:
    """The workbook of 2023.yaml of a folder."""
    path = folder / "2023.xlsx"
    smartplan("export", folder / "2023.yaml", "--output", path, *options)
    return path


def smartplan(*words: str | Path) -> None:
    """Run smartplan as it is installed for this Python, with no trace of it among what the user can undo."""
    program = Path(sys.executable).parent / "smartplan"
    with TemporaryDirectory() as state:
        environment = {**os.environ, "SMARTPLAN_STATE": state}
        subprocess.run([program, *words], check=True, env=environment, stdout=subprocess.DEVNULL)
