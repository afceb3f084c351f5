"""Laws of plans that are written in odd ways: an edit and `fmt` keep every other value, whoever reads the file."""

from typing import Any

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from smartplan.editing import edits, fields
from smartplan.editing.draft import Draft, Edit
from smartplan.editing.format.layout import layout
from smartplan.editing.realign import realign
from smartplan.errors import EditRefused
from smartplan.yamltext.comments import comments
from smartplan.yamltext.document import load
from smartplan.yamltext.parser import parse
from smartplan.yamltext.source import SourceText, with_line_feeds
from tests.helpers.corpora import CASES, CORPUS
from tests.helpers.drafts import HOME, OLD, any_edit, plan_of, programmes, rest
from tests.helpers.fmt_writer import some
from tests.helpers.odd_writer import TEXTS, OddHand
from tests.helpers.readers import parsed_alone, read_alike
from tests.helpers.runner import ROOT

slow = settings(suppress_health_check=list(HealthCheck), deadline=None)
YEARS = st.dictionaries(st.sampled_from(["2023", "2024"]), st.integers(0, 9), min_size=1)
PROGRAMME = st.fixed_dictionaries(
    {"name": TEXTS.filter(str.strip), "subdimension": st.just("x"), "agency": st.sampled_from(["a", "b"])},
    optional={
        "description": TEXTS, "partners": st.lists(st.sampled_from(["a", "b"]), min_size=1, unique=True),
        "missions": st.just(["M1"]), "code": TEXTS, "execution": st.just({"2023": "ran"}),
        "budget": st.dictionaries(st.sampled_from(["apbd", "csr"]), YEARS, min_size=1),
        "spent": st.dictionaries(st.sampled_from(["apbd", "unstated"]), YEARS, min_size=1),
        "indicators": st.dictionaries(
            st.sampled_from(["i", "j"]), some(name=TEXTS, unit=TEXTS, budget=st.just({"apbd": {"2023": 3}})), min_size=1
        ),
        "sources": st.lists(TEXTS, min_size=1), "catatan": TEXTS,
    },
)  # fmt: skip
IDS = ["G1", "G2", "G3", "L1", "L2", "S1"]


@st.composite
def odd_drafts(draw: Any) -> Draft:
    """A draft in an odd hand."""
    dimensions: dict[str, Any] = {name: {"lead": draw(TEXTS), "programmes": {}} for name in HOME.values()}
    for id_ in draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=5, unique=True)):
        dimensions[HOME[id_[0]]]["programmes"][id_] = draw(PROGRAMME)
    data = {
        "format": 1, "revision": "2023", "supersedes": "2019", "rpjmd": {"title": draw(TEXTS), "missions": {"M1": draw(TEXTS)}},
        "agencies": {"a": {"name": draw(TEXTS)}, "b": {"name": "B"}}, "sources": {"s": {"title": draw(TEXTS)}},
        "dimensions": dimensions,
    }  # fmt: skip
    if draw(st.booleans()):
        data["withdrawn"] = {"X9": {"reason": draw(TEXTS)}}
    if draw(st.booleans()):
        data["catatan"] = draw(TEXTS)
    text = OddHand(draw).plan(data)
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    old = {name: {"programmes": {}} for name in HOME.values()}
    for id_ in OLD:
        old[HOME[id_[0]]]["programmes"][id_] = draw(PROGRAMME)
    lines = OddHand(draw).plan({"revision": "2019", "rpjmd": data["rpjmd"], "dimensions": old})
    document, superseded = load(SourceText("2023", text)), load(SourceText("2019", lines))
    assume(document.tree.faults == superseded.tree.faults == [])
    return Draft(plan_of(document), document, plan_of(superseded), superseded)


