"""`coverage` and `summary` on the command line: what is printed, what is counted, how they end."""

import json
import shutil
from pathlib import Path

import jsonschema_rs
import pytest

from smartplan.report import schemas
from tests.helpers.runner import ROOT, Runner, change

CITY = str(ROOT / "tests" / "city")


def covered(run: Runner, *arguments: str) -> dict:  # type: ignore[type-arg]
    result = run("coverage", *arguments, "--format", "json")
    assert (result.code, result.err) == (0, "")
    data = json.loads(result.out)
    assert jsonschema_rs.is_valid(schemas.schema("coverage"), data)
    return data  # type: ignore[no-any-return]


def test_a_covered_plan_has_no_holes(run: Runner) -> None:
    result = run("coverage", "2023")
    assert (result.code, result.err) == (0, "")
    # The period has four years; the programmes run in two of them.
    assert "2 years of the period without a programme" in result.out
    assert result.out.count("\n! ") == 1
    change("period: {start: 2023, end: 2026}", "period: {start: 2023, end: 2024}")
    assert run("coverage", "2023").out.endswith("Gaps\n────\nNo gaps.\n")


def test_a_programme_taken_away_leaves_holes_at_their_addresses(run: Runner) -> None:
    text = Path("plans/2023.yaml").read_text("utf-8")
    start, end = text.index("      GOV-02:"), text.index("      GOV-03:")
    text = text[:start] + text[end:].replace("missions: [M1]", "missions: []").replace("[berita]", "[]", 1)
    text = text.replace("period: {start: 2023, end: 2026}", "").replace("record: example", "record: reconstruction")
    Path("plans/2023.yaml").write_text(text, encoding="utf-8")
    holes = covered(run, "2023")["holes"]
    told = [(hole["kind"], hole["where"]) for hole in holes if hole["kind"] != "programme-without-mission"]
    assert told == [
        ("subdimension-without-programme", "dimensions.governance"),
        ("programme-without-source", "dimensions.governance.programmes.GOV-03"),
    ]
    assert holes[0]["subdimension"] == "public_policy"
    assert sum(hole["kind"] == "programme-without-mission" for hole in holes) == 16
    row = next(line for line in run("coverage", "2023").out.splitlines() if "Public policy" in line)
    assert row.split()[:4] == ["Public", "policy", "!", "0"]


def test_what_cannot_be_read_is_no_hole(run: Runner) -> None:
    change("budget: {apbd: {2023: 500000000}}", "budget: [1]")
    change("  branding:\n    programmes:", "  branding:\n    programs:")
    result = run("coverage", "2023", "--format", "json")
    assert result.err.startswith("Note: plans/2023.yaml has 2 structural findings")
    # The years of the programmes that were lost are not known either.
    assert json.loads(result.out)["holes"] == []


def test_it_is_held_against_another(run: Runner) -> None:
    change("agency: diskominfo", "agency: diskominfo\n        quick_win: true")
    change("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2023: 700000000}}")
    data = covered(run, "2023", "--against", "2019")
    now, before = data["cells"][0], data["against"]["cells"][0]
    assert (now["key"], now["quick_wins"], before["quick_wins"]) == ("governance/public_service", 1, 0)
    assert (now["budget"], before["budget"]) == (700_000_000, 500_000_000)
    assert data["against"]["holes"] == {"year-without-programme": 2}
    assert data["against"]["counts"]["years"] == {"n": 2, "of": 4}
    out = run("coverage", "2023", "--against", "2019").out
    row = next(line for line in out.splitlines() if "Public service" in line)
    assert row.split()[2:8] == ["1", "0", "→", "1", "1", "+200"]


