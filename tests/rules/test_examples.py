"""Every rule at work: both examples of its page, and a table of cases with the exact findings."""

from pathlib import Path

import pytest

from smartplan.rules import ALL
from smartplan.validation.check import Selection
from tests.helpers.base import validate, write
from tests.helpers.rule_findings import GOV, TODAY, WITH_PAGE, found


def test_the_base_has_no_finding(tmp_path: Path) -> None:
    assert found(write(tmp_path)) == []


@pytest.mark.parametrize("rule", WITH_PAGE)
def test_the_bad_example_breaks_the_rule_and_the_good_one_does_not(rule: str, tmp_path: Path) -> None:
    page = ALL[rule]
    bad = found(write(tmp_path / "bad", dict(page.bad.files), whole=page.bad.whole))
    good = found(write(tmp_path / "good", dict(page.good.files), whole=page.good.whole))
    assert rule in {finding[0] for finding in bad}
    assert {severity for name, severity, _ in bad if name == rule} == {page.severity}
    if page.bad.whole:
        # A fragment of the yaml family is no whole plan: only reading itself is looked at.
        assert {name for name, _, _ in good if ALL[name].family == "yaml"} == set()
    else:
        assert good == []


CASES = [
    (
        "a withdrawn and a vanished programme",
        {"2019.yaml": "dimensions: {governance: {programmes: {GOV-09: {name: A, subdimension: bureaucracy, agency: diskominfo,"
         " missions: [M1], budget: {apbd: {2019: 500000000}}, sources: [berita], years: [2019],"
         " indicators: {w: {name: W, baseline: 1, targets: {2019: 2}}}}}}}"},
        [("dropped-without-a-word", "error", "dimensions")],
    ),
    (
        "a gap of the record in a reconstruction",
        {"2023.yaml": "record: reconstruction\nperiod: null\ndimensions: {governance: {programmes: {GOV-01: {agency: null}}}}"},
        [("missing-key", "warning", ""), ("missing-key", "warning", GOV)],
    ),
    (
        "a reversed period silences the rules about the period",
        {"2023.yaml": "period: {start: 2026, end: 2023}"},
        [("period-reversed", "error", "period")],
    ),
    (
        "history before the period is no finding",
        {"2023.yaml": "dimensions: {governance: {programmes: {GOV-01: {budget: {apbd: {2020: 500000000}}}}}}"},
        [],
    ),
    (
        "a wrong type is told once and hides no other fault",
        {"2023.yaml": "dimensions: {governance: {programmes: {GOV-01: {status: 5, agency: nobody, budget: [1]}}}}"},
        [
            ("unknown-agency", "error", f"{GOV}.agency"),
            ("wrong-type", "error", f"{GOV}.budget"),
            ("unknown-value", "error", f"{GOV}.status"),
        ],
    ),
    (
        "everyone who names an agency",
        {"2023.yaml": "team: {lead: a1, members: [diskominfo, a2]}\nreadiness: {structure: {x: {name: X, agency: a3}}}\n"
         "dimensions: {governance: {lead: a4, programmes: {GOV-01: {partners: [diskominfo, a5]}}}}"},
        [
            ("unknown-agency", "error", "dimensions.governance.lead"),
            ("unknown-agency", "error", f"{GOV}.partners.1"),
            ("unknown-agency", "error", "readiness.structure.x.agency"),
            ("unknown-agency", "error", "team.lead"),
            ("unknown-agency", "error", "team.members.1"),
        ],
    ),
    (
        "an alias of a dimension is known, and its own programmes are read",
        {"2023.yaml": "dimensions: {smart_governance: {programmes: {X-1: {name: X, subdimension: tourism, agency: nobody}}}}"},
        [
            ("unknown-dimension", "error", "dimensions.smart_governance"),
            ("programme-without-budget", "warning", "dimensions.smart_governance.programmes.X-1"),
            ("programme-without-indicator", "warning", "dimensions.smart_governance.programmes.X-1"),
            ("programme-without-mission", "warning", "dimensions.smart_governance.programmes.X-1"),
            ("unknown-agency", "error", "dimensions.smart_governance.programmes.X-1.agency"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_exact_findings(files: dict[str, str], expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    assert sorted(found(write(tmp_path, files)), key=lambda f: (f[2], f[0])) == sorted(
        expected, key=lambda f: (f[2], f[0])
    )


def test_a_cycle_over_two_files(tmp_path: Path) -> None:
    write(tmp_path, {"2019.yaml": 'supersedes: "2023"'})
    assert {finding for finding in found(tmp_path) if finding[0] == "supersedes-cycle"} == {
        ("supersedes-cycle", "error", "supersedes")
    }
    assert sum(finding[0] == "supersedes-cycle" for finding in found(tmp_path)) == 2


def test_rules_and_addresses_can_be_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"2023.yaml": "dimensions: {governance: {programmes: {GOV-01: {partners: [a5, a6]}}}}"})

    def rules(only: set[str], ignored: set[str]) -> list[str]:
        report = validate([], str(tmp_path), TODAY, Selection(frozenset(only), frozenset(ignored)))
        return [located.where for located in report.findings]

    both = [f"{GOV}.partners.0", f"{GOV}.partners.1"]
    assert rules(set(), set()) == both
    assert rules({"unknown-agency"}, set()) == both
    assert rules({"unknown-source"}, set()) == []
    assert rules(set(), {"unknown-agency"}) == []
    assert rules(set(), {f"unknown-agency:{GOV}.partners.0"}) == both[1:]
    assert rules(set(), {f"unknown-agency:{GOV}.partners.a6"}) == both[:1]
