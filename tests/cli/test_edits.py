"""The edits on the command line: what they write, what they refuse, and the whole story of a revision once told."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from smartplan.cli.app import EDITS
from smartplan.editing import fields
from smartplan.errors import EditRefused
from smartplan.messages import LANGUAGES
from smartplan.operations.edit import check_edit, open_draft
from smartplan.workspace import atomic, journal
from tests.helpers.base import parsed
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner, change, wrote

PLAN = Path("plans/2023.yaml")


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came, as git shows them."""
    Path("before").write_text(before, encoding="utf-8")
    Path("after").write_text(after, encoding="utf-8")
    words = ["git", "diff", "--no-index", "--minimal", "--no-color", "-U0", "before", "after"]
    shown = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False).stdout.splitlines()[4:]
    gone = [line[1:] for line in shown if line.startswith("-")]
    come = [line[1:] for line in shown if line.startswith("+")]
    return gone, come


WAKTU = "          waktu: {name: Waktu layanan, unit: menit, baseline: 10, targets: {2023: 9}}"
FIRST = [
    "        name: Program public_service 1", "        subdimension: public_service", "        agency: diskominfo",
    "        missions: [M1]", "        years: [2023, 2024]",
]  # fmt: skip
WHOLE = [
    "      GOV-01:", *FIRST, "        budget: {apbd: {2023: 500000000}}", "        indicators:", WAKTU,
    "        sources: [berita]",
]  # fmt: skip
WRITTEN = [
    (["set", "2023", "GOV-01", "budget.csr.2024", "50000000"],
     ["        budget: {apbd: {2023: 500000000}}"],
     ["        budget: {apbd: {2023: 500000000}, csr: {2024: 50000000}}"]),
    (["set", "2023", "GOV-01", "indicators.waktu.targets.2024", "<= 8"], [WAKTU],
     ['          waktu: {name: Waktu layanan, unit: menit, baseline: 10, targets: {2023: 9, 2024: "<= 8"}}']),
    (["set", "2023", "GOV-01", "indicators.waktu.targets.2024", "{value: 8.50, approx: true}"], [WAKTU],
     ["          waktu: {name: Waktu layanan, unit: menit, baseline: 10, targets: {2023: 9, "
      "2024: {value: 8.50, approx: true}}}"]),
    (["set", "2023", "GOV-01", "indicators.waktu.targets.2024", "{a: b}"], [WAKTU],
     ['          waktu: {name: Waktu layanan, unit: menit, baseline: 10, targets: {2023: 9, 2024: "{a: b}"}}']),
    (["set", "2023", "GOV-01", "budget.apbd.2024", "{value: 2000, approx: true, as_of: 2023-05}"],
     ["        budget: {apbd: {2023: 500000000}}"],
     ['        budget: {apbd: {2023: 500000000, 2024: {value: 2000, approx: true, as_of: 2023-05}}}']),
    (["set", "2023", "GOV-01", "budget.apbd.2024", "value: 2000\napprox: true"],
     ["        budget: {apbd: {2023: 500000000}}"],
     ["        budget: {apbd: {2023: 500000000, 2024: {value: 2000, approx: true}}}"]),
    (["set", "2023", "GOV-01", "code", "[2.16.02, 2.10]"], [], ['        code: ["2.16.02", "2.10"]']),
    (["set", "2023", "GOV-01", "location", "[Barat] dan Timur"], [], ['        location: "[Barat] dan Timur"']),
    (["set", "2023", "GOV-01", "description", "[a, b]"], [], ['        description: "[a, b]"']),
    (["set", "2023", "GOV-01", "status", "running", "--because", "fgd-2022-12-28/IN-01"], [],
     ["        status: running", "        because: [fgd-2022-12-28/IN-01]"]),
    (["set", "2023", "GOV-01.status", "running"], [], ["        status: running"]),
    (["set", "2023", "dimensions.governance.programmes.GOV-01.status", "running"], [], ["        status: running"]),
    (["set", "2023", "GOV-01", "missions", "--add", "M1", "--because", "fgd-2022-12-28/IN-01"], [],
     ["        because: [fgd-2022-12-28/IN-01]"]),
    (["set", "2023", "title", "Rencana: baru"], ["title: Rencana induk 2023"], ['title: "Rencana: baru"']),
    (["set", "2023", "period.end", "2027"], ["period: {start: 2023, end: 2026}"], ["period: {start: 2023, end: 2027}"]),
    (["set", "2023", "status", "adopted"], ["status: draft"], ["status: adopted"]),
    (["set", "2023", "vision", "Kota cerdas", "--because", "fgd-2022-12-28/IN-01"], [], ["vision: Kota cerdas"]),
    (["set", "2023", "legal_basis", "--add", "Perwali 12/2027"], [], ["legal_basis: [Perwali 12/2027]"]),
    (["set", "2023", "change_reasons", "[input]"], [], ["change_reasons: [input]"]),
    (["set", "2023", "team.lead", "diskominfo"], [], ["team: {lead: diskominfo}"]),
    (["set", "2023", "rpjmd.missions.M2", "Kota hijau"],
     ["rpjmd: {title: RPJMD 2016-2021, missions: {M1: Tata kelola yang baik}}"],
     ["rpjmd: {title: RPJMD 2016-2021, missions: {M1: Tata kelola yang baik, M2: Kota hijau}}"]),
    (["set", "2023", "rpjmd.objectives.T1.name", "Layanan publik"],
     ["rpjmd: {title: RPJMD 2016-2021, missions: {M1: Tata kelola yang baik}}"],
     ["rpjmd: {title: RPJMD 2016-2021, missions: {M1: Tata kelola yang baik}, "
      "objectives: {T1: {name: Layanan publik}}}"]),
    (["set", "2023", "agencies.dlh.name", "Dinas Lingkungan Hidup"],
     ["agencies: {diskominfo: {name: Dinas Komunikasi dan Informatika}}"],
     ["agencies: {diskominfo: {name: Dinas Komunikasi dan Informatika}, dlh: {name: Dinas Lingkungan Hidup}}"]),
    (["set", "2023", "agencies.dlh", "{name: Dinas Lingkungan Hidup, short: DLH}", "--yaml"],
     ["agencies: {diskominfo: {name: Dinas Komunikasi dan Informatika}}"],
     ["agencies: {diskominfo: {name: Dinas Komunikasi dan Informatika}, "
      "dlh: {name: Dinas Lingkungan Hidup, short: DLH}}"]),
    (["set", "2023", "sources.perwali.title", "Perwali 1"],
     ["sources: {berita: {title: Berita kota}}"],
     ["sources: {berita: {title: Berita kota}, perwali: {title: Perwali 1}}"]),
    (["set", "2023", "readiness.structure.spbe", "{name: Tim SPBE}", "--yaml"], [],
     ["readiness:", "  structure:", "    spbe: {name: Tim SPBE}"]),
    (["set", "2023", "dimensions.living.lead", "diskominfo"], [], ["    lead: diskominfo"]),
    (["set", "2023", "dimensions.living.gaps.G1.present", "Belum ada"], [],
     ["    gaps:", "      G1: {present: Belum ada}"]),
    (["unset", "2023", "because"], ["because: [fgd-2022-12-28/IN-01]"], []),
    (["unset", "2023", "city.province"], ["city: {code: \"64.71\", name: Kota Contoh, province: Kalimantan Timur}"],
     ["city: {code: \"64.71\", name: Kota Contoh}"]),
    (["unset", "2023", "GOV-01.budget.apbd.2023"], ["        budget: {apbd: {2023: 500000000}}"], []),
    (["unset", "2023", "GOV-01", "missions"], ["        missions: [M1]"], []),
    (["rename", "2023", "GOV-01", "Layanan: baru"],
     ["        name: Program public_service 1"], ['        name: "Layanan: baru"']),
    (["renumber", "2023", "GOV-01", "GOV-11"], ["      GOV-01:"], ["      GOV-11:", "        formerly: [GOV-01]"]),
    (["move", "2023", "GOV-01", "governance/bureaucracy"], ["        subdimension: public_service"],
     ["        subdimension: bureaucracy"]),
    (["withdraw", "2023", "GOV-01", "--reason", "Sudah selesai", "--because", "fgd-2022-12-28/IN-01"],
     WHOLE,
     ["withdrawn:", "  GOV-01: {reason: Sudah selesai, because: [fgd-2022-12-28/IN-01]}"]),
    (["add", "2023", "GOV-09", "--dimension", "governance", "--subdimension", "bureaucracy", "--name", "Satu data",
      "--agency", "diskominfo"], [], ["      GOV-09:", "        name: Satu data", "        subdimension: bureaucracy",
                                       "        agency: diskominfo"]),
    (["split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-04"], [],
     ["        formerly: [GOV-01]", "        sources: [berita]", "      GOV-04:", *FIRST, "        formerly: [GOV-01]"]),
    (["merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-02"],
     [*WHOLE, "        budget: {apbd: {2023: 500000000}}"],
     ["        budget: {apbd: {2023: 1000000000}}", WAKTU.replace("waktu:", "waktu-GOV-01:"),
      "        formerly: [GOV-02, GOV-01]"]),
    (["realign", "2023", "M1="], ["        missions: [M1]"] * 18, []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "gone", "come"), WRITTEN, ids=lambda value: " ".join(value[:3]) if value else "")