@slow
@given(some(
    format=st.just(1), title=TEXTS, because=st.lists(TEXTS, max_size=3), lain=TEXTS, agencies=st.dictionaries(st.sampled_from("ab"), some(name=TEXTS)),
    sources=st.dictionaries(st.sampled_from("st"), some(title=TEXTS, url=TEXTS), max_size=2), tambahan=st.lists(some(a=TEXTS, b=st.lists(TEXTS)), max_size=2),
    dimensions=st.dictionaries(st.sampled_from([*HOME.values()]), some(lead=TEXTS, programmes=st.dictionaries(st.sampled_from(IDS), PROGRAMME, max_size=2))),
).filter(bool), st.data())  # fmt: skip
def test_fmt_keeps_every_value_and_is_done_in_one_run_whoever_reads_it(plan: Any, data: Any) -> None:
    text = OddHand(data.draw).plan(plan)
    tree = parse(text)
    assume(not tree.faults)
    after = layout(text)
    again = parse(after)
    assert (again.faults, again.data) == ([], tree.data)
    assert comments(after) == comments(text)
    assert layout(after) == after
    assert read_alike(after)
    alone = parsed_alone(after)
    assert (alone.faults, alone.data) == ([], tree.data)


FILES = {
    **{path.name: path.read_bytes().decode("utf-8", "replace") for path in sorted(CORPUS.rglob("*")) if path.is_file()},
    **{name: case["yaml"] for name, case in CASES.items()},
    **{str(path.relative_to(ROOT)): path.read_text("utf-8") for path in [*ROOT.glob("plans/**/*.yaml"), *ROOT.glob("tests/city/**/*.yaml")]},
}  # fmt: skip


def test_what_fmt_makes_of_any_file_is_read_by_all_and_stays() -> None:
    formatted = 0
    for name, text in FILES.items():
        tree = parse(with_line_feeds(text))
        if tree.faults or not isinstance(tree.data, dict):
            continue
        formatted += 1
        after = layout(text)
        assert layout(after) == after, name
        assert read_alike(with_line_feeds(after)), name
        alone = parsed_alone(with_line_feeds(after))
        assert (alone.faults, alone.data) == ([], tree.data), name
    assert formatted > 300


# Which fields of the programme that goes on each edit may change.
CHANGES: dict[str, tuple[str, ...]] = {
    "set": ("description", "catatan"), "rename": ("name", "because"), "money": ("budget",), "renumber": ("formerly",),
    "move": ("subdimension", "formerly", "dimension"), "split": ("formerly",), "confirm": ("formerly",), "withdraw": (), "add": (),
    "restore": (), "merge": ("formerly", "partners", "missions", "sources", "budget", "spent", "indicators", "execution"),
    "take": ("sources",), "realign": ("missions", "because"),
}  # fmt: skip
NOT_OF_A_PART = {"code", "execution", "budget", "spent", "indicators", "formerly"}


def odd_edit(draft: Draft, name: str, id_: str, data: Any) -> Edit:
    """One edit of each kind with an odd text."""
    text = data.draw(TEXTS)
    if name == "set":
        return fields.set_field(draft, id_, data.draw(st.sampled_from(["description", "catatan"])), text)
    if name == "take":
        return fields.set_field(draft, id_, "sources", None)
    if name == "realign":
        assume(any(entry.programme.missions for entry in draft.entries.values()))
        return realign(draft, {"M1": data.draw(st.sampled_from([[], ["M1"]]))}, ["r/I1"])
    if name == "withdraw":
        return edits.withdraw(draft, id_, text)
    if name == "restore":
        gone = [one for one in OLD if one not in draft.entries]
        assume(gone)
        return edits.restore(draft, data.draw(st.sampled_from(gone)))
    return any_edit(draft, name, id_)


