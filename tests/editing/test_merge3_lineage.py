"""Two sides that settle what becomes of a programme: one way is one programme, two ways are a conflict."""

import itertools
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.editing import edits, fields, key_order, merge_split
from smartplan.editing.draft import Draft, Edit
from smartplan.editing.merge3.data import stated
from smartplan.editing.merge3.lineage import contested
from smartplan.editing.merge3.result import settle
from smartplan.editing.merge3.text import merge
from smartplan.errors import EditRefused
from smartplan.plan import budget
from smartplan.plan.figure import rupiah
from smartplan.yamltext.document import load
from smartplan.yamltext.editor import Editor
from smartplan.yamltext.parser import parse
from smartplan.yamltext.source import SourceText
from tests.helpers.base import FILES, write
from tests.helpers.drafts import HOME, OLD, drafts, plan_of
from tests.helpers.git_drivers import Repo, alone  # noqa: F401
from tests.helpers.merges import leaves, merged
from tests.helpers.runner import Runner

# What becomes of GOV-01, or of what GOV-01 is merged with; the commands of one side.
WAYS: dict[str, list[list[str]]] = {
    "renumber": [["renumber", "2023", "GOV-01", "GOV-11"]],
    "renumber otherwise": [["renumber", "2023", "GOV-01", "GOV-21"]],
    "renumber and rewrite": [
        ["renumber", "2023", "GOV-01", "GOV-31"], ["set", "2023", "GOV-31", "name", "Baru"],
        ["set", "2023", "GOV-31", "budget.apbd.2023", "600000000"],
    ],
    "move": [["move", "2023", "GOV-01", "living/health", "--as", "LIV-09"]],
    "merge into one that stays": [["merge", "2023", "GOV-02", "GOV-01", "--into", "GOV-02"]],
    "merge into another": [["merge", "2023", "GOV-03", "GOV-01", "--into", "GOV-03"]],
    "merge into a new one": [["merge", "2023", "GOV-01", "GOV-02", "--into", "X-1"]],
    "split": [["split", "2023", "GOV-01", "--into", "GOV-41", "--into", "GOV-42"]],
    "withdraw": [["withdraw", "2023", "GOV-01", "--reason", "tidak lagi"]],
    "take out by hand": [],
}  # fmt: skip
# The programmes that stand in its place.
HEIRS = {
    "renumber": {"GOV-11"}, "renumber otherwise": {"GOV-21"}, "renumber and rewrite": {"GOV-31"}, "move": {"LIV-09"},
    "merge into one that stays": {"GOV-02"}, "merge into another": {"GOV-03"}, "merge into a new one": {"X-1"},
    "split": {"GOV-41", "GOV-42"}, "withdraw": set(), "take out by hand": set(),
}  # fmt: skip
FIRST = FILES["2023.yaml"].replace('supersedes: "2019"\nbecause: [fgd-2022-12-28/IN-01]\n', "")
PLACE = ("dimensions", "governance", "programmes", "GOV-01")


def text_of(way: str, run: Runner, folder: Path, files: dict[str, str]) -> str:
    """The revision as one side has it after settling."""
    write(folder, files, whole=True)
    for words in WAYS[way]:
        result = run(*words, "--plans", str(folder), "--lang", "en")
        assert result.code == 0, result.err
    text = (folder / "2023.yaml").read_text("utf-8")
    if way == "take out by hand":
        editor = Editor(text, key_order.of_plan)
        editor.delete_lines(PLACE)
        return editor.text()
    return text


@pytest.mark.parametrize("files", [FILES, {**FILES, "2023.yaml": FIRST}], ids=["later", "first"])
def test_two_ways_are_a_conflict_and_one_is_none(run: Runner, tmp_path: Path, files: dict[str, str]) -> None:
    base = files["2023.yaml"]
    texts = {way: text_of(way, run, tmp_path / str(number), files) for number, way in enumerate(WAYS)}
    dropped = {"withdraw", "take out by hand"}
    folded = {"merge into one that stays", "merge into another"}
    for ours, theirs in itertools.product(WAYS, WAYS):
        mine, other = texts[ours], texts[theirs]
        done = merge(base, mine, other)
        # Without a trace nobody can tell a merge from money that another programme got.
        alike = {ours, theirs} <= dropped or (
            files is not FILES and {ours, theirs} & dropped and {ours, theirs} & folded
        )
        expected = ours != theirs and not alike
        assert bool(done.conflicts) == bool(done.contests) == expected, (ours, theirs)
        if not expected:
            continue
        assert {path[-1] for path in done.conflicts} >= HEIRS[ours] | HEIRS[theirs], (ours, theirs)
        assert "GOV-01" in {one.id for one in done.contests}
        for favour, text in (("ours", mine), ("theirs", other)):
            settled = parse(settle(done.parts, favour)).data  # type: ignore[arg-type]
            assert stated(settled) == stated(parse(text).data), (ours, theirs, favour)


