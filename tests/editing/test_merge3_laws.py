"""Laws of a merge, on plans with random layout and numbered comments and random edits on both sides.

What the merge should come to is told by making the edits of both sides one after the other, on plain data.
"""

import copy
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smartplan.editing import key_order
from smartplan.editing.merge3.result import Merged, settle
from smartplan.yamltext.comments import comments
from smartplan.yamltext.editor import Editor
from smartplan.yamltext.entries import Entries, Splice
from smartplan.yamltext.parser import parse
from smartplan.yamltext.put import put, remove
from tests.helpers.drafts import HOME, drafts
from tests.helpers.merges import leaves, merged, plain

# What an edit touches: two that share an address, or one that stands in another, touch the same.
Edit = tuple[str, tuple[str, ...], Any]
NEW = ["G8", "G9", "L8", "L9", "S9"]


def place(data: Any, id_: str) -> tuple[str, ...]:
    return next(
        ("dimensions", key, "programmes", id_)
        for key, dimension in data["dimensions"].items()
        if id_ in (dimension.get("programmes") or {})
    )


@st.composite
def edits(draw: Any, data: Any) -> list[Edit]:
    found: list[Edit] = []
    ids = [id_ for dimension in data["dimensions"].values() for id_ in dimension.get("programmes") or {}]
    for number in range(draw(st.integers(1, 7))):
        id_ = draw(st.sampled_from(ids))
        kind = draw(
            st.sampled_from(
                ["field", "field", "budget", "list", "take", "add", "remove", "move", "note", "beside", "plan"]
            )
        )
        if kind == "field":
            name = draw(st.sampled_from(["name", "description", "code", "agency", "status"]))
            found.append(("put", (id_, name), f"nilai {number}"))
        elif kind == "budget":
            fund, year = draw(st.sampled_from(["apbd", "csr", "dak"])), draw(st.sampled_from(["2023", "2024", "2025"]))
            found.append(("put", (id_, "budget", fund, year), 100 + number))
        elif kind == "list":
            name = draw(st.sampled_from(["partners", "missions", "sources"]))
            new = draw(st.booleans())
            found.append(
                ("member", (id_, name, f"m{number}" if new else draw(st.sampled_from(["a", "b", "M1", "s"]))), new)
            )
        elif kind == "take":
            found.append(("take", (id_, draw(st.sampled_from(["description", "code", "execution", "status"]))), None))
        elif kind == "add":
            new = draw(st.sampled_from(NEW))
            found.append(("add", (new,), f"nilai {number}"))
        elif kind == "remove":
            found.append(("remove", (id_,), None))
        elif kind == "move":
            found.append(("move", (id_, "@"), draw(st.sampled_from(list(HOME.values())))))
        elif kind == "plan":
            path = draw(
                st.sampled_from([("rpjmd", "title"), ("agencies", "a", "name"), ("agencies", "c", "name"), ("title",)])
            )
            found.append(("top", ("", *path), f"nilai {number}"))
        else:
            found.append((kind, (id_, "#", str(number)), None))
    return found


