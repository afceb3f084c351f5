"""The value that a filled cell gives a field of the plan: what `set` would make of the same words."""

from datetime import date, datetime
from typing import Any

from smartplan.editing import typed
from smartplan.errors import CellRefused, SmartplanError
from smartplan.plan.field_at import field_at
from smartplan.plan.finding import Address
from smartplan.plan.model import Plan
from smartplan.plan.plain_data import union
from smartplan.plan.understand import Words
from smartplan.tables.findings import TableFinding, found
from smartplan.tables.headings import is_absent
from smartplan.tables.sheet_changes import CellEdit
from smartplan.tables.working import LISTS, NUMERIC
from smartplan.tables.working_cells import clean, comparable, items_of, percent, spelled
from smartplan.yamltext.emit import Number

# Texts of digits that a number would not keep: 2.10 is no 2.1.
_CODES = frozenset(["id", "code", "supersedes", "agency", "lead", "subdimension", "mission", "under"])


def value_of(edit: CellEdit, address: Address, plan: Plan, words: Words) -> Any:
    """The value for the field at an address of a plan, None to take it out; a finding where the cell cannot say one.

    `words` says what words of vocabularies mean. Raises CellRefused, with the cell, for what `set` would refuse.
    """
    content, kind = edit.cell.content, edit.column.kind
    if content is None or (isinstance(content, str) and not clean(content)):
        return None
    if isinstance(content, str) and kind in NUMERIC and is_absent(content):
        # As in any other table: no value is known.
        return None
    if isinstance(content, str):
        try:
            value = _typed(edit, address, clean(content), plan, words)
        except SmartplanError as error:
            raise CellRefused(where=edit.where, cause=error) from None
        if kind == "money" and isinstance(value, str):
            return found("not-money", edit.where, value=value)
        return value
    flag = comparable(edit.cell, edit.column) if kind == "flag" else None
    if isinstance(flag, bool):
        return flag
    if isinstance(content, bool):
        return spelled(content)
    if isinstance(content, (int, float)):
        return _number(edit, content)
    if field_at(address).is_date and isinstance(content, date):
        return (content.date() if isinstance(content, datetime) else content).isoformat()
    return found("code-is-date", edit.where, "" if _name(edit) in _CODES else "value", value=spelled(content))


def _typed(edit: CellEdit, address: Address, text: str, plan: Plan, words: Words) -> Any:
    kind = edit.column.kind
    if kind not in LISTS:
        return typed.value(address, text, plan, words)
    field = field_at((*address, 0))
    is_free = not (field.refers or field.words or kind == "years")
    if text.startswith("["):
        # So the sheet was written: brackets are no part of the text, as they may be for `set`.
        return typed.value(address, text, plan, words, as_yaml=is_free)
    items = items_of(text)
    # A text with a semicolon in it was one before, and still is.
    if kind == "texts" and (len(items) < 2 or (isinstance(edit.was, str) and len(items_of(edit.was)) > 1)):
        return typed.value(address, text, plan, words)
    if is_free:
        # A comma belongs to a place or a law.
        return items
    read = [typed.value(address, item, plan, words) for item in items]
    return union(*(one if isinstance(one, list) else [one] for one in read))


def _name(edit: CellEdit) -> str:
    """The name of the field that a cell is of; on the sheet of the plan the column does not say it."""
    name = edit.column.key.rpartition(".")[2]
    return str(edit.path[-1]) if isinstance(edit.path[-1], str) and edit.column.kind not in NUMERIC else name


def _number(edit: CellEdit, content: float) -> Any:
    kind = edit.column.kind
    if kind == "measure" and (percentage := percent(edit.cell)) is not None:
        return percentage
    text = spelled(content)
    if kind == "money" and "." in text:
        return found("not-money", edit.where, value=text)
    if kind in NUMERIC:
        return Number(text) if "." in text else int(text)
    if kind == "years":
        return [int(text)] if text.isdecimal() else text
    if _name(edit) in _CODES:
        return TableFinding("code-is-number", "error", edit.where, {"value": text}, "id")
    return [text] if kind in ("list", "words") else text
