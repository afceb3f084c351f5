"""What a planner types for the place of a value in a plan, as its address in the file."""

from collections.abc import Iterable, Sequence

from smartplan.editing.draft import Draft
from smartplan.editing.key_order import ANYTHING, kind_at
from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.plan.names import nearest, unknown
from smartplan.plan.understand import (
    Named,
    agencies,
    all_names,
    dimensions,
    kept,
    missions,
    objectives,
    programmes,
    sources,
)
from smartplan.yamltext.emit import text

# Where the programmes of a dimension stand in the address of one.
PROGRAMMES = 2


def address_of(draft: Draft, words: Sequence[str]) -> Address:
    """The address that the words name, one with dots, or the id of a programme and one of its fields.

    The first step is a field of the plan or the id of a programme; where it could be both it is the programme if its
    field is a word of its own, and else the field of the plan. A key that is there is taken whole, with its dots.
    Raises UnknownName for a first step or a programme that there is none of, and EditRefused for a field that the
    model does not know at its place and for what has no fields, and UsageError for bytes that are no text.
    """
    words = [text(word) for word in words]
    typed = ".".join(words)
    own = keys_at(draft, ())
    if len(words) > 1:
        id_ = words[0] if words[0] in own else kept(words[0], "programme", programmes(draft.plan))
        id_ = words[0] if words[0] in draft.entries else id_
        if id_ in draft.entries:
            return _inside(draft, draft.entry(id_).path, typed[len(words[0]) + 1 :])
    first, rest = _cut(typed, [*own, *draft.entries])
    if first in own:
        return _inside(draft, (), typed)
    id_ = kept(first, "programme", programmes(draft.plan))
    if id_ in draft.entries:
        return _inside(draft, draft.entry(id_).path, rest)
    alone = len(words) == 1 and not rest
    if alone or nearest(first, [*draft.entries, *own]) in own:
        raise _unknown_field(draft, (), first, own)
    raise unknown(first, "programme", all_names(programmes(draft.plan)))


def _inside(draft: Draft, path: Address, rest: str) -> Address:
    """The address that goes on from one."""
    while rest:
        of = kind_at(path)
        there = draft.document.value(path)
        if of.items or (of is ANYTHING and not isinstance(there, dict)):
            raise EditRefused(variant="not-inside", **named(draft, path))
        keys = keys_at(draft, path)
        step, rest = _cut(rest, keys)
        if step not in keys:
            what, known = _called(draft, path)
            step = kept(step, what, known)
        if of.fields and step not in keys:
            raise _unknown_field(draft, path, step, keys)
        if path[:1] == ("dimensions",) and len(path) == PROGRAMMES + 1 and path[PROGRAMMES] == "programmes":
            if step not in keys:
                raise unknown(step, "programme", keys)
            draft.entry(step)
        path = (*path, step)
    return path


def _called(draft: Draft, path: Address) -> tuple[str, list[Named]]:
    """What the keys at an address are called besides, where they are those of things that have names; and the word."""
    if is_in_programme((*path, "")) and len(path) == PROGRAMMES + 1:
        return "programme", programmes(draft.plan)
    naming = {
        ("agencies",): ("agency", agencies),
        ("dimensions",): ("dimension", dimensions),
        ("sources",): ("source", sources),
        ("rpjmd", "missions"): ("mission", missions),
        ("rpjmd", "objectives"): ("objective", objectives),
    }
    what, names = naming.get(tuple(map(str, path)), ("", None))
    return what, names(draft.plan) if names else []


def _unknown_field(draft: Draft, path: Address, step: str, keys: Sequence[str]) -> EditRefused:
    near = nearest(step, keys) or ""
    found = named(draft, path)
    return EditRefused(
        variant="unknown-field-nearest" if near else "unknown-field",
        name=step,
        where=".".join(filter(None, found.values())) if is_in_programme(path) or not path else found["field"],
        nearest=near,
        known=", ".join(keys),
    )


def keys_at(draft: Draft, path: Address) -> list[str]:
    """The keys that there are or can be at an address, those of the model first."""
    there = draft.document.value(path)
    return list(dict.fromkeys([*kind_at(path).fields, *(map(str, there) if isinstance(there, dict) else ())]))


def _cut(typed: str, keys: Iterable[str]) -> tuple[str, str]:
    """The first step of an address and the rest of it: the longest key that stands there, or all up to the dot."""
    fitting = [key for key in keys if typed == key or typed.startswith(f"{key}.")]
    step = max(fitting, key=len) if fitting else typed.partition(".")[0]
    return step, typed[len(step) + 1 :]


def named(draft: Draft, path: Address) -> dict[str, str]:
    """What a sentence calls the value at an address: its `field`, and the programme or the revision, `id`, it is of."""
    id_, depth = (str(path[3]), 4) if is_in_programme(path) else (draft.plan.revision, 0)
    return {"id": id_, "field": ".".join(map(str, path[depth:]))}


def is_in_programme(path: Address) -> bool:
    """Whether an address is that of a programme or of something in one."""
    return path[:1] == ("dimensions",) and len(path) > PROGRAMMES + 1 and path[PROGRAMMES] == "programmes"
