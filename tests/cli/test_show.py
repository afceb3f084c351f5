"""`show`: one programme whole, where an unknown id stands, and a life through the chain of revisions."""

import io
import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from yaml import safe_dump

from smartplan.analysis.coverage import cover
from smartplan.analysis.programme import FIELDS
from smartplan.operations.changes import as_data
from smartplan.operations.diff import lineage, read
from smartplan.operations.show import show
from smartplan.report import schemas
from smartplan.workspace.revision import Revision, open_revision
from tests.helpers.base import FILES, merged, parsed, write
from tests.helpers.runner import ROOT, Runner, change

CITY = str(ROOT / "tests" / "city")
TODAY = date(2026, 11, 24)


def shown(run: Runner, *arguments: str) -> Any:
    result = run("show", *arguments, "--format", "json")
    assert (result.code, result.err) == (0, "")
    found = json.loads(result.out)
    assert jsonschema_rs.is_valid(schemas.schema("programme"), found)
    return found


WHOLE = """\
  governance:
    programmes:
      GOV-01:
        name: Layanan
        subdimension: public_service
        description: >-
          Satu
          pintu
        agency: diskominfo
        partners: [its, hilang]
        missions: [M1, M9]
        code: "2.16.03"
        kind: application
        horizon: short
        quick_win: false
        status: running
        years: [2024, 2023]
        execution: {2023: partly}
        budget: {apbd: {2024: 1500000, 2023: 2000000000}, csr: {2023: 0}}
        indicators:
          waktu: {name: Waktu, level: output, unit: menit, direction: down, baseline: 10,
                  targets: {2023: 5, 2024: 4}, actuals: {2023: 6}}
          puas: {name: Puas, targets: {2023: 80}, actuals: {2022: 1}}
        formerly: [GOV-01, GOV-02]
        because: [fgd-2022-12-28/IN-01, fgd-2022-12-28/IN-02, fgd-2022-12-28/IN-99]
        sources: [berita, hilang]
"""


def whole_city(folder: Path) -> None:
    head = FILES["2023.yaml"].partition("dimensions:")[0].replace(
        "agencies: {", "agencies: {its: {name: Institut, role: academic}, "
    )  # fmt: skip
    source = "berita: {title: Berita kota, publisher: Kota, date: 2022-12, url: https://contoh.id/1}"
    text = head.replace("berita: {title: Berita kota}", source) + "dimensions:\n" + WHOLE
    review = (
        FILES["reviews/2022-12-28.yaml"] + "  IN-02: {from: its, text: Tunda, disposition: deferred, answer: Nanti}\n"
    )
    write(folder, {"2023.yaml": text, "reviews/2022-12-28.yaml": review}, whole=True)


def test_a_programme_is_shown_whole(run: Runner) -> None:
    whole_city(Path("plans"))
    found = shown(run, "2023", "GOV-01")
    line = Path("plans/2023.yaml").read_text("utf-8").splitlines().index("      GOV-01:") + 1
    assert (found["format"], found["revision"], found["path"], found["line"]) == (1, "2023", "plans/2023.yaml", line)
    assert found["history"] is None
    card = found["programme"]
    plain = {key: card[key] for key in FIELDS if key in card and not isinstance(card[key], dict | list)}
    assert plain == {
        "name": "Layanan", "subdimension": "public_service", "description": "Satu pintu", "code": "2.16.03",
        "kind": "application", "horizon": "short", "quick_win": False, "status": "running",
    }  # fmt: skip
    assert card["agency"] == {"id": "diskominfo", "name": "Dinas Komunikasi dan Informatika"}
    assert card["partners"] == [{"id": "its", "name": "Institut"}, {"id": "hilang", "name": None}]
    assert card["missions"] == [{"id": "M1", "text": "Tata kelola yang baik"}, {"id": "M9", "text": None}]
    assert (card["years"], card["execution"]) == ([2023, 2024], {"2023": "partly"})
    assert card["budget"] == {
        "sources": {"apbd": {"2023": 2000000000, "2024": 1500000}, "csr": {"2023": 0}},
        "by_source": {"apbd": 2001500000, "csr": 0}, "by_year": {"2023": 2000000000, "2024": 1500000},
        "total": 2001500000,
    }  # fmt: skip
    assert [(one["id"], one["baseline"], one["years"]) for one in card["indicators"]] == [
        ("waktu", 10, [
            {"year": 2023, "target": 5, "actual": 6, "reached": False},
            {"year": 2024, "target": 4, "actual": None, "reached": None},
        ]),
        ("puas", None, [
            {"year": 2022, "target": None, "actual": 1, "reached": None},
            {"year": 2023, "target": 80, "actual": None, "reached": None},
        ]),
    ]  # fmt: skip
    assert [
        (one["ref"][-5:], one["text"], one["given_by"], one["disposition"], one["answer"]) for one in card["inputs"]
    ] == [
        ("IN-01", "Selaraskan", "Institut Teknologi Sepuluh Nopember", "accepted", None),
        ("IN-02", "Tunda", "Institut Teknologi Sepuluh Nopember", "deferred", "Nanti"),
        ("IN-99", None, None, None, None),
    ]
    assert card["sources"] == [
        {"key": "berita", "title": "Berita kota", "publisher": "Kota", "date": "2022-12", "url": "https://contoh.id/1"},
        {"key": "hilang", "title": None, "publisher": None, "date": None, "url": None},
    ]
    assert card["formerly"] == ["GOV-01", "GOV-02"]
    assert [(hole["kind"], hole["indicator"]) for hole in card["missing"]] == [("indicator-without-baseline", "puas")]
    assert card["unstated"] == []


