"""Subtotals and totals of a table against its own rows: what differs is said with both amounts."""

from collections.abc import Iterator, Sequence

from smartplan.tables import numbers
from smartplan.tables.cell_values import CellValues
from smartplan.tables.contents import Money, ReadProgramme, TableContents
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.rows import SheetRow


def check_sums(rows: Sequence[SheetRow], values: CellValues, contents: TableContents) -> Iterator[TableFinding]:
    """Headings and totals whose money is not the sum of the programmes below or above them.

    Programmes whose money is not the sum of the activities below them too. A rupiah is allowed for each part, as each
    may have been rounded.
    """
    programmes = {one.row: one for one in contents.programmes}
    for place, row in enumerate(rows):
        parts: list[dict[int, int]] = []
        if row.kind == "heading":
            for below in rows[place + 1 :]:
                if below.kind == "total" or (below.kind == "heading" and below.depth <= row.depth):
                    break
                if below.kind == "programme":
                    parts.append(_by_year(programmes[below.row]))
        elif row.kind == "total":
            parts = [_by_year(programmes[above.row]) for above in rows[:place] if above.kind == "programme"]
        elif row.kind == "programme":
            parts = list(_below(rows, place, values))
        if parts:
            yield from _differing(row, parts, values)


def settle_money(programme: ReadProgramme) -> None:
    """The money of the first row alone is the programme's; where further rows have some, each has its own."""
    for which in ("budget", "spent"):
        own: Money = getattr(programme, which)
        stated = [one for one in programme.indicators if getattr(one, which)]
        for one in stated:
            for source, years in getattr(one, which).items():
                for year, amount in years.items():
                    own.setdefault(source, {})[year] = own.get(source, {}).get(year, 0) + amount
        if stated and (which == "spent" or stated == programme.indicators[:1]):
            for one in stated:
                setattr(one, which, {})


def _below(rows: Sequence[SheetRow], place: int, values: CellValues) -> Iterator[dict[int, int]]:
    """The money of the activities right below a programme."""
    depths = []
    below = []
    for row in rows[place + 1 :]:
        if row.kind not in ("below", "indicator", "continuation"):
            break
        if row.kind == "below" and row.code:
            below.append(row)
            depths.append(row.depth)
    return (_amounts(row, values) for row in below if row.depth == min(depths))


def _by_year(programme: ReadProgramme) -> dict[int, int]:
    years: dict[int, int] = {}
    for amounts in programme.budget.values():
        for year, amount in amounts.items():
            years[year] = years.get(year, 0) + amount
    return years


def _amounts(row: SheetRow, values: CellValues) -> dict[int, int]:
    return {year: amount for year, _, amount in _stated(row, values)}


def _stated(row: SheetRow, values: CellValues) -> Iterator[tuple[int, str, int]]:
    """The amounts of a row by year, with their addresses; what cannot be read is passed over."""
    for column in values.columns("money"):
        cell, year = values.rows.cell(row.row, column), values.year(column)
        if year is None or cell.is_empty or not isinstance(cell.content, (int, float)):
            continue
        place = values.sheet.address(row.row, column.index)
        amount = numbers.money(cell, values.mapping.unit or column.unit, None, place).amount
        if amount is not None:
            yield year, place, amount


def _differing(row: SheetRow, parts: Sequence[dict[int, int]], values: CellValues) -> Iterator[TableFinding]:
    for year, place, amount in _stated(row, values):
        known = [part[year] for part in parts if year in part]
        total = sum(known)
        if known and abs(amount - total) > len(known):
            yield found("sum-differs", place, value=amount, total=total, n=len(known))