def clash(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one[: len(other)] == other or other[: len(one)] == one


def on_data(data: Any, edit: Edit) -> bool:
    """Make an edit; False where there is nothing to make it on."""
    kind, path, value = edit
    if kind == "top":
        node = data
        for step in path[1:-1]:
            node = node.setdefault(step, {})
        node[path[-1]] = value
        return True
    ids = {id_ for dimension in data["dimensions"].values() for id_ in dimension.get("programmes") or {}}
    if kind == "add":
        if path[0] in ids:
            return False
        data["dimensions"][HOME[path[0][0]]].setdefault("programmes", {})[path[0]] = {
            "name": value,
            "subdimension": "x",
        }
        return True
    if path[0] not in ids:
        return False
    where = place(data, path[0])
    programmes = data["dimensions"][where[1]]["programmes"]
    programme = programmes[path[0]]
    if kind == "remove":
        del programmes[path[0]]
    elif kind == "move":
        del programmes[path[0]]
        data["dimensions"][value].setdefault("programmes", {})[path[0]] = programme
        return value != where[1]
    elif kind == "put":
        node = programme
        for step in path[1:-1]:
            node = node.setdefault(step, {})
        if node.get(path[-1]) == value:
            return False
        node[path[-1]] = value
    elif kind == "member":
        members = programme.get(path[1], [])
        if not value and (path[2] not in members or len(members) == 1):
            return False
        programme[path[1]] = [*members, path[2]] if value else [one for one in members if one != path[2]]
    elif kind == "take":
        return programme.pop(path[1], None) is not None
    return True


def on_text(text: str, edit: Edit) -> str:
    kind, path, value = edit
    data = parse(text).data
    if kind == "top":
        return put(text, path[1:], value, key_order.of_plan)
    if kind == "add":
        editor = Editor(text, key_order.of_plan)
        editor.append(
            ("dimensions", HOME[path[0][0]], "programmes"),
            [f"# baru {value}\n", f"{path[0]}:\n", f"  name: {value}  # samping {value}\n", "  subdimension: x\n"],
        )
        return editor.text()
    where = place(data, path[0])
    if kind == "remove":
        editor = Editor(text, key_order.of_plan)
        editor.delete_lines(where)
        return editor.text()
    if kind == "move":
        editor = Editor(text, key_order.of_plan)
        lines = editor.fragment(where)
        assert lines is not None
        editor.delete_lines(where)
        editor.append(("dimensions", value, "programmes"), lines)
        return editor.text()
    if kind in ("put", "take"):
        at = (*where, *path[1:])
        return remove(text, at) if kind == "take" else put(text, at, value, key_order.of_plan)
    if kind == "member":
        after = copy.deepcopy(data)
        on_data(after, edit)
        return put(
            text, (*where, path[1]), after["dimensions"][where[1]]["programmes"][path[0]][path[1]], key_order.of_plan
        )
    sheet = Entries(text)
    programme = sheet.document.value(where)
    name = list(programme)[int(path[2]) % len(programme)]
    extent = sheet.extent((*where, name))
    if kind == "note":
        at_ = sheet.offset(extent.key)
        return sheet.apply([Splice(at_, at_, f"{' ' * sheet.column((*where, name))}# catatan {path}{id(edit)}\n")])
    at_ = sheet.offset(extent.key + 1) - 1
    line = sheet.lines[extent.key]
    if "#" in line or line.rstrip().endswith(("|", ">", "-")):
        return text
    return sheet.apply([Splice(at_, at_, f"  # samping {path}{id(edit)}")])


def made(text: str, wanted: list[Edit]) -> tuple[str, list[Edit]]:
    """A text with those of the edits that can be made."""
    data = parse(text).data
    done = []
    for edit in wanted:
        before = copy.deepcopy(data)
        if not on_data(data, edit):
            data = before
            continue
        after = on_text(text, edit)
        tree = parse(after)
        assert plain(tree.data) == plain(data), (edit, after)
        text = after
        done.append(edit)
    return text, done


def apart(mine: list[Edit], theirs: list[Edit]) -> list[Edit]:
    """Those of the edits that touch nothing that the others touch; a new comment touches what is taken out there."""

    def touch(one: Edit, other: Edit) -> bool:
        takes = one[0] == "take" and other[1][1:2] == ("#",) and one[1][0] == other[1][0]
        return takes or clash(one[1], other[1])

    return [edit for edit in theirs if not any(touch(edit, other) or touch(other, edit) for other in mine)]


@st.composite
def branches(draw: Any, *, touching: bool = False) -> tuple[str, str, str, list[Edit], list[Edit]]:
    draft, _ = draw(drafts())
    base = draft.document.source.text
    data = parse(base).data
    ours, first = made(base, draw(edits(data)))
    second = draw(edits(data))
    theirs, second = made(base, second if touching else apart(first, second))
    return base, ours, theirs, first, second


@given(branches())
def test_edits_of_different_fields_both_happen(drawn: Any) -> None:
    base, ours, theirs, first, second = drawn
    found = merged(base, ours, theirs)
    assert found.conflicts == [], f"{first}\n{second}\n{found.text()}"
    expected = parse(base).data
    for edit in [*first, *second]:
        on_data(expected, edit)
    assert plain(parse(found.text()).data) == plain(expected)
    # Whoever is ours, the plans are equal.
    assert plain(parse(merged(base, theirs, ours).text()).data) == plain(expected)


@given(branches())
def test_no_comment_is_lost(drawn: Any) -> None:
    base, ours, theirs, _, _ = drawn
    had, mine, other = (comments(text) for text in (base, ours, theirs))
    text = merged(base, ours, theirs).text()
    assert (mine - had) - comments(text) == Counter()
    assert (other - had) - comments(text) == Counter()
    # What was there before and neither took away is there still.
    assert (had & mine & other) - comments(text) == Counter()


@given(branches())
def test_one_side_alone_is_byte_for_byte(drawn: Any) -> None:
    base, ours, theirs, _, _ = drawn
    assert merged(base, base, theirs).text() == theirs
    assert merged(base, ours, base).text() == ours
    assert merged(base, ours, ours).text() == ours


@given(branches())
def test_again_changes_nothing(drawn: Any) -> None:
    base, ours, theirs, _, _ = drawn
    once = merged(base, ours, theirs).text()
    assert merged(base, once, theirs).text() == once
    assert plain(parse(merged(base, ours, once).text()).data) == plain(parse(once).data)


@given(branches(touching=True))
def test_what_both_changed_is_marked_and_nothing_is_lost(drawn: Any) -> None:
    base, ours, theirs, first, second = drawn
    found = merged(base, ours, theirs)
    for side, own in (("ours", first), ("theirs", second)):
        text = settle(found.parts, side)  # type: ignore[arg-type]
        data = parse(text).data
        for kind, path, value in own:
            if kind == "put" and ("remove", path[:1], None) not in own:
                later = [edit for edit in own if clash(edit[1], path)]
                if later[-1][1] == path and later[-1][0] == "put":
                    node = data
                    for step in (*place(data, path[0]), *path[1:]):
                        node = node[step]
                    assert node == later[-1][2] or value != later[-1][2]
    had, mine, other = (comments(text) for text in (base, ours, theirs))
    for one in (mine, other):
        assert (one - had).keys() - comments_anywhere(found) == set()


def comments_anywhere(found: Merged) -> set[str]:
    return {*comments(settle(found.parts, "ours")), *comments(settle(found.parts, "theirs"))}


@given(branches(touching=True))
def test_settled_for_a_side_all_that_it_changed_is_as_it_has_it(drawn: Any) -> None:
    base, ours, theirs, _, _ = drawn
    found = merged(base, ours, theirs)
    was = leaves(base)
    for side, text in (("ours", ours), ("theirs", theirs)):
        wanted, settled = leaves(text), leaves(settle(found.parts, side))  # type: ignore[arg-type]
        for path in was.keys() | wanted.keys():
            if was.get(path) != wanted.get(path):
                assert settled.get(path) == wanted.get(path), (side, path)
