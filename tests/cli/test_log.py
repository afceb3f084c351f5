"""`log`: the chains of a folder, newest first, each revision with its balance, its reasons and what led to it."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from yaml import safe_dump

from smartplan.operations.changes import as_data
from smartplan.operations.diff import read
from smartplan.report import schemas
from tests.helpers.base import FILES, merged, parsed, write
from tests.helpers.runner import ROOT, Runner, change

CITY = str(ROOT / "tests" / "city")
PLANS = str(ROOT / "plans")


def logged(run: Runner, *arguments: str, err: str = "", code: int = 0) -> Any:
    result = run("log", *arguments, "--format", "json")
    assert (result.code, result.err) == (code, err)
    found = json.loads(result.out)
    assert jsonschema_rs.is_valid(schemas.schema("log"), found)
    return found


def names(log: Any) -> list[list[str]]:
    return [[row["revision"] for row in chain] for chain in log["chains"]]


def add(files: dict[str, str]) -> None:
    """Further revisions that start from the one of 2023."""
    whole = {
        name: safe_dump(merged(parsed(FILES.get(name, FILES["2023.yaml"])), parsed(text)), sort_keys=False)
        for name, text in files.items()
    }
    write(Path("plans"), whole, whole=True)


def test_a_chain_is_told_newest_first(run: Runner) -> None:
    log = logged(run, "--plans", CITY)
    assert (log["city"], names(log), log["unread"]) == ("Kota Nusa Jaya", [["2026", "2024", "2020"]], [])
    row = log["chains"][0][1]
    against = row.pop("against")
    assert Path(row.pop("path")).name == "2024.yaml"
    assert row.pop("inputs") == [{
        "ref": "fgd-2023-05-01/IN-01", "text": "Selaraskan dengan RPJMD baru", "source": "kampus",
        "given_by": "Universitas Rekaan", "review": "FGD review rencana induk", "date": "2023-05-01",
        "disposition": "accepted", "answer": None,
    }]  # fmt: skip
    assert row.pop("reviews") == [{
        "review": "fgd-2023-05-01", "kind": "fgd", "date": "2023-05-01", "title": "FGD review rencana induk",
        "inputs": 2, "accepted": 1,
    }]  # fmt: skip
    assert row == {
        "revision": "2024", "title": "Rencana induk smart city Kota Nusa Jaya 2024", "status": "draft",
        "record": "example", "period": {"start": 2024, "end": 2027}, "rpjmd": "RPJMD 2023-2028", "supersedes": "2020",
        "predecessor": "found", "programmes": 21, "budget": 22000000000, "funded": 21, "outside": None,
        "money_years": [2024, 2025], "reasons": ["rpjmd", "input"],
        "evaluations": [],
    }  # fmt: skip
    del against["programmes"], against["budget"]
    moved = {"old": ["GOV-05"], "new": "SOC-09", "dimension": "society"}
    assert against == {
        "added": ["ENV-09"], "withdrawn": ["LIV-04", "SOC-04"], "dropped": [], "moved": [moved],
        "renumbered": [{"old": ["ECO-03"], "new": "ECO-09", "dimension": "economy"}, moved],
        "merged": [{"old": ["GOV-03", "GOV-04"], "new": "GOV-03", "dimension": "governance"}],
        "split": [{"old": ["LIV-02"], "new": new, "dimension": "living"} for new in ("LIV-02", "LIV-05")],
        "names": {
            "ENV-09": "Taman kota bersama", "SOC-09": "Aduan warga", "ECO-09": "Parkir nontunai",
            "GOV-03": "Kantor elektronik", "LIV-02": "Antrean puskesmas", "LIV-05": "Rekam medis",
        },
        "old_names": {
            "LIV-04": "Telemedisin", "SOC-04": "Radio warga", "GOV-05": "Aduan warga", "ECO-03": "Parkir nontunai",
            "GOV-03": "Kantor elektronik", "GOV-04": "Arsip digital", "LIV-02": "Antrean puskesmas",
        },
        "reasons": {
            "LIV-04": {"reason": "Selesai", "because": []},
            "SOC-04": {"reason": "Diganti media lain", "because": ["fgd-2023-05-01/IN-01"]},
        },
    }  # fmt: skip
    first = log["chains"][0][2]
    assert (first["supersedes"], first["predecessor"], first["against"]) == (None, None, None)
    assert first["evaluations"] == [
        {"year": 2024, "stage": None, "final": 3.25, "rank": {"position": 12, "of": 100}, "award": None}
    ]


@pytest.mark.parametrize(
    ("plans", "old", "new"), [(CITY, "2020", "2024"), (CITY, "2024", "2026"), (PLANS, "2019", "2023")]
)
def test_the_balance_is_that_of_diff_and_names_as_many(run: Runner, plans: str, old: str, new: str) -> None:
    row = next(row for chain in logged(run, "--plans", plans)["chains"] for row in chain if row["revision"] == new)
    whole = json.loads(json.dumps(row["against"]))
    summary = as_data(read(old, new, plans)).summary
    counts = whole.pop("programmes")
    assert counts == {name: getattr(summary.programmes, name) for name in summary.programmes.__struct_fields__}
    budget = whole.pop("budget")
    # How far it moved is said only of plans of the same years, in a line.
    assert [budget[side] for side in ("old", "new")] == [summary.budget.old, summary.budget.new]
    assert (budget["old"] is None) == (old == "2019")
    ids = {name for key in ("added", "moved", "renumbered", "merged", "split") for name in _ids(whole[key])}
    assert whole.pop("names").keys() == ids
    assert whole.pop("old_names").keys() >= {*whole["withdrawn"], *whole["dropped"]}
    assert whole.pop("reasons").keys() == set(whole["withdrawn"])
    assert {name: len(ids) for name, ids in whole.items()} == {name: counts[name] for name in whole}


def _ids(listed: list[Any]) -> list[str]:
    return [one if isinstance(one, str) else one["new"] for one in listed]


CHAIN = """\
Kota Contoh: 2 revisions
plans

