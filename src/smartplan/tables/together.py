"""The changes of several workbooks as one: what is said twice is said once, and what is said otherwise clashes."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from smartplan.tables.findings import TableFinding, found
from smartplan.tables.sheet_changes import CellEdit, SheetChanges
from smartplan.tables.working_cells import comparable, spelled

Said = TypeVar("Said")


def together(changes: Sequence[SheetChanges]) -> tuple[SheetChanges, list[TableFinding]]:
    """All changes of some workbooks, and where two of them do not agree."""
    clashes: list[TableFinding] = []

    def once(said: Iterable[Said], key: str) -> list[Said]:
        kept: dict[Hashable, Said] = {}
        for one in said:
            first = kept.setdefault(_key(one, key), one)
            if first is not one and _says(first) != _says(one):
                where = getattr(one, "where", "")
                other = getattr(first, "where", "")
                clashes.append(found("clash", where, "sheets", value=_shown(one), other=_shown(first), where=other))
        return list(kept.values())

    every = SheetChanges(
        cells=once((one for part in changes for one in part.cells), "path"),
        added=[one for part in changes for one in part.added],
        moved=once((one for part in changes for one in part.moved), "id"),
        renumbered=once((one for part in changes for one in part.renumbered), "old"),
        withdrawn=once((one for part in changes for one in part.withdrawn), "id"),
        removed=once((one for part in changes for one in part.removed), "path"),
    )
    taken = [(one.kind, one.programme, one.path, one.id) for one in every.added]
    for place, one in enumerate(every.added):
        first = taken.index(taken[place])
        if one.id and first != place:
            clashes.append(found("id-twice", one.where, value=one.id, other=every.added[first].where))
    gone = {one.id for one in every.withdrawn}
    clashes += [found("clash", one.where, "gone", value=one.programme) for one in every.cells if one.programme in gone]
    return every, clashes


def _key(said: object, key: str) -> Hashable:
    """What two changes are about, if they are about the same."""
    return getattr(said, "programme", ""), getattr(said, key)


def _says(said: object) -> object:
    """What a change says, wherever it says it."""
    if isinstance(said, CellEdit):
        return comparable(said.cell, said.column)
    return tuple(value for name, value in _fields(said) if name != "where")


def _shown(said: object) -> str:
    if isinstance(said, CellEdit):
        return spelled(comparable(said.cell, said.column))
    return ", ".join(str(value) for name, value in _fields(said) if name != "where" and value)


def _fields(said: object) -> list[tuple[str, object]]:
    return [(name, getattr(said, name)) for name in getattr(said, "__struct_fields__", ())]
