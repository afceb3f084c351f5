"""What `validate` shows first, last, and not at all."""

import json
import re
from pathlib import Path

import pytest

from tests.helpers.runner import Runner, change


@pytest.fixture
def faulty(run: Runner) -> Runner:
    """An error in each revision, warnings beside them, and one gap in many places."""
    for name in ("2019", "2023"):
        path = Path(f"plans/{name}.yaml")
        text = path.read_text("utf-8").replace("agency: diskominfo", "agency: diskominf", 1)
        path.write_text(text.replace("budget: {apbd", "budget: {csr", 1), encoding="utf-8")
    change("missions: [M1]", "missions: []")
    text = Path("plans/2023.yaml").read_text("utf-8")
    Path("plans/2023.yaml").write_text(text.replace("baseline: 10, ", ""), encoding="utf-8")
    return run


def severities(out: str) -> list[str]:
    return re.findall(r"^  (?:\d+:\d+  )?(error|warning|note)  \[", out, re.M)


def test_errors_are_last(faulty: Runner) -> None:
    out = faulty("validate").out
    told = severities(out)
    assert told == sorted(told, reverse=True)
    assert told.count("error") == 2
    # Each under the name of its file.
    end = out[out.index("plans/2019.yaml") :]
    assert re.findall(r"^plans/\d+\.yaml$", out, re.M) == ["plans/2023.yaml", "plans/2019.yaml", "plans/2023.yaml"]
    assert severities(end) == ["error", "error"]
    # For programs they stay in the order of files and lines.
    found = json.loads(faulty("validate", "--format", "json").out)["findings"]
    assert [(one["path"], one["line"]) for one in found] == sorted((one["path"], one["line"]) for one in found)


def test_of_many_places_ten_are_listed(faulty: Runner) -> None:
    some, every = faulty("validate", "2023").out, faulty("validate", "2023", "--all").out
    assert "18 times: Indicator without a baseline" in some
    assert some.count(".indicators.waktu") == 9
    assert "and 8 more; --all lists them" in some
    assert every.count(".indicators.waktu") == 17
    assert "--all" not in every


@pytest.mark.parametrize(
    ("level", "shown", "hidden"),
    [("error", {"error"}, 19), ("warning", {"error", "warning"}, 0), ("info", {"error", "warning"}, 0)],
)
def test_a_level_is_shown_and_the_rest_is_counted(faulty: Runner, level: str, shown: set[str], hidden: int) -> None:
    done = faulty("validate", "--level", level)
    assert set(severities(done.out)) == shown
    assert "2 errors, 19 warnings" in done.out
    assert (f"{hidden} findings below --level not shown." in done.out) is (hidden > 0)
    data = json.loads(faulty("validate", "--level", level, "--format", "json").out)
    assert {one["severity"] for one in data["findings"]} == shown
    assert (data["counts"], data["hidden"]) == ({"error": 2, "warning": 19, "info": 0}, hidden)
    for form in ("markdown", "github", "sarif"):
        assert ("indicator-without-baseline]" in faulty("validate", "--level", level, "--format", "github").out) is (
            hidden == 0
        ), form


def test_the_exit_code_is_that_of_all_findings(run: Runner) -> None:
    change("missions: [M1]", "missions: []")
    assert run("validate", "--level", "error").code == 0
    done = run("validate", "--level", "error", "--fail-on", "warning")
    assert done.code == 1
    assert done.out.startswith("1 warning\n")


def test_a_count_by_rule(faulty: Runner) -> None:
    out = faulty("validate", "--stat").out
    assert [line.split() for line in out.split("\n\n")[0].splitlines()] == [
        ["1", "warning", "programme-without-mission"],
        ["18", "warning", "indicator-without-baseline"],
        ["2", "error", "unknown-agency"],
    ]
    assert "2 errors, 19 warnings" in out
    assert faulty("validate", "--stat", "--level", "error").out.startswith("2  error  unknown-agency\n")
    assert "| 18 | warning | `indicator-without-baseline` |" in faulty("validate", "--stat", "--format", "markdown").out
    assert "kesalahan" in faulty("validate", "--stat", "--lang", "id").out
    for form in ("json", "github", "sarif"):
        done = faulty("validate", "--stat", "--format", form)
        assert (done.code, done.out) == (2, "")
        assert "--stat" in done.err


@pytest.mark.parametrize(("record", "told"), [("official", 0), ("example", 0), ("reconstruction", 1)])
def test_sources_are_asked_of_reconstructions_alone(run: Runner, record: str, told: int) -> None:
    change("sources: [berita]", "sources: []")
    change("record: example", f"record: {record}")
    assert run("validate", "2023").out.count("[programme-without-source]") == told
    assert run("coverage", "2023").out.count("programmes without a source") <= told
