"""Figures with their basis in every report: about, as of when, by which source, in both languages."""

import json
from pathlib import Path

import pytest

from tests.helpers.runner import Runner

PLAN = """\
format: 1
revision: "{name}"
{head}city: {{code: "64.71", name: Contoh}}
title: Rencana
status: draft
record: example
profile: kominfo
period: {{start: 2024, end: 2025}}
rpjmd: {{title: RPJMD, missions: {{M1: Maju}}}}
agencies: {{dishub: {{name: Dinas Perhubungan, short: Dishub}}}}
sources: {{berita: {{title: Berita Koran, publisher: Koran, date: 2023-11-28}}}}
dimensions:
  living:
    programmes:
      LIV-01:
        name: Bus
        subdimension: mobility
        agency: dishub
        missions: [M1]
        years: [2024, 2025]
        budget: {{apbd: {{2024: {money}, 2025: 1000000000}}}}
        indicators:
          bus:
            name: Armada
            level: outcome
            unit: unit
            direction: up
            baseline: {{value: 10, approx: true}}
            targets: {{2024: 50, 2025: {target}}}
            actuals: {{2024: {{value: 55, approx: true, as_of: 2024-02, sources: [berita]}}}}
"""
ROUGH = "{value: 3000000000, approx: true, as_of: 2023-11, sources: [berita]}"


@pytest.fixture
def plans(run: Runner) -> Runner:
    folder = Path("plans")
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.yaml"):
        old.unlink()
    Path("plans/2024.yaml").write_text(PLAN.format(name="2024", head="", money=ROUGH, target=60))
    newer = PLAN.format(
        name="2025", head='supersedes: "2024"\n', money="2500000000", target="{value: 60, approx: true}"
    )
    Path("plans/2025.yaml").write_text(newer)
    return run


def lines(run: Runner, *arguments: str) -> list[str]:
    """The lines of a report, with one blank for many."""
    return [" ".join(line.split()) for line in run(*arguments).out.splitlines()]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (
            "show 2024 LIV-01",
            [
                "APBD ~3 1 ~4",
                "~ before a number: an approximate figure, or a sum that contains one.",
                "- APBD 2024: about IDR 3 billion (November 2023); source: Berita Koran",
                "Armada (unit, higher is better) outcome ~10 2024 50 ~55 (February 2024) ✓ reached (approximate)",
                "- Armada, actual 2024: about 55 (February 2024); source: Berita Koran",
                "- Berita Koran (Koran, November 28, 2023)",
            ],
        ),
        (
            "diff 2024 2025",
            [
                "budget APBD 2024 about IDR 3 billion (November 2023) → IDR 2.5 billion (about −IDR 500 million, −16.7%)",
                "target 2025 (bus) 60 → about 60",
                "Smart Living 1 1 · · · 1 · about −500",
            ],
        ),
        (
            "agenda 2024 --agency dishub",
            [
                "2024 1 · 1 · ~3",
                "2025 1 · 1 · 1",
                "budget APBD 2024: about IDR 3 billion (November 2023), 2025: IDR 1 billion",
                "indicator Armada (unit): target 2024: 50, 2025: 60 | actual 2024: about 55 (February 2024)"
                " | ✓ reached 2024 (approximate)",
            ],
        ),
        ("summary 2024", ["about IDR 4 billion.", "2024 ████████████████████ ~3", "APBD ████████████████████ ~4"]),
        ("coverage 2024", ["Smart Living 1 · 1 ~4 1", "~ before a number: an approximate figure, or a sum that contains one."]),
        (
            "coverage 2024 --by indicator",
            ["LIV-01 Armada (unit) outcome ~10 2024: 50, 2025: 60 2024: ~55 (February 2024) ✓ reached (approximate)"],
        ),
        ("log 2025", ["budget about IDR 4 billion → IDR 3.5 billion (about −IDR 500 million)"]),
    ],
)  # fmt: skip
def test_a_report_says_how_sure_a_figure_is(plans: Runner, command: str, told: list[str]) -> None:
    found = lines(plans, *command.split())
    assert [line for line in told if line not in found] == [], "\n".join(found)


def test_the_same_in_indonesian(plans: Runner) -> None:
    found = lines(plans, "show", "2024", "LIV-01", "--lang", "id")
    for line in (
        "~ di depan angka: nilai perkiraan, atau jumlah yang memuat nilai perkiraan.",
        "Armada (unit, naik) hasil ~10 2024 50 ~55 (Februari 2024) ✓ tercapai (perkiraan)",
        "- Armada, realisasi 2024: sekitar 55 (Februari 2024); sumber: Berita Koran",
    ):
        assert line in found
    assert "target 2025 (bus) 60 → sekitar 60" in lines(plans, "diff", "2024", "2025", "--lang", "id")


def test_the_sign_is_explained_only_where_it_stands(plans: Runner) -> None:
    Path("plans/2024.yaml").write_text(PLAN.format(name="2024", head="", money="5000000", target=60))
    for command in ("coverage 2024", "summary 2024", "agenda 2024", "agenda 2024 --agency dishub"):
        assert "approximate figure" not in plans(*command.split()).out.split("Outcomes: targets")[0], command


def test_the_json_has_the_number_where_it_was_and_the_basis_beside_it(plans: Runner) -> None:
    totals = json.loads(plans("coverage", "2024", "--format", "json").out)["totals"]
    assert (totals["budget"], totals["budget_approx"]) == (4_000_000_000, True)
    newer = json.loads(plans("coverage", "2025", "--format", "json").out)["totals"]
    assert (newer["budget"], "budget_approx" in newer) == (3_500_000_000, False)
    shown = json.loads(plans("show", "2024", "LIV-01", "--format", "json").out)["programme"]
    assert shown["budget"]["sources"] == {"apbd": {"2024": 3_000_000_000, "2025": 1_000_000_000}}
    assert shown["budget"]["basis"] == {
        "apbd": {"2024": {"approx": True, "as_of": "2023-11", "sources": ["berita"]}}
    }  # fmt: skip
    [change] = [
        one
        for one in json.loads(plans("diff", "2024", "2025", "--format", "json").out)["changes"]
        if one["kind"] == "basis-changed"
    ]
    assert (change["field"], change["old"]["value"], "basis" in change["old"]) == (
        "indicators.bus.targets.2025",
        60,
        False,
    )
    assert (change["new"]["value"], change["new"]["basis"]) == (60, {"approx": True})