TEXT = """\
Kota Contoh, 2023: GOV-01 Layanan
Revision 2023 is an example, not the plan of a real city.

defined at     plans/2023.yaml:17
dimension      Smart Governance
sub-dimension  Public service
description    Satu pintu
agency         Dinas Komunikasi dan Informatika
partners       Institut; hilang
missions       M1: Tata kelola yang baik; M9
code           2.16.03
kind           application
horizon        short term
quick win      no
status         running
years          2023–2024
execution      2023: ran in part
formerly       GOV-01, GOV-02

Budget
──────
IDR million     2023  2024    total
───────────────────────────────────
APBD         2,000.0   1.5  2,001.5
CSR              0.0     ·      0.0

total        2,000.0   1.5  2,001.5

Indicators
──────────
indicator                       level   baseline  year  target  actual  reached
────────────────────────────────────────────────────────────────────────────────
Waktu (menit, lower is better)  output        10  2023       5       6  ✗ missed
                                                  2024       4       ·  ·
Puas                            ·              ·  2022       ·       1  ·
                                                  2023      80       ·  ·

Inputs that led to it
─────────────────────
- fgd-2022-12-28/IN-01: Selaraskan
    from       Institut Teknologi Sepuluh Nopember
    review     FGD, December 28, 2022
    follow-up  accepted

- fgd-2022-12-28/IN-02: Tunda
    from       Institut Teknologi Sepuluh Nopember
    review     FGD, December 28, 2022
    follow-up  deferred
    answer     Nanti

! fgd-2022-12-28/IN-99: no review contains this input

Sources
───────
- Berita kota (Kota, December 2022)
    https://contoh.id/1
! hilang: the plan does not list this source

Gaps
────
! no baseline (puas)
    how to close  state the value at the start (`baseline`)
"""


def test_a_programme_reads_as_it_should(run: Runner) -> None:
    whole_city(Path("plans"))
    assert run("show", "2023", "gov-01") == (0, TEXT, "")


def test_many_years_stand_below_each_other(run: Runner) -> None:
    years = ", ".join(f"{year}: 1000000" for year in range(2020, 2027))
    change("budget: {apbd: {2023: 500000000}}", f"budget: {{apbd: {{{years}}}, csr: {{2021: 2500000}}}}")
    out = run("show", "2023", "GOV-01").out
    table = out[out.index("Budget") :].split("\n\n")[0].splitlines()[2:]
    assert table[0].split() == ["IDR", "million", "APBD", "CSR", "total"]
    assert [row.split() for row in table[2:4]] == [["2020", "1.0", "·", "1.0"], ["2021", "1.0", "2.5", "3.5"]]


