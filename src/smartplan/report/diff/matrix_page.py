"""The matrix semula - menjadi as a page: the same tables that a workbook and a document have."""

from msgspec.structs import replace

from smartplan.messages import Catalogue
from smartplan.operations.diff import Result
from smartplan.report.diff.matrix import build as build_matrix
from smartplan.report.render.page import Block, Facts, Heading, Line, Page, Table, Text


def build(result: Result, say: Catalogue) -> Page:
    """The matrix of a comparison: its head, the changes, and the totals by dimension, by source and by indicator.

    What is hidden in a workbook, and a table without a row, are left out.
    """
    matrix = build_matrix(result, say)
    changes, *sums = matrix.sheets
    blocks: list[Block] = [Facts(matrix.head)]
    for sheet in (changes, matrix.totals, *sums):
        if sheet.table.lines:
            blocks += [Heading(sheet.title), seen(sheet.table)]
        if sheet is changes:
            blocks += [Text(note) for note in matrix.notes]
    return Page(f"{matrix.title}. {matrix.name}", blocks=blocks)


def seen(table: Table) -> Table:
    """The columns that a workbook shows at first."""
    seen = [index for index, column in enumerate(table.columns) if not column.hidden]
    lines = [Line([line.cells[index] for index in seen], line.kind) for line in table.lines]
    return replace(table, columns=[table.columns[index] for index in seen], lines=lines)
