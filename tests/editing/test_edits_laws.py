"""Laws of the edits, on plans with random layout and numbered comments.

The meaning is that of the same edit on plain data; every comment that does not belong to what was taken out is still
there, next to the same key; lines that the edit has no business with stay as they are.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from smartplan.editing import edits, fields, merge_split, typed
from smartplan.editing.addresses import address_of, is_in_programme
from smartplan.editing.draft import Draft, Edit
from smartplan.editing.format.layout import layout
from smartplan.errors import EditRefused, UsageError
from smartplan.plan.field_types import each
from smartplan.plan.measure import read
from smartplan.plan.model import Plan, Programme
from smartplan.plan.words import is_blank
from smartplan.yamltext.document import load
from smartplan.yamltext.parser import parse
from smartplan.yamltext.source import SourceText
from tests.helpers.commented_writer import Writer, places
from tests.helpers.drafts import HOME, OLD, TEXT, drafts, plan_of, programmes, rest


def made(
    draft: Draft, writer: Writer, edit: Edit, *gone: tuple[str, ...], renamed: dict[str, str] | None = None
) -> Any:
    """The data after an edit, once the laws about comments hold. `gone` are addresses that were taken out."""
    before, after = draft.document.source.text, edit.text
    tree = parse(after)
    assert tree.faults == []
    assert rest(tree.data) == rest(draft.document.tree.data)
    was, now = places(before), places(after)
    for comment, (_, path) in writer.owners.items():
        if any(path[: len(one)] == one for one in gone):
            assert comment not in after, comment
            continue
        assert now.get(comment) == (renamed or {}).get(was[comment], was[comment]), comment
    assert after.startswith("# kepala\n\n")
    assert after.endswith("# kaki\n")
    return tree.data


def where(draft: Draft, id_: str) -> tuple[str, ...]:
    return tuple(draft.entries[id_].path)


@given(drafts(), st.data())
def test_renumber(drawn: tuple[Draft, Writer], data: Any) -> None:
    draft, writer = drawn
    id_ = data.draw(st.sampled_from(list(draft.entries)))
    new = data.draw(st.sampled_from([name for name in ["N1", *OLD] if name not in draft.entries]))
    after = made(draft, writer, edits.renumber(draft, id_, new), renamed={id_: new})
    expected = programmes(draft.document.tree.data)
    programme = expected.pop(id_)
    if id_ in OLD:
        programme["formerly"] = [id_]
    elif new in OLD:
        programme["formerly"] = []
    assert programmes(after) == {**expected, new: programme}
    assert list(programmes(after)) == [new if name == id_ else name for name in draft.entries]


@given(drafts(), st.data())
def test_move(drawn: tuple[Draft, Writer], data: Any) -> None:
    draft, writer = drawn
    id_ = data.draw(st.sampled_from(list(draft.entries)))
    target = data.draw(st.sampled_from(list(HOME.values())))
    new = data.draw(st.sampled_from([id_, "N1"]))
    edit = edits.move(draft, id_, target, "y", new)
    after = made(draft, writer, edit, renamed={id_: new})
    expected = programmes(draft.document.tree.data)
    programme = {**expected.pop(id_), "dimension": target, "subdimension": "y"}
    if id_ in OLD and new != id_:
        programme["formerly"] = [id_]
    assert programmes(after) == {**expected, new: programme}


@given(drafts(), st.data())
def test_withdraw_then_restore(drawn: tuple[Draft, Writer], data: Any) -> None:
    draft, writer = drawn
    id_ = data.draw(st.sampled_from(list(draft.entries)))
    if id_ in draft.plan.withdrawn:
        return
    edit = edits.withdraw(draft, id_, "alasan: baru", ["r/I1"])
    after = made(draft, writer, edit, where(draft, id_))
    expected = programmes(draft.document.tree.data)
    del expected[id_]
    assert programmes(after) == expected
    told = dict(draft.document.tree.data.get("withdrawn", {}))
    if id_ in OLD:
        told[id_] = {"reason": "alasan: baru", "because": ["r/I1"]}
    assert after.get("withdrawn", {}) == told
    if id_ not in OLD:
        return
    document = load(SourceText("", edit.text))
    again = Draft(plan_of(document), document, draft.old, draft.old_document)
    back = parse(edits.restore(again, id_).text)
    assert back.faults == []
    assert programmes(back.data) == {**expected, id_: programmes(draft.old_document.tree.data)[id_]}  # type: ignore[union-attr]
    assert back.data.get("withdrawn", {}) == draft.document.tree.data.get("withdrawn", {})


def again(draft: Draft, text: str) -> Draft:
    document = load(SourceText("", text))
    return Draft(plan_of(document), document, draft.old, draft.old_document)


@given(drafts(), st.data())
def test_what_was_withdrawn_comes_back_as_it_stood(drawn: tuple[Draft, Writer], data: Any) -> None:
    draft, writer = drawn
    id_ = data.draw(st.sampled_from(list(draft.entries)))
    if id_ in draft.plan.withdrawn:
        return
    gone = again(draft, edits.withdraw(draft, id_, "alasan").text)
    other = data.draw(st.sampled_from([one for one in draft.entries if one != id_]))
    meanwhile = data.draw(st.sampled_from(["", "set", "withdraw", "move", "renumber"]))
    if meanwhile == "set":
        gone = again(draft, fields.set_field(gone, other, "status", "running").text)
    elif meanwhile == "withdraw" and other not in draft.plan.withdrawn:
        gone = again(draft, edits.withdraw(gone, other, "lain").text)
    elif meanwhile == "move":
        gone = again(draft, edits.move(gone, other, "living", "y").text)
    elif meanwhile == "renumber":
        gone = again(draft, edits.renumber(gone, other, "N9").text)
    back = again(draft, edits.restore_kept(gone, draft, id_).text)
    assert back.document.tree.faults == []
    # The programme with its comments, to the last byte, and nothing else than what was there.
    assert back.editor().fragment(where(draft, id_)) == draft.editor().fragment(where(draft, id_))
    expected = {**programmes(gone.document.tree.data), id_: programmes(draft.document.tree.data)[id_]}
    assert programmes(back.document.tree.data) == expected
    withdrawn = gone.document.tree.data.get("withdrawn", {})
    assert back.document.tree.data.get("withdrawn", {}) == {key: one for key, one in withdrawn.items() if key != id_}
    lost = [one for one in writer.owners if one in gone.document.source.text and one not in back.document.source.text]
    assert lost == []


@given(drafts(), st.data())
def test_add(drawn: tuple[Draft, Writer], data: Any) -> None:
    draft, writer = drawn
    new = data.draw(st.sampled_from([name for name in ["N1", *OLD] if name not in draft.entries]))
    target = data.draw(st.sampled_from(list(HOME.values())))
    fields = {"name": data.draw(TEXT), "subdimension": "x", "agency": "a"}
    edit = edits.add(draft, new, target, fields)
    after = made(draft, writer, edit)
    story = {"formerly": []} if new in OLD else {}
    assert programmes(after) == {**programmes(draft.document.tree.data), new: {**fields, **story, "dimension": target}}
    # No line that was there before was touched, but for the braces of a dimension that was empty.
    lines = iter(edit.text.splitlines())
    assert all(line in lines for line in draft.document.source.text.splitlines() if "programmes: {}" not in line)


@given(drafts(), st.data())
def test_merge(drawn: tuple[Draft, Writer], data: Any) -> None:
    draft, writer = drawn
    ids = data.draw(st.lists(st.sampled_from(list(draft.entries)), min_size=2, max_size=3, unique=True))
    into = data.draw(st.sampled_from([*ids, "N1"]))
    before = programmes(draft.document.tree.data)
    stays = into if into in ids else ids[0]
    edit = merge_split.merge(draft, ids, into)
    found = programmes(parse(edit.text).data)
    assert list(found) == [into if name == stays else name for name in before if name == stays or name not in ids]
    for name in before.keys() - set(ids):
        assert found[name] == before[name]
    merged = found[into]
    origins = [id_ for id_ in [stays, *(one for one in ids if one != stays)] if id_ in OLD]
    assert merged.get("formerly", [into] if into in OLD and into in origins else []) == origins
    for of in (planned, lambda one: cells(one.get("spent", {}))):
        money = [cell for id_ in ids for cell in of(before[id_]).items()]
        assert of(merged) == {cell: sum(amount for other, amount in money if other == cell) for cell, _ in money}
    # Where no programme states a budget, none comes to stand there.
    assert ("budget" in merged) is any("budget" in before[id_] for id_ in ids)
    own, others = before[stays], [before[id_] for id_ in ids if id_ != stays]
    came = {one for other in others for one in [other["agency"], *other.get("partners", [])]} - {own["agency"]}
    assert set(merged.get("partners", [])) == {*own.get("partners", []), *came}
    codes = list(dict.fromkeys(one for id_ in [stays, *ids] for one in each(before[id_].get("code", ""))))
    assert each(merged.get("code", "")) == codes
    assert len(merged.get("indicators", {})) == sum(len(before[id_].get("indicators", {})) for id_ in ids)
    # No comment is lost, and those of what stays are where they were.
    assert [comment for comment in writer.owners if comment not in edit.text] == []
    was, now = places(draft.document.source.text), places(edit.text)
    others_at = [where(draft, id_) for id_ in ids if id_ != stays]
    for comment, (_, path) in writer.owners.items():
        if not any(path[:4] == one for one in others_at):
            assert now[comment] == (into if was[comment] == stays else was[comment]), comment
    # What is left out is told, each with its value.
    told = {(note.values["id"], note.values["field"]) for note in edit.notes if note.key.startswith("left-out")}
    left = {
        (id_, name) for id_ in ids if id_ != stays for name in ("name", "subdimension", "description")
        if before[id_].get(name, own.get(name)) != own.get(name)
    }  # fmt: skip
    assert told == left


Cells = dict[tuple[str, str], int]


def cells(budget: dict[str, dict[str, int]]) -> Cells:
    """Money by source and year."""
    return {(fund, year): amount for fund, years in budget.items() for year, amount in years.items()}


def planned(programme: dict[str, Any]) -> Cells:
    """What a programme plans: what it states, else the sum over its indicators."""
    found: Counter[tuple[str, str]] = Counter()
    for indicator in programme.get("indicators", {}).values():
        found.update(cells(indicator.get("budget", {})))
    return cells(programme["budget"]) if "budget" in programme else dict(found)


@given(drafts(), st.data())
def test_split(drawn: tuple[Draft, Writer], data: Any) -> None:
    draft, writer = drawn
    id_ = data.draw(st.sampled_from(list(draft.entries)))
    parts = data.draw(st.sampled_from([[id_, "N1"], ["N1", "N2"], ["N1", id_, "N2"]]))
    after = made(draft, writer, merge_split.split(draft, id_, parts), renamed={id_: parts[0]})
    before = programmes(draft.document.tree.data)
    found = programmes(after)
    names = list(before)
    assert [name for name in found if name in parts] == parts or len(parts) == 3
    assert set(found) == {*names, *parts} - ({id_} - set(parts))
    story = {"formerly": [id_]} if id_ in OLD else {}
    assert found[parts[0]] == {**before[id_], **story}
    kept = {
        key: value
        for key, value in before[id_].items()
        if key not in ("code", "execution", "budget", "spent", "indicators")
    }
    for part in parts[1:]:
        assert found[part] == {**kept, **story}


@given(drafts(), st.data())
def test_set_and_take_out(drawn: tuple[Draft, Writer], data: Any) -> None:
    draft, writer = drawn
    id_ = data.draw(st.sampled_from(list(draft.entries)))
    before = programmes(draft.document.tree.data)
    edit = fields.set_field(draft, id_, "budget.dak.2025", 77)
    budget = before[id_].get("budget", {})
    found = programmes(made(draft, writer, edit))
    assert found == {**before, id_: {**before[id_], "budget": {**budget, "dak": {"2025": 77}}}}
    if "partners" in before[id_]:
        gone = fields.set_field(draft, id_, "partners", None)
        found = programmes(made(draft, writer, gone, (*where(draft, id_), "partners")))
        assert found == {**before, id_: {key: value for key, value in before[id_].items() if key != "partners"}}


# A value for every field of a programme, and for what lies deeper.
FIELDS = {
    "name": TEXT, "description": st.sampled_from(["satu", "satu\ndua\n", "- x: #"]), "subdimension": TEXT, "agency": TEXT,
    "partners": st.lists(TEXT, min_size=1, unique=True), "missions": st.just(["M2", "M1"]), "code": st.sampled_from(["2.16", "1:2", ["2.16", "2.17"]]),
    "kind": st.just("policy"), "horizon": st.just("long"), "quick_win": st.booleans(), "status": st.just("running"),
    "years": st.lists(st.integers(2023, 2026), min_size=1, unique=True), "execution": st.just({"2024": "partly"}),
    "execution.2024": st.just("not_run"), "budget": st.just({"dak": {"2024": 5}}), "budget.apbd": st.just({"2026": 1}),
    "spent": st.just({"blud": {"2023": 4}}), "spent.unstated": st.just({"2023": 4}), "indicators.i.budget.dbh": st.just({"2024": 5}),
    "budget.apbd.2024": st.integers(0, 10**12), "indicators": st.just({"k": {"name": "K"}}), "indicators.i.unit": TEXT,
    "indicators.i.baseline": st.sampled_from([4, 4.5, "<= 5"]), "indicators.i.targets.2024": st.sampled_from([4, "75 %"]),
    "indicators.k": st.just({"name": "K", "targets": {"2023": 1}}), "objectives": st.just(["S2", "S1"]), "judged": st.just(["missions", "kind"]),
    "indicators.i.target_end": st.sampled_from([4, "<= 5"]), "indicators.i.code": TEXT,
    "location": st.sampled_from(["Barat", ["Barat", "Timur"]]), "tags": st.just(["t"]),
    "actions": st.just({"a": {"name": "A", "years": [2024]}}), "actions.A1.years": st.just([2024]), "actions.A1.agency": TEXT,
    "because": st.just(["r/I2", "r/I1"]), "sources": st.just(["s", "t"]),
}  # fmt: skip


def test_every_field_is_set() -> None:
    assert {field.partition(".")[0] for field in FIELDS} == {*Programme.__struct_fields__} - {"formerly"}


@given(
    drafts(),
    st.sampled_from([*FIELDS, *["because"] * 5]),
    st.lists(st.sampled_from(["r/I1", "r/I9"]), unique=True),
    st.data(),
)
def test_set_any_field(drawn: tuple[Draft, Writer], field: str, because: list[str], data: Any) -> None:
    draft, writer = drawn
    id_ = data.draw(st.sampled_from(list(draft.entries)))
    value = data.draw(FIELDS[field])
    expected = programmes(draft.document.tree.data)
    steps = field.split(".")
    node = expected[id_]
    for step in steps[:-1]:
        node[step] = dict(node.get(step, {}))
        node = node[step]
    node[steps[-1]] = value
    if because:
        told = value if field == "because" else expected[id_].get("because", [])
        expected[id_]["because"] = list(dict.fromkeys([*told, *because]))
    edit = fields.set_field(draft, id_, field, value, because)
    tree = parse(edit.text)
    assert tree.faults == []
    assert programmes(tree.data) == expected
    assert rest(tree.data) == rest(draft.document.tree.data)
    changed = [(*where(draft, id_), *steps), (*where(draft, id_), "because")]
    kept(draft.document.source.text, edit.text, writer.owners, changed)


# Texts that look like something else to YAML, to a shell or to a planner, and any other.
LOOKS = [
    "Sekolah #1 di kota", "baris satu\nbaris dua", ">5", "<= 5", "112", "64.70", "500.000", "75,00", "%", "@", "yes", "no", "null",
    "~", "true", "", " ", " a ", "\ta", "a\n", "a\n\n", "\n", "\n a", "# a", "a: b", "- a", "? a", "[a", "{a: b}", "&a b", "*a", "!a b",
    "|", "'", '"', '"a"', "a:", "...", "---", "2024-01-01", "1e3", "0x1F", "=", "\\", "`a`", "a\\nb", "12:30", "a  \nb", "\u2028", "\ufeffa",
]  # fmt: skip
ANY_TEXT = st.one_of(st.sampled_from(LOOKS), st.text(st.characters(codec="utf-8")))
TEXT_FIELDS = ["name", "description", "subdimension", "agency", "code", "indicators.i.name", "indicators.k.unit"]


@given(
    drafts(), st.sampled_from([*TEXT_FIELDS, "indicators.i.targets.2024", "indicators.k.baseline"]), ANY_TEXT, st.data()
)
def test_a_text_that_is_set_is_that_text(drawn: tuple[Draft, Writer], field: str, text: str, data: Any) -> None:
    draft, _ = drawn
    entry = draft.entries[data.draw(st.sampled_from(list(draft.entries)))]
    if field == "name" and is_blank(text):
        return
    steps = tuple(field.split("."))
    plain = re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text)
    if field not in TEXT_FIELDS and not plain and read(text).kind != "text":
        # A measure in another style is written in one; `test_typed` has a table of them.
        return
    if field not in TEXT_FIELDS and read(text).kind == "doubtful":
        with pytest.raises(UsageError):
            typed.value((*entry.path, *steps), text)
        return
    value = typed.value((*entry.path, *steps), text)
    if field == "code" and isinstance(value, list):
        # In brackets it is a list where one may stand, and a text in every other field.
        assert text.startswith("[")
        assert all(isinstance(one, str) for one in value)
        return
    number = field not in TEXT_FIELDS and plain
    assert isinstance(value, (int, float)) if number else value == text
    edit = fields.set_field(draft, entry.id, field, value)
    document = load(SourceText("", edit.text))
    assert document.tree.faults == []
    assert document.value((*entry.path, *steps)) == value
    if number:
        # The spelling is the number's own too.
        start, end = document.span((*entry.path, *steps))
        assert edit.text[start:end] == text


@given(drafts(), ANY_TEXT.filter(lambda text: not is_blank(text)), st.data())
def test_every_other_text_is_that_text(drawn: tuple[Draft, Writer], text: str, data: Any) -> None:
    draft, _ = drawn
    id_ = data.draw(st.sampled_from(list(draft.entries)))
    added = edits.add(draft, "N1", "living", {"name": text, "subdimension": text, "agency": text})
    tree = parse(added.text)
    assert tree.faults == []
    assert programmes(tree.data)["N1"] == {"name": text, "subdimension": text, "agency": text, "dimension": "living"}
    tree = parse(edits.withdraw(draft, id_, text).text)
    assert tree.faults == []
    if id_ in OLD and id_ not in draft.plan.withdrawn:
        assert tree.data["withdrawn"][id_] == {"reason": text}


@given(drafts(), st.data())
def test_confirm(drawn: tuple[Draft, Writer], data: Any) -> None:
    draft, writer = drawn
    heirs = data.draw(st.lists(st.sampled_from(list(draft.entries)), min_size=1, unique=True))
    pairs = {id_: data.draw(st.sampled_from(OLD)) for id_ in heirs}
    after = made(draft, writer, edits.confirm_renames(draft, pairs))
    before = programmes(draft.document.tree.data)
    assert programmes(after) == before | {id_: {**before[id_], "formerly": [old]} for id_, old in pairs.items()}
    assert list(programmes(after)) == list(before)


def options(type_: Any) -> list[Any]:
    """The types that a value can have, None left out."""
    while isinstance(type_, inspect.Metadata):
        type_ = type_.type
    if isinstance(type_, inspect.UnionType):
        return [one for option in type_.types for one in options(option)]
    return [] if isinstance(type_, inspect.NoneType) else [type_]


def key_of(type_: Any) -> str:
    """A key of a mapping."""
    (one,) = options(type_)
    return (
        str(one.values[0])
        if isinstance(one, inspect.LiteralType)
        else "2031"
        if isinstance(one, inspect.IntType)
        else "k"
    )


def value_of(type_: Any) -> Any:
    """A value of a type, as it stands in a file."""
    one = options(type_)[0]
    if isinstance(one, inspect.StructType):
        return {field.encode_name: value_of(field.type) for field in one.fields[:2]}
    if isinstance(one, inspect.DictType):
        return {key_of(one.key_type): value_of(one.value_type)}
    if isinstance(one, inspect.ListType):
        return [value_of(one.item_type)]
    if isinstance(one, inspect.LiteralType):
        return one.values[-1]
    return {inspect.StrType: "Satu: data", inspect.BoolType: True}.get(type(one), 7)


def addresses(type_: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every field of the model and an entry of every mapping, each with a value of its type."""
    for one in options(type_):
        inside = (
            [(field.encode_name, field.type) for field in one.fields] if isinstance(one, inspect.StructType) else []
        )
        if isinstance(one, inspect.DictType):
            name = {("dimensions",): "living", ("dimensions", "living", "programmes"): "ID"}.get(path)
            inside = [(name or key_of(one.key_type), one.value_type)]
        for step, of in inside:
            yield (*path, step), value_of(of)
            yield from addresses(of, (*path, step))


