"""The changes in a workbook of the working layout, as data: what was changed, where it says so, and what is wrong."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from smartplan.plan.finding import Address
from smartplan.tables.cells import SheetCell
from smartplan.tables.findings import TableFinding
from smartplan.tables.working import SheetKind, WorkingColumn


class CellEdit(Struct, frozen=True):
    """Another value of a field: the cell that says it, and where. `was` is the value in the plan.

    `clashes` where the plan has another value by now than the sheet had, unless the cell means just that. `programme`
    is the id, as it is to be, of the programme that `path` leads on from; empty for the head of the file.
    """

    programme: str
    path: Address
    column: WorkingColumn
    cell: SheetCell
    where: str
    was: Any = None
    clashes: bool = False


class NewEntry(Struct, frozen=True):
    """A new row: an entry of the mapping at `path`, as in `CellEdit`; without an id it gets the next that is free.

    Of a programme `dimension` says where it belongs, and there is no path.
    """

    kind: SheetKind
    programme: str
    path: Address
    id: str
    cells: list[CellEdit]
    where: str
    dimension: str = ""


class Moved(Struct, frozen=True):
    """A programme that belongs to another dimension. `was` and `clashes` as in `CellEdit`."""

    id: str
    dimension: str
    subdimension: str
    where: str
    was: tuple[str, str] = ("", "")
    clashes: bool = False


class Renumbered(Struct, frozen=True):
    """A programme with another id."""

    old: str
    new: str
    where: str


class Withdrawn(Struct, frozen=True):
    """A programme that is dropped, for a reason."""

    id: str
    reason: str
    because: Sequence[str]
    where: str


class Removed(Struct, frozen=True):
    """An entry whose row is gone, where that was said to be meant; as in `CellEdit`."""

    programme: str
    path: Address


class SheetChanges(Struct, frozen=True):
    """All that was changed in a workbook, and what is wrong with it; `ignored` are columns that mean nothing here."""

    cells: list[CellEdit] = field(default_factory=list)
    added: list[NewEntry] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    renumbered: list[Renumbered] = field(default_factory=list)
    withdrawn: list[Withdrawn] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    findings: list[TableFinding] = field(default_factory=list)
    ignored: list[tuple[str, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many changes there are, each of which a command could make."""
        lists: tuple[Sequence[object], ...] = (
            *(self.cells, self.added, self.moved),
            *(self.renumbered, self.withdrawn, self.removed),
        )
        return sum(map(len, lists))
