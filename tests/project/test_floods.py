"""Files full of one thing: what is wrong is told, and what grows with its square, or with its cube, does not."""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import LCSseq

from smartplan.cli.output import error_sentence
from smartplan.compare.renames import suggest
from smartplan.editing.format.layout import layout
from smartplan.errors import TooTangled
from smartplan.messages import catalogue
from smartplan.operations.diff import compare_files
from smartplan.operations.validate import Report
from smartplan.plan.model import Entry, Programme
from smartplan.plan.names import Known, nearest
from smartplan.report.diff import json as diff_data
from smartplan.report.pages import validate as validate_page
from smartplan.report.render import text as page_text
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_diff import compare_words
from smartplan.validation.check import examine
from smartplan.yamltext import quick
from smartplan.yamltext.builder import MAX_ALIASED
from smartplan.yamltext.document import load
from smartplan.yamltext.parser import parse
from smartplan.yamltext.source import SourceText
from tests.campaigns.checks import TODAY
from tests.campaigns.hostile import IN_PROGRAMMES
from tests.campaigns.small import PLANS, SMALL, folder
from tests.helpers.comparisons import diff, revision
from tests.helpers.runner import Runner, change


def test_aliases_of_a_long_text_grow_as_aliases_of_many_values_do() -> None:
    text = "x: &a " + "y" * 50_000 + "\n"
    few, many = (text + "".join(f"x{n}: *a\n" for n in range(count)) for count in (50, 200))
    assert [fault.rule for fault in parse(few).faults] == []
    assert [fault.rule for fault in parse(many).faults] == ["alias-bomb"]
    nested = "b: &b [" + "y" * 50_000 + "]\n" + "".join(f"x{n}: *b\n" for n in range(MAX_ALIASED // 500))
    assert [fault.rule for fault in parse(nested).faults] == ["alias-bomb"]


def test_more_directives_than_any_plan_needs_are_refused() -> None:
    few, many = ("# x\n" + "".join(f"%TAG !{n}! x\n" for n in range(count)) + "---\na: 1\n" for count in (100, 101))
    assert parse(few).data == {"a": 1}
    assert [(fault.rule, fault.variant, fault.span) for fault in parse(many).faults] == [
        ("too-large", "directives", (4, 8))
    ]
    assert parse(many).data is None


@pytest.mark.parametrize(("length", "most"), [(0, 100_000), (1_000_000, 200_000)])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_more_values_than_any_plan_of_its_length_has_are_refused(length: int, most: int, end: str) -> None:
    tag = ("unknown-tag", "")
    # The list is a value too. What ended the reading is told first.
    for items, faults in ((most - 1, [tag]), (most, [("too-large", "values"), tag])):
        text = "- !x 1\n" + "- 1\n" * (items - 1)
        text = (text + "#".ljust(length - len(text), "x")).replace("\n", end)
        document = load(SourceText("", text))
        assert [(fault.rule, fault.variant) for fault in document.tree.faults] == faults
        assert (document.tree.data is None) == (len(faults) > 1)


def test_what_is_written_may_be_as_dense_as_it_likes() -> None:
    text = f"a: [{','.join(['   1'] * 120_000)}]\n# {'x' * 200_000}\n"
    assert load(SourceText("", text)).tree.faults == []
    laid_out = layout(text)
    assert laid_out == f"a: [{', '.join('1' * 120_000)}]\n# {'x' * 200_000}\n"
    assert [fault.variant for fault in load(SourceText("", laid_out)).tree.faults] == ["values"]


def test_comments_that_are_wrong_without_end_end_in_one(run: Runner) -> None:
    path = Path("plans/2023.yaml")
    text = path.read_text("utf-8")
    for count, cut in ((10_000, 0), (10_002, 1)):
        path.write_text("# smartplan: ignore bad-id x\n" * count + text, encoding="utf-8")
        found = json.loads(run("validate", "2023", "--rule", "ignore-without-effect", "--format", "json").out)
        rules = Counter(finding["rule"] for finding in found["findings"])
        assert rules == Counter({"ignore-without-effect": 10_000, "too-large": cut})
    last = next(finding for finding in found["findings"] if finding["rule"] == "too-large")
    assert last["line"] == 10_001
    assert last["message"].startswith("more than 10000 errors in comments")


def test_findings_without_end_end_in_one(run: Runner) -> None:
    text = Path("plans/2023.yaml").read_text("utf-8")
    path = Path("plans/2023.yaml")
    agencies = "".join(f"d{n}: {{name: Dinas {n}}}, " for n in range(10_001))
    path.write_text(text.replace("agencies: {", "agencies: {" + agencies, 1), encoding="utf-8")
    found = json.loads(run("validate", "2023", "--rule", "agency-without-programme", "--format", "json").out)
    rules = Counter(finding["rule"] for finding in found["findings"])
    assert rules == {"agency-without-programme": 10_000, "too-large": 1}
    last = next(finding for finding in found["findings"] if finding["rule"] == "too-large")
    assert last["where"] == "agencies.d10000"
    # A large plan may have more.
    path.write_text(path.read_text("utf-8") + "# x\n" * 260_000, encoding="utf-8")
    found = json.loads(run("validate", "2023", "--rule", "agency-without-programme", "--format", "json").out)
    assert Counter(finding["rule"] for finding in found["findings"]) == {"agency-without-programme": 10_001}


def test_misreadings_without_end_end_in_one() -> None:
    faults = parse("".join(f"x{n}: [-]\n" for n in range(5_001))).faults
    rules = Counter((fault.rule, fault.variant) for fault in faults)
    assert rules["too-large", "faults"] == 1
    assert sum(rules.values()) == 5_001


def test_a_name_is_looked_for_among_many_only_so_often() -> None:
    known = Known(f"dinas-{n}" for n in range(100_000))
    found = [known.nearest(f"dinaz-{n}") for n in range(10)]
    assert [one is not None for one in found] == [True] * 5 + [False] * 5
    # What was found is not forgotten.
    assert known.nearest("dinaz-0") == found[0]


def test_nothing_is_like_a_name_that_nobody_could_mistype() -> None:
    assert nearest("x" * 200, ["x" * 199 + "y"]) == "x" * 199 + "y"
    assert nearest("x" * 201, ["x" * 200]) is None
    assert nearest("x" * 200, ["x" * 201]) is None


def test_a_plan_that_is_one_large_split_is_compared() -> None:
    split = "".join(f"      A{n}: {{name: Sehat, subdimension: health, formerly: [LIV-01]}}\n" for n in range(1500))
    around = folder(**{"2023.yaml": (IN_PROGRAMMES.replace("record:", 'supersedes: "2019"\nrecord:') + split).encode()})
    sides = [around.load(PLANS / f"{name}.yaml") for name in ("2019", "2023")]
    for one, other, kind in (*sides, "programme-split"), (*sides[::-1], "programme-merged"):
        changes = compare_files(one, other, (around,)).comparison.changes
        assert sum(change.kind == kind for change in changes) == 1500
        # The money of all is compared once.
        assert sum(change.kind == "budget-changed" for change in changes) == 1


def test_a_long_line_is_shown_around_the_place() -> None:
    text = SMALL["2023.yaml"].replace("withdrawn: {}", "legal_basis: [" + "a, " * 4000 + "1" + ", b" * 4000 + "]")
    around = folder(**{"2023.yaml": text.encode()})
    found = examine(around.load(PLANS / "2023.yaml"), around, PLANS / "2023.yaml", TODAY).findings
    told = page_text.render(validate_page.build(Report(found, files=1), catalogue("en")), Style())
    lines = told.split("\n")
    number = next(number for number, line in enumerate(lines) if "a, a" in line)
    shown, mark = lines[number : number + 2]
    assert len(shown) < 500
    assert shown[mark.index("^")] == "1"


def test_years_that_stand_twice_are_told_once(run: Runner) -> None:
    change("years: [2023, 2024]", "years: [2024, 2024, 2024]")
    assert "2024, 2024" not in run("validate", "2023").out
    assert "outside-years" in run("validate", "2023").out


@pytest.mark.parametrize(
    ("text", "laid_out"),
    [
        ("a: !t\n  # c\n  b: 1\n", "a: !t\n  # c\n  b: 1\n"),
        ("a:\n  &x # c\n  b: 1\n", "a: &x\n  # c\n  b: 1\n"),
        ("a: &x    # c\n  - 1\n", "a: &x  # c\n  - 1\n"),
        ("a: !t     # c\n  b:\n         # d\n", "a: !t  # c\n  b:\n    # d\n"),
    ],
)
def test_a_comment_at_an_anchor_stays_where_it_is(text: str, laid_out: str) -> None:
    assert layout(text) == laid_out
    assert layout(laid_out) == laid_out


def test_likely_renames_are_looked_for_only_so_often() -> None:
    names = [hashlib.sha1(str(n).encode()).hexdigest() for n in range(2000)]
    gone, come = (
        [Entry("living", f"{sign}{n}", Programme(name=name)) for n, name in enumerate(names)] for sign in "AB"
    )
    found = suggest(gone, come)
    assert [(one.old, one.new) for one in found] == [(f"A{n}", f"B{n}") for n in range(499)]


def test_long_texts_of_a_few_words_are_compared_in_bounded_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared word with word is bounded, however long the texts are and however often their words repeat."""
    compared: list[int] = []
    opcodes = LCSseq.opcodes

    def counted(old: Sequence[int], new: Sequence[int]) -> object:
        compared.append(len(old) * len(new))
        return opcodes(old, new)

    monkeypatch.setattr(LCSseq, "opcodes", counted)
    choose = random.Random(1).choice
    for length, steps in ((2_000, 1), (9_000, 1), (200_000, 0)):
        compared.clear()
        old, new = (" ".join(["x", *(choose("ab") for _ in range(length)), "y"]) for _ in range(2))
        parts = compare_words(old, new)
        assert len(compared) == steps
        assert sum(compared) <= 10**8
        assert (parts[0].kind, parts[-1].kind) == ("", "")
        assert "".join(part.text for part in parts if part.kind != "came") == old


def ids(count: int) -> list[str]:
    return [f"P{n}" for n in range(count)]


def programmes(text: str, keys: Iterable[str]) -> str:
    return "".join(f"      {key}: {{name: N, subdimension: health{text}}}\n" for key in keys)


def lineage(revisions: Sequence[str]) -> list[bytes]:
    """Revisions 1, 2 ... of a chain with these programmes."""
    texts = []
    for number, text in enumerate(revisions, 1):
        chain = f'supersedes: "{number - 1}"\n' if number > 1 else ""
        texts.append(IN_PROGRAMMES.replace('revision: "2023"\n', f'revision: "{number}"\n{chain}') + text)
    return [text.encode() for text in texts]


MANY = ids(3_000)
FAT = "lorem ipsum " * 8_000
REASONED = ", because: [" + ", ".join(f"r/{n}" for n in range(5_000)) + "]"
HEAVY: dict[str, list[str]] = {
    "one split into many": [programmes(f', description: "{FAT}"', ["A"]), programmes(", formerly: [A]", MANY)],
    "many merged into one": [
        programmes("", MANY), programmes(f', formerly: [{", ".join(MANY)}], description: "{FAT}"', ["A"])
    ],
    "reasons at every change": [
        programmes(", partners: [" + ", ".join(f"a{n}" for n in range(5_000)) + "]", ["A"]), programmes(REASONED, ["A"])
    ],
    "missions": [
        programmes(", missions: [" + ", ".join(f"M{n}" for n in range(5_000)) + "]", ["A"]),
        programmes(", missions: [" + ", ".join(f"N{n}" for n in range(5_000)) + "]", ["A"]),
    ],
    "parts that lack and have": [
        programmes(", partners: [" + ", ".join(f"a{n}" for n in range(5_000)) + "]", ["A"]),
        programmes(", formerly: [A]", ["B"])
        + programmes(", formerly: [A], partners: [" + ", ".join(f"a{n}" for n in range(5_000)) + "]", ["C"]),
    ],
    "a list of anything": [
        programmes(", x: [" + ", ".join(f"{{a: {n}, b: {n * 2}}}" for n in range(3_000)) + "]", ["A"]),
        programmes(", x: [" + ", ".join(f"{{a: {n}, b: {n * 2 + 1}}}" for n in range(3_000)) + "]", ["A"]),
    ],
    "a mapping of anything": [
        programmes(", x: {" + ", ".join(f"a{n}: 1" for n in range(5_000)) + "}", ["A"]),
        programmes(", x: {" + ", ".join(f"a{n}: 2" for n in range(5_000)) + "}", ["A"]),
    ],
    "all new": [programmes("", ids(2_000)), programmes("", [f"Q{n}" for n in range(2_000)])],
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_a_comparison_is_no_larger_than_a_multiple_of_its_files(name: str) -> None:
    """Where each part of one side meets each of the other it would be thousands of times as large."""
    texts = lineage(HEAVY[name])
    around = folder(**{f"{number}.yaml": text for number, text in enumerate(texts, 1)})
    sides = [around.load(PLANS / f"{n}.yaml") for n in (1, 2)]
    for old, new in (sides, sides[::-1]):
        assert len(diff_data.render(compare_files(old, new, (around,)))) < 100 * sum(map(len, texts))


TANGLED = {
    "each of each": [programmes("", ids(600)), programmes(f", formerly: [{', '.join(ids(600))}]", ids(600))],
    # Through one in the middle.
    "an hourglass": [
        programmes("", ids(600)), programmes(f", formerly: [{', '.join(ids(600))}]", ["A"]),
        programmes(", formerly: [A]", ids(600)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", TANGLED)
def test_so_many_merges_and_splits_are_no_revision(name: str) -> None:
    texts = lineage(TANGLED[name])
    around = folder(**{f"{number}.yaml": text for number, text in enumerate(texts, 1)})
    last = str(len(texts))
    for old, new in (("1", last), (last, "1")):
        with pytest.raises(TooTangled) as caught:
            compare_files(*(around.load(PLANS / f"{n}.yaml") for n in (old, new)), (around,))
        assert error_sentence(caught.value, catalogue("en")) == (
            f"merges and splits connect more than 24800 pairs of programmes in `{old}` and `{new}`; check `formerly` in both"
        )


def test_a_long_mission_is_not_told_whole_with_each_programme() -> None:
    missions = {"M1": "Mewujudkan " * 2_000}
    old = revision("1", {id_: {} for id_ in MANY})
    new = revision("2", {id_: {"missions": ["M1"]} for id_ in MANY}, rpjmd={"title": "R", "missions": missions})
    told = [
        change.new.value["text"]
        for change in diff(old, new).changes
        if change.kind == "missions-changed" and change.new
    ]
    assert len(told) == 3_000
    assert {len(text) for text in told} == {300}


def test_an_edit_in_braces_reads_the_plan_only_so_often(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once before it, once as what is changed, and twice what comes of it: by the edit, and by what weighs it."""
    plan = Path("plans/2023.yaml")
    data = load(SourceText("", plan.read_text("utf-8"))).tree.data
    plan.write_text(json.dumps(data, indent=1), encoding="utf-8")
    read: Counter[str] = Counter()

    def counted(text: str, most: int | None) -> Any:
        read[text] += 1
        return original(text, most)

    # It is asked first for any text.
    original = quick.read
    monkeypatch.setattr(quick, "read", counted)
    before = plan.read_text("utf-8")
    assert run("rename", "2023", "GOV-01", "Baru").code == 0
    assert (read[before], read[plan.read_text("utf-8")]) == (2, 2)
