"""What was changed in a workbook of the working layout: cell by cell, against the state that it was exported from.

A change that the plan has by now is none. Where the plan has changed otherwise since, sheet and plan clash.
"""

from collections.abc import Iterator, Mapping
from types import NoneType
from typing import Any, Final

from smartplan.plan.finding import Address
from smartplan.tables import numbers
from smartplan.tables.cells import SheetCell, Workbook
from smartplan.tables.filled import FilledRow, FilledSheet, read_filled
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.origin import Origin
from smartplan.tables.sheet_changes import CellEdit, Moved, NewEntry, Removed, Renumbered, SheetChanges, Withdrawn
from smartplan.tables.working import DIMENSION, LAYOUTS, VALUE, SheetKind, column_at
from smartplan.tables.working_cells import comparable, items_of, shown
from smartplan.tables.working_rows import WorkingRow, working_sheets

Rows = Mapping[SheetKind, Mapping[tuple[str, ...], WorkingRow]]
Ids = tuple[str, ...]
# By which a row is known again though its id was changed.
_NAMES: Final = ("name", "title", "reason")


def rows_of(data: Mapping[str, Any], agency: str = "") -> Rows:
    """The rows of a plan by kind and ids; for an agency those of its own workbook."""
    sheets = working_sheets(data, agency or None)
    return {sheet.layout.kind: {row.ids: row for row in sheet.rows} for sheet in sheets}


def changes(workbook: Workbook, origin: Origin, base: Rows, plan: Rows, reason: str | None) -> SheetChanges:
    """What a workbook changes in the rows of a plan; `base` are those that it was exported from.

    `reason` is why programmes are withdrawn whose rows are gone, and says that it is meant; None where it is not said.
    """
    return _Comparison(workbook, origin, base, plan, reason).result


