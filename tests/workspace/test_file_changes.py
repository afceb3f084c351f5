"""All that a command changes is written, or nothing, whatever goes wrong on the way."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from smartplan.errors import CannotWrite, Changed, Exists, SmartplanError
from smartplan.workspace import file_changes, journal
from smartplan.workspace.file_changes import FileChange, write_changes

A, B, NEW, GONE = Path("a.yaml"), Path("b.yaml"), Path("baru/lagi/c.yaml"), Path("d.yaml")
CHANGES = [
    FileChange(A, b"a\r\n", b"A"),
    FileChange(NEW, None, b"new"),
    FileChange(GONE, b"gone", None),
    FileChange(B, b"", b"B"),
]


def tree() -> dict[str, bytes | None]:
    return {
        path.as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(Path().rglob("*"))
        if path.name != ".git"
    }


@pytest.fixture(autouse=True)
def before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes | None]:
    (tmp_path / "di-sini").mkdir()
    monkeypatch.chdir(tmp_path / "di-sini")
    for change in CHANGES:
        if change.before is not None:
            change.path.write_bytes(change.before)
    return tree()


def test_all_is_written() -> None:
    assert write_changes("contoh", CHANGES, ["GOV-01"])
    assert tree() == {"a.yaml": b"A", "b.yaml": b"B", "baru": None, "baru/lagi": None, "baru/lagi/c.yaml": b"new"}
    (entry,) = journal.entries()
    here = Path.cwd()
    assert (entry.command, entry.programmes) == ("contoh", ["GOV-01"])
    assert entry.folders == [str(here / "baru"), str(here / "baru/lagi")]
    assert [(kept.path, kept.before == journal.ABSENT, kept.after == journal.ABSENT) for kept in entry.files] == [
        (str(here / "a.yaml"), False, False), (str(here / "baru/lagi/c.yaml"), True, False),
        (str(here / "d.yaml"), False, True), (str(here / "b.yaml"), False, False),
    ]  # fmt: skip


def test_what_does_not_change_is_not_kept() -> None:
    assert write_changes("contoh", [FileChange(A, b"a\r\n", b"a\r\n"), FileChange(B, b"", b"B")])
    (entry,) = journal.entries()
    assert [Path(kept.path).name for kept in entry.files] == ["b.yaml"]


STOPS: list[Callable[[], BaseException]] = [
    lambda: CannotWrite(path="x", variant="full"), lambda: Changed(path="x"), KeyboardInterrupt,
]  # fmt: skip


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", range(len(CHANGES)))
@pytest.mark.parametrize("stop", STOPS, ids=["full", "changed", "ctrl-c"])
def test_a_failure_half_way_leaves_everything_as_it_was(
    monkeypatch: pytest.MonkeyPatch, before: dict[str, bytes | None], stop: Callable[[], BaseException], number: int,
    after: bool,
) -> None:  # fmt: skip
    real, error, left = file_changes._write, stop(), iter(range(99))

    def write(change: FileChange) -> None:
        last = next(left) == number
        if not last or (after and isinstance(error, KeyboardInterrupt)):
            real(change)
        if last:
            raise error

    monkeypatch.setattr(file_changes, "_write", write)
    with pytest.raises(type(error)):
        write_changes("contoh", CHANGES)
    assert tree() == before
    assert list(journal.entries()) == []


OTHERS: list[tuple[type[SmartplanError], Path, bytes | None]] = [
    (Changed, A, b"lain"), (Changed, A, None), (Exists, NEW, b"new"), (Changed, GONE, b"gone!"), (Changed, GONE, None),
    (Changed, B, b"x"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "path", "data"), OTHERS)
def test_what_somebody_else_did_meanwhile_stays(error: type[SmartplanError], path: Path, data: bytes | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data) if data is not None else path.unlink()
    before = tree()
    with pytest.raises(error):
        write_changes("contoh", CHANGES)
    assert tree() == before
    assert list(journal.entries()) == []


def test_what_cannot_be_put_back_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    real = file_changes._write

    def write(change: FileChange) -> None:
        if change.path in (B, A) and change.after != b"A":
            raise CannotWrite(path="x", variant="full")
        real(change)

    monkeypatch.setattr(file_changes, "_write", write)
    with pytest.raises(CannotWrite):
        write_changes("contoh", CHANGES)
    assert A.read_bytes() == b"A"
    (entry,) = journal.entries()
    assert [change.before for change in journal.changes_of(entry)] == [change.before for change in CHANGES]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_file_that_became_a_link_is_not_removed() -> None:
    GONE.rename("lain.yaml")
    GONE.symlink_to("lain.yaml")
    with pytest.raises(Changed):
        write_changes("contoh", [FileChange(GONE, b"gone", None)])
    assert Path("lain.yaml").read_bytes() == b"gone"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_link_leads_out_of_a_repository(tmp_path: Path) -> None:
    Path(".git").mkdir()
    outside = tmp_path / "luar"
    outside.mkdir()
    (outside / "d.yaml").write_bytes(b"gone")
    Path("tautan").symlink_to(outside, target_is_directory=True)
    for change in (FileChange(Path("tautan/d.yaml"), b"gone", None), FileChange(Path("tautan/x/c.yaml"), None, b"x")):
        with pytest.raises(CannotWrite, match="leads-out"):
            write_changes("contoh", [change])
    assert [path.name for path in outside.iterdir()] == ["d.yaml"]
