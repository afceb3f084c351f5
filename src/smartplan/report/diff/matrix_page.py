"""The matrix semula - menjadi as a page: the same tables that a workbook and a document have."""

from smartplan.report.diff import matrix, matrix_rows, matrix_sums
from smartplan.report.diff.words import DiffWords
from smartplan.report.render.page import Block, Facts, Heading, Page, Text


def build(words: DiffWords, rows: DiffWords | None = None, *, sums: bool = True) -> Page:
    """The matrix of a comparison: its head, the changes, the totals by dimension, and the `sums` by source and by
    indicator. Of more changes than are to be listed, `rows` has those that are.

    What is hidden in a workbook, and a table without a row, are left out.
    """
    found = matrix.outline(words)
    changes = matrix_rows.sheet(rows or words, hidden=False)
    blocks: list[Block] = [Facts(found.head)]
    for sheet in (changes, found.totals, *([matrix_sums.money(words), matrix_sums.targets(words)] if sums else [])):
        if sheet.table.lines:
            blocks += [Heading(sheet.title), sheet.table]
        if sheet is changes:
            blocks += [Text(note) for note in found.notes]
    return Page(f"{found.title}. {found.name}", blocks=blocks)
