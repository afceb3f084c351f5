"""What a person types and reads: exit codes, both languages, every format; nothing is lost and nothing is a traceback."""

import json
import os
from pathlib import Path

import jsonschema_rs
import pytest

from smartplan.cli.app import GROUPS
from smartplan.cli.helped import HelpedCommand
from smartplan.messages import Language
from smartplan.report import schemas
from tests.helpers.base import RULES
from tests.helpers.commands import commands
from tests.helpers.runner import ROOT, Runner, change


def test_version(run: Runner) -> None:
    assert run("--version") == (0, "smartplan 0.1.0\n", "")


def test_a_clean_folder(run: Runner) -> None:
    assert run("validate") == (0, f"No findings.\nChecked 36 programmes in 4 files against {RULES} rules.\n", "")
    assert run("validate", "--lang", "id").out == (
        f"Tidak ada temuan.\n36 program dalam 4 berkas diperiksa berdasarkan {RULES} aturan.\n"
    )


FOUND = f"""\
plans/2023.yaml

  20:17  error  [unknown-agency]
    `diskominf` is not an agency of this plan; did you mean `diskominfo`?
    20 |         agency: diskominf
       |                 ^^^^^^^^^

1 error
Checked 18 programmes in 1 file against {RULES} rules.
"""
DITEMUKAN = f"""\
plans/2023.yaml

  20:17  kesalahan  [unknown-agency]
    `diskominf` tidak terdaftar di `agencies` rencana ini; mungkin maksudnya `diskominfo`?
    20 |         agency: diskominf
       |                 ^^^^^^^^^

1 kesalahan
18 program dalam 1 berkas diperiksa berdasarkan {RULES} aturan.
"""


def test_a_finding_in_both_languages(run: Runner) -> None:
    change("agency: diskominfo", "agency: diskominf")
    assert run("validate", "2023") == (1, FOUND, "")
    assert run("validate", "plans/2023.yaml", "--lang", "id") == (1, DITEMUKAN, "")


def test_the_json_of_validate_keeps_its_schema_and_its_fingerprint(run: Runner) -> None:
    change("agency: diskominfo", "agency: diskominf")
    first = json.loads(run("validate", "2023", "--format", "json").out)
    assert jsonschema_rs.is_valid(schemas.schema("findings"), first)
    assert first["checked"] == {"files": 1, "unreadable": 0, "shapeless": 0, "programmes": 18, "rules": RULES}
    assert first["counts"] == {"error": 1, "warning": 0, "info": 0}
    found = first["findings"][0]
    assert (found["line"], found["column"], found["end_line"], found["end_column"]) == (20, 17, 20, 26)
    assert found["where"] == "dimensions.governance.programmes.GOV-01.agency"
    change("format: 1", "# sebuah komentar\nformat: 1")
    second = json.loads(run("validate", "2023", "--format", "json", "--lang", "id").out)["findings"][0]
    assert second["line"] == 21
    assert second["fingerprint"] == found["fingerprint"]


def test_many_findings_of_one_gap_are_listed_a_line_each(run: Runner) -> None:
    text = Path("plans/2023.yaml").read_text("utf-8")
    Path("plans/2023.yaml").write_text(
        text.replace("subdimension: public_policy", "subdimension: public_service")
        .replace("subdimension: bureaucracy", "subdimension: public_service")
        .replace("subdimension: business", "subdimension: tourism")
        .replace("subdimension: welfare", "subdimension: industry"),
        encoding="utf-8",
    )
    out = run("validate", "2023").out
    assert out.count("[subdimension-without-programme]") == 1
    assert "4 times: Sub-dimension without a programme" in out
    listed = [line.split() for line in out.splitlines() if line.startswith("    ") and ":3  " in line]
    assert [(address, value) for _, address, value in listed] == [
        ("dimensions.governance", "bureaucracy"),
        ("dimensions.branding", "business"),
        ("dimensions.economy", "welfare"),
    ]


def test_thresholds_and_selections(run: Runner) -> None:
    change("missions: [M1]", "missions: []")
    assert run("validate").code == 0
    assert run("validate", "--fail-on", "warning").code == 1
    assert run("validate", "--fail-on", "warning", "--ignore", "programme-without-mission").code == 0
    assert run("validate", "--fail-on", "warning", "--rule", "unknown-agency").code == 0
    assert run("validate", "--rule", "unknown-agenc") == (
        2, "", "Error: there is no rule `unknown-agenc`; did you mean `unknown-agency`?\n",
    )  # fmt: skip


