"""What the tests of the command line share: a runner in a small, sound city."""

import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import Phase, settings

from smartplan.cli import main
from tests.base import write

# A campaign that takes minutes: pytest --hypothesis-profile long
settings.register_profile("long", max_examples=2000, deadline=None)
# Thousands of runs that need the same answer every time and no smallest example: tests/campaigns/mutation.py
settings.register_profile(
    "mutation", max_examples=10, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
)
settings.register_profile("default", max_examples=30, deadline=None)
settings.load_profile("default")
ROOT = Path(__file__).parent.parent
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


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    for name in ("SMARTPLAN_LANG", "SMARTPLAN_PLANS", "LC_ALL", "LANG", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)
    write(tmp_path / "plans")
    monkeypatch.chdir(tmp_path)
    return Runner(monkeypatch, capsys)


def change(old: str, new: str, name: str = "2023") -> None:
    path = Path(f"plans/{name}.yaml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
