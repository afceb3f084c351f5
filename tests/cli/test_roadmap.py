"""`smartplan roadmap`: the programmes of a plan by year, for people and for programs."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from smartplan.messages import LANGUAGES, Language
from smartplan.report.render.terminal import Style
from tests.helpers import base, hostile
from tests.helpers.runner import Runner

HEAD = """\
format: 1
revision: "2025"
city: {code: "64.71", name: Kota Contoh}
title: Rencana
status: draft
record: example
profile: kominfo
period: {start: 2025, end: 2029}
rpjmd: {title: RPJMD, missions: {M1: Satu}}
agencies:
  kominfo: {name: Dinas Komunikasi, short: Diskominfo}
  dlh: {name: Dinas Lingkungan Hidup, short: DLH}
dimensions:
"""
TEXT = f"""{HEAD}\
  environment:
    programmes:
      ENV-01: {{name: Bank sampah, subdimension: waste, agency: dlh, partners: [kominfo], horizon: long, years: [2029, 2027, 2028]}}
      ENV-02: {{name: Taman, subdimension: protection, status: stopped, horizon: short, years: [2026], execution: {{2025: not_run}}}}
  governance:
    programmes:
      GOV-01:
        {{name: Satu data, subdimension: bureaucracy, agency: kominfo, horizon: short, quick_win: true, years: [2025, 2026, 2027],
         execution: {{2025: ran, 2026: partly}}}}
      GOV-02: {{name: Pusat kendali, subdimension: public_service, agency: kominfo, budget: {{apbd: {{2028: 5000000}}}}}}
      GOV-03:
        {{name: Kantor, subdimension: public_service, agency: kominfo, horizon: medium, years: [2026, 2027],
         indicators: {{a: {{name: A, targets: {{2029: 1}}, actuals: {{2025: 1}}}}}}}}