def test_what_cannot_be_opened_is_two_and_the_rest_is_still_reported(run: Runner) -> None:
    change("agency: diskominfo", "agency: diskominf")
    os.mkfifo("plans/pipa.yaml")
    result = run("validate", "2023", "plans/pipa.yaml", "2032", "plans/hilang.yaml")
    assert result.code == 2
    assert "[unknown-agency]" in result.out
    assert "1 error, 3 files could not be checked" in result.out
    assert result.err.splitlines() == [
        "Error: cannot open `plans/pipa.yaml`: it is not a regular file; to read a stream, pipe it to standard input and give `-`",
        "Error: there is no revision `2032` in plans; did you mean `2023`? Available: 2019, 2023, pipa",
        "Error: cannot open `plans/hilang.yaml`: the file does not exist",
    ]


def test_a_folder_is_no_file(run: Runner) -> None:
    result = run("summary", "plans/reviews")
    assert (result.code, result.err) == (2, "Error: cannot open `plans/reviews`: it is a folder; choose a file in it\n")


def test_there_is_no_folder(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path.parent)
    result = run("validate")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Error: there is no folder `plans` here or above")
    assert run("validate", "--plans", str(tmp_path / "plans")).code == 0


def test_a_file_over_the_limit_is_a_finding_and_is_not_read(run: Runner) -> None:
    with Path("plans/besar.yaml").open("wb") as stream:
        stream.truncate(1 << 30)
    result = run("validate", "besar")
    assert result.code == 1
    assert "[too-large]" in result.out


def test_hostile_text_does_not_reach_the_terminal(run: Runner) -> None:
    change("title: Rencana induk 2023", 'title: "\\e[31mmerah\\u202e"')
    result = run("diff", "2019", "2023")
    assert result.code == 0
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out
    assert "\\u001b[31mmerah\\u202e" in result.out


def test_the_output_file_is_written_whole_or_not_at_all(run: Runner, tmp_path: Path) -> None:
    assert run("validate", "--output", "hasil.txt") == (0, "", "")
    assert Path("hasil.txt").read_text("utf-8").startswith("No findings.")
    Path("hasil.txt").chmod(0o640)
    assert run("validate", "--output", "hasil.txt", "--lang", "id").code == 0
    assert Path("hasil.txt").stat().st_mode & 0o777 == 0o640
    assert run("validate", "--output", "tidak/ada/hasil.txt").code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hasil.txt", "plans"]


DIFF = """\
Kota Contoh: 2019 → 2023
plans/2019.yaml → plans/2023.yaml

RPJMD       RPJMD 2016-2021
Missions    1 → 1; 17 of 18 programmes in revision 2023 aligned with a mission
Budget      IDR 9 billion → IDR 9 billion (no change)
Programmes  18 → 18
"""


def test_a_programme_is_shown_once_with_all_that_became_of_it(run: Runner) -> None:
    text = Path("plans/2023.yaml").read_text("utf-8")
    start, end = text.index("      GOV-01:"), text.index("      GOV-02:")
    programme = text[start:end].replace("GOV-01:", "LIV-09:\n        formerly: [GOV-01]")
    programme = programme.replace("subdimension: public_service", "subdimension: mobility")
    programme = programme.replace("agency: diskominfo", "agency: dishub").replace("missions: [M1]", "missions: []")
    text = text[:start] + text[end:]
    cut = text.index("      LIV-01:")
    text = text[:cut] + programme + text[cut:]
    text = text.replace("agencies: {", "agencies: {dishub: {name: Dinas Perhubungan, short: Dishub}, ")
    Path("plans/2023.yaml").write_text(text, encoding="utf-8")
    result = run("diff", "2019", "2023")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(DIFF)
    block = result.out[result.out.index("\n~ LIV-09") + 1 :].split("\n\n")[0].splitlines()
    assert block[0] == "~ LIV-09 Program public_service 1"
    words = " ".join(" ".join(block).split())
    for part in (
        "moved Smart Governance → Smart Living", "renumbered GOV-01 → LIV-09", "sub-dimension Public service → Mobility",
        "agency Dinas Komunikasi dan Informatika → Dishub", "missions - M1: Tata kelola yang baik",
    ):  # fmt: skip
        assert part in words
    assert "GOV-01 Program" not in result.out
    assert run("diff", "2019", "2023", "--exit-code").code == 1
    assert run("diff", "2019", "2023", "--fail-on", "error").code == 0
    assert run("diff", "2019", "2023", "--fail-on", "programme-moved").code == 1
    assert run("diff", "2019", "2023", "--programme", "GOV-01").out.count("\n~ LIV-09") == 1
    assert "~ LIV-09" not in run("diff", "2019", "2023", "--programme", "GOV-02").out
    assert "~ LIV-09" in run("diff", "2019", "2023", "--dimension", "governance").out
    data = json.loads(run("diff", "2019", "2023", "--format", "json").out)
    assert jsonschema_rs.is_valid(schemas.schema("diff"), data)
    moved = next(one for one in data["changes"] if one["kind"] == "programme-moved")
    assert (moved["old"]["value"], moved["new"]["value"]) == ("governance", "living")
    assert (moved["old"]["programme"], moved["new"]["programme"], moved["programme"]) == ("GOV-01", "LIV-09", "LIV-09")
    assert Path("plans/2019.yaml").read_text("utf-8").splitlines()[moved["old"]["line"] - 1] == "      GOV-01:"
    assert Path("plans/2023.yaml").read_text("utf-8").splitlines()[moved["new"]["line"] - 1] == "      LIV-09:"


