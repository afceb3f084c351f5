"""What is kept of the commands that wrote: where, for whom, how long, and what cannot harm a command."""

import errno
import json
import os
import stat
import sys
from pathlib import Path

import pytest

from smartplan.workspace import journal
from smartplan.workspace.file_changes import FileChange, write_changes
from tests.helpers.file_writing import at_once
from tests.helpers.runner import Runner

PLAN = Path("plans/2023.yaml")
WITHDRAW = ["withdraw", "2023", "GOV-01", "--reason", "x"]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and links are of another kind there")


def names(state: Path) -> list[str]:
    return sorted(path.name for path in (state / "undo").iterdir())


def commands() -> list[list[str]]:
    return [entry.words for entry in journal.entries()]


def rename(run: Runner, name: str) -> None:
    assert run("rename", "2023", "GOV-01", name).code == 0


def test_a_command_keeps_what_it_changes(run: Runner, state: Path) -> None:
    before = PLAN.read_bytes()
    assert run(*WITHDRAW, "--dry-run").code == 0
    assert run("set", "2023", "GOV-01", "agency", "tidak-ada").code == 1
    assert not state.exists()
    assert run(*WITHDRAW, "--plans", "plans", "--lang=id").code == 0
    assert names(state) == ["000001.entry"]
    (entry,) = journal.entries()
    head = json.loads((state / "undo/000001.entry").read_bytes().partition(b"\n")[0])
    assert (head["command"], head["programmes"], head["words"]) == ("withdraw", ["GOV-01"], WITHDRAW)
    assert [(kept.path, kept.before) for kept in entry.files] == [(str(PLAN.resolve()), journal.digest(before))]
    assert journal.changes_of(entry) == [FileChange(PLAN.resolve(), before, PLAN.read_bytes())]
    # Nothing lies beside the plans.
    assert sorted(os.listdir("plans")) == ["2019.yaml", "2023.yaml", "evaluations", "reviews"]


def test_one_entry_a_command_however_many_files(run: Runner) -> None:
    for path in Path("plans").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b": ", b":  ", 1))
    assert run("fmt").code == 0
    (entry,) = journal.entries()
    assert [Path(kept.path).relative_to(Path.cwd()).as_posix() for kept in entry.files] == [
        "plans/2019.yaml", "plans/2023.yaml", "plans/reviews/2022-12-28.yaml", "plans/evaluations/2023.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["--plans", "x", "fmt", "--lang", "id"], ["fmt"]),
        (["fmt", "a\udcff"], ["fmt", "a\\udcff"]),
        (["fmt", "x" * 300], ["fmt", "x" * 200 + "…"]),
    ],
)
def test_the_command_line_is_kept_as_it_was_typed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str], kept: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["smartplan", *words])
    write_changes("fmt", [FileChange(tmp_path / "a", None, b"x")])
    assert commands() == [kept]


def test_a_command_that_another_one_offered_is_kept_by_its_own_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["smartplan", *WITHDRAW, "--because", "IN-02"])
    write_changes("review decide", [FileChange(tmp_path / "a", None, b"x")], ["fgd/IN-02"])
    assert commands() == [["review", "decide", "fgd/IN-02"]]


@POSIX
def test_it_is_for_its_owner_alone(run: Runner, state: Path) -> None:
    old = os.umask(0)
    try:
        rename(run, "a")
        (state / "undo").chmod(0o777)
        rename(run, "b")
    finally:
        os.umask(old)
    assert stat.S_IMODE((state / "undo").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (state / "undo").iterdir()} == {0o600}


