"""The hooks, by pre-commit itself: it clones this project, installs it into an environment of its own and runs it.

No network is needed: its pip builds with what is installed here, and `smartplan` finds its libraries here too.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.base import write
from tests.helpers.repo import Repository, isolated
from tests.helpers.runner import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]
# Of the project what an installation needs.
NEEDED = (
    "src",
    "plans",
    "docs/man",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    ".pre-commit-hooks.yaml",
)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Path]:
    """This project as a repository, a commit of it, and the folder in which pre-commit keeps its environments."""
    folder = tmp_path_factory.mktemp("smartplan")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder, Repository(folder).commit(), tmp_path_factory.mktemp("lingkungan")


@pytest.fixture
def city(tmp_path: Path, hooks: tuple[Path, str, Path]) -> Repository:
    """A repository with plans and the hooks, in order so far."""
    project, commit, _ = hooks
    folder = tmp_path / "kota dengan spasi"
    folder.mkdir()
    city = Repository(folder)
    write(folder / "plans")
    (folder / "lain.yaml").write_text("a: [1", encoding="utf-8")
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {project}\n    rev: {commit}\n"
        "    hooks:\n      - id: smartplan-fmt\n      - id: smartplan-validate\n",
        encoding="utf-8",
    )
    return city


@pytest.fixture
def run(city: Repository, hooks: tuple[Path, str, Path], tmp_path: Path) -> Run:
    home = hooks[2]
    environment = isolated() | {
        "HOME": str(home), "PRE_COMMIT_HOME": str(home / "pre-commit"), "VIRTUALENV_OVERRIDE_APP_DATA": str(home),
        "PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_CONFIG_FILE": os.devnull,
        # In pip's own reading false switches the isolation off.
        "PIP_NO_BUILD_ISOLATION": "false",
        "PYTHONPATH": sysconfig.get_path("purelib"), "SMARTPLAN_LANG": "en",
        "SMARTPLAN_STATE": os.environ["SMARTPLAN_STATE"],
    }  # fmt: skip

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [Path(sys.executable).parent / "pre-commit", *words], cwd=city.folder, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    return call


def test_the_manifest_is_one(run: Run) -> None:
    assert run("validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")).returncode == 0


def test_formatting_then_checking(city: Repository, run: Run) -> None:
    city("add", "-A")
    first = run("run")
    assert (first.returncode, first.stderr) == (1, ""), first.stdout
    assert "smartplan fmt............................................................Failed" in first.stdout
    assert "- files were modified by this hook" in first.stdout
    assert "smartplan validate.......................................................Passed" in first.stdout
    city("add", "-A")
    second = run("run")
    assert second.returncode == 0, second.stdout
    assert second.stdout.count("Passed") == 2


def test_a_fault_stops_the_commit_and_no_other_yaml_is_looked_at(city: Repository, run: Run) -> None:
    path = city.folder / "plans" / "2023.yaml"
    path.write_text(path.read_text("utf-8").replace("agency: diskominfo", "agency: lain", 1), encoding="utf-8")
    city("add", "-A")
    done = run("run", "smartplan-validate")
    assert done.returncode == 1
    assert "[unknown-agency]" in done.stdout
    assert "- exit code: 1" in done.stdout
    assert "lain.yaml" not in done.stdout
    assert "in 4 files" in done.stdout


def test_what_cannot_be_read_and_what_is_passed_over_stop_the_commit(city: Repository, run: Run) -> None:
    plans = city.folder / "plans"
    old = plans / "2019.yaml"
    old.write_text(old.read_text("utf-8").replace("format: 1", "format:1"), encoding="utf-8")
    city.commit()
    new = plans / "2023.yaml"
    new.write_text(new.read_text("utf-8") + "# baru\n", encoding="utf-8")
    city("add", "-A")
    done = run("run", "smartplan-validate")
    assert (done.returncode, "[unreadable-neighbour]" in done.stdout) == (1, True), done.stdout
    old.rename(plans / "2019.YML")
    city("add", "-A")
    done = run("run", "smartplan-validate")
    assert (done.returncode, "`plans/2019.YML` is skipped" in done.stdout) == (1, True), done.stdout


def test_a_commit_without_plans_runs_nothing(city: Repository, run: Run) -> None:
    city("add", "lain.yaml", ".pre-commit-config.yaml")
    done = run("run")
    assert done.returncode == 0
    assert done.stdout.count("Skipped") == 2
