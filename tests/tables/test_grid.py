"""A sheet in the making: where cells lie, and what is too much."""

import pytest

from smartplan.errors import WorkbookTooLarge
from smartplan.tables.cells import SheetCell, Span
from smartplan.tables.grid import MOST_CELLS, MOST_PLACES, Grid, Room

ONE, TWO = SheetCell(1), SheetCell(2)


def test_cells_in_any_order() -> None:
    grid = Grid(Room("a"))
    grid.put(2, 1, ONE)
    grid.put(0, 0, TWO, 2)
    grid.put(2, 0, TWO)
    grid.repeat(2, 2)
    grid.put(1, 0, ONE)
    sheet = grid.sheet("A", hidden_rows=[range(1, 1_000_000)], hidden_columns=[range(0, 1)])
    assert sheet.rows == [[TWO, TWO], [ONE], [TWO, ONE], [TWO, ONE], [TWO, ONE]]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1, 2, 3, 4}, {0})


@pytest.mark.parametrize(("row", "column", "times"), [(-1, 0, 1), (0, -1, 1), (1_048_576, 0, 1), (0, 16_384, 1), (0, 0, 16_385)])  # fmt: skip
def test_beyond_any_sheet(row: int, column: int, times: int) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        Grid(Room("a")).put(row, column, ONE, times)


@pytest.mark.parametrize("span", [Span(1, 0, 0, 1), Span(0, 2, 1, 1), Span(-1, 0, 1, 1)])
def test_merged_cells_the_wrong_way_round(span: Span) -> None:
    """Else they would give room back."""
    with pytest.raises(ValueError, match="Span"):
        Grid(Room("a")).merge(span)


def test_the_room_is_that_of_all_sheets() -> None:
    room = Room("a")
    room.take(MOST_CELLS, MOST_PLACES)
    Grid(room).sheet("A")
    with pytest.raises(WorkbookTooLarge):
        Grid(room).put(0, 0, ONE)
    with pytest.raises(WorkbookTooLarge):
        Grid(room).merge(Span(0, 0, 0, 0))
