"""One field of a plan set, taken out, or its list changed; nothing else is, and nothing is written."""

from collections.abc import Callable, Iterator, Sequence
from types import NoneType
from typing import Any

from msgspec import inspect

from smartplan.editing.addresses import is_in_programme, named
from smartplan.editing.draft import Draft, Edit, Note
from smartplan.editing.edits import STORY, not_blank
from smartplan.editing.key_order import kind_at, of_programme
from smartplan.errors import EditRefused
from smartplan.plan.field_at import field_at
from smartplan.plan.figure import Reading
from smartplan.plan.finding import Address
from smartplan.plan.names import nearest
from smartplan.plan.plain_data import union
from smartplan.yamltext.emit import Number, flow
from smartplan.yamltext.put import put, remove

_UNTOLD = (*STORY, "sources", "supersedes", "withdrawn")


def set_field(draft: Draft, id_: str, field: str, value: Any, because: Sequence[str] = ()) -> Edit:
    """One field of a programme by its dotted address; None takes it out."""
    return set_value(draft, (*draft.entry(id_).path, *field.split(".")), value, because)


def set_value(draft: Draft, path: Address, value: Any, because: Sequence[str] = (), command: str = "set") -> Edit:
    """The value at an address; None takes it out, and with it what it leaves empty.

    The inputs that led to it are cited where the address lies: in the programme or the withdrawal, else in the plan.
    Raises EditRefused for what has no fields, for a value in place of fields, for what is not there to be taken out,
    and for whole programmes.
    """
    refuse_unsettable(path)
    _no_whole_programmes(draft, path, value)
    if value is not None and _is_basis_of_number(draft, path):
        path, value = path[:-1], _with_basis(draft, path, value)
    if not isinstance(value, (dict, NoneType)) and _has_fields_alone(path):
        of = kind_at(path)
        key = next(iter([*of.fields, *of.words]), "YEAR" if of.years else "ID")
        raise EditRefused(variant="has-fields", key=key, **named(draft, path))
    for depth in range(1, len(path)):
        # A list or a text has nothing inside that an address could name.
        if not isinstance(draft.document.value(path[:depth]), (dict, NoneType)):
            raise EditRefused(variant="not-inside", **named(draft, path[:depth]))
    if value is None:
        around = draft.document.value(path[:-1])
        if not isinstance(around, dict) or path[-1] not in around:
            raise EditRefused(variant="nothing-there", **named(draft, path))
        path = _emptied(draft, path)
    if is_in_programme(path) and path[4:] == ("name",) and isinstance(value, str):
        not_blank(value)
    citing = citing_at(path)
    if path == citing and isinstance(value, list):
        value, because = union(value, because), ()
    puts = {path: value}
    notes = [*_notes(draft, path, value)]
    if because:
        cited = draft.document.value(citing)
        puts[citing] = union(cited if isinstance(cited, list) else [], because)
        if value == draft.document.value(path):
            # Beside no other change the citation is told by itself.
            notes += _notes(draft, citing, puts[citing])
    return Edit(
        _changed(draft, puts),
        command=command,
        about=(str(path[3]),) if is_in_programme(path) else (),
        notes=tuple(notes),
        reach=tuple(puts),
    )


def change_list(
    draft: Draft, path: Address, added: Sequence[Any], removed: Sequence[Any], because: Sequence[str] = ()
) -> Edit:
    """Members put at the end of a list, or taken out of it; without any it is taken out.

    Raises EditRefused where there is no list, or not that member.
    """
    if not kind_at(path).items:
        raise EditRefused(variant="no-list", **named(draft, path))
    found = draft.document.value(path)
    members = list(found) if isinstance(found, list) else [] if found is None else [found]
    for one in removed:
        if one not in members:
            near = nearest(str(one), map(str, members)) or ""
            variant = "no-member-nearest" if near else "no-member"
            raise EditRefused(variant=variant, value=str(one), nearest=near, **named(draft, path))
    left = union((one for one in members if one not in removed), added)
    if found is None and not left:
        raise EditRefused(variant="nothing-there", **named(draft, path))
    return set_value(draft, path, left or None, because)