def test_a_hole_that_was_closed_is_told_and_one_that_stays_is_marked(run: Runner) -> None:
    old = Path("plans/2019.yaml").read_text("utf-8")
    for name in ("public_policy", "tourism"):
        old = old.replace(f"subdimension: {name}", "subdimension: health")
    Path("plans/2019.yaml").write_text(old, encoding="utf-8")
    change("subdimension: tourism", "subdimension: business")
    out = run("coverage", "2023", "--against", "2019").out
    rows = {line.split("  ")[1].strip(): line for line in out.splitlines() if line.startswith("  ")}
    assert rows["Tourism branding"].split()[2:4] == ["!", "0"]
    assert "0 → 1" in rows["Public policy"]
    assert "! 1 sub-dimension without a programme (previously 2)" in out
    change("subdimension: business", "subdimension: tourism")
    assert "✓ 0 sub-dimensions without a programme (previously 2)" in run("coverage", "2023", "--against", "2019").out


def test_missions_of_another_rpjmd_are_told_apart(run: Runner) -> None:
    change("rpjmd: {title: RPJMD 2016-2021, missions: {M1: Tata kelola yang baik}}",
           "rpjmd: {title: RPJMD baru, missions: {M1: Kota hijau, M2: tata kelola  yang BAIK}}")  # fmt: skip
    out = run("coverage", "2023", "--by", "mission", "--against", "2019").out
    assert [" ".join(line.split()[:7]) for line in out.splitlines() if line.startswith("M")] == [
        "M1 Kota hijau 0 → 18 ·", "M2 tata kelola yang BAIK ! 18",
    ]  # fmt: skip
    change("M2: tata kelola  yang BAIK", "M2: Ekonomi kreatif")
    out = run("coverage", "2023", "--by", "mission", "--against", "2019").out
    assert any(line.startswith("M1 Tata kelola yang baik (2019)") and "18 → 0" in line for line in out.splitlines())


def test_only_the_hole_itself_is_marked(run: Runner) -> None:
    change("subdimension: health", "subdimension: mobility")
    change("agencies: {", "agencies: {health: {name: Rumah Sakit}, ")
    change("agency: diskominfo", "agency: diskominfo\n        partners: [health]")
    row = next(
        line for line in run("coverage", "2023", "--by", "agency").out.splitlines() if line.startswith("Rumah Sakit")
    )
    assert row.split()[2] == "·"


def test_every_year_of_the_period_is_drawn(run: Runner) -> None:
    out = run("coverage", "2023").out
    assert "Years 2023 to 2026" in out
    assert next(line for line in out.splitlines() if "Public service" in line).split()[-2] == "██··"


@pytest.mark.parametrize("folder", ["reviews/2022-12-28.yaml", "evaluations/2023.yaml"])
@pytest.mark.parametrize(
    "words", [["inputs", "2023"], ["summary", "2023"], ["coverage", "2023"], ["log"], ["show", "2023", "GOV-01"]]
)
def test_what_lies_beside_and_cannot_be_read_is_said(run: Runner, words: list[str], folder: str) -> None:
    Path("plans", folder).write_text("a: [1", encoding="utf-8")
    result = run(*words)
    # An evaluation may have recommendations, which every report tells of.
    assert result.code == 2
    assert f"Error: `plans/{folder}` cannot be read" in result.err
    assert result.out


def test_an_input_without_a_disposition_is_not_settled(run: Runner) -> None:
    change("disposition: accepted", "disposition: acepted", "reviews/2022-12-28")
    result = run("inputs", "2023")
    assert "No input is open" not in result.out
    assert "! 1 input has no follow-up that could be read." in result.out
    assert result.err.startswith("Note: plans/reviews/2022-12-28.yaml has 1 structural finding")


UNDER = [
    (["100"], 0, ""),
    (["years=50"], 0, ""),
    (["years=50.1"], 1, "years: 50% is below 50.1% (2 of 4: years of the period with a programme)\n"),
    (["years=51%", "subdimensions=100"], 1, "years: 50% is below 51% (2 of 4: years of the period with a programme)\n"),
    (["inputs=10"], 0, ""),
    (["yers=1"], 2, "Error: there is no percentage `yers`; did you mean `years`?\n"),
    (["viel"], 2, "Error: `viel` is not a valid percentage; write a number from 0 to 100, such as --fail-under 80 or --fail-under targets=50\n"),
    (["101"], 2, "Error: `101` is not a valid percentage; write a number from 0 to 100, such as --fail-under 80 or --fail-under targets=50\n"),
    (["nan"], 2, "Error: `nan` is not a valid percentage; write a number from 0 to 100, such as --fail-under 80 or --fail-under targets=50\n"),
]  # fmt: skip


