"""The rows of the working layout: the entries of a plan as they stand in the file, with their values by key."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from smartplan.plan.finding import Address
from smartplan.tables.working import (
    DIMENSION,
    PARTS,
    SHEETS,
    VALUE,
    SheetKind,
    SheetLayout,
    WorkingColumn,
    column_of,
    columns_below,
    is_elsewhere,
    plan_fields,
)

# The sheets of an agency's own workbook: what it leads, answers for or executes.
OF_AN_AGENCY: Final[tuple[SheetKind, ...]] = ("programmes", "indicators", "actions")
# A period of more years is a slip.
_LONGEST_PERIOD = 40
# Money is planned from here where a plan states none yet.
_FIRST_FUND = "apbd"


class WorkingRow(Struct, frozen=True):
    """An entry: its ids as they stand in the columns that name it, its address, and its values by key."""

    ids: tuple[str, ...]
    path: Address
    values: Mapping[str, Any]

    def address(self, key: str) -> Address:
        """The address of the value of a column."""
        return self.path if key == VALUE else (*self.path, *key.split("."))


class WorkingSheet(Struct, frozen=True):
    """A sheet with its columns, without those that name the rows, and its rows in the order of the file."""

    layout: SheetLayout
    columns: list[WorkingColumn]
    rows: list[WorkingRow]


def working_sheets(data: Mapping[str, Any], agency: str | None = None) -> list[WorkingSheet]:
    """The sheets of a plan, `data` as it stands in its file; for an agency what it leads, answers for or executes."""
    period = _period(data)
    found = []
    for layout in SHEETS:
        if agency is not None and layout.kind not in OF_AN_AGENCY:
            continue
        rows = list(_ROWS[layout.kind](data))
        if agency is not None:
            led = {row.ids[0] for row in _programmes(data) if row.values.get("agency") == agency}
            rows = [row for row in rows if row.values.get("agency") == agency or row.ids[0] in led]
        found.append(WorkingSheet(layout, _columns(layout.kind, rows, period), rows))
    return found


def agencies_with_work(data: Mapping[str, Any]) -> list[str]:
    """The agencies that lead a programme, answer for an indicator or execute an action, as the file lists them."""
    rows = (row for kind in OF_AN_AGENCY for row in _ROWS[kind](data))
    named = dict.fromkeys(agency for row in rows if isinstance(agency := row.values.get("agency"), str))
    known = list(_mapping(data.get("agencies")))
    return sorted(named, key=lambda id_: known.index(id_) if id_ in known else len(known))


def _columns(kind: SheetKind, rows: list[WorkingRow], period: range) -> list[WorkingColumn]:
    if kind == "plan":
        return [WorkingColumn(VALUE, "text")]
    stated = dict.fromkeys(key for row in rows for key in row.values)
    funds = {key.split(".")[1] for key in stated if key.startswith(("budget.", "spent."))}
    if kind == "programmes":
        funds.add(_FIRST_FUND)
    years: dict[str, set[str]] = defaultdict(lambda: {str(year) for year in period})
    for key in stated:
        if "." in key:
            years[key.partition(".")[0]].add(key.rpartition(".")[2])
    return list(columns_below(kind, funds, years))


def _period(data: Mapping[str, Any]) -> range:
    period = _mapping(data.get("period") or _mapping(data.get("rpjmd")).get("period"))
    start, end = period.get("start"), period.get("end")
    if type(start) is int and type(end) is int and 0 <= end - start < _LONGEST_PERIOD:
        return range(start, end + 1)
    return range(0)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _entries(value: Any) -> Iterator[tuple[str, Any]]:
    """The entries of a mapping of ids; one whose key no id can be has no address."""
    return ((key, entry) for key, entry in _mapping(value).items() if isinstance(key, str) and key.strip() == key)


def _row(kind: SheetKind, ids: tuple[str, ...], path: Address, entry: Any) -> WorkingRow:
    return WorkingRow(ids, path, dict(_values(kind, (), _mapping(entry))))


def _values(kind: SheetKind, start: tuple[str, ...], found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The values of an entry by key: mappings of years and of funds opened, entries left to their own sheets."""
    for name, value in found.items():
        # A key with a dot in it could not be told from an address.
        if not isinstance(name, str) or "." in name or value in (None, "", [], {}):
            continue
        steps = (*start, name)
        if column_of(kind, ".".join(steps)) is not None:
            yield ".".join(steps), value
        elif isinstance(value, dict) and not is_elsewhere(kind, steps):
            yield from _values(kind, steps, value)


