"""The gap analysis of a dimension: what is wrong in it, what changed, where it is shown, and that edits keep it true."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.base import parsed, write
from tests.helpers.comparisons import compared, diff, lines, revision
from tests.helpers.rule_findings import found
from tests.helpers.runner import Runner

GAPS = """\
dimensions:
  living:
    gaps:
      G1: {present: Enam titik Wi-Fi, wanted: 362 titik, programmes: [LIV-01, GOV-01]}
      G2: {present: Bus sedikit, wanted: Bus banyak, programmes: [LIV-03]}
"""
AT = "dimensions.living.gaps"


@pytest.fixture
def city(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "plans", {"2023.yaml": GAPS})
    return run


def closing() -> dict[str, Any]:
    """The programmes of each gap, None where none is stated."""
    data = parsed(Path("plans/2023.yaml").read_text("utf-8"))
    return {id_: gap.get("programmes") for id_, gap in data["dimensions"]["living"]["gaps"].items()}


RULES = [
    ("sound", GAPS, []),
    ("closed by nothing", GAPS.replace(", programmes: [LIV-03]", ""), [("gap-without-programme", "warning", f"{AT}.G2")]),
    ("only what there is", GAPS.replace(", wanted: 362 titik", ""), [("gap-incomplete", "warning", f"{AT}.G1")]),
    ("only what there should be", GAPS.replace("Bus sedikit", "' '"), [("gap-incomplete", "warning", f"{AT}.G2")]),
    ("neither", GAPS.replace("present: Bus sedikit, wanted: Bus banyak, ", ""), [("gap-incomplete", "warning", f"{AT}.G2")] * 2),
    ("what is no text", GAPS.replace("Bus banyak", "5"), [("wrong-type", "error", f"{AT}.G2.wanted")]),
    ("not there", GAPS.replace("GOV-01", "GOV-99"), [("unknown-gap-programme", "error", f"{AT}.G1.programmes.1")]),
    ("a list that is none", GAPS.replace("[LIV-03]", "LIV-03"), [("wrong-type", "error", f"{AT}.G2.programmes")]),
    (
        "of a programme that cannot be read",
        GAPS.replace("    gaps", "    programmes: {LIV-03: x}\n    gaps"),
        [("wrong-type", "error", "dimensions.living.programmes.LIV-03")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in RULES], ids=[case[0] for case in RULES])
def test_the_exact_findings(text: str, expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    assert found(write(tmp_path, {"2023.yaml": text})) == expected


def with_gaps(name: str, gaps: dict[str, Any], programmes: dict[str, Any], **more: Any) -> Any:
    data = revision(name, programmes=programmes, **more).data
    data["dimensions"]["governance"]["gaps"] = gaps
    return compared(data, name)


def test_what_changed() -> None:
    old = with_gaps(
        "1",
        {"A": {"present": "a", "wanted": "b", "programmes": ["G1", "G2"]}, "B": {"present": "x"}},
        {"G1": {}, "G2": {}},
    )
    new = with_gaps(
        "2", {"A": {"present": "c", "programmes": ["G3", "G9"], "catatan": "z"}, "C": {"wanted": "y"}},
        {"G3": {"formerly": ["G1"]}, "G9": {}}, supersedes="1", withdrawn={"G2": {"reason": "r"}},
    )  # fmt: skip
    changes = [line for line in lines(diff(old, new)) if "gap-" in line]
    place = "dimensions.governance.gaps"
    assert changes == [
        f"info gap-changed governance/- gaps.A.present: 'a' @old - {place}.A.present → 'c' @new - {place}.A.present",
        f"warning gap-changed governance/- gaps.A.wanted: 'b' @old - {place}.A.wanted → ·",
        f"warning gap-changed governance/- gaps.A.programmes.G2: 'G2' @old - {place}.A.programmes.1 → ·",
        f"info gap-changed governance/- gaps.A.programmes.G9: · → 'G9' @new - {place}.A.programmes.1",
        f"info gap-changed governance/- gaps.A.catatan: · → 'z' @new - {place}.A.catatan",
        f"info gap-added governance/- gaps.C: · → {{'wanted': 'y'}} @new - {place}.C",
        f"warning gap-removed governance/- gaps.B: {{'present': 'x'}} @old - {place}.B → ·",
    ]


def test_it_is_shown(city: Runner) -> None:
    closed = (
        "✓ Smart Living G1\n    now        Enam titik Wi-Fi\n    aimed for  362 titik\n    closed by  LIV-01, GOV-01\n"
    )
    assert f"Gap analysis\n────────────\n{closed}✓ Smart Living G2\n" in city("coverage", "2023").out
    shown = city("show", "2023", "GOV-01").out
    assert f"Gaps that it closes\n───────────────────\n{closed}" in shown
    assert "G2" not in shown
    assert "Gap analysis: programmes close 2 of 2 gaps." in city("summary", "2023").out
    assert "Gap analysis" not in city("coverage", "2019").out + city("summary", "2019").out


def test_an_open_one_is_a_hole(city: Runner) -> None:
    write(Path("plans"), {"2023.yaml": GAPS.replace(", programmes: [LIV-03]", "")})
    data = json.loads(city("coverage", "2023", "--format", "json").out)
    (hole,) = (one for one in data["holes"] if one["kind"] == "gap-without-programme")
    assert (hole["where"], hole["dimension"], hole["gap"]) == (f"{AT}.G2", "living", "G2")
    assert [(one["gap"], one["programmes"]) for one in data["gaps"]] == [("G1", ["LIV-01", "GOV-01"]), ("G2", [])]
    assert json.loads(city("summary", "2023", "--format", "json").out)["gaps"] == {"n": 1, "of": 2}


def test_only_the_first_of_many_are_listed(city: Runner) -> None:
    many = "".join(f"      X{number}: {{present: a, programmes: [LIV-01]}}\n" for number in range(12))
    write(Path("plans"), {"2023.yaml": GAPS + many})
    assert "X7" in city("coverage", "2023").out
    assert "X8" not in city("coverage", "2023").out
    assert "… and 4 more" in city("coverage", "2023").out
    assert "X11" in city("coverage", "2023", "--all").out


EDITS: list[tuple[str, dict[str, Any], str]] = [
    ("renumber 2023 GOV-01 GOV-09", {"G1": ["LIV-01", "GOV-09"], "G2": ["LIV-03"]}, ""),
    ("move 2023 LIV-03 economy/industry --as ECO-09", {"G1": ["LIV-01", "GOV-01"], "G2": ["ECO-09"]}, ""),
    ("merge 2023 LIV-01 GOV-01 --into LIV-01", {"G1": ["LIV-01"], "G2": ["LIV-03"]}, ""),
    ("merge 2023 LIV-01 LIV-03 --into LIV-08", {"G1": ["LIV-08", "GOV-01"], "G2": ["LIV-08"]}, ""),
    ("split 2023 LIV-03 --into LIV-03 --into LIV-09", {"G1": ["LIV-01", "GOV-01"], "G2": ["LIV-03", "LIV-09"]}, ""),
    (
        "withdraw 2023 GOV-01 --reason Selesai", {"G1": ["LIV-01"], "G2": ["LIV-03"]},
        f"`GOV-01` no longer counts among the programmes that close the gap {AT}.G1.",
    ),
    (
        "withdraw 2023 LIV-03 --reason Selesai", {"G1": ["LIV-01", "GOV-01"], "G2": None},
        f"`LIV-03` was the only programme that closed the gap {AT}.G2; now none does.",
    ),
    ("set 2023 LIV-03 kind service", {"G1": ["LIV-01", "GOV-01"], "G2": ["LIV-03"]}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected", "told"), EDITS, ids=[words for words, _, _ in EDITS])
def test_every_edit_keeps_it_true(city: Runner, words: str, expected: dict[str, Any], told: str) -> None:
    result = city(*words.split())
    assert result.code == 0, result.err
    assert closing() == expected
    assert told in result.out + result.err
    assert not any(rule == "unknown-gap-programme" for rule, _, _ in found(Path("plans")))


@pytest.mark.parametrize("id_", ["GOV-01", "LIV-03"])
@pytest.mark.parametrize("meanwhile", [False, True])
def test_what_was_withdrawn_closes_its_gap_again(city: Runner, id_: str, meanwhile: bool) -> None:
    before = closing()
    assert city("withdraw", "2023", id_, "--reason", "Selesai").code == 0
    if meanwhile:
        assert city("set", "2023", "LIV-02", "kind", "service").code == 0
    result = city("restore", "2023", id_)
    assert result.code == 0, result.err
    assert closing() == before


def test_the_list_may_be_a_block_or_stand_in_braces(city: Runner) -> None:
    path = Path("plans/2023.yaml")
    text = path.read_text("utf-8")
    block = (
        "      G2:\n        present: Bus sedikit\n        wanted: Bus banyak\n        programmes:\n        - LIV-03\n"
    )
    assert block in text
    path.write_text(
        text.replace(block, "      G2: {present: Bus sedikit, wanted: Bus banyak, programmes: [LIV-03]}   # tetap\n"),
        encoding="utf-8",
    )
    assert city("renumber", "2023", "LIV-03", "LIV-07").code == 0
    assert "      G2: {present: Bus sedikit, wanted: Bus banyak, programmes: [LIV-07]}   # tetap\n" in path.read_text(
        "utf-8"
    )


def test_what_both_sides_of_a_merge_add_is_there(city: Runner) -> None:
    from smartplan.editing.merge3.text import merge

    text = Path("plans/2023.yaml").read_text("utf-8")
    here = text.replace("        - LIV-03\n", "        - LIV-03\n        - GOV-02\n")
    there = text.replace("        - LIV-03\n", "        - LIV-03\n        - GOV-03\n")
    assert here != text != there
    merged = merge(text, here, there)
    assert parsed(merged.text())["dimensions"]["living"]["gaps"]["G2"]["programmes"] == ["LIV-03", "GOV-02", "GOV-03"]
