"""The matrix semula - menjadi read back with other libraries than those that wrote it."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet

from tests.helpers.runner import Runner

# The columns of the matrix as they stand in the sheet, the last two hidden.
COLUMNS = (
    *("no", "place", "code", "programme", "field", "before", "after", "moved", "percent"),
    *("reason", "basis", "where", "mark"),
)


class Matrices(NamedTuple):
    """What was written: the JSON, the sheets in their order, and the tables of the document as texts."""

    data: dict[str, Any]
    sheets: list[Worksheet]
    tables: list[list[list[str]]]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of the matrix, without its head, by column."""
        return [dict(zip(COLUMNS, line, strict=True)) for line in values(self.sheets[1])[1:]]

    @property
    def totals(self) -> list[list[Any]]:
        """The table by dimension, without its head."""
        lines = values(self.sheets[0])
        top = next(index for index, line in enumerate(lines) if line[-1] == "%")
        return [line for line in lines[top + 1 :] if isinstance(line[1], int)]

    @property
    def marks(self) -> list[str]:
        """What the rows are told by, over all rows."""
        return [mark for row in self.rows for mark in row["mark"].split()]


def made(run: Runner, *words: str, folder: Path = Path()) -> Matrices:
    """A comparison as a workbook, as a document, and as JSON."""
    for form in ("json", "xlsx", "docx"):
        result = run("diff", *words, "--output", str(folder / f"matrix.{form}"))
        assert (result.code, result.out) == (0, ""), result.err
    return Matrices(
        json.loads((folder / "matrix.json").read_text("utf-8")),
        sheets(folder / "matrix.xlsx"),
        tables(folder / "matrix.docx"),
    )


def sheets(path: Path) -> list[Worksheet]:
    """The sheets of a workbook with their rich text."""
    return load_workbook(path, rich_text=True).worksheets


def values(sheet: Worksheet) -> list[list[Any]]:
    """What stands in the cells; of rich text the words."""
    return [[str(one) if isinstance(one, CellRichText) else one for one in line] for line in sheet.values]


def tables(path: Path) -> list[list[list[str]]]:
    """The tables of a document as texts."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(str(path)).tables]
