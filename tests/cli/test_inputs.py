"""The inputs of the reviews and what became of them: figures, words, exit codes."""

import json
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.analysis.inputs import Inputs, inputs
from smartplan.plan import profile
from smartplan.plan.context import Context
from smartplan.plan.model import Agency, Dimension, Plan, Programme, Withdrawal
from smartplan.plan.review import Input, Participant, Review
from smartplan.report import schemas
from tests.helpers.base import write
from tests.helpers.runner import Runner, change

CITED = "fgd/IN-1"


def plan(**refs: list[str]) -> Plan:
    """A plan that cites at its head, in a programme, and in a withdrawal."""
    programme = Programme(name="Bus kota", because=refs.get("programme", []))
    return Plan(
        revision="2023", agencies={"dlh": Agency(name="Dinas Lingkungan Hidup", short="DLH")},
        because=refs.get("head", []), dimensions={"living": Dimension(programmes={"LIV-01": programme})},
        withdrawn={"LIV-02": Withdrawal(reason="Selesai", because=refs.get("withdrawn", []))},
    )  # fmt: skip


def look(whole: Plan, *reviews: Review, known: bool = True, **more: object) -> Inputs:
    old = Plan(revision="2019", agencies={"lama": Agency(name="Dinas Lama"), "dlh": Agency(name="Dinas LH lama")})
    context = Context(
        profile=profile.load("kominfo"), reviews={one.review: one for one in reviews}, unread_reviews=() if known else ("reviews/r.yaml",),
        revisions={"2019": old, "2023": whole}, today=date(2026, 11, 24),
    )  # fmt: skip
    return inputs(whole, context, **more)  # type: ignore[arg-type]


def review(*given: Input, id_: str = "fgd", leads_to: str = "2023", day: str = "2022-12-28") -> Review:
    return Review(
        review=id_, date=day, title=id_, reviews="2019", leads_to=leads_to,
        participants={"its": Participant(name="ITS", role="academic"), "dishub": Participant(name="")},
        inputs={f"IN-{number}": one for number, one in enumerate(given, 1)},
    )  # fmt: skip


CITATIONS = [
    ({}, []),
    ({"head": [CITED]}, [("plan", None, "")]),
    ({"programme": [CITED, CITED]}, [("programme", "LIV-01", "Bus kota")]),
    ({"withdrawn": [CITED]}, [("withdrawal", "LIV-02", "Selesai")]),
    ({"withdrawn": [CITED], "head": [CITED]}, [("plan", None, ""), ("withdrawal", "LIV-02", "Selesai")]),
    ({"head": ["fgd/IN-2"]}, []),
]  # fmt: skip


@pytest.mark.parametrize(("refs", "expected"), CITATIONS)
def test_what_cites_an_input(refs: dict[str, list[str]], expected: list[tuple[str, str | None, str]]) -> None:
    found = look(plan(**refs), review(Input(disposition="accepted"), Input(disposition="open"))).reviews[0].inputs[0]
    assert [(one.by, one.programme, one.text) for one in found.cited] == expected
    assert found.ignored == (not expected)


GIVERS = [
    ("its", ("ITS", "academic")),
    ("dishub", ("dishub", None)),
    ("dlh", ("DLH", "government")),
    ("lama", ("Dinas Lama", "government")),
    ("asing", ("asing", None)),
    ("", ("", None)),
]


@pytest.mark.parametrize(("source", "expected"), GIVERS)
def test_who_gave_it(source: str, expected: tuple[str, str | None]) -> None:
    found = look(plan(), review(Input(source=source))).reviews[0].inputs[0]
    assert (found.name, found.role) == expected


def test_only_accepted_ones_are_expected_to_be_cited() -> None:
    given = [Input(disposition=one) for one in ("open", "accepted", "deferred", "rejected", None)]  # type: ignore[arg-type]
    assert [one.ignored for one in look(plan(), review(*given)).reviews[0].inputs] == [False, True, False, False, False]


