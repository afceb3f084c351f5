"""`smartplan evaluations`: what a person reads of a record, what a program reads, and what stops neither."""

import json
import os
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.messages import LANGUAGES, Catalogue, Language
from smartplan.plan.evaluation import Evaluation, Rank
from smartplan.plan.field_types import Source
from smartplan.report import schemas
from smartplan.report.pages import evaluations as evaluations_page
from smartplan.report.render import text as page_text
from smartplan.report.render.terminal import Style
from tests.helpers.base import write
from tests.helpers.evaluations import FULL, REGULER, evaluation, evaluations, found
from tests.helpers.runner import Runner


@given(st.lists(evaluations, min_size=1, max_size=12), st.sampled_from(LANGUAGES))
def test_every_record_fits_a_screen_and_nothing_is_cut_off(many: list[Evaluation], language: Language) -> None:
    page = evaluations_page.build(found(*many), Catalogue(language))
    text = page_text.render(page, Style(width=80))
    assert [line for line in text.splitlines() if len(line) > 80 or "…" in line] == []


def test_twelve_years_fit_a_screen() -> None:
    source = Source(title="Surat " * 30, date="2023-12-04", url="https://example.org/" + "a" * 100)
    years = [
        evaluation(2015 + n, parts=FULL, final=3.41, improvement=-0.01 * n, stage=n % 2 + 1, revision="2019",
                   rank=Rank(position=100 - n, of=514), sources={"s": source})
        for n in range(12)
    ]  # fmt: skip
    for language in LANGUAGES:
        text = page_text.render(evaluations_page.build(found(*years), Catalogue(language)), Style(width=80))
        assert [line for line in text.splitlines() if len(line) > 80 and "https://" not in line] == []
        assert "aaa\n" in text
        assert text.count("514") == 12


YEARS = {
    "evaluations/2020.yaml": """\
{format: 1, year: 2020, revision: "2019", rank: {position: 60, of: 80}}
""",
    "evaluations/2021.yaml": """\
{format: 1, year: 2021, revision: "2019", scheme: kominfo-2022,
scores: {baseline: 2.0, output: 2.0, outcome: 2.0, impact: 2.0, quick_win: 2.5}, final: 2.15, rank: {position: 50, of: 100}}
""",
    "evaluations/2022-1.yaml": """\
{format: 1, year: 2022, stage: 1, revision: "2019", scheme: kominfo-2022,
scores: {baseline: 2.5, output: 2.0, outcome: 3.0, impact: 2.0, quick_win: 3.0}, final: 2.65, improvement: 0.5}
""",
    "evaluations/2022-2.yaml": """\
{format: 1, year: 2022, stage: 2, revision: "2019", scheme: kominfo-2022,
scores: {baseline: 2.5, output: 2.5, outcome: 3.0, impact: 2.0, quick_win: 3.0}, final: 2.95, improvement: 0.6}
""",
    "evaluations/2023.yaml": """\
{format: 1, year: 2023, revision: "2023", scheme: kominfo-2023-kppn, sources: {surat: {title: Surat, publisher: Kominfo,
date: 2023-12-04, url: "https://example.org/surat"}},
scores: {baseline: 4.0, output: 3.0, outcome: 2.5, impact: 3.31, quick_win: 3.0, collaboration: 3.07}, final: 3.07}
""",
}
TEXT = """\
Kota Contoh: the ministry's evaluations, 2020–2023
plans/evaluations

2023: outcome lost the most points: 0.30 of the 0.93 points short of the maximum of 4.

Scores by component
───────────────────
                                                quick
year  stage  baseline  output  outcome  impact    win  collaboration  index
───────────────────────────────────────────────────────────────────────────
2020      –         –       –        –       –      –              –      –
2021      –      2.00    2.00     2.00    2.00   2.50              –   2.15
2022      1      2.50    2.00     3.00    2.00   3.00              –   2.65
2022      2      2.50    2.50     3.00    2.00   3.00              –   2.95
2023      –      4.00    3.00     2.50    3.31   3.00           3.07   3.07

Index and rank
──────────────
             plan in                                                     better
year  stage  force    index  computed  improvement  computed       rank    than
───────────────────────────────────────────────────────────────────────────────
2020      –  2019         –         –            –         –   60 of 80     25%
2021      –  2019      2.15      2.15            –         –  50 of 100     50%
2022      1  2019      2.65      2.65        +0.50     +0.50          –       –
2022      2  2019      2.95    ! 2.75        +0.60   ! +0.80          –       –
2023      –  2023      3.07      3.07            –     +0.12          –       –

index  2020 ·▅▆▆ 2023
rank   2020 ▃▅·· 2023

Each bar is one year: the index from 0 to 4, the rank from last to first; · is a year without a figure.

! 2022, stage 2: the published index is 2.95, but the components and their weights give 2.75 (plans/evaluations/2022-2.yaml).
! 2022, stage 2: the published improvement is +0.60, but the indices of 2021 and 2022 give +0.80 (plans/evaluations/2022-2.yaml).

The column “better than” is computed from the rank. 4 of 4 published indices could be recalculated from the components and their weights. 2 of 2 published improvements could be recalculated from the indices of two years.

Points lost in 2023
───────────────────
component      score  weight  points lost              since 2022  2020–2023
────────────────────────────────────────────────────────────────────────────
baseline        4.00     10%         0.00                   +1.50  ·▅▅█
output          3.00     20%         0.20  ███████          +0.50  ·▅▅▆
outcome         2.50     20%         0.30  ██████████       −0.50  ·▅▆▅
impact          3.31     20%         0.14  █████            +1.31  ·▅▅▇
quick win       3.00     20%         0.20  ███████           0.00  ·▅▆▆
collaboration   3.07     10%         0.09  ████                 –

index           3.07    100%         0.93

Weights
───────
2021–2022  Evaluation 2022, cohort of 2021: baseline 10%, output 20%, outcome 30%, impact 10%, quick win 30%
2023       Evaluation 2023, KPPN and IKN: baseline 10%, output 20%, outcome 20%, impact 20%, quick win 20%, collaboration 10%

Sources
───────
- 2023: Surat, Kominfo, December 4, 2023, https://example.org/surat
"""