2023  Rencana induk 2023
────────────────────────
status              draft, example
period              2023–2026
RPJMD               RPJMD 2016-2021
supersedes          2019
reasons for change  standard, other
review              December 28, 2022, FGD; 1 of 1 input accepted
input               fgd-2022-12-28/IN-01: Selaraskan (Institut Teknologi Sepuluh Nopember, accepted)
input               fgd-2022-12-28/IN-02: no review contains this input
programmes          18
budget              IDR 9 billion → IDR 8.5 billion (stated by 17 of 18 programmes)

+ 1 added
    LIV-09 Bus
! 1 dropped without explanation
    LIV-03 Program mobility 3
~ 17 changed

2019  Rencana induk 2019
────────────────────────
status      superseded, example
period      2019–2022
RPJMD       RPJMD 2016-2021
programmes  18
budget      IDR 9 billion
evaluation  2023: final index 3.41
"""
RANTAI = """\
+ 1 ditambahkan
    LIV-09 Bus
! 1 hilang tanpa penjelasan
    LIV-03 Program mobility 3
~ 17 berubah
"""


def test_a_log_reads_as_it_should(run: Runner) -> None:
    change("because: [fgd-2022-12-28/IN-01]", "because: [fgd-2022-12-28/IN-01, fgd-2022-12-28/IN-02]")
    change("profile:", "change_reasons: [standard, other]\nprofile:")
    text = Path("plans/2023.yaml").read_text("utf-8")
    start, end = text.index("      LIV-03:"), text.index("  society:")
    new = "      LIV-09: {name: Bus, subdimension: mobility, agency: diskominfo, formerly: []}\n"
    Path("plans/2023.yaml").write_text(text[:start] + new + text[end:], encoding="utf-8")
    assert run("log") == (0, CHAIN, "")
    assert RANTAI in run("log", "--lang", "id").out


def test_log_and_diff_count_alike(run: Runner) -> None:
    """One that moved and has another id is both."""
    told = run("diff", "2020", "2024", "--plans", CITY).out
    assert "~ 20 changed, among them 1 moved, 2 renumbered," in told
    for command in (["log"], ["summary", "2024"]):
        out = run(*command, "--plans", CITY).out
        assert "~ of these, 1 moved to another dimension\n    GOV-05 → SOC-09 Aduan warga" in out
        assert "~ of these, 2 renumbered\n    ECO-03 → ECO-09 Parkir nontunai\n    GOV-05 → SOC-09 Aduan warga\n" in out


def test_what_is_not_stated_is_no_nought(run: Runner) -> None:
    log = run("log", "--plans", PLANS)
    assert (
        "budget              not stated → about IDR 304.9 billion (stated by 5 of 38 programmes); all years (2020–2024)"
        in log.out
    )
    assert [item["budget"] for item in logged(run, "--plans", PLANS)["chains"][0]] == [518900000000, 304900000000, None]


def test_a_chain_that_ends_in_a_revision(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(logged(run, "2024", "--plans", CITY)) == [["2024", "2020"]]
    assert names(logged(run, f"{CITY}/2020.yaml")) == [["2020"]]
    text = Path("plans/2023.yaml").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert names(logged(run, "-")) == [["2023", "2019"]]


def test_separate_chains_are_all_told(run: Runner) -> None:
    add({
        "2025.yaml": 'revision: "2025"\nsupersedes: "2023"', "2026.yaml": 'revision: "2026"\nsupersedes: "2023"',
        "lain.yaml": "revision: lain\nsupersedes: null\ncity: {name: Kota Lain}", "zaman.yaml": "supersedes: lain",
    })  # fmt: skip
    assert names(logged(run)) == [["zaman", "lain"], ["2026", "2025", "2023", "2019"]]
    out = run("log").out
    assert out.startswith("Kota Contoh, Kota Lain: 6 revisions\nplans\n\nChain 1 of 2\n\nzaman")
    assert "\nChain 2 of 2\n\n2026" in out


def test_a_circle_is_told_without_end(run: Runner) -> None:
    change("status: superseded", 'status: superseded\nsupersedes: "2023"', "2019")
    assert sorted(names(logged(run))) == [["2019"], ["2023"]]
    assert names(logged(run, "2023")) == [["2023", "2019"]]


def test_a_missing_or_unreadable_predecessor_is_named(run: Runner) -> None:
    change('supersedes: "2019"', 'supersedes: "2018"')
    row = logged(run)["chains"][0][0]
    assert (row["revision"], row["predecessor"], row["against"]) == ("2023", "missing", None)
    assert (
        "Revision 2018, which it supersedes, is not in this folder, so the changes are not known.\n" in run("log").out
    )
    Path("plans/2018.yaml").write_text("a: [1", encoding="utf-8")
    note = run("log").err
    assert note.startswith("Error: `plans/2018.yaml` cannot be read as a plan: 1:6:")
    log = logged(run, err=note, code=2)
    assert (log["unread"], names(log)) == (["plans/2018.yaml"], [["2023"], ["2019"]])
    assert log["chains"][0][0]["predecessor"] == "unreadable"
    assert (
        "Revisi 2018, yang digantikannya, tidak dapat dibaca sehingga perubahannya tidak diketahui."
        in run("log", "--lang", "id").out
    )


def test_what_stops_it_is_two(run: Runner) -> None:
    Path("kosong").mkdir()
    assert run("log", "--plans", "kosong") == (2, "", "Error: `kosong` contains no readable revision\n")
    Path("kosong/rusak.yaml").write_text("a: [1", encoding="utf-8")
    result = run("log", "--plans", "kosong", "--lang", "id")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[1] == "Kesalahan: `kosong` tidak memuat revisi yang dapat dibaca"
    assert run("log", "2032").code == 2
    assert run("log", "kosong/rusak.yaml").code == 2


def test_a_plan_with_faults_is_told_as_far_as_it_can_be_read(run: Runner) -> None:
    change("agency: diskominfo", "agency: [1]")
    assert run("log").err.startswith("Note: plans/2023.yaml has 1 structural finding")


def test_hostile_text_stays_text(run: Runner) -> None:
    change("title: Rencana induk 2023", 'title: "\\e[31mmerah\\u202e"')
    for form in ("text", "markdown"):
        out = run("log", "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert run("log", "--format", "markdown", "--output", "log.md") == (0, "", "")
    assert Path("log.md").read_text("utf-8").startswith("## Kota Contoh: 2 revisions\n")
