"""Figures with their basis under edits: what is set, what becomes of two that are summed, the merge of three, `fmt`."""

from pathlib import Path

import pytest

from smartplan.editing.key_order import kind
from smartplan.editing.merge3.data import merge_value
from tests.helpers.base import parsed
from tests.helpers.runner import Runner

PLAN = """\
format: 1
revision: "2024"
city: {{code: "64.71", name: K}}
title: T
status: draft
record: example
profile: kominfo
rpjmd: {{title: R}}
agencies: {{a: {{name: A}}}}
sources: {{s: {{title: S}}, t: {{title: T}}}}
dimensions:
  living:
    programmes:
      L-1:
        name: A
        subdimension: health
        agency: a
        budget:
          apbd: {{2024: {first}}}
        indicators:
          i: {{name: I, baseline: 7.50, targets: {{2024: ">= 5"}}}}
      L-2:
        name: B
        subdimension: health
        agency: a
        budget: {{apbd: {{2024: {second}}}}}
"""


@pytest.fixture
def plan(run: Runner) -> Path:
    path = Path("plans/2024.yaml")
    path.parent.mkdir(exist_ok=True)
    for old in path.parent.glob("*.yaml"):
        old.unlink()
    path.write_text(PLAN.format(first="5000000", second="7000000"))
    return path


def changed(plan: Path, before: str) -> list[str]:
    return [line.strip() for line in plan.read_text().splitlines() if line not in before.splitlines()]


@pytest.mark.parametrize(
    ("steps", "written"),
    [
        ([("budget.apbd.2024.approx", "true")], "apbd: {2024: {value: 5000000, approx: true}}"),
        (
            [("budget.apbd.2024.sources", "[s]"), ("budget.apbd.2024.as_of", "2023-11")],
            "apbd: {2024: {value: 5000000, as_of: 2023-11, sources: [s]}}",
        ),
        ([("budget.apbd.2024.value", "6000000")], "apbd: {2024: 6000000}"),
        (
            [("budget.apbd.2024.approx", "true"), ("budget.apbd.2024.value", "6000000")],
            "apbd: {2024: {value: 6000000, approx: true}}",
        ),
        ([("budget.apbd.2024.approx", "true"), ("budget.apbd.2024", "6000000")], "apbd: {2024: 6000000}"),
        (
            [("indicators.i.baseline.approx", "true")],
            'i: {name: I, baseline: {value: 7.50, approx: true}, targets: {2024: ">= 5"}}',
        ),
        (
            [("indicators.i.targets.2024.as_of", "2024")],
            'i: {name: I, baseline: 7.50, targets: {2024: {value: ">= 5", as_of: "2024"}}}',
        ),
    ],
)
def test_what_a_figure_becomes(run: Runner, plan: Path, steps: list[tuple[str, str]], written: str) -> None:
    before = plan.read_text()
    for field, value in steps:
        assert run("set", "2024", "L-1", field, value).code == 0
    assert changed(plan, before) == [written]


def test_two_figures_are_summed_with_their_bases(run: Runner, plan: Path) -> None:
    first = "{value: 5000000, approx: true, as_of: 2023-11, sources: [s]}"
    plan.write_text(PLAN.format(first=first, second='{value: 7000000, as_of: "2024", sources: [t, s]}'))
    before = plan.read_text()
    result = run("merge", "2024", "L-1", "L-2", "--into", "L-1")
    assert result.code == 0, result.err
    assert "APBD 2024: IDR\xa07\xa0million (2024; t, s)\n" in result.out + result.err
    assert 'apbd: {2024: {value: 12000000, approx: true, as_of: "2024", sources: [s, t]}}' in changed(plan, before)


def test_a_sum_has_sources_and_a_date_only_where_each_part_has_one(run: Runner, plan: Path) -> None:
    plan.write_text(PLAN.format(first="710000000", second="{value: 5000000, as_of: 2024-02, sources: [t]}"))
    before = plan.read_text()
    result = run("merge", "2024", "L-1", "L-2", "--into", "L-1")
    assert changed(plan, before) == ["apbd: {2024: 715000000}"]
    for said in (
        "The sum in budget APBD 2024 names no sources, because not every part of it has one; left out: t",
        "The sum in budget APBD 2024 has no date, because not every part of it has one; left out: 2024-02",
    ):
        assert said in result.err.splitlines()


LEFT_AND_TAKEN = """\
        judged: [subdimension, code, tags, years, missions]
        code: [2.16.02, 2.16.05]
        location: Barat
        tags: [x]
        years: [2024]
"""


@pytest.mark.parametrize(
    ("own", "code", "location", "judged", "left"),
    [
        ("", ["2.16.02", "2.16.05"], "Barat", ["name", "code", "tags"], "sub-dimension, years, missions"),
        (
            "code: 2.16.05, location: Timur",
            ["2.16.05", "2.16.02"],
            ["Timur", "Barat"],
            ["name", "code", "tags"],
            "sub-dimension, years, missions",
        ),
        (
            "code: [2.16.05, 2.16.02], location: [Barat]",
            ["2.16.05", "2.16.02"],
            ["Barat"],
            ["name", "tags"],
            "sub-dimension, code, years, missions",
        ),
    ],
)
def test_codes_and_locations_are_joined_and_judged_is_what_was_taken(
    run: Runner, plan: Path, own: str, code: list[str], location: str | list[str], judged: list[str], left: str
) -> None:
    first, second = PLAN.format(first="5", second="7").split("      L-2:\n")
    fields = own.replace(", location", "\n        location")
    first = first.replace(
        "        budget:", f"        judged: [name]\n        years: [2024]\n        {fields}\n        budget:"
    )
    second = second.replace("health", "education")
    plan.write_text(f"{first}      L-2:\n{second}{LEFT_AND_TAKEN}")
    result = run("merge", "2024", "L-1", "L-2", "--into", "L-1", "--force")
    merged = parsed(plan.read_text())["dimensions"]["living"]["programmes"]
    assert list(merged) == ["L-1"]
    assert [merged["L-1"][name] for name in ("code", "location", "judged", "tags", "years", "subdimension")] == [
        code, location, judged, ["x"], [2024], "health",
    ]  # fmt: skip
    assert [line for line in result.err.splitlines() if line.startswith("Not carried over")] == [
        "Not carried over, L-2 name: B",
        "Not carried over, L-2 sub-dimension: education",
        f"Not carried over, L-2 fields judged by the author: {left}",
    ]


def test_a_figure_is_merged_by_its_fields() -> None:
    base = {"value": 5, "as_of": "2023"}
    ours, theirs = {"value": 6, "as_of": "2023"}, {"value": 5, "as_of": "2023", "approx": True, "sources": ["s"]}
    figure = kind("plan")
    for step in ("dimensions", "living", "programmes", "L-1", "budget", "apbd", "2024"):
        figure = figure.child(step)
    merged = merge_value("2024", figure, (base, ours, theirs), "ours")
    assert merged == {"value": 6, "as_of": "2023", "approx": True, "sources": ["s"]}
    # What one side says of a number that the other changed is not said of the new one.
    assert merge_value("2024", figure, (5, 6, {"value": 5, "approx": True}), "ours") == 6


def test_fmt_orders_the_fields_of_a_figure(run: Runner, plan: Path) -> None:
    plan.write_text(PLAN.format(first="{sources: [s], as_of: 2023-11, approx: true, value: 5000000}", second="7000000"))
    before = plan.read_text()
    assert run("fmt", "plans/2024.yaml").code == 0
    assert "apbd: {2024: {value: 5000000, approx: true, as_of: 2023-11, sources: [s]}}" in changed(plan, before)
