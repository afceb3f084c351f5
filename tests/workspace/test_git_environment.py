"""Called by git: whatever it says by its variables, the repository is the one that the plans lie in."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from smartplan.operations.git_install import settings
from smartplan.workspace.git_environment import environment, start
from tests.helpers.base import write
from tests.helpers.repo import Repository, git, isolated  # noqa: F401
from tests.helpers.runner import Runner

TELL = "env --null > '{seen}'; pwd > '{seen}.folder'"
Calls = Callable[[Path, str], None]


def called(folder: Path, *words: str, **variables: str) -> None:
    done = subprocess.run(
        ["git", *words], cwd=folder, env=isolated() | {"GIT_EDITOR": "true"} | variables, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def alias(folder: Path, tell: str) -> None:
    called(folder, "-c", f"alias.lihat=!{tell}", "lihat")


def alias_in_the_folder(folder: Path, tell: str) -> None:
    alias(folder / "plans", tell)


def hook(folder: Path, tell: str) -> None:
    path = Path(os.fsdecode(subprocess.check_output(
        ["git", "rev-parse", "--git-path", "hooks/pre-commit"], cwd=folder, env=isolated()
    )).strip())  # fmt: skip
    path = folder / path
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{tell}\n", encoding="utf-8")
    path.chmod(0o755)
    called(folder, "commit", "--all", "--allow-empty", "--message=kait")
    path.unlink()
    called(folder, "reset", "--quiet", "HEAD~1")


def rebase(folder: Path, tell: str) -> None:
    called(folder, "commit", "--quiet", "--allow-empty", "--message=kosong")
    called(folder, "rebase", "--quiet", "--autostash", "--keep-empty", "--exec", tell, "HEAD~1")
    called(folder, "reset", "--quiet", "HEAD~1")


def with_a_relative_folder(folder: Path, tell: str) -> None:
    called(folder, "--git-dir=.git", "--work-tree=.", "-c", f"alias.lihat=!{tell}", "lihat")


def by_hand(**variables: str) -> Calls:
    def call(folder: Path, tell: str) -> None:
        values = {name: value.format(here=folder) for name, value in variables.items()}
        subprocess.run(["sh", "-c", tell], cwd=folder, env=isolated() | values, check=True)

    return call


MAIN: Mapping[str, Calls] = {
    "by itself": by_hand(), "an alias": alias, "an alias from a folder": alias_in_the_folder, "a hook": hook,
    "rebase --exec": rebase, "a relative --git-dir": with_a_relative_folder,
    "GIT_DIR relative": by_hand(GIT_DIR=".git"), "GIT_DIR absolute": by_hand(GIT_DIR="{here}/.git"),
    "both relative": by_hand(GIT_DIR=".git", GIT_WORK_TREE="."),
    "all": by_hand(GIT_DIR=".git", GIT_WORK_TREE=".", GIT_COMMON_DIR=".git", GIT_PREFIX="plans/", GIT_INDEX_FILE=".git/index"),
    "a repository that is not there": by_hand(GIT_DIR="{here}/tidak-ada"),
    "another repository": by_hand(GIT_DIR="{here}/../lain/.git", GIT_WORK_TREE="{here}/../lain", GIT_INDEX_FILE="{here}/../lain/.git/index"),
    "words": by_hand(GIT_CONFIG="/tidak/ada", GIT_ICASE_PATHSPECS="1", GIT_GLOB_PATHSPECS="1"),
}  # fmt: skip
TREE: Mapping[str, Calls] = {
    "by itself": by_hand(), "an alias": alias, "an alias from a folder": alias_in_the_folder, "a hook": hook,
    "rebase --exec": rebase,
}  # fmt: skip
SITUATIONS = [("main", name) for name in MAIN] + [("tree", name) for name in TREE]


@pytest.fixture
def city(tmp_path: Path) -> Repository:
    (tmp_path / "kota").mkdir()
    (tmp_path / "lain").mkdir()
    found = Repository(tmp_path / "kota")
    write(found.folder / "plans")
    found.commit("dasar")
    other = Repository(tmp_path / "lain")
    (other.folder / "x").write_text("x", encoding="utf-8")
    other.commit("lain")
    found("worktree", "add", "--quiet", "-b", "pohon", str(tmp_path / "pohon"))
    return found


def enter(folder: Path, call: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take over the variables and the folder that a command has which is called like that."""
    seen = folder.parent / "terlihat"
    call(folder, TELL.format(seen=seen))
    pairs = [line.split("=", 1) for line in seen.read_text("utf-8").split("\0") if line.startswith("GIT_")]
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in pairs:
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(Path(f"{seen}.folder").read_text("utf-8").strip())


