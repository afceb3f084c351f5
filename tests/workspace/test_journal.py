"""The texts that edits replaced: what is kept of them, how long, and what cannot harm an edit."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from smartplan.workspace import journal
from tests.helpers.runner import Runner

PLAN = Path("plans/2023.yaml")
KEPT = Path("plans/.smartplan/2023.yaml.d")
WITHDRAW = ["withdraw", "2023", "GOV-01", "--reason", "x"]


def names() -> list[str]:
    return sorted(path.name for path in KEPT.iterdir())


def test_an_edit_keeps_the_text_before_it(run: Runner) -> None:
    before = PLAN.read_text("utf-8")
    assert run(*WITHDRAW, "--dry-run").code == 0
    assert run("set", "2023", "GOV-01", "agency", "tidak-ada").code == 1
    assert not KEPT.exists()
    assert run(*WITHDRAW).code == 0
    assert names() == ["000001.txt"]
    head, _, text = (KEPT / "000001.txt").read_text("utf-8").partition("\n")
    kept = json.loads(head.removeprefix("# "))
    assert (kept["command"], kept["programmes"], text) == ("withdraw", ["GOV-01"], before)
    assert run("rename", "2023", "GOV-02", "Lain").code == 0
    assert [one.command for _, one in journal.edits(PLAN)] == ["set", "withdraw"]
    assert run("rename", "2019", "GOV-02", "Lain").code == 0
    assert sorted(os.listdir(KEPT.parent)) == [".gitignore", "2019.yaml.d", "2023.yaml.d"]


def test_git_passes_it_over_and_no_report_reads_it(run: Runner) -> None:
    assert run(*WITHDRAW).code == 0
    assert (KEPT.parent / ".gitignore").read_text("utf-8") == "*\n"
    assert "4 files" in run("validate").out


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of another kind there")
def test_it_is_no_wider_open_than_the_plan(run: Runner) -> None:
    PLAN.chmod(0o600)
    old = os.umask(0)
    try:
        assert run(*WITHDRAW).code == 0
    finally:
        os.umask(old)
    assert stat.S_IMODE((KEPT / "000001.txt").stat().st_mode) == 0o600


def test_the_oldest_are_forgotten(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_MOST", 3)
    for name in "abcde":
        assert run("rename", "2023", "GOV-01", name).code == 0
    assert names() == ["000003.txt", "000004.txt", "000005.txt"]
    # One that is larger than all that may be kept is kept, alone.
    monkeypatch.setattr(journal, "_MOST_BYTES", 10)
    assert run("rename", "2023", "GOV-01", "f").code == 0
    assert names() == ["000006.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("link", ["plans/.smartplan", "plans/.smartplan/2023.yaml.d"])
def test_no_link_leads_it_elsewhere(run: Runner, link: str) -> None:
    outside = Path("luar")
    outside.mkdir()
    Path(link).parent.mkdir(exist_ok=True)
    Path(link).symlink_to(outside.resolve(), target_is_directory=True)
    result = run(*WITHDRAW)
    assert result.code == 0
    assert (
        "The text of plans/2023.yaml from before this edit could not be kept, so `restore` will not find it."
        in result.err
    )
    assert list(outside.iterdir()) == []
    restored = run("restore", "2023", "GOV-01")
    assert "no text of it was kept from this draft" in restored.err


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"# [", b'# {"time": 5}\na: 1'])
def test_what_is_no_edit_is_passed_over(run: Runner, content: bytes) -> None:
    before = PLAN.read_bytes()
    assert run(*WITHDRAW).code == 0
    (KEPT / "000002.txt").write_bytes(content)
    (KEPT / "000003.txt").mkdir()
    (KEPT / "catatan.md").write_bytes(b"x")
    assert run("restore", "2023", "GOV-01").code == 0
    assert PLAN.read_bytes() == before
    assert "000004.txt" in names()


def test_a_text_that_is_no_plan_gives_nothing_back(run: Runner) -> None:
    assert run(*WITHDRAW).code == 0
    file = KEPT / "000001.txt"
    file.write_text(file.read_text("utf-8").partition("\n")[0] + "\na: [", encoding="utf-8")
    assert "no text of it was kept from this draft" in run("restore", "2023", "GOV-01").err


def test_names_of_another_edit_meanwhile_are_passed_over(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("rename", "2023", "GOV-01", "a").code == 0
    real = journal._files
    calls: list[int] = []

    def late(path: Path) -> list[Path]:
        calls.append(1)
        return [] if len(calls) == 1 else real(path)

    monkeypatch.setattr(journal, "_files", late)
    assert run("rename", "2023", "GOV-01", "b").code == 0
    assert names() == ["000001.txt", "000002.txt"]
