"""What a planner types for the place of a value in a plan, as its address in the file."""

from collections.abc import Iterable, Sequence

from smartplan.editing.draft import Draft
from smartplan.editing.key_order import ANYTHING, kind_at
from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.plan.names import nearest, unknown
from smartplan.plan.understand import (
    Named,
    Words,
    agencies,
    all_names,
    dimensions,
    kept,
    meant,
    missions,
    objectives,
    programmes,
    sources,
)
from smartplan.yamltext.emit import text

# Where the programmes of a dimension stand in the address of one.
PROGRAMMES = 2


def address_of(draft: Draft, words: Sequence[str], called: Words | None = None) -> Address:
    """The address that the words name, one with dots, or the id of a programme and one of its fields.

    `called` says what reports call the fields and the sources of money.

    The first step is a field of the plan or the id of a programme; where it could be both it is the programme if its
    field is a word of its own, and else the field of the plan. A key that is there is taken whole, with its dots.
    Raises UnknownName for a first step or a programme that there is none of, and EditRefused for a field that the
    model does not know at its place and for what has no fields, and UsageError for bytes that are no text.
    """
    words = [text(word) for word in words]
    called = called or {}
    typed = ".".join(words)
    own = keys_at(draft, ())
    if len(words) > 1:
        id_ = words[0]
        if id_ not in own:
            id_ = kept(id_, "programme", programmes(draft.plan))
        if id_ in draft.entries:
            return _inside(draft, draft.entry(id_).path, typed[len(words[0]) + 1 :], called)
    first, rest = _cut(typed, [*own, *draft.entries])
    if first in own:
        return _inside(draft, (), typed, called)
    id_ = kept(first, "programme", programmes(draft.plan))
    if id_ in draft.entries:
        return _inside(draft, draft.entry(id_).path, rest, called)
    if meant(first, *_names(draft, (), called)) in own:
        return _inside(draft, (), typed, called)
    alone = len(words) == 1 and not rest
    if alone or _deeper((), first) or nearest(first, [*draft.entries, *own]) in own:
        raise _unknown_field(draft, (), first, own)
    raise unknown(first, "programme", all_names(programmes(draft.plan)))


def _inside(draft: Draft, path: Address, rest: str, called: Words) -> Address:
    """The address that goes on from one."""
    while rest:
        of = kind_at(path)
        there = draft.document.value(path)
        if of.items or (of is ANYTHING and not isinstance(there, dict)):
            raise EditRefused(variant="not-inside", **named(draft, path))
        keys = keys_at(draft, path)
        step, rest = _cut(rest, keys)
        what, known = ("", []) if step in keys else _names(draft, path, called)
        step = kept(step, what, known)
        if (of.fields or of.words) and step not in keys:
            raise _unknown_field(draft, path, step, keys)
        if path[:1] == ("dimensions",) and len(path) == PROGRAMMES + 1 and path[PROGRAMMES] == "programmes":
            if step not in keys:
                raise unknown(step, "programme", [*keys, *all_names(one for one in known if one.value in keys)])
            draft.entry(step)
        path = (*path, step)
    return path


def _names(draft: Draft, path: Address, called: Words) -> tuple[str, list[Named]]:
    """What the keys at an address are, in a word of the catalogue, and what they are called besides."""
    of = kind_at(path)
    for what, keys in (("field", of.fields), ("fund", of.words)):
        if keys:
            return what, [Named(key, called.get(what, {}).get(key, ())) for key in keys]
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
    near = _deeper(path, step) or nearest(step, keys) or ""
    found = named(draft, path)
    return EditRefused(
        variant="unknown-field-nearest" if near else "unknown-field",
        name=step,
        where=".".join(filter(None, found.values())) if is_in_programme(path) or not path else found["field"],
        nearest=near,
        known=", ".join(keys),
    )


def _deeper(path: Address, step: str) -> str:
    """Where a field stands that is looked for one step too high, such as `rpjmd.missions`; empty for nowhere."""
    return next((f"{name}.{step}" for name, of in kind_at(path).fields.items() if step in of.fields), "")


def keys_at(draft: Draft, path: Address) -> list[str]:
    """The keys that there are or can be at an address, those of the model first."""
    there = draft.document.value(path)
    of = kind_at(path)
    return list(dict.fromkeys([*of.fields, *of.words, *(map(str, there) if isinstance(there, dict) else ())]))


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
