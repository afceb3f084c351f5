"""Goals and objectives, and the fields beside them, as the reports tell them."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from smartplan.report import schemas
from tests.helpers.objectives import write_plans
from tests.helpers.runner import Runner, change


@pytest.fixture
def city(run: Runner) -> Runner:
    for path in Path("plans").rglob("*.yaml"):
        path.unlink()
    write_plans(Path("plans"))
    return run


def part(text: str, start: str, lines: int) -> list[str]:
    """So many lines from one that begins so, with single blanks but for the indentation."""
    every = text.splitlines()
    first = next(index for index, line in enumerate(every) if line.startswith(start))
    found = every[first : first + lines]
    return [line[: len(line) - len(line.lstrip())] + " ".join(line.split()) for line in found]


def test_the_rows_of_a_coverage(city: Runner) -> None:
    out = city("coverage", "2019", "--by", "objective").out
    assert part(out, "T1", 6) == [
        "T1 Layanan publik 1 ██████ · 1 500 █··· 1",
        "  S1 Layanan mudah 1 ██████ · 1 500 █··· 1",
        "  S2 Layanan murah ! 0 · · · ···· ·",
        "not stated 1 ██████ · 1 · ···· ·",
        "",
        "total 2 · 1 500 1",
    ]
    assert (
        "Decided by the author of the file, not stated in its sources (goals and objectives): 1 of 2 programmes." in out
    )
    markdown = city("coverage", "2019", "--by", "objective", "--format", "markdown").out
    assert "| S2 Layanan murah | \\! 0 |" in markdown
    found = json.loads(city("coverage", "2019", "--by", "objective", "--format", "json").out)
    assert [(row["key"], row["programmes"], row["budget"]) for row in found["rows"]] == [
        ("T1", 1, 500_000_000), ("S1", 1, 500_000_000), ("S2", 0, None), ("", 1, None),
    ]  # fmt: skip
    assert (found["by"], found["judged"]) == ("objective", 1)
    assert [
        (hole["kind"], hole["where"], hole["objective"], hole["programme"])
        for hole in found["holes"]
        if "objective" in hole["kind"]
    ] == [
        ("objective-without-programme", "rpjmd.objectives.S2", "S2", None),
        ("programme-without-objective", "dimensions.governance.programmes.GOV-02", None, "GOV-02"),
    ]
    # In the other questions nothing was judged.
    assert "Decided by the author" not in city("coverage", "2019", "--by", "mission").out


def test_a_field_that_is_not_stated_is_nobodys_judgement(city: Runner) -> None:
    change("judged: [objectives, indicators]", "judged: [objectives, kind]", "2019")
    for by, judged in (("objective", 1), ("kind", 0)):
        assert json.loads(city("coverage", "2019", "--by", by, "--format", "json").out)["judged"] == judged


def test_the_coverage_of_objectives_tells_how_their_indicators_stand(city: Runner) -> None:
    """With the figures of the summary, which are not asked for in another question."""
    words = ["coverage", "2019", "--by", "objective"]
    found = [line.replace("\N{NO-BREAK SPACE}", " ") for line in part(city(*words).out, "Indicators of the goals", 6)]
    assert [found[2], *found[4:]] == [
        "goal and objective of the RPJMD baseline target actual",
        "T1 Layanan publik (goal, M1)",
        "  IKM 70 2019: 75, 2020: 80, end of period: 82 2019: 76 ✓ reached",
    ]
    data = json.loads(city(*words, "--format", "json").out)
    assert jsonschema_rs.validator_for(schemas.schema("coverage")).is_valid(data)
    assert data["objectives"] == json.loads(city("summary", "2019", "--format", "json").out)["objectives"]
    assert "objectives" not in json.loads(city("coverage", "2019", "--format", "json").out)
    path = Path("plans/2019.yaml")
    text = path.read_text("utf-8")
    start = text.index("      indicators:\n        ikm")
    path.write_text(text[:start] + text[text.index("    S1: {name") :], encoding="utf-8")
    assert "Indicators of the goals" not in city(*words).out


def test_the_rows_against_another_rpjmd(city: Runner) -> None:
    found = json.loads(city("coverage", "2023", "--by", "objective", "--against", "2019", "--format", "json").out)
    assert [(row["key"], row["programmes"]) for row in found["rows"]] == [("T1", 2), ("X1", 1), ("X2", 1)]
    before = [(row["key"], row["programmes"]) for row in found["against"]["rows"]]
    assert before == [("T1", 1), ("X1", 1), ("S2@2019", 0), ("", 1)]


def test_the_gaps_of_a_plan(city: Runner) -> None:
    out = " ".join(city("coverage", "2019", "--all").out.split())
    assert "! 1 goal or objective of the RPJMD without a programme S2 how to close name it in the programmes" in out
    assert (
        "! 1 programme without a goal or objective of the RPJMD GOV-02 how to close name the goals or objectives" in out
    )
    out = " ".join(city("coverage", "2019", "--all", "--lang", "id").out.split())
    assert "! 1 tujuan atau sasaran RPJMD tanpa program S2 cara melengkapi cantumkan pada program" in out
    assert "! 1 program tanpa tujuan atau sasaran RPJMD GOV-02" in out


def test_a_programme_is_shown_with_what_its_author_judged(city: Runner) -> None:
    out = city("show", "2019", "GOV-01").out
    assert part(out, "goals and objectives", 5) == [
        "goals and objectives S1: Layanan mudah (judged)",
        "code 2.16.02, 2.16.03",
        "location Utara; Kota",
        "tags prioritas",
        "years 2019",
    ]
    assert part(out, "fields judged", 2) == ["fields judged by the author", " " * 26 + "indicator"]
    years = [line.strip() for line in part(out, "Waktu", 2)]
    assert years == ["Waktu (SNI 19.2, menit) · 10 2019 9 · ·", "end of period 5 · ·"]
    assert (
        "tujuan dan sasaran      S1: Layanan mudah (penilaian penyusun)"
        in city("show", "2019", "GOV-01", "--lang", "id").out
    )
    found: Any = json.loads(city("show", "2019", "GOV-01", "--format", "json").out)["programme"]
    assert found["objectives"] == [
        {"id": "S1", "name": "Layanan mudah", "level": "objective", "under": "T1", "mission": "M1"}
    ]
    assert (found["judged"], found["location"], found["tags"]) == (
        ["objectives", "indicators"], ["Utara", "Kota"], ["prioritas"],
    )  # fmt: skip
    assert [(one["code"], one["target_end"]) for one in found["indicators"]] == [("SNI 19.2", 5)]
    # A programme that names none lacks it, as the plan lists some.
    assert "! no goal or objective of the RPJMD" in city("show", "2019", "GOV-02").out
    path = Path("plans/2019.yaml")
    path.write_text(path.read_text("utf-8").replace("  objectives:\n    T1", "  lain:\n    T1"), encoding="utf-8")
    out = city("show", "2019", "GOV-02").out
    assert "goal" not in out


def test_the_summary_tells_how_objectives_stand(city: Runner) -> None:
    out = city("summary", "2019").out
    assert part(out, "RPJMD", 1) == ["RPJMD RPJMD 2016-2021, Perda 1/2016"]
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in part(out, "T1", 4)] == [
        "T1 Layanan publik (goal, M1) 1",
        "  IKM 70 2019: 75, 2020: 80, end of period: 82 2019: 76 ✓ reached",
        "  S1 Layanan mudah (objective) 1",
        "  S2 Layanan murah (objective) ! 0",
    ]
    found = json.loads(city("summary", "2019", "--format", "json").out)["objectives"]
    assert [(one["id"], one["under"], one["depth"], one["programmes"]) for one in found] == [
        ("T1", None, 0, 1), ("S1", "T1", 1, 1), ("S2", "T1", 1, 0),
    ]  # fmt: skip
    assert [(one["id"], one["year"], one["reached"], one["target_end"]) for one in found[0]["indicators"]] == [
        ("ikm", 2019, True, 82)
    ]
    # Where none is stated there is no table.
    path = Path("plans/2019.yaml")
    text = path.read_text("utf-8")
    path.write_text(text.replace("  objectives:\n    T1", "  lain:\n    T1"), encoding="utf-8")
    assert "goal and objective" not in city("summary", "2019").out


@pytest.mark.parametrize(
    ("language", "header", "told"),
    [
        (
            "en",
            "goal and objective of the RPJMD programmes baseline target actual",
            [
                "  IKM ~70.5 (2018) 2019: 75, 2020: ~80, end of period: 82 2019: 76 ✓ reached",
                "~ before a number: an approximate figure, or a sum that contains one.",
                "- IKM, baseline: about 70.5 (2018); source: Survei",
                "- IKM, target 2020: about 80; source: Survei",
            ],
        ),
        (
            "id",
            "tujuan dan sasaran RPJMD program awal target realisasi",
            [
                "  IKM ~70,5 (2018) 2019: 75; 2020: ~80; akhir periode: 82 2019: 76 ✓ tercapai",
                "~ di depan angka: nilai perkiraan, atau jumlah yang memuat nilai perkiraan.",
                "- IKM, nilai awal: sekitar 70,5 (2018); sumber: Survei",
                "- IKM, target 2020: sekitar 80; sumber: Survei",
            ],
        ),
    ],
)
def test_the_summary_tells_on_what_the_figures_of_objectives_rest(
    city: Runner, language: str, header: str, told: list[str]
) -> None:
    path = Path("plans/2019.yaml")
    text = path.read_text("utf-8").replace("agencies:", "sources: {survei: {title: Survei}}\nagencies:")
    rough = '{value: 70.5, approx: true, as_of: "2018", sources: [survei]}'
    text = text.replace("baseline: 70,", f"baseline: {rough},")
    path.write_text(text.replace("2020: 80}", "2020: {value: 80, approx: true, sources: [survei]}}"), "utf-8")
    out = city("summary", "2019", "--lang", language).out.replace("\N{NO-BREAK SPACE}", " ")
    found = part(out, header.split(" program")[0], 11)
    assert found[0] == header
    assert [found[3], *(line for line in found[4:] if line[:1] in ("~", "-"))] == told
    data = json.loads(city("summary", "2019", "--format", "json").out)["objectives"][0]["indicators"][0]
    assert (data["baseline"], data["baseline_basis"]) == (
        70.5, {"approx": True, "as_of": "2018", "sources": ["survei"]},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("level", "targets", "language", "sentence"),
    [
        (
            "level: impact, ", "targets: {2019: 9}", "en",
            "No indicator of the programmes with a target or an actual is marked as an outcome or impact (`level`), "
            "so the outcomes of the programmes cannot be assessed.",
        ),
        (
            "level: impact, ", "targets: {2019: 9}", "id",
            "Tidak ada indikator program dengan target atau realisasi yang ditandai sebagai hasil atau dampak (`level`), "
            "sehingga hasil program belum dapat dinilai.",
        ),
        (
            "", "targets: {2019: 9}", "en",
            "No indicator with a target or an actual is marked as an outcome or impact (`level`), "
            "so outcomes cannot be assessed.",
        ),
        ("", "targets: {}", "en", "No indicator of the programmes has a target or an actual."),
        ("", "targets: {}", "id", "Tidak ada indikator program yang memiliki target atau realisasi."),
    ],
)  # fmt: skip
def test_the_summary_does_not_deny_the_indicators_of_objectives(
    city: Runner, level: str, targets: str, language: str, sentence: str
) -> None:
    path = Path("plans/2019.yaml")
    text = path.read_text("utf-8").replace("ikm: {name: IKM,", f"ikm: {{{level}name: IKM,")
    text = text.replace("targets: {2019: 9}, target_end: 5", targets)
    path.write_text(text, "utf-8")
    lines = city("summary", "2019", "--lang", language).out.splitlines()
    assert sentence in lines
    starts = ("No indicator ", "Tidak ada indikator ")
    assert [line for line in lines if line.startswith(starts)] == [sentence]


def test_the_realignment_has_a_table_of_objectives(city: Runner) -> None:
    for form in ("text", "markdown"):
        out = city("diff", "2019", "2023", "--format", form).out
        assert "≈ 1 realigned" in out
        assert "~ GOV-02" not in out
    assert "| \\(none\\) | X2 Layanan cepat | 1: GOV-02 |" in out
    text = city("diff", "2019", "2023").out
    assert part(text, "Old goals and objectives", 3)[0::2] == [
        "Old goals and objectives New goals and objectives Programmes",
        "(none) X2 Layanan cepat 1: GOV-02",
    ]
    assert [" ".join(line.split()) for line in text.splitlines()[-7:]] == [
        "RPJMD regulation Perda 1/2016 → Perda 2/2021",
        "RPJMD goals and objectives",
        "S1 → X1",
        "RPJMD goals and objectives S2",
        "- Layanan murah",
        "RPJMD goals and objectives X2",
        "+ Layanan cepat",
    ]
    found = json.loads(city("diff", "2019", "2023", "--format", "json").out)
    assert found["realignment"] == [{"old": [], "new": ["X2"], "programmes": ["GOV-02"], "field": "objectives"}]


def test_a_draft_that_follows_another_rpjmd_leaves_its_objectives_behind(city: Runner) -> None:
    told = " ".join(city("draft", "2026", "--from", "2019", "--rpjmd", "RPJMD baru").out.split())
    assert "1 goal or objective of the old RPJMD to be replaced in programmes" in told
    assert "- S1 Layanan mudah GOV-01 decide by `smartplan realign 2026 S1=NEW`" in told
    text = Path("plans/2026.yaml").read_text("utf-8")
    assert "objectives:" not in text
    assert "Perda 1/2016" not in text


def test_a_target_at_the_end_of_the_period_goes_the_way_of_the_others(city: Runner) -> None:
    path = Path("plans/2019.yaml")
    path.write_text(path.read_text("utf-8").replace("target_end: 82", "target_end: 79"), encoding="utf-8")
    out = " ".join(city("validate", "2019").out.split())
    assert "79 is less ambitious than 80 in 2020 (`direction: up`)" in out
    found = json.loads(city("validate", "2019", "--format", "json").out)["findings"]
    assert [one["where"] for one in found if one["rule"] == "target-against-direction"] == [
        "rpjmd.objectives.T1.indicators.ikm.target_end"
    ]


def test_a_figure_of_an_objective_that_is_about_right_says_so(city: Runner) -> None:
    path = Path("plans/2019.yaml")
    text = path.read_text("utf-8").replace("target_end: 82", "target_end: {value: 82, approx: true}")
    path.write_text(text, encoding="utf-8")
    out = city("summary", "2019").out
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in part(out, "T1", 2)][1:] == [
        "  IKM 70 2019: 75, 2020: 80, end of period: ~82 2019: 76 ✓ reached"
    ]
    assert "~ before a number" in out
    found = json.loads(city("summary", "2019", "--format", "json").out)["objectives"][0]["indicators"]
    assert [one["target_end_basis"] for one in found] == [{"approx": True}]
