"""The audit of the dependencies runs by itself, over all that is pinned, and may do nothing but read."""

import subprocess
import sys
from pathlib import Path

import yaml

from tests.helpers.runner import ROOT

FOLDER = ROOT / ".github/workflows"
AUDIT = yaml.safe_load((FOLDER / "audit.yml").read_text("utf-8"))
STEPS = [step for job in AUDIT["jobs"].values() for step in job["steps"]]


def test_the_file_keeps_the_schema_of_github() -> None:
    command = [
        Path(sys.executable).parent / "check-jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        FOLDER / "audit.yml",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_of_pins_is_audited_when_it_changes_and_every_week() -> None:
    pins = {path.name for path in ROOT.glob("requirements*.txt")}
    assert {word for step in STEPS for word in step.get("run", "").split() if word in pins} == pins
    # YAML 1.1 takes the key for a truth value.
    events = AUDIT[True]
    for event in ("push", "pull_request"):
        assert "requirements*.txt" in events[event]["paths"]
    assert events["schedule"][0]["cron"].split()[2:] == ["*", "*", "1"]


def test_it_may_only_read_and_uses_the_actions_of_the_other_workflow() -> None:
    assert AUDIT["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in AUDIT["jobs"].values())
    others = (FOLDER / "ci.yml").read_text("utf-8")
    assert all(step["uses"] in others for step in STEPS if "uses" in step)
    assert all(not step["with"]["persist-credentials"] for step in STEPS if "checkout" in step.get("uses", ""))
    assert [step for step in STEPS if "${{" in step.get("run", "")] == []
