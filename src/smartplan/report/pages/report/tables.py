"""Tables of other reports as a long document has them: without what only a screen of characters needs."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from smartplan.report.render.bars import Bar
from smartplan.report.render.cell_values import ProgrammeRef
from smartplan.report.render.page import Cell, ChangedText, Column, Line, Table, cell

_Any = Cell | ChangedText | str
# The columns of the matrix: to what a row belongs, of what it is, and how that is now.
_PLACE, _CODE, _NAME, _FIELD, _BEFORE, _AFTER = range(1, 7)


def light(table: Table, *, bars: bool = True) -> Table:
    """The same without columns that hold nothing, without meanings of its cells that a sign tells, and with each
    programme as a link in the first of its rows alone; of bars the number, where they are not wanted."""
    kept = [
        index
        for index, column in enumerate(table.columns)
        if not index or any(cell(line.cells[index]).text for line in table.lines)
    ]
    numbers = set() if bars else {index for line in table.lines for index, one in enumerate(line.cells) if _is_bar(one)}
    columns = [
        replace(_wide(table.columns[index]), right=table.columns[index].right or index in numbers) for index in kept
    ]
    return replace(table, columns=columns, lines=list(_lines(table.lines, kept, bars=bars)))


def by_dimension(table: Table, added: str, told: Mapping[str, str]) -> Table:
    """The matrix with a row for each dimension above its changes, and the name of a programme in the first of its rows.

    With a reason, a basis that is the same as that of the row above is not told again. What describes a programme of a
    row called `added` stands with the programme. What is `told` elsewhere, by its id, is the id alone.
    """
    lines: list[Line] = []
    place: str | None = None
    code: str | None = None
    basis: str | None = None
    for line in table.lines:
        texts = [cell(one).text for one in line.cells]
        dimension = texts[_PLACE].partition(" / ")[0]
        if dimension != place:
            place, code, basis = dimension, None, None
            lines.append(Line([dimension, *[""] * (len(table.columns) - 3)], "head"))
        named = texts[_CODE] if texts[_CODE] == code else f"{texts[_CODE]} {texts[_NAME]}".strip()
        found = list(line.cells)
        if texts[_FIELD] == added:
            found[_AFTER] = Cell(_text(found[_AFTER]).partition("\n")[0])
        elif texts[_CODE]:
            found[_BEFORE : _AFTER + 1] = [_short(one, told) for one in found[_BEFORE : _AFTER + 1]]
        # Where no reason is told, an empty basis is none.
        if texts[-2] and texts[-1] == basis and texts[_CODE] == code:
            found[-1] = ""
        code, basis = texts[_CODE], texts[-1]
        lines.append(replace(line, cells=[found[0], named, *found[_FIELD:]]))
    columns = [table.columns[0], table.columns[_NAME], *table.columns[_FIELD:]]
    return replace(table, columns=columns, lines=lines)


def _short(one: _Any, told: Mapping[str, str]) -> _Any:
    if not isinstance(one, Cell) or one.value is not None or ": " not in one.text:
        return one
    text = one.text
    for whole, id_ in told.items():
        text = text.replace(whole, id_)
    return Cell(text, one.tone)


def _text(one: _Any) -> str:
    return one if isinstance(one, str) else one.text


def _is_bar(one: _Any) -> bool:
    return isinstance(one, Cell) and isinstance(one.value, Bar)


def _wide(column: Column) -> Column:
    return column if column.right else replace(column, folds=True)


def _lines(lines: Sequence[Line], kept: Sequence[int], *, bars: bool) -> Iterator[Line]:
    before = None
    for line in lines:
        cells = [line.cells[index] for index in kept]
        first = cells[0]
        reference = first.value if isinstance(first, Cell) and isinstance(first.value, ProgrammeRef) else None
        if reference and reference == before:
            cells[0] = cell(first).text
        before = reference
        yield replace(line, cells=[cells[0], *(_plain(one, bars=bars) for one in cells[1:])])


def _plain(one: _Any, *, bars: bool) -> _Any:
    if not isinstance(one, Cell):
        return one
    if isinstance(one.value, Bar) and not bars:
        # The shades of the table below say it too.
        return Cell(str(int(one.value.value)), value=int(one.value.value))
    return Cell(one.text, value=one.value) if one.tone in ("dim", "good", "warn") else one
