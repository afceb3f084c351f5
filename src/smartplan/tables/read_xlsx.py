"""An .xlsx file, read by openpyxl: values, number formats, merged cells; formulas are kept as text, never evaluated."""

from pathlib import Path
from typing import Any

from smartplan.tables.cells import Content, Sheet, SheetCell, Span, Workbook


def read_xlsx(path: Path, name: str) -> Workbook:
    """The workbook in a file, `name` as it is shown."""
    from openpyxl import load_workbook

    shown = load_workbook(path, data_only=True)
    written = load_workbook(path)
    sheets = []
    for sheet, formulas in zip(shown.worksheets, written.worksheets, strict=True):
        rows = [
            [
                SheetCell(
                    None if value.data_type == "e" else _content(value.value),
                    value.number_format if value.value is not None else "",
                    str(formula.value) if formula.data_type == "f" else "",
                    str(value.value) if value.data_type == "e" else "",
                )
                for value, formula in zip(line, other, strict=True)
            ]
            for line, other in zip(sheet.iter_rows(), formulas.iter_rows(), strict=True)
        ]
        merged = [
            Span(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in sheet.merged_cells
        ]
        sheets.append(
            Sheet(
                sheet.title,
                rows,
                merged,
                frozenset(row - 1 for row, one in sheet.row_dimensions.items() if one.hidden),
                visible=sheet.sheet_state == "visible",
            )
        )
    return Workbook(name, sheets)


def _content(value: Any) -> Content:
    """What stands in a cell as plain data; openpyxl has types of its own for formulas alone, and they have no value."""
    return value if isinstance(value, Content) else None
