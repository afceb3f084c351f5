"""A fictional city over three revisions: every kind of change is seen at work, and validate has nothing to say."""

import json
from datetime import date
from pathlib import Path

from smartplan.compare.changes import KINDS
from smartplan.operations.diff import read
from smartplan.report.diff import json as diff_data
from smartplan.validation.check import Selection
from tests.helpers.base import validate
from tests.helpers.runner import ROOT

CITY = str(ROOT / "tests/city")
# They take another taxonomy, and the city keeps one.
OTHER_PROFILE = {"profile-changed", "dimension-added", "dimension-removed"}
# No figure of the city says on what it rests; tests/compare/test_figures.py has such plans.
BASIS = {"basis-changed"}
# Nothing was spent there, and no indicator has money; tests/compare/test_money.py has such plans.
MONEY = {"spent-changed", "indicator-budget-changed"}
# They are compared where somebody asks for it.
COMMENTS = {"comment-added", "comment-removed", "comment-changed"}
# They are seen in tests/cli/test_gaps.py; the plans of the city list no gaps.
GAPS = {"gap-added", "gap-removed", "gap-changed"}
# They are seen in tests/compare/test_actions.py; the plans of the city list no actions.
ACTIONS = {"action-added", "action-removed", "action-changed", "action-budget-changed"}
# They are seen in tests/compare/test_objectives.py; the plans of the city list no goals and objectives.
OBJECTIVES = {
    "objectives-changed", "objective-added", "objective-removed", "objective-changed", "objective-renumbered",
}  # fmt: skip


def changes(old: str, new: str) -> list[tuple[str, str | None]]:
    return [(change.kind, change.programme) for change in read(old, new, CITY).comparison.changes]


def test_the_city_is_sound_and_complete() -> None:
    report = validate([], CITY, date(2026, 11, 24), Selection())
    assert ([located.where for located in report.findings], report.failures) == ([], [])
    assert (report.files, report.programmes) == (5, 63)


def test_every_kind_of_change_is_seen() -> None:
    pairs = [("2020", "2024"), ("2024", "2026"), ("2020", "2026"), ("2024", "2020")]
    seen = {kind for old, new in pairs for kind, _ in changes(old, new)}
    assert seen - set(KINDS) == set()
    assert set(KINDS) - seen == OTHER_PROFILE | COMMENTS | BASIS | MONEY | ACTIONS | OBJECTIVES | GAPS


def test_lineage_of_the_first_step() -> None:
    lineage = {"added", "withdrawn", "dropped", "moved", "renumbered", "merged", "split"}
    found = [change for change in changes("2020", "2024") if change[0].removeprefix("programme-") in lineage]
    assert found == [
        ("programme-merged", "GOV-03"),
        ("programme-merged", "GOV-03"),
        ("programme-renumbered", "ECO-09"),
        ("programme-split", "LIV-02"),
        ("programme-split", "LIV-05"),
        ("programme-withdrawn", "LIV-04"),
        ("programme-moved", "SOC-09"),
        ("programme-renumbered", "SOC-09"),
        ("programme-withdrawn", "SOC-04"),
        ("programme-added", "ENV-09"),
    ]


def test_lineage_through_the_middle_revision() -> None:
    result = read("2020", "2026", CITY)
    assert result.comparison.link == "chain"
    gone = {c.programme: c for c in result.comparison.changes if c.kind == "programme-withdrawn"}
    assert gone.keys() == {"GOV-05", "LIV-04", "SOC-04"}
    data = json.loads(diff_data.render(result))
    places = {c["programme"]: c["new"]["path"] for c in data["changes"] if c["kind"] == "programme-withdrawn"}
    assert {name: Path(path).name for name, path in places.items()} == {
        "GOV-05": "2026.yaml",
        "LIV-04": "2024.yaml",
        "SOC-04": "2024.yaml",
    }
    assert gone["SOC-04"].because == ("fgd-2023-05-01/IN-01",)


def test_missions_of_another_rpjmd_are_compared_by_their_text() -> None:
    result = read("2020", "2024", CITY)
    plan_level = [(c.kind, c.field) for c in result.comparison.changes if c.kind.startswith("mission-")]
    assert ("mission-renumbered", "rpjmd.missions.M2") in plan_level
    realigned = {c.programme for c in result.comparison.changes if c.kind == "missions-changed"}
    # They served good governance, which is M2 now, and go on serving it; these serve something else.
    assert realigned == {"BRA-02", "ENV-03"}


def test_the_wrong_order_reads_lineage_backwards() -> None:
    backwards = read("2024", "2020", CITY)
    assert backwards.comparison.link == "reverse"
    absent = [c for c in backwards.comparison.changes if c.kind == "programme-dropped"]
    assert [(c.programme, c.level) for c in absent] == [("ENV-09", "info")]
    assert ("programme-split", "GOV-03") in changes("2024", "2020")
    assert ("programme-merged", "LIV-02") in changes("2024", "2020")