def test_what_is_not_stated_is_left_out_and_said(run: Runner) -> None:
    text = (
        FILES["2023.yaml"].partition("dimensions:")[0]
        + "dimensions:\n  living:\n    programmes:\n      LIV-01: {name: Sepi}\n"
    )
    write(Path("plans"), {"2023.yaml": text}, whole=True)
    result = run("show", "2023", "LIV-01")
    assert result.out.splitlines()[3:5] == ["defined at  plans/2023.yaml:17", "dimension   Smart Living"]
    missing = result.out[result.out.index("Gaps") :].splitlines()[2:]
    assert missing[::2] == ["! no executing agency", "! no RPJMD mission", "! no indicator", "! no budget",
        "· not stated: sub-dimension, description, partners, code, kind, horizon, quick win, status, years, execution, inputs, sources",
    ]  # fmt: skip
    # What is there but cannot be read is no gap of the plan: standard error speaks of it.
    change("LIV-01: {name: Sepi}", "LIV-01: {name: Sepi, subdimension: health, agency: [1]}")
    again = run("show", "2023", "LIV-01")
    assert "not stated: description, partners," in again.out
    assert again.err.startswith("Note: plans/2023.yaml has 1 structural finding")


def revisions() -> list[Revision]:
    named = [
        *((name, CITY) for name in ("2020", "2024", "2026")),
        *((name, str(ROOT / "plans")) for name in ("2019", "2023")),
    ]
    return [open_revision(name, folder, TODAY) for name, folder in named]


@pytest.mark.parametrize("revision", revisions(), ids=lambda revision: revision.name)
def test_the_holes_of_all_programmes_are_those_of_the_coverage(revision: Revision) -> None:
    cards = [show(revision, entry).shown.programme for entry in revision.plan.entries()]
    found = Counter(hole.where for card in cards for hole in card.missing)
    covered = cover(revision.plan, revision.context).holes
    assert found == Counter(hole.where for hole in covered if hole.programme)
    told = {
        "agency": "agency",
        "mission": "missions",
        "objective": "objectives",
        "indicator": "indicators",
        "budget": "budget",
        "source": "sources",
    }
    # Where no objective is listed none can be named.
    fields = [name for name in FIELDS if name != "objectives" or revision.plan.rpjmd.objectives]
    for card, entry in zip(cards, revision.plan.entries(), strict=True):
        holes = {told.get(hole.kind.removeprefix("programme-without-")) for hole in card.missing} - {None}
        stated = {name for name in fields if getattr(entry.programme, name) not in (None, "", [], {})}
        # Every field is stated, or a hole, or named as not stated; and no more than one of the three. None of these
        # plans lists actions, so that none lacks them.
        assert sorted([*stated, *holes, *card.unstated]) == sorted({*fields} - {"actions"})


