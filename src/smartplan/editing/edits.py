"""The edits of one programme: each gives the new text of the draft and keeps its lineage true. Nothing is written."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from smartplan.editing.draft import Draft, Edit, Note, new_programme, with_lineage
from smartplan.editing.gaps import following, taken_up_again
from smartplan.editing.key_order import of_plan, of_programme
from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.plan.model import Entry
from smartplan.plan.objectives import Served, texts
from smartplan.plan.plain_data import union
from smartplan.plan.words import is_blank
from smartplan.yamltext.document import Document
from smartplan.yamltext.editor import Change, Editor
from smartplan.yamltext.entries import Entries, split
from smartplan.yamltext.put import put, remove

# What tells the story of the revision in which it stands.
STORY = ("formerly", "because")


def unjudged(text: str, at: Address, entry: Entry, gone: Collection[str]) -> str:
    """A programme's text from which fields are gone, so that nobody judged them any more."""
    stated = entry.programme.judged
    left = [name for name in stated if name not in gone]
    if left == stated:
        return text
    return put(text, (*at, "judged"), left, of_programme(at)) if left else remove(text, (*at, "judged"))


def add(draft: Draft, id_: str, dimension: str, fields: Mapping[str, Any], because: Sequence[str] = ()) -> Edit:
    """A new programme at the end of its dimension."""
    said = {**fields, "because": list(because)} if because else fields
    return add_all(draft, [NewProgramme(id_, dimension, said)])


class NewProgramme(NamedTuple):
    """A programme that is to be added to a dimension, with its fields."""

    id: str
    dimension: str
    fields: Mapping[str, Any]


def add_all(draft: Draft, programmes: Sequence[NewProgramme]) -> Edit:
    """New programmes, one after the other at the end of its dimension; the text is read once for all."""
    editor = draft.editor()
    ids = tuple(one.id for one in programmes)
    for place, one in enumerate(programmes):
        draft.free(one.id)
        if one.id in ids[:place]:
            raise EditRefused(variant="taken", id=one.id)
        not_blank(one.fields["name"])
        parent = draft.place(one.dimension)
        # An id that was used before would otherwise mean the programme that had it.
        story: dict[str, Any] = {"formerly": []} if one.id in draft.old_entries else {}
        if not editor.sheet.document.value(parent):
            editor.flush()
        editor.append(parent, new_programme(one.id, {**one.fields, **story}))
    return Edit(editor.text(), touched=frozenset(ids), command="add", about=ids, notes=draft.reused(*ids))


def renumber(draft: Draft, id_: str, new: str, because: Sequence[str] = ()) -> Edit:
    """Another id; the programme goes on under it."""
    entry, editor = draft.entry(id_), draft.editor()
    draft.free(new)
    formerly = draft.formerly(new, draft.predecessors[id_], draft.without(id_))
    editor.change(
        entry.path, lambda text, at: with_lineage(text, at, entry, name=new, formerly=formerly, because=because)[0]
    )
    edit = Edit(editor.text(), {new: (id_,)}, frozenset((id_, new)), "renumber", (id_,), draft.reused(new))
    return following(draft, edit, {id_: [new]})


def move(
    draft: Draft, id_: str, dimension: str, subdimension: str, new: str | None = None, because: Sequence[str] = ()
) -> Edit:
    """To another dimension or sub-dimension, with another id if wanted; an empty sub-dimension is none."""
    entry, editor = draft.entry(id_), draft.editor()
    place = draft.place(dimension)
    name = id_ if new is None else new
    if name != id_:
        draft.free(name)
    formerly = draft.formerly(name, draft.predecessors[id_], draft.without(id_))

    def change(text: str, at: Address) -> str:
        if subdimension:
            text = put(text, (*at, "subdimension"), subdimension, of_programme(at))
        elif entry.programme.subdimension:
            text = unjudged(remove(text, (*at, "subdimension")), at, entry, ("subdimension",))
        return with_lineage(text, at, entry, name=name, formerly=formerly, because=because)[0]

    if dimension == entry.dimension:
        editor.change(entry.path, change)
    else:
        moved = change("".join(lines_of(editor, entry)), (id_,))
        editor.delete_lines(entry.path)
        editor.append(place, split(moved))
    notes = (*draft.reused(name), *_of_another_dimension(draft, entry, name, dimension))
    edit = Edit(editor.text(), {name: (id_,)}, frozenset((id_, name)), "move", (id_,), notes)
    return following(draft, edit, {id_: [name]})


