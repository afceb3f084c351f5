"""The command line, run in the process of the test; the folder of the repository; the day that it is."""

import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from smartplan.cli import main

ROOT = Path(__file__).parents[2]
# 24 November 2026: what a report calls planned so far must not change with the day of the test.
TODAY = "1795478400"


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Runner:
    """Runs the command line in this process, with a pipe for a screen."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def __call__(self, *arguments: str) -> Result:
        self.monkeypatch.setattr(sys, "argv", ["smartplan", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = self.capsys.readouterr()
        assert "Traceback" not in err
        return Result(code, out, err)


def wrote(path: str, *named: str) -> str:
    """The line about a file that was written and can be undone; `named` is what `undo` needs to find it, if anything."""
    return f"Wrote {path}; `{' '.join(['smartplan undo', *named])}` takes it back.\n"


def change(old: str, new: str, name: str = "2023") -> None:
    path = Path(f"plans/{name}.yaml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