def test_years_as_a_person_reads_them(run: Runner, tmp_path: Path) -> None:
    write(tmp_path / "plans", YEARS, whole=True)
    assert run("evaluations") == (0, TEXT, "")
    text = run("evaluations", "--lang", "id").out
    assert "2023: selisih terbesar ada pada outcome, yaitu 0,30 dari total 0,93 poin menuju nilai 4." in text
    assert (
        "! 2022 tahap 2: indeks yang diumumkan 2,95, tetapi komponen dan bobotnya menghasilkan 2,75 "
        "(plans/evaluations/2022-2.yaml)." in text
    )
    markdown = run("evaluations", "--format", "markdown").out
    assert "| 2022 | 2 | 2019 | 2.95 | \\! 2.75 | \\+0.60 | \\! \\+0.80 | – | – |" in markdown


def test_the_data_keeps_its_schema(run: Runner, tmp_path: Path) -> None:
    write(tmp_path / "plans", YEARS, whole=True)
    result = run("evaluations", "--format", "json")
    data = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert jsonschema_rs.is_valid(schemas.schema("evaluations"), data)
    assert (data["format"], data["city"], data["path"]) == (1, "Kota Contoh", "plans/evaluations")
    assert [(one["year"], one["stage"]) for one in data["evaluations"]] == [
        (2020, None), (2021, None), (2022, 1), (2022, 2), (2023, None),
    ]  # fmt: skip
    assert set(data["evaluations"][0]["scores"].values()) == {None}
    assert data["recomputed"] == {"index": 4, "improvement": 2}
    assert data["disagreements"][0] == {
        "kind": "index", "path": "plans/evaluations/2022-2.yaml", "year": 2022, "stage": 2, "published": 2.95,
        "computed": 2.75,
    }  # fmt: skip
    assert Path("out.json").exists() is False
    assert run("evaluations", "--format", "json", "--output", "out.json") == (0, "", "")
    assert json.loads(Path("out.json").read_text("utf-8")) == data


# What is said in one line, by what is on record of the year.
LINES = [
    (evaluation(parts=(4, 4, 4, 4, 4, 4)), "2023: no component on record lost any points."),
    (
        evaluation(scheme=REGULER, parts=(3, 3, 3.5, 3, 3.5), stage=2),
        "2023, stage 2: output and impact lost the most points: 0.20 each of the 0.75 points short of the maximum of 4.",
    ),
    (
        evaluation(parts=(3, None, 3.5)),
        "2023: of the components on record, baseline and outcome lost the most points: 0.10 each. "
        "Not every component is on record.",
    ),
    (
        evaluation(parts=(4, None, 3.5)),
        "2023: of the components on record, outcome lost the most points: 0.10. Not every component is on record.",
    ),
    (
        evaluation(scheme="kominfo-2099", parts=FULL),
        "2023: which component lost the most points cannot be determined because the weights are not on record.",
    ),
]


@pytest.mark.parametrize(("one", "line"), LINES)
def test_what_a_planner_wants_to_know_first(one: Evaluation, line: str) -> None:
    # A later year of which only the rank is known has nothing to say about it.
    later = evaluation(2024, "", rank=Rank(position=1, of=2))
    text = page_text.render(evaluations_page.build(found(one, later), Catalogue("en")), Style())
    assert text.splitlines()[3] == line