class _Comparison:
    def __init__(self, workbook: Workbook, origin: Origin, base: Rows, plan: Rows, reason: str | None) -> None:
        self._base, self._plan, self._reason = base, plan, reason
        self._workbook = workbook
        self.result = SheetChanges()
        sheets = {kind: self._filled(kind, origin) for kind in base}
        # By new ids the old ones, and the ids of programmes that come and go.
        self._before: dict[str, str] = {}
        self._new = {row.ids[0] for row in sheets["programmes"].rows if row.ids[0]} - {
            ids[0] for ids in base["programmes"]
        }
        self._gone: set[str] = set()
        self._dropped: dict[str, FilledRow] = {}
        if "withdrawn" in sheets:
            for row in sheets["withdrawn"].rows:
                if row.ids not in base["withdrawn"] and row.ids in plan["programmes"]:
                    self._dropped[row.ids[0]] = row
        for sheet in sheets.values():
            self.result.findings.extend(sheet.findings)
            self.result.ignored.extend(sheet.ignored)
            # What is wrong with the whole sheet is all that can be said of it.
            if sheet.columns:
                self._sheet(sheet)

    def _filled(self, kind: SheetKind, origin: Origin) -> FilledSheet:
        name = origin.sheets.get(kind, "")
        sheet = next((one for one in self._workbook.sheets if one.name == name), None)
        if sheet is None:
            missing = found("no-table", f"{self._workbook.path}: {name or kind}", "sheet") if self._base[kind] else None
            return FilledSheet(kind, name, {}, [], [], [missing] if missing else [])
        return read_filled(sheet, LAYOUTS[kind], self._workbook.path)

    def _sheet(self, sheet: FilledSheet) -> None:
        seen: dict[Ids, FilledRow] = {}
        new: list[FilledRow] = []
        base = self._base[sheet.kind]
        for row in sheet.rows:
            ids = self._old(sheet.kind, row.ids)
            if ids[-1] and ids in seen:
                key, other = LAYOUTS[sheet.kind].ids[-1], seen[ids]
                self._finding("id-twice", row.where(key), value=row.ids[-1], other=other.where(key))
                continue
            if ids[-1]:
                seen[ids] = row
            if ids not in base:
                new.append(row)
        if sheet.kind == "programmes":
            new = [row for row in new if not self._is_renumbered(row, seen)]
            for id_, row in self._dropped.items():
                if (id_,) in seen:
                    self._finding("id-twice", row.where("id"), value=id_, other=seen[id_,].where("id"))
        missing = [ids for ids in base if ids not in seen and not self._is_gone(sheet.kind, ids)]
        new = [row for row in new if not self._has_other_id(sheet.kind, row, missing)]
        self._missing(sheet, missing)
        for ids, row in seen.items():
            if ids in base:
                self._row(sheet, ids, row)
        for row in new:
            self._added(sheet.kind, row)

    def _old(self, kind: SheetKind, ids: Ids) -> Ids:
        """The ids that a row had in the state that was exported, by what is known of programmes."""
        if kind in ("programmes", "indicators", "actions") and ids[0] in self._before:
            return (self._before[ids[0]], *ids[1:])
        return ids

    def _is_renumbered(self, row: FilledRow, seen: dict[Ids, FilledRow]) -> bool:
        """Whether a row with a new id names its old one under `formerly`; then it is taken for that row."""
        named = items_of(row.text("formerly"))
        base = self._base["programmes"]
        old = next((one for one in named if (one,) in base and (one,) not in seen), None)
        if old is None or not row.ids[0]:
            return False
        new = row.ids[0]
        self._before[new] = old
        self._new.discard(new)
        seen[old,] = row
        # It may have been imported before.
        if (old,) in self._plan["programmes"] or (new,) not in self._plan["programmes"]:
            self.result.renumbered.append(Renumbered(old, new, row.where("id")))
        return True

    def _is_gone(self, kind: SheetKind, ids: Ids) -> bool:
        """Whether a missing row is accounted for: withdrawn in the workbook, or gone from the plan as well."""
        if kind == "programmes" and ids[0] in self._dropped:
            row = self._dropped[ids[0]]
            because = items_of(row.text("because"))
            self.result.withdrawn.append(Withdrawn(ids[0], row.text("reason"), because, row.where("id")))
            self._gone.add(ids[0])
            return True
        if kind in ("indicators", "actions") and ids[0] in self._gone:
            return True
        if kind == "plan" and not self._base[kind][ids].values:
            return True
        return self._in_plan(kind, ids) is None

    def _has_other_id(self, kind: SheetKind, row: FilledRow, missing: list[Ids]) -> bool:
        """Whether a new row is one that is missing, under another id."""
        if not row.ids[-1]:
            return False
        for ids in missing:
            if self._old(kind, row.ids)[:-1] == ids[:-1] and self._is_alike(kind, row, self._base[kind][ids]):
                key = LAYOUTS[kind].ids[-1]
                variant = "" if kind == "programmes" else "entry"
                self._finding("id-changed", row.where(key), variant, value=row.ids[-1], old=ids[-1])
                missing.remove(ids)
                return True
        return False

    def _is_alike(self, kind: SheetKind, row: FilledRow, base: WorkingRow) -> bool:
        """Whether a row has the name of another, or most of its values."""
        same = {key for key in base.values if key in row.columns and self._was(kind, base, key) == _now(kind, row, key)}
        return not same.isdisjoint(_NAMES) or 2 * len(same) > len(base.values)

    def _missing(self, sheet: FilledSheet, missing: list[Ids]) -> None:
        for ids in missing:
            if self._reason is None or sheet.kind in ("withdrawn", "plan"):
                variant = "" if sheet.kind == "programmes" else "entry"
                self._finding("row-missing", sheet.where, variant, value=".".join(filter(None, ids)))
            elif sheet.kind == "programmes":
                self.result.withdrawn.append(Withdrawn(ids[0], self._reason, (), sheet.where))
                self._gone.add(ids[0])
            else:
                row = self._in_plan(sheet.kind, ids)
                assert row is not None
                self.result.removed.append(Removed(*self._place(row.path)))

    def _in_plan(self, kind: SheetKind, ids: Ids) -> WorkingRow | None:
        """The row in the plan as it is now: under the old id of its programme, or under the new one."""
        rows = self._plan[kind]
        after = next((new for new, old in self._before.items() if old == ids[0]), None)
        if ids not in rows and after is not None and kind in ("programmes", "indicators", "actions"):
            ids = (after, *ids[1:])
        return rows.get(ids)

    def _place(self, path: Address) -> tuple[str, Address]:
        """The programme, by the id that it is to have, and the address in it; no programme for the head of the file."""
        if path[:1] != ("dimensions",) or path[2:3] != ("programmes",):
            return "", path
        old = str(path[3])
        return next((new for new, before in self._before.items() if before == old), old), path[4:]

    def _row(self, sheet: FilledSheet, ids: Ids, row: FilledRow) -> None:
        """The cells of a row that was exported."""
        base, plan = self._base[sheet.kind][ids], self._in_plan(sheet.kind, ids)
        edits = list(self._cells(sheet.kind, row, base, plan))
        if plan is None and edits:
            self._finding("clash", edits[0].where, "gone", value=".".join(filter(None, ids)))
            return
        self._change(edits, row, plan or base)

    def _change(self, edits: list[CellEdit], row: FilledRow, entry: WorkingRow) -> None:
        """Note the edits of a row; another dimension moves the programme."""
        moved = next((one for one in edits if one.column.key == DIMENSION), None)
        if moved is not None:
            places = [one for one in edits if one.column.key in (DIMENSION, "subdimension")]
            edits = [one for one in edits if one not in places]
            there = entry.values
            self.result.moved.append(
                Moved(
                    moved.programme,
                    row.text(DIMENSION),
                    row.text("subdimension"),
                    moved.where,
                    (str(there.get(DIMENSION, "")), str(there.get("subdimension", ""))),
                    any(one.clashes for one in places),
                )
            )
        self.result.cells.extend(edits)

    def _cells(
        self, kind: SheetKind, row: FilledRow, base: WorkingRow | None, plan: WorkingRow | None
    ) -> Iterator[CellEdit]:
        """The cells that say something else than the sheet did; those that clash with the plan are findings."""
        for key in row.columns:
            column = column_at(kind, row.ids, key)
            if column is None or key in LAYOUTS[kind].ids:
                continue
            if key == "formerly" and row.ids[0] in self._before:
                continue
            cell, where = row.cell(key), row.where(key)
            was, now = self._was(kind, base, key), comparable(cell, column)
            fault = numbers.fault(cell, where)
            if fault is not None:
                self.result.findings.append(fault)
                continue
            theirs = self._was(kind, plan, key) if plan is not None else was
            if now in (was, theirs) and type(now) in (type(was), type(theirs)):
                continue
            there = plan or base
            programme, path = self._place(there.address(key)) if there else ("", (key,))
            value = plan.values.get(key) if plan else None
            yield CellEdit(programme, path, column, cell, where, value, clashes=theirs != was)

    def _was(self, kind: SheetKind, row: WorkingRow | None, key: str) -> Any:
        """What the cell of a value says, to be compared."""
        if row is None or key not in row.values:
            return None
        column = column_at(kind, row.ids, key)
        return comparable(SheetCell(shown(row.values[key])), column) if column else None

    def _added(self, kind: SheetKind, row: FilledRow) -> None:
        """A row that is new, unless the plan has it by now."""
        ids = self._old(kind, row.ids)
        plan = self._plan[kind].get(ids)
        if plan is not None and ids[-1]:
            # Whoever else put it there said the same, or clashes with what is said here.
            self._change(list(self._cells(kind, row, None, plan)), row, plan)
            return
        if kind == "plan":
            column = column_at(kind, row.ids, VALUE)
            if column is None:
                self._finding("unknown-column", row.where("key"), "key", heading=row.ids[0])
            elif not row.cell(VALUE).is_empty:
                path = tuple(row.ids[0].split("."))
                self.result.cells.append(CellEdit("", path, column, row.cell(VALUE), row.where(VALUE)))
            return
        if kind == "withdrawn" and row.ids[0] in self._dropped:
            return
        key = LAYOUTS[kind].ids[-1]
        if not isinstance(row.cell(key).content, (str, NoneType)):
            # 2.10 would be 2.1, and 3.27.03 a time of day.
            value = row.ids[-1]
            self.result.findings.append(TableFinding("code-is-number", "error", row.where(key), {"value": value}, "id"))
            return
        place = self._parent(kind, row)
        if place is None:
            first = next((key for key in LAYOUTS[kind].ids if row.text(key)), LAYOUTS[kind].ids[-1])
            self._finding("row-without-programme", row.where(first), "entry", value=row.text(first))
            return
        cells = [one for one in self._cells(kind, row, None, None) if one.column.key != DIMENSION]
        if not row.ids[-1] and self._is_there(kind, row, ids):
            return
        dimension = row.text(DIMENSION) if kind == "programmes" else ""
        self.result.added.append(NewEntry(kind, *place, row.ids[-1], cells, row.where(key), dimension))

    def _is_there(self, kind: SheetKind, row: FilledRow, ids: Ids) -> bool:
        """Whether a row without an id is in the plan already: it was imported before."""
        return any(
            there[:-1] == ids[:-1]
            and there not in self._base[kind]
            and all(
                self._was(kind, one, key) == _now(kind, row, key) for key in row.columns if key not in LAYOUTS[kind].ids
            )
            for there, one in self._plan[kind].items()
        )

    def _parent(self, kind: SheetKind, row: FilledRow) -> tuple[str, Address] | None:
        """Where a new entry belongs; None where there is no such programme, action, objective or part."""
        if kind == "programmes":
            return "", ()
        if kind not in ("indicators", "actions"):
            start = ("rpjmd", "objectives") if kind == "objectives" else (kind, *row.ids[:-1])
            return None if "" in start else ("", start)
        old = self._before.get(row.ids[0], row.ids[0])
        after = next((new for new, before in self._before.items() if before == old), old)
        known = after in self._new or (old,) in self._plan["programmes"] or (after,) in self._plan["programmes"]
        if kind == "actions":
            return (after, ("actions",)) if known else None
        _, action, objective, _ = row.ids
        if objective and not (row.ids[0] or action):
            place: Address = ("rpjmd", "objectives", objective, "indicators")
            return ("", place) if (objective,) in self._plan["objectives"] else None
        inside: Address = ("actions", action, "indicators") if action else ("indicators",)
        return (after, inside) if known and not objective else None

    def _finding(self, rule: str, where: str, variant: str = "", **values: Any) -> None:
        self.result.findings.append(found(rule, where, variant, **values))


def _now(kind: SheetKind, row: FilledRow, key: str) -> Any:
    column = column_at(kind, row.ids, key)
    return comparable(row.cell(key), column) if column else None
