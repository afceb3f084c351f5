"""A real git repository of a test, away from any configuration of the user."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.helpers.runner import change

# `git commit` then needs nothing of the machine; commits are the same every time.
ENVIRONMENT = {
    "HOME": os.devnull, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Penyusun", "GIT_AUTHOR_EMAIL": "penyusun@contoh.test", "GIT_AUTHOR_DATE": "1700000000 +0000",
    "GIT_COMMITTER_NAME": "Penyusun", "GIT_COMMITTER_EMAIL": "penyusun@contoh.test",
    "GIT_COMMITTER_DATE": "1700000000 +0000",
}  # fmt: skip


class Repository:
    """Runs git in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self("init", "-q", "-b", "main")

    def __call__(self, *words: str) -> str:
        """What git prints, without the last line break."""
        done = subprocess.run(
            ["git", *words], cwd=self.folder, capture_output=True, text=True, check=True, env=isolated()
        )
        return done.stdout.removesuffix("\n")

    def commit(self, message: str = "x") -> str:
        """Everything that lies there, as a commit; its name."""
        self("add", "-A", "-f")
        self("commit", "-q", "--allow-empty", "-m", message)
        return self("rev-parse", "HEAD")


def deleted_changed_and_broken(folder: Path) -> str:
    """A commit, since when one plan was deleted, one changed, and one is new and cannot be read; the name of it."""
    repository = Repository(folder)
    Path("plans/2017.yaml").write_text(Path("plans/2019.yaml").read_text("utf-8").replace('"2019"', '"2017"'), "utf-8")
    base = repository.commit()
    Path("plans/2017.yaml").unlink()
    Path("plans/rusak.yaml").write_text("a: [1", encoding="utf-8")
    change("agency: diskominfo", "agency: lain")
    return base


def isolated() -> dict[str, str]:
    """The environment without a variable that steers git, as it has them in a hook."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | ENVIRONMENT


@pytest.fixture
def git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git for the program under test, too."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
