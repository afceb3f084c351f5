"""What is not stated is no nought, what has no record did not fail to run, and what lies outside the plan is no part of it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.base import write
from tests.helpers.runner import ROOT, Runner, change

LANGUAGES = ("en", "id")
REPORTS = {
    "coverage": ["coverage", "2023"],
    "by year": ["coverage", "2023", "--by", "year"],
    "by agency": ["coverage", "2023", "--by", "agency"],
    "summary": ["summary", "2023"],
    "work": ["agenda", "2023"],
    "agenda": ["agenda", "2023", "--agency", "diskominfo"],
    "cities": ["coverage", "2019", "2023"],
}


def as_data(run: Runner, *arguments: str) -> Any:
    result = run(*arguments, "--format", "json")
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


def replaced(old: str, new: str, name: str = "2023") -> None:
    """In every programme."""
    path = Path(f"plans/{name}.yaml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


UNRECORDED = {
    "en": "Execution is not recorded: 18 programmes were planned",
    "id": "Pelaksanaan tidak tercatat: 18 program",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", REPORTS)
def test_what_has_no_record_is_not_said_to_have_failed(run: Runner, report: str, language: str) -> None:
    """No count of nought, no 0 % and no word says that nothing ran: it is not known."""
    out = run(*REPORTS[report], "--lang", language).out
    assert "0/" not in out
    assert "0%" not in out.replace("100%", "").replace("50%", "")
    assert "did not run," not in out.replace("✗ did not run,", "")
    if report in ("coverage", "by year", "by agency", "summary"):
        assert UNRECORDED[language] in out
    if report == "work":
        told = {"en": "18 have no execution record", "id": "18 pelaksanaannya tidak tercatat"}
        assert told[language] in out


COUNTS = [
    # What the years of a programme are recorded as, and which of the three counts it is in; the day is in 2026.
    ("years: [2023, 2024]", "not_recorded"),
    ("years: [2023]\n        execution: {2023: ran}", "ran"),
    ("years: [2023]\n        execution: {2023: partly}", "ran"),
    ("years: [2023]\n        execution: {2023: not_run}", "not_run"),
    ("years: [2023, 2024]\n        execution: {2023: not_run}", "not_run"),
    ("years: [2023, 2024]\n        execution: {2023: not_run, 2024: ran}", "ran"),
    ("years: [2026]", "not_recorded"),
    ("years: [2027]", None),
    ("years: []", None),
]


@pytest.mark.parametrize(("written", "count"), COUNTS)
def test_three_counts_and_no_year_to_come(run: Runner, written: str, count: str | None) -> None:
    before = as_data(run, "coverage", "2023")["totals"]
    assert (before["ran"], before["not_run"], before["not_recorded"], before["planned"]) == (0, 0, 18, 18)
    change("years: [2023, 2024]", written)
    expected = {"ran": 0, "not_run": 0, "not_recorded": 17, "planned": 17}
    if count:
        expected[count] += 1
        expected["planned"] += 1
    for arguments in (["coverage", "2023"], ["coverage", "2023", "--by", "kind"], ["summary", "2023"]):
        totals = as_data(run, *arguments)["totals"]
        assert {name: totals[name] for name in expected} == expected
    work = as_data(run, "agenda", "2023")
    assert {name: work[name] for name in expected} == expected
    totals = as_data(run, "agenda", "2023", "--agency", "diskominfo")["totals"]
    assert {name: totals[name] for name in expected} == expected
    share = as_data(run, "coverage", "2023")["counts"]["executed"]
    assert share == {"n": expected["ran"], "of": expected["ran"] + expected["not_run"]}


JUDGED = [
    ([], 1, "Note"),
    (["execution: {2023: ran}"], 0, "executed: assessed on 1 programme with an execution record; 17 programmes have none"),
    (["execution: {2023: not_run}"], 1, "executed: assessed on 1 programme with an execution record; 17 programmes have none"),
]  # fmt: skip


@pytest.mark.parametrize(("records", "code", "said"), JUDGED)
def test_a_threshold_is_not_failed_in_silence(run: Runner, records: list[str], code: int, said: str) -> None:
    for record in records:
        change("years: [2023, 2024]", f"years: [2023, 2024]\n        {record}")
    result = run("coverage", "2023", "--fail-under", "executed=50")
    assert result.code == code
    if not records:
        said = "executed: cannot be assessed, so 50% is not reached: of 18 programmes planned so far, none has an execution record"
    assert said in result.err


BUDGET = "budget: {apbd: {2023: 500000000}}"
UNSTATED = {"en": "not stated →", "id": "tidak disebutkan →"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_money_is_no_nought(run: Runner, language: str) -> None:
    """Neither alone nor against a plan that states some, in either direction."""
    replaced("budget: {apbd: {2019: 500000000}}", "status: running", "2019")
    assert as_data(run, "summary", "2019")["totals"]["budget"] is None
    for arguments in (["summary", "2023"], ["log"]):
        out = run(*arguments, "--lang", language).out
        assert UNSTATED[language] in out
        assert "+IDR" not in out
        assert "+Rp" not in out
    news = as_data(run, "summary", "2023")["news"]
    assert (news["budget"], news["against"]["budget"]["old"]) == (None, None)
    out = run("coverage", "2023", "--against", "2019", "--lang", language).out
    # Nothing was added to what was not stated: both sides are shown.
    assert "– → 9" in out
    assert "+9" not in out


def test_a_total_that_few_state_says_so(run: Runner) -> None:
    change(BUDGET, "budget: {apbd: {2023: 700000000}}")
    replaced(BUDGET, "quick_win: false")
    said = {
        "en": "IDR 700 million (stated by 1 of 18 programmes)",
        "id": "Rp700 juta (tercantum pada 1 dari 18 program)",
    }
    for arguments in (["coverage", "2023"], ["summary", "2023"], ["agenda", "2023"], ["log"]):
        for language, text in said.items():
            assert text in run(*arguments, "--lang", language).out


def test_money_outside_the_period_is_history(run: Runner) -> None:
    change(BUDGET, "budget: {apbd: {2021: 3000000, 2023: 500000000}, csr: {2022: 4000000}}")
    totals = as_data(run, "coverage", "2023")["totals"]
    assert (totals["budget"], totals["outside"]) == (9_000_000_000, 7_000_000)
    rows = {row["key"]: row for row in as_data(run, "coverage", "2023", "--by", "year")["rows"]}
    assert [(rows[year]["budget"], rows[year]["outside"]) for year in ("2021", "2022", "2023")] == [
        (None, 3_000_000), (None, 4_000_000), (9_000_000_000, None),
    ]  # fmt: skip
    sources = {row["key"]: row for row in as_data(run, "coverage", "2023", "--by", "source")["rows"]}
    assert (sources["csr"]["budget"], sources["csr"]["outside"]) == (None, 4_000_000)
    summary = as_data(run, "summary", "2023")
    assert (summary["years"], summary["history"]) == ({"2023": 9_000_000_000}, {"2021": 3_000_000, "2022": 4_000_000})
    assert summary["sources"] == {"apbd": 9_000_000_000}
    for arguments in (["coverage", "2023"], ["coverage", "2023", "--by", "year"], ["log"]):
        assert "IDR 7 million in years outside the period 2023–2026" in run(*arguments).out
    assert "\n2021 (before the period)" in run("coverage", "2023", "--by", "year").out
    assert "outside the period 2023–2026" in run("summary", "2023").out
    row = as_data(run, "log")["chains"][0][0]
    assert (row["budget"], row["outside"]) == (9_000_000_000, 7_000_000)
    # Where no period is on record, all is the plan's.
    change("period: {start: 2023, end: 2026}\n", "")
    change("record: example", "record: reconstruction")
    totals = as_data(run, "coverage", "2023")["totals"]
    assert (totals["budget"], totals["outside"]) == (9_007_000_000, None)
    for arguments in (["coverage", "2023"], ["summary", "2023"], ["agenda", "2023"], ["log"]):
        assert (
            "IDR 9.01 billion; all years (2021–2023), because the plan's period is not on record" in run(*arguments).out
        )


def test_two_plans_are_compared_over_the_same_years(run: Runner) -> None:
    change("period: {start: 2019, end: 2022}", "period: {start: 2019, end: 2023}", "2019")
    change("budget: {apbd: {2019: 500000000}}", "budget: {apbd: {2019: 500000000, 2023: 1000000000}}", "2019")
    move = as_data(run, "summary", "2023")["news"]["against"]["budget"]
    assert move == {
        "old": 10_000_000_000, "new": 9_000_000_000, "delta": None, "funded": 18,
        "common": {"years": [2023, 2023], "old": 1_000_000_000, "new": 9_000_000_000, "delta": 8_000_000_000},
    }  # fmt: skip
    said = "IDR 10 billion → IDR 9 billion; in the years that both cover, 2023: IDR 1 billion → IDR 9 billion (+IDR 8 billion)"
    assert said in run("log").out
    change("period: {start: 2023, end: 2026}", "period: {start: 2019, end: 2023}")
    move = as_data(run, "summary", "2023")["news"]["against"]["budget"]
    assert (move["delta"], move["common"]) == (-1_000_000_000, None)


TIERS = [
    # What an agency says of itself, and whether it is one of the city's own (1), another (2) or neither.
    ("", 1), (", role: government", 1), (", tier: city", 1), (", role: government, tier: city", 1),
    (", tier: national", 2), (", tier: province", 2), (", role: business, tier: city_owned", 2),
    (", tier: state_owned", 2), (", role: academic", 0), (", role: business", 0),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind"), TIERS)
def test_an_opd_is_not_a_ministry(run: Runner, words: str, kind: int) -> None:
    before = as_data(run, "coverage", "2023")["counts"]
    change("agencies: {", f"agencies: {{lain: {{name: Badan Lain{words}}}, ")
    counts = as_data(run, "coverage", "2023")["counts"]
    assert counts["agencies"] == {"n": before["agencies"]["n"], "of": before["agencies"]["of"] + (kind == 1)}
    assert counts["other_agencies"] == {"n": 0, "of": int(kind == 2)}
    # The share of the others is told where there are any.
    assert ("ministries, provincial agencies" in run("coverage", "2023").out) is (kind == 2)
    work = as_data(run, "agenda", "2023")
    assert work["idle"] == (["lain"] if kind == 1 else [])
    # Nor is it a gap of the plan, in `coverage` and in `validate`, where no work is expected of it.
    gaps = [hole["agency"] for hole in as_data(run, "coverage", "2023")["holes"] if "agency-without" in hole["kind"]]
    assert gaps == work["idle"]
    assert ("`lain` is neither an executing agency" in run("validate", "2023", "--all").out) is (kind == 1)


def test_an_agency_without_a_short_name_shows_its_name_and_never_its_id(run: Runner) -> None:
    change(
        "agencies: {diskominfo: {name: Dinas Komunikasi dan Informatika}}", "agencies: {d-kom: {name: Dinas Kominfo}}"
    )
    replaced("agency: diskominfo", "agency: d-kom")
    change(
        "      GOV-02:",
        "      GOV-09: {name: X, subdimension: public_policy, agency: d-kom, formerly: []}\n      GOV-02:",
    )
    for arguments in (*REPORTS.values(), ["show", "2023", "GOV-01", "--history"], ["inputs", "2023"], ["log"]):
        out = run(*arguments).out
        assert "d-kom" not in out
    assert "Dinas Kominfo" in run("agenda", "2023").out


NAMES = ["inputs 2023", "log", "show 2023 GOV-01", "coverage 2023 --by input"]


@pytest.mark.parametrize("arguments", NAMES)
@pytest.mark.parametrize("short", ["", ", short: Kominfo"])
def test_who_gave_an_input_reads_alike(run: Runner, arguments: str, short: str) -> None:
    change("Informatika}", f"Informatika{short}}}")
    change("from: its", "from: diskominfo", "reviews/2022-12-28")
    change("years: [2023, 2024]", "years: [2023, 2024]\n        because: [fgd-2022-12-28/IN-01]")
    out = run(*arguments.split()).out
    # In each report the giver stands on the line of the input, or on that of `from`.
    told = next(
        line
        for line in out.splitlines()
        if ("Kominfo" in line or "Komunikasi" in line) and ("from " in line or "IN-01" in line)
    )
    assert ("Kominfo" in told) is bool(short)
    assert ("Dinas Komunikasi dan Informatika" in told) is not bool(short)


REVIEW_OF_2023 = """\
format: 1
review: fgd-2026
date: 2026-02-02
title: FGD kedua
reviews: "2023"
leads_to: "2027"
inputs:
  IN-01: {text: Tambah halte, disposition: open}
  IN-02: {text: Pasang lampu, disposition: accepted}
