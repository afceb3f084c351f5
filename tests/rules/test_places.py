"""Where the finding of each rule stands: the address in its bad example, at the key or at the value."""

from datetime import date
from pathlib import Path

import pytest

from smartplan.rules import ALL
from tests.helpers.base import selection_of, validate, write

PLACES = [
    ("unknown-key", "nearest", "dimensions.governance.programmes.GOV-01.agencie", "key"),
    ("wrong-type", "quote", "revision", "value"),
    ("unknown-value", "nearest", "dimensions.governance.programmes.GOV-01.status", "value"),
    ("bad-id", "", "agencies.dinas kesehatan", "key"),
    ("bad-region-code", "", "city.code", "value"),
    ("bad-date", "", "date", "value"),
    ("out-of-range", "", "final", "value"),
    ("bad-text", "", "dimensions.governance.programmes.GOV-01.because.0", "value"),
    ("missing-key", "", "dimensions.governance.programmes.GOV-01", "key"),
    ("missing-answer", "", "inputs.IN-02", "key"),
    ("required-here", "", "dimensions.governance.programmes.GOV-01", "key"),
    ("unknown-profile", "nearest", "profile", "value"),
    ("unknown-dimension", "", "dimensions.transport", "key"),
    ("missing-dimension", "", "dimensions", "key"),
    ("unknown-subdimension", "nearest", "dimensions.governance.programmes.GOV-01.subdimension", "value"),
    ("other-dimension", "", "dimensions.governance.programmes.GOV-01.subdimension", "value"),
    ("unknown-agency", "nearest", "dimensions.governance.programmes.GOV-01.agency", "value"),
    ("unknown-mission", "", "dimensions.governance.programmes.GOV-01.missions.0", "value"),
    ("unknown-objective", "", "dimensions.governance.programmes.GOV-01.objectives.0", "value"),
    ("objective-not-under-goal", "", "rpjmd.objectives.S2.under", "value"),
    ("objective-cycle", "", "rpjmd.objectives.T1.under", "value"),
    ("unknown-judged-field", "nearest", "dimensions.governance.programmes.GOV-01.judged.0", "value"),
    ("judged-not-stated", "", "dimensions.governance.programmes.GOV-01.judged.0", "value"),
    ("goal-without-mission", "", "rpjmd.objectives.T1", "key"),
    ("objective-without-goal", "", "rpjmd.objectives.S1", "key"),
    ("objective-without-programme", "", "rpjmd.objectives.S2", "key"),
    ("programme-without-objective", "", "dimensions.governance.programmes.GOV-01", "key"),
    ("unknown-source", "nearest", "dimensions.governance.programmes.GOV-01.sources.0", "value"),
    ("unknown-input", "nearest", "dimensions.governance.programmes.GOV-01.because.0", "value"),
    ("id-in-two-dimensions", "", "dimensions.branding.programmes.GOV-01", "key"),
    ("unknown-participant", "", "inputs.IN-01.from", "value"),
    ("unknown-input-dimension", "", "inputs.IN-01.dimension", "value"),
    ("unknown-gap-programme", "", "dimensions.living.gaps.G1.programmes.0", "value"),
    ("evaluation-named-like-review", "", "recommendations", "key"),
    ("unknown-award-dimension", "", "award.dimension", "value"),
    ("revision-not-file-name", "", "revision", "value"),
    ("unknown-revision", "nearest", "supersedes", "value"),
    ("unknown-reviewed-revision", "nearest", "reviews", "value"),
    ("unknown-evaluated-revision", "nearest", "revision", "value"),
    ("supersedes-cycle", "", "supersedes", "value"),
    ("unknown-scheme", "nearest", "scheme", "value"),
    ("unknown-formerly", "", "dimensions.governance.programmes.GOV-01.formerly.0", "value"),
    ("unknown-withdrawn", "", "withdrawn.GOV-77", "key"),
    ("dropped-without-a-word", "", "dimensions", "key"),
    ("withdrawn-and-kept", "", "withdrawn.GOV-01", "key"),
    ("undeclared-split", "", "dimensions.governance.programmes.GOV-02.formerly.1", "value"),
    ("period-reversed", "", "period", "value"),
    ("negative-money", "", "dimensions.governance.programmes.GOV-01.budget.apbd.2023", "value"),
    ("money-implausible", "", "dimensions.governance.programmes.GOV-01.budget.apbd.2023", "value"),
    ("budget-not-sum", "", "dimensions.governance.programmes.GOV-01.budget.apbd.2023", "value"),
    ("actions-over-budget", "", "dimensions.governance.programmes.GOV-01.budget.apbd.2023", "value"),
    ("spent-in-future", "", "dimensions.governance.programmes.GOV-01.spent.apbd.2199", "key"),
    ("execution-in-future", "", "dimensions.governance.programmes.GOV-01.execution.2199", "key"),
    ("after-period", "", "dimensions.governance.programmes.GOV-01.budget.apbd.2031", "key"),
    ("outside-years", "", "dimensions.governance.programmes.GOV-01.budget.apbd.2025", "key"),
    ("target-against-direction", "", "dimensions.governance.programmes.GOV-01.indicators.waktu.targets.2024", "value"),
    ("quick-win-without-target", "", "dimensions.governance.programmes.GOV-01", "key"),
    ("measure-ambiguous", "", "dimensions.governance.programmes.GOV-01.indicators.waktu.baseline", "value"),
    ("measure-style", "", "dimensions.governance.programmes.GOV-01.indicators.waktu.baseline", "value"),
    ("figure-in-future", "", "dimensions.governance.programmes.GOV-01.budget.apbd.2023.as_of", "value"),
    ("odd-code", "nearest", "dimensions.governance.programmes.GOV-01.code", "value"),
    ("index-disagrees", "", "final", "value"),
    ("dimension-without-programme", "", "dimensions.branding", "key"),
    ("subdimension-without-programme", "", "dimensions.branding", "key"),
    ("rpjmd-without-missions", "", "rpjmd", "key"),
    ("mission-without-programme", "", "rpjmd.missions.M2", "key"),
    ("agency-without-programme", "", "agencies.dishub", "key"),
    ("programme-without-mission", "", "dimensions.governance.programmes.GOV-01", "key"),
    ("programme-without-indicator", "", "dimensions.governance.programmes.GOV-01", "key"),
    ("programme-without-target", "", "dimensions.governance.programmes.GOV-01", "key"),
    ("programme-without-budget", "", "dimensions.governance.programmes.GOV-01", "key"),
    ("programme-without-source", "", "dimensions.governance.programmes.GOV-01", "key"),
    ("indicator-without-baseline", "", "dimensions.governance.programmes.GOV-01.indicators.waktu", "key"),
    ("gap-without-programme", "", "dimensions.living.gaps.G1", "key"),
    ("gap-incomplete", "wanted", "dimensions.living.gaps.G1", "key"),
    ("action-without-kind", "", "dimensions.governance.programmes.GOV-01.actions", "key"),
    ("input-not-cited", "", "inputs.IN-07", "key"),
    ("input-still-open", "", "inputs.IN-01.disposition", "value"),
    ("adopted-without-legal-basis", "", "status", "value"),
    ("ignore-without-reason", "", "dimensions.governance.programmes.GOV-01", "key"),
    ("ignore-unknown-rule", "nearest", "dimensions.governance.programmes.GOV-01", "key"),
    ("ignore-without-effect", "", "agencies", "key"),
    ("ignore-unused", "", "dimensions.governance.programmes.GOV-01", "key"),
]


@pytest.mark.parametrize(("rule", "variant", "where", "at"), PLACES, ids=[place[0] for place in PLACES])
def test_the_place_of_a_finding(rule: str, variant: str, where: str, at: str, tmp_path: Path) -> None:
    folder = write(tmp_path, dict(ALL[rule].bad.files))
    report = validate([], str(folder), date(2026, 11, 24), selection_of(folder))
    found = [located for located in report.findings if located.finding.rule == rule]
    assert [(one.finding.variant, one.where, one.finding.at) for one in found] == [(variant, where, at)]


def test_no_rule_is_forgotten() -> None:
    # `bad-year` stands in the tables of `plan/test_shape`, `baseline-unused` in those of `validation/test_baseline`.
    assert {place[0] for place in PLACES} == {id_ for id_, rule in ALL.items() if rule.family != "yaml"} - {
        "bad-year",
        "baseline-unused",
    }
