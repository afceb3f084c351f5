"""Cells and tables of a page, made ready for the template."""

import re
from collections.abc import Iterator, Set
from datetime import date

from msgspec.structs import replace

from smartplan.plan.figure import Sum
from smartplan.report.charts.colours import shade
from smartplan.report.html.pictures import inline
from smartplan.report.html.views import CellView, ColumnView, RowView, TableView
from smartplan.report.render.bars import Bar, Curve, Strip
from smartplan.report.render.page import (
    Cell,
    ChangedText,
    Column,
    Line,
    ProgrammeRef,
    ShareValue,
    Table,
    Value,
    YearValue,
    cell,
)

# From so many rows on a table can be filtered, and from so few sorted.
LONG, _SORTED = 20, 3
# So deep a text can be indented, two blanks a step.
_DEEPEST = 4
# Of any other id there is no address: blanks would part it.
_ADDRESS = re.compile(r"[\w.-]+")


def address(programme: str) -> str:
    """The address of a programme in a document; nothing for an id that cannot be one."""
    return f"programme-{programme}" if is_address(programme) else ""


def is_address(text: str) -> bool:
    """Whether it can be an address in a document, or a part of one."""
    return _ADDRESS.fullmatch(text) is not None


class CellMaker:
    """Makes cells ready; `anchors` are the addresses that links can lead to, `rows` those of them that are of rows."""

    def __init__(self, anchors: Set[str], rows: Set[str]) -> None:
        self._anchors, self._rows = anchors, rows

    def cell(self, one: Cell | ChangedText | str, column: Column | None = None, *, lists: bool = False) -> CellView:
        """A cell of a column, or a value beside its label; with `lists` a programme has its address here."""
        if isinstance(one, ChangedText):
            return CellView(one.text, one.tone, parts=one.parts, where=one.where)
        found = cell(one)
        text = found.text.lstrip(" ")
        depth = min((len(found.text) - len(text)) // 2, _DEEPEST)
        style = f"i{depth}" if depth else _style(column) if column and text else ""
        value = found.value
        if value is None:
            return CellView(text, found.tone, style)
        if isinstance(value, ProgrammeRef):
            place = address(value.id)
            if place not in self._anchors:
                return CellView(text, found.tone, style)
            own = lists and place in self._rows
            return CellView(text, found.tone, style, target="" if own else place, anchor=place if own else "")
        if isinstance(value, Bar | Strip | Curve):
            return CellView(text, found.tone, style, _sorted_by(value), picture=inline(value))
        day = value.isoformat() if isinstance(value, date) else ""
        order = _sorted_by(value)
        return CellView(text, found.tone, style, "" if order == text else order, day)

    def table(self, table: Table, label: str, *, lists: bool = False) -> TableView:
        """A table under the heading with the id `label`; with `lists` its rows are the addresses of programmes."""
        columns = [
            ColumnView(one.title.replace("-\n", "").replace("\n", " "), _style(one), one.sign) for one in table.columns
        ]
        rows = [line for line in table.lines if line.kind != "total"]
        sorts = len(rows) >= _SORTED and not any(line.kind for line in rows)
        bodies: list[list[RowView]] = [[]]
        totals: list[RowView] = []
        for line in table.lines:
            row = self._line(line, table, lists=lists, sorts=sorts)
            if line.kind == "total":
                totals.append(row)
                continue
            if line.kind == "head" and bodies[-1]:
                bodies.append([])
            bodies[-1].append(row)
        return TableView(label, table.sign, columns, bodies, totals, sorts, len(table.lines) >= LONG)

    def _line(self, line: Line, table: Table, *, lists: bool, sorts: bool) -> RowView:
        cells = [*self._row(line, table, lists)]
        if not sorts:
            cells = [replace(one, value="") if one.value else one for one in cells]
        # What stands for the rows below it and says no more than its name has the whole line.
        if line.kind == "head" and not any(one.text for one in cells[1:]):
            return RowView([replace(cells[0], style="")], _kind(line, table), len(cells))
        return RowView(cells, _kind(line, table))

    def _row(self, line: Line, table: Table, lists: bool) -> Iterator[CellView]:
        for index, (one, column) in enumerate(zip(line.cells, table.columns, strict=True)):
            made = self.cell(one, column, lists=lists and not index)
            dark = shade(one.value, table.shade) if isinstance(one, Cell) and isinstance(one.value, int) else 0
            yield replace(made, style=f"{made.style} h{dark}".lstrip()) if dark and line.kind != "total" else made


def _kind(line: Line, table: Table) -> str:
    return f"{line.kind} strong" if line.kind and table.strong else line.kind


def _style(column: Column) -> str:
    return "n" if column.right else "" if column.folds else "k"


def _sorted_by(value: Value) -> str:
    """A number, or a day as ISO 8601 writes it; nothing of what has no order."""
    if isinstance(value, Sum):
        return "" if value.rupiah is None else str(value.rupiah)
    if isinstance(value, YearValue):
        return str(value.year)
    if isinstance(value, ShareValue):
        return str(value.part)
    if isinstance(value, Bar):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else ""
