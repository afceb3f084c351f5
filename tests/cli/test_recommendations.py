"""Recommendations of evaluations beside the inputs of reviews: checked, listed, counted, cited, left to decide."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from smartplan.cli import completion
from smartplan.plan.schema import published
from tests.helpers.base import write
from tests.helpers.rule_findings import GOV, found
from tests.helpers.runner import Runner

RECOMMENDED = """\
stage: 2
details: {output: {aplikasi: 3.25, kanal: dua}, catatan: [1, true]}
recommendations:
  R-01: {text: Perluas Wi-Fi, dimension: living, disposition: accepted}
  R-02: {text: Libatkan swasta, disposition: open}
  R-03: {text: Laksanakan survei, disposition: deferred, answer: Menunggu dana}
  R-04: {text: Buat dasbor, disposition: rejected, answer: Sudah ada}
"""
CITES = "dimensions: {governance: {programmes: {GOV-01: {because: [2023/R-01]}}}}\n"
EVALUATION = {"evaluations/2023.yaml": RECOMMENDED}


@pytest.fixture
def city(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """The small city, whose 2023 takes up one of the recommendations on 2019."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "plans", {"2023.yaml": CITES, **EVALUATION})
    return run


def test_what_is_cited_is_known(tmp_path: Path) -> None:
    assert found(write(tmp_path, {"2023.yaml": CITES, **EVALUATION})) == []


