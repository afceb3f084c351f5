"""Cells and tables of a page, made ready for the template."""

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date

from markupsafe import Markup
from msgspec.structs import replace

from smartplan.plan.figure import Sum
from smartplan.report.charts.colours import shade
from smartplan.report.html.pictures import inline
from smartplan.report.html.views import CellView, ColumnView, RowView, TableView
from smartplan.report.render.bars import Bar, Curve, Strip
from smartplan.report.render.cell_values import ProgrammeRef, ShareValue, Value, YearValue
from smartplan.report.render.page import Cell, ChangedText, Column, Line, Table, cell

# From so many rows on a table can be filtered, and from so few sorted.
LONG, _SORTED = 20, 3
# So deep a text can be indented, two blanks a step.
_DEEPEST = 4
# As wide as a digit.
_DIGIT = "\N{FIGURE SPACE}"
# What our own sentences set in backquotes; a lone one in the text of a plan opens nothing.
_CODE = re.compile(r"`([^\s`](?:[^`]*[^\s`])?)`")
# Of any other id there is no address: blanks would part it.
_ADDRESS = re.compile(r"[\w.-]+")


def address(programme: str) -> str:
    """The address of a programme in a document; nothing for an id that cannot be one."""
    return f"programme-{programme}" if is_address(programme) else ""


def is_address(text: str) -> bool:
    """Whether it can be an address in a document, or a part of one."""
    return _ADDRESS.fullmatch(text) is not None


def prose(text: str) -> Markup:
    """A sentence, in which what stands in backquotes is code."""
    parts = _CODE.split(text)
    return Markup("").join(Markup("<code>{}</code>").format(one) if at % 2 else one for at, one in enumerate(parts))


class CellMaker:
    """Makes cells ready; of the addresses that links can lead to, some are those of `rows`.

    In a `light` document a table says how its columns stand, and not each of their cells.
    """

    def __init__(self, addresses: Set[str], rows: Set[str], *, light: bool = False) -> None:
        self._addresses, self._rows, self._light = addresses, rows, light

    def cell(
        self, one: Cell | ChangedText | str, column: Column | None = None, *, first: bool = False, lists: bool = False
    ) -> CellView:
        """A cell of a column, or a value beside its label; with `lists` a programme has its address here.

        The `first` of a row is indented below the row that it belongs to.
        """
        if isinstance(one, ChangedText):
            return CellView(one.text, one.tone, parts=one.parts, where=one.where)
        found = cell(one)
        if self._light and column and found.tone == "dim":
            found = Cell(found.text, value=found.value)
        text = found.text.lstrip(" ")
        blanks = len(found.text) - len(text)
        style = _style(column) if column and not self._light else ""
        if first:
            depth = min(blanks // 2, _DEEPEST)
            # The style of a light document indents what stands below a head by one step.
            style = f"{style} i{depth}".strip() if depth > self._light else style
        elif not column or not column.right:
            # Numbers ahead of bars stand below each other.
            text = _DIGIT * blanks + text
        value = found.value
        if value is None:
            return CellView(prose(text) if "`" in text else text, found.tone, style)
        if isinstance(value, ProgrammeRef):
            place = address(value.id)
            anchor = place if lists and place in self._rows else ""
            target = place if place in self._addresses and not anchor else ""
            return CellView(text, found.tone, style, target=target, anchor=anchor)
        if isinstance(value, Bar | Strip | Curve):
            return CellView(
                text.removesuffix(value.text),
                found.tone,
                style,
                _sorted_by(value),
                picture=inline(value, light=self._light),
            )
        day = value.isoformat() if isinstance(value, date) else ""
        order = _sorted_by(value)
        # A script takes the text where there is nothing else, and what is none for the last.
        told = self._light and order in (text, "0")
        return CellView(text, found.tone, style, "" if told else order, day)

    def table(self, table: Table, label: str, *, lists: bool = False) -> TableView:
        """A table under the heading with the id `label`; with `lists` its rows are the addresses of programmes."""
        columns = [
            ColumnView(one.title.replace("-\n", "").replace("\n", " "), "" if self._light else _style(one), one.sign)
            for one in table.columns
        ]
        rows = [line for line in table.lines if line.kind != "total"]
        sorts = len(rows) >= _SORTED and all(line.kind != "head" for line in rows)
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
        styles = [*(["sorts"] if sorts else []), *(_by_number(table.columns) if self._light else [])]
        return TableView(label, table.sign, columns, bodies, totals, " ".join(styles), len(table.lines) >= LONG)

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
            made = self.cell(one, column, first=not index, lists=lists and not index and not line.kind)
            dark = shade(one.value, table.shade) if isinstance(one, Cell) and isinstance(one.value, int) else 0
            yield replace(made, style=f"{made.style} h{dark}".lstrip()) if dark and not line.kind else made


def _kind(line: Line, table: Table) -> str:
    return f"{line.kind} strong" if line.kind and table.strong else line.kind


def _by_number(columns: Sequence[Column]) -> Iterator[str]:
    """How each column stands, behind which its number is."""
    return (f"{style}{number}" for number, one in enumerate(columns, 1) if (style := _style(one)))


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