def test_a_scheme_that_is_not_known_is_said(run: Runner, tmp_path: Path) -> None:
    write(tmp_path / "plans", {"evaluations/2023.yaml": "scheme: kominfo-2099"})
    assert "2023  kominfo-2099: the weights of this scheme are not known" in run("evaluations").out
    write(tmp_path / "plans", {"evaluations/2023.yaml": "scheme: null"})
    result = run("evaluations")
    assert "2023  the scheme is not stated" in result.out
    assert "0 of 1 published index could be recalculated from the components and their weights.\n" in result.out
    assert "rounding" not in result.out


@pytest.mark.parametrize(
    ("language", "said"), [("en", "No evaluation is on record."), ("id", "Belum ada evaluasi yang tercatat.")]
)
def test_no_evaluation_is_said_plainly(run: Runner, language: str, said: str) -> None:
    Path("plans/evaluations/2023.yaml").unlink()
    result = run("evaluations", "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert said in result.out
    Path("plans/evaluations").rmdir()
    assert run("evaluations", "--lang", language) == result
    assert json.loads(run("evaluations", "--format", "json").out)["evaluations"] == []


UNREADABLE = [
    ("year: [", "Error: `plans/evaluations/2022.yaml` cannot be read as an evaluation: 1:8: "),
    ("", "Error: `plans/evaluations/2022.yaml` cannot be read as an evaluation: 1:1: "),
    ("- 2022\n", "Error: `plans/evaluations/2022.yaml` cannot be read as an evaluation: 1:1: "),
    ("format: 1\nyear: dua ribu\n", "Error: `plans/evaluations/2022.yaml` cannot be read as an evaluation: 2:7: "),
    (
        "format: 1\ntahun: 2022\n",
        "Error: `plans/evaluations/2022.yaml` is a plan, not an evaluation; an evaluation has the key",
    ),
    ("review: x\n", "Error: `plans/evaluations/2022.yaml` is a review, not an evaluation; an evaluation has the key"),
]


@pytest.mark.parametrize(("text", "said"), UNREADABLE)
def test_what_cannot_be_read_is_said_and_the_rest_is_shown(run: Runner, text: str, said: str) -> None:
    whole = run("evaluations")
    Path("plans/evaluations/2022.yaml").write_text(text, encoding="utf-8")
    result = run("evaluations")
    assert (result.code, result.out) == (2, whole.out)
    assert result.err.startswith(said)
    assert run("evaluations", "--lang", "id").err.startswith("Kesalahan: `plans/evaluations/2022.yaml` ")
    assert run("evaluations", "--format", "json").code == 2


def test_what_cannot_be_opened_is_said_and_the_rest_is_shown(run: Runner) -> None:
    whole = run("evaluations")
    os.mkfifo("plans/evaluations/2022.yaml")
    assert run("evaluations") == (
        2, whole.out,
        "Error: cannot open `plans/evaluations/2022.yaml`: it is not a regular file; to read a stream, pipe it to standard input and give `-`\n",
    )  # fmt: skip


def test_the_sound_part_of_a_file_is_used(run: Runner, tmp_path: Path) -> None:
    write(tmp_path / "plans", {"evaluations/2023.yaml": "{scores: {output: 7}, rank: {position: 0, of: 100}}"})
    result = run("evaluations", "--format", "json")
    one = json.loads(result.out)["evaluations"][0]
    assert (result.code, one["scores"]["output"], one["scores"]["baseline"], one["index"]) == (0, None, 4, None)
    assert (one["rank"], one["ahead"]) == (None, None)
    assert result.err == (
        "Note: plans/evaluations/2023.yaml has 2 structural findings; only its valid parts were used. "
        "Run `smartplan validate plans/evaluations/2023.yaml`.\n"
    )


def test_the_folder_is_named_or_found(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path.parent)
    result = run("evaluations")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Error: there is no folder `plans` here or above")
    assert run("evaluations", "--plans", str(tmp_path / "plans")).out.startswith("Kota Contoh: ")
    assert run("evaluations", "--plans", str(tmp_path / "rencana")).code == 2


def test_without_the_plan_that_was_in_force_the_city_has_no_name(run: Runner) -> None:
    Path("plans/2019.yaml").unlink()
    result = run("evaluations")
    assert (result.code, result.out.splitlines()[0]) == (0, "The ministry's evaluations, 2023")


def test_hostile_text_does_not_reach_the_terminal(run: Runner, tmp_path: Path) -> None:
    text = r'{revision: "\e[31m", scheme: "\e[32m", sources: {"\e[33m": {title: "\e[34m\u202e", url: "\e[35m"}}}'
    write(tmp_path / "plans", {"evaluations/2023.yaml": text})
    out = run("evaluations").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert out.count("\\u001b[") == 4


def test_a_component_that_the_scheme_does_not_count_is_not_among_the_points_lost() -> None:
    result = found(evaluation(2022, parts=FULL), evaluation(2023, REGULER, FULL[:5]))
    text = page_text.render(evaluations_page.build(result, Catalogue("en")), Style())
    scores, lost = text.split("Points lost in 2023")
    assert "collaboration" in scores
    assert "collaboration  " not in lost.partition("Weights")[0]
