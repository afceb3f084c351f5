"""The release: built once, tested as built, published by nobody but the one job that PyPI trusts."""

import email
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from smartplan import __version__
from tests.campaigns import versions
from tests.helpers.runner import ROOT

RELEASE = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))
JOBS: dict[str, Any] = RELEASE["jobs"]


def ended(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step as GitHub runs it, with the programs of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, env=os.environ | {"PATH": path} | variables, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_what_is_published_is_what_was_built_and_tested() -> None:
    assert [(name, job.get("needs")) for name, job in JOBS.items()] == [
        ("build", None), ("test", "build"), ("publish", "test"), ("github", "publish"),
    ]  # fmt: skip
    builds = [name for name, job in JOBS.items() if "hatchling build" in str(job["steps"])]
    assert builds == ["build"]
    assert [system.partition("-")[0] for system in JOBS["test"]["strategy"]["matrix"]["system"]] == [
        "ubuntu", "macos", "windows",
    ]  # fmt: skip


def test_each_job_may_do_no_more_than_it_has_to() -> None:
    assert RELEASE["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "build": {"contents": "read"}, "test": {}, "publish": {"id-token": "write"}, "github": {"contents": "write"},
    }  # fmt: skip
    assert "secrets." not in (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    assert JOBS["publish"]["environment"] == "pypi"


@pytest.mark.parametrize(
    ("tag", "heading", "passes"),
    [
        (f"v{__version__}", f"## [{__version__}] - 2026-12-01", True),
        (f"v{__version__}", "## [Unreleased]", False),
        ("v99.0.0", "## [99.0.0] - 2026-12-01", False),
    ],
)
def test_a_tag_that_does_not_fit_stops_it(tmp_path: Path, tag: str, heading: str, passes: bool) -> None:
    script = next(step["run"] for step in JOBS["build"]["steps"] if step.get("name"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "src/smartplan").mkdir(parents=True)
    (tmp_path / "src/smartplan/__init__.py").write_bytes((ROOT / "src/smartplan/__init__.py").read_bytes())
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{heading}\n", encoding="utf-8")
    assert (ended(script, tmp_path, GITHUB_REF_NAME=tag).returncode == 0) is passes


def test_the_commands_that_try_the_wheel_pass(tmp_path: Path) -> None:
    scripts = [step["run"] for step in JOBS["test"]["steps"] if step.get("run", "").startswith("smartplan ")]
    assert len(scripts) == 4
    done = ended("\n".join(scripts), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_metadata_says_what_is_known() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["authors"] == [{"name": "The smartplan contributors"}]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (citation["version"], citation["license"]) == (__version__, project["license"])
    assert [one["name"] for one in citation["authors"]] == ["The smartplan contributors"]


SCHEMAS = [
    ("dependabot", ".github/dependabot.yml"),
    ("citation-file-format", "CITATION.cff"),
    ("github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
    ("github-issue-forms", ".github/ISSUE_TEMPLATE/bug.yml"),
    ("github-issue-forms", ".github/ISSUE_TEMPLATE/idea.yml"),
]


@pytest.mark.parametrize(("schema", "path"), SCHEMAS)
def test_the_files_for_github_keep_their_schemas(schema: str, path: str) -> None:
    program = Path(sys.executable).parent / "check-jsonschema"
    done = subprocess.run(
        [program, "--builtin-schema", f"vendor.{schema}", ROOT / path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_container_gets_all_that_the_program_is_made_of(tmp_path: Path) -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert lines[0] == "*"
    for name in (line.removeprefix("!") for line in lines[1:]):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    done = ended("python -m hatchling build --target wheel --directory dist", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (tmp_path / "dist").iterdir()
    held = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src/smartplan"
    assert {f"smartplan/{path.relative_to(package).as_posix()}" for path in package.rglob("*.py")} <= held
    assert "smartplan/example/2026.yaml" in held
    data = f"smartplan-{__version__}.data/data/share/man"
    assert {f"{data}/man1/smartplan.1", f"{data}/id/man1/smartplan.1"} <= held


INDEX = runpy.run_path(str(ROOT / "hatch_build.py"))
README = (ROOT / "README.md").read_text("utf-8")
# What a link or a picture of markdown leads to.
TARGET = re.compile(r"(!?)\[[^\]]*\]\(([^)]*)\)")


def test_the_page_of_a_package_index_names_no_file_that_it_does_not_have() -> None:
    assert len(TARGET.findall(README)) > 10
    assert TARGET.findall(INDEX["readme"](README, "")) == []
    assert INDEX["addresses"]("") == {}
    told = "![A picture](docs/a.svg)\n\nSee [git](docs/git.md), [CC](https://cc.test/x) and `[x](y)`.\n"
    assert INDEX["readme"](told, "") == "See git, [CC](https://cc.test/x) and `x`.\n"


def test_with_an_address_its_links_and_pictures_lead_to_files_of_the_repository() -> None:
    home = "https://github.com/kota/smartplan"
    before, after = TARGET.findall(README), TARGET.findall(INDEX["readme"](README, home))
    assert [mark for mark, _ in after] == [mark for mark, _ in before]
    for (mark, path), (_, address) in zip(before, after, strict=True):
        assert (ROOT / path).exists()
        assert address == f"{home}/{'raw' if mark else 'blob'}/main/{path}"
    found = INDEX["addresses"](home)
    assert found["Homepage"] == home
    assert all(address.startswith(home) for address in found.values())


def test_the_built_metadata_have_them(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE", "src", "plans", "docs/man"):
        source, target = ROOT / name, tmp_path / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    hook = (ROOT / "hatch_build.py").read_text("utf-8")
    hook, count = re.subn(r'^(REPOSITORY: Final = )".*"$', r'\1"https://github.com/kota/smartplan"', hook, flags=re.M)
    assert count == 1
    (tmp_path / "hatch_build.py").write_text(hook, encoding="utf-8")
    done = ended("python -m hatchling build --target wheel --directory dist", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (tmp_path / "dist").iterdir()
    with zipfile.ZipFile(wheel) as archive:
        metadata = email.message_from_bytes(archive.read(f"smartplan-{__version__}.dist-info/METADATA"))
    assert "Homepage, https://github.com/kota/smartplan" in metadata.get_all("Project-URL", [])
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert "(https://github.com/kota/smartplan/raw/main/docs/diff.en.svg)" in metadata.get_payload()


def test_the_campaign_of_versions_takes_the_lowest_and_the_newest_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pythons = versions.pythons_of(project["classifiers"])
    assert project["requires-python"] == f">={pythons['lowest']}"
    jobs = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]
    built = {one["which"]: one["python"] for one in jobs["versions"]["strategy"]["matrix"]["include"]}
    assert built == pythons
    named = {one.name for one in versions.needs(project)}
    assert {"rich", "openpyxl"} <= named
    assert versions.interpreter(f"{sys.version_info.major}.{sys.version_info.minor}") == sys.executable
    assert versions.interpreter("3.999") is None


def test_its_table_says_on_which_python_it_ran() -> None:
    columns = {"lowest": {"rich": "13.9.0"}, "newest": {"rich": "15.0.0"}}
    ran_on = {"lowest": "3.11", "newest": "3.11, for 3.14 is not installed"}
    assert versions.table(["rich"], ran_on, columns, {"lowest": 0, "newest": 1}).splitlines() == [
        "| dependency | lowest | newest |",
        "| --- | --- | --- |",
        "| Python | 3.11 | 3.11, for 3.14 is not installed |",
        "| rich | 13.9.0 | 15.0.0 |",
        "| the tests | pass | **fail** |",
    ]