def test_the_same_plan_twice_and_two_that_are_strangers(run: Runner) -> None:
    same = run("diff", "2023", "2023", "--exit-code")
    assert same.code == 0
    assert "No differences." in same.out
    assert same.out.endswith("No change.\n")
    change('supersedes: "2019"', "vision: x")
    assert "are unrelated" in run("diff", "2019", "2023").out


def test_a_diff_of_what_is_no_plan_is_two(run: Runner) -> None:
    Path("plans/rusak.yaml").write_text("a: [1", encoding="utf-8")
    result = run("diff", "2019", "rusak")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Error: `plans/rusak.yaml` cannot be read as a plan: 1:6: invalid YAML")
    review = run("diff", "2019", "plans/reviews/2022-12-28.yaml", "--lang", "id")
    assert review.code == 2
    assert review.err.startswith("Kesalahan: `plans/reviews/2022-12-28.yaml` adalah review, bukan rencana")


def test_a_plan_with_faults_is_compared_as_far_as_its_shape_allows(run: Runner) -> None:
    change("agency: diskominfo", "agency: [1]")
    result = run("diff", "2019", "2023")
    assert result.code == 0
    assert result.err.startswith("Note: plans/2023.yaml has 1 structural finding")


def test_markdown_says_what_the_plan_says_and_does_nothing_else(run: Runner) -> None:
    change("title: Rencana induk 2023", "title: '<img src=x> [a](b) | @all *x*'")
    out = run("diff", "2019", "2023", "--format", "markdown").out
    assert "<img" not in out
    assert "&lt;img src=x&gt; \\[a\\]\\(b\\) \\| @&#8203;all \\*x\\*" in out
    assert out.index(" 0 added") < out.index("### ")


@pytest.mark.parametrize("language", ["en", "id"])
def test_balikpapan_is_compared_and_valid(run: Runner, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.chdir(ROOT)
    assert run("validate", "--lang", language).code == 0
    result = run("diff", "2019", "2023", "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert "Kota Balikpapan: 2019 → 2023" in result.out
    data = json.loads(run("diff", "2019", "2023", "--format", "json").out)
    assert jsonschema_rs.is_valid(schemas.schema("diff"), data)
    assert data["summary"]["programmes"]["old"] == 16
    assert data["summary"]["programmes"]["new"] == 38


def test_every_rule_has_a_page_in_both_languages(run: Runner) -> None:
    from smartplan.rules import ALL

    for language in ("en", "id"):
        index = run("rules", "--lang", language).out
        for rule in ALL:
            assert rule in index
            page = run("rules", rule, "--lang", language)
            assert page.code == 0
            assert page.out.startswith(rule)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_schemas_are_printed(run: Runner, name: str) -> None:
    assert run("schema", name).out == schemas.render(name)


def test_help_is_there_in_both_languages(run: Runner) -> None:
    assert "Show what changed between two revisions" in run("--help").out
    assert "Tampilkan perubahan antara dua revisi" in run("--help", "--lang", "id").out


HEADINGS = {
    "en": ["Commands that check and read:", "Commands that change a plan:", "Commands that set up:"],
    "id": ["Perintah untuk memeriksa dan membaca:", "Perintah untuk mengubah rencana:", "Perintah untuk penyiapan:"],
}


@pytest.mark.parametrize("language", HEADINGS)
def test_the_commands_stand_under_what_they_are_for(run: Runner, language: Language) -> None:
    blocks = [block.splitlines() for block in run("--help", "--lang", language).out.split("\n\n")]
    found = [block for block in blocks if block[0] in HEADINGS[language]]
    assert [heading for heading, *_ in found] == HEADINGS[language]
    about = commands(language)
    for (_, *lines), names in zip(found, GROUPS.values(), strict=True):
        # Each with the first clause of its help, whole; what has no room goes on below.
        listed = [line for line in lines if not line.startswith("   ")]
        assert [line.split()[0] for line in listed] == list(names)
        told = " ".join(" ".join(lines).split())
        assert told == " ".join(f"{name} {about[name].get_short_help_str()}" for name in names)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Set a field; nothing else changes.", "Set a field"),
        ("Set `a; b` or `c: d`, such as 1.5.", "Set `a; b` or `c: d`, such as 1.5"),
        ("Set `budget.apbd.2024 5`: now.", "Set `budget.apbd.2024 5`"),
        ("One line\n\nAnother.", "One line"),
        ("", ""),
    ],
)
def test_a_list_says_the_first_clause_of_a_help(text: str, clause: str) -> None:
    assert HelpedCommand("x", help=text).get_short_help_str(5) == clause