def _of_another_dimension(draft: Draft, entry: Entry, name: str, dimension: str) -> Iterator[Note]:
    """That a programme which keeps its id begins as none in its new dimension does, with one that is there."""
    if name != entry.id or dimension == entry.dimension:
        return
    others = [id_ for id_, other in draft.entries.items() if other.dimension == dimension]
    if others and name.rpartition("-")[0] not in {id_.rpartition("-")[0] for id_ in others}:
        yield Note("of-another-dimension", {"id": name, "other": others[-1]})


def withdraw(draft: Draft, id_: str, reason: str, because: Sequence[str] = ()) -> Edit:
    """Dropped on purpose; one that is new in this draft leaves no trace."""
    entry, editor = draft.entry(id_), draft.editor()
    not_blank(reason)
    origins, others = draft.predecessors[id_], draft.without(id_)
    going_on = {origin for theirs in others.values() for origin in theirs}
    said: dict[str, Any] = {"reason": reason}
    if because:
        said["because"] = list(because)
    if editor.sheet.in_flow(entry.path):
        editor.remove(entry.path, climb=False)
    else:
        editor.delete_lines(entry.path)
    touched = {id_}
    for other, theirs in others.items():
        # The last part of a split needs no word about its lineage any more.
        if not set(theirs).isdisjoint(origins) and draft.formerly(other, theirs, draft.without(id_, other)) is None:
            touched.add(other)
            editor.change(draft.entries[other].path, _without_formerly)
    gone = [origin for origin in origins if origin in draft.old_entries and origin not in going_on]
    if gone:
        editor.put_all("withdrawn", dict.fromkeys(gone, said))
        key, values = "withdrawn", {"ids": gone, "reason": reason, "because": list(because)}
    else:
        key = "goes-on" if not going_on.isdisjoint(origins) else "was-new"
        values = {"id": id_, "ids": [other for other, theirs in others.items() if not set(theirs).isdisjoint(origins)]}
    edit = Edit(
        editor.text(),
        touched=frozenset(touched),
        command="withdraw",
        about=tuple(union([id_], origins)),
        notes=(Note(key, values),),
    )
    return following(draft, edit, {id_: []})


def _without_formerly(text: str, at: Address) -> str:
    return remove(text, (*at, "formerly")) if "formerly" in Entries(text).keys(at) else text


def restore(draft: Draft, id_: str) -> Edit:
    """A programme of the superseded revision taken back, as it stood there and where it stood; its id is free."""
    if draft.old_document is None or id_ not in draft.old_entries:
        raise EditRefused(variant="nothing-to-restore", id=id_)
    _not_going_on(draft, id_, (id_,))
    old = draft.old_entries[id_]
    editor = draft.editor()
    text, apart = _text_of(draft.old_document, old, editor)
    for field in (*STORY, *(field for field in get_args(Served) if not _same(draft, old, field))):
        if getattr(old.programme, field):
            text = remove(text, (id_, field))
    edit = _taken_back(draft, editor, old, text, (id_,), list(draft.old_entries.values()), apart=apart)
    return taken_up_again(draft, edit, id_, draft.old) if draft.old else edit


def restore_kept(draft: Draft, earlier: Draft, id_: str) -> Edit:
    """A programme taken back as it stood in an earlier text of the same draft, and where; its id is free."""
    entry, editor = earlier.entry(id_), draft.editor()
    origins = earlier.predecessors[id_]
    was_shared = not {origin for theirs in earlier.without(id_).values() for origin in theirs}.isdisjoint(origins)
    if not was_shared:
        _not_going_on(draft, id_, origins)
    text, apart = _text_of(earlier.document, entry, editor)
    if entry.programme.formerly is None:
        formerly = draft.formerly(id_, origins, draft.predecessors)
        text = with_lineage(text, (id_,), entry, name=id_, formerly=formerly, because=())[0]
    edit = _taken_back(draft, editor, entry, text, origins, list(earlier.entries.values()), apart=apart)
    return taken_up_again(draft, edit, id_, earlier.plan)


