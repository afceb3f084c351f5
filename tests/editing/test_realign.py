"""What programmes serve after a realignment: all missions at once, of the old RPJMD or of the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.editing.draft import Draft
from smartplan.editing.realign import realign, serving, undecided
from smartplan.errors import EditRefused, UnknownName
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.emit import flow
from smartplan.yamltext.parser import parse
from smartplan.yamltext.source import SourceText
from tests.helpers.drafts import plan_of

MISSIONS = ["M1", "M2", "M3"]
Serves = dict[str, list[str]]


def revision(name: str, rpjmd: str, serves: Serves, *, objectives: Serves | None = None) -> Document:
    lines = [f'revision: "{name}"', "rpjmd:", f"  title: {rpjmd}"]
    lines.append(f"  missions: {flow({id_: f'Misi {id_}' for id_ in MISSIONS})}")
    lines.append(f"  objectives: {flow({id_: {'name': f'Sasaran {id_}'} for id_ in ('S1', 'S2')})}")
    lines += ["dimensions:", "  living:", "    programmes:"]
    for id_, missions in serves.items():
        lines += [f"      {id_}:", f"        name: Program {id_}  # tetap"]
        if missions:
            lines.append(f"        missions: {flow(missions)}")
        if (objectives or {}).get(id_):
            lines.append(f"        objectives: {flow((objectives or {})[id_])}")
    if name != "2019":
        lines.insert(1, 'supersedes: "2019"')
    return load(SourceText(name, "\n".join(lines) + "\n"))


def draft(before: Serves, now: Serves, *, same: bool = False, **more: Any) -> Draft:
    old, new = (
        revision("2019", "RPJMD lama", before, **more),
        revision("2023", "RPJMD lama" if same else "RPJMD baru", now),
    )
    return Draft(plan_of(new), new, plan_of(old), old)


def served(text: str, what: str = "missions") -> Serves:
    found = parse(text).data["dimensions"]["living"]["programmes"]
    return {id_: one.get(what, []) for id_, one in found.items()}


NONE: Serves = {"A": [], "B": [], "C": []}
OLD = {"A": ["M1"], "B": ["M1", "M3"], "C": []}
CASES: list[tuple[Serves, Serves, dict[str, list[str]], Serves]] = [
    # Left behind by `draft`, and mapped all at once.
    (OLD, NONE, {"M1": ["M2"], "M3": ["M1"]}, {"A": ["M2"], "B": ["M2", "M1"], "C": []}),
    (OLD, NONE, {"M1": ["M2", "M3"], "M3": []}, {"A": ["M2", "M3"], "B": ["M2", "M3"], "C": []}),
    # The rest in a second run: what is aligned already stays.
    (OLD, {"A": ["M2"], "B": ["M2"], "C": ["M1"]}, {"M3": ["M1"]}, {"A": ["M2"], "B": ["M2", "M1"], "C": ["M1"]}),
    # Carried over by hand, with the ids of the old RPJMD.
    (OLD, OLD, {"M1": ["M3"], "M3": ["M1"]}, {"A": ["M3"], "B": ["M3", "M1"], "C": []}),
    # An id that the new RPJMD does not have means the old one.
    (OLD, {"A": ["M9"], "B": [], "C": ["M9", "M2"]}, {"M9": ["M1"]}, {"A": ["M1"], "B": [], "C": ["M1", "M2"]}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "now", "pairs", "after"), CASES)
def test_missions_of_the_old_rpjmd_become_those_of_the_new(
    before: Serves, now: Serves, pairs: dict[str, list[str]], after: Serves
) -> None:
    assert served(realign(draft(before, now), pairs).text) == after


def test_within_one_rpjmd_two_missions_are_exchanged() -> None:
    edit = realign(draft(OLD, OLD, same=True), {"M1": ["M3"], "M3": ["M1"]})
    assert served(edit.text) == {"A": ["M3"], "B": ["M3", "M1"], "C": []}
    assert (edit.touched, edit.notes) == ({"A", "B"}, ())
    assert [(row.old, row.text, row.new, row.programmes) for row in edit.realigned] == [
        ("M1", "Misi M1", ("M3",), ("A", "B")),
        ("M3", "Misi M3", ("M1",), ("B",)),
    ]


def test_what_no_pair_names_is_told() -> None:
    edit = realign(draft(OLD, NONE), {"M1": ["M2"]})
    assert [(note.key, note.values) for note in edit.notes] == [("not-realigned", {"id": "M3", "ids": ["B"]})]


@pytest.mark.parametrize(
    ("before", "now", "left"),
    [
        (OLD, NONE, {"M1": ["A", "B"], "M3": ["B"], "": ["C"]}),
        # One of two was realigned: the other is open for B as it is for A.
        (OLD, {"A": [], "B": ["M2"], "C": ["M1"]}, {"M1": ["A", "B"]}),
        # What is open for nobody else may have been made one with the other, or taken out.
        (OLD, {"A": ["M2"], "B": ["M2"], "C": ["M1"]}, {}),
        # As many as before: nothing is known to be open.
        (OLD, {"A": [], "B": ["M2", "M1"], "C": ["M1"]}, {"M1": ["A"]}),
        ({"A": ["M1"], "B": ["M1"], "C": []}, {"A": [], "B": ["M2"], "C": ["M1"]}, {"M1": ["A"]}),
        (OLD, {"A": ["M1"], "B": ["M1", "M9"], "C": ["M1"]}, {"M9": ["B"]}),
    ],
)
def test_what_is_yet_to_be_decided(before: Serves, now: Serves, left: Serves) -> None:
    assert undecided(serving(draft(before, now), "missions")) == left


def test_goals_and_objectives_by_their_ids() -> None:
    edit = realign(draft(OLD, NONE, objectives={"C": ["S1"]}), {"S1": ["S2"], "M1": ["M1"]})
    assert served(edit.text, "objectives") == {"A": [], "B": [], "C": ["S2"]}
    assert served(edit.text) == {"A": ["M1"], "B": ["M1"], "C": []}
    assert [row.field for row in edit.realigned] == ["objectives", "missions"]


REFUSED = [({"M11": ["M1"]}, "not-served.nearest", "M1"), ({"Tata": ["M1"]}, "not-served", "M1, M3")]


@pytest.mark.parametrize(("pairs", "variant", "named"), REFUSED)
def test_what_no_programme_serves_is_refused(pairs: dict[str, list[str]], variant: str, named: str) -> None:
    with pytest.raises(EditRefused) as refused:
        realign(draft(OLD, NONE), pairs)
    assert refused.value.values["variant"] == variant
    assert named in (refused.value.values["near"], refused.value.values["known"])


def test_a_mission_that_the_rpjmd_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownName) as refused:
        realign(draft(OLD, NONE), {"M1": ["Tata"]})
    assert refused.value.values["known"] == "M1, M2, M3"


SERVES = st.fixed_dictionaries({id_: st.lists(st.sampled_from(MISSIONS), unique=True) for id_ in NONE})
PAIRS = st.dictionaries(
    st.sampled_from(MISSIONS), st.lists(st.sampled_from(MISSIONS), unique=True, max_size=2), min_size=1
)


@given(SERVES, PAIRS)
def test_each_mission_of_before_has_its_image_and_a_second_run_changes_nothing(before: Serves, pairs: Serves) -> None:
    if not pairs.keys() <= {id_ for ids in before.values() for id_ in ids}:
        return
    first = draft(before, NONE)
    edit = realign(first, pairs)
    after = served(edit.text)
    for id_, ids in before.items():
        assert after[id_] == list(dict.fromkeys(new for old in ids for new in pairs.get(old, [])))
    document = load(SourceText("2023", edit.text))
    again = realign(Draft(plan_of(document), document, first.old, first.old_document), pairs)
    assert again.text == edit.text
    assert edit.text.count("# tetap") == len(NONE)
