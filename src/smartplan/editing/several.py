"""Many fields of a plan set and taken out at once: the text is read once, however many there are."""

from collections.abc import Mapping
from typing import Any

from smartplan.editing.addresses import is_in_programme
from smartplan.editing.draft import Draft, Edit
from smartplan.editing.edits import not_blank
from smartplan.editing.fields import emptied
from smartplan.editing.key_order import of_plan, of_programme
from smartplan.plan.finding import Address
from smartplan.yamltext.editor import Change
from smartplan.yamltext.entries import Entries
from smartplan.yamltext.put import put, remove

# How far the address of a programme goes.
_PROGRAMME = 4


def set_values(draft: Draft, values: Mapping[Address, Any]) -> Edit:
    """The values at their addresses, in programmes and elsewhere, as if each had been set alone; None takes one out.

    Raises EditRefused as that does.
    """
    groups: dict[Address, dict[Address, Any]] = {}
    gone: list[Address] = []
    for path, value in values.items():
        if value is None and not is_in_programme(path):
            gone.append(path)
            continue
        depth = _PROGRAMME if is_in_programme(path) else 1
        groups.setdefault(path[:depth], {})[path[depth:]] = value
        if depth == _PROGRAMME and path[depth:] == ("name",) and isinstance(value, str):
            not_blank(value)
    editor = draft.editor()
    for head, inside in groups.items():
        if len(head) == 1 and head[0] not in editor.sheet.keys(()):
            editor.put(head, _nested(inside))
        else:
            editor.change(head, _changing(head, inside))
    for path in gone:
        sheet = editor.flush()
        if sheet.document.index(path) is not None:
            editor.remove(_emptied(sheet, path, (), ()), climb=False)
    ids = tuple(str(head[-1]) for head in groups if len(head) == _PROGRAMME)
    reach = tuple(path for path in values if not is_in_programme(path))
    return Edit(editor.text(), touched=frozenset(ids), command="import", about=ids, reach=reach)


def _changing(head: Address, values: Mapping[Address, Any]) -> Change:
    """What sets values in a text that holds the entry of an address."""

    def change(text: str, at: Address) -> str:
        order = of_programme(at) if len(head) == _PROGRAMME else of_plan
        for inside, value in values.items():
            if value is not None:
                text = put(text, (*at, *inside), value, order)
                continue
            sheet = Entries(text)
            if sheet.document.index((*at, *inside)) is not None:
                path = _emptied(sheet, (*head, *inside), head, at)
                text = remove(text, (*at, *path[len(head) :]), climb=False)
        return text

    return change


def _emptied(sheet: Entries, path: Address, head: Address, at: Address) -> Address:
    """What goes with a value that is taken out of a text that holds the entry `head` at `at`."""
    return emptied(path, lambda around: len(sheet.keys((*at, *around[len(head) :]))))


def _nested(values: Mapping[Address, Any]) -> Any:
    """Values by address as one mapping."""
    if () in values:
        return values[()]
    found: dict[str, Any] = {}
    for path, value in values.items():
        inner = found
        for step in path[:-1]:
            inner = inner.setdefault(str(step), {})
        inner[str(path[-1])] = value
    return found
