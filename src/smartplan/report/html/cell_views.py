"""Cells and tables of a page, made ready for the template."""

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date

from markupsafe import Markup

from smartplan.plan.figure import Sum
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
# As wide as a digit.
_DIGIT = "\N{FIGURE SPACE}"
# What our own sentences set in backquotes; a lone one in the text of a plan opens nothing.
_CODE = re.compile(r"`([^\s`](?:[^`]*[^\s`])?)`")
# Of any other id there is no address: blanks would part it.
_ADDRESS = re.compile(r"[\w.-]+")


def address(programme: str) -> str:
    """The address of a programme in a document; nothing for an id that cannot be one."""
    return f"programme-{programme}" if _ADDRESS.fullmatch(programme) else ""


def prose(text: str) -> Markup:
    """A sentence, in which what stands in backquotes is code."""
    parts = _CODE.split(text)
    return Markup("").join(Markup("<code>{}</code>").format(one) if at % 2 else one for at, one in enumerate(parts))


class CellMaker:
    """Makes cells ready; of the addresses that links can lead to, some are those of `rows`."""

    def __init__(self, addresses: Set[str], rows: Set[str]) -> None:
        self._addresses, self._rows = addresses, rows

    def cell(
        self, one: Cell | ChangedText | str, column: Column | None = None, *, first: bool = False, lists: bool = False
    ) -> CellView:
        """A cell of a column, or a value beside its label; with `lists` a programme has its address here.

        The `first` of a row is indented below the row that it belongs to.
        """
        if isinstance(one, ChangedText):
            return CellView(one.text, one.tone, parts=one.parts, where=one.where)
        found = cell(one)
        text = found.text.lstrip(" ")
        blanks = len(found.text) - len(text)
        style = _style(column) if column else ""
        if first:
            style = f"{style} i{min(blanks // 2, _DEEPEST)}".strip() if blanks > 1 else style
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
            return CellView(text.removesuffix(value.text), found.tone, style, _sorted_by(value), picture=inline(value))
        day = value.isoformat() if isinstance(value, date) else ""
        return CellView(text, found.tone, style, _sorted_by(value), day)

    def table(self, table: Table, label: str, *, lists: bool = False) -> TableView:
        """A table under the heading with the id `label`; with `lists` its rows are the addresses of programmes."""
        columns = [
            ColumnView(one.title.replace("-\n", "").replace("\n", " "), _style(one), one.sign) for one in table.columns
        ]
        bodies: list[list[RowView]] = [[]]
        totals: list[RowView] = []
        for line in table.lines:
            row = RowView([*self._row(line, table.columns, lists)], _kind(line, table))
            if line.kind == "total":
                totals.append(row)
                continue
            if line.kind == "head" and bodies[-1]:
                bodies.append([])
            bodies[-1].append(row)
        flat = all(line.kind != "head" for line in table.lines)
        long = len(table.lines) >= LONG
        return TableView(label, table.sign, columns, bodies, totals, flat and len(bodies[0]) >= _SORTED, long)

    def _row(self, line: Line, columns: Sequence[Column], lists: bool) -> Iterator[CellView]:
        for index, (one, column) in enumerate(zip(line.cells, columns, strict=True)):
            yield self.cell(one, column, first=not index, lists=lists and not index and not line.kind)


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
