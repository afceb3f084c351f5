"""Edits of files that are written in odd ways: each is right, or is refused with a word; none is wrong."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from smartplan.operations import edit_refusal
from smartplan.workspace import journal
from smartplan.yamltext.insert import flow_item
from tests.helpers.base import parsed
from tests.helpers.readers import read_alike
from tests.helpers.runner import ROOT, Runner, change

PLAN = Path("plans/2023.yaml")


def data() -> Any:
    return parsed(PLAN.read_text("utf-8"))


def programme(id_: str) -> Any:
    return next(d["programmes"][id_] for d in data()["dimensions"].values() if id_ in (d["programmes"] or {}))


def apart() -> None:
    """Blank lines between programmes, and a footer."""
    lines: list[str] = []
    for line in PLAN.read_text("utf-8").splitlines():
        if line.startswith("      ") and line[6] != " " and lines[-1].strip() != "programmes:":
            lines.append("")
        lines.append(line)
    PLAN.write_text("\n".join([*lines, "", "# kaki"]) + "\n", encoding="utf-8")


def test_the_last_programme_of_the_file_is_withdrawn(run: Runner) -> None:
    apart()
    assert run("withdraw", "2023", "ENV-03", "--reason", "Selesai").code == 0
    text = PLAN.read_text("utf-8")
    assert text.endswith("        sources: [berita]\nwithdrawn:\n  ENV-03: {reason: Selesai}\n\n# kaki\n")
    assert data()["withdrawn"] == {"ENV-03": {"reason": "Selesai"}}
    shutil.copytree(ROOT / "plans", "bpn")
    assert run("draft", "2028", "--from", "2026", "--plans", "bpn").code == 0
    assert run("withdraw", "2028", "ENV-11", "--reason", "r", "--plans", "bpn").code == 0


def test_a_merged_programme_is_withdrawn_with_all_it_came_from(run: Runner) -> None:
    assert run("merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-02").code == 0
    assert run("withdraw", "2023", "GOV-02", "--reason", "Urung").code == 0
    assert data()["withdrawn"] == {"GOV-02": {"reason": "Urung"}, "GOV-01": {"reason": "Urung"}}
    assert run("validate", "2023").code == 0


def test_the_last_part_of_a_split_says_nothing_more(run: Runner) -> None:
    before = PLAN.read_text("utf-8")
    assert run("split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-04").code == 0
    assert run("withdraw", "2023", "GOV-04", "--reason", "Urung").code == 0
    assert PLAN.read_text("utf-8") == before


OWN = "`GOV-02` uses the alias `*b` (plans/2023.yaml:33) for the value at plans/2023.yaml:23"
OTHER = "`GOV-01` contains the anchor `&b` (plans/2023.yaml:23), which the alias `*b` refers to elsewhere (plans/2023.yaml:33)"
ALIAS = [
    (["set", "2023", "GOV-02", "budget.apbd.2024", "7"], OWN),
    (["set", "2023", "GOV-02", "budget", "{apbd: {2024: 1}}"], OWN),
    (["move", "2023", "GOV-02", "living/health"], OWN),
    (["set", "2023", "GOV-01", "budget.apbd.2024", "7"], OTHER),
    (["withdraw", "2023", "GOV-01", "--reason", "x"], OTHER),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), ALIAS, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_an_alias_is_never_changed_behind_the_back(run: Runner, words: list[str], told: str) -> None:
    change("budget: {apbd: {2023: 500000000}}", "budget: &b {apbd: {2023: 500000000}}")
    change("budget: {apbd: {2023: 500000000}}", "budget: *b")
    before = PLAN.read_bytes()
    result = run(*words)
    assert (result.code, result.out) == (1, "")
    assert told in result.err
    assert "replace the alias with `{apbd: {2023: 500000000}}`" in result.err
    assert "fmt" not in result.err
    assert PLAN.read_bytes() == before
    assert run("set", "2023", "GOV-02", "status", "running").code == 0
    # What is advised helps.
    change("budget: *b", "budget: {apbd: {2023: 500000000}}")
    assert run(*words).code == 0


def test_many_aliases_of_one_value_are_looked_at_once_each(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    change("missions: [M1]", "missions: [&m M1]")
    change("missions: [M1]", f"missions: [{', '.join(['*m'] * 3000)}]")
    written: list[Any] = []
    monkeypatch.setattr(edit_refusal, "flow_item", lambda value: written.append(value) or flow_item(value))
    told = run("move", "2023", "GOV-02", "living/health").err
    assert "`GOV-02` uses the alias `*m` (plans/2023.yaml:31)" in told
    assert written.count("M1") <= 2
    # Too much to be tried.
    monkeypatch.setattr(edit_refusal, "_MOST_WRITTEN", 10)
    assert run("move", "2023", "GOV-02", "living/health").err == told


def test_a_long_value_of_an_alias_is_not_repeated(run: Runner) -> None:
    change("name: Program public_service 1", f"name: &n {'panjang ' * 20}")
    change("name: Program public_policy 2", "name: *n")
    told = run("move", "2023", "GOV-02", "living/health").err
    assert told.endswith("for the value at plans/2023.yaml:18; replace the alias with that value first\n")


BRACED = "{name: A, subdimension: public_service, agency: diskominfo, missions: [M1]}"
MOVE = ["move", "2023", "GOV-01", "living/health"]
ADDED = ["add", "2023", "GOV-09", "--dimension", "governance", "--subdimension", "bureaucracy", "--name", "x",
         "--agency", "diskominfo"]  # fmt: skip
LAYOUTS = {
    "braces": (f"    programmes: {{GOV-01: {BRACED}}}\n", "`programmes` is written in braces (plans/2023.yaml:16)"),
    "a key behind a question mark": (
        f"    programmes:\n      ? GOV-01\n      : {BRACED}\n      GOV-02: {BRACED}\n",
        "`GOV-01` is written with `?` (plans/2023.yaml:17)",
    ),
    "a question mark of its own line": (
        f"    programmes:\n      ?\n        GOV-01\n      :\n        {BRACED}\n",
        "`GOV-01` is written with `?` (plans/2023.yaml:18)",
    ),
    "kept line breaks": (f"    programmes:\n      GOV-01: {BRACED}\n    strategy: |+\n      a\n\n\n", "smartplan fmt"),
}
EDITS = [
    MOVE, ADDED, ["withdraw", "2023", "GOV-01", "--reason", "x"], ["split", "2023", "GOV-01", "--into", "A", "--into", "B"],
    ["renumber", "2023", "GOV-01", "GOV-08"], ["rename", "2023", "GOV-01", "x"], ["set", "2023", "GOV-01", "kind", "service"],
]  # fmt: skip


@pytest.mark.parametrize("words", EDITS, ids=lambda words: words[0])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_odd_layout_is_edited_or_the_advice_is_true(run: Runner, layout: str, words: list[str]) -> None:
    text = PLAN.read_text("utf-8")
    start, end = text.index("    programmes:\n"), text.index("  branding:")
    written, cause = LAYOUTS[layout]
    PLAN.write_text(text[:start] + written + text[end:], encoding="utf-8")
    before, meaning = PLAN.read_bytes(), data()
    result = run(*words, "--force")
    if result.code == 1:
        assert PLAN.read_bytes() == before
        assert cause in result.err
        assert "run `smartplan fmt plans/2023.yaml` first" in result.err
        assert run("fmt", "plans/2023.yaml").code == 0
        assert data() == meaning
        result = run(*words, "--force")
    assert result.code == 0
    assert {key: one for key, one in data()["dimensions"].items() if key not in ("governance", "living")} == {
        key: one for key, one in meaning["dimensions"].items() if key not in ("governance", "living")
    }


def test_a_text_that_cannot_be_put_back_by_itself_is_named(run: Runner) -> None:
    # What it shares with another programme stands in the other one.
    change("missions: [M1]", "missions: &m [M1]")
    change("missions: [M1]", "missions: *m")
    assert run("withdraw", "2023", "GOV-02", "--reason", "x").code == 0
    assert run("rename", "2023", "GOV-03", "Lain").code == 0
    refused = run("restore", "2023", "GOV-02")
    time = journal.minute([*journal.entries()][-1].time)
    assert refused.code == 1
    assert refused.err == (
        f"Error: `GOV-02` cannot be restored automatically as it was before {time}; "
        "undo the commands since then with `smartplan undo`, or write it again\n"
    )


def test_what_no_layout_helps_is_said_with_its_place(run: Runner) -> None:
    # Two programmes that share a value, neither of which is edited: the braces are not to blame.
    change("missions: [M1]", "missions: &m [M1]")
    change("missions: [M1]", "missions: *m")
    assert run("set", "2023", "GOV-03", "status", "running").code == 0
    assert run("renumber", "2023", "GOV-01", "GOV-08").code == 0


def test_a_comment_beside_an_empty_key_stays_beside_it(run: Runner) -> None:
    change("agency: diskominfo", "description:   # uraian\n        agency: diskominfo")
    assert run("set", "2023", "GOV-01", "description", "satu\ndua").code == 0
    assert programme("GOV-01")["description"] == "satu\ndua"
    assert "        description: |-   # uraian\n          satu\n          dua\n" in PLAN.read_text("utf-8")
    PLAN.write_text(PLAN.read_text("utf-8") + "withdrawn:   # belum ada\n", encoding="utf-8")
    assert run("withdraw", "2023", "GOV-01", "--reason", "x").code == 0
    assert PLAN.read_text("utf-8").endswith("withdrawn:   # belum ada\n  GOV-01: {reason: x}\n")


LINEAGE = [
    ["renumber", "2023", "GOV-01", "GOV-09"], ["withdraw", "2023", "GOV-02", "--reason", "x"],
    ["move", "2023", "GOV-01", "living/health", "--as", "LIV-09"], ["split", "2023", "GOV-01", "--into", "A", "--into", "B"],
    ["merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-02"],
]  # fmt: skip


@pytest.mark.parametrize("words", LINEAGE, ids=lambda words: words[0])
@pytest.mark.parametrize("broken", [False, True])
def test_without_the_superseded_revision_no_lineage_is_lost(run: Runner, words: list[str], broken: bool) -> None:
    if broken:
        Path("plans/2019.yaml").write_text("a: [", encoding="utf-8")
    else:
        Path("plans/2019.yaml").unlink()
    before = PLAN.read_bytes()
    result = run(*words)
    assert result.code == 1
    assert "`2019`, which this revision supersedes, cannot be read" in result.err
    assert PLAN.read_bytes() == before
    assert run("rename", "2023", "GOV-01", "Lain").code == 0


def test_missions_of_another_rpjmd_do_not_come_back(run: Runner, state: Path) -> None:
    assert run("withdraw", "2023", "GOV-01", "--reason", "x").code == 0
    shutil.rmtree(state)
    change("{M1: Tata kelola yang baik}", "{M1: Kota hijau}")
    result = run("restore", "2023", "GOV-01")
    assert result.code == 0
    assert "missions" not in programme("GOV-01")
    assert "[programme-without-mission]" in result.err


def test_one_error_is_not_swapped_for_another(run: Runner) -> None:
    change("      GOV-01:", "      GOV-21:")
    refused = run("set", "2023", "GOV-02", "formerly", "[GOV-01]")
    assert refused.code == 1
    assert "`GOV-02`" in refused.err
    change("agency: diskominfo", "agency: typo1")
    assert run("set", "2023", "GOV-21", "agency", "typo2").code == 1
    assert run("renumber", "2023", "GOV-21", "GOV-22").code == 0


@pytest.mark.parametrize("words", [
    ["add", "2023", "X-1", "--dimension", "living", "--subdimension", "health", "--name", "x", "--agency", "diskominfo"],
    ["split", "2023", "GOV-01", "--into", "GOV-01", "--into", "X-1"],
])  # fmt: skip
def test_new_lines_have_the_breaks_of_the_file(run: Runner, words: list[str]) -> None:
    PLAN.write_bytes(PLAN.read_bytes().replace(b"\n", b"\r\n"))
    assert run(*words).code == 0
    assert PLAN.read_bytes().replace(b"\r\n", b"").count(b"\n") == 0


def test_a_literal_text_is_carried_as_it_is(run: Runner) -> None:
    text = PLAN.read_text("utf-8")
    text = text.replace(
        "        agency: diskominfo",
        "        description: |\n          a\n            \n          b\n        agency: diskominfo",
        1,
    )
    start, end = text.index("  living:"), text.index("  society:")
    living = "\n".join(f"  {line}" if line.startswith("    ") else line for line in text[start:end].split("\n"))
    PLAN.write_text(text[:start] + living.rstrip(" ") + text[end:], encoding="utf-8")
    before = programme("GOV-01")["description"]
    assert before == "a\n  \nb\n"
    assert run("move", "2023", "GOV-01", "living/health").code == 0
    assert programme("GOV-01")["description"] == before


def test_an_id_that_stands_twice_is_not_guessed(run: Runner) -> None:
    change("BRA-01:", "GOV-01:")
    result = run("rename", "2023", "GOV-01", "x")
    assert (result.code, "`GOV-01` is in `governance` and in `branding`" in result.err) == (1, True)


def test_because_is_joined_and_blank_texts_are_refused(run: Runner) -> None:
    ref = "fgd-2022-12-28/IN-01"
    Path("plans/reviews/2022-12-28.yaml").write_text(
        Path("plans/reviews/2022-12-28.yaml").read_text("utf-8") + "  IN-02: {text: x, disposition: open}\n",
        encoding="utf-8",
    )
    assert run("set", "2023", "GOV-01", "because", f"[{ref}]", "--because", "fgd-2022-12-28/IN-02").code == 0
    assert programme("GOV-01")["because"] == [ref, "fgd-2022-12-28/IN-02"]
    before = PLAN.read_bytes()
    for said in ("", " ", "\u200b", "\u00a0\u2060"):
        split = ["split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-09", "--name", "x", "--name", said]
        add = ["add", "2023", "GOV-09", "--dimension", "governance", "--subdimension", "bureaucracy", "--name", said]
        for words in (
            ["withdraw", "2023", "GOV-01", "--reason", said], ["rename", "2023", "GOV-01", said], split,
            ["set", "2023", "GOV-01", "name", said], [*add, "--agency", "diskominfo"],
        ):  # fmt: skip
            result = run(*words, "--force")
            assert (result.code, result.out) == (1, "")
            assert "a name, a text or a reason must not be empty" in result.err
    assert PLAN.read_bytes() == before


@pytest.mark.parametrize("value", ["-5", "-5,5 %", "- satu\n- dua", "-", "-- hari", "-é", "--5"])
def test_a_value_may_begin_with_a_dash(run: Runner, value: str) -> None:
    for words in (["set", "2023", "GOV-01", "name", value, "--force"], ["rename", "2023", "--force", "GOV-02", value]):
        assert run(*words).code == 0
    assert (programme("GOV-01")["name"], programme("GOV-02")["name"]) == (value, value)
    assert run("set", "2023", "GOV-01", "indicators", "{i: {name: x}}").code == 0
    assert run("set", "2023", "GOV-01", "indicators.i.targets.2024", "-5", "--plans", "plans").code == 0
    assert programme("GOV-01")["indicators"]["i"]["targets"] == {2024: -5}


@pytest.mark.parametrize("value", ["--forse", "-x"])
def test_what_looks_like_an_option_stands_behind_two_dashes(run: Runner, value: str) -> None:
    assert (run("set", "2023", "GOV-01", "name", value).code, programme("GOV-01")["name"]) == (
        2, "Program public_service 1",
    )  # fmt: skip
    assert run("set", "2023", "GOV-01", "--force", "name", "--", value).code == 0
    assert programme("GOV-01")["name"] == value


@pytest.mark.parametrize(
    "words", [["rename", "2023", "GOV-01", "x"], ["move", "2023", "GOV-01", "living/health"],
              ["withdraw", "2023", "GOV-01", "--reason", "x"], ["merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-02"]],
    ids=lambda words: str(words[0]),
)  # fmt: skip
def test_a_key_that_stands_twice_is_named_where_it_hinders(run: Runner, words: list[str]) -> None:
    change("        name: Program public_service 1\n", "        name: Satu\n        name: Dua\n")
    before = PLAN.read_bytes()
    line = before.decode().split("name: Dua")[0].count("\n") + 1
    result = run(*words)
    assert (result.code, result.out, PLAN.read_bytes()) == (1, "", before)
    assert result.err.startswith(f"Error: `plans/2023.yaml` has to be fixed first: {line}:9: ")
    # One elsewhere is no hindrance.
    assert run("rename", "2023", "GOV-02", "x").code == 0


NO_ID = [
    ["add", "2023", "", "--dimension", "living", "--subdimension", "health", "--name", "x", "--agency", "diskominfo"],
    ["renumber", "2023", "GOV-01", ""],
    ["move", "2023", "GOV-01", "living/health", "--as", ""],
    ["split", "2023", "GOV-01", "--into", "GOV-01", "--into", ""],
    ["merge", "2023", "GOV-01", "GOV-02", "--into", ""],
]


@pytest.mark.parametrize("words", NO_ID, ids=lambda words: str(words[0]))
def test_an_empty_id_is_called_missing(run: Runner, words: list[str]) -> None:
    before = PLAN.read_bytes()
    result = run(*words)
    assert (result.code, result.out, PLAN.read_bytes()) == (1, "", before)
    assert result.err.startswith("Error: the id is empty")


LISTS = [
    ("[b, c]", "# berdiri sendiri\n\n- b # dua\n# di antara\n\n- c\n"),
    ("[a, b, c, d]", "- a # satu\n\n# berdiri sendiri\n\n- b # dua\n# di antara\n\n- c\n- d\n"),
    ("[d, a, b, c]", "- d\n- a # satu\n\n# berdiri sendiri\n\n- b # dua\n# di antara\n\n- c\n"),
    ("[a, d, c]", "- a # satu\n- d\n\n# berdiri sendiri\n\n# di antara\n\n- c\n"),
]


@pytest.mark.parametrize(("value", "expected"), LISTS)
def test_what_stands_between_the_items_of_a_list_stays(run: Runner, value: str, expected: str) -> None:
    change("agencies: {", "agencies: {a: {name: A}, b: {name: B}, c: {name: C}, d: {name: D}, ")
    block = "- a # satu\n\n# berdiri sendiri\n\n- b # dua\n# di antara\n\n- c\n"

    def indented(text: str) -> str:
        return "".join(f"          {line}\n" if line else "\n" for line in text.rstrip("\n").split("\n"))

    change("        agency: diskominfo\n", f"        agency: diskominfo\n        partners:\n{indented(block)}")
    result = run("set", "2023", "GOV-01", "partners", value)
    assert result.code == 0
    found = PLAN.read_text("utf-8").split("        partners:\n")[1].split("        missions")[0]
    kept = [line for line in expected.split("\n") if line.strip()]
    assert [line.strip() for line in found.split("\n") if line.strip()] == kept
    assert programme("GOV-01")["partners"] == value.strip("[]").split(", ")


INSIDE = [
    ("missions: [\n          M1, # alasan\n        ]", ["missions", "[M1, M2]"]),
    (
        "budget: {\n          apbd: {2023: 5}, # dari kota\n          csr: {2023: 5} # dari csr\n        }",
        ["budget.csr", "null"],
    ),
]


@pytest.mark.parametrize(("text", "words"), INSIDE)
def test_a_comment_within_brackets_is_not_lost(run: Runner, text: str, words: list[str]) -> None:
    key = text.partition(":")[0]
    line = next(line for line in PLAN.read_text("utf-8").splitlines() if line.strip().startswith(f"{key}:"))
    change(line.strip(), text)
    change("{M1: Tata kelola yang baik}", "{M1: Tata kelola yang baik, M2: Kota hijau}")
    before = PLAN.read_bytes()
    result = run("set", "2023", "GOV-01", *words)
    assert (result.code, "a comment within the brackets" in result.err) == (1, True)
    assert PLAN.read_bytes() == before


def test_comments_stay_with_what_they_speak_of(run: Runner) -> None:
    commented = "        sources: [berita]\n\n        # sumber: diperiksa 2024\n\n"
    change("        sources: [berita]\n", f"{commented}        note: x\n")
    # What the format does not know can be mended and taken out where it stands.
    assert run("set", "2023", "GOV-01", "note", "lain", "--force").code == 0
    assert f"{commented}        note: lain\n" in PLAN.read_text("utf-8")
    assert run("unset", "2023", "GOV-01", "note").code == 0
    assert "        # sumber: diperiksa 2024\n" in PLAN.read_text("utf-8")
    assert "note: " not in PLAN.read_text("utf-8")
    change("      GOV-02:", "\n          # tentang GOV-02\n      GOV-02:")
    assert run("withdraw", "2023", "GOV-01", "--reason", "x").code == 0
    assert "          # tentang GOV-02\n      GOV-02:" in PLAN.read_text("utf-8")


def test_a_comment_at_the_edge_does_not_hinder_a_move(run: Runner) -> None:
    change("        missions: [M1]", "# di tepi\n        missions: [M1]")
    assert run("move", "2023", "GOV-01", "living/health").code == 0
    assert "# di tepi" in PLAN.read_text("utf-8")
    assert programme("GOV-01")["missions"] == ["M1"]


ADD = [
    "add",
    "2023",
    "X-1",
    "--dimension",
    "living",
    "--subdimension",
    "health",
    "--name",
    "x",
    "--agency",
    "diskominfo",
]
PLACES = [
    ("programmes: {}", 0), ("programmes:", 0), ("lead: diskominfo", 0), ("{}", 0), ("", 0), ("{lead: diskominfo}", 1),
]  # fmt: skip


@pytest.mark.parametrize(("written", "code"), PLACES)
def test_a_programme_is_added_to_a_dimension_without_any(run: Runner, written: str, code: int) -> None:
    text = PLAN.read_text("utf-8")
    start, end = text.index("  living:"), text.index("  society:")
    inline = written.startswith("{") or not written
    living = f"  living: {written}".rstrip() + "\n" if inline else f"  living:\n    {written}\n"
    PLAN.write_text(text[:start] + living + text[end:], encoding="utf-8")
    result = run(*ADD, "--force")
    assert result.code == code, result.err
    if code:
        assert "run `smartplan fmt plans/2023.yaml` first" in result.err
    else:
        assert data()["dimensions"]["living"]["programmes"]["X-1"]["name"] == "x"


def test_a_plan_in_braces_has_a_next_revision(run: Runner) -> None:
    import json

    change(
        "        sources: [berita]",
        "        formerly: [GOV-01]\n        because: [fgd-2022-12-28/IN-01]\n        sources: [berita]",
    )
    change("profile: ", "because: [fgd-2022-12-28/IN-01]\nprofile: ")
    before = data()
    PLAN.write_text(json.dumps(before), encoding="utf-8")
    assert run("draft", "2026", "--from", "2023").code == 0
    after = parsed(Path("plans/2026.yaml").read_text("utf-8"))
    del before["because"], after["supersedes"], before["supersedes"]
    for field in ("formerly", "because"):
        del before["dimensions"]["governance"]["programmes"]["GOV-01"][field]
    assert json.dumps(after) == json.dumps({**before, "revision": "2026"})


def test_a_plan_in_braces_is_not_called_broken(run: Runner) -> None:
    import json

    PLAN.write_text(json.dumps(data()), encoding="utf-8")
    for words in (ADD, ["withdraw", "2023", "GOV-01", "--reason", "x"], ["move", "2023", "GOV-02", "living/health"]):
        result = run(*words)
        assert result.code in (0, 1), result
        assert "cannot be read as a plan" not in result.err
        assert run("validate", "2023").code == 0


# How a programme may be written that is not written like the others, and what stands below it.
ODD = {
    "a text that keeps its line breaks": "        description: |+\n          satu\n\n\n",
    "one that keeps none yet": "        description: |+\n          satu\n",
    "a text that ends in blanks": "        description: |\n          satu\n            \n\n",
    "a text within": "        tambahan:\n          i:\n            name: >+\n              satu\n\n",
    "a key behind a question mark": "        ? catatan # a: b\n        : |+\n          satu\n\n",
}
EVERY = [
    ["set", "2023", "GOV-01", "status", "running"], ["set", "2023", "GOV-01", "sources", "null"], ["rename", "2023", "GOV-01", "Baru"],
    ["renumber", "2023", "GOV-01", "GOV-09"], ["move", "2023", "GOV-01", "living/health"], ["move", "2023", "LIV-01", "governance/bureaucracy"],
    ["withdraw", "2023", "GOV-01", "--reason", "apa ? {mengapa}"], ["withdraw", "2023", "GOV-02", "--reason", "a:?b"],
    ["withdraw", "2023", "ENV-03", "--reason", "x"], ["split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-09"],
    ["merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-01"], ["merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-02"],
    ["add", "2023", "X-1", "--dimension", "environment", "--subdimension", "waste", "--name", "a ? b", "--agency", "diskominfo"],
]  # fmt: skip
GIVEN = {"status", "sources", "name", "formerly", "subdimension", "partners", "missions", "budget", "indicators"}


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
@pytest.mark.parametrize(("odd", "explicit"), [*((one, False) for one in ODD.values()), (next(iter(ODD.values())), True)],
                         ids=[*ODD, "ids behind a question mark"])  # fmt: skip
def test_an_edit_beside_odd_lines_is_done_and_keeps_them(
    run: Runner, words: list[str], odd: str, explicit: bool
) -> None:
    lines: list[str] = []
    for line in PLAN.read_text("utf-8").splitlines(keepends=True):
        found = re.fullmatch(r"      ([A-Z]+-\d+):\n", line)
        if lines and lines[-1] != "    programmes:\n" and (found or line.startswith("  ")) and "_" not in line:
            ends = lines[-1].startswith("        ") and not line.startswith("        ")
            lines += [odd] if ends else []
        lines += [f"      ? {found[1]}\n      :\n"] if explicit and found else [line]
    PLAN.write_text("".join([*lines, odd if lines[-1].startswith("        ") else ""]), encoding="utf-8")
    before = {id_: one for d in data()["dimensions"].values() for id_, one in (d["programmes"] or {}).items()}
    assert sum("satu" in str(one) for one in before.values()) == len(before)
    result = run(*words, "--force")
    assert result.code == 0, result.err
    after = {id_: one for d in data()["dimensions"].values() for id_, one in (d["programmes"] or {}).items()}
    for id_, one in after.items():
        was = before.get(id_, before["GOV-01"])
        if id_ != "X-1":
            kept = {
                name: value for name, value in was.items() if name not in GIVEN and (name in one or id_ != "GOV-09")
            }
            assert {name: one[name] for name in kept} == kept, id_
    assert read_alike(PLAN.read_text("utf-8"))
    assert run("fmt").code == 0
    assert run("fmt", "--check").code == 0


@pytest.mark.parametrize("command", ["set", "draft"])
def test_a_fault_of_the_program_is_called_one_and_writes_nothing(
    run: Runner, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def broken(*_: object) -> str:
        raise KeyError("ENV-03")

    before = PLAN.read_bytes()
    monkeypatch.setattr("smartplan.yamltext.editor.Editor.text", broken)
    words = {"set": ["set", "2023", "GOV-01", "description", "x"], "draft": ["draft", "2029", "--from", "2023"]}
    result = run(*words[command])
    assert (result.code, result.out, PLAN.read_bytes()) == (1, "", before)
    assert "(KeyError('ENV-03'))" in result.err
    assert "This is a bug in smartplan" in result.err
    assert not Path("plans/2029.yaml").exists()