def _programme_entries(data: Mapping[str, Any]) -> Iterator[tuple[Address, str, Mapping[str, Any]]]:
    for key, dimension in _mapping(data.get("dimensions")).items():
        for id_, entry in _entries(_mapping(dimension).get("programmes")):
            yield ("dimensions", key, "programmes", id_), id_, _mapping(entry)


def _programmes(data: Mapping[str, Any]) -> Iterator[WorkingRow]:
    for path, id_, entry in _programme_entries(data):
        values = dict(_values("programmes", (), entry))
        yield WorkingRow((id_,), path, {DIMENSION: path[1], **values})


def _indicators(data: Mapping[str, Any]) -> Iterator[WorkingRow]:
    for path, programme, entry in _programme_entries(data):
        for id_, found in _entries(entry.get("indicators")):
            yield _row("indicators", (programme, "", "", id_), (*path, "indicators", id_), found)
        for action, inner in _entries(entry.get("actions")):
            for id_, found in _entries(_mapping(inner).get("indicators")):
                place = (*path, "actions", action, "indicators", id_)
                yield _row("indicators", (programme, action, "", id_), place, found)
    for objective, inner in _entries(_mapping(data.get("rpjmd")).get("objectives")):
        for id_, found in _entries(_mapping(inner).get("indicators")):
            place = ("rpjmd", "objectives", objective, "indicators", id_)
            yield _row("indicators", ("", "", objective, id_), place, found)


def _actions(data: Mapping[str, Any]) -> Iterator[WorkingRow]:
    for path, programme, entry in _programme_entries(data):
        for id_, found in _entries(entry.get("actions")):
            yield _row("actions", (programme, id_), (*path, "actions", id_), found)


def _readiness(data: Mapping[str, Any]) -> Iterator[WorkingRow]:
    for part in PARTS:
        for id_, found in _entries(_mapping(data.get("readiness")).get(part)):
            yield _row("readiness", (part, id_), ("readiness", part, id_), found)


def _at_head(kind: SheetKind, *path: str) -> Callable[[Mapping[str, Any]], Iterator[WorkingRow]]:
    """The rows of a mapping of ids near the head of the file."""

    def rows(data: Mapping[str, Any]) -> Iterator[WorkingRow]:
        found: Any = data
        for step in path:
            found = _mapping(found).get(step)
        for id_, entry in _entries(found):
            yield _row(kind, (id_,), (*path, id_), entry)

    return rows


def _plan(data: Mapping[str, Any]) -> Iterator[WorkingRow]:
    """The fields of the plan itself, each a row; those that are not stated as well, to be filled in."""
    stated = dict(_values("plan", (), data))
    known = dict.fromkeys(plan_fields([key for key, _ in _entries(data.get("dimensions")) if "." not in key]))
    for key in dict.fromkeys([*known, *stated]):
        yield WorkingRow((key,), tuple(key.split(".")), {VALUE: stated[key]} if key in stated else {})


_ROWS: Final[Mapping[SheetKind, Callable[[Mapping[str, Any]], Iterator[WorkingRow]]]] = {
    "programmes": _programmes,
    "indicators": _indicators,
    "actions": _actions,
    "objectives": _at_head("objectives", "rpjmd", "objectives"),
    "agencies": _at_head("agencies", "agencies"),
    "sources": _at_head("sources", "sources"),
    "readiness": _readiness,
    "withdrawn": _at_head("withdrawn", "withdrawn"),
    "plan": _plan,
}