def test_no_other_revision_is_read(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    from smartplan.workspace.folder import Folder

    read_files: list[str] = []
    load = Folder.load
    monkeypatch.setattr(Folder, "load", lambda self, path: read_files.append(path.name) or load(self, path))
    shown(run, "2023", "GOV-01")
    assert set(read_files) == {"2023.yaml", "2022-12-28.yaml"}


def test_a_giver_that_only_the_reviewed_revision_knows(run: Runner) -> None:
    write(Path("plans"), {
        "2019.yaml": "agencies: {bpbd: {name: Penanggulangan Bencana}}",
        "2023.yaml": "dimensions: {living: {programmes: {LIV-01: {because: [fgd-2022-12-28/IN-01]}}}}",
        "reviews/2022-12-28.yaml": "inputs: {IN-01: {from: bpbd}}",
    })  # fmt: skip
    assert shown(run, "2023", "LIV-01")["programme"]["inputs"][0]["given_by"] == "Penanggulangan Bencana"


def test_a_giver_that_nobody_knows_goes_by_the_id(run: Runner) -> None:
    change("sources: [berita]", "sources: [berita]\n        because: [fgd-2022-12-28/IN-01]")
    path = Path("plans/reviews/2022-12-28.yaml")
    path.write_text(path.read_text("utf-8").replace("from: its", "from: entah"), encoding="utf-8")
    given = shown(run, "2023", "GOV-01")["programme"]["inputs"][0]
    assert (given["source"], given["given_by"]) == ("entah", None)
    assert "\n    from       entah\n" in run("show", "2023", "GOV-01").out


def test_an_indicator_without_years_and_a_programme_that_is_new(run: Runner) -> None:
    change(", targets: {2023: 9}}", "}\n        formerly: []")
    change("        missions: [M1]\n        years: [2023, 2024]\n        budget: {apbd: {2023: 500000000}}\n", "")
    out = run("show", "2023", "GOV-01", "--history", "--lang", "id").out
    assert "sebelumnya           tidak ada (program baru)\n" in out
    assert "Waktu layanan (menit)  ·           10  ·           ·          ·  ·\n" in out
    row = next(line for line in out.splitlines() if line.startswith("2019  "))
    assert row.split() == ["2019", "–", "tidak", "ada", "dalam", "revisi", "ini", *"···"]


UNKNOWN = [
    ("2024", "ECO-03", "it is in revision 2020 and continues here as `ECO-09`"),
    ("2024", "eco-03", "it is in revision 2020 and continues here as `ECO-09`"),
    ("2026", "GOV-04", "it is in revision 2020 and continues here as `GOV-03`"),
    ("2026", "SOC-09", "it is in revision 2024 and was withdrawn in revision 2026: Masuk ke layanan satu pintu"),
    ("2026", "SOC-04", "it is in revision 2020 and was withdrawn in revision 2024: Diganti media lain"),
    ("2026", "GOV-05", "it is in revision 2020 and was withdrawn in revision 2026: Masuk ke layanan satu pintu"),
    ("2020", "ENV-09", "it was added in revision 2024"),
    ("2020", "SOC-09", "it is in revision 2024, and here its id is `GOV-05`"),
    ("2020", "LIV-05", "it is in revision 2024, and here its id is `LIV-02`"),
    ("2024", "GOV-001", "did you mean `GOV-01`?"),
]


@pytest.mark.parametrize(("revision", "id_", "rest"), UNKNOWN)
def test_an_unknown_id_is_two_and_says_where_it_stands(run: Runner, revision: str, id_: str, rest: str) -> None:
    result = run("show", revision, id_, "--plans", CITY)
    assert result == (2, "", f"Error: there is no programme `{id_}` in revision {revision}; {rest}\n")


def test_an_id_that_nobody_knows_or_that_was_dropped(run: Runner) -> None:
    assert run("show", "2023", "zzz", "--lang", "id") == (2, "", "Kesalahan: tidak ada program `zzz` di revisi 2023\n")
    change("      LIV-03:", "      LIV-08:\n        formerly: []")
    assert run("show", "2023", "LIV-03").err == (
        "Error: there is no programme `LIV-03` in revision 2023; it is in revision 2019 and was dropped without explanation\n"
    )
    change('supersedes: "2019"', 'supersedes: "2018"\nwithdrawn: {LIV-03: {reason: Selesai}}')
    assert run("show", "2023", "LIV-03").err == (
        "Error: there is no programme `LIV-03` in revision 2023; it was withdrawn in revision 2023: Selesai\n"
    )
    assert run("show", "2032", "LIV-03").code == 2


def test_an_id_of_another_case_is_taken_where_only_one_is_meant(run: Runner) -> None:
    assert shown(run, "2023", "liv-03")["programme"]["id"] == "LIV-03"
    change("      LIV-02:", "      liv-03:")
    assert shown(run, "2023", "LIV-03")["programme"]["id"] == "LIV-03"
    assert shown(run, "2023", "liv-03")["programme"]["id"] == "liv-03"
    result = run("show", "2023", "Liv-03")
    told = (
        "`Liv-03` matches more than one programme: `liv-03` (Program health 2) or `LIV-03` (Program mobility 3); "
        "write its id"
    )
    assert (result.code, result.err) == (2, f"Error: {told}\n")


LIVES = [
    ("2024", "GOV-03", [("2020", "present", ["GOV-03", "GOV-04"]), ("2024", "present", ["GOV-03"]), ("2026", "present", ["GOV-03"])]),
    ("2024", "LIV-05", [("2020", "present", ["LIV-02"]), ("2024", "present", ["LIV-05"]), ("2026", "present", ["LIV-05"])]),
    ("2020", "LIV-02", [("2020", "present", ["LIV-02"]), ("2024", "present", ["LIV-02", "LIV-05"]), ("2026", "present", ["LIV-02", "LIV-05"])]),
    ("2020", "GOV-05", [("2020", "present", ["GOV-05"]), ("2024", "present", ["SOC-09"]), ("2026", "withdrawn", [])]),
    ("2020", "SOC-04", [("2020", "present", ["SOC-04"]), ("2024", "withdrawn", [])]),
    ("2026", "ENV-09", [("2020", "absent", []), ("2024", "present", ["ENV-09"]), ("2026", "present", ["ENV-09"])]),
]  # fmt: skip


@pytest.mark.parametrize(("revision", "id_", "lives"), LIVES)
def test_a_life_through_the_chain(run: Runner, revision: str, id_: str, lives: list[Any]) -> None:
    history = shown(run, revision, id_, "--history", "--plans", CITY)["history"]
    told = [
        (one["revision"], one["state"], [stand["id"] for stand in one["programmes"]]) for one in history["revisions"]
    ]
    assert told == lives
    assert history["lacking"] is None


def test_the_table_and_the_steps_of_a_history(run: Runner) -> None:
    history = shown(run, "2024", "LIV-05", "--history", "--plans", CITY)["history"]
    assert history["revisions"][0]["programmes"] == [{
        "id": "LIV-02", "name": "Antrean puskesmas", "dimension": "living", "subdimension": "health",
        "agency": "diskominfo", "status": "running", "budget": 1000000000, "targets": 2, "line": 260,
    }]  # fmt: skip
    first, second = history["steps"]
    assert (first["old"], first["new"], first["parts"]) == ("2020", "2024", ["LIV-02", "LIV-05"])
    assert (second["old"], second["new"], second["parts"], second["changes"]) == ("2024", "2026", [], [])
    # Where both parts are told, there is no need to name them.
    both = shown(run, "2020", "LIV-02", "--history", "--plans", CITY)["history"]["steps"][0]
    assert both["parts"] == []
    assert {change["programme"] for change in both["changes"]} == {"LIV-02", "LIV-05"}


def test_a_history_tells_changes_as_diff_does(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """In colours on a terminal, between marks without; where it stands only if that is asked for."""
    command = ("show", "2023", "ECO-09", "--history", "--plans", str(ROOT / "plans"))
    plain = run(*command).out
    with monkeypatch.context() as patch:
        patch.setenv("FORCE_COLOR", "1")
        coloured = run(*command).out
    assert "{+" in plain
    # What went and what came are told apart without colours too.
    assert "di \x1b[31;9m7\x1b[0m \x1b[32;4m6\x1b[0m lokasi" in coloured
    assert "{+" not in coloured
    assert "[-" not in coloured
    for form in ("text", "markdown"):
        where = re.compile(r"\[\d* ?→ ?\d*\\?\]")
        assert not where.search(run(*command, "--format", form).out)
        assert where.search(run(*command, "--format", form, "--lines").out)


@pytest.mark.parametrize(("old", "new"), [("2020", "2024"), ("2024", "2026")])
def test_the_changes_of_a_step_are_those_of_diff(run: Runner, old: str, new: str) -> None:
    """Over all programmes of the older revision, each change is told; and none that diff does not tell."""
    whole = as_data(read(old, new, CITY)).changes
    marks = Counter(change.fingerprint for change in whole if change.programme and change.kind != "programme-added")
    told: set[str] = set()
    revision = open_revision(old, CITY, TODAY)
    for entry in revision.plan.entries():
        history = shown(run, old, entry.id, "--history", "--plans", CITY)["history"]
        step = next(step for step in history["steps"] if step["old"] == old)
        told |= {change["fingerprint"] for change in step["changes"]}
    assert told == set(marks)


def test_a_life_is_the_composed_lineage() -> None:
    line = [open_revision(name, CITY, TODAY) for name in ("2020", "2024", "2026")]
    assert lineage(line).predecessors["GOV-03"] == ("GOV-03", "GOV-04")
    assert lineage(line).withdrawn["GOV-05"].id == "SOC-09"


RETURNS = {
    "2019.yaml": "dimensions: {living: {programmes: {LIV-09: {name: Bus, subdimension: mobility, agency: diskominfo}}}}",
    "2023.yaml": "withdrawn: {LIV-09: {reason: Ditunda, because: [fgd-2022-12-28/IN-01]}}",
    "2025.yaml": 'revision: "2025"\nsupersedes: "2023"\nbecause: null',
    "2027.yaml": 'revision: "2027"\nsupersedes: "2025"\nbecause: null\n'
    "dimensions: {living: {programmes: {LIV-09: {name: Bus, subdimension: mobility, agency: diskominfo}}}}",
}


def chain_of(folder: Path, files: dict[str, str]) -> None:
    """The base with fragments laid over it; a revision that it does not have starts from that of 2023."""
    texts = {
        name: safe_dump(merged(parsed(FILES.get(name, FILES["2023.yaml"])), parsed(text)), sort_keys=False)
        for name, text in files.items()
    }
    write(folder, texts, whole=True)


def test_one_that_was_withdrawn_and_returned(run: Runner) -> None:
    chain_of(Path("plans"), RETURNS)
    for revision in ("2019", "2027"):
        history = shown(run, revision, "LIV-09", "--history")["history"]
        assert [(one["revision"], one["state"]) for one in history["revisions"]] == [
            ("2019", "present"), ("2023", "withdrawn"), ("2025", "absent"), ("2027", "present"),
        ]  # fmt: skip
    text = run("show", "2027", "LIV-09", "--history").out
    assert "- LIV-09 Bus\n    withdrawn" in text
    assert "reason      Ditunda" in text
    assert "because of  fgd-2022-12-28/IN-01" in text
    assert "+ LIV-09 Bus\n    added" in text


def test_two_that_supersede_the_same(run: Runner) -> None:
    """Both ways are told from the one they share; from one of them, the other is not its life."""
    chain_of(Path("plans"), {
        "2025.yaml": 'revision: "2025"\nsupersedes: "2023"\nbecause: null',
        "2026.yaml": 'revision: "2026"\nsupersedes: "2023"\nbecause: null',
    })  # fmt: skip
    steps = [(one["old"], one["new"]) for one in shown(run, "2019", "GOV-01", "--history")["history"]["steps"]]
    assert steps == [("2019", "2023"), ("2023", "2025"), ("2023", "2026")]
    steps = [(one["old"], one["new"]) for one in shown(run, "2026", "GOV-01", "--history")["history"]["steps"]]
    assert steps == [("2019", "2023"), ("2023", "2026")]


def test_a_history_that_begins_late_and_one_that_stands_alone(run: Runner) -> None:
    change('supersedes: "2019"', 'supersedes: "2018"')
    result = run("show", "2023", "GOV-01", "--history")
    assert (result.code, result.err) == (0, "")
    assert "The history is incomplete: 2018, the previous revision, cannot be read." in result.out
    assert shown(run, "2023", "GOV-01", "--history")["history"]["lacking"] == "2018"
    alone = run("show", "2019", "GOV-01", "--history").out
    assert alone.endswith("The programme is in this revision only: it has no predecessor and no successor.\n")


def test_a_circle_of_revisions_ends(run: Runner) -> None:
    change("status: superseded", 'status: superseded\nsupersedes: "2023"', "2019")
    history = shown(run, "2023", "GOV-01", "--history")["history"]
    assert [one["revision"] for one in history["revisions"]] == ["2019", "2023"]
    assert run("show", "2023", "zzz") == (2, "", "Error: there is no programme `zzz` in revision 2023\n")


def test_a_revision_that_cannot_be_read_is_named(run: Runner) -> None:
    Path("plans/rusak.yaml").write_text("a: [1", encoding="utf-8")
    assert run("show", "2023", "GOV-01").err == ""
    result = run("show", "2023", "GOV-01", "--history")
    assert result.code == 2
    assert result.err.startswith("Error: `plans/rusak.yaml` cannot be read as a plan: 1:6:")
    change("agency: diskominfo", "agency: [1]", "2019")
    assert "Note: plans/2019.yaml has 1 structural finding" in run("show", "2023", "GOV-01", "--history").err


def test_standard_input_is_a_revision_of_the_folder(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Path("plans/2023.yaml").read_bytes().replace(b"GOV-01", b"GOV-77", 1)

    def fed() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))

    fed()
    found = shown(run, "-", "GOV-77", "--history")
    assert (found["path"], [one["revision"] for one in found["history"]["revisions"]]) == ("-", ["2019", "2023"])
    fed()
    assert run("show", "-", "GOV-01").err == (
        "Error: there is no programme `GOV-01` in revision 2023; it is in revision 2019 and was dropped without explanation\n"
    )
    fed()
    assert run("show", "-", "GOV-77", "--plans", "hilang").code == 0


def test_hostile_text_stays_text(run: Runner) -> None:
    change("name: Program public_service 1", 'name: "\\e[31mmerah\\u202e"')
    for form in ("text", "markdown"):
        out = run("show", "2023", "GOV-01", "--history", "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_the_result_is_written_to_a_file(run: Runner) -> None:
    assert run("show", "2023", "GOV-01", "--output", "satu.md", "--format", "markdown") == (0, "", "")
    assert Path("satu.md").read_text("utf-8").startswith("## Kota Contoh, 2023: GOV-01 Program public\\_service 1\n")