def test_the_oldest_are_forgotten(run: Runner, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_MOST", 3)
    for name in "abcde":
        rename(run, name)
    assert names(state) == ["000003.entry", "000004.entry", "000005.entry"]
    # One that is larger than all that may be kept is kept, alone.
    monkeypatch.setattr(journal, "_MOST_BYTES", 10)
    rename(run, "f")
    assert names(state) == ["000006.entry"]


@POSIX
@pytest.mark.parametrize("link", ["undo", "undo/000001.entry"])
def test_no_link_leads_it_elsewhere(run: Runner, state: Path, link: str) -> None:
    outside = Path("luar").resolve()
    outside.mkdir()
    (outside / "x").write_bytes(b"x")
    (state / link).parent.mkdir(parents=True)
    (state / link).symlink_to(outside if link == "undo" else outside / "x")
    result = run(*WITHDRAW)
    assert result.code == 0
    if link == "undo":
        assert result.err.splitlines()[-1] == (
            f"Wrote plans/2023.yaml. It cannot be undone: cannot write to `{state / link}`: "
            "it is not a folder of your own; choose another with SMARTPLAN_STATE"
        )
        assert commands() == []
    else:
        assert commands() == [WITHDRAW]
    assert [(path.name, path.read_bytes()) for path in outside.iterdir()] == [("x", b"x")]


def test_an_old_one_that_another_command_forgot_a_moment_ago_hinders_nothing(
    run: Runner, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(run, "a")
    found = journal._files
    monkeypatch.setattr(journal, "_files", lambda folder: [*found(folder), folder / "000000.entry"])
    monkeypatch.setattr(journal, "_MOST", 1)
    assert "`smartplan undo` takes it back" in run("rename", "2023", "GOV-01", "b").err
    assert names(state) == ["000002.entry"]


@POSIX
def test_the_folder_of_another_is_not_used(run: Runner, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename(run, "a")
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert "it is not a folder of your own" in run("rename", "2023", "GOV-01", "b").err
    assert commands() == []
    assert "there is nothing to undo" in run("undo").err


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "the disk or your quota is full; free some space, or choose another folder with"),
        (errno.EROFS, "it is on a read-only disk; choose another folder with"),
    ],
)
def test_a_full_or_read_only_disk_keeps_nothing_and_what_was_written_is_not_denied(
    run: Runner, state: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    def refuse(*_: object) -> Path:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(journal, "_write_next", refuse)
    result = run("rename", "2023", "GOV-01", "Baru")
    assert result.code == 0
    assert "name: Baru\n" in PLAN.read_text("utf-8")
    assert result.err.splitlines()[-1] == (
        f"Wrote plans/2023.yaml. It cannot be undone: cannot write `{state / 'undo'}`: {why} SMARTPLAN_STATE"
    )


@pytest.mark.parametrize("where", ["file", "missing-home"])
def test_where_nothing_can_be_kept_the_command_writes_and_says_so(
    run: Runner, state: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    if where == "file":
        state.write_bytes(b"")
    else:
        monkeypatch.delenv("SMARTPLAN_STATE")
        monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: Path("~/.local/state/smartplan"))
    result = run("rename", "2023", "GOV-01", "Baru")
    assert result.code == 0
    assert "name: Baru\n" in PLAN.read_text("utf-8")
    why = f"to `{state}`: it is not a folder; choose another"
    if where != "file":
        why = "`~/.local/state/smartplan/undo`: its folder does not exist; create it first, or check the name"
    assert result.err.splitlines()[-1] == f"Wrote plans/2023.yaml. It cannot be undone: cannot write {why}"
    assert not Path("~").exists()
    PLAN.write_bytes(PLAN.read_bytes().replace(b": ", b":  ", 1))
    said = run("fmt", "2023").err.splitlines()
    assert said == ["Formatted plans/2023.yaml.", f"It cannot be undone: cannot write {why}"]


def test_without_the_variable_it_is_the_folder_of_the_system(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMARTPLAN_STATE")
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: tmp_path / "keadaan")
    rename(run, "a")
    assert names(tmp_path / "keadaan") == ["000001.entry"]


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[", b'{"time": 5}\na: 1', b"\n" * 9])
def test_what_is_no_entry_is_passed_over(run: Runner, state: Path, content: bytes) -> None:
    before = PLAN.read_bytes()
    assert run(*WITHDRAW).code == 0
    (state / "undo/000002.entry").write_bytes(content)
    (state / "undo/000003.entry").mkdir()
    (state / "undo/catatan.md").write_bytes(b"x")
    assert commands() == [WITHDRAW]
    assert run("restore", "2023", "GOV-01").code == 0
    assert PLAN.read_bytes() == before
    assert "000004.entry" in names(state)


@pytest.mark.parametrize("length", [1, 100, 5000])
def test_one_that_is_not_whole_is_none(run: Runner, state: Path, length: int) -> None:
    """A process that was killed while it wrote one had changed nothing yet."""
    assert run(*WITHDRAW).code == 0
    file = state / "undo/000001.entry"
    whole = file.read_bytes()
    file.write_bytes(whole[: min(length, len(whole) - 1)])
    assert commands() == []


def test_one_that_was_damaged_is_refused(run: Runner, state: Path) -> None:
    assert run(*WITHDRAW).code == 0
    file = state / "undo/000001.entry"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))
    after = PLAN.read_bytes()
    refused = run("undo")
    assert (refused.code, PLAN.read_bytes()) == (2, after)
    assert refused.err.startswith(f"Error: cannot open `{file}`")
    # And `restore` looks elsewhere.
    assert "no text of it was kept from this draft" in run("restore", "2023", "GOV-01").err


def test_a_file_of_any_name(run: Runner) -> None:
    """Also of one that is no text, as a name on Linux may be."""
    path = Path(os.fsdecode(b"plans/x\xff"))
    try:
        path.write_bytes(b"a")
    except OSError:
        pytest.skip("the file system takes none of that kind")
    assert write_changes("fmt", [FileChange(path, b"a", b"b")])
    (entry,) = journal.entries()
    assert journal.changes_of(entry) == [FileChange(path.resolve(), b"a", b"b")]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
def test_two_processes_at_once_keep_all(tmp_path: Path, state: Path) -> None:
    def work(name: str) -> None:
        for number in range(20):
            assert write_changes("fmt", [FileChange(tmp_path / f"{name}-{number}", None, b"x")])

    assert at_once([lambda name=name: work(name) for name in "abc"]) == [0, 0, 0]  # type: ignore[misc]
    assert names(state) == [f"{number:06}.entry" for number in range(1, 61)]
    assert len({kept.path for entry in journal.entries() for kept in entry.files}) == 60
