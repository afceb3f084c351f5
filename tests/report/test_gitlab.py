"""Code Quality reports as GitLab takes them: an issue for each finding or change, each with a mark of its own."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from smartplan.report.render.code_quality import QualityIssue, render
from tests.helpers.repo import deleted_changed_and_broken, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner, change

# What the documentation says of the format.
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1, "pattern": "^[^\n]*$"},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def issues(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)
    jsonschema_rs.validator_for(SCHEMA).validate(found)
    assert len({one["fingerprint"] for one in found}) == len(found)
    return found


@pytest.mark.parametrize("language", ["en", "id"])
def test_balikpapan_says_the_same_as_in_json(run: Runner, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.chdir(ROOT)
    told = issues(run("validate", "--format", "gitlab", "--lang", language).out)
    found = json.loads(run("validate", "--format", "json", "--lang", language).out)["findings"]
    assert [
        (one["check_name"], one["severity"], one["location"]["path"], one["location"]["lines"]["begin"]) for one in told
    ] == [(one["rule"], SEVERITIES[one["severity"]], one["path"], one["line"]) for one in found]


def test_a_mark_stays_in_another_language_and_line_and_differs_in_another_file(run: Runner) -> None:
    for name in ("2019", "2023"):
        change("agency: diskominfo", "agency: diskominf", name)
    first = issues(run("validate", "--format", "gitlab").out)
    assert [one["check_name"] for one in first] == ["unknown-agency", "unknown-agency"]
    change("title: ", "# lain\n\ntitle: ")
    moved = issues(run("validate", "--format", "gitlab", "--lang", "id").out)
    assert [one["fingerprint"] for one in moved] == [one["fingerprint"] for one in first]
    assert moved[1]["location"]["lines"]["begin"] == first[1]["location"]["lines"]["begin"] + 2


def test_what_could_not_be_read_weighs_most(run: Runner) -> None:
    Path("plans/2019.yaml").write_text("a: [1", encoding="utf-8")
    done = run("validate", "2019", "plans/hilang.yaml", "--format", "gitlab")
    assert done.code == 2
    assert [(one["severity"], one["location"]["path"]) for one in issues(done.out)] == [
        ("critical", "plans/hilang.yaml"), ("critical", "plans/2019.yaml"),
    ]  # fmt: skip


def test_the_same_twice_in_a_file_and_a_name_of_bytes() -> None:
    one = QualityIssue("x", "a\nb\x1b", "info", "plans/\udcff.yaml", "1")
    first, second = issues(render([one, one]))
    assert (first["description"], first["location"]["path"]) == ("a b\\u001b", "plans/\\udcff.yaml")
    assert first["fingerprint"] != second["fingerprint"]


def test_every_change_of_balikpapan_is_an_issue(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = issues(run("diff", "2019", "2023", "--format", "gitlab").out)
    found = json.loads(run("diff", "2019", "2023", "--format", "json").out)["changes"]
    assert [(one["check_name"], one["severity"], one["location"]["lines"]["begin"]) for one in told] == [
        (one["kind"], SEVERITIES[one["level"]], one["new"]["line"] if one["new"] else 1) for one in found
    ]
    assert {one["location"]["path"] for one in told} == {"plans/2023.yaml"}


@pytest.mark.usefixtures("git")
def test_since_a_commit(run: Runner, tmp_path: Path) -> None:
    base = deleted_changed_and_broken(tmp_path)
    done = run("diff", "--since", base, "--format", "gitlab")
    assert done.code == 2
    assert {
        (one["location"]["path"][6:-5], one["check_name"], one["severity"], one["location"]["lines"]["begin"])
        for one in issues(done.out)
    } == {
        ("2017", "plan-deleted", "minor", 1), ("2023", "agency-changed", "info", 20),
        ("rusak", "plan-unreadable", "critical", 1),
    }  # fmt: skip