# Fields of the plan itself: some that odd drafts state, some that they do not, and some inside what they state.
OF_THE_PLAN = {
    ("title",): TEXTS, ("status",): st.just("adopted"), ("rpjmd", "title"): TEXTS, ("rpjmd", "missions", "M1"): TEXTS,
    ("rpjmd", "missions", "M2"): TEXTS, ("rpjmd", "objectives", "T1", "name"): TEXTS, ("agencies", "a", "name"): TEXTS,
    ("agencies", "c"): st.just({"name": "C", "short": "c"}), ("sources", "t", "title"): TEXTS, ("team", "lead"): st.just("a"),
    ("dimensions", "living", "lead"): TEXTS, ("dimensions", "living", "gaps", "G1", "present"): TEXTS,
    ("legal_basis",): st.lists(TEXTS, min_size=1), ("catatan",): TEXTS, ("withdrawn", "X9", "reason"): TEXTS,
}  # fmt: skip


@slow
@given(odd_drafts(), st.sampled_from([*OF_THE_PLAN]), st.booleans(), st.data())
def test_a_field_of_the_plan_is_changed_and_nothing_else_whoever_reads_it(
    draft: Draft, path: tuple[str, ...], taken: bool, data: Any
) -> None:
    before, text = draft.document.tree.data, draft.document.source.text
    value = None if taken else data.draw(OF_THE_PLAN[path])
    try:
        edit = fields.set_value(draft, path, value, (), "unset" if taken else "set")
    except EditRefused as refused:
        event(f"refused: {refused.values['variant']}")
        return
    event("taken out" if taken else "set")
    document = load(SourceText("2023", edit.text))
    assert document.tree.faults == []
    if not taken:
        assert document.value(path) == value
    (reached,) = edit.reach
    assert without(document.tree.data, reached) == without(before, reached)
    if not taken and draft.document.value(path) is None:
        # Nothing went, so that every comment is there still.
        assert comments(edit.text) >= comments(text)
    if read_alike(text):
        assert read_alike(edit.text)
    after = layout(edit.text)
    assert parse(after).data == document.tree.data


def without(data: Any, path: tuple[str, ...]) -> Any:
    """Data without what stands at an address, and without what is empty around it."""
    if not isinstance(data, dict):
        return data
    left = {key: value for key, value in data.items() if key != path[0]}
    inner = without(data.get(path[0]), path[1:]) if len(path) > 1 else None
    return left if inner in (None, {}) else {**left, path[0]: inner}


@slow
@given(odd_drafts(), st.sampled_from([*CHANGES]), st.data())
def test_an_edit_keeps_every_other_value_whoever_reads_it(draft: Draft, name: str, data: Any) -> None:
    before, text = draft.document.tree.data, draft.document.source.text
    id_ = data.draw(st.sampled_from([*draft.entries]))
    try:
        edit = odd_edit(draft, name, id_, data)
    except EditRefused as refused:
        # An odd file may be too odd, which is said.
        event(f"{name} refused: {refused.values['variant']}")
        return
    event(f"{name} done")
    tree = parse(edit.text)
    assert tree.faults == []
    assert rest(tree.data) == rest(before)
    was, now = programmes(before), programmes(tree.data)
    touched = edit.touched | {path[3] for path in edit.reach}
    assert {one: now[one] for one in now if one not in touched} == {one: was[one] for one in was if one not in touched}
    for one in touched & now.keys():
        origin = edit.origins.get(one, (one,))[0]
        if name == "restore" or origin not in was:
            continue
        part = name == "split" and one != next(key for key in now if key in edit.origins)
        dropped = {*CHANGES[name], *(NOT_OF_A_PART if part else ())}
        stay = {key: value for key, value in was[origin].items() if key not in dropped}
        assert {key: now[one][key] for key in stay} == stay
    if name not in ("withdraw", "merge", "set", "take", "restore", "realign"):
        assert comments(edit.text) >= comments(text)
    if read_alike(text):
        assert read_alike(edit.text)
        assert parsed_alone(edit.text).data == tree.data
    after = layout(edit.text)
    assert parse(after).data == tree.data
    assert layout(after) == after
    assert read_alike(after)