def test_the_list_of_commands_cuts_no_code_in_two(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for language in ("en", "id"):
        lines = run("--help", "--lang", language).out.splitlines()
        assert [line for line in lines if line.count("`") % 2] == []


COMPLETIONS: list[tuple[str, int, list[str]]] = [
    ("smartplan di", 1, ["diff"]),
    ("smartplan diff 20", 2, ["2019", "2023"]),
    ("smartplan diff 2019 2023 --programme BRA", 5, ["BRA-01", "BRA-02", "BRA-03"]),
    ("smartplan diff 2019 2023 --agency dis", 5, ["diskominfo"]),
    ("smartplan show 2023 BRA", 3, ["BRA-01", "BRA-02", "BRA-03"]),
    ("smartplan log 20", 2, ["2019", "2023"]),
    ("smartplan diff 2019 2023 --dimension gov", 5, ["governance"]),
    ("smartplan diff 2019 2023 --mission M", 5, ["M1"]),
    ("smartplan diff --kind programme-m", 3, ["programme-merged", "programme-moved"]),
    ("smartplan rules unknown-p", 2, ["unknown-participant", "unknown-profile"]),
    ("smartplan validate --fail", 2, ["--fail-on"]),
    ("smartplan agenda 2023 --agency dis", 4, ["diskominfo"]),
    ("smartplan inputs 2023 --disposition a", 4, ["accepted"]),
    ("smartplan draft 2027 --from 2023 --profile k", 6, ["kominfo", "kota-cerdas-2026"]),
    ("smartplan coverage 2023 --by ob", 4, ["objective"]),
    ("smartplan list 2023 --status ru", 4, ["running"]),
    ("smartplan list 2023 --sort budget.", 4, ["budget.approx", "budget.total"]),
    ("smartplan list 2023 --columns id,na", 4, ["id,name"]),
    (
        "smartplan list 2023 --rows actions --columns id,name,action.",
        6,
        ["id,name,action.agency", "id,name,action.name"],
    ),
    ("smartplan list 2023 --columns ci", 4, []),
    ("smartplan list plans --columns ci", 4, ["city", "city.code"]),
    ("smartplan list 2019 2023 --sort pat", 5, ["path"]),
    ("smartplan list plans --rows budget --columns city,ye", 6, ["city,year"]),
    ("smartplan review new x --kind c", 5, ["consultation", "council"]),
    ("smartplan review new x --leads-to 20", 5, ["2019", "2023"]),
    ("smartplan review input --from ", 4, ["diskominfo", "its"]),
    ("smartplan review input fgd --from i", 5, ["its"]),
    ("smartplan review input --role a", 4, ["academic"]),
    ("smartplan review input --disposition re", 4, ["rejected"]),
    ("smartplan review decide IN-01 a", 4, ["accepted"]),
    ("smartplan set 2023 GOV-01 obj", 4, ["objectives"]),
    ("smartplan set 2023 GOV-01 missions M", 5, ["M1"]),
    ("smartplan set 2023 GOV-01 judged mis", 5, ["missions"]),
    ("smartplan set 2023 GOV-01 name S", 5, []),
    ("smartplan set 2023 GOV-01 agency dis", 5, ["diskominfo"]),
    ("smartplan set 2023 GOV-01 partners dis", 5, ["diskominfo"]),
    ("smartplan set 2023 GOV-01 indicators.waktu.agency dis", 5, ["diskominfo"]),
    ("smartplan set 2023 GOV-01 subdimension public", 5, ["public_policy", "public_service"]),
    ("smartplan set 2023 GOV-01 sources b", 5, ["berita"]),
    ("smartplan set 2023 GOV-01 status p", 5, ["planned", "proposed"]),
    ("smartplan set 2023 GOV-01 execution.2024 p", 5, ["partly"]),
    ("smartplan set 2023 GOV-01 quick_win t", 5, ["true"]),
    ("smartplan set 2023 GOV-01 budget.b", 4, ["budget.bankeu", "budget.blud"]),
    ("smartplan unset 2023 GOV-01 indicators.waktu.un", 4, ["indicators.waktu.unit"]),
    ("smartplan add 2023 GOV-09 --dimension governance --subdimension p", 7, ["public_policy", "public_service"]),
    ("smartplan add 2023 GOV-09 --dimension living --subdimension p", 7, []),
    ("smartplan add 2023 GOV-09 --subdimension pub", 5, ["public_policy", "public_service"]),
    ("smartplan move 2023 GOV-01 living/h", 4, ["living/harmony", "living/health"]),
    ("smartplan restore 2023 GOV", 3, []),
    ("smartplan set 2023 sta", 3, ["status"]),
    ("smartplan set 2023 per", 3, ["period", "period.end", "period.start"]),
    (
        "smartplan set 2023 agencies.",
        3,
        [
            "agencies.diskominfo",
            "agencies.diskominfo.name",
            "agencies.diskominfo.role",
            "agencies.diskominfo.short",
            "agencies.diskominfo.tier",
        ],
    ),
    ("smartplan set 2023 BRA", 3, ["BRA-01", "BRA-02", "BRA-03"]),
    ("smartplan set 2023 GOV-01.ag", 3, ["GOV-01.agency"]),
    ("smartplan set 2023 GOV-01.agency dis", 4, ["diskominfo"]),
    (
        "smartplan set 2023 dimensions.governance.programmes.GOV-0",
        3,
        [f"dimensions.governance.programmes.GOV-0{number}" for number in (1, 2, 3)],
    ),
    ("smartplan set 2023 titel.x", 3, []),
    ("smartplan set 2023 title.x", 3, []),
    ("smartplan set 2023 rev", 3, []),
    ("smartplan unset 2023 GOV-01 obj", 4, ["objectives"]),
    ("smartplan set 2023 GOV-01 budget.ap", 4, ["budget.apbd", "budget.apbn"]),
    ("smartplan unset 2023 GOV-01 budget.apbd", 4, ["budget.apbd", "budget.apbd.2023"]),
    ("smartplan realign 2023 M", 3, ["M1"]),
    ("smartplan realign 2023 M2=", 3, ["M2=M1"]),
    ("smartplan realign 2023 M2=M1,M", 3, ["M2=M1,M1"]),
    # As bash gives it.
    ("smartplan realign 2023 M2 =", 4, ["M1"]),
    ("smartplan set 2023 GOV-01 because fgd", 5, ["fgd-2022-12-28/IN-01"]),
    ("smartplan set 2023 GOV-01.because fgd", 4, ["fgd-2022-12-28/IN-01"]),
    ("smartplan --plans nowhere log 20", 4, []),
    ("smartplan --plans plans log 20", 4, ["2019", "2023"]),
]


@pytest.mark.parametrize(("words", "index", "expected"), COMPLETIONS)
def test_the_shell_completes(
    run: Runner, monkeypatch: pytest.MonkeyPatch, words: str, index: int, expected: list[str]
) -> None:
    monkeypatch.setenv("_SMARTPLAN_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(index))
    assert sorted(run().out.split()) == expected


def test_the_shell_completes_what_can_be_restored(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("withdraw", "2023", "GOV-02", "--reason", "selesai").code == 0
    monkeypatch.setenv("_SMARTPLAN_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "smartplan restore 2023 GOV")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert run().out.split() == ["GOV-02"]


def test_the_shell_completes_objectives(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    change("missions: {M1: Tata kelola yang baik}", "objectives: {T1: {name: T}, S1: {name: S}}")
    monkeypatch.setenv("_SMARTPLAN_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "smartplan set 2023 GOV-01 objectives S")
    monkeypatch.setenv("COMP_CWORD", "5")
    assert run().out.split() == ["S1"]