def test_reviews_stand_by_date_and_others_apart() -> None:
    late, early = review(Input(), id_="b", day="2022-12-28"), review(Input(), id_="a", day="2022-01-01")
    other = review(Input(disposition="open"), Input(source="dlh", disposition="accepted"), id_="lain", leads_to="2019")
    stranger = review(Input(), id_="asing", leads_to="2026")
    found = look(plan(head=["lain/IN-2", "lain/IN-9", "tidak/IN-1"]), late, other, early, stranger)
    assert [one.review for one in found.reviews] == ["a", "b"]
    assert [(one.review, [given.ref for given in one.inputs]) for one in found.elsewhere] == [("lain", ["lain/IN-2"])]
    assert found.elsewhere[0].inputs[0].name == "Dinas LH lama"
    assert found.unknown == ["lain/IN-9", "tidak/IN-1"]
    assert found.totals.inputs == 2


def test_nothing_is_called_unknown_where_a_review_cannot_be_read() -> None:
    assert look(plan(head=["tidak/IN-1"]), known=False).unknown == []


def test_what_is_not_stated_comes_last() -> None:
    found = look(plan(), review(Input(), Input(source="dlh", dimension="asing")))
    assert [row.key for row in found.participants] == ["its", "dishub", "dlh", ""]
    assert [row.key for row in found.dimensions][-2:] == ["asing", ""]


def test_a_choice_lists_less_and_counts_all() -> None:
    given = (Input(disposition="open"), Input(disposition="accepted"), Input(disposition="rejected"))
    found = look(plan(), review(*given), only=["rejected", "open", "open"])
    assert found.dispositions == ["rejected", "open"]
    assert [one.input for one in found.reviews[0].inputs] == ["IN-1", "IN-3"]
    assert (found.totals.inputs, found.totals.accepted) == (3, 1)


GIVEN = st.builds(
    Input,
    source=st.sampled_from(["", "its", "dlh", "asing"]),
    dimension=st.sampled_from(["", "living", "society", "asing"]),
    disposition=st.sampled_from(["open", "accepted", "deferred", "rejected"]),
)


@given(st.lists(st.lists(GIVEN, max_size=4), max_size=3), st.lists(st.sampled_from(["r0/IN-1", "r1/IN-2"])))
def test_every_table_adds_up_to_the_whole(many: list[list[Input]], refs: list[str]) -> None:
    found = look(plan(programme=refs), *(review(*given, id_=f"r{index}") for index, given in enumerate(many)))
    everyone = [one for given in many for one in given]
    assert found.totals.inputs == len(everyone)
    assert found.totals.open == sum(one.disposition == "open" for one in everyone)
    for table in (found.participants, found.dimensions):
        assert len({(row.key, row.name) for row in table}) == len(table)
        for count in ("inputs", "open", "accepted", "deferred", "rejected", "cited", "ignored"):
            assert sum(getattr(row, count) for row in table) == getattr(found.totals, count)
    for row in [*found.participants, *found.dimensions, found.totals]:
        assert row.open + row.accepted + row.deferred + row.rejected == row.inputs


