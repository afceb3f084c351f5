"""Laws of a baseline: for any faulty plan, written it accepts everything, and nothing but the data decides."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplan.operations.validate import Report
from smartplan.validation.baseline import open_baseline
from smartplan.validation.check import Selection
from tests.helpers.base import FILES, parsed, validate

# That of libyaml, where it is there, takes a tenth of the time.
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
TODAY = date(2026, 11, 24)
slow = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=settings.default.max_examples // 2)
IDS = ["GOV-01", "GOV-02", "GOV-03"]
# What is wrong with one programme; each value is found where it stands.
FAULTS: list[dict[str, Any]] = [
    {"agency": "nobody"}, {"missions": ["M8", "M1", "M9", "M8"]}, {"sources": []}, {"budget": None}, {"code": "2:16:03"},
    {"status": "runing"}, {"agencie": "diskominfo"}, {"indicators": {"w": {"name": "W"}}}, {"years": 2023},
    {"partners": [{"b": 1, "a": 2}, {"a": 3}]}, {"execution": {"2031": "ran"}}, {"agency": None}, {"formerly": ["X-1"]},
    {"budget": {"apbd": {"2031": -5}}}, {"quick_win": True, "years": [2025, 2024]}, {"because": ["x/IN-9", "x/IN-8"]},
]  # fmt: skip
FAULTY = st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from(FAULTS), min_size=1, max_size=3), min_size=1)


def plan_with(faults: dict[str, list[dict[str, Any]]]) -> Any:
    plan = parsed(FILES["2023.yaml"])
    for id_, changes in faults.items():
        for change in changes:
            plan["dimensions"]["governance"]["programmes"][id_].update(change)
    return plan


def put(folder: Path, plan: Any, **style: Any) -> None:
    text = yaml.dump(plan, Dumper=DUMPER, sort_keys=False, allow_unicode=True, **style)
    (folder / "2023.yaml").write_text(text, encoding="utf-8")


def shuffled(value: Any, by: random.Random) -> Any:
    """The same with the keys of mappings and the items of lists in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], by) for key in by.sample(list(value), len(value))}
    if isinstance(value, list):
        return [shuffled(item, by) for item in by.sample(value, len(value))]
    return value


def check(folder: Path) -> Report:
    return validate([], str(folder), TODAY, Selection(), open_baseline(folder / "accepted.txt", anew=False))


def accept(folder: Path) -> Report:
    baseline = open_baseline(folder / "accepted.txt", anew=True)
    report = validate([], str(folder), TODAY, Selection(), baseline)
    baseline.write(Selection())
    return report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("law")
    (path / "reviews").mkdir()
    for name in ("2019.yaml", "reviews/2022-12-28.yaml"):
        (path / name).write_text(FILES[name], encoding="utf-8")
    return path


@slow
@given(FAULTY, st.integers(0, 2**32).map(random.Random))
def test_what_was_written_is_accepted_in_whatever_order_and_layout(folder: Path, faults: Any, by: Any) -> None:
    plan = plan_with(faults)
    put(folder, plan)
    found = len(validate([], str(folder), TODAY, Selection()).findings)
    written = accept(folder)
    assert (written.findings, written.accepted) == ([], found)
    again = check(folder)
    assert (again.findings, again.accepted) == ([], found)
    for style in ({}, {"default_flow_style": True}, {"indent": 6, "width": 40}):
        put(folder, shuffled(plan, by), **style)
        moved = check(folder)
        assert (moved.findings, moved.accepted) == ([], found)
    text = (folder / "accepted.txt").read_bytes()
    accept(folder)
    assert (folder / "accepted.txt").read_bytes() == text


@slow
@given(st.sampled_from(IDS), st.text("abcxyz", min_size=1, max_size=6))
def test_another_value_is_found_and_a_right_one_is_gone(folder: Path, id_: str, value: str) -> None:
    put(folder, plan_with({id_: [{"agency": "nobody"}]}))
    accept(folder)
    put(folder, plan_with({id_: [{"agency": value}]}))
    assert [(one.finding.rule, one.finding.variant.replace("nearest", "")) for one in check(folder).findings] == [
        ("unknown-agency", ""), ("baseline-unused", "changed"),
    ]  # fmt: skip
    put(folder, plan_with({}))
    report = check(folder)
    assert [(one.finding.rule, one.finding.variant) for one in report.findings] == [("baseline-unused", "")]
    assert not report.at_or_above("warning")
    assert report.at_or_above("info")


@slow
@given(FAULTY)
def test_a_sound_plan_has_as_many_entries_gone_as_were_accepted(folder: Path, faults: Any) -> None:
    put(folder, plan_with(faults))
    accept(folder)
    lines = (folder / "accepted.txt").read_text("utf-8").count("\n- ")
    put(folder, plan_with({}))
    assert [one.finding.rule for one in check(folder).findings] == ["baseline-unused"] * lines