@pytest.mark.parametrize(("thresholds", "code", "said"), UNDER)
def test_a_threshold(run: Runner, thresholds: list[str], code: int, said: str) -> None:
    options = [word for one in thresholds for word in ("--fail-under", one)]
    result = run("coverage", "2023", *options)
    assert (result.code, result.err) == (code, said)


def test_nothing_to_count_is_not_reached(run: Runner) -> None:
    change(", missions: {M1: Tata kelola yang baik}", "")
    result = run("coverage", "2023", "--fail-under", "missions=1")
    assert result.code == 1
    assert result.err.startswith("missions: there is nothing to count, so 1% is not reached")


def test_many_cities_are_a_table(run: Runner) -> None:
    for name in ("a", "b"):
        shutil.copytree(CITY, f"cities/{name}/plans")
    Path("cities/b/plans/2026.yaml").unlink()
    Path("cities/b/other.yaml").write_text("on: push\n", encoding="utf-8")
    result = run("coverage", "cities", "plans", "2019", "--format", "json")
    assert (result.code, result.err) == (0, "")
    data = json.loads(result.out)
    assert jsonschema_rs.is_valid(schemas.schema("cities"), data)
    rows = [(Path(row["path"]).parts[:2], row["revision"], row["programmes"]) for row in data["cities"]]
    assert rows == [
        (("cities", "a"), "2026", 20), (("cities", "b"), "2024", 21), (("plans", "2023.yaml"), "2023", 18),
        (("plans", "2019.yaml"), "2019", 18),
    ]  # fmt: skip
    lone = json.loads(run("coverage", "cities/a/plans/2026.yaml", "--format", "json").out)
    assert data["cities"][0]["shares"] == lone["shares"]
    out = run("coverage", "cities").out
    assert [line.split()[3:6] for line in out.splitlines() if "Nusa Jaya" in line] == [
        ["2026", "20", "100%"], ["2024", "21", "100%"],
    ]  # fmt: skip


def test_one_city_that_cannot_be_read_stops_no_other(run: Runner) -> None:
    shutil.copytree(CITY, "cities/a")
    shutil.copytree(CITY, "cities/b")
    Path("cities/a/2026.yaml").write_text("dimensions: [", encoding="utf-8")
    result = run("coverage", "cities", "--fail-under", "100")
    assert result.code == 2
    assert result.err.startswith("Error: `cities/a/2026.yaml` cannot be read as a plan: 1:14: ")
    assert result.out.startswith("Coverage of 1 city")
    Path("cities/a").rename("leer")
    for path in Path("leer").rglob("*.yaml"):
        path.unlink()
    empty = run("coverage", "leer")
    assert (empty.code, empty.out) == (2, "")
    assert empty.err == "Error: `leer` contains no plans, and neither do the folders in it\n"
    assert run("coverage", "2019", "2023", "--by", "agency").err.startswith(
        "Error: --by and --against need exactly one"
    )


def test_a_city_under_the_threshold_is_named(run: Runner) -> None:
    change("period: {start: 2023, end: 2026}", "period: {start: 2023, end: 2024}")
    result = run("coverage", "2019", "2023", "--fail-under", "years=60")
    assert result.code == 1
    assert result.err == "plans/2019.yaml: years: 50% is below 60% (2 of 4: years of the period with a programme)\n"


def test_the_language_writes_its_numbers(run: Runner) -> None:
    change("budget: {apbd: {2023: 500000000}}", "budget: {apbd: {2023: 1250000000}}")
    assert " 9,750 " in run("coverage", "2023").out
    assert " 9.750 " in run("coverage", "2023", "--lang", "id").out
    assert "\nRp9,75 miliar.\n" in run("summary", "2023", "--lang", "id").out


