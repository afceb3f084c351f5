"""A revision carried into another profile: each programme, with its comments, to the place that the crosswalk gives."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from smartplan.editing.draft import Draft
from smartplan.editing.edits import lines_of, unjudged
from smartplan.editing.key_order import of_plan, of_programme
from smartplan.errors import EditRefused
from smartplan.plan.crosswalk import Ways, carried, parted, place_of, written
from smartplan.plan.finding import Address
from smartplan.plan.model import Entry
from smartplan.plan.names import nearest
from smartplan.plan.profile import Profile
from smartplan.yamltext.comment_lines import indent, is_comment
from smartplan.yamltext.editor import Change, Editor, at_column
from smartplan.yamltext.emit import key as as_key
from smartplan.yamltext.entries import Entries, Splice, split
from smartplan.yamltext.insert import Layout, Shape
from smartplan.yamltext.put import put, remove


class NewProfile(Struct, frozen=True):
    """Where to: a profile by name, its crosswalk from the profile of the revision, and the comment about a choice.

    `remark` makes that comment of the old place and the candidates, of which there may be none; `is_remark` says of a
    comment whether an earlier draft wrote it, in whatever language.
    """

    name: str
    profile: Profile
    ways: Ways
    remark: Callable[[str, Sequence[str]], str]
    is_remark: Callable[[str], bool]


def regroup(draft: Draft, to: NewProfile) -> str:
    """The text of a draft with its programmes at their places in another profile. Raises EditRefused."""
    stands = draft.document.value(("dimensions",)) or {}
    whole = {old: new for old, new in carried(to.ways).items() if old in stands}
    # A dimension of the old profile becomes that of the new one into which all of it leads, or which has its key.
    owners = {new: old for old, new in whole.items()}
    owners |= {key: key for key in to.profile.dimensions if key in stands and key not in owners and key not in whole}
    becomes = {old: new for new, old in owners.items()}
    editor = Editor(draft.document.source.text, _layout(to.profile), draft.document)
    moved: dict[str, list[str]] = {}
    for entry in draft.entries.values():
        candidates = to.ways.get(place_of(entry), ())
        place = candidates[0] if candidates else _fallback(entry, to)
        remark = ""
        if len(candidates) != 1:
            remark = to.remark(place_of(entry), candidates)
        dimension, subdimension = parted(place)
        change = _placed(entry, subdimension, remark, to.is_remark)
        if becomes.get(entry.dimension) == dimension:
            editor.change(entry.path, change)
            continue
        text = change("".join(lines_of(editor, entry)), (entry.id,))
        extent = editor.sheet.extent(entry.path)
        apart = editor.sheet.is_blank(extent.start - 1) and bool(moved.get(dimension))
        blank = [editor.sheet.newline] if apart else []
        moved.setdefault(dimension, []).extend([*blank, *at_column(split(text), 0)])
        if entry.dimension in becomes:
            editor.delete_lines(entry.path)
    for key in moved:
        old = owners.get(key)
        if old is not None and stands[old] and editor.sheet.is_flow(("dimensions", old)):
            # Told by the key that it has in the file.
            raise EditRefused(variant="into-flow", where=f"dimensions.{old}")
    _take_out(editor, stands, becomes, whole)
    editor = Editor(_renamed(editor, becomes), _layout(to.profile))
    editor.put(("profile",), to.name)
    for key in to.profile.dimensions:
        if key not in owners:
            editor.flush()
            # One that gets programmes must not be in braces, as its neighbours may be.
            editor.put(("dimensions", key), None if key in moved else {"programmes": {}})
    for key, lines in moved.items():
        editor.flush()
        editor.append(("dimensions", key, "programmes"), lines)
    return _closed_up(editor.flush())


def _layout(profile: Profile) -> Layout:
    """That of a plan, with the order of keys in which a new dimension finds its place."""

    def shape(path: Address) -> Shape:
        found = of_plan(path)
        return found._replace(keys=tuple(profile.dimensions)) if path == ("dimensions",) else found

    return shape


def _fallback(entry: Entry, to: NewProfile) -> str:
    """Where a programme stands for now that has no place in the new profile: never out of the plan.

    In the dimension to which another place of its own leads, else in that of the same key or the nearest name.
    """
    known = to.profile.dimensions
    beside = [one for place, ones in to.ways.items() if parted(place)[0] == entry.dimension for one in ones]
    if beside:
        return beside[0]
    alike = entry.dimension if entry.dimension in known else nearest(entry.dimension, known)
    return next(written(*place) for place in to.profile.places if alike in (None, place[0]))


def _placed(entry: Entry, subdimension: str, remark: str, is_remark: Callable[[str], bool]) -> Change:
    def change(text: str, at: Address) -> str:
        if subdimension:
            text = put(text, (*at, "subdimension"), subdimension, of_programme(at))
        elif entry.programme.subdimension:
            text = unjudged(remove(text, (*at, "subdimension")), at, entry, ("subdimension",))
        if remark and len(at) > 1:
            # In braces there is no line of its own for a comment.
            raise EditRefused(variant="in-flow", id=entry.id)
        return text if len(at) > 1 else _remarked(text, remark, is_remark)

    return change


def _remarked(text: str, remark: str, is_remark: Callable[[str], bool]) -> str:
    """The lines of a programme with this comment right above its key, if any, in place of that of an earlier draft."""
    lines = split(text)
    at = next(number for number, line in enumerate(lines) if line.strip() and not is_comment(line))
    above = [line for line in lines[:at] if not is_remark(line.strip().removeprefix("#").strip())]
    break_ = lines[at][len(lines[at].rstrip("\r\n")) :] or "\n"
    new = [f"{' ' * indent(lines[at])}# {remark}{break_}"] if remark else []
    return "".join([*above, *new, *lines[at:]])


def _take_out(editor: Editor, stands: Mapping[str, Any], becomes: Mapping[str, str], whole: Mapping[str, str]) -> None:
    """Take out old dimensions that become none of the new ones, and what was said of those that scatter."""
    for key, said in stands.items():
        fields = [
            name for name, value in (said or {}).items() if name != "programmes" and value not in (None, "", [], {})
        ]
        if key in whole:
            continue
        if key not in becomes:
            editor.remove(("dimensions", key), climb=False)
        for name in fields if key in becomes else ():
            editor.remove(("dimensions", key, name), climb=False)


def _closed_up(sheet: Entries) -> str:
    """The text with one blank line between dimensions where programmes that are gone from between left several."""
    splices = []
    before: str | None = None
    for key in sheet.keys(("dimensions",)):
        start = sheet.extent(("dimensions", key)).start
        first = start
        # Behind some texts blank lines are part of what is said.
        while before and sheet.is_blank(first - 2) and not sheet.keeps_blanks(("dimensions", before)):
            first -= 1
        if first < start and sheet.is_blank(start - 1):
            splices.append(Splice(sheet.offset(first), sheet.offset(start), ""))
        before = str(key)
    return sheet.apply(splices)


def _renamed(editor: Editor, becomes: Mapping[str, str]) -> str:
    """The text with the new keys of its dimensions, all at once: one may have the key that another had."""
    sheet = editor.flush()
    new = {old: key for old, key in becomes.items() if old != key}
    spans = [(sheet.key_span(("dimensions", old)), key) for old, key in new.items()]
    return sheet.apply([Splice(start, end, as_key(key)) for (start, end), key in spans])
