"""A real git repository of a test, away from any configuration of the user."""

import os
import subprocess
from pathlib import Path

import pytest

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
