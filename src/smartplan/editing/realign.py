"""What programmes serve of an RPJMD carried over to other missions, goals and objectives, in all programmes at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from smartplan.editing.draft import Draft, Edit, Note, with_lineage
from smartplan.editing.key_order import of_programme
from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.plan.names import nearest, unknown
from smartplan.plan.objectives import Realigned, Served, same_rpjmd, texts
from smartplan.plan.plain_data import union
from smartplan.plan.understand import Named
from smartplan.yamltext.put import put, remove

# By the id of each mission, goal or objective of before those that take its place.
Mapped = Mapping[str, Sequence[str]]


class Serving(Struct, frozen=True):
    """What a programme serves.

    `stated` is what it names; `before` what its predecessors served of the RPJMD that the superseded revision follows,
    where that is another, else what it names itself; `stale` what it names of the other one that this one has not.
    """

    stated: list[str]
    before: list[str]
    stale: list[str]

    @property
    def is_carried(self) -> bool:
        """Whether it names the same ids as before, and so may mean those of the old RPJMD."""
        return self.stated == self.before

    @property
    def left(self) -> list[str]:
        """Those of the old RPJMD in whose place it names nothing yet."""
        return self.stale if self.stated else self.before


def is_other_rpjmd(draft: Draft) -> bool:
    """Whether the revision follows another RPJMD than the one it supersedes: M1 of one is not M1 of the next."""
    return draft.old is not None and not same_rpjmd(draft.old.rpjmd, draft.plan.rpjmd)


def serving(draft: Draft, what: Served) -> dict[str, Serving]:
    """What each programme serves, by its id."""
    another, known = is_other_rpjmd(draft), texts(draft.plan, what)
    found = {}
    for id_, entry in draft.entries.items():
        stated: list[str] = getattr(entry.programme, what)
        if not another:
            found[id_] = Serving(stated, stated, [])
            continue
        old = [draft.old_entries[origin] for origin in draft.predecessors[id_] if origin in draft.old_entries]
        before = union(*(getattr(one.programme, what) for one in old))
        found[id_] = Serving(stated, before, [one for one in stated if one not in known])
    return found


def undecided(programmes: Mapping[str, Serving]) -> dict[str, list[str]]:
    """The programmes by the missions, or goals and objectives, of before in whose place they are yet to name something.

    Those that served nothing before and name nothing now are at the empty text. One that names fewer than it served is
    told of what is open elsewhere: which of them its own stand for is written nowhere, and `realign` adds to it too.
    """
    elsewhere = {old for one in programmes.values() for old in one.left}
    found: dict[str, list[str]] = {}
    for id_, one in programmes.items():
        fewer = len(one.stated) < len(one.before)
        left = union(one.left, [old for old in one.before if fewer and old in elsewhere])
        for old in left if one.stated else left or [""]:
            found.setdefault(old, []).append(id_)
    return found


def before_texts(draft: Draft, what: Served) -> Mapping[str, str]:
    """The texts of what programmes served before, by id: those of the other RPJMD where there is one."""
    return texts(draft.old if draft.old is not None and is_other_rpjmd(draft) else draft.plan, what)


def known_before(draft: Draft) -> list[Named]:
    """What programmes may have served before, by its text: missions first, then goals and objectives."""
    every = [one for what in get_args(Served) for one in _named(before_texts(draft, what))]
    named = {one.value for one in every}
    served = union(*([*one.before, *one.stale] for what in get_args(Served) for one in serving(draft, what).values()))
    return [*every, *(Named(id_) for id_ in served if id_ not in named)]


def known_now(draft: Draft) -> list[Named]:
    """What can take its place."""
    return [one for what in get_args(Served) for one in _named(texts(draft.plan, what))]


def _named(found: Mapping[str, str]) -> Iterator[Named]:
    return (Named(id_, [text] if text else []) for id_, text in found.items())


def realign(draft: Draft, pairs: Mapped, because: Sequence[str] = ()) -> Edit:
    """What stands in the place of each mission, goal or objective of before, all at once; nothing takes it out.

    Raises EditRefused for one that no programme serves, and UnknownName for one that the RPJMD does not have.
    """
    served = {what: serving(draft, what) for what in get_args(Served)}
    fields = {old: _field(draft, served, old, new) for old, new in pairs.items()}
    editor = draft.editor()
    touched: dict[str, dict[Served, list[str]]] = {}
    for what, programmes in served.items():
        mapped = {old: new for old, new in pairs.items() if fields[old] == what}
        for id_, one in programmes.items() if mapped else ():
            after = _after(one, mapped)
            if after != one.stated:
                touched.setdefault(id_, {})[what] = after
    for id_, values in touched.items():

        def change(text: str, at: Address, id_: str = id_, values: Mapping[Served, list[str]] = values) -> str:
            for what, ids in values.items():
                text = put(text, (*at, what), ids, of_programme(at)) if ids else remove(text, (*at, what))
            entry = draft.entries[id_]
            formerly = entry.programme.formerly
            return with_lineage(text, at, entry, name=id_, formerly=formerly, because=because)[0]

        editor.change(draft.entries[id_].path, change)
    rows = tuple(
        Realigned(what, old, before_texts(draft, what).get(old, ""), tuple(new), tuple(_serve(served[what], old)))
        for old, new in pairs.items()
        for what in (fields[old],)
    )
    return Edit(
        editor.text(),
        touched=frozenset(touched),
        command="realign",
        about=tuple(touched),
        notes=tuple(_left(draft, served, pairs, fields)),
        realigned=rows,
    )


def _after(one: Serving, mapped: Mapped) -> list[str]:
    """What a programme serves afterwards.

    Under another RPJMD an id of before stands for a mission of the old one, and what was aligned already stays.
    """
    if one.is_carried:
        return union(*(mapped.get(id_, [id_]) for id_ in one.stated))
    kept = (mapped.get(id_, [id_]) if id_ in one.stale else [id_] for id_ in one.stated)
    return union(*kept, *(mapped.get(id_, []) for id_ in one.before))


def _serve(programmes: Mapping[str, Serving], old: str) -> Iterator[str]:
    """The programmes that serve it, or did before the RPJMD was another."""
    for id_, one in programmes.items():
        if old in one.before or old in one.stale:
            yield id_


def _field(draft: Draft, served: Mapping[Served, Mapping[str, Serving]], old: str, new: Sequence[str]) -> Served:
    """Whether a pair is about missions, or about goals and objectives.

    Raises EditRefused where no programme serves the old one, or where it could be either, and UnknownName.
    """
    found: list[Served] = [what for what, programmes in served.items() if any(_serve(programmes, old))]
    if len(found) > 1 and new:
        found = [what for what in found if texts(draft.plan, what).keys() >= {*new}] or found
    if not found:
        known = union(*([*one.before, *one.stale] for what in served.values() for one in what.values()))
        near = nearest(old, known)
        variant = "not-served.nearest" if near else "not-served"
        raise EditRefused(variant=variant, id=old, near=near or "", known=", ".join(known) or "-")
    if len(found) > 1:
        raise EditRefused(variant="realign-either", id=old, mission=texts(draft.plan, "missions").get(old, ""))
    here = texts(draft.plan, found[0])
    for id_ in new:
        if not here:
            missing = "realign-no-missions" if found[0] == "missions" else "realign-no-objectives"
            raise EditRefused(variant=missing, id=id_)
        if id_ not in here:
            raise unknown(id_, found[0].removesuffix("s"), [*here, *here.values()], here)
    return found[0]


def _left(
    draft: Draft, served: Mapping[Served, Mapping[str, Serving]], pairs: Mapped, fields: Mapping[str, Served]
) -> Iterator[Note]:
    """Those of the old RPJMD that no pair names, with the programmes that now serve nothing in their place."""
    if not is_other_rpjmd(draft):
        return
    for what, programmes in served.items():
        if what not in fields.values():
            continue
        for old, ids in undecided(programmes).items():
            if old and old not in pairs:
                yield Note("not-realigned", {"id": old, "ids": ids})