def test_git_stops_and_says_what_it_is_about(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "repo", run, {f"plans/{name}": text for name, text in FILES.items()})
    for branch, words in (("theirs", WAYS["merge into a new one"][0]), ("ours", WAYS["renumber"][0])):
        repo.git("switch", "--quiet", "--create", branch, "main")
        assert run(*words).code == 0
        repo.commit(branch)
    monkeypatch.setenv("SMARTPLAN_LANG", "en")
    done = subprocess.run(["git", "merge", "theirs"], cwd=repo.top, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "CONFLICT (content): Merge conflict in plans/2023.yaml" in done.stdout
    assert (
        "plans/2023.yaml: the two sides disagree on how `GOV-01` continues: ours `GOV-11`, theirs `X-1`." in done.stderr
    )
    assert repo.read().count("<<<<<<< ours\n") == 3


def test_beside_other_edits_one_way_is_no_conflict(run: Runner, tmp_path: Path) -> None:
    base = FILES["2023.yaml"]
    pair = "name: Program energy 3", "name: Lain"
    for number, way in enumerate(WAYS):
        mine = text_of(way, run, tmp_path / str(number), FILES)
        for one, other in ((base, mine), (mine, mine)):
            done = merge(base, one.replace(*pair), other)
            assert (done.conflicts, done.contests) == ([], []), way
            assert done.text() == mine.replace(*pair), way


def test_an_id_that_another_programme_took_is_not_edited_as_the_old_one(run: Runner, tmp_path: Path) -> None:
    base = FILES["2023.yaml"]
    write(tmp_path / "plans")
    assert run("renumber", "2023", "GOV-01", "GOV-11").code == 0
    assert run("renumber", "2023", "GOV-02", "GOV-01").code == 0
    ours = (tmp_path / "plans/2023.yaml").read_text("utf-8")
    line = "        name: Program public_service 1\n"
    theirs = base.replace(line, f"{line}        description: Milik program pertama\n")
    done = merge(base, ours, theirs)
    assert ("dimensions", "governance", "programmes", "GOV-01") in done.conflicts
    assert "pertama" not in settle(done.parts, "ours")


@pytest.mark.parametrize(("count", "told"), [(2, 2), (200, 200), (201, 0)])
@pytest.mark.parametrize("field", ["name", "budget", "indicators", "formerly"])
def test_what_very_many_have_in_common_tells_none_from_the_others(count: int, told: int, field: str) -> None:
    value = {"name": "Sama", "budget": {"apbd": {"2023": 1}}, "indicators": {"i": {"name": "n"}}, "formerly": ["Z"]}[
        field
    ]
    base, ours, theirs = ({f"{side}{n}": {field: value} for n in range(count)} for side in "ABC")
    found = contested(base, ours, theirs)
    assert len(found.contests) == told
    assert len(found.programmes) == 3 * told


def test_one_of_many_that_grew_is_found_by_what_grew() -> None:
    def budgets(first: int, *amounts: int) -> dict[str, Any]:
        return {f"P{n}": {"budget": {"apbd": {"2023": amount}}} for n, amount in enumerate(amounts, first)}

    base = budgets(0, 5_000, *range(100, 1000))
    ours, theirs = budgets(1, *range(100, 1000)), budgets(1, *range(100, 1000))
    ours |= budgets(1, 5_100)
    theirs |= budgets(2, 5_101)
    # The rest of theirs grows as well, but by less.
    theirs |= budgets(3, *(amount + 4_999 for amount in range(102, 1000)))
    found = contested(base, ours, theirs)
    assert [(one.id, one.ours, one.theirs) for one in found.contests] == [("P0", {"P1"}, {"P2"})]


# ---- money that stands by indicator

MONEY = """\
revision: "2023"
{head}rpjmd: {{title: R}}
agencies: {{a: {{name: A}}}}
dimensions:
  governance:
    programmes:
      P1: {{name: Satu, budget: {{apbd: {{2023: 5}}}}}}
      P2: {{name: Dua, indicators: {{i: {{name: I, budget: {{apbd: {{2023: 3}}}}}}}}}}
      P3: {{name: Tiga, budget: {{apbd: {{2023: 5}}}}}}
      P4: {{name: Empat, indicators: {{j: {{name: J, budget: {{apbd: {{2023: 9}}}}}}}}}}
      P5: {{name: Lima, budget: {{apbd: {{2023: 2}}}}, indicators: {{k: {{name: K, budget: {{apbd: {{2023: 2}}}}}}}}}}
      P6: {{name: Enam, budget: {{csr: {{2024: 7}}}}}}
      P7: {{name: Tujuh, indicators: {{j: {{name: J, budget: {{apbd: {{2023: 9}}}}}}}}}}
"""
INDICATOR = "indicators.i.budget.apbd.2023"
# What one side does, what the other does, and by how much the money grows; None where the two are a conflict that is
# settled by taking one side's money, GONE where it is about an edit of what the other side no longer has.
GONE = "gone"
BY_INDICATOR: dict[str, tuple[list[str], list[str], int | str | None]] = {
    "merged into it, edited": (["merge P2 P1"], [f"set P2 {INDICATOR} 4"], None),
    "merged into it, one more": (["merge P2 P1"], ["set P2 indicators.n {name: N, budget: {apbd: {2023: 1}}}"], None),
    "merged into it, renamed": (["merge P2 P1"], ["set P2 name Lain"], 0),
    "merged into it by both": (["merge P2 P1"], ["merge P2 P3"], None),
    "merged into it by both, with indicators": (["merge P2 P4"], ["merge P2 P7"], None),
    "merged into it by both alike": (["merge P2 P1"], ["merge P2 P1"], 0),
    "merged into another, split elsewhere": (["merge P1 P2"], ["split P3 P3 N1"], 0),
    "renumbered, split elsewhere": (["renumber P4 N2"], ["split P1 P1 N1"], 0),
    "merged into another, edited": (["merge P1 P2"], [f"set P2 {INDICATOR} 4"], GONE),
    "both by indicator, edited": (["merge P2 P4"], [f"set P2 {INDICATOR} 4"], 1),
    "both by indicator, stated": (["merge P2 P4"], ["set P2 budget.apbd.2023 3"], None),
    "split, edited": (["split P2 P2 N1"], [f"set P2 {INDICATOR} 4"], 1),
    "split, stated": (["split P2 P2 N1"], ["set P2 budget.apbd.2023 3"], 0),
    "split into others, edited": (["split P2 N1 N2"], [f"set P2 {INDICATOR} 4"], GONE),
    "renumbered, edited": (["renumber P2 N1"], [f"set P2 {INDICATOR} 4"], GONE),
    "renumbered, given a name and a unit, merged": (
        ["renumber P2 N1", "set N1 name Lain", "set N1 indicators.i.unit hari"], ["merge P3 P2"], None),
    "stated, edited": (["set P2 budget.apbd.2023 3"], [f"set P2 {INDICATOR} 4"], None),
    "stated alike, edited by one": (
        ["set P2 budget.apbd.2023 3"], ["set P2 budget.apbd.2023 3", f"set P2 {INDICATOR} 4"], 0),
    "no longer stated, merged into it": (["set P5 budget null"], ["merge P5 P6"], None),
    "no longer stated, edited": (["set P5 budget null"], ["set P5 indicators.k.budget.apbd.2023 4"], 2),
}  # fmt: skip


def after(text: str, old: str, commands: list[str]) -> str:
    """The text after edits."""
    for command in commands:
        kind, id_, *rest = command.split(maxsplit=3)
        document, before = load(SourceText("2023", text)), load(SourceText("2019", old))
        draft = Draft(plan_of(document), document, plan_of(before), before)
        if kind == "merge":
            edit = merge_split.merge(draft, [id_, *rest], id_)
        elif kind == "split":
            edit = merge_split.split(draft, id_, rest)
        elif kind == "renumber":
            edit = edits.renumber(draft, id_, rest[0])
        else:
            edit = fields.set_field(draft, id_, rest[0], parse(f"x: {rest[1]}").data["x"])
        text = edit.text
    return text


@pytest.mark.parametrize("head", ["", 'supersedes: "2019"\n'], ids=["first", "later"])
@pytest.mark.parametrize("name", BY_INDICATOR)
def test_money_by_indicator_is_neither_lost_nor_doubled(name: str, head: str) -> None:
    one, other, grown = BY_INDICATOR[name]
    base, old = MONEY.format(head=head), MONEY.format(head="") if head else "revision: 2019\n"
    mine, theirs = after(base, old, one), after(base, old, other)
    for sides in ((mine, theirs), (theirs, mine)):
        done = merged(base, *sides)
        assert bool(done.conflicts) == (grown in (None, GONE))
        if isinstance(grown, int):
            assert money(done.text()) == (money(base)[0] + grown, 0)
        elif grown is None:
            assert [money(settle(done.parts, "ours")), money(settle(done.parts, "theirs"))] == [*map(money, sides)]


# ---- laws


NEW = ["N1", "N2", "N3", "N4"]


@st.composite
def ways(draw: Any, draft: Draft, *, conserving: bool = False) -> tuple[str, dict[str, frozenset[str]]]:
    """The text after some edits of lineage, and for each programme of the base those that go on from it."""
    heirs = {id_: frozenset((id_,)) for id_ in draft.entries}
    kinds = ["renumber", "move", "merge", "split", *([] if conserving else ["withdraw", "restore", "cut"])]
    for _ in range(draw(st.integers(1, 3))):
        ids = list(draft.entries)
        if len(ids) < 2:
            break
        id_, other = draw(st.permutations(ids))[:2]
        new = draw(st.sampled_from([name for name in NEW if name not in ids] or ["N5"]))
        kind = draw(st.sampled_from(kinds))
        try:
            edit = _edit(draft, kind, id_, other, new, draw(st.sampled_from(list(HOME.values()))))
        except EditRefused:
            continue
        gone = {id_} if kind in ("withdraw", "cut") else set()
        step = {name: frozenset((name,)) for name in ids if name not in gone}
        for old in {old for olds in edit.origins.values() for old in olds}:
            step[old] = frozenset(name for name, olds in edit.origins.items() if old in olds)
        heirs = {
            name: frozenset(one for end in ends for one in step.get(end, frozenset())) for name, ends in heirs.items()
        }
        document = load(SourceText("2023", edit.text))
        draft = Draft(plan_of(document), document, draft.old, draft.old_document)
    return draft.document.source.text, heirs


def _edit(draft: Draft, kind: str, id_: str, other: str, new: str, dimension: str) -> Edit:
    if kind == "renumber":
        return edits.renumber(draft, id_, new)
    if kind == "move":
        return edits.move(draft, id_, dimension, "x", new)
    if kind == "merge":
        return merge_split.merge(draft, [id_, other], id_)
    if kind == "split":
        return merge_split.split(draft, id_, [id_, new])
    if kind == "withdraw":
        return edits.withdraw(draft, id_, "alasan")
    if kind == "restore":
        return edits.restore(draft, next(iter(draft.plan.withdrawn), "G1"))
    editor = draft.editor()
    editor.delete_lines(draft.entries[id_].path)
    return Edit(editor.text())


def money(text: str) -> tuple[int, int]:
    """What all programmes of a text plan, what indicators have included, and what they spent."""
    programmes = [entry.programme for entry in plan_of(load(SourceText("2023", text))).entries()]
    spent = (amount for one in programmes for years in one.spent.values() for amount in years.values())
    return budget.amount(programmes).rupiah or 0, sum(map(rupiah, spent))


def claims(text: str) -> dict[str, list[tuple[str, bool]]]:
    """By id of the superseded revision: the programmes that go on from it, and whether they write it."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for dimension in parse(text).data["dimensions"].values():
        for id_, programme in (dimension.get("programmes") or {}).items():
            for origin in programme.get("formerly", [id_]):
                found.setdefault(origin, []).append((id_, "formerly" in programme))
    return found


@given(drafts(), st.data())
def test_a_clean_merge_has_one_end_of_each_programme(drawn: Any, data: Any) -> None:
    draft, _ = drawn
    base = draft.document.source.text
    (ours, mine), (theirs, other) = data.draw(ways(draft)), data.draw(ways(draft))
    done = merged(base, ours, theirs)
    if done.conflicts:
        for favour, text in (("ours", ours), ("theirs", theirs)):
            was, wanted, settled = leaves(base), leaves(text), leaves(settle(done.parts, favour))  # type: ignore[arg-type]
            for path in was.keys() | wanted.keys():
                if was.get(path) != wanted.get(path):
                    assert settled.get(path) == wanted.get(path), (favour, path)
        return
    # One without a predecessor leaves a trace of its money alone, of which the next law speaks.
    for id_, heirs in [(id_, heirs) for id_, heirs in mine.items() if id_ in OLD]:
        same = frozenset((id_,))
        assert heirs in (same, other[id_]) or other[id_] == same, (id_, heirs, other[id_])
    text = done.text()
    for side_ in (ours, theirs):
        for origin, those in claims(text).items():
            if len(those) > 1 and len(claims(side_).get(origin, ())) < 2:
                assert all(written for _, written in those), (origin, those)
    withdrawn = parse(text).data.get("withdrawn") or {}
    assert not withdrawn.keys() & claims(text).keys() - (parse(base).data.get("withdrawn") or {}).keys()


@given(drafts(), st.data())
def test_where_nothing_is_added_or_dropped_a_clean_merge_has_the_money_it_had(drawn: Any, data: Any) -> None:
    draft, _ = drawn
    base = draft.document.source.text
    ours, _ = data.draw(ways(draft, conserving=True))
    theirs, _ = data.draw(ways(draft, conserving=True))
    done = merged(base, ours, theirs)
    if not done.conflicts:
        assert money(done.text()) == money(base)
