"""Subtotals and totals of a table against its own rows: what differs is said with both amounts."""

from collections.abc import Iterator, Mapping, Sequence

from smartplan.tables import numbers
from smartplan.tables.cell_values import CellValues
from smartplan.tables.contents import Money, ReadProgramme, TableContents
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.rows import SheetRow

_Sums = dict[int, tuple[int, int]]


def check_sums(rows: Sequence[SheetRow], values: CellValues, contents: TableContents) -> Iterator[TableFinding]:
    """Headings and totals whose money is not the sum of the programmes below or above them.

    Programmes whose money is not the sum of the activities below them too. A rupiah is allowed for each part, as each
    may have been rounded.
    """
    programmes = {one.row: one for one in contents.programmes}
    # Sums and numbers of amounts by year so far, and as they were at each heading that is still open.
    running: _Sums = {}
    opened: list[tuple[SheetRow, _Sums]] = []
    differing: list[tuple[int, TableFinding]] = []

    def close(depth: int) -> None:
        while opened and opened[-1][0].depth >= depth:
            heading, before = opened.pop()
            differing.extend((heading.row, one) for one in _differing(heading, _since(running, before), values))

    for place, row in enumerate(rows):
        if row.kind == "programme":
            _add(running, _by_year(programmes[row.row]))
            parts: _Sums = {}
            for amounts in _below(rows, place, values):
                _add(parts, amounts)
            differing.extend((row.row, one) for one in _differing(row, parts, values))
        elif row.kind == "heading":
            close(row.depth)
            opened.append((row, dict(running)))
        elif row.kind == "total":
            close(0)
            differing.extend((row.row, one) for one in _differing(row, running, values))
    close(0)
    return (one for _, one in sorted(differing, key=lambda pair: pair[0]))


def _add(sums: _Sums, amounts: Mapping[int, int]) -> None:
    for year, amount in amounts.items():
        total, number = sums.get(year, (0, 0))
        sums[year] = total + amount, number + 1


def _since(now: _Sums, before: _Sums) -> _Sums:
    """What was added since an earlier state."""
    more: _Sums = {}
    for year, (total, number) in now.items():
        earlier, count = before.get(year, (0, 0))
        more[year] = total - earlier, number - count
    return more


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
    for at in range(place + 1, len(rows)):
        row = rows[at]
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
        if year is None or cell.is_empty or not isinstance(cell.content, (int, float, str)):
            continue
        place = values.sheet.address(row.row, column.index)
        amount = numbers.money(cell, values.mapping.unit or column.unit, None, place).amount
        if amount is not None:
            yield year, place, amount


def _differing(row: SheetRow, parts: _Sums, values: CellValues) -> Iterator[TableFinding]:
    if not parts:
        return
    for year, place, amount in _stated(row, values):
        total, number = parts.get(year, (0, 0))
        if number and abs(amount - total) > number:
            yield found("sum-differs", place, value=amount, total=total, n=number)