MODEL = dict(addresses(inspect.type_info(Plan)))
# What only smartplan decides, and what holds programmes, whose lineage is to be kept.
NOT_SET = {("format",), ("revision",), *(("dimensions", "living", "programmes", "ID")[:depth] for depth in range(1, 5))}


def filled(data: Any) -> Any:
    """Data without what is empty: a mapping without entries may be nothing."""
    if not isinstance(data, dict):
        return data
    found = {key: filled(value) for key, value in data.items()}
    return {key: value for key, value in found.items() if value not in (None, {})}


def put_in(data: Any, path: tuple[str, ...], value: Any) -> Any:
    """Data with a value at an address."""
    return {**(data or {}), path[0]: put_in((data or {}).get(path[0]), path[1:], value)} if path else value


def test_the_whole_model_is_found() -> None:
    assert {path[0] for path in MODEL} == {*Plan.__struct_fields__}
    assert {path[4] for path in MODEL if is_in_programme(path) and len(path) > 4} == {*Programme.__struct_fields__}
    assert len(MODEL) > 150
    # By the words of a planner each is found again.
    draft = Draft(Plan(), load(SourceText("2023", "dimensions: {living: {programmes: {ID: {name: x}}}}\n")))
    draft = Draft(plan_of(draft.document), draft.document)
    for path in MODEL:
        assert address_of(draft, [".".join(path)]) == path
        if is_in_programme(path):
            assert address_of(draft, [".".join(path[3:])]) == path
            assert len(path) == 4 or address_of(draft, ["ID", ".".join(path[4:])]) == path


