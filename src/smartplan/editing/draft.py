"""A revision open for edits, and what `formerly` has to say in it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec import Struct

from smartplan.editing.key_order import of_plan, of_programme
from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.plan.model import Entry, Plan
from smartplan.plan.names import unknown
from smartplan.plan.objectives import Realigned
from smartplan.plan.plain_data import union
from smartplan.plan.understand import Named, all_names, dimensions, programmes, unknown_name
from smartplan.yamltext.document import Document
from smartplan.yamltext.editor import Editor
from smartplan.yamltext.entries import split
from smartplan.yamltext.insert import Layout
from smartplan.yamltext.put import put, remove, rename


class Note(NamedTuple):
    """What a planner has to know of an edit besides what it changes: a sentence of the catalogue, and its values."""

    key: str
    values: Mapping[str, Any]


class Edit(NamedTuple):
    """The text after an edit, and which programmes it made from which: new id to old ids, where they differ."""

    text: str
    origins: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    touched: frozenset[str] = frozenset()
    """Ids before and after of the programmes that it may change; all others must be as they were."""
    command: str = ""
    about: tuple[str, ...] = ()
    """The programmes that it is about; for one taken out or back, its id and then those of its predecessors."""
    notes: tuple[Note, ...] = ()
    realigned: tuple[Realigned, ...] = ()
    """What programmes serve, where that is all that it changes."""
    reach: tuple[Address, ...] = ()
    """Addresses of what else it may change."""


class Draft(Struct, frozen=True, dict=True):
    """A revision open for edits; `old` is the one it supersedes, None for a first revision."""

    plan: Plan
    document: Document
    old: Plan | None = None
    old_document: Document | None = None

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Programmes by id."""
        return {entry.id: entry for entry in self.plan.entries()}

    @cached_property
    def old_entries(self) -> dict[str, Entry]:
        """Programmes of the superseded revision by id. Raises EditRefused where that one cannot be read.

        What came from where would be lost without a word.
        """
        if self.old is None and self.plan.supersedes:
            raise EditRefused(variant="no-superseded", name=self.plan.supersedes)
        return {entry.id: entry for entry in self.old.entries()} if self.old else {}

    @cached_property
    def predecessors(self) -> dict[str, tuple[str, ...]]:
        """The programmes of the superseded revision that each programme comes from."""
        return {id_: self._from(entry) for id_, entry in self.entries.items()}

    def _from(self, entry: Entry) -> tuple[str, ...]:
        named = entry.programme.formerly
        return tuple(named) if named is not None else (entry.id,) if entry.id in self.old_entries else ()

    def entry(self, id_: str) -> Entry:
        """A programme. Raises UnknownName."""
        if id_ not in self.entries:
            raise unknown(id_, "programme", all_names(programmes(self.plan)))
        places = [entry.dimension for entry in self.plan.entries() if entry.id == id_]
        if len(places) > 1:
            raise EditRefused(variant="twice", id=id_, first=places[0], second=places[1])
        return self.entries[id_]

    def editor(self) -> Editor:
        """The text, ready for edits."""
        return Editor(self.document.source.text, of_plan, self.document)

    def free(self, id_: str) -> None:
        """Raises EditRefused for an id that a programme has, and for none."""
        if not id_:
            raise EditRefused(variant="no-id")
        if id_ in self.entries:
            raise EditRefused(variant="taken", id=id_)

    @cached_property
    def dimensions(self) -> list[Named]:
        """The dimensions that the file has, with the names of those that the profile knows."""
        # One with nothing after it is not in the plan, but it is there.
        here = self.document.value(("dimensions",)) or {}
        named = {one.value: one for one in dimensions(self.plan)}
        return [named.get(key, Named(key)) for key in here]

    def reused(self, *ids: str) -> tuple[Note, ...]:
        """What to say of the ids, taken now, that other programmes had until they were withdrawn in this revision."""
        gone = (self.old_entries[id_] for id_ in ids if id_ in self.plan.withdrawn and id_ in self.old_entries)
        return tuple(Note("reused", {"id": one.id, "name": one.programme.name}) for one in gone)

    def place(self, dimension: str) -> Address:
        """The address of the programmes of a dimension. Raises UnknownName."""
        known = [one.value for one in self.dimensions]
        if dimension not in known:
            raise unknown_name(dimension, "dimension", self.dimensions)
        return ("dimensions", dimension, "programmes")

    def formerly(self, id_: str, origins: Sequence[str], others: Mapping[str, Sequence[str]]) -> list[str] | None:
        """What `formerly` says at a programme that comes from `origins`; None where its id says it.

        `others` are the predecessors of all other programmes.
        """
        if not origins:
            return [] if id_ in self.old_entries else None
        shared = any(origin in theirs for theirs in others.values() for origin in origins)
        return None if list(origins) == [id_] and not shared else list(origins)

    def without(self, *ids: str) -> dict[str, tuple[str, ...]]:
        """The predecessors of all programmes but these."""
        return {id_: origins for id_, origins in self.predecessors.items() if id_ not in ids}


def with_lineage(
    text: str, at: Address, entry: Entry, *, name: str, formerly: list[str] | None, because: Sequence[str]
) -> tuple[str, Address]:
    """A programme's text under the id `name` with its lineage and the inputs that led to it; and its new address."""
    keys = of_programme(at)
    stated = entry.programme.formerly
    if formerly is None and stated is not None:
        text = remove(text, (*at, "formerly"))
    elif formerly is not None and stated != formerly:
        text = put(text, (*at, "formerly"), formerly, keys)
    if because:
        text = put(text, (*at, "because"), union(entry.programme.because, because), keys)
    if name == entry.id:
        return text, at
    return rename(text, at, name), (*at[:-1], name)


def new_programme(id_: str, fields: Mapping[str, Any]) -> list[str]:
    """The lines of a new programme, in canonical order."""
    return new_entry(id_, fields, of_programme((id_,)))


def new_entry(id_: str, fields: Mapping[str, Any], layout: Layout) -> list[str]:
    """The lines of a new entry of a mapping of ids, its fields in their order."""
    name, value = next(iter(fields.items()))
    text = put(f"{id_}:\n  {name}: x\n", (id_, name), value, layout)
    for name, value in fields.items():
        text = put(text, (id_, name), value, layout)
    return split(text)