REVIEW = """\
place: Balai Kota
inputs:
  IN-02: {from: diskominfo, text: "Beri\\nWi-Fi", disposition: accepted}
  IN-03: {text: Tambah halte, disposition: open}
  IN-04: {from: its, dimension: living, text: Bangun trem, disposition: rejected, answer: Belum ada kajian}
"""
OTHER = """\
format: 1
review: musyawarah
kind: council
date: 2018-01-02
title: Musyawarah
leads_to: "2019"
inputs: {A: {text: Pasang lampu, disposition: deferred, answer: Nanti}, B: {text: Lain, disposition: open}}
"""
PLAN = """\
because: [fgd-2022-12-28/IN-01, musyawarah/A]
dimensions: {living: {programmes: {LIV-01: {because: [fgd-2022-12-28/IN-04]}}}}
"""
ENGLISH = """\
Kota Contoh: review inputs that led to revision 2023
plans/2023.yaml
Revision 2023 is an example, not the plan of a real city.

Still open: 1 of 4 inputs.

1 accepted input is not cited in the plan (`!`).

FGD
───
date    December 28, 2022
kind    focus group discussion (FGD)
place   Balai Kota
review  fgd-2022-12-28, of revision 2019

✓ IN-01  Selaraskan
    from       Institut Teknologi Sepuluh Nopember (academic)
    dimension  Smart Governance
    follow-up  accepted
    cited by   the plan as a whole

! IN-02  Beri Wi-Fi
    from       Dinas Komunikasi dan Informatika (government)
    follow-up  accepted
    cited by   nothing in the plan

? IN-03  Tambah halte
    from       not stated
    follow-up  open

✗ IN-04  Bangun trem
    from       Institut Teknologi Sepuluh Nopember (academic)
    dimension  Smart Living
    follow-up  rejected
    answer     Belum ada kajian
    cited by   LIV-01 Program harmony 1: years, budget, target

Cited from other reviews and evaluations
────────────────────────────────────────
date    January 2, 2018
kind    session with the council (DPRD)
review  musyawarah, led to revision 2019

~ A  Pasang lampu
    from       not stated
    follow-up  deferred
    answer     Nanti
    cited by   the plan as a whole

By participant
──────────────
participant                          inputs  open  accepted  deferred  rejected  cited
──────────────────────────────────────────────────────────────────────────────────────
Institut Teknologi Sepuluh Nopember       2     ·         1         ·         1      2
Dinas Komunikasi dan Informatika          1     ·         1         ·         ·    ! 0
not stated                                1     1         ·         ·         ·      ·

total                                     4     1         2         ·         1    ! 2

"""


@pytest.fixture
def city(run: Runner) -> Runner:
    write(Path("plans"), {"2023.yaml": PLAN, "reviews/2022-12-28.yaml": REVIEW, "reviews/2018-01-02.yaml": OTHER})
    return run


def test_the_whole_report(city: Runner) -> None:
    result = city("inputs", "2023")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(ENGLISH)
    rest = [line.split() for line in result.out[len(ENGLISH) :].splitlines()]
    assert rest[0] == ["By", "dimension"]
    assert ["Smart", "Living", "1", "·", "·", "·", "1", "1"] in rest
    assert rest[-1] == ["total", "4", "1", "2", "·", "1", "!", "2"]


def test_a_choice_of_dispositions(city: Runner) -> None:
    out = city("inputs", "2023", "--disposition", "open", "--disposition", "rejected").out
    assert "Still open: 1 of 4 inputs." in out
    assert "Only these are listed: open, rejected (2 of 4)." in out
    assert [line.split()[1] for line in out.splitlines() if line[:2] in ("✓ ", "! ", "? ", "✗ ", "~ ")] == [
        "IN-03",
        "IN-04",
    ]
    assert "\nNo inputs with this follow-up.\n" in city("inputs", "2023", "--disposition", "deferred").out


def test_no_review_led_to_it(city: Runner) -> None:
    for text in ("because: []", "because: [fgd-2022-12-28/IN-99]"):
        write(Path("plans"), {"2023.yaml": text, "reviews/2022-12-28.yaml": 'leads_to: "2019"'})
        result = city("inputs", "2023")
        assert (result.code, result.err) == (0, "")
        assert "\n\nNo review on record led to this revision.\n" in result.out
        assert "By participant" not in result.out
        assert ("! 1 citation of an input that is in no review\n    fgd-2022-12-28/IN-99\n" in result.out) == (
            "99" in text
        )
    assert "Tidak ada review yang tercatat menghasilkan revisi ini." in city("inputs", "2023", "--lang", "id").out


def test_a_review_without_inputs_and_one_with_nothing_open(city: Runner) -> None:
    write(Path("plans"), {"reviews/2022-12-28.yaml": "inputs: {IN-01: null}"})
    assert "The reviews that led to this revision contain no inputs." in city("inputs", "2023").out
    write(Path("plans"))
    assert "All inputs have a follow-up (1 input)." in city("inputs", "2023").out