RULES = [
    ("accepted and not cited", {**EVALUATION}, [("input-not-cited", "warning", "recommendations.R-01")]),
    (
        "cited and still open",
        {"2023.yaml": CITES, "evaluations/2023.yaml": "recommendations:\n  R-01: {text: A, disposition: open}\n"},
        [("input-still-open", "warning", "recommendations.R-01.disposition")],
    ),
    (
        "another that is not there",
        {"2023.yaml": "because: [fgd-2022-12-28/IN-01, 2023/R-01, 2023/R-09]", **EVALUATION},
        [("unknown-input", "error", "because.2")],
    ),
    (
        "no answer, an empty one, a dimension that is none",
        {
            "2023.yaml": CITES,
            "evaluations/2023.yaml": "recommendations:\n  R-01: {text: A, disposition: accepted, dimension: livin}\n"
            "  R-02: {text: B, disposition: deferred}\n  R-03: {text: C, disposition: rejected, answer: ' '}\n",
        },
        [
            ("unknown-input-dimension", "error", "recommendations.R-01.dimension"),
            ("missing-answer", "error", "recommendations.R-02"),
            ("missing-answer", "error", "recommendations.R-03.answer"),
        ],
    ),
    (
        "the evaluated plan is not superseded yet",
        {"evaluations/2023.yaml": RECOMMENDED + 'revision: "2023"\n'},
        [],
    ),
    (
        "an id of a review",
        {"evaluations/fgd-2022-12-28.yaml": "format: 1\nyear: 2022\nrecommendations: {R-01: {text: A, disposition: open}}"},
        [("evaluation-named-like-review", "error", "recommendations")],
    ),
    ("the same without a recommendation", {"evaluations/fgd-2022-12-28.yaml": "format: 1\nyear: 2022\n"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), [case[1:] for case in RULES], ids=[case[0] for case in RULES])
def test_the_exact_findings(files: dict[str, str], expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    assert found(write(tmp_path, files)) == expected


def test_of_an_evaluation_that_cannot_be_read_nothing_is_said(tmp_path: Path) -> None:
    folder = write(tmp_path, {"2023.yaml": CITES.replace("2023/R-01", "2022/R-01")})
    (folder / "evaluations/2022.yaml").write_text("year: [", encoding="utf-8")
    assert ("unreadable-neighbour", "error", f"{GOV}.because.0") in found(folder)
    assert not any(rule == "unknown-input" for rule, _, _ in found(folder))


def test_the_inputs_of_a_revision(city: Runner) -> None:
    data: dict[str, Any] = json.loads(city("inputs", "2023", "--format", "json").out)
    review = next(one for one in data["reviews"] if one["kind"] == "recommendation")
    assert {key: review[key] for key in ("review", "date", "stage", "reviews", "leads_to")} == {
        "review": "2023", "date": "2023", "stage": 2, "reviews": "2019", "leads_to": "2023",
    }  # fmt: skip
    assert [(one["ref"], one["disposition"], len(one["cited"]), one["ignored"]) for one in review["inputs"]] == [
        ("2023/R-01", "accepted", 1, False),
        ("2023/R-02", "open", 0, False),
        ("2023/R-03", "deferred", 0, False),
        ("2023/R-04", "rejected", 0, False),
    ]
    ministry = next(one for one in data["participants"] if one["giver"] == "ministry")
    assert (ministry["inputs"], ministry["accepted"], ministry["cited"]) == (4, 1, 1)
    text = city("inputs", "2023", "--lang", "id").out
    assert "Rekomendasi evaluasi 2023, tahap 2" in text
    assert "jenis     rekomendasi" in text
    assert "    dari           kementerian\n" in text


AHEAD = "call for a next revision that has not been drafted yet"


@pytest.mark.parametrize(
    ("review", "evaluation", "told"),
    [
        (True, False, f"Reviews of this revision {AHEAD}: 1 input, 1 still open."),
        (False, True, f"Recommendations of the ministry on this revision {AHEAD}: 4 recommendations, 1 still open."),
        (True, True, f"Reviews of this revision and recommendations of the ministry {AHEAD}: 5 inputs, 2 still open."),
    ],
)
def test_what_calls_for_the_next_revision(city: Runner, review: bool, evaluation: bool, told: str) -> None:
    for path in [*Path("plans/reviews").iterdir(), *Path("plans/evaluations").iterdir()]:
        path.unlink()
    if review:
        text = 'format: 1\nreview: r\nkind: fgd\ndate: 2025-01-01\ntitle: R\nreviews: "2023"\n'
        text += "inputs: {IN-1: {text: A, disposition: open}}\n"
        Path("plans/reviews/2025-01-01.yaml").write_text(text, encoding="utf-8")
    if evaluation:
        Path("plans/evaluations/2024.yaml").write_text(
            f'format: 1\nyear: 2024\nrevision: "2023"\n{RECOMMENDED}', encoding="utf-8"
        )
    assert told in city("inputs", "2023").out.splitlines()


REPORTS = [
    ("coverage 2023 --by input", ["the ministry, evaluation 2023, stage 2  ✓ 1 programme"]),
    ("show 2023 GOV-01", ["- 2023/R-01: Perluas Wi-Fi", "from       the ministry, evaluation 2023, stage 2"]),
    ("log", ["evaluation  2023: stage 2, final index 3.41, 1 of 4 recommendations accepted"]),
    ("summary 2023", ["2023/R-01"]),
    (
        "evaluations",
        [
            "Details of 2023, stage 2", "output\n  aplikasi  3.25\n  kanal     dua\n", "catatan\n  1         1\n  2         yes\n",
            "Recommendations of evaluation 2023, stage 2",
            "✓ 2023/R-01  Perluas Wi-Fi\n    dimension  Smart Living\n    follow-up  accepted\n"
            "    cited by   2023: GOV-01 Program public_service 1",
            "~ 2023/R-03  Laksanakan survei\n    follow-up  deferred\n    answer     Menunggu dana\n",
        ],
    ),
    (
        "draft 2026 --from 2023 --dry-run",
        [
            "- 2023/R-02 (the ministry, evaluation 2023, stage 2): Libatkan swasta",
            "- 2023/R-03 (the ministry, evaluation 2023, stage 2): Laksanakan survei\n"
            "    answer at the time  Menunggu dana\n",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), REPORTS, ids=[words.split()[0] for words, _ in REPORTS])
def test_every_report_tells_of_them(city: Runner, words: str, expected: list[str]) -> None:
    result = city(*words.split())
    for text in expected:
        assert text in result.out + result.err


def test_they_are_offered_for_because(city: Runner) -> None:
    class Asked:
        params: dict[str, str] = {}  # noqa: RUF012

    assert list(completion.inputs(Asked(), "2023/")) == ["2023/R-01", "2023/R-02", "2023/R-03", "2023/R-04"]  # type: ignore[arg-type]
    assert "fgd-2022-12-28/IN-01" in completion.inputs(Asked(), "")  # type: ignore[arg-type]


def test_an_edit_cites_one(city: Runner) -> None:
    assert city("set", "2023", "GOV-02", "kind", "service", "--because", "2023/R-02").code == 0
    assert "because: [2023/R-02]" in Path("plans/2023.yaml").read_text("utf-8")
    refused = city("set", "2023", "GOV-03", "kind", "service", "--because", "2023/R-09")
    assert refused.code == 1


ANSWERED = [("open", None, True), ("deferred", None, False), ("rejected", " ", False), ("rejected", "Sudah ada", True)]


@pytest.mark.parametrize(("disposition", "answer", "sound"), ANSWERED)
def test_an_editor_asks_for_an_answer_too(disposition: str, answer: str | None, sound: bool) -> None:
    one = {"text": "A", "disposition": disposition} | ({"answer": answer} if answer is not None else {})
    data = {"format": 1, "year": 2023, "recommendations": {"R-01": one}}
    assert jsonschema_rs.validator_for(published("evaluation")).is_valid(data) is sound


def test_a_dimension_is_of_the_profile_of_the_evaluated_revision(run: Runner, tmp_path: Path) -> None:
    """Under another profile it is the one into which all of it leads, or goes by the name that it had."""
    Path("plans/evaluations").mkdir(exist_ok=True)
    Path("plans/evaluations/2023.yaml").write_text(
        "format: 1\nyear: 2023\nrevision: '2023'\nrecommendations:\n"
        "  R-01: {text: A, dimension: governance, disposition: open}\n"
        "  R-02: {text: B, dimension: branding, disposition: open}\n",
        encoding="utf-8",
    )
    assert run("draft", "2027", "--from", "2023", "--profile", "ikci").code == 0
    shown = run("inputs", "2027").out
    assert [line for line in shown.splitlines() if line.startswith("    dimension ")] == [
        "    dimension  Smart Government",
        "    dimension  Smart Branding",
    ]
    data = json.loads(run("inputs", "2027", "--format", "json").out)
    assert {one["key"]: one["inputs"] for one in data["dimensions"]} == {
        "environment": 0, "mobility": 0, "government": 1, "economy": 0, "people": 0, "living": 0, "branding": 1,
    }  # fmt: skip
