"""Tables of other reports as a long document has them: without what only a screen of characters needs."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from smartplan.report.render.page import Cell, ChangedText, Column, Line, ProgrammeRef, Table, cell

# The matrix names in these the programme of a row, and its number stands ahead of them.
_OF = slice(1, 4)
_Thing = TypeVar("_Thing")
_Any = Cell | ChangedText | str


def light(table: Table) -> Table:
    """The same without columns that hold nothing, without meanings of its cells that a sign tells, and with each
    programme as a link in the first of its rows alone."""
    kept = [
        index
        for index, column in enumerate(table.columns)
        if not index or any(cell(line.cells[index]).text for line in table.lines)
    ]
    columns = [_wide(table.columns[index]) for index in kept]
    return replace(table, columns=columns, lines=list(_lines(table.lines, kept)))


def by_programme(table: Table, added: str) -> Table:
    """The matrix with a row for each programme above its changes, in place of three columns.

    With a reason, a basis that is the same as that of the row above is not told again. What describes a programme of a
    row called `added` stands with the programme.
    """
    lines: list[Line] = []
    before: Sequence[str] | None = None
    basis = ""
    for line in table.lines:
        of = [cell(one).text for one in line.cells[_OF]]
        if of != before:
            before, basis = of, ""
            place, code, name = of
            told = " · ".join(filter(None, (f"{code} {name}".strip(), place)))
            lines.append(Line([told, *[""] * (len(table.columns) - len(of) - 1)], "head"))
        found = _without(line.cells)
        if cell(found[1]).text == added:
            found[3] = Cell(found[3].text.partition("\n")[0] if isinstance(found[3], Cell) else cell(found[3]).text)
        # Where no reason is told, an empty basis is none.
        same = bool(cell(found[-2]).text) and cell(found[-1]).text == basis
        basis = cell(found[-1]).text
        lines.append(replace(line, cells=[*found[:-1], "" if same else found[-1]]))
    return replace(table, columns=_without(table.columns), lines=lines)


def _without(found: Sequence[_Thing]) -> list[_Thing]:
    return [*found[: _OF.start], *found[_OF.stop :]]


def _wide(column: Column) -> Column:
    return column if column.right else replace(column, folds=True)


def _lines(lines: Sequence[Line], kept: Sequence[int]) -> Iterator[Line]:
    before = None
    for line in lines:
        cells = [line.cells[index] for index in kept]
        first = cells[0]
        reference = first.value if isinstance(first, Cell) and isinstance(first.value, ProgrammeRef) else None
        if reference and reference == before:
            cells[0] = cell(first).text
        before = reference
        yield replace(line, cells=[cells[0], *(_plain(one) for one in cells[1:])])


def _plain(one: _Any) -> _Any:
    return Cell(one.text, value=one.value) if isinstance(one, Cell) and one.tone in ("dim", "good") else one