"""


def test_a_review_whose_revision_is_still_to_come_is_shown_and_no_error(run: Runner) -> None:
    write(Path("plans"), {"reviews/2026.yaml": REVIEW_OF_2023}, whole=False)
    Path("plans/reviews/2026.yaml").write_text(REVIEW_OF_2023, encoding="utf-8")
    assert "unknown-reviewed-revision" not in run("validate", "--format", "json").out
    out = run("inputs", "2023").out
    assert "This review leads to revision 2027, which has not been drafted yet." in out
    assert "? IN-01  Tambah halte" in out
    # What is still to come cannot have cited it: it is not called ignored.
    assert "✓ IN-02  Pasang lampu" in out
    data = as_data(run, "inputs", "2023")
    assert [(one["review"], len(one["inputs"])) for one in data["ahead"]] == [("fgd-2026", 2)]
    assert [given["ignored"] for given in data["ahead"][0]["inputs"]] == [False, False]
    assert data["totals"]["inputs"] == 1
    # Seen from the revision before, the review is none of its own.
    assert as_data(run, "inputs", "2019")["ahead"] == []
    none = run("inputs", "2019", "--lang", "id").out
    assert "fgd-2026" not in none


DEEDS = [
    ("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2023: 250000000}}", "budget IDR 500 million → IDR 250 million (−50%)"),
    ("agency: diskominfo", "agency: diskominfo\n        status: stopped", "status not stated → stopped"),
    ("name: Program public_service 1", "name: Nomor darurat", "name Program public_service 1 → Nomor darurat"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), DEEDS)
def test_inputs_say_what_was_done(run: Runner, old: str, new: str, said: str) -> None:
    change(old, new)
    change("years: [2023, 2024]", "years: [2023, 2024]\n        because: [fgd-2022-12-28/IN-01]")
    line = next(line for line in run("inputs", "2023").out.splitlines() if "GOV-01" in line)
    assert said in line
    cited = as_data(run, "inputs", "2023")["reviews"][0]["inputs"][0]["cited"]
    assert [(one["by"], (one["done"] or {}).get("how")) for one in cited] == [("plan", None), ("programme", "changed")]


def test_an_input_that_a_withdrawal_or_the_plan_took_up_is_taken_up(run: Runner) -> None:
    text = Path("plans/2023.yaml").read_text("utf-8")
    start, end = text.index("      LIV-03:"), text.index("  society:")
    withdrawn = "withdrawn:\n  LIV-03: {reason: Selesai, because: [fgd-2022-12-28/IN-01]}\n"
    Path("plans/2023.yaml").write_text(text[:start] + text[end:] + withdrawn, encoding="utf-8")
    assert "✓ the plan, 1 withdrawal" in run("coverage", "2023", "--by", "input").out
    assert "✓ rencana, 1 penghentian" in run("coverage", "2023", "--by", "input", "--lang", "id").out
    (taken,) = as_data(run, "coverage", "2023", "--by", "input")["inputs"]
    assert (taken["by_plan"], taken["withdrawals"]) == (True, ["LIV-03"])
    change("because: [fgd-2022-12-28/IN-01]\n", "")
    assert "✓ 1 withdrawal" in run("coverage", "2023", "--by", "input").out
    # The log names it with its reason, in markdown with its sign.
    assert "- 1 withdrawn\n    LIV-03 Program mobility 3: Selesai (fgd-2022-12-28/IN-01)\n" in run("log").out
    assert "- `-` 1 withdrawn\n  - LIV-03 Program mobility 3: Selesai" in run("log", "--format", "markdown").out
    for language in LANGUAGES:
        out = run("summary", "2023", "--lang", language).out
        assert "LIV-03 Program mobility 3: Selesai (fgd-2022-12-28/IN-01)" in out


def test_a_recommendation_of_an_evaluation_that_names_no_plan_is_taken_up(run: Runner) -> None:
    text = "format: 1\nyear: 2024\nrecommendations:\n  R-01: {text: Tutup titik buta., disposition: accepted}\n"
    Path("plans/evaluations/2024.yaml").write_text(text, encoding="utf-8")
    change("years: [2023, 2024]", "years: [2023, 2024]\n        because: [2024/R-01]")
    (line,) = [one for one in run("coverage", "2023", "--by", "input").out.splitlines() if "2024/R-01" in one]
    assert re.split(r"\s{2,}", line)[1:3] == ["the ministry, evaluation 2024", "✓ 1 programme"]


def test_a_list_of_ids_is_cut_and_can_be_had_whole(run: Runner) -> None:
    replaced(BUDGET, "quick_win: false")
    change("        quick_win: false\n", f"        {BUDGET}\n")
    for arguments in (["coverage", "2023"], ["coverage", "2023", "--format", "markdown"]):
        assert "… and 7 more: `--all` lists them" in run(*arguments).out
        whole = run(*arguments, "--all").out
        assert "more: `--all`" not in whole
        assert all(f"{one}-0{number}" in whole for one in ("BRA", "LIV", "ENV") for number in (1, 2, 3))
    assert len(as_data(run, "coverage", "2023")["holes"]) >= 17


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_no_money_has_none_of_any_years(monkeypatch: pytest.MonkeyPatch, run: Runner, language: str) -> None:
    """Where the plan has no period, the years of its money are told with that money alone."""
    monkeypatch.chdir(ROOT)
    for agency, told in (("dlh", False), ("dinsos", True)):
        out = run("agenda", "2026", "--agency", agency, "--lang", language).out
        assert ("2020–2025" in out) is told


AWARD = "award: {title: Kota terbaik, dimension: living}\n"


def test_an_award_is_shown_wherever_evaluations_are(run: Runner) -> None:
    path = Path("plans/evaluations/2023.yaml")
    path.write_text(path.read_text("utf-8") + AWARD, encoding="utf-8")
    assert "✓ 2023: award: Kota terbaik (Smart Living)" in run("evaluations").out
    assert "award: Kota terbaik (Smart Living)" in run("summary", "2023").out
    assert "penghargaan: Kota terbaik (Smart Living)" in run("log", "--lang", "id").out
    assert as_data(run, "evaluations")["evaluations"][0]["award"] == {"title": "Kota terbaik", "dimension": "living"}
    # A title that names the dimension says it once.
    path.write_text(path.read_text("utf-8").replace("Kota terbaik", "Juara Smart Living"), encoding="utf-8")
    assert "✓ 2023: award: Juara Smart Living\n" in run("evaluations").out
    # It may stand alone, without scores and rank.
    path.write_text(f'format: 1\nyear: 2021\nrevision: "2019"\n{AWARD}', encoding="utf-8")
    assert run("validate").code == 0
    result = run("evaluations")
    assert (result.code, result.err) == (0, "")
    assert "✓ 2021: award: Kota terbaik (Smart Living)" in result.out


FELT = {None: False, "output": False, "outcome": True, "impact": True}


@pytest.mark.parametrize("level", FELT)
def test_only_an_outcome_is_said_to_be_felt(run: Runner, level: str | None) -> None:
    text = Path("plans/2023.yaml").read_text("utf-8")
    for known in ("impact", "outcome", "output"):
        text = text.replace(f"level: {known}, ", "").replace(f"level: {known}\n", "unit: x\n")
    if level:
        text = text.replace("name: Waktu layanan", f"name: Waktu layanan, level: {level}", 1)
    Path("plans/2023.yaml").write_text(text, encoding="utf-8")
    out = run("summary", "2023").out
    assert ("Outcomes: targets" in out) is FELT[level]
    assert ("so outcomes cannot be assessed" in out) is not FELT[level]


def test_the_summary_tells_realigned_programmes_from_changed_ones(run: Runner) -> None:
    summary = as_data(run, "summary", "2023", "--plans", str(ROOT / "plans"))
    news, whole = summary["news"], summary["news"]["against"]["programmes"]
    counts = ("withdrawn", "dropped", "added", "moved", "changed", "realigned", "unchanged")
    assert {name: news[name] for name in counts} == {name: whole[name] for name in counts}
    assert news["realigned"] == 2
    parts = ("added", "changed", "realigned", "unchanged")
    assert sum(news[name] for name in parts) == summary["totals"]["programmes"]