SMALL = """\
format: 1
revision: "2023"
agencies: {a: {name: A}}
dimensions:
  living:
    # pertama
    programmes:
      ID: {name: x}
"""


def test_every_field_of_the_model_is_set_and_taken_out() -> None:
    document = load(SourceText("2023", SMALL))
    draft = Draft(plan_of(document), document)
    for path in MODEL:
        set_and_taken_out(draft, {}, path, because=True)


def backwards(value: Any) -> Any:
    """The same value, as somebody may type it: the keys of its mappings in another order."""
    if isinstance(value, dict):
        return {key: backwards(item) for key, item in reversed(value.items())}
    return [*map(backwards, value)] if isinstance(value, list) else value


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_set_in_a_formatted_file_needs_no_formatting(newline: str) -> None:
    text = layout(SMALL).replace("\n", newline)
    document = load(SourceText("2023", text))
    draft = Draft(plan_of(document), document)
    dated = {
        ("sources", "a"): {"date": "2025-01-31", "title": "A: b"},
        ("sources", "a", "date"): "2025-01",
        ("vision",): "2025-01",
        ("agencies", "b"): {"short": "B", "name": "1"},
    }
    for path, value in [*sorted((MODEL | dated).items())]:
        if path in NOT_SET:
            continue
        edit = fields.set_value(draft, path, backwards(value), ["r/I9"])
        assert edit.text == layout(edit.text), path