@pytest.mark.parametrize(("place", "name"), SITUATIONS, ids=[" ".join(one) for one in SITUATIONS])
def test_the_repository_is_that_of_the_plans(
    run: Runner, city: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, name: str
) -> None:
    folder = city.folder if place == "main" else tmp_path / "pohon"
    plan = folder / "plans" / "2023.yaml"
    plan.write_text(plan.read_text("utf-8").replace("title: Rencana", "title: X Rencana", 1), encoding="utf-8")
    enter(folder, (MAIN if place == "main" else TREE)[name], monkeypatch)
    plans = str(folder / "plans")
    since = run("diff", "--since", "HEAD", "--stat", "--plans", plans, "--lang", "en")
    assert (since.code, since.err) == (0, "")
    assert [line.rpartition(" since")[0] for line in since.out.splitlines() if " since " in line] == [
        f"{path}, {state}" for path, state in (
            (_shown(folder / "plans/2019.yaml"), "unchanged"), (_shown(plan), "changed"),
        )
    ]  # fmt: skip
    shown = run("show", "2023@HEAD", "GOV-01", "--plans", plans)
    assert (shown.code, shown.err) == (0, "")
    assert run("git", "install", "--plans", plans).code == 0
    attributes = (city.folder / ".git/info/attributes").read_text("utf-8")
    assert "\n/plans/*.yaml diff=smartplan merge=smartplan\n" in attributes
    assert city("config", "merge.smartplan.driver") == settings()["merge.smartplan.driver"]
    assert run("git", "uninstall", "--plans", plans).code == 0
    assert not (city.folder / ".git/info/attributes").exists()


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


@pytest.mark.parametrize("absolute", [True, False])
def test_a_work_tree_whose_repository_lies_elsewhere(
    run: Runner, city: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absolute: bool
) -> None:
    store = tmp_path / "kota" / ".git"
    hidden = store.rename(tmp_path / "kota" / ".berkas")
    monkeypatch.chdir(tmp_path / "kota")
    assert "no git repository" in run("diff", "--since", "HEAD", "--lang", "en").err
    monkeypatch.setenv("GIT_DIR", str(hidden) if absolute else ".berkas")
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "kota") if absolute else ".")
    since = run("diff", "--since", "HEAD", "--stat", "--lang", "en")
    assert (since.code, since.out.count(", unchanged since")) == (0, 2)
    assert run("git", "install").code == 0
    assert "\n/plans/*.yaml diff" in (hidden / "info" / "attributes").read_text("utf-8")
    # Plans that lie outside that work tree are in no repository.
    write(tmp_path / "luar" / "plans")
    outside = run("diff", "--since", "HEAD", "--plans", str(tmp_path / "luar" / "plans"), "--lang", "en")
    assert (outside.code, "no git repository" in outside.err) == (2, True)


def test_a_hook_sees_the_commit_to_be(city: Repository, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that `git commit --all` is about to rename is known by the index that is only that commit's."""
    index = city.folder / "indeks"
    city("mv", "plans/2023.yaml", "plans/2026.yaml")
    (city.folder / ".git/index").rename(index)
    city("read-tree", "HEAD")
    monkeypatch.chdir(city.folder)
    words = ("show", "2026@HEAD", "GOV-01", "--format", "json")
    assert run(*words).code == 2
    monkeypatch.setenv("GIT_INDEX_FILE", str(index))
    assert run(*words).code == 0


def test_without_a_word_of_git_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, git: None) -> None:  # noqa: F811
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("git was started"))
    kept = environment(tmp_path)
    assert kept["GIT_AUTHOR_NAME"] == "Penyusun"
    assert kept["GIT_OPTIONAL_LOCKS"] == "0"


def test_git_is_started_where_its_own_folder_is(city: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(city.folder.parent)
    for folder in (city.folder / "plans", city.folder / "plans/reviews", city.folder):
        assert start(folder) == city.folder
    # Who stands in a folder means it.
    monkeypatch.chdir(city.folder / "plans")
    assert start(city.folder / "plans") == city.folder / "plans"