@pytest.mark.parametrize("by", ["agency", "mission", "year", "kind", "horizon", "source", "input"])
def test_every_table_ends_in_the_same_total(run: Runner, by: str) -> None:
    data = covered(run, "2026", "--plans", CITY, "--by", by)
    assert data["totals"] == covered(run, "2026", "--plans", CITY)["totals"]
    assert all(row["programmes"] <= data["totals"]["programmes"] for row in data["rows"])
    assert data["rows"]


def summed(run: Runner, *arguments: str) -> dict:  # type: ignore[type-arg]
    result = run("summary", *arguments, "--format", "json")
    assert (result.code, result.err) == (0, "")
    data = json.loads(result.out)
    assert jsonschema_rs.is_valid(schemas.schema("summary"), data)
    return data  # type: ignore[no-any-return]


def test_quick_wins_are_new_continued_or_stopped(run: Runner) -> None:
    quick = "agency: diskominfo\n        quick_win: true"
    old = Path("plans/2019.yaml").read_text("utf-8")
    Path("plans/2019.yaml").write_text(old.replace("agency: diskominfo", quick, 3), encoding="utf-8")
    new = Path("plans/2023.yaml").read_text("utf-8").replace("agency: diskominfo", quick, 2)
    new = new.replace("GOV-02:", "GOV-09:\n        formerly: [GOV-02]").replace("GOV-01:", "GOV-11:")
    Path("plans/2023.yaml").write_text(new, encoding="utf-8")
    states = [(win["programme"], win["state"]) for win in summed(run, "2023")["quick_wins"]]
    assert states == [("GOV-11", "new"), ("GOV-09", "continued"), ("GOV-01", "stopped"), ("GOV-03", "stopped")]
    assert [win["state"] for win in summed(run, "2019")["quick_wins"]] == [None] * 3


def test_a_summary_says_what_is_new_and_why(run: Runner) -> None:
    data = summed(run, "2024", "--plans", CITY)
    news = data["news"]
    assert (news["revision"], news["added"], news["withdrawn"], news["dropped"]) == ("2020", 1, 2, 0)
    assert [one["ref"] for one in news["inputs"]] == ["fgd-2023-05-01/IN-01"]
    assert [(one["year"], one["final"]) for one in data["evaluations"]] == [(2024, 3.25)]
    assert data["years"] == {str(year): 11_000_000_000 for year in (2024, 2025)}
    assert summed(run, "2019")["news"] is None
    assert "Revision 2023 is an example, not the plan of a real city." in run("summary", "2023").out
    assert (
        "rekonstruksi dari informasi publik"
        in run("summary", "2023", "--plans", str(ROOT / "plans"), "--lang", "id").out
    )


def test_targets_and_results_are_weighed(run: Runner) -> None:
    change("baseline: 10, targets: {2023: 9}", "direction: down, targets: {2023: 9, 2024: 8}, actuals: {2023: 10}")
    change("baseline: 10, targets: {2023: 9}", "direction: down, level: impact, targets: {2023: 9}, actuals: {2023: 7}")
    found = summed(run, "2023")["indicators"]
    assert (found["reached"], found["missed"], found["open"]) == (1, 1, 16)
    assert [(row["programme"], row["reached"]) for row in found["listed"][:2]] == [("GOV-02", True), ("GOV-01", False)]


def test_a_plan_on_standard_input_is_reported_too(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("plans/2023.yaml").open(encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert covered(run, "-")["totals"]["programmes"] == 18


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "There is no programme that could be read, so gaps cannot be judged."),
        ("id", "Tidak ada program yang dapat dibaca, sehingga kekurangan tidak dapat dinilai."),
    ],
)
def test_where_no_programme_can_be_read_nothing_is_fine(run: Runner, lang: str, told: str) -> None:
    Path("plans/2031.yaml").write_text(
        'format: 1\nrevision: "2031"\ncity: {name: Kota X, code: "64.71"}\nperiod: {start: 2025, end: 2025}\n'
        "dimensions:\n  governance:\n    programmes:\n      GOV-01: 5\n"
    )
    for words in (["coverage", "2031"], ["summary", "2031"], ["report", "2031"]):
        out = run(*words, "--lang", lang).out
        assert told in out, words
        assert ("No gaps." if lang == "en" else "Tidak ada kekurangan.") not in out
