"""The component for GitLab: its file is one that GitLab takes, its scripts are run in a shell, and no input is a command.

What the tests leave out is `before_script`, the installation: it needs a network.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as xml

import pytest
import yaml

from tests.helpers.base import write
from tests.helpers.repo import Repository, isolated
from tests.helpers.runner import ROOT

TEXT = (ROOT / "ci/gitlab.yml").read_text("utf-8")
SPEC, JOBS = yaml.safe_load_all(TEXT)
INPUTS: dict[str, Any] = SPEC["spec"]["inputs"]


class Ended(NamedTuple):
    code: int
    out: str
    quality: list[dict[str, Any]]
    cases: list[str]


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """A checkout with a base."""
    repository = Repository(tmp_path)
    write(tmp_path / "plans")
    repository.commit("base")
    return repository


def job(project: Repository, name: str, variables: dict[str, str] | None = None, **inputs: str) -> Ended:
    """The script of a job, as the runner runs it."""
    merged = JOBS[".smartplan"]["variables"] | JOBS[name].get("variables", {})
    given = {"package": "x"} | {key: one.get("default", "") for key, one in INPUTS.items()} | inputs
    told = {
        key: re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda found: given[found[1]], one) for key, one in merged.items()
    }
    environment = isolated() | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment |= {key: one.replace("$CI_PROJECT_DIR", str(project.folder)) for key, one in told.items()}
    script = "set -eo pipefail\n" + "\n".join(JOBS[name]["script"])
    done = subprocess.run(
        ["bash", "-c", script], cwd=project.folder, env=environment | (variables or {}), capture_output=True, text=True,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    reports = JOBS[".smartplan"]["artifacts"]["reports"]
    quality, cases = project.folder / reports["codequality"], project.folder / reports["junit"]
    return Ended(
        done.returncode,
        done.stdout + done.stderr,
        json.loads(quality.read_text("utf-8")) if quality.exists() else [],
        [element.tag for case in xml.parse(cases).iter("testcase") for element in case] if cases.exists() else [],
    )


def edit(project: Repository, old: str, new: str) -> None:
    path = project.folder / "plans/2023.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_input_is_declared_and_used_in_no_script() -> None:
    jobs = TEXT.partition("\n---\n")[2]
    assert {*re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", jobs)} == INPUTS.keys()
    assert all(one["description"] for one in INPUTS.values())
    for one in JOBS.values():
        assert "inputs." not in "".join([*one.get("script", ()), *one.get("before_script", ())])
    # The name of the package is not ours on any index yet.
    assert "default" not in INPUTS["package"]


def test_it_keeps_the_schema_of_gitlab(tmp_path: Path) -> None:
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(TEXT.partition("\n---\n")[2], encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci",
         "--data-transform", "gitlab-ci", path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_sound_plan_passes_with_both_reports(project: Repository) -> None:
    done = job(project, "smartplan-validate")
    assert (done.code, done.quality, done.cases) == (0, [], [])
    assert "Checked 36 programmes" in done.out


def test_a_fault_fails_in_the_language_asked_for(project: Repository) -> None:
    edit(project, "agency: diskominfo", "agency: diskominf")
    done = job(project, "smartplan-validate", lang="id")
    assert done.code == 1
    assert [(one["check_name"], one["location"]["path"]) for one in done.quality] == [
        ("unknown-agency", "plans/2023.yaml")
    ]
    assert done.cases == ["failure"]
    assert done.quality[0]["description"].startswith("`diskominf` tidak terdaftar")


def test_the_threshold_is_that_of_the_input(project: Repository) -> None:
    edit(project, "missions: [M1]", "missions: []")
    assert (job(project, "smartplan-validate").code, job(project, "smartplan-validate").cases) == (0, ["skipped"])
    strict = job(project, "smartplan-validate", **{"fail-on": "warning"})
    assert (strict.code, strict.cases) == (1, ["failure"])


def test_what_a_merge_request_changes_is_told_and_nothing_else(project: Repository) -> None:
    base = project("rev-parse", "HEAD")
    edit(project, "name: Program harmony 1", "name: Program harmoni")
    project.commit("head")
    done = job(project, "smartplan-diff", {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
    assert (done.code, [one["check_name"] for one in done.quality]) == (0, ["name-changed"])
    assert "Program harmoni" in done.out
    # A pipeline for merged results has what others changed since, which is none of it.
    project("checkout", "-q", "-b", "lain", base)
    edit(project, "name: Program waste 2", "name: Milik orang lain")
    target = project.commit("main goes on")
    project("merge", "-q", "--no-edit", "main")
    merged = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": target}
    assert [one["location"]["lines"]["begin"] for one in job(project, "smartplan-diff", merged).quality] == [
        done.quality[0]["location"]["lines"]["begin"]
    ]


def test_a_base_that_is_not_there_fails(project: Repository) -> None:
    done = job(project, "smartplan-diff", {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "0" * 39 + "1"})
    assert done.code == 2
    assert "there is no commit" in done.out


@pytest.mark.parametrize("text", ["\"; touch jebol; \"$(touch jebol)`touch jebol`'; touch jebol; '", "--help"])
@pytest.mark.parametrize("name", ["plans", "fail-on", "lang"])
def test_an_input_is_no_command(project: Repository, name: str, text: str) -> None:
    assert job(project, "smartplan-validate", **{name: text}).code == 2
    assert not list(project.folder.rglob("jebol*"))


@pytest.mark.parametrize("suffix", ["", ".id"])
def test_the_page_knows_every_input(suffix: str) -> None:
    text = (ROOT / "docs" / f"ci{suffix}.md").read_text("utf-8")
    part = text[text.index("## GitLab") :]
    rows = re.findall(r"^\| `(\S+)` \| .+ \| (?:`([^`|]*)`|[^`|]+) \|$", part.partition("\n## ")[0], re.MULTILINE)
    assert dict(rows) == {name: str(one.get("default", "")) for name, one in INPUTS.items()}
