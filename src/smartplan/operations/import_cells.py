"""The value that a filled cell gives a field of the plan: what `set` would make of the same words."""

from datetime import date, datetime
from typing import Any

from smartplan.editing import typed
from smartplan.errors import CellRefused, SmartplanError
from smartplan.plan.finding import Address
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.sheet_changes import CellEdit
from smartplan.tables.working import LISTS, NUMERIC
from smartplan.tables.working_cells import clean, items_of, percent, spelled
from smartplan.yamltext.emit import Number

# Texts of digits that a number would not keep: 2.10 is no 2.1.
_CODES = frozenset(["id", "code", "supersedes", "agency", "lead", "subdimension", "mission", "under"])


def value_of(edit: CellEdit, address: Address) -> Any:
    """The value for the field at an address, None to take it out; a finding where the cell cannot say one.

    Raises CellRefused, with the cell, for what `set` would refuse.
    """
    content, kind = edit.cell.content, edit.column.kind
    if content is None or (isinstance(content, str) and not clean(content)):
        return None
    if isinstance(content, str):
        try:
            return _typed(edit, address, clean(content))
        except SmartplanError as error:
            raise CellRefused(where=edit.where, cause=error) from None
    if isinstance(content, bool):
        return content if kind == "flag" else spelled(content)
    if isinstance(content, (int, float)):
        return _number(edit, content)
    if address[-1] == "date" and isinstance(content, date):
        return (content.date() if isinstance(content, datetime) else content).isoformat()
    return found("code-is-date", edit.where, value=spelled(content))


def _typed(edit: CellEdit, address: Address, text: str) -> Any:
    kind = edit.column.kind
    if kind not in LISTS or text.startswith("["):
        return typed.value(address, text)
    items = items_of(text)
    # A text with a semicolon in it was one before, and still is.
    if kind == "texts" and (len(items) < 2 or (isinstance(edit.was, str) and len(items_of(edit.was)) > 1)):
        return typed.value(address, text)
    return [typed.value((*address, 0), item) for item in items]


def _number(edit: CellEdit, content: float) -> Any:
    kind, name = edit.column.kind, edit.column.key.rpartition(".")[2]
    if isinstance(edit.path[-1], str) and kind not in NUMERIC:
        name = str(edit.path[-1])
    if kind == "measure" and (percentage := percent(edit.cell)) is not None:
        return percentage
    text = spelled(content)
    if kind == "money" and "." in text:
        return found("not-money", edit.where, value=text)
    if kind in NUMERIC:
        return Number(text) if "." in text else int(text)
    if kind == "years":
        return [int(text)] if text.isdecimal() else text
    if name in _CODES:
        return TableFinding("code-is-number", "error", edit.where, {"value": text}, "id")
    return [text] if kind in ("list", "words") else text
