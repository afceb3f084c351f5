"""The made-up plans that speed is measured on are what benchmarks/README.md says of them."""

import json
import subprocess
import sys
from pathlib import Path

from tests.helpers.runner import ROOT, Runner

COUNT = 200


def make(kind: str, folder: Path) -> Path:
    """Write the plans of a kind; gives the first of them."""
    words = [str(COUNT), str(folder), "--kind", kind]
    subprocess.run([sys.executable, ROOT / "benchmarks" / "generate.py", *words], check=True)
    return folder / "2023.yaml"


def repeated(plan: Path) -> float:
    """The share of the lines that stand earlier in the file."""
    lines = [line for line in plan.read_text("utf-8").splitlines() if line.strip()]
    return 1 - len(set(lines)) / len(lines)


def test_plain_plans_have_no_findings_and_are_as_fmt_writes_them(tmp_path: Path, run: Runner) -> None:
    plan = make("plain", tmp_path / "made")
    assert run("validate", str(plan.parent)).code == 0
    assert run("fmt", "--check", str(plan)).code == 0
    assert repeated(plan) > 0.8


def test_few_lines_of_varied_plans_repeat(tmp_path: Path, run: Runner) -> None:
    plan = make("varied", tmp_path / "made")
    assert run("validate", str(plan.parent)).code == 0
    assert repeated(plan) < 0.25


def test_plans_as_of_a_real_city_have_no_findings_and_all_that_such_plans_hold(tmp_path: Path, run: Runner) -> None:
    plan = make("real", tmp_path / "made")
    assert run("validate", str(plan.parent)).code == 0
    assert run("fmt", "--check", str(plan)).code == 0
    counted = json.loads(run("coverage", str(plan), "--format", "json").out)["actions"]
    assert sum(row["actions"] for row in counted) == sum(5 + number % 6 for number in range(COUNT))
    text = plan.read_text("utf-8")
    assert text.count("level: goal,") + text.count("level: objective,") == 32
    assert text.count("            budget:\n") == len(range(0, COUNT, 3))
    assert text.count("approx: true") > COUNT // 3 - 1


def test_one_programme_in_twenty_of_a_faulty_plan_has_a_finding(tmp_path: Path, run: Runner) -> None:
    plan = make("faulty", tmp_path / "made")
    found = json.loads(run("validate", str(plan), "--format", "json").out)["findings"]
    assert len(found) == COUNT // 20
    assert len({one["rule"] for one in found}) == 5


def test_the_sides_of_a_merge_meet_without_a_conflict(tmp_path: Path, run: Runner) -> None:
    folder = make("sides", tmp_path / "made").parent
    base, ours, theirs = (folder / f".merge_file_{side}" for side in ("base", "ours", "theirs"))
    changed = [differing(base, side) for side in (ours, theirs)]
    assert changed == [COUNT // 50, COUNT // 50]
    assert run("git", "merge-driver", str(base), str(ours), str(theirs)).code == 0
    assert differing(base, ours) == sum(changed)


def differing(one: Path, other: Path) -> int:
    """How many lines of two files of equal length differ."""
    pairs = zip(one.read_text("utf-8").splitlines(), other.read_text("utf-8").splitlines(), strict=True)
    return sum(a != b for a, b in pairs)


def test_a_planning_table_is_imported_whole_and_without_findings(tmp_path: Path, run: Runner) -> None:
    plan = make("table", tmp_path / "made")
    imported = plan.parent / "plans" / "2023.yaml"
    assert run("validate", str(imported)).code == 0
    listed = [json.loads(run("coverage", str(path), "--format", "json").out) for path in (plan, imported)]
    assert listed[0]["totals"]["programmes"] == listed[1]["totals"]["programmes"] == COUNT
    assert listed[0]["totals"]["budget"] == listed[1]["totals"]["budget"]


def test_the_page_has_every_row_with_its_target_and_marks_what_misses_it() -> None:
    words = [sys.executable, "-c", "import json, rows; print(json.dumps(rows.TARGETS))"]
    done = subprocess.run(words, cwd=ROOT / "benchmarks", stdout=subprocess.PIPE, check=True)
    text = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    for name, targets in json.loads(done.stdout).items():
        table = text.partition(f"<!-- {name} -->")[2].partition(f"<!-- end of {name} -->")[0]
        rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][1:]
        aimed = {what: "" if at_most is None else str(at_most) for what, at_most in targets.items()}
        assert {row[0]: row[1].strip() for row in rows} == aimed
        assert [row[0] for row in rows] == list(aimed)
        for what, at_most, found, *_ in rows:
            if found.strip("*").replace(".", "").isdigit():
                missed = bool(at_most) and float(found.strip("*")) > float(at_most)
                assert found.startswith("**") == missed, what
