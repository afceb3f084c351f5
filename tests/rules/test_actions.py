"""Rules about the actions of a programme, which hold for what is one level below it."""

from pathlib import Path
from typing import Any

import pytest

from smartplan.validation.check import Selection
from tests.helpers.base import validate, write
from tests.helpers.rule_findings import GOV, TODAY

PROGRAMME = "dimensions: {governance: {programmes: {GOV-01: {%s}}}}"
ACTION = "years: [2023, 2024, 2025], actions: {A1: {name: Aplikasi, kind: application, %s}}"
A1 = f"{GOV}.actions.A1"
Told = list[tuple[str, str, dict[str, Any]]]


def told(folder: Path, fields: str) -> Told:
    """Address, rule with its variant, and values of every finding."""
    report = validate([], str(write(folder, {"2023.yaml": PROGRAMME % fields})), TODAY, Selection())
    assert report.failures == []
    found = [(one.where, one.finding) for one in report.findings]
    return [(where, f"{one.rule} {one.variant}".rstrip(), one.values) for where, one in found]


def test_a_sound_action(tmp_path: Path) -> None:
    fields = (
        "agency: diskominfo, years: [2024], code: [2.16.03.2.02, 2.16.03.2.02.0001], evidence: [berita],"
        " execution: {2023: not_run, 2024: ran}, budget: {apbd: {2024: 5000000}},"
        " indicators: {i: {name: I, unit: '%', direction: up, baseline: 1, targets: {2024: 2}}}"
    )
    assert told(tmp_path, ACTION % fields) == []


@pytest.mark.parametrize(
    ("fields", "where", "rule", "values"),
    [
        ("agency: diskominf", "agency", "unknown-agency nearest", {"value": "diskominf", "nearest": "diskominfo"}),
        ("evidence: [berita, x]", "evidence.1", "unknown-source", {"value": "x"}),
        ("code: '2:16:03'", "code", "odd-code nearest", {"value": "2:16:03", "nearest": "2.16.03"}),
        ("code: [2.16.03, '2']", "code.1", "odd-code", {"value": "2"}),
        ("budget: {apbd: {2024: -5}}", "budget.apbd.2024", "negative-money", {"value": "-5"}),
        (
            "budget: {apbd: {2024: 500}}",
            "budget.apbd.2024",
            "money-implausible",
            {"value": "500", "thousands": "500000", "millions": "500000000"},
        ),
        ("execution: {2027: ran}", "execution.2027", "execution-in-future", {"value": "2027"}),
        ("years: [2024, 2031]", "years.1", "after-period", {"value": "2031", "end": "2026"}),
        ("budget: {csr: {2031: 5000000}}", "budget.csr.2031", "after-period", {"value": "2031", "end": "2026"}),
        ("years: [2026]", "years.0", "outside-years", {"value": "2026", "years": [2023, 2024, 2025]}),
        (
            "budget: {csr: {2026: 5000000}}",
            "budget.csr.2026",
            "outside-years",
            {"value": "2026", "years": [2023, 2024, 2025]},
        ),
        (
            "years: [2025, 2024], budget: {csr: {2023: 5000000}}",
            "budget.csr.2023",
            "outside-years action",
            {"value": "2023", "years": [2024, 2025]},
        ),
        (
            "years: [2024], indicators: {i: {name: I, targets: {2025: 5}}}",
            "indicators.i.targets.2025",
            "outside-years action",
            {"value": "2025", "years": [2024]},
        ),
        (
            "years: [2024], execution: {2025: partly}",
            "execution.2025",
            "outside-years action",
            {"value": "2025", "years": [2024]},
        ),
        (
            "indicators: {i: {name: I, direction: up, targets: {2023: 5, 2024: 4}}}",
            "indicators.i.targets.2024",
            "target-against-direction",
            {"old": "5", "new": "4", "before": "2023", "direction": "up"},
        ),
        (
            "indicators: {i: {name: I, baseline: '9,5'}}",
            "indicators.i.baseline",
            "measure-style",
            {"value": "9,5", "write": "9.5"},
        ),
        ("years: ['2024']", "years.0", "wrong-type number", None),
        ("kind: aplikasi", "kind", "unknown-value", None),
        ("tahun: 2024", "tahun", "unknown-key", None),
    ],
    ids=lambda part: part if isinstance(part, str) and "{" not in part else "",
)
def test_a_fault_in_an_action(
    fields: str, where: str, rule: str, values: dict[str, Any] | None, tmp_path: Path
) -> None:
    text = ACTION.replace("kind: application, ", "") if fields.startswith("kind") else ACTION
    [(place, found, said)] = told(tmp_path, text % fields)
    assert (place, found) == (f"{A1}.{where}", rule)
    assert values is None or said == values


def test_an_action_whose_programme_states_no_year_may_be_in_any(tmp_path: Path) -> None:
    assert told(tmp_path, (ACTION % "years: [2026]").replace("years: [2023, 2024, 2025], ", "years: [], ")) == []


def test_two_actions_of_one_id_in_a_programme(tmp_path: Path) -> None:
    fields = "actions: {A1: {name: A, kind: literacy}, A1: {name: B, kind: literacy}}"
    whole = write(tmp_path, {})
    path = whole / "2023.yaml"
    text = path.read_text("utf-8").replace(
        "        name: Program public_service 1\n", f"        name: P\n        {fields}\n"
    )
    path.write_text(text, "utf-8")
    report = validate([], str(whole), TODAY, Selection())
    assert [(one.where, one.finding.rule) for one in report.findings] == [(A1, "duplicate-key")]


def test_actions_without_a_kind_are_told_once_a_programme(tmp_path: Path) -> None:
    fields = "actions: {%s, Z: {name: Z, kind: policy}}"
    few = fields % ", ".join(f"A{n}: {{name: A}}" for n in range(5))
    values = {"n": 5, "of": 6, "ids": "`A0`, `A1`, `A2`, `A3`, `A4`", "more": 0}
    assert told(tmp_path / "few", few) == [(f"{GOV}.actions", "action-without-kind", values)]
    many = fields % ", ".join(f"A{n}: {{name: A}}" for n in range(7))
    values |= {"n": 7, "of": 8, "more": 2}
    assert told(tmp_path / "many", many) == [(f"{GOV}.actions", "action-without-kind more", values)]


def test_an_agency_that_executes_an_action_has_work(tmp_path: Path) -> None:
    files = {"2023.yaml": "agencies: {dishub: {name: Dishub}}\n" + PROGRAMME % (ACTION % "agency: dishub")}
    assert validate([], str(write(tmp_path, files)), TODAY, Selection()).findings == []
