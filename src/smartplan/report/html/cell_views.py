"""Cells and tables of a page, made ready for the template."""

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date

from markupsafe import Markup
from msgspec.structs import replace

from smartplan.plan.figure import Sum
from smartplan.report.charts.colours import shade
from smartplan.report.charts.inline import inline_svg
from smartplan.report.html.views import CellView, ColumnView, RowView, TableView
from smartplan.report.render.bars import Bar, Curve, Strip
from smartplan.report.render.cell_values import ProgrammeRef, ShareValue, Value, YearValue
from smartplan.report.render.cells import NOTHING
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
    """Makes cells ready; of the addresses that links can lead to, some are those of `rows`."""

    def __init__(self, addresses: Set[str], rows: Set[str]) -> None:
        self._addresses, self._rows = addresses, rows

    def cell(
        self,
        one: Cell | ChangedText | str,
        column: Column | None = None,
        *,
        first: bool = False,
        headed: bool = False,
        lists: bool = False,
    ) -> CellView:
        """A cell of a column, or a value beside its label; with `lists` a programme has its address here.

        The `first` of a row is indented below the row that it belongs to; by one step the style of the page does that
        in a table that is `headed` by rows.
        """
        if isinstance(one, ChangedText):
            return CellView(one.text, one.tone, parts=one.parts, where=one.where)
        found = cell(one)
        text = found.text.strip(" ")
        blanks = len(found.text.rstrip(" ")) - len(text)
        style = ""
        if first:
            depth = min(blanks // 2, _DEEPEST)
            style = f"i{depth}" if depth > headed else ""
        elif not column or not column.right:
            # Numbers ahead of bars stand below each other.
            text = _DIGIT * blanks + text
        value = found.value
        # A sign alone says by itself that there is nothing.
        tone = "" if found.tone == "dim" and len(text) == 1 else found.tone
        if value is None:
            return CellView(prose(text) if "`" in text else text, tone, style)
        if isinstance(value, ProgrammeRef):
            place = address(value.id)
            anchor = place if lists and place in self._rows else ""
            target = place if place in self._addresses and not anchor else ""
            return CellView(text, tone, style, target=target, anchor=anchor)
        if isinstance(value, Bar | Strip | Curve):
            return CellView(
                text.removesuffix(value.text),
                style=style,
                # Ours, and without a text of a plan.
                picture=Markup(inline_svg(value)),
            )
        day = value.isoformat() if isinstance(value, date) else ""
        return CellView(text, tone, style, day=day)

    def table(self, table: Table, label: str, *, lists: bool = False) -> TableView:
        """A table under the heading with the id `label`; with `lists` its rows are the addresses of programmes."""
        columns = [
            ColumnView(one.title.replace("-\n", "").replace("\n", " "), one.right, zeros, one.sign)
            for one, zeros in zip(table.columns, _zeros(table), strict=True)
        ]
        rows = [line for line in table.lines if line.kind != "total"]
        headed = any(line.kind == "head" for line in rows)
        sorts = len(rows) >= _SORTED and not headed
        bodies: list[list[RowView]] = [[]]
        totals: list[RowView] = []
        for line in table.lines:
            row = self._line(line, table, lists=lists, headed=headed)
            if sorts and not line.kind:
                pairs = zip(row.cells, line.cells, columns, strict=True)
                ordered = [replace(made, value=_order(made.text, one, column)) for made, one, column in pairs]
                row = replace(row, cells=ordered)
            if line.kind == "total":
                totals.append(row)
                continue
            if line.kind == "head" and bodies[-1]:
                bodies.append([])
            bodies[-1].append(row)
        styles = " ".join(_by_number(table.columns))
        filters = len(table.lines) >= LONG
        simple = all(row.cells[0].text for body in (*bodies, totals) for row in body) and columns[0].title != ""
        return TableView(label, simple, table.sign, columns, bodies, totals, styles, sorts, filters)

    def _line(self, line: Line, table: Table, *, lists: bool, headed: bool) -> RowView:
        cells = [*self._row(line, table, lists=lists, headed=headed)]
        if line.kind and table.strong:
            cells = [replace(one, tone="") if one.tone == "strong" else one for one in cells]
        # What stands for the rows below it and says no more than its name has the whole line.
        if line.kind == "head" and not any(one.text for one in cells[1:]):
            return RowView([replace(cells[0], style="")], _kind(line, table), len(cells))
        return RowView(cells, _kind(line, table))

    def _row(self, line: Line, table: Table, *, lists: bool, headed: bool) -> Iterator[CellView]:
        for index, (one, column) in enumerate(zip(line.cells, table.columns, strict=True)):
            listed = lists and not index and not line.kind
            made = self.cell(one, column, first=not index, headed=headed, lists=listed)
            dark = shade(one.value, table.shade) if isinstance(one, Cell) and isinstance(one.value, int) else 0
            yield replace(made, style=f"{made.style} h{dark}".lstrip()) if dark and not line.kind else made


def _kind(line: Line, table: Table) -> str:
    return f"{line.kind} strong" if line.kind and table.strong else line.kind


def _by_number(columns: Sequence[Column]) -> Iterator[str]:
    """How each column stands, behind which its number is."""
    return (f"{style}{number}" for number, one in enumerate(columns, 1) if (style := _style(one)))


def _style(column: Column) -> str:
    return "n" if column.right else "" if column.folds else "k"


def _zeros(table: Table) -> Iterator[bool]:
    """Of each column, whether its sign stands for 0."""
    for at in range(len(table.columns)):
        cells = (line.cells[at] for line in table.lines)
        yield any(
            isinstance(one, Cell) and _sorted_by(one.value) == "0" and one.text.strip() == NOTHING for one in cells
        )


def _order(text: str, one: Cell | ChangedText | str, column: ColumnView) -> str | None:
    """By what a cell is sorted, unless the script sees that: in its text, or in a sign for 0."""
    order = _sorted_by(one.value) if isinstance(one, Cell) else ""
    # In such a column the script takes the sign for 0; what is not told is not 0.
    told = order == "0" if column.zeros and text.strip(_DIGIT) == NOTHING else order in ("", text)
    return None if told else order


def _sorted_by(value: Value) -> str:
    """A number, or a day as ISO 8601 writes it; nothing of what has no order."""
    if isinstance(value, Sum):
        return "" if value.rupiah is None else str(value.rupiah)
    if isinstance(value, YearValue):
        return str(value.year)
    if isinstance(value, ShareValue):
        return f"{value.part:.6g}"
    if isinstance(value, Bar):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else ""