def _notes(draft: Draft, path: Address, value: Any) -> Iterator[Note]:
    """What was set, where a comparison does not tell it: what tells the story is no change by itself."""
    if path[4 if is_in_programme(path) else 0] in _UNTOLD:
        said = {} if value is None else {"value": value if isinstance(value, str) else flow(value)}
        yield Note("unset" if value is None else "set", {**named(draft, path), **said})


def _changed(draft: Draft, puts: dict[Address, Any]) -> str:
    editor = draft.editor()
    for path, value in puts.items():
        # What is read again is as little as can be: the programme, or what stands at the head of the file.
        editor.flush()
        if not is_in_programme(path):
            editor.remove(path, climb=False) if value is None else editor.put(path, value)
            continue

        def change(text: str, at: Address, path: Address = path, value: Any = value) -> str:
            inside = (*at, *path[4:])
            return remove(text, inside, climb=False) if value is None else put(text, inside, value, of_programme(at))

        editor.change(path[:4], change)
    return editor.text()


def citing_at(path: Address) -> Address:
    """Where the inputs are cited that led to a change at an address: in the innermost around it that cites any."""
    around = (path[:depth] for depth in range(len(path) - 1, -1, -1))
    return next((*one, "because") for one in around if "because" in kind_at(one).fields)


def _emptied(draft: Draft, path: Address) -> Address:
    return emptied(path, lambda around: len(draft.document.value(around)))


def emptied(path: Address, entries: Callable[[Address], int]) -> Address:
    """The address of what goes with a value that is taken out: all that would be left empty, but no entry of a mapping.

    An agency or an indicator without fields is still there, and the rules say what it lacks. `entries` gives how many
    there are in the mapping at an address.
    """
    while len(path) > 1 and entries(path[:-1]) == 1:
        around = kind_at(path[:-2])
        if kind_at(path[:-1]).fields and around.inside is not None:
            break
        path = path[:-1]
    return path


def refuse_unsettable(path: Address) -> None:
    """Raises EditRefused for the fields that only smartplan or the name of the file decides."""
    if path == ("format",):
        raise EditRefused(variant="field-format")
    if path == ("revision",):
        raise EditRefused(variant="field-revision")


def _has_fields_alone(path: Address) -> bool:
    """Whether nothing but a mapping may stand at an address."""
    wanted = field_at(path).options
    return bool(wanted) and all(isinstance(one, (inspect.DictType, inspect.StructType)) for one in wanted)


def _no_whole_programmes(draft: Draft, path: Address, value: Any) -> None:
    """Raises EditRefused where programmes would come or go: their lineage would not be kept."""
    if path[:1] != ("dimensions",):
        return
    around = is_in_programme(path) and len(path) == 4
    if len(path) == 3:
        around = path[2] == "programmes"
    elif len(path) < 3:
        dimensions = (draft.document.value(path), value) if len(path) == 2 else ({"programmes": True},)
        around = any(isinstance(one, dict) and one.get("programmes") for one in dimensions)
    if around:
        raise EditRefused(variant="whole-programme", **named(draft, path))


def _is_basis_of_number(draft: Draft, path: Address) -> bool:
    """Whether an address is that of the value or the basis of a figure that is a plain number, or a text, so far."""
    figure = tuple(kind_at(path[:-1]).fields)
    known = figure == Reading.__struct_fields__ and path[-1] in figure
    return known and not isinstance(draft.document.value(path[:-1]), (dict, list, NoneType))


def _with_basis(draft: Draft, path: Address, value: Any) -> Any:
    """What such a figure becomes: another number, or a mapping of the number as it is written and its basis."""
    if path[-1] == "value":
        return value
    found = draft.document.value(path[:-1])
    start, end = draft.document.span(path[:-1])
    return {
        "value": Number(draft.document.source.text[start:end]) if isinstance(found, float) else found,
        path[-1]: value,
    }