def test_what_is_two(city: Runner) -> None:
    assert city("inputs", "2032")[:2] == (2, "")
    assert city("inputs", "2023", "--disposition", "opn") == (
        2, "", "Error: there is no follow-up `opn`; did you mean `open`? Choose one of open, accepted, deferred, rejected\n",
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [["2023"], ["2019"], ["2023", "--disposition", "open"]])
def test_the_json_keeps_its_schema(city: Runner, arguments: list[str]) -> None:
    result = city("inputs", *arguments, "--format", "json")
    data = json.loads(result.out)
    assert jsonschema_rs.is_valid(schemas.schema("inputs"), data)
    assert (result.code, data["format"]) == (0, 1)
    assert not jsonschema_rs.is_valid(schemas.schema("inputs"), {**data, "totals": None})


def test_a_review_with_faults_is_told_as_far_as_it_can_be_read_and_is_safe(city: Runner) -> None:
    write(
        Path("plans"), {"reviews/2022-12-28.yaml": 'inputs: {IN-01: {text: "\\e[31mmerah\\u202e", disposition: baik}}'}
    )
    out = city("inputs", "2023").out
    assert "- IN-01  \\u001b[31mmerah\\u202e\n" in out
    assert "    follow-up  not stated\n" in out


@pytest.mark.parametrize(
    ("files", "rule", "told", "noted"),
    [
        (["2023"], "input-not-cited", False, True),
        (["2023"], "programme-without-target", False, False),
        (["2023", "plans/reviews/2022-12-28.yaml"], "input-not-cited", True, False),
        (["plans/reviews"], "input-not-cited", True, False),
        ([], "input-not-cited", True, False),
        (["plans/reviews"], "programme-without-target", False, True),
    ],
)
def test_what_no_rule_looked_for_is_not_called_clean(
    run: Runner, files: list[str], rule: str, told: bool, noted: bool
) -> None:
    """What `inputs` marks, `validate` reports in the review; of a plan alone it says that the rule is not about it."""
    path = Path("plans/reviews/2022-12-28.yaml")
    path.write_text(f"{path.read_text('utf-8')}  IN-09: {{text: Lampu, disposition: accepted}}\n", encoding="utf-8")
    assert "! IN-09  Lampu" in run("inputs", "2023").out
    done = run("validate", *files, "--rule", rule)
    note = f"run `smartplan validate --rule {rule}` to check every file of the folder."
    assert (done.code, "`IN-09` was accepted" in done.out, note in done.err) == (0, told, noted), done


def test_what_was_realigned_by_an_input_is_told_as_that_alone(run: Runner) -> None:
    change("missions: {M1: Tata kelola yang baik}", "missions: {M1: Tata kelola yang baik, M2: Kota hijau}")
    assert run("draft", "2026", "--from", "2023", "--period", "2023-2027", "--rpjmd", "RPJMD baru").code == 0
    change("title: RPJMD baru", "title: RPJMD baru, missions: {M1: Kota terbuka}", "2026")
    new = ["--date", "2025-01-01", "--title", "FGD", "--reviews", "2023", "--leads-to", "2026"]
    assert run("review", "new", "fgd", *new).code == 0
    for text in ("Selaraskan", "Pindahkan"):
        assert run("review", "input", "fgd", "--text", text, "--disposition", "accepted").code == 0
    assert run("realign", "2026", "M1=M1", "--because", "fgd/IN-01").code == 0
    # What else becomes of two of them is the doing of the other.
    assert run("set", "2026", "GOV-01", "status", "running", "--because", "fgd/IN-02").code == 0
    assert run("rename", "2026", "GOV-02", "Lain", "--because", "fgd/IN-02").code == 0
    whole = json.loads(run("inputs", "2026", "--format", "json").out)
    first, second = whole["reviews"][0]["inputs"]
    assert {one["done"]["how"] for one in first["cited"]} == {"realigned"}
    assert {tuple(one["done"]["deeds"]) for one in first["cited"]} == {()}
    n = len(first["cited"])
    assert n > 10
    assert [(one["programme"], one["done"]["how"]) for one in second["cited"]] == [
        ("GOV-01", "changed"), ("GOV-02", "changed"),
    ]  # fmt: skip
    shown = run("inputs", "2026").out
    assert f"    cited by   {n} programmes: realigned\n\n" in shown
    assert shown.count("realigned") == 1
    assert f"{n} program: diselaraskan" in run("inputs", "2026", "--lang", "id").out