"""


def plan(text: str) -> None:
    for path in Path("plans").rglob("*.yaml"):
        path.unlink()
    Path("plans/2025.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def city(run: Runner) -> Runner:
    plan(TEXT)
    return run


def data(run: Runner, *words: str) -> Any:
    result = run("roadmap", "2025", *words, "--format", "json")
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


def ids(run: Runner, *words: str) -> list[str]:
    return [one["programme"] for one in data(run, *words)["programmes"]]


def test_the_data(city: Runner) -> None:
    found = data(city)
    assert [found[key] for key in ("revision", "path", "as_of", "period", "of", "undated", "unread")] == [
        "2025", "plans/2025.yaml", 2026, [2025, 2026, 2027, 2028, 2029], 5, ["GOV-02"], [],
    ]  # fmt: skip
    # By dimension as in the profile, then by term: what states none comes last.
    assert [one["programme"] for one in found["programmes"]] == ["GOV-01", "GOV-03", "GOV-02", "ENV-02", "ENV-01"]
    assert found["programmes"][1] == {
        "programme": "GOV-03", "name": "Kantor", "dimension": "governance", "subdimension": "public_service",
        "agency": "kominfo", "horizon": "medium", "quick_win": None, "status": None, "years": [2026, 2027],
        "execution": {}, "start": 2026, "end": 2027, "beside": [2025, 2029],
    }  # fmt: skip
    assert found["programmes"][3]["years"] == [2025, 2026]
    assert found["horizons"] == [
        {"horizon": "short", "programmes": 2, "quick_wins": 1, "dimensions": {"governance": 1, "environment": 1},
         "years": [2025, 2026, 2027]},
        {"horizon": "medium", "programmes": 1, "quick_wins": 0, "dimensions": {"governance": 1}, "years": [2026, 2027]},
        {"horizon": "long", "programmes": 1, "quick_wins": 0, "dimensions": {"environment": 1}, "years": [2027, 2028, 2029]},
        {"horizon": None, "programmes": 1, "quick_wins": 0, "dimensions": {"governance": 1}, "years": []},
    ]  # fmt: skip
    assert [(one["year"], one["programmes"], one["starts"], one["ends"], one["beside"]) for one in found["years"]] == [
        (2025, 2, ["GOV-01", "ENV-02"], [], ["GOV-03"]),
        (2026, 3, ["GOV-03"], ["ENV-02"], []),
        (2027, 3, ["ENV-01"], ["GOV-01", "GOV-03"], []),
        (2028, 1, [], [], ["GOV-02"]),
        (2029, 1, [], ["ENV-01"], ["GOV-03"]),
    ]
    assert found["years"][1]["dimensions"] == {"governance": 2, "environment": 1}
    assert found["years"][1]["horizons"] == {"short": 2, "medium": 1}


def test_what_a_planner_sees(city: Runner) -> None:
    out = city("roadmap", "2025").out
    assert "period      2025–2029\nprogrammes  5, of which 1 is a quick win\n" in out
    assert "years       stated by 4 programmes: 2025–2029; not stated by 1 programme\n" in out
    rows = {line.split()[0]: line.split() for line in out.splitlines() if re.match(r"  [A-Z]{3}-", line)}
    assert {id_: row[-5:] for id_, row in rows.items()} == {
        "GOV-01": ["✓", "~", "→", "·", "·"],
        "GOV-03": ["+", "?", "→", "·", "+"],
        "GOV-02": ["–", "–", "–", "+", "–"],
        "ENV-02": ["✗", "?", "·", "·", "·"],
        "ENV-01": ["·", "·", "→", "→", "→"],
    }
    assert "GOV-01 Satu data (quick win) short Diskominfo" in " ".join(rows["GOV-01"])
    assert "ENV-02 Taman (stopped) short ·" in " ".join(rows["ENV-02"])
    lines = [line.split() for line in out.splitlines()]
    # Heads and the last line count what is planned in the year.
    assert ["Smart", "Governance", "1", "2", "2", "·", "·"] in lines
    assert ["Smart", "Environment", "1", "1", "1", "1", "1"] in lines
    assert ["programmes", "2", "3", "3", "1", "1"] in lines
    # The terms side by side.
    assert ["Smart", "Governance", "1", "1", "·", "1", "3", "1"] in lines
    assert ["total", "2", "1", "1", "1", "5", "1"] in lines
    assert ["dimension", "2025–2027", "2026–2027", "2027–2029", "·", "total", "wins"] in lines
    assert ["2027", "3", "1:", "ENV-01", "2:", "GOV-01,", "GOV-03"] in lines
    legend = (
        "✓ ran; ~ ran in part; ✗ did not run; ? planned, execution not recorded; → planned for a future year; "
        "+ not planned for the year, but has a budget, a target or an actual for it; · not planned for the year; "
        "– no year stated."
    )
    assert legend in out


FILTERS: list[tuple[list[str], list[str]]] = [
    (["--dimension", "governance"], ["GOV-01", "GOV-03", "GOV-02"]),
    (["--dimension", "Smart Environment", "--dimension", "governance"], ["GOV-01", "GOV-03", "GOV-02", "ENV-02", "ENV-01"]),
    (["--agency", "DLH"], ["ENV-01"]),
    # An agency takes part as a partner too.
    (["--agency", "diskominfo"], ["GOV-01", "GOV-03", "GOV-02", "ENV-01"]),
    (["--agency", "kominfo", "--dimension", "environment"], ["ENV-01"]),
    (["--year", "2028"], ["GOV-02", "ENV-01"]),
    (["--year", "2028-2029"], ["GOV-03", "GOV-02", "ENV-01"]),
    (["--year", "2025 s.d. 2026"], ["GOV-01", "GOV-03", "ENV-02"]),
    (["--year", "2025, 2029"], ["GOV-01", "GOV-03", "ENV-02", "ENV-01"]),
    (["--year", "2040"], []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), FILTERS)
def test_a_filter(city: Runner, words: list[str], expected: list[str]) -> None:
    assert ids(city, *words) == expected
    assert f"Only: {'year' if '--year' in words else ''}" in city("roadmap", "2025", *words).out


def test_only_the_years_that_are_asked_for_have_a_column(city: Runner) -> None:
    out = city("roadmap", "2025", "--year", "2025, 2027").out
    assert re.search(r"^programme +term +agency +2025 +2027$", out, re.M)
    assert [one["year"] for one in data(city, "--year", "2025, 2027")["years"]] == [2025, 2027]


def test_what_states_no_year_may_belong_to_any_that_is_asked_for(city: Runner) -> None:
    out = city("roadmap", "2025", "--year", "2040").out
    assert "No programme of this plan is planned for that." in out
    assert "1 programme states no year, and may belong to these years" in out
    assert "GOV-02" in out
    # It has a budget for that year, and is in the table.
    assert "may belong" not in city("roadmap", "2025", "--year", "2028").out
    assert "may belong" not in city("roadmap", "2025").out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", ["", "abc", "20255", "2027-2025", "M1"])
def test_what_is_no_year_is_refused(city: Runner, year: str, language: Language) -> None:
    result = city("roadmap", "2025", "--year", year, "--lang", language)
    assert (result.code, result.out) == (2, "")
    assert {"en": "is not a span of years", "id": "bukan rentang tahun"}[language] in result.err


def test_an_unknown_name_is_refused(city: Runner) -> None:
    result = city("roadmap", "2025", "--agency", "dlhh")
    assert (result.code, result.out, result.err) == (2, "", "Error: there is no agency `dlhh`; did you mean `dlh`?\n")
    assert city("roadmap", "2025", "--dimension", "govern").code == 2


BARE = f"{HEAD}  governance:\n    programmes:\n      GOV-01: {{name: Satu data, subdimension: bureaucracy}}\n"


def test_a_plan_without_any_years(run: Runner) -> None:
    plan(BARE.replace("period: {start: 2025, end: 2029}\n", ""))
    found = data(run)
    assert (found["years"], found["undated"], found["period"]) == ([], ["GOV-01"], [])
    result = run("roadmap", "2025")
    assert (result.code, result.err) == (0, "")
    out = re.sub(r" +", " ", result.out)
    assert "period not on record; the years shown are those of the programmes" in out
    assert "years not stated by 1 programme" in out
    assert "term no programme states whether it is short, medium or long term" in out
    assert "Programmes, none with a year" in out
    assert "GOV-01 Satu data ·" in out
    assert "What starts" not in out
    # With nothing by year there is nothing to draw.
    assert run("roadmap", "2025", "--format", "svg").code == 2


def test_nothing_is_drawn_where_nothing_is_planned(city: Runner) -> None:
    result = city("roadmap", "2025", "--year", "2028", "--dimension", "governance", "--format", "svg")
    assert (result.code, result.out) == (2, "")
    assert "there is nothing to draw" in result.err


def test_the_period_alone_makes_no_programme_planned(run: Runner) -> None:
    plan(BARE)
    assert [(one["year"], one["programmes"]) for one in data(run)["years"]] == [(year, 0) for year in range(2025, 2030)]
    row = next(line for line in run("roadmap", "2025").out.splitlines() if "GOV-01" in line)
    assert row.split()[-5:] == ["–"] * 5
    assert run("roadmap", "2025", "--format", "svg").code == 2


def test_a_plan_without_programmes(run: Runner) -> None:
    plan(f"{HEAD}  governance: {{programmes: {{}}}}\n")
    assert "This plan has no programmes." in run("roadmap", "2025").out
    assert data(run)["programmes"] == []


def test_years_that_cannot_be_read_are_not_called_unstated(run: Runner) -> None:
    plan(BARE.replace("bureaucracy}", "bureaucracy, years: [dua ribu]}"))
    result = run("roadmap", "2025", "--format", "json")
    found = json.loads(result.out)
    assert (found["undated"], found["unread"]) == ([], ["GOV-01"])
    assert "plans/2025.yaml" in result.err
    out = run("roadmap", "2025").out
    assert "! its years could not be read." in out
    assert "years       not readable for 1 programme\n" in out
    asked = run("roadmap", "2025", "--year", "2025").out
    assert "1 programme has years that cannot be read, and may belong to these years\n    GOV-01" in asked
    assert "states no year" not in asked
    assert next(line for line in out.splitlines() if "GOV-01" in line).split()[-5:] == ["!"] * 5


NAME = "Pembangunan sistem informasi layanan publik terpadu di seluruh kelurahan dan kecamatan"


def long_plan(start: int, end: int, number: int = 12) -> str:
    rows = [
        f"      GOV-{n:02}: {{name: {NAME}, subdimension: bureaucracy, agency: kominfo, horizon: medium, quick_win: true, "
        f"years: [{', '.join(map(str, range(start + n % 3, end + 1)))}]}}"
        for n in range(1, number + 1)
    ]
    head = HEAD.replace("start: 2025, end: 2029", f"start: {start}, end: {end}")
    return f"{head}  governance:\n    programmes:\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("start", "end"), [(2025, 2029), (2025, 2034), (2025, 2036), (2025, 2050)])
def test_five_and_ten_years_and_more_fit_a_narrow_screen(
    run: Runner, monkeypatch: pytest.MonkeyPatch, start: int, end: int, language: Language
) -> None:
    plan(long_plan(start, end))
    monkeypatch.setattr("smartplan.cli.output.detect", lambda to_file=False: Style(width=80))
    monkeypatch.setattr("smartplan.report.render.terminal.detect", lambda to_file=False: Style(width=80))
    out = run("roadmap", "2025", "--lang", language).out
    assert max(map(len, out.splitlines())) <= 80
    # Nothing is cut off.
    row = out[out.index("GOV-03 ") :].partition("GOV-06")[0]
    assert set(NAME.split()) <= set(row.split())
    if end < 2050:
        assert row.count("→") + row.count("?") == end - start + 1
    else:
        # So many years have no columns.
        assert "2025–2026 ?, 2027–2050 →" in row


def test_three_hundred_programmes(run: Runner) -> None:
    plan(long_plan(2025, 2029, 300))
    assert len(ids(run)) == 300
    out = run("roadmap", "2025").out
    # A list is cut where it does not end; --all shows all of it.
    assert "100: GOV-03, GOV-06, " in re.sub(r"\s+", " ", out)
    assert "… and 90 more: `--all` lists them" in re.sub(r"\s+", " ", out)
    whole = re.sub(r"\s+", " ", run("roadmap", "2025", "--all").out)
    assert "--all" not in whole
    assert whole.count("GOV-300") == 3


@pytest.mark.parametrize("form", ["text", "markdown", "json", "svg"])
def test_names_that_attack_do_not_get_through(run: Runner, form: str) -> None:
    base.write(Path("plans"))
    hostile.write(Path("plans"), hostile.free())
    result = run("roadmap", "2023", "--format", form)
    assert result.code == 0
    assert [one for one in result.out if not one.isprintable() and one != "\n"] == []
    assert "\n::error" not in result.out
    assert "<script>" not in result.out or form in ("text", "json")


def test_the_picture_has_the_same_rows(city: Runner) -> None:
    out = city("roadmap", "2025", "--format", "svg").out
    assert "<title>GOV-01 Satu data (quick win): 2025–2027</title>" in out
    assert "<title>ENV-01 Bank sampah: 2027–2029</title>" in out
    assert "Diskominfo; no year stated" in out
    assert "Kota Contoh: road map of plan 2025" in out
