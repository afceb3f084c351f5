"""The programmes that close the gaps of a dimension, kept true: an id that changes or goes does so there too."""

from collections.abc import Iterator, Mapping, Sequence

from smartplan.editing.draft import Draft, Edit, Note
from smartplan.editing.key_order import of_plan
from smartplan.plan.finding import Address
from smartplan.plan.model import Plan
from smartplan.plan.plain_data import union
from smartplan.yamltext.editor import Editor
from smartplan.yamltext.put import put, remove


def following(draft: Draft, edit: Edit, became: Mapping[str, Sequence[str]]) -> Edit:
    """The edit with the ids in gaps as they are now; `became` gives the new ids of each old one, none where it is gone.

    Which gaps lost a programme is told.
    """
    changed: dict[Address, list[str]] = {}
    notes = []
    for path, ids in _gaps(draft.plan):
        if became.keys().isdisjoint(ids):
            continue
        found = union(*([*became.get(id_, [id_])] for id_ in ids))
        if found == ids:
            continue
        changed[path] = found
        for id_ in ids:
            if not became.get(id_, [id_]):
                notes.append(Note("gap" if found else "gap-open", _named(id_, path)))
    return _with_lists(edit, changed, notes)


def taken_up_again(draft: Draft, edit: Edit, id_: str, before: Plan) -> Edit:
    """The edit with a programme back in the gaps that it closed in an earlier plan, where these are there still."""
    here = dict(_gaps(draft.plan))
    changed: dict[Address, list[str]] = {}
    for path, ids in _gaps(before):
        if id_ in ids and path in here and id_ not in here[path]:
            # Where it stood among those that are there.
            known = {*here[path], id_}
            order = [one for one in ids if one in known]
            changed[path] = [*order, *(one for one in here[path] if one not in order)]
    return _with_lists(edit, changed, [Note("gap-again", _named(id_, path)) for path in changed])


def _gaps(plan: Plan) -> Iterator[tuple[Address, list[str]]]:
    for key, dimension in plan.dimensions.items():
        for id_, gap in dimension.gaps.items():
            yield ("dimensions", key, "gaps", id_), gap.programmes


def _named(id_: str, path: Address) -> dict[str, str]:
    return {"id": id_, "where": ".".join(map(str, path))}


def _with_lists(edit: Edit, changed: Mapping[Address, list[str]], notes: Sequence[Note]) -> Edit:
    if not changed:
        return edit
    editor = Editor(edit.text, of_plan)
    for path, ids in changed.items():

        def change(text: str, at: Address, path: Address = path, ids: list[str] = ids) -> str:
            place = (*at, "programmes")
            if not ids:
                return remove(text, place, climb=False)
            return put(text, place, ids, lambda step: of_plan((*path, *step[len(at) :])))

        editor.change(path, change)
    return edit._replace(text=editor.text(), notes=(*edit.notes, *notes))
