"""Figures with their basis: what is a change of the value, what of the basis alone, and what is none."""

from typing import Any

import pytest

from smartplan.compare.changes import Side
from smartplan.plan.figure import Basis
from tests.helpers.comparisons import diff, revision

ROUGH = {"value": 60, "approx": True}
DATED = {"value": 60, "as_of": "2026-02"}
BOTH = {"value": 60, "approx": True, "as_of": "2026-02", "sources": ["s"]}


def side(side: Side | None) -> Any:
    """A side as its value and its basis, the value alone where it has none."""
    if side is None:
        return None
    return (side.value, side.basis) if side.basis else side.value


def changed(old: Any, new: Any) -> list[tuple[Any, ...]]:
    found = diff(revision("1", {"G1": old}), revision("2", {"G1": new})).changes
    return [(one.kind, one.level, one.field, side(one.old), side(one.new), one.delta) for one in found]


def indicator(**fields: Any) -> dict[str, Any]:
    return {"indicators": {"i": {"name": "I", "direction": "up", **fields}}}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (60, {"value": 60}, []),
        (60, {"value": 60, "sources": ["s"]}, []),
        ({"value": 60, "sources": ["a"]}, {"value": 60, "sources": ["b"]}, []),
        (60, ROUGH, ("basis-changed", "info", 60, (60, Basis(approx=True)), None)),
        (ROUGH, 60, ("basis-changed", "info", (60, Basis(approx=True)), 60, None)),
        (DATED, ROUGH, ("basis-changed", "info", (60, Basis(as_of="2026-02")), (60, Basis(approx=True)), None)),
        (50, BOTH, ("CHANGED", "info", 50, (60, Basis(approx=True, as_of="2026-02", sources=["s"])), 10)),
        (None, ROUGH, ("CAME", "info", None, (60, Basis(approx=True)), None)),
        (ROUGH, None, ("CAME", "warning", (60, Basis(approx=True)), None, None)),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("field", "came", "moved"),
    [
        ("budget.apbd.2024", "budget-changed", "budget-changed"),
        ("indicators.i.targets.2024", "target-changed", "target-raised"),
        ("indicators.i.actuals.2024", "actual-changed", "actual-changed"),
    ],
)
def test_a_figure_that_changes(field: str, came: str, moved: str, old: Any, new: Any, told: Any) -> None:
    def stated(value: Any) -> dict[str, Any]:
        years = {} if value is None else {"2024": value}
        return {"budget": {"apbd": years}} if field.startswith("budget") else indicator(**{field.split(".")[2]: years})

    kinds = {"CHANGED": moved, "CAME": came}
    expected = [(kinds.get(told[0], told[0]), told[1], field, *told[2:])] if told else []
    assert changed(stated(old), stated(new)) == expected


def test_a_baseline_and_a_target_in_another_notation() -> None:
    assert changed(indicator(baseline=60), indicator(baseline=ROUGH)) == [
        ("basis-changed", "info", "indicators.i.baseline", 60, (60, Basis(approx=True)), None)
    ]
    assert changed(indicator(targets={"2024": "60.0"}), indicator(targets={"2024": ROUGH})) == [
        ("basis-changed", "info", "indicators.i.targets.2024", "60.0", (60, Basis(approx=True)), None)
    ]
    lowered = changed(indicator(targets={"2024": 70}), indicator(targets={"2024": ROUGH}))
    assert lowered == [
        ("target-lowered", "warning", "indicators.i.targets.2024", 70, (60, Basis(approx=True)), -10)
    ]  # fmt: skip


def test_the_sum_of_what_is_merged_is_approximate_where_a_part_was() -> None:
    old = revision("1", {"A": {"budget": {"apbd": {"2024": 1}}}, "B": {"budget": {"apbd": {"2024": ROUGH}}}})
    rough = {"value": 61, "approx": True}
    same = revision("2", {"A": {"budget": {"apbd": {"2024": rough}}, "formerly": ["A", "B"]}}, supersedes="1")
    firm = revision("2", {"A": {"budget": {"apbd": {"2024": 61}}, "formerly": ["A", "B"]}}, supersedes="1")

    def money(new: Any) -> list[tuple[Any, ...]]:
        return [(one.kind, side(one.old), side(one.new)) for one in diff(old, new).changes if one.field]

    assert money(same) == []
    assert money(firm) == [("basis-changed", (61, Basis(approx=True)), 61)]
    summary = diff(old, firm).summary.budget
    assert summary is not None
    assert (summary.old, summary.old_approx, summary.new, bool(summary.new_approx)) == (61, True, 61, False)
