"""Repositories in which the drivers are set up, away from any configuration of the user."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.helpers.base import FILES
from tests.helpers.runner import Runner

SMALL = FILES["2023.yaml"]


class Repo:
    """A repository with the drivers set up."""

    def __init__(self, top: Path, run: Runner | None = None, files: dict[str, str] | None = None) -> None:
        self.top, self.run = top, run
        top.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        for name, text in (files or {"plans/2023.yaml": SMALL}).items():
            self.write(name, text)
        self.commit("base")
        if run is not None:
            os.chdir(top)
            assert run("git", "install").code == 0

    def git(self, *words: str, code: int | None = 0, stdin: str = "") -> str:
        done = subprocess.run(["git", *words], cwd=self.top, capture_output=True, text=True, input=stdin, check=False)
        assert code is None or done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def write(self, name: str, text: str) -> None:
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str = "plans/2023.yaml") -> str:
        return (self.top / name).read_text("utf-8")

    def change(self, *pairs: str, name: str = "plans/2023.yaml") -> None:
        text = self.read(name)
        for old, new in zip(pairs[::2], pairs[1::2], strict=True):
            assert old in text, old
            text = text.replace(old, new, 1)
        self.write(name, text)

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def branches(self, theirs: tuple[str, ...], ours: tuple[str, ...], name: str = "plans/2023.yaml") -> None:
        """Two branches, `other` and the one that we are on."""
        self.git("switch", "--quiet", "--create", "other")
        self.change(*theirs, name=name)
        self.commit("theirs")
        self.git("switch", "--quiet", "main")
        self.change(*ours, name=name)
        self.commit("ours")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("GIT_", "LC_", "LANG", "SMARTPLAN"))]:
        monkeypatch.delenv(name)
    (tmp_path / "home").mkdir()
    for name, value in {
        "HOME": str(tmp_path / "home"), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b",
        "GIT_EDITOR": "true", "PATH": os.environ["PATH"],
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