@given(drafts(), st.lists(st.sampled_from(sorted(MODEL)), min_size=5, max_size=5, unique=True), st.booleans())
def test_any_field_of_the_model_is_set_and_taken_out(
    drawn: tuple[Draft, Writer], paths: list[tuple[str, ...]], because: bool
) -> None:
    draft, writer = drawn
    for path in paths:
        set_and_taken_out(draft, writer.owners, path, because=because)


Owners = Mapping[str, tuple[str, tuple[Any, ...]]]


def set_and_taken_out(draft: Draft, owners: Owners, path: tuple[str, ...], *, because: bool) -> None:
    value = MODEL[path]
    if path in NOT_SET:
        with pytest.raises(EditRefused):
            fields.set_value(draft, path if len(path) < 4 else where(draft, next(iter(draft.entries))), value)
        return
    citing: tuple[str, ...] = ("because",)
    if is_in_programme(path):
        path = (*where(draft, next(iter(draft.entries))), *path[4:])
        citing = (*path[:4], "because")
    elif path[0] == "withdrawn" and len(path) > 2:
        citing = (*path[:2], "because")
    expected = put_in(draft.document.tree.data, path, value)
    refs = ["r/I9"] if because else []
    if because:
        told = draft.document.value(citing) if path != citing else value
        expected = put_in(expected, citing, list(dict.fromkeys([*(told or []), *refs])))
    edit = fields.set_value(draft, path, value, refs)
    tree = parse(edit.text)
    assert tree.faults == []
    assert tree.data == expected
    assert set(edit.reach) <= {path, citing}
    kept(draft.document.source.text, edit.text, owners, [path, citing])
    taken = again(draft, edit.text)
    gone = fields.set_value(taken, path, None)
    tree = parse(gone.text)
    assert tree.faults == []
    assert filled(tree.data) == filled(put_in(expected, path, None))
    kept(edit.text, gone.text, owners, [path, citing, *gone.reach])


def kept(before: str, after: str, owners: Owners, changed: list[tuple[str, ...]]) -> None:
    """Comments may go with the value in which they stood, and with no other."""
    was, now = places(before), places(after)
    for comment, (_, path) in owners.items():
        if not any(path[: len(one)] == one for one in changed):
            assert now.get(comment) == was[comment], comment
