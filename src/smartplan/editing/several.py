"""Many fields of a plan set and taken out at once: the text is read once, however many there are."""

from collections.abc import Callable, Mapping
from typing import Any

from smartplan.editing.draft import Draft, Edit
from smartplan.editing.edits import not_blank
from smartplan.editing.key_order import NodeKind, kind, of_plan, of_programme
from smartplan.plan.finding import Address
from smartplan.yamltext.entries import Entries
from smartplan.yamltext.put import put, remove

# How far the address of a programme goes.
_PROGRAMME = 4


def set_values(draft: Draft, values: Mapping[Address, Any]) -> Edit:
    """The values at their addresses, in programmes and elsewhere, as if each had been set alone; None takes one out.

    Raises EditRefused as that does.
    """
    groups: dict[Address, dict[Address, Any]] = {}
    for path, value in values.items():
        depth = _PROGRAMME if _is_in_programme(path) else 1
        groups.setdefault(path[:depth], {})[path[depth:]] = value
        if _is_in_programme(path) and path[_PROGRAMME:] == ("name",) and isinstance(value, str):
            not_blank(value)
    editor = draft.editor()
    for head, inside in groups.items():
        if len(head) == 1 and head[0] not in draft.document.tree.data:
            editor.put(head, _nested(inside))
        else:
            editor.change(head, _changing(head, inside))
    ids = tuple(str(head[-1]) for head in groups if len(head) == _PROGRAMME)
    reach = tuple(path for path in values if not _is_in_programme(path))
    return Edit(editor.text(), touched=frozenset(ids), command="import", about=ids, reach=reach)


def _is_in_programme(path: Address) -> bool:
    return path[:1] == ("dimensions",) and path[2:3] == ("programmes",) and len(path) > _PROGRAMME


def _changing(head: Address, values: Mapping[Address, Any]) -> Callable[[str, Address], str]:
    """What sets values in a text that holds the entry of an address."""

    def change(text: str, at: Address) -> str:
        order = of_programme(at) if len(head) == _PROGRAMME else of_plan
        for inside, value in values.items():
            if value is not None:
                text = put(text, (*at, *inside), value, order)
                continue
            sheet = Entries(text)
            if sheet.document.index((*at, *inside)) is not None:
                text = remove(text, (*at, *_emptied(sheet, at, head, inside)), climb=False)
        return text

    return change


def _emptied(sheet: Entries, at: Address, head: Address, inside: Address) -> Address:
    """The address of what goes with a value that is taken out: all that would be left empty, but no entry of a mapping.

    An agency or an indicator without fields is still there, and the rules say what it lacks.
    """
    while len(inside) > 1 and len(sheet.keys((*at, *inside[:-1]))) == 1:
        path = (*head, *inside)
        around = _kind_at(path[:-2])
        if _kind_at(path[:-1]).fields and around.inside is not None:
            break
        inside = inside[:-1]
    return inside


def _kind_at(path: Address) -> NodeKind:
    found = kind("plan")
    for step in path:
        found = found.child(step)
    return found


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
