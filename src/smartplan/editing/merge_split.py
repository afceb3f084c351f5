"""Several programmes into one, and one into several. Each gives the new text of the draft; nothing is written."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from smartplan.editing.carry import Carrier, with_comments
from smartplan.editing.draft import Draft, Edit, Note, new_programme, with_lineage
from smartplan.editing.edits import STORY, not_blank
from smartplan.editing.gaps import following
from smartplan.editing.key_order import of_programme
from smartplan.editing.merge_money import FIELDS, MergedMoney, unreadable
from smartplan.errors import EditRefused
from smartplan.plan.field_types import each
from smartplan.plan.finding import Address
from smartplan.plan.model import Action, Entry, Indicator, Programme
from smartplan.plan.plain_data import none_if_empty, union
from smartplan.yamltext.comments import Comment
from smartplan.yamltext.entries import Entries
from smartplan.yamltext.put import put

# What the first part of a split keeps for itself: given to each it would count twice.
_OF_THE_FIRST = ("code", "execution", *FIELDS, "indicators", "actions")
_LISTS = ("partners", "missions", "objectives", "code", "location", "tags", "years", "sources")


def merge(draft: Draft, ids: Sequence[str], into: str, because: Sequence[str] = ()) -> Edit:
    """Several into one, at the place of the one named or of the first; it takes the lists and the money of all.

    It takes their indicators and actions as well, where two that are called alike are two.
    Name, agency and all else are those of the one that stays; the agencies of the others become partners. What is left
    out is told. Comments of the others stay: with what they speak of, or below the programme.
    """
    if into in ids:
        ids = [into, *ids]
    else:
        draft.free(into)
    entries = [draft.entry(id_) for id_ in union(ids)]
    if len(entries) < 2:
        raise EditRefused(variant="merge-one", id=into)
    first, rest = entries[0], entries[1:]
    for entry in entries:
        _all_readable(draft, entry)
    origins = union(*(draft.predecessors[entry.id] for entry in entries))
    formerly = draft.formerly(into, origins, draft.without(*(entry.id for entry in entries)))
    cited = union(*(entry.programme.because for entry in entries), because)
    editor = draft.editor()
    in_braces = next((entry for entry in entries if editor.sheet.in_flow(entry.path)), None)
    if in_braces is not None:
        raise EditRefused(variant="in-flow", id=in_braces.id)
    notes: list[Note] = []

    def change(text: str, at: Address) -> str:
        keys = of_programme(at)
        for name, value in _lists(entries).items():
            text = put(text, (*at, name), value, keys)
        carrier, money = Carrier(draft.editor()), MergedMoney(entries)
        text = money.begin(text, at)
        for entry in rest:
            text = _join(text, at, draft, carrier, first, entry, notes)
            text, told = money.take(text, at, entry, carrier)
            notes.extend(told)
            notes.extend(_left_out(draft, first, entry, into))
        inputs = cited if cited != first.programme.because else ()
        text, at = with_lineage(text, at, first, name=into, formerly=formerly, because=inputs)
        return with_comments(text, at, [_said(entry, one) for entry in rest for one in carrier.left_over(entry.path)])

    for entry in rest:
        editor.delete_lines(entry.path)
    editor.change(first.path, change)
    names = tuple(entry.id for entry in entries)
    told = (*_kept(entries), *notes, *draft.reused(into))
    edit = Edit(editor.text(), {into: names}, frozenset((into, *names)), "merge", names, told)
    return following(draft, edit, {id_: [into] for id_ in names})


def split(draft: Draft, id_: str, parts: Sequence[str], because: Sequence[str] = (), names: Sequence[str] = ()) -> Edit:
    """One into several, one behind the other; code, money, indicators, actions and executions stay with the first.

    `names` are those of the parts, in their order; without any each has the name that there was.
    """
    entry, editor = draft.entry(id_), draft.editor()
    parts = union(parts)
    if len(parts) < 2:
        raise EditRefused(variant="split-one", id=id_)
    if names and len(names) != len(parts):
        raise EditRefused(variant="split-names", parts=len(parts), names=len(names))
    for name in names:
        not_blank(name)
    for part in parts:
        if part != id_:
            draft.free(part)
    origins = list(draft.predecessors[id_])
    shared = {**draft.without(id_), **dict.fromkeys(parts, tuple(origins))}
    formerly = {
        part: draft.formerly(part, origins, {other: ids for other, ids in shared.items() if other != part})
        for part in parts
    }
    if editor.sheet.in_flow(entry.path):
        raise EditRefused(variant="in-flow", id=id_)

    def change(text: str, at: Address) -> str:
        if names:
            text = put(text, (*at, "name"), names[0], of_programme(at))
        return with_lineage(text, at, entry, name=parts[0], formerly=formerly[parts[0]], because=because)[0]

    editor.change(entry.path, change)
    whole = {name: value for name, value in draft.document.value(entry.path).items() if value is not None}
    for number, part in enumerate(parts[1:], 1):
        fields = {name: value for name, value in whole.items() if name not in (*_OF_THE_FIRST, "formerly")}
        if judged := [name for name in fields.pop("judged", ()) if name not in _OF_THE_FIRST]:
            fields["judged"] = judged
        if formerly[part] is not None:
            fields["formerly"] = formerly[part]
        if names:
            fields["name"] = names[number]
        if because:
            fields["because"] = union(entry.programme.because, because)
        editor.append(entry.path[:-1], new_programme(part, fields), after=id_)
    told = (*_shared(whole, parts), *draft.reused(*parts))
    edit = Edit(editor.text(), dict.fromkeys(parts, (id_,)), frozenset((id_, *parts)), "split", (id_,), told)
    return following(draft, edit, {id_: parts})


def _kept(entries: Sequence[Entry]) -> Iterator[Note]:
    """What a merged programme has from the one that stays, and what of the others is joined to it."""
    first, rest = entries[0], entries[1:]
    joined = (*_LISTS, *_OF_THE_FIRST)
    own = [name for name in _stated(first) if name not in (*joined, *STORY, "judged")]
    yield Note("kept", {"id": first.id, "fields": own})
    came = [name for name in _stated(*rest) if name in joined]
    if came:
        yield Note("joined", {"ids": [one.id for one in rest], "fields": came})


def _shared(whole: Mapping[str, Any], parts: Sequence[str]) -> Iterator[Note]:
    """What every part of a split has, and what stays with the first alone."""
    every = [name for name in whole if name not in (*_OF_THE_FIRST, *STORY, "name", "judged")]
    alone = [name for name in whole if name in _OF_THE_FIRST]
    if every:
        yield Note("shared", {"ids": parts, "fields": every})
    if alone:
        yield Note("alone", {"id": parts[0], "ids": parts[1:], "fields": alone})


def _stated(*entries: Entry) -> list[str]:
    """The fields that one of the programmes states, in their order."""
    names = Programme.__struct_fields__
    return [name for name in names if any(none_if_empty(getattr(one.programme, name)) is not None for one in entries)]


def _lists(entries: Sequence[Entry]) -> dict[str, str | list[Any]]:
    """The lists of a merged programme that are not those of the first, as a text where the field takes one of one."""
    first, *rest = (entry.programme for entry in entries)
    found: dict[str, str | list[Any]] = {}
    for name in _LISTS:
        members = union(each(getattr(first, name)), *(_members(one, name, first) for one in rest))
        if name == "years":
            members.sort()
        if members != each(getattr(first, name)):
            is_text = len(members) == 1 and isinstance(getattr(Programme(), name), str)
            found[name] = members[0] if is_text else members
    judged = union(first.judged, *(_judged(one, first) for one in rest))
    if judged != first.judged:
        found["judged"] = judged
    return found


def _members(programme: Programme, name: str, first: Programme) -> list[Any]:
    """What a programme has in a list for the merged one; its agency is a partner there."""
    if name == "partners":
        return [id_ for id_ in (programme.agency, *programme.partners) if id_ and id_ != first.agency]
    return each(getattr(programme, name))


def _judged(programme: Programme, first: Programme) -> list[str]:
    """The fields that the author of the file decided and of which the merged programme takes something."""

    def is_taken(name: str) -> bool:
        if name in (*_LISTS, "because"):
            members = set(each(getattr(programme, name)))
            if name == "partners":
                members.discard(first.agency)
            return not members <= set(each(getattr(first, name)))
        if name == "execution":
            return not programme.execution.keys() <= first.execution.keys()
        return name in (*FIELDS, "indicators", "actions") and bool(getattr(programme, name))

    return [name for name in programme.judged if is_taken(name)]


def _join(text: str, at: Address, draft: Draft, carrier: Carrier, first: Entry, entry: Entry, notes: list[Note]) -> str:
    """A programme's text with the executions, indicators and actions of another beside its own.

    What the other agency answered for stays with it.
    """
    keys = of_programme(at)
    for name in ("execution", "indicators", "actions"):
        for key in draft.document.value((*entry.path, name)) or {}:
            there = Entries(text).document.value((*at, name)) or {}
            own = key
            if key in there:
                # Of one year there is one execution; two indicators or actions that are called alike are two.
                if name == "execution":
                    continue
                own = _free(f"{key}-{entry.id}", there)
                notes.append(
                    Note(
                        "renamed" if name == "indicators" else "renamed-action",
                        {"id": entry.id, "old": key, "new": own},
                    )
                )
            text = carrier.carry(text, (*at, name), own, (*entry.path, name, key), keys)
            if name != "execution" and _is_of_the_programme(entry, first, name, key):
                text = put(text, (*at, name, own, "agency"), entry.programme.agency, keys)
    return text


def _is_of_the_programme(entry: Entry, first: Entry, name: str, key: str) -> bool:
    """Whether an indicator or action was that of the agency of its programme, which is not that of the merged one."""
    parts: Mapping[str, Indicator | Action] = getattr(entry.programme, name)
    agency = entry.programme.agency
    return key in parts and not parts[key].agency and agency not in ("", first.programme.agency)


def _all_readable(draft: Draft, entry: Entry) -> None:
    """Raises EditRefused where a list or the money has something that cannot be read: a merge would lose it."""
    programme = entry.programme
    for name in (*_LISTS, "judged", "because"):
        if none_if_empty(draft.document.value((*entry.path, name))) != none_if_empty(getattr(programme, name)):
            raise EditRefused(variant="unreadable-part", id=entry.id, field=name)
    for name in FIELDS:
        if unreadable(draft, entry, name):
            raise EditRefused(variant="unreadable-part", id=entry.id, field=name)


def _free(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "-2"
    return name


def _left_out(draft: Draft, first: Entry, entry: Entry, into: str) -> Iterator[Note]:
    """What a merged programme does not take from another, and where it can be read."""
    own, whole = (draft.document.value(one.path) for one in (first, entry))
    for name, value in whole.items():
        if name in (*_LISTS, *FIELDS, "indicators", "actions", *STORY) or value is None:
            continue
        if name == "agency":
            if value != own.get(name) and value not in first.programme.partners:
                yield Note("partner", {"id": entry.id, "value": value, "into": into})
            continue
        if name == "judged":
            left = [
                field
                for field in value
                if field not in (*first.programme.judged, *_judged(entry.programme, first.programme))
            ]
            if left:
                yield _note(draft, entry, (name,), left)
            continue
        if name != "execution":
            if value != own.get(name):
                yield _note(draft, entry, (name,), value)
            continue
        for year, ran in value.items():
            if (own.get(name) or {}).get(year, ran) != ran:
                yield _note(draft, entry, (name, year), ran)


def _note(draft: Draft, entry: Entry, field: Address, value: Any) -> Note:
    """A field that is left out; where the superseded revision has the same in it, its line there."""
    values = {"id": entry.id, "field": ".".join(map(str, field)), "value": value}
    for origin in draft.predecessors[entry.id]:
        old, document = draft.old_entries.get(origin), draft.old_document
        if old is not None and document is not None and document.value((*old.path, *field)) == value:
            place = document.place((*old.path, *field))
            return Note("left-out-old", {**values, "place": f"{document.name}:{place.line}"})
    return Note("left-out", values)


def _said(entry: Entry, comment: Comment) -> str:
    """A comment of a programme that is no more, with the field that it spoke of."""
    about = ".".join(map(str, comment.path[len(entry.path) :]))
    about = f"{entry.id} {about}" if about else entry.id
    # A comment that accepts a finding must not accept one of the programme that it stands with now.
    return f"# {about}: {comment.said}" if comment.said.startswith("smartplan:") else f"{comment.text} ({about})"