def test_an_edit_writes_what_a_colleague_would_have(
    run: Runner, words: list[str], gone: list[str], come: list[str]
) -> None:
    before = PLAN.read_text("utf-8")
    result = run(*words)
    assert result.code == 0
    assert result.err.endswith(wrote("plans/2023.yaml"))
    assert lines_changed(before, PLAN.read_text("utf-8")) == (gone, come)
    assert run("validate", "2023").code == 0


def test_every_edit_is_written_once() -> None:
    """What `restore` writes is told below: it takes back what another wrote."""
    assert {words[0] for words, _, _ in WRITTEN} | {"restore"} == set(EDITS)


@pytest.mark.parametrize(("words", "gone", "come"), WRITTEN, ids=lambda value: " ".join(value[:3]) if value else "")
def test_a_dry_run_shows_the_same_and_writes_nothing(
    run: Runner, words: list[str], gone: list[str], come: list[str]
) -> None:
    before = PLAN.read_bytes()
    dry = run(*words, "--dry-run")
    assert (dry.code, PLAN.read_bytes()) == (0, before)
    assert dry.err.endswith("Nothing was written (--dry-run); plans/2023.yaml would change as shown.\n")
    assert run(*words).out == dry.out


SHOWN = [
    (["renumber", "2023", "GOV-01", "GOV-11"], ["~ GOV-11 Program public_service 1", "renumbered GOV-01 → GOV-11"]),
    (["move", "2023", "GOV-01", "living/health", "--as", "LIV-09"],
     ["~ LIV-09 Program public_service 1", "moved Smart Governance → Smart Living", "renumbered GOV-01 → LIV-09",
      "sub-dimension Public service → Health"]),
    (["merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-02"],
     ["~ GOV-02 Program public_policy 2", "merged from GOV-02 Program public_policy 2, GOV-01 Program public_service 1"]),
    (["split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-04"],
     ["~ GOV-01 Program public_service 1", "~ GOV-04 Program public_service 1", "split from GOV-01"]),
    (["withdraw", "2023", "GOV-01", "--reason", "Selesai"], ["- GOV-01 Program public_service 1", "reason Selesai"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), SHOWN, ids=lambda value: value[0])
def test_the_change_is_told_in_planners_words(run: Runner, words: list[str], told: list[str]) -> None:
    out = " ".join(run(*words).out.split())
    assert [part for part in told if part not in out] == []
    assert "dropped" not in out


def test_a_realignment_is_told_as_one_table(run: Runner) -> None:
    assert run("draft", "2026", "--from", "2023", "--rpjmd", "RPJMD baru").code == 0
    change("title: RPJMD baru", "title: RPJMD baru, missions: {M1: Kota hijau, M2: Warga sehat}", "2026")
    before = Path("plans/2026.yaml").read_bytes()
    words = ["realign", "2026", "M1=M2,M1", "--because", "fgd-2022-12-28/IN-01"]
    dry = run(*words, "--dry-run")
    assert (dry.code, Path("plans/2026.yaml").read_bytes()) == (0, before)
    done = run(*words)
    assert (done.out, done.err) == (dry.out, wrote("plans/2026.yaml"))
    assert (
        " ".join(done.out.split())
        .replace("─", "")
        .startswith(
            "18 programmes realigned Old missions New missions Programmes "
            " M1 Tata kelola yang baik M2 Warga sehat; M1 Kota hijau 18: GOV-01, GOV-02, "
        )
    )
    text = Path("plans/2026.yaml").read_text("utf-8")
    assert text.count("missions: [M2, M1]\n") == text.count("because: [fgd-2022-12-28/IN-01]\n") == 18
    assert "≈ 18 realigned" in run("diff", "2023", "2026").out
    assert run(*words).err == "Nothing to change in plans/2026.yaml.\n"


REFUSED = [
    (["set", "2023", "GOV-01", "agency", "diskominf"], "did you mean `diskominfo`? [unknown-agency]"),
    (
        ["set", "2023", "GOV-01", "agenci", "diskominfo"],
        "`agenci` is not a field of `GOV-01`; did you mean `agency`? The fields are: name, ",
    ),
    (["set", "2023", "GOV-01", "budget.apbd.2023", "--", "-5"], "[negative-money]"),
    (["set", "2023", "GOV-01", "budget.apbd.2024", "sekitar 5 juta"], "[wrong-type]"),
    (
        ["set", "2023", "GOV-01", "agency", "Dinas Komunikasi & Informatika"],
        "did you mean `diskominfo`? [unknown-agency]",
    ),
    (["set", "2023", "GOV-01", "budget", "{apbd: {2024: 500.000}}"], "[wrong-type]"),
    (["set", "2023", "GOV-01", "budget.apbd.2024", "{value: 5, aprox: true}"], "did you mean `approx`? [unknown-key]"),
    (["set", "2023", "GOV-01", "indicators.waktu.targets.2024", "{approx: true}"], "[missing-key]"),
    (["set", "2023", "GOV-01", "years", "[2.024]"], "[wrong-type]"),
    (["set", "2023", "GOV-01", "name", "null", "--yaml"], "[missing-key]"),
    (["set", "2023", "GOV-01", "missions.0", "M1"], "`missions` of `GOV-01` has no fields of its own"),
    (["set", "2023", "GOV-01", "name.x", "y"], "`name` of `GOV-01` has no fields of its own"),
    (["set", "2023", "legal_basis.0", "x"], "`legal_basis` of `2023` has no fields of its own"),
    (["set", "2023", "titel", "x"], "`titel` is not a field of `2023`; did you mean `title`? The fields are: format, "),
    (["set", "2023", "zzz", "x"], "`zzz` is not a field of `2023`; the fields are: format, "),
    (["set", "2023", "rpjmd.titel", "x"], "`titel` is not a field of `rpjmd`; did you mean `title`? "),
    (["set", "2023", "missions.M9", "x"], "`missions` is not a field of `2023`; did you mean `rpjmd.missions`? "),
    (["set", "2023", "rpjm.title", "x"], "`rpjm` is not a field of `2023`; did you mean `rpjmd`? "),
    (
        ["set", "2023", "GOV-01.indicators.waktu.unt", "x"],
        "`unt` is not a field of `GOV-01.indicators.waktu`; did you mean `unit`? ",
    ),
    (["set", "2023", "format", "2"], "`format` is the version of the plan format"),
    (["set", "2023", "revision", "2024"], "`revision` is the name of the file"),
    (["set", "2023", "period.end", "soon"], "[wrong-type]"),
    (
        ["set", "2023", "agencies.dinkes", "Dinas Kesehatan"],
        "set one of them, such as `agencies.dinkes.name`, or all of ",
    ),
    (
        ["set", "2023", "GOV-01", "budget", "5 juta"],
        "`budget` of `GOV-01` has fields of its own; set one of them, such as `budget.ap",
    ),
    (["set", "2023", "GOV-01", "budget.apbd", "5 juta"], "such as `budget.apbd.YEAR`"),
    (
        ["set", "2023", "GOV-01", "budget.2024", "5 juta"],
        "`2024` is not a field of `GOV-01.budget`; the fields are: apbd, apbn, ",
    ),
    (["set", "2023", "GOV-01", "indicators.waktu.targets", "12"], "such as `indicators.waktu.targets.YEAR`"),
    (["set", "2023", "rpjmd.missions", "Kota hijau"], "such as `rpjmd.missions.ID`"),
    (["set", "2023", "agencies.dlh.short", "DLH"], "[missing-key]"),
    (["set", "2023", "agencies.d l.name", "DLH"], "[bad-id]"),
    (["set", "2023", "team.lead", "diskominf"], "[unknown-agency]"),
    (["set", "2023", "withdrawn.GOV-01.reason", "x"], "[withdrawn-and-kept]"),
    (["set", "2023", "GOV-01", "{name: x}"], "programmes cannot be set or removed as a whole"),
    (["set", "2023", "dimensions.living.programmes.LIV-01", "{name: x}"], "programmes cannot be set or removed"),
    (["set", "2023", "dimensions.living", "{lead: diskominfo}"], "programmes cannot be set or removed as a whole"),
    (["unset", "2023", "dimensions.living.programmes"], "programmes cannot be set or removed as a whole"),
    (["unset", "2023", "dimensions"], "programmes cannot be set or removed as a whole"),
    (["unset", "2023", "agencies.diskominfo"], "`agencies` is missing here"),
    (["unset", "2023", "agencies.diskominfo.name"], "[missing-key]"),
    (["unset", "2023", "rpjmd.missions.M1"], "[unknown-mission]"),
    (["unset", "2023", "title"], "[missing-key]"),
    (["unset", "2023", "vision"], "`2023` has no `vision` to remove"),
    (["unset", "2023", "agencies.dlh"], "`2023` has no `agencies.dlh` to remove"),
    (["set", "2023", "title", "--add", "x"], "`title` of `2023` is not a list"),
    (["set", "2023", "GOV-01.missions", "--remove", "M2"], "`M2` is not in `missions` of `GOV-01`"),
    (
        ["set", "2023", "because", "--remove", "fgd-2022-12-28/IN-1"],
        "`fgd-2022-12-28/IN-1` is not in `because` of `2023`; did you mean `fgd-2022-12-28/IN-01`?",
    ),
    (["set", "2023", "GOV-01.partners", "--remove", "dlh"], "`dlh` is not in `partners` of `GOV-01`"),
    (["renumber", "2023", "GOV-01", "GOV 1"], "[bad-id]"),
    (["renumber", "2023", "GOV-01", "GOV-02"], "`GOV-02` is already the id of a programme"),
    (["move", "2023", "GOV-01", "living/healt"], "[unknown-subdimension]"),
    (["withdraw", "2023", "GOV-01", "--reason", "x", "--because", "fgd/IN-9"], "[unknown-input]"),
    (["merge", "2023", "GOV-01", "--into", "GOV-01"], "a merge needs at least two programmes"),
    (["split", "2023", "GOV-01", "--into", "GOV-01"], "a split needs at least two parts"),
    (
        ["split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-04", "--name", "x"],
        "there are 2 parts and 1 names",
    ),
    (["split", "2023", "GOV-01", "--into", "A", "--into", "B", "--name", "x", "--name", " "], "must not be empty"),
    (["restore", "2023", "GOV-01"], "`GOV-01` is already a programme of this draft"),
    (["restore", "2023", "XXX-1"], "`XXX-1` is not a programme of the superseded revision"),
    (["set", "2023", "GOV-01", "partners", "null"], "`GOV-01` has no `partners` to remove"),
    (["set", "-", "GOV-01", "name", "x"], "standard input cannot be edited"),
    (["realign", "2023", "M2=M1"], "no programme serves `M2`; programmes serve: M1"),
    (["realign", "2023", "M11=M1"], "no programme serves `M11`; did you mean `M1`? Programmes serve: M1"),
]


@pytest.mark.parametrize(
    ("words", "told"), REFUSED, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_an_edit_that_would_break_the_plan_is_refused(run: Runner, words: list[str], told: str) -> None:
    before = PLAN.read_bytes()
    result = run(*words)
    assert (result.code, result.out) == (1, "")
    assert told in result.err
    assert PLAN.read_bytes() == before
    assert sorted(path.name for path in Path("plans").iterdir()) == ["2019.yaml", "2023.yaml", "evaluations", "reviews"]


USAGE = [
    (["realign", "2023", "M1"], "Error: `M1` is not a valid realignment; write OLD=NEW, such as M1=M2, or M5= to remove M5\n"),
    (["realign", "2023", "M1=M1", "M1="], "Error: `M1` is on the left side twice; write all that take its place in one, such as M1=M1,M4\n"),
    (["realign", "2023", "M1=M11"], "Error: there is no mission `M11`; did you mean `M1`?\n"),
    (["realign", "2023", "M1=Tata"], "Error: there is no mission `Tata`; choose one of M1\n"),
    (["set", "2023", "GOV-1", "name", "x"], "Error: there is no programme `GOV-1`; did you mean `GOV-01`?\n"),
    (["set", "2023", "GOV-1.name", "x"], "Error: there is no programme `GOV-1`; did you mean `GOV-01`?\n"),
    (["unset", "2023", "dimensions.governance.programmes.LIV-01.name"], "Error: there is no programme `LIV-01`\n"),
    (["unset", "2023", "dimensions.governance.programmes.Program public_servise 1.name"],
     "Error: there is no programme `Program public_servise 1`; did you mean `Program public_service 1`?\n"),
    (["set", "2023", "GOV-01", "years", "2023", "--add", "2024"],
     "Error: `2023` is one value too many: with --add or --remove give only the address of the list\n"),
    (["set", "2023", "status", "adoptd"],
     "Error: `adoptd` is not a value of `status`; did you mean `adopted`? Choose one of draft, adopted, superseded\n"),
    (["set", "2023", "title"], "Error: the argument VALUE is missing\n"),
    (["move", "2023", "GOV-01", "living"], "Error: `living` is not a valid destination; write dimension/sub-dimension, such as living/health\n"),
    (["move", "2023", "GOV-01", "livin/health"], "Error: there is no dimension `livin`; did you mean `living`?\n"),
    (["set", "2023", "GOV-01", "budget.apbd.2024", "{value: 5"], "Error: `{value: 5` is not a valid YAML value; put text in quotes, such as '\"<= 5\"'\n"),
    (["set", "2023", "GOV-01", "years", "[2023"], "Error: `[2023` is not a valid YAML value; put text in quotes, such as '\"<= 5\"'\n"),
    (["set", "2023", "GOV-01", "name", "a: b: c", "--yaml"], "Error: `a: b: c` is not a valid YAML value; put text in quotes, such as '\"<= 5\"'\n"),
    (["set", "2023", "GOV-01", "years", "[2023]  # pertama"],
     "Error: `[2023]  # pertama` contains a comment (` #`), which would be lost; put text that contains ` #` in quotes\n"),
    (["set", "2032", "GOV-01", "name", "x"], "Error: there is no revision `2032` in plans; did you mean `2023`? Available: 2019, 2023\n"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), USAGE, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_what_is_not_there_is_two(run: Runner, words: list[str], told: str) -> None:
    assert run(*words) == (2, "", told)


@pytest.mark.parametrize("words", [
    ["set", "2023", "GOV-01", "name", "a\udcff"], ["set", "2023", "GOV-01", "a\udcff", "x"],
    ["rename", "2023", "GOV-01", "a\udcff"], ["renumber", "2023", "GOV-01", "a\udcff"],
    ["withdraw", "2023", "GOV-01", "--reason", "a\udcff"], ["move", "2023", "GOV-01", "living/a\udcff"],
])  # fmt: skip
def test_bytes_that_are_no_text_are_told(run: Runner, words: list[str]) -> None:
    result = run(*words)
    assert (result.code, result.out) == (2, "")
    assert result.err == "Error: `a\\udcff` contains bytes that are not valid text; retype it\n"


def test_what_is_taken_out_leaves_no_entry_behind_and_takes_none_with_it(run: Runner) -> None:
    before = PLAN.read_text("utf-8")
    assert run("set", "2023", "agencies.dlh", "{name: Dinas Lingkungan Hidup, short: DLH}").code == 0
    assert run("unset", "2023", "agencies.dlh.short").code == 0
    refused = run("unset", "2023", "agencies.dlh.name")
    assert (refused.code, "[missing-key]" in refused.err) == (1, True)
    assert run("unset", "2023", "agencies.dlh.name", "--force").code == 0
    assert "dlh: {}}" in PLAN.read_text("utf-8")
    assert run("unset", "2023", "agencies.dlh").code == 0
    assert PLAN.read_text("utf-8") == before
    assert run("set", "2023", "dimensions.living.lead", "diskominfo").code == 0
    assert run("set", "2023", "team.members", "--add", "diskominfo", "--add", "diskominfo").code == 0
    assert "team: {members: [diskominfo]}\n" in PLAN.read_text("utf-8")
    assert run("set", "2023", "team.members", "--remove", "diskominfo").code == 0
    assert run("unset", "2023", "dimensions.living.lead").code == 0
    assert PLAN.read_text("utf-8") == before


@pytest.mark.parametrize("first", ["status", "legal_basis"])
def test_a_plan_is_adopted_in_two_commands_in_either_order(run: Runner, first: str) -> None:
    words = {"status": ["status", "adopted"], "legal_basis": ["legal_basis", "--add", "Perwali 12/2027"]}
    for name in sorted(words, key=lambda one: one != first):
        result = run("set", "2023", *words[name])
        assert result.code == 0
        assert ("[adopted-without-legal-basis]" in result.err) == (name == first == "status")
    assert run("set", "2019", "status", "adopted").code == 0
    assert run("set", "2019", "status", "superseded").code == 0


def test_what_is_no_change_in_itself_is_told_all_the_same(run: Runner) -> None:
    told = run("set", "2023", "sources.perwali", "{title: Perwali 1}")
    assert told.err.startswith("`sources.perwali` of `2023` is now: {title: Perwali 1}\n")
    assert run("unset", "2023", "GOV-01.sources").err.startswith("`sources` of `GOV-01` was removed.\n")
    # The value is there already: what the command adds is that it was asked for.
    told = run("set", "2023", "GOV-01", "agency", "diskominfo", "--because", "fgd-2022-12-28/IN-01")
    assert told.out == ""
    assert told.err.startswith("`because` of `GOV-01` is now: [fgd-2022-12-28/IN-01]\n")


ANCHORED = "agencies: {diskominfo: &d {name: Dinas Komunikasi dan Informatika}, dlh: *d}"


def test_a_field_that_an_anchor_shares_is_refused(run: Runner) -> None:
    change("agencies: {diskominfo: {name: Dinas Komunikasi dan Informatika}}", ANCHORED)
    before = PLAN.read_bytes()
    result = run("set", "2023", "agencies.diskominfo.name", "Diskominfo")
    assert (result.code, PLAN.read_bytes()) == (1, before)
    assert "`agencies.diskominfo` contains the anchor `&d`" in result.err
    assert "replace the alias with `{name: Dinas Komunikasi dan Informatika}` first" in result.err
    result = run("set", "2023", "agencies.dlh.name", "DLH")
    assert (result.code, PLAN.read_bytes()) == (1, before)
    assert "`agencies.dlh` uses the alias `*d`" in result.err


REACHING = [
    ("title: Rencana induk 2023", "title: Lain"), ("    programmes:\n      GOV-01:", "    lead: diskominfo\n    programmes:\n      GOV-01:"),
    ("        name: Program public_service 1", "        name: Lain"), ("{title: Berita kota}", "{title: Lain}"),
]  # fmt: skip


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(("old", "new"), REACHING)
def test_what_an_edit_may_not_reach_is_looked_for_in_the_whole_file(old: str, new: str) -> None:
    revision, draft = open_draft("2023", None, date(2026, 11, 24))
    edit = fields.set_value(draft, ("agencies", "diskominfo", "short"), "Diskominfo")
    assert check_edit(revision, edit).broken == []
    assert old in edit.text
    with pytest.raises(EditRefused) as refused:
        check_edit(revision, edit._replace(text=edit.text.replace(old, new, 1)))
    assert refused.value.values["variant"] == "reaches-out"
    # A programme's field alone may change, not the programme.
    edit = fields.set_value(draft, ("dimensions", "governance", "programmes", "GOV-01", "status"), "running")
    with pytest.raises(EditRefused):
        check_edit(revision, edit._replace(text=edit.text.replace(old, new, 1)))


def test_an_id_that_a_withdrawn_programme_had_is_said(run: Runner) -> None:
    assert run("withdraw", "2023", "GOV-02", "--reason", "Urung").code == 0
    told = "`GOV-02` was the id of Program public_policy 2, which was withdrawn in this revision."
    assert told in run("renumber", "2023", "GOV-01", "GOV-02", "--dry-run").err
    assert told in run("move", "2023", "GOV-01", "governance/bureaucracy", "--as", "GOV-02", "--dry-run").err
    assert told in run("split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-02", "--dry-run").err
    assert told not in run("renumber", "2023", "GOV-01", "GOV-11", "--dry-run").err


def test_a_merge_and_a_split_say_what_goes_where(run: Runner) -> None:
    merged = run("merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-01", "--dry-run").err.splitlines()
    assert merged[:2] == [
        "Kept from GOV-01: name, sub-dimension, agency.",
        "Added from GOV-02: missions, years, budget, indicator, sources.",
    ]
    split = run("split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-04", "--dry-run").err.splitlines()
    assert split[:2] == [
        "The same in GOV-01, GOV-04: sub-dimension, agency, missions, years, sources.",
        "Only in GOV-01, and not in GOV-04: budget, indicator.",
    ]


def test_force_writes_what_is_broken_and_says_so(run: Runner) -> None:
    result = run("set", "2023", "GOV-01", "agency", "diskominf", "--force")
    assert result.code == 0
    assert "[unknown-agency]" in result.err
    assert "        agency: diskominf\n" in PLAN.read_text("utf-8")
    # An error that was there before stops no other edit, and goes along with its programme.
    assert run("rename", "2023", "GOV-02", "Lain").code == 0
    assert run("move", "2023", "GOV-01", "living/health", "--as", "LIV-09").code == 0


def test_what_is_not_written_is_told_with_its_address_and_what_is_with_its_line(run: Runner) -> None:
    wrong = ["set", "2023", "GOV-01", "agency", "diskominf"]
    address = "plans/2023.yaml: GOV-01.agency: error: `diskominf` is not"
    assert run(*wrong).err.startswith(address)
    assert run(*wrong, "--force", "--dry-run").err.startswith(address)
    mission = ["set", "2023", "rpjmd.missions.M9", "Baru"]
    warned = "warning: no programme serves the mission `M9`"
    assert run(*mission, "--dry-run").err.startswith(f"plans/2023.yaml: rpjmd.missions.M9: {warned}")
    line = 1 + next(at for at, text in enumerate(PLAN.read_text("utf-8").splitlines()) if "agency: diskominfo" in text)
    forced = run(*wrong, "--force").err
    assert re.match(rf"plans/2023\.yaml:{line}:\d+: error: `diskominf` is not", forced)
    assert re.match(rf"plans/2023\.yaml:\d+:\d+: {warned}", run(*mission).err)


def test_an_error_in_a_later_revision_which_stays_as_it_is_keeps_its_line(run: Runner) -> None:
    result = run("renumber", "2019", "GOV-01", "GOV-77")
    assert result.code == 1
    assert re.match(r"plans/2023\.yaml:\d+:\d+: error: ", result.err)


def test_new_warnings_are_told_and_old_ones_are_not(run: Runner) -> None:
    change("baseline: 10, ", "")
    result = run("set", "2023", "GOV-02", "missions", "[]")
    assert result.code == 0
    assert "[programme-without-mission]" in result.err
    assert "[indicator-without-baseline]" not in result.err


@pytest.mark.parametrize(("left", "counted"), [(3, False), (4, True), (18, True)])
def test_of_many_warnings_of_a_rule_the_first_are_told_and_the_others_counted(
    run: Runner, left: int, counted: bool
) -> None:
    change("missions: {M1: Tata kelola yang baik}", "missions: {}")
    text = PLAN.read_text("utf-8")
    PLAN.write_text(
        text.replace("        missions: [M1]\n", "", left).replace("missions: [M1]", "missions: [M9]"), "utf-8"
    )
    told = run("set", "2023", "rpjmd.missions.M9", "Baru").err.splitlines()
    assert sum(line.endswith("[programme-without-mission]") for line in told) == 3
    rest = (
        f"{left - 3} more {'warning' if left == 4 else 'warnings'} [programme-without-mission]: "
        "`smartplan validate 2023 --rule programme-without-mission` lists all of them."
    )
    assert (rest in told) == counted
    assert sum("programme-without-mission" in line for line in told) == 3 + counted
    shown = run("validate", "2023", "--rule", "programme-without-mission", "--format", "json").out
    assert json.loads(shown)["counts"]["warning"] == left


def test_what_the_comparison_does_not_speak_of_leaves_no_empty_line(run: Runner) -> None:
    done = run("set", "2023", "sources.buku.title", "Buku")
    assert (done.code, done.out) == (0, "")
    assert "`sources.buku.title` of `2023` is now: Buku\n" in done.err


def test_what_a_later_revision_says_must_stay_true(run: Runner) -> None:
    change("      GOV-01:", "      GOV-11:\n        formerly: [GOV-01]")
    before = Path("plans/2019.yaml").read_bytes()
    result = run("renumber", "2019", "GOV-01", "GOV-77")
    assert result.code == 1
    assert "plans/2023.yaml:" in result.err
    assert "[unknown-formerly]" in result.err
    assert Path("plans/2019.yaml").read_bytes() == before


def test_lineage_of_what_is_new_in_the_draft_leaves_no_trace(run: Runner) -> None:
    before = PLAN.read_text("utf-8")
    fields = ["--dimension", "living", "--subdimension", "health", "--name", "Baru", "--agency", "diskominfo"]
    assert run("add", "2023", "LIV-09", *fields).code == 0
    assert run("renumber", "2023", "LIV-09", "LIV-10").code == 0
    assert "formerly" not in PLAN.read_text("utf-8")
    assert run("withdraw", "2023", "LIV-10", "--reason", "Urung").code == 0
    assert PLAN.read_text("utf-8") == before


# Work of this draft on GOV-02: its values, its comments, a spelling of its own.
WORKED = """      # pekerjaan rancangan ini
      GOV-02:
        name: Portal Data   # nama usulan
        subdimension: public_policy
        agency: diskominfo
        # sesudah rapat
        missions: [M1]

        budget: {csr: {2024: 1000000}}  # dari CSR
        indicators:
          unduh: {name: Unduhan, unit: juta, baseline: 0.50}
        # kaki program
"""


def worked() -> str:
    """The plan with that work in it."""
    text = PLAN.read_text("utf-8")
    start, end = text.index("      GOV-02:"), text.index("      GOV-03:")
    PLAN.write_text(text[:start] + WORKED + text[end:], encoding="utf-8")
    return PLAN.read_text("utf-8")


def test_what_was_withdrawn_in_this_draft_comes_back_to_the_last_byte(run: Runner) -> None:
    before = worked()
    assert run("withdraw", "2023", "GOV-02", "--reason", "Urung").code == 0
    assert "Portal Data" not in PLAN.read_text("utf-8")
    result = run("restore", "2023", "GOV-02")
    assert (result.code, PLAN.read_text("utf-8")) == (0, before)
    when = next(journal.minute(entry.time) for entry in journal.entries() if entry.command == "withdraw")
    assert f"`GOV-02` was restored as it was in this draft before it was withdrawn on {when}.\n" in result.err


def test_a_programme_that_moves_with_an_id_of_its_old_dimension_is_told(run: Runner) -> None:
    told = "The id `GOV-01` does not begin as the others in its dimension do, such as `BRA-03`"
    assert told in run("move", "2023", "GOV-01", "branding/tourism", "--dry-run").err
    # With an id of its own choice, and within its dimension.
    for words in (["branding/tourism", "--as", "X-1"], ["governance/bureaucracy"]):
        assert "does not begin" not in run("move", "2023", "GOV-01", *words, "--dry-run").err


def test_the_parts_of_a_split_have_names_of_their_own(run: Runner) -> None:
    words = ["--into", "GOV-01", "--into", "GOV-04", "--name", "Satu: data", "--name", "112"]
    assert run("split", "2023", "GOV-01", *words).code == 0
    programmes = parsed(PLAN.read_text("utf-8"))["dimensions"]["governance"]["programmes"]
    assert (programmes["GOV-01"]["name"], programmes["GOV-04"]["name"]) == ("Satu: data", "112")


BLOCK, BRACES = "block", "braces"
OTHER = {
    BLOCK: """        budget:
          # angka dari DPA
          csr: {2024: 7}   # belum final
          apbd:
            2023: 5  # tambahan
            2025: 10  # rencana
        indicators:
          # dihitung tiap triwulan
          unduh:
            name: Unduhan   # per tahun
            targets: {2024: 0.50}
          waktu: {name: Waktu lain, baseline: 1.10}
""",
    BRACES: """        budget: {csr: {2024: 7}, apbd: {2023: 5, 2025: 10}}   # belum final
        indicators: {unduh: {name: Unduhan, targets: {2024: 0.50}}, waktu: {name: Waktu lain, baseline: 1.10}}
""",
}
OWN = {
    BLOCK: """        budget:
          apbd:
            2023: 500000000  # milik sendiri
            2026: 1
        indicators:
          waktu: {name: Waktu layanan, unit: menit, baseline: 10, targets: {2023: 9}}
""",
    BRACES: """        budget: {apbd: {2023: 500000000, 2026: 1}}
        indicators: {waktu: {name: Waktu layanan, unit: menit, baseline: 10, targets: {2023: 9}}}
""",
    "": "",
}


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("other", OTHER)
def test_what_a_merge_carries_over_has_its_comments_and_its_spelling(run: Runner, own: str, other: str) -> None:
    text = PLAN.read_text("utf-8")
    start, end = text.index("        budget:"), text.index("        sources:")
    text = text[:start] + OWN[own] + text[end:]
    start, end = text.index("      GOV-02:"), text.index("      GOV-03:")
    fields = """      # portal, kepala
      GOV-02:
        name: Portal Data
        subdimension: public_policy
        # uraian disepakati
        description: Portal
        agency: lain  # sampai 2024
        code: "2.16"
        execution: {2023: ran, 2024: partly}
"""
    text = (text[:start] + fields + OTHER[other] + text[end:]).replace("agencies: {", "agencies: {lain: {name: L}, ", 1)
    text = text.replace("        missions: [M1]\n", "        missions: [M1]\n        execution: {2023: not_run}\n", 1)
    PLAN.write_text(text, encoding="utf-8")
    result = run("merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-01")
    assert result.code == 0
    after = PLAN.read_text("utf-8")
    merged = parsed(after)["dimensions"]["governance"]["programmes"]["GOV-01"]
    mine = own != ""
    apbd = {2023: 500000005, 2025: 10, 2026: 1} if mine else {2023: 5, 2025: 10}
    assert merged["budget"] == {"apbd": apbd, "csr": {2024: 7}}
    assert list(merged["budget"]["apbd"]) == sorted(apbd)
    waktu = "waktu-GOV-02" if mine else "waktu"
    # The agency that answered for them is no more that of their programme.
    assert merged["indicators"]["unduh"] == {"name": "Unduhan", "agency": "lain", "targets": {2024: 0.5}}
    assert merged["indicators"][waktu] == {"name": "Waktu lain", "agency": "lain", "baseline": 1.1}
    assert merged["execution"] == {2023: "not_run", 2024: "partly"}
    assert merged["partners"] == ["lain"]
    assert merged["code"] == "2.16"
    assert "{2024: 0.50}" in after
    assert "baseline: 1.10}" in after
    comments = re.findall("# .*", text)
    assert [one for one in comments if one.strip() not in after] == []
    if (own, other) == (BLOCK, BLOCK):
        for line in OTHER[BLOCK].splitlines()[1:]:
            carried = line.strip().replace(
                "waktu: {name: Waktu lain,", "waktu-GOV-02: {name: Waktu lain, agency: lain,"
            )
            assert carried in after or line.strip() in ("apbd:", "2023: 5  # tambahan")
        assert "          # angka dari DPA\n          csr: {2024: 7}   # belum final\n" in after
        assert "        # tambahan (GOV-02 budget.apbd.2023)\n" in after
    assert "        # sampai 2024 (GOV-02 agency)\n" in after
    assert "        # portal, kepala (GOV-02)\n" in after
    said = [line for line in result.err.splitlines() if not line.startswith("plans/")]
    renamed = (
        ["The indicator `waktu` of GOV-02 is now `waktu-GOV-02`, because the name was already taken."] if mine else []
    )
    order = "CSR 2024: IDR\xa07, APBD 2023: IDR\xa05, APBD 2025: IDR\xa010"
    assert said == [
        "Kept from GOV-01: name, sub-dimension, agency.",
        "Added from GOV-02: code, execution, budget, indicator.",
        *renamed,
        f"Budget added from GOV-02: {order}",
        "Not carried over, GOV-02 name: Portal Data",
        "Not carried over, GOV-02 sub-dimension: Public policy (in plans/2019.yaml:27)",
        "Not carried over, GOV-02 description: Portal",
        "The agency of GOV-02, L, is now a partner of GOV-01.",
        "Not carried over, GOV-02 execution 2023: ran",
        wrote("plans/2023.yaml").rstrip(),
    ]


@pytest.mark.parametrize(
    ("agency", "answers"),
    [
        # Each of the two, and what the agency of the second answers for.
        ("lain", {"unduh": "lain", "A1": "lain", "layanan": "dinkes", "A2": "dinkes"}),
        ("diskominfo", {"unduh": None, "A1": None, "layanan": "dinkes", "A2": "dinkes"}),
    ],
)
def test_what_an_agency_answers_for_stays_with_it_in_a_merge(
    run: Runner, agency: str, answers: dict[str, str | None]
) -> None:
    text = PLAN.read_text("utf-8")
    start, end = text.index("      GOV-02:"), text.index("      GOV-03:")
    other = f"""      GOV-02:
        name: Portal Data
        subdimension: public_policy
        agency: {agency}
        indicators: {{unduh: {{name: Unduhan}}, layanan: {{name: Layanan, agency: dinkes}}}}
        actions: {{A1: {{name: Portal, kind: service}}, A2: {{name: Data, kind: service, agency: dinkes}}}}
"""
    text = (text[:start] + other + text[end:]).replace("agencies: {", "agencies: {lain: {name: L}, ", 1)
    PLAN.write_text(text, encoding="utf-8")
    assert run("merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-01", "--force").code == 0
    merged = parsed(PLAN.read_text("utf-8"))["dimensions"]["governance"]["programmes"]["GOV-01"]
    parts = {**merged["indicators"], **merged["actions"]}
    assert {id_: part.get("agency") for id_, part in parts.items()} == {"waktu": None, **answers}


def test_a_part_of_a_split_is_judged_in_what_it_has(run: Runner) -> None:
    change("        missions: [M1]\n", "        missions: [M1]\n        judged: [missions, budget]\n")
    change("GOV-02:\n", "GOV-02:\n        judged: [budget]\n")
    for id_, kept, given in (("GOV-01", ["missions", "budget"], ["missions"]), ("GOV-02", ["budget"], None)):
        assert run("split", "2023", id_, "--into", id_, "--into", f"{id_}-B").code == 0
        parts = parsed(PLAN.read_text("utf-8"))["dimensions"]["governance"]["programmes"]
        assert (parts[id_]["judged"], parts[f"{id_}-B"].get("judged")) == (kept, given)


UNREADABLE = [
    ("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2023: 1.500.000}}", "budget"),
    ("missions: [M1]", "missions: [M1, {a: b}]", "missions"),
    ("years: [2023, 2024]", "years: [2023, soon]", "years"),
]


@pytest.mark.parametrize(("old", "new", "field"), UNREADABLE, ids=lambda value: value)
def test_a_merge_loses_nothing_that_it_cannot_read(run: Runner, old: str, new: str, field: str) -> None:
    change(old, new)
    before = PLAN.read_bytes()
    result = run("merge", "2023", "GOV-02", "GOV-01", "--into", "GOV-02", "--force")
    assert (result.code, PLAN.read_bytes()) == (1, before)
    assert f"`{field}` of `GOV-01` contains something that cannot be read" in result.err


def test_a_dry_run_of_a_merge_says_what_is_left_out_too(run: Runner) -> None:
    change("        agency: diskominfo\n", "        description: Layanan\n        agency: diskominfo\n")
    said = {}
    for language in ("en", "id"):
        words = ["merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-02", "--dry-run", "--lang", language]
        said[language] = run(*words).err
    assert "Not carried over, GOV-01 description: Layanan\n" in said["en"]
    # What was taken, in the reader's words.
    assert "Budget added from GOV-01: APBD 2023: IDR\xa0500\xa0million\n" in said["en"]
    assert "Anggaran yang ditambahkan dari GOV-01: APBD 2023: Rp500\xa0juta\n" in said["id"]
    assert "Tidak disalin, GOV-01 uraian: Layanan\n" in said["id"]


def test_an_accepted_finding_is_not_accepted_for_the_merged_programme(run: Runner) -> None:
    comment = "# smartplan: ignore programme-without-budget dibiayai kementerian"
    change("      GOV-02:", f"      {comment}\n      GOV-02:")
    assert run("merge", "2023", "GOV-01", "GOV-02", "--into", "GOV-01").code == 0
    assert f"        # GOV-02: {comment[2:]}\n" in PLAN.read_text("utf-8")
    assert run("validate", "2023").code == 0


@pytest.mark.parametrize("encoded", [
    lambda text: text.replace("\n", "\r\n").encode(), lambda text: b"\xef\xbb\xbf" + text.encode(),
    lambda text: text.rstrip("\n").encode(),
])  # fmt: skip
def test_it_comes_back_with_the_breaks_and_the_mark_of_the_file(run: Runner, encoded: Callable[[str], bytes]) -> None:
    before = encoded(worked())
    PLAN.write_bytes(before)
    assert run("withdraw", "2023", "GOV-02", "--reason", "Urung").code == 0
    assert run("restore", "2023", "GOV-02").code == 0
    assert PLAN.read_bytes() == before


BETWEEN = [
    ["rename", "2023", "GOV-01", "Lain"], ["withdraw", "2023", "GOV-01", "--reason", "x"],
    ["withdraw", "2023", "GOV-03", "--reason", "x"], ["move", "2023", "GOV-03", "living/health"],
    ["renumber", "2023", "GOV-01", "GOV-11"],
]  # fmt: skip


@pytest.mark.parametrize("words", BETWEEN, ids=" ".join)
def test_other_edits_meanwhile_stay(run: Runner, words: list[str]) -> None:
    worked()
    assert run(*words).code == 0
    expected = PLAN.read_text("utf-8")
    worked_alone = run("withdraw", "2023", "GOV-02", "--reason", "Urung")
    assert worked_alone.code == 0
    assert run("restore", "2023", "GOV-02").code == 0
    assert PLAN.read_text("utf-8") == expected
    # And the other way round: withdrawn first, the other edit between.
    PLAN.write_text(expected, encoding="utf-8")
    assert run("withdraw", "2023", "GOV-02", "--reason", "Urung").code == 0
    assert run("set", "2023", "LIV-01", "status", "running").code == 0
    assert run("restore", "2023", "GOV-02").code == 0
    assert run("set", "2023", "LIV-01", "status", "null").code == 0
    assert PLAN.read_text("utf-8") == expected


def test_a_renumbered_programme_comes_back_by_either_id(run: Runner) -> None:
    assert run("move", "2023", "GOV-02", "economy/industry", "--as", "ECO-07").code == 0
    before = PLAN.read_text("utf-8")
    for id_ in ("ECO-07", "GOV-02"):
        withdrawn = run(
            "withdraw", "2023", "ECO-07", "--reason", "Batal, dua\nbaris", "--because", "fgd-2022-12-28/IN-01"
        )
        assert withdrawn.code == 0
        assert "Recorded for GOV-02: Batal, dua baris (based on fgd-2022-12-28/IN-01).\n" in withdrawn.err
        back = run("restore", "2023", id_)
        assert back.code == 0
        assert "`ECO-07` was restored as it was in this draft" in back.err
        assert PLAN.read_text("utf-8") == before


def test_what_was_new_in_this_draft_is_removed_and_says_so(run: Runner) -> None:
    fields = ["--dimension", "living", "--subdimension", "health", "--name", "Baru", "--agency", "diskominfo"]
    assert run("add", "2023", "LIV-09", *fields).code == 0
    before = PLAN.read_text("utf-8")
    result = run("withdraw", "2023", "LIV-09", "--reason", "Urung")
    assert result.code == 0
    assert "`LIV-09` was removed: it was new in this draft" in result.err
    assert "Urung" not in result.err + PLAN.read_text("utf-8")
    assert run("restore", "2023", "LIV-09").code == 0
    assert PLAN.read_text("utf-8") == before


def test_a_part_of_a_split_comes_back_with_its_lineage(run: Runner) -> None:
    assert run("split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-04").code == 0
    before = PLAN.read_text("utf-8")
    result = run("withdraw", "2023", "GOV-04", "--reason", "Urung")
    assert "`GOV-04` was removed, and no reason was recorded: its predecessor continues as GOV-01." in result.err
    assert run("rename", "2023", "GOV-03", "Lain").code == 0
    assert run("restore", "2023", "GOV-04").code == 0
    old = next(line for line in before.splitlines() if "name: Program bureaucracy 3" in line)
    assert PLAN.read_text("utf-8") == before.replace(old, "        name: Lain")


def test_what_became_impossible_meanwhile_is_refused_with_the_cause(run: Runner) -> None:
    change("agencies: {", "agencies: {lama: {name: Dinas Lama}, ")
    change("agency: diskominfo", "agency: lama")
    assert run("withdraw", "2023", "GOV-01", "--reason", "x").code == 0
    change("lama: {name: Dinas Lama}, ", "")
    before = PLAN.read_bytes()
    refused = run("restore", "2023", "GOV-01")
    assert (refused.code, "[unknown-agency]" in refused.err, PLAN.read_bytes()) == (1, True, before)
    assert run("renumber", "2023", "GOV-02", "GOV-01", "--force").code == 0
    refused = run("restore", "2023", "GOV-01")
    assert (refused.code, "`GOV-01` is already a programme of this draft; there is nothing" in refused.err) == (1, True)


def test_what_was_merged_and_taken_back_whole_is_told_to_go_on(run: Runner) -> None:
    assert run("merge", "2023", "GOV-01", "ENV-01", "--into", "GOV-77").code == 0
    assert run("withdraw", "2023", "GOV-77", "--reason", "Urung").code == 0
    assert run("restore", "2023", "GOV-77").code == 0
    refused = run("restore", "2023", "ENV-01")
    assert (refused.code, refused.err) == (
        1, "Error: `ENV-01` continues as `GOV-77`; there is nothing to restore\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("which", "id_"),
    [*(("0[23]", id_) for id_ in ("GOV-01", "GOV-02", "GOV-03", "BRA-01")), ("02", "GOV-01"), ("03", "GOV-03")],
)
def test_blank_lines_between_programmes_go_and_come_back_with_them(run: Runner, which: str, id_: str) -> None:
    apart = re.sub(rf"(?m)^      (?=[A-Z]{{3}}-{which})", "\n      ", PLAN.read_text("utf-8"))
    PLAN.write_text(apart, encoding="utf-8")
    assert run("withdraw", "2023", id_, "--reason", "Urung").code == 0
    gone = PLAN.read_text("utf-8")
    assert "programmes:\n\n" not in gone
    assert re.search(r"\n\n  \w", gone) is None
    assert run("rename", "2023", "ECO-01", "Lain").code == 0
    assert run("restore", "2023", id_).code == 0
    assert run("rename", "2023", "ECO-01", "Program industry 1").code == 0
    assert PLAN.read_text("utf-8") == apart


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("id_", ["GOV-02", "ECO-07"])
def test_in_a_clone_what_was_committed_comes_back(run: Runner, state: Path, id_: str) -> None:
    worked()
    assert run("move", "2023", "GOV-02", "economy/industry", "--as", "ECO-07").code == 0
    before = PLAN.read_text("utf-8")
    repo = Repository(Path())
    repo.commit("kerja")
    assert run("withdraw", "2023", "ECO-07", "--reason", "Urung").code == 0
    repo.commit("hentikan")
    assert run("rename", "2023", "GOV-01", "Lain").code == 0
    repo.commit("lain")
    # What another has who cloned it: the commits.
    shutil.rmtree(state)
    result = run("restore", "2023", id_)
    assert result.code == 0
    assert "`ECO-07` was restored as it was last committed in this draft (plans/2023.yaml@" in result.err
    assert PLAN.read_text("utf-8") == before.replace("name: Program public_service 1", "name: Lain")


def test_without_a_kept_text_the_superseded_revision_gives_its_own(run: Runner, state: Path) -> None:
    before = PLAN.read_text("utf-8")
    # What comes back is what stood in the superseded revision: the same but for its years.
    old = before.replace("2023, 2024]", "2019, 2020]", 1).replace("{2023: 500000000}", "{2019: 500000000}", 1)
    old = old.replace("targets: {2023: 9}", "targets: {2019: 9}", 1)
    assert run("withdraw", "2023", "GOV-01", "--reason", "Urung").code == 0
    shutil.rmtree(state)
    result = run("restore", "2023", "GOV-01")
    assert (result.code, PLAN.read_text("utf-8")) == (0, old)
    assert (
        "`GOV-01` was restored as it is in revision 2019, because no text of it was kept from this draft.\n"
        in result.err
    )
    assert run("withdraw", "2023", "GOV-03", "--reason", "Urung").code == 0
    assert run("restore", "2023", "GOV-03").code == 0
    found = PLAN.read_text("utf-8").splitlines()
    assert [line.strip() for line in found if line.startswith("      GOV")] == ["GOV-01:", "GOV-02:", "GOV-03:"]


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = atomic.replace

    def late(path: Path, data: bytes, *, read: bytes | None = None) -> None:
        path.write_bytes(path.read_bytes() + b"# dari rekan\n")
        replace(path, data, read=read)

    monkeypatch.setattr("smartplan.workspace.file_changes.replace", late)
    result = run("rename", "2023", "GOV-01", "Lain")
    assert (result.code, result.out) == (2, "")
    assert PLAN.read_text("utf-8").endswith("# dari rekan\n")
    assert "Lain" not in PLAN.read_text("utf-8")


def test_line_breaks_and_the_mark_before_the_text_stay(run: Runner) -> None:
    data = b"\xef\xbb\xbf" + PLAN.read_bytes().replace(b"\n", b"\r\n")
    PLAN.write_bytes(data)
    assert run("set", "2023", "GOV-01", "status", "running").code == 0
    after = PLAN.read_bytes()
    line = b"        status: running\r\n"
    assert after.replace(line, b"", 1) == data
    assert run("set", "2023", "GOV-01", "status", "null").code == 0
    assert PLAN.read_bytes() == data


def test_a_programme_in_braces_is_changed_in_place_and_not_carried(run: Runner) -> None:
    text = PLAN.read_text("utf-8")
    start, end = text.index("      GOV-01:"), text.index("      GOV-02:")
    flow = "      GOV-01: {name: A, subdimension: public_service, agency: diskominfo, missions: [M1]}\n"
    PLAN.write_text((text[:start] + flow + text[end:]).replace("programmes:\n", "programmes:\n", 1), encoding="utf-8")
    assert run("set", "2023", "GOV-01", "kind", "service").code == 0
    assert "missions: [M1], kind: service}" in PLAN.read_text("utf-8")
    moved = run("move", "2023", "GOV-01", "living/health", "--as", "LIV-09")
    assert moved.code == 0
    assert "      LIV-09: {name: A, subdimension: health," in PLAN.read_text("utf-8")


def test_suggested_renames_are_confirmed(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PLAN.read_text("utf-8").replace("GOV-01:", "GOV-11:").replace("BRA-01:", "BRA-11:")
    PLAN.write_text(text, encoding="utf-8")
    assert run("diff", "2019", "2023", "--fail-on", "programme-dropped").code == 1
    refused = run("confirm", "2019", "2023")
    assert (refused.code, "there is no terminal to ask questions in" in refused.err) == (1, True)
    assert run("confirm", "2019", "2023", "--yes").code == 0
    assert PLAN.read_text("utf-8").count("formerly: [GOV-01]") == 1
    assert run("diff", "2019", "2023", "--fail-on", "programme-dropped").code == 0
    assert run("confirm", "2019", "2023").err == "`diff` suggests no renames; there is nothing to confirm.\n"
    assert run("confirm", "2023", "2019", "--yes").code == 1


def test_a_draft_carries_everything_over_but_the_old_story(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "plans", "balikpapan")
    result = run("draft", "2028", "--from", "balikpapan/2023.yaml", "--period", "2025-2029")
    assert (result.code, result.err) == (0, wrote("balikpapan/2028.yaml", "balikpapan/2028.yaml"))
    old, new = (Path(f"balikpapan/{name}.yaml").read_text("utf-8") for name in ("2023", "2028"))
    gone, come = lines_changed(old, new)
    assert come == ['revision: "2028"', 'supersedes: "2023"', "period: {start: 2025, end: 2029}"]
    assert gone == [
        'revision: "2023"',
        'supersedes: "2019"',
        "# Alasan yang disebut pada FGD: RPJMD dan visi misi wali kota yang baru, dan ibu kota negara yang baru.",
        "change_reasons: [rpjmd, capital_city]",
        "because: [fgd-2022-12-28/IN-01, fgd-2022-12-28/IN-08]",
        "        because: [2023-tahap-1/R-07]",
        "        # Kesimpulan kami: keenam lokasi uji coba ada di antara tujuh lokasi TPE, dan e-parking direncanakan di tempat",
        "        # TPE berdiri. Tidak ada sumber yang menyatakan TPE digantikan.",
        "        formerly: [ECO-03]",
    ]
    assert run("validate", "balikpapan/2028.yaml").code == 0
    assert "\n5 programmes are not planned for any year of the period" in result.out
    again = run("draft", "2028", "--from", "balikpapan/2023.yaml")
    assert (again.code, again.out) == (2, "")
    assert Path("balikpapan/2028.yaml").read_text("utf-8") == new


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_leaves_behind_what_taught_how_to_write_a_first_revision(run: Runner, language: str) -> None:
    words = ["--city", "Kota Contoh", "--code", "64.71", "--period", "2025-2029", "--lang", language]
    assert run("init", "baru", *words).code == 0
    first = Path("baru/2025.yaml").read_text("utf-8")
    mine = "# Lihat `smartplan coverage 2025` dan `smartplan diff 2025 2026`.\n# GOV-01: tetap\n"
    Path("baru/2025.yaml").write_text(f"{first}{mine}", encoding="utf-8")
    # Whatever the language of the run.
    draft = ["draft", "2027", "--from", "baru/2025.yaml", "--period", "2027-2031", "--rpjmd", "RPJMD baru"]
    assert run(*draft).code == 0
    text = Path("baru/2027.yaml").read_text("utf-8")
    gone, come = lines_changed(first + mine, text)
    assert come == [
        'revision: "2027"', "title: Rencana Induk Smart City Kota Contoh 2027-2031", 'supersedes: "2025"',
        "change_reasons: [rpjmd]", "period: {start: 2027, end: 2031}", "  title: RPJMD baru",
        "# Lihat `smartplan coverage 2027` dan `smartplan diff 2025 2026`.",
    ]  # fmt: skip
    left = [line.strip() for line in gone if line.lstrip().startswith("#")]
    assert (len(left) > 40, "# GOV-01:" in left, "      #     waktu-terbit:" in gone) == (True, True, True)
    # The examples are gone, what explains a field is not.
    assert re.findall(r"^ +# [\w-]+: .*", text, re.M) == []
    assert text.count("#   public_service  ") == first.count("#   public_service  ") == 1
    assert "# GOV-01: tetap\n" in text
    assert run("validate", "baru/2027.yaml", "--level", "error").code == 0


TITLES = [
    ("Rencana 2023 - 2026", "Rencana 2027 - 2031"), ("Rencana 2023–2026, revisi", "Rencana 2027–2031, revisi"),
    ("Rencana induk 2023", "Rencana induk 2023"), ("Perda 12023-2026", "Perda 12023-2026"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), TITLES)
def test_the_title_of_a_draft_names_its_period(run: Runner, old: str, new: str) -> None:
    change("title: Rencana induk 2023", f'title: "{old}"')
    assert run("draft", "2027", "--from", "2023", "--period", "2027-2031").code == 0
    assert parsed(Path("plans/2027.yaml").read_text("utf-8"))["title"] == new


BAD_DRAFTS = [
    (["draft", "../x", "--from", "2023"], "Error: `../x` is not a valid name of a revision"),
    (["draft", "2026", "--from", "2023", "--period", "2029-2025"], "Error: `2029-2025` is not a valid period"),
    (["draft", "2026", "--from", "2023", "--period", "soon"], "Error: `soon` is not a valid period"),
    (["draft", "2023", "--from", "2019"], "Error: `plans/2023.yaml` already exists"),
]


@pytest.mark.parametrize(("words", "told"), BAD_DRAFTS)
def test_a_draft_that_cannot_be(run: Runner, words: list[str], told: str) -> None:
    result = run(*words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(told)
    assert sorted(path.name for path in Path("plans").glob("*.yaml")) == ["2019.yaml", "2023.yaml"]


def test_the_decisions_of_a_draft(run: Runner) -> None:
    Path("plans/reviews/2025-01-01.yaml").write_text(
        "format: 1\nreview: fgd-2025\ndate: 2025-01-01\ntitle: FGD\nreviews: '2023'\nleads_to: '2026'\n"
        "inputs: {IN-01: {text: Beri Wi-Fi, disposition: open}, IN-02: {text: x, disposition: accepted}}\n",
        encoding="utf-8",
    )
    change("years: [2023, 2024]", "years: [2026]")
    result = run("draft", "2026", "--from", "2023", "--period", "2026-2030", "--rpjmd", "RPJMD baru", "--dry-run")
    assert result.code == 0
    assert not Path("plans/2026.yaml").exists()
    out = result.out
    assert "\n17 programmes are not planned for any year of the period" in out
    # All of them: no other command shows a draft that was not written.
    served = out[out.index("- M1 Tata kelola yang baik\n") : out.index("`smartplan realign 2026 M1=NEW`")]
    assert len(re.findall(r"[A-Z]{3}-\d\d", served)) == 18
    assert "\n1 input or recommendation is open: accepted, deferred or rejected?\n" in out
    assert "\n- fgd-2025/IN-01: Beri Wi-Fi\n" in out
    assert "\n1 accepted input is not cited in the plan: say what it led to\n" in out
    assert "\n- fgd-2025/IN-02: x\n" in out
    assert " more" not in out


def test_inputs_that_nobody_settled_come_back_with_the_next_draft(run: Runner) -> None:
    head = "format: 1\ntitle: FGD\nparticipants: {kampus: {name: Universitas Rekaan}}\n"
    earlier = (
        "review: fgd-2022\ndate: 2022-01-01\nreviews: '2019'\nleads_to: '2023'\ninputs:\n"
        "  IN-01: {from: kampus, text: Wi-Fi pasar, disposition: deferred, answer: Ditinjau 2026}\n"
        "  IN-02: {text: Sudah dipakai, disposition: deferred, answer: Nanti}\n"
        "  IN-03: {text: Belum dibahas, disposition: open}\n"
        "  IN-04: {text: Ditolak, disposition: rejected, answer: Tidak}\n"
        "  IN-05: {text: Tanpa jawaban, disposition: deferred}\n"
    )
    first = "review: fgd-2018\ndate: 2018-01-01\nreviews: '2019'\ninputs: {IN-01: {from: diskominfo, text: Lama, disposition: open}}\n"
    other = "review: lain\ndate: 2021-01-01\nreviews: '2030'\nleads_to: '2031'\ninputs: {IN-01: {text: Lain, disposition: open}}\n"
    new = "review: fgd-2025\ndate: 2025-01-01\nreviews: '2023'\nleads_to: '2026'\ninputs: {IN-01: {text: Baru, disposition: open}}\n"
    for name, text in {"a": earlier, "b": first, "c": other, "d": new}.items():
        Path(f"plans/reviews/{name}.yaml").write_text(head + text, encoding="utf-8")
    change("sources: [berita]", "because: [fgd-2022/IN-02]\n        sources: [berita]")
    out = run("draft", "2026", "--from", "2023", "--dry-run").out
    lines = [line for line in out.splitlines() if re.match(r"\d+ input|- fgd-|- lain|    answer", line)]
    assert lines == [
        "3 inputs or recommendations are open: accepted, deferred or rejected?",
        "- fgd-2018/IN-01 (Dinas Komunikasi dan Informatika): Lama",
        "- fgd-2022/IN-03: Belum dibahas",
        "- fgd-2025/IN-01: Baru",
        "2 inputs of earlier reviews were deferred and not taken up since",
        "- fgd-2022/IN-01 (Universitas Rekaan): Wi-Fi pasar",
        "    answer at the time  Ditinjau 2026",
        "- fgd-2022/IN-05: Tanpa jawaban",
    ]


def test_a_review_that_cannot_be_read_is_named_beside_the_decisions(run: Runner) -> None:
    Path("plans/reviews/rusak.yaml").write_text("format: 1\nreview: rusak\ninputs: [\n", encoding="utf-8")
    Path("plans/reviews/lain.yml").write_text("format: 1\n", encoding="utf-8")
    result = run("draft", "2026", "--from", "2023")
    passed_over, broken, written = result.err.splitlines()
    assert passed_over.startswith("Note: `plans/reviews/lain.yml` is skipped because of its name")
    assert broken.startswith("Note: `plans/reviews/rusak.yaml` cannot be read as a review: 3:9: the bracket")
    assert (result.code, written) == (0, wrote("plans/2026.yaml").rstrip())


def test_the_whole_story_of_a_revision(run: Runner) -> None:
    shutil.copytree(ROOT / "tests" / "city", "kota")
    Path("kota/reviews/2028-05-01.yaml").write_text(
        "format: 1\nreview: fgd-2028-05-01\ndate: 2028-05-01\ntitle: FGD\nreviews: '2026'\nleads_to: '2030'\n"
        "participants: {kampus: {name: Universitas Rekaan, role: academic}}\n"
        "inputs: {IN-01: {from: kampus, text: Beri satu data, disposition: accepted}}\n",
        encoding="utf-8",
    )

    def do(*words: str) -> None:
        result = run(*words, "--plans", "kota")
        assert result.code == 0, result

    do("draft", "2030", "--from", "2026", "--period", "2024-2033", "--rpjmd", "RPJMD 2029-2034")
    path = Path("kota/2030.yaml")
    text = path.read_text("utf-8")
    assert "\nchange_reasons: [rpjmd]\n" in text
    path.write_text(
        text.replace("  title: RPJMD 2029-2034\n", "  title: RPJMD 2029-2034\n  missions: {M1: Kota yang terbuka}\n"),
        encoding="utf-8",
    )
    because = ["--because", "fgd-2028-05-01/IN-01"]
    do("add", "2030", "GOV-10", "--dimension", "governance", "--subdimension", "bureaucracy", "--name", "Satu data",
       "--agency", "diskominfo", *because)  # fmt: skip
    do("withdraw", "2030", "GOV-03", "--reason", "Diganti satu data", *because)
    do("move", "2030", "ENV-09", "living/mobility", "--as", "LIV-10")
    do("merge", "2030", "LIV-02", "LIV-05", "--into", "LIV-02")
    do("split", "2030", "SOC-01", "--into", "SOC-01", "--into", "SOC-10")
    fields = {
        "years": "[2030, 2031]", "budget.apbd.2030": "250000000", "kind": "service",
        "indicators": "{waktu: {name: Waktu layanan, unit: hari, direction: down, baseline: 9, targets: {2030: 5}}}",
        "sources": "[dokumen]",
    }  # fmt: skip
    for id_ in ("GOV-10", "SOC-10"):
        for field, value in fields.items():
            do("set", "2030", id_, field, value)
    for entry in json.loads(run("coverage", "2030", "--plans", "kota", "--format", "json").out)["holes"]:
        if entry["kind"] == "programme-without-mission":
            do("set", "2030", entry["programme"], "missions", "[M1]")
    validated = run("validate", "2030", "--plans", "kota")
    assert validated.out.startswith("No findings.")
    changes = json.loads(run("diff", "2026", "2030", "--plans", "kota", "--format", "json").out)["changes"]
    lineage = [
        (one["kind"], one["old"] and one["old"]["programme"], one["new"] and one["new"]["programme"], one["because"])
        for one in changes
        if one["kind"].startswith("programme-")
    ]
    cited = ["fgd-2028-05-01/IN-01"]
    assert lineage == [
        ("programme-added", None, "GOV-10", cited),
        ("programme-withdrawn", "GOV-03", "GOV-03", cited),
        ("programme-merged", "LIV-02", "LIV-02", []),
        ("programme-merged", "LIV-05", "LIV-02", []),
        ("programme-moved", "ENV-09", "LIV-10", []),
        ("programme-renumbered", "ENV-09", "LIV-10", []),
        ("programme-split", "SOC-01", "SOC-01", []),
        ("programme-split", "SOC-01", "SOC-10", []),
    ]
    realigned = {one["programme"] for one in changes if one["kind"] == "missions-changed"}
    assert len(realigned) == 19
    inputs = run("inputs", "2030", "--plans", "kota").out
    assert "GOV-10 Satu data" in inputs
    assert "GOV-03: Diganti satu data" in " ".join(inputs.split())