def _not_going_on(draft: Draft, id_: str, origins: Sequence[str]) -> None:
    """Raises EditRefused where another programme goes on from one of the predecessors."""
    heir = next((other for other, theirs in draft.predecessors.items() if not set(theirs).isdisjoint(origins)), None)
    if heir is not None:
        raise EditRefused(variant="goes-on", id=id_, heir=heir)


def _text_of(document: Document, entry: Entry, editor: Editor) -> tuple[str, bool]:
    """A programme of another text, with the line breaks of the one that is edited; and if a blank line divided it."""
    source = Editor(document.source.text, of_plan, document)
    text = re.sub(r"\r\n|\r|\n", editor.sheet.newline, "".join(lines_of(source, entry)))
    extent = source.sheet.extent(entry.path)
    return text, source.sheet.is_blank(extent.start - 1 if source.sheet.document.index(entry.path) else extent.end)


def _taken_back(
    draft: Draft,
    editor: Editor,
    entry: Entry,
    text: str,
    origins: Sequence[str],
    order: Sequence[Entry],
    *,
    apart: bool,
) -> Edit:
    """A programme put back behind those that stood before it in `order`; its withdrawal is taken back with it.

    `apart` where a blank line divided it from its neighbour.
    """
    place = draft.place(entry.dimension)
    touched = {entry.id}
    for other, theirs in draft.predecessors.items():
        if set(theirs).isdisjoint(origins):
            continue
        # What is shared again says so in every part.
        formerly = draft.formerly(other, theirs, {**draft.without(other), entry.id: tuple(origins)})
        if formerly is not None and draft.entries[other].programme.formerly is None:
            touched.add(other)
            editor.change(draft.entries[other].path, _with_formerly(draft.entries[other], formerly))
    for origin in origins:
        if origin in draft.plan.withdrawn:
            editor.flush()
            editor.remove(("withdrawn", origin))
    before = [one.id for one in order if one.dimension == entry.dimension]
    siblings = {one.id for one in draft.entries.values() if one.dimension == entry.dimension}
    here = [name for name in before[: before.index(entry.id)] if name in siblings]
    editor.append(place, split(text), here[-1] if here else None, first=not here, apart=apart)
    return Edit(editor.text(), touched=frozenset(touched), command="restore", about=tuple(union([entry.id], origins)))


def _with_formerly(entry: Entry, formerly: list[str]) -> Change:
    return lambda text, at: with_lineage(text, at, entry, name=entry.id, formerly=formerly, because=())[0]


def _same(draft: Draft, old: Entry, what: Served) -> bool:
    """Whether what a programme serves says the same in the draft: M1 of one RPJMD is not M1 of the next."""
    assert draft.old is not None
    now, then = texts(draft.plan, what), texts(draft.old, what)
    return all(now.get(id_) == then.get(id_) for id_ in getattr(old.programme, what))


def confirm_renames(draft: Draft, pairs: Mapping[str, str]) -> Edit:
    """Programmes that go on from dropped ones: new id to old id, as a planner confirmed."""
    editor = draft.editor()
    for new, old in pairs.items():
        entry = draft.entry(new)

        def change(text: str, at: Address, entry: Entry = entry, old: str = old) -> str:
            return with_lineage(text, at, entry, name=entry.id, formerly=[old], because=())[0]

        editor.change(entry.path, change)
    return Edit(editor.text(), touched=frozenset(pairs), command="confirm", about=tuple(pairs))


def lines_of(editor: Editor, entry: Entry) -> list[str]:
    """The lines of a programme to be carried elsewhere. Raises EditRefused where they cannot stand by themselves."""
    lines = editor.fragment(entry.path)
    if lines is None:
        raise EditRefused(variant="in-flow", id=entry.id)
    return lines


def not_blank(text: str) -> None:
    """Raises EditRefused for a text in which nothing is said."""
    if is_blank(text):
        raise EditRefused(variant="blank")
