"""One fault is told once: no rule makes a second finding of what could not be read, or of what nobody knows."""

from pathlib import Path

import pytest

from tests.helpers.base import write
from tests.helpers.rule_findings import GOV, found

FIELD = "dimensions: {governance: {programmes: {GOV-01: {%s}}}}"
TYPE = "wrong-type"
ALONE = [
    ("supersedes: 2019\nwithdrawn: {X: {reason: a}}\n" + FIELD % "formerly: [GOV-01]", (TYPE, "supersedes")),
    ("withdrawn: [GOV-01]\n" + FIELD % "formerly: []", (TYPE, "withdrawn")),
    ("withdrawn: {GOV-01: Selesai}\n" + FIELD % "formerly: []", (TYPE, "withdrawn.GOV-01")),
    ("dimensions: {governance: [a]}", (TYPE, "dimensions.governance")),
    ("dimensions: {governance: {programmes: [a]}}", (TYPE, "dimensions.governance.programmes")),
    ("dimensions: {governance: {programmes: null, programs: {}}}", ("unknown-key", "dimensions.governance.programs")),
    ("dimensions: {governance: {programmes: {GOV-01: a}}}", (TYPE, GOV)),
    (FIELD % "formerly: GOV-01", (TYPE, f"{GOV}.formerly")),
    ("withdrawn: {GOV-01: {reason: a}}\n" + FIELD % "formerly: GOV-09", (TYPE, f"{GOV}.formerly")),
    (
        "dimensions: {governance: {programmes: {GOV-01: {formerly: GOV-01}, GOV-02: {formerly: [GOV-01, GOV-02]}}}}",
        (TYPE, f"{GOV}.formerly"),
    ),
    (FIELD % "budget: {apbd: null, apdb: {2023: 5}}", ("unknown-value", f"{GOV}.budget.apdb")),
    (FIELD % "indicators: {waktu: {targets: 5}}", (TYPE, f"{GOV}.indicators.waktu.targets")),
    (FIELD % "quick_win: true, indicators: {waktu: {targets: 5}}", (TYPE, f"{GOV}.indicators.waktu.targets")),
    (FIELD % "quick_win: true, years: 2024, indicators: {waktu: {targets: {2023: null, 2024: 4}}}", (TYPE, f"{GOV}.years")),
    ("rpjmd: {missions: {M2: a}}\n" + FIELD % "missions: M2", (TYPE, f"{GOV}.missions")),
    ("rpjmd: {missions: [a]}", (TYPE, "rpjmd.missions")),
    ("agencies: [a]", (TYPE, "agencies")),
    ("agencies: {dlh: {name: D}}\n" + FIELD % "agency: [dlh]", (TYPE, f"{GOV}.agency")),
    ("agencies: {dlh: {name: D}}\n" + FIELD % "partners: dlh", (TYPE, f"{GOV}.partners")),
    ("period: 2023\n" + FIELD % "budget: {apbd: {2020: 500000000, 2031: 500000000}}", (TYPE, "period")),
    ("period: {end: akhir}\n" + FIELD % "budget: {apbd: {2031: 500000000}}", (TYPE, "period.end")),
    ("record: reconstruction\nperiod: null\n" + FIELD % "budget: {apbd: {2020: 500000000}}", ("missing-key", "")),
    ("dimensions: {smart-city: {}}", ("unknown-dimension", "dimensions.smart-city")),
    ("profile: [kominfo]", (TYPE, "profile")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ALONE, ids=[text for text, _ in ALONE])
def test_one_fault_makes_one_finding(text: str, expected: tuple[str, str], tmp_path: Path) -> None:
    assert [(rule, where) for rule, _, where in found(write(tmp_path, {"2023.yaml": text}))] == [expected]


@pytest.mark.parametrize("given", ["from: diskominfo", "dimension: mobility"])
def test_a_review_whose_revision_cannot_be_read(given: str, tmp_path: Path) -> None:
    text = f"leads_to: 2023\nreviews: null\ninputs: {{IN-01: {{{given}}}}}"
    findings = found(write(tmp_path, {"reviews/2022-12-28.yaml": text}))
    assert [(rule, where) for rule, _, where in findings] == [(TYPE, "leads_to")]


def test_a_fault_beside_it_hides_nothing(tmp_path: Path) -> None:
    """What is unsound in one programme takes no word from the others."""
    text = "dimensions: {governance: {programmes: {GOV-01: {budget: 5}, GOV-02: {budget: null, formerly: []}}}}"
    assert [(rule, where) for rule, _, where in found(write(tmp_path, {"2023.yaml": text}))] == [
        ("dropped-without-a-word", "dimensions"),
        (TYPE, f"{GOV}.budget"),
        ("programme-without-budget", "dimensions.governance.programmes.GOV-02"),
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [(FIELD % "formerly: [GOV-01]", "unknown-formerly"), ("withdrawn: {GOV-77: {reason: a}}", "unknown-withdrawn")],
)
def test_lineage_in_a_first_revision(text: str, rule: str, tmp_path: Path) -> None:
    findings = found(write(tmp_path, {"2023.yaml": f"supersedes: null\n{text}"}))
    assert [finding[0] for finding in findings] == [rule]
