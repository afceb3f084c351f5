"""Bytes to disk: what a file keeps when it is written, and what stops a writing."""

import errno
import os
import socket
import stat
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from smartplan.cli.output import error_sentence
from smartplan.errors import CannotWrite, Changed, Exists, SmartplanError
from smartplan.messages import LANGUAGES, Catalogue
from smartplan.workspace import atomic, lockfile
from smartplan.workspace.atomic import create, replace
from tests.helpers import file_writing
from tests.helpers.file_writing import NEW, OLD, Steps, as_owner, hook, names, variant
from tests.helpers.runner import Runner

if sys.platform == "win32":
    pytest.skip("modes, locks and links are of another kind there", allow_module_level=True)
import fcntl

# The fixture.
shared = file_writing.shared
STRAY = ".2023.yaml.smartplan"


def fail(step: str, number: int) -> Steps:
    """Every call of that name fails."""

    def act(name: str) -> None:
        if name == step:
            raise OSError(number, os.strerror(number))

    return Steps(act)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "2023.yaml"
    path.write_bytes(OLD)
    return path


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o755, 0o2664])
def test_bytes_are_bytes_and_the_mode_stays(plan: Path, mode: int) -> None:
    plan.chmod(mode)
    replace(plan, NEW, read=OLD)
    assert plan.read_bytes() == NEW
    assert stat.S_IMODE(plan.stat().st_mode) == mode
    assert names(plan.parent) == ["2023.yaml"]


@pytest.mark.parametrize("data", [b"", b"a", b"b" * 3_000_000])
def test_any_length_is_written(plan: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    # The system may take less than it is offered.
    steps = Steps(lambda name: None)
    steps.write = lambda handle, rest: os.write(handle, rest[:1_000_000])  # type: ignore[attr-defined]
    hook(monkeypatch, steps)
    replace(plan, data, read=OLD)
    assert plan.read_bytes() == data
    create(plan.with_name("2024.yaml"), data)
    assert plan.with_name("2024.yaml").read_bytes() == data


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_files_have_here(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        replace(tmp_path / "a.md", NEW)
        create(tmp_path / "b.md", NEW)
    finally:
        os.umask(before)
    for name in ("a.md", "b.md"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == mode
        assert (tmp_path / name).read_bytes() == NEW
    assert names(tmp_path) == ["a.md", "b.md"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays(plan: Path) -> None:
    os.chown(plan, 12345, 54321)
    plan.chmod(0o640)
    replace(plan, NEW, read=OLD)
    state = plan.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (12345, 54321, 0o640)


def test_who_may_not_give_a_file_away_writes_it_as_his_own(shared: Path) -> None:
    replace(shared, NEW, read=OLD)
    assert shared.read_bytes() == NEW
    assert (shared.stat().st_uid, stat.S_IMODE(shared.stat().st_mode)) == (os.geteuid(), 0o666)


@pytest.mark.skipif(sys.platform != "linux", reason="a system without extended attributes")
def test_the_attributes_stay(plan: Path) -> None:
    # An access list: its owner, user 1000, its group and the rest may read, the mask lets all of it through.
    rights = [(1, 6, -1), (2, 6, 1000), (4, 4, -1), (16, 6, -1), (32, 0, -1)]
    access = (2).to_bytes(4, "little") + b"".join(
        tag.to_bytes(2, "little") + bits.to_bytes(2, "little") + (who & 0xFFFFFFFF).to_bytes(4, "little")
        for tag, bits, who in rights
    )
    try:
        os.setxattr(plan, "user.note", b"x")
        os.setxattr(plan, "system.posix_acl_access", access)
    except OSError:
        pytest.skip("a file system without extended attributes")
    replace(plan, NEW, read=OLD)
    assert os.getxattr(plan, "user.note") == b"x"
    assert os.getxattr(plan, "system.posix_acl_access") == access
    assert stat.S_IMODE(plan.stat().st_mode) == 0o660


def test_a_link_stays_a_link_and_its_target_is_written(plan: Path) -> None:
    folder = plan.parent / "links"
    folder.mkdir()
    (folder / "direct.yaml").symlink_to(plan)
    (folder / "relative.yaml").symlink_to(Path("..", "2023.yaml"))
    (folder / "chain.yaml").symlink_to("relative.yaml")
    content = OLD
    for name in ("direct.yaml", "relative.yaml", "chain.yaml"):
        replace(folder / name, content + b"#", read=content)
        content += b"#"
        assert (folder / name).is_symlink()
        assert plan.read_bytes() == content
    assert names(folder) == ["chain.yaml", "direct.yaml", "relative.yaml"]
    assert not plan.is_symlink()


def test_a_link_to_nothing_gets_its_target_but_is_no_free_name(tmp_path: Path) -> None:
    link = tmp_path / "a.md"
    link.symlink_to("b.md")
    with pytest.raises(Exists):
        create(link, NEW)
    assert names(tmp_path) == ["a.md"]
    replace(link, NEW)
    assert link.is_symlink()
    assert (tmp_path / "b.md").read_bytes() == NEW


def test_a_hard_link_keeps_the_old_content(plan: Path) -> None:
    os.link(plan, plan.with_name("copy"))
    replace(plan, NEW, read=OLD)
    assert (plan.read_bytes(), plan.with_name("copy").read_bytes()) == (NEW, OLD)


CHANGED = [(OLD[:-1], ""), (OLD + b"\n", ""), (OLD.replace(b"2023", b"2022"), ""), (b"", ""), (None, "gone")]


@pytest.mark.parametrize(("now", "expected"), CHANGED)
def test_what_changed_since_it_was_read_is_refused(plan: Path, now: bytes | None, expected: str) -> None:
    plan.unlink() if now is None else plan.write_bytes(now)
    with pytest.raises(Changed) as error:
        replace(plan, NEW, read=OLD)
    assert variant(error) == expected
    assert names(plan.parent) == ([] if now is None else ["2023.yaml"])
    assert now is None or plan.read_bytes() == now


@pytest.mark.parametrize(("now", "expected"), CHANGED)
def test_what_an_editor_saves_while_it_is_written_is_refused(
    plan: Path, monkeypatch: pytest.MonkeyPatch, now: bytes | None, expected: str
) -> None:
    def save(name: str) -> None:
        if name == "fsync":
            plan.unlink()
            if now is not None:
                plan.write_bytes(now)

    hook(monkeypatch, Steps(save))
    with pytest.raises(Changed) as error:
        replace(plan, NEW, read=OLD)
    assert variant(error) == expected
    assert names(plan.parent) == ([] if now is None else ["2023.yaml"])
    assert now is None or plan.read_bytes() == now


def test_without_having_been_read_anything_gives_way(plan: Path) -> None:
    plan.write_bytes(b"other")
    replace(plan, NEW)
    assert plan.read_bytes() == NEW


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_is_never_written_over_another(plan: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    with pytest.raises(Exists):
        create(plan, NEW)
    with pytest.raises(Exists):
        create(plan.parent, NEW)
    other = plan.with_name("2024.yaml")

    def save(name: str) -> None:
        if name == "link":
            other.write_bytes(OLD)
            if not links:
                raise PermissionError(errno.EPERM, "no links here")

    # It comes into being in the last moment.
    hook(monkeypatch, Steps(save))
    with pytest.raises(Exists):
        create(other, NEW)
    assert (plan.read_bytes(), other.read_bytes()) == (OLD, OLD)
    assert names(plan.parent) == ["2023.yaml", "2024.yaml"]


def test_a_new_file_is_made_where_there_are_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hook(monkeypatch, fail("link", errno.EPERM))
    create(tmp_path / "2023.yaml", NEW)
    assert (tmp_path / "2023.yaml").read_bytes() == NEW
    assert names(tmp_path) == ["2023.yaml"]


@pytest.mark.parametrize("length", [120, 121, 244, 245, 255])
@pytest.mark.parametrize("letter", ["a", "é"])
def test_a_long_name_is_no_fault(tmp_path: Path, length: int, letter: str) -> None:
    path = tmp_path / (letter * ((length - 5) // len(letter.encode())) + ".yaml")
    create(path, OLD)
    replace(path, NEW, read=OLD)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == [path.name]


def test_what_a_killed_run_left_is_cleared_away(plan: Path) -> None:
    plan.with_name(STRAY).write_bytes(b"half")
    replace(plan, NEW, read=OLD)
    # Killed between its two names: it is the target by another name, and must not be written to.
    os.link(plan, plan.with_name(STRAY))
    with pytest.raises(Changed):
        replace(plan, OLD, read=OLD)
    assert plan.read_bytes() == NEW
    assert names(plan.parent) == ["2023.yaml"]
    plan.with_name(".2024.yaml.smartplan").write_bytes(b"half")
    create(plan.with_name("2024.yaml"), NEW)
    assert names(plan.parent) == ["2023.yaml", "2024.yaml"]


def test_what_has_the_name_of_the_temporary_file_and_is_none_stays(plan: Path) -> None:
    victim = plan.with_name("victim")
    victim.write_bytes(b"precious")
    for make in (lambda path: path.symlink_to(victim), Path.mkdir, os.mkfifo):
        make(plan.with_name(STRAY))
        before = os.lstat(plan.with_name(STRAY))
        replace(plan, NEW, read=OLD)
        replace(plan, OLD, read=NEW)
        assert os.path.samestat(os.lstat(plan.with_name(STRAY)), before)
        assert names(plan.parent) == [STRAY, "2023.yaml", "victim"]
        assert (plan.read_bytes(), victim.read_bytes()) == (OLD, b"precious")
        plan.with_name(STRAY).rename(plan.parent.parent / f"gone-{before.st_ino}")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs two users")
def test_what_somebody_else_left_does_not_stop_anybody(shared: Path) -> None:
    with as_owner():
        shared.with_name(STRAY).write_bytes(b"half")
        shared.with_name(STRAY).chmod(0o600)
    replace(shared, NEW, read=OLD)
    assert shared.read_bytes() == NEW
    assert names(shared.parent) == [STRAY, "2023.yaml"]


def test_another_writer_is_waited_for_but_not_for_ever(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open(plan.with_name(STRAY), "wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        monkeypatch.setattr(lockfile, "_PATIENCE", 0.05)
        with pytest.raises(CannotWrite) as error:
            replace(plan, NEW, read=OLD)
        assert variant(error) == "busy"
        assert (plan.read_bytes(), names(plan.parent)) == (OLD, [STRAY, "2023.yaml"])
        monkeypatch.setattr(lockfile, "_PATIENCE", 10)
        threading.Timer(0.1, other.close).start()
        replace(plan, NEW, read=OLD)
    assert (plan.read_bytes(), names(plan.parent)) == (NEW, ["2023.yaml"])


@pytest.mark.parametrize("left", [True, False])
def test_the_name_may_pass_to_another_writer_ahead_of_the_lock(
    plan: Path, monkeypatch: pytest.MonkeyPatch, left: bool
) -> None:
    stray = plan.with_name(STRAY)
    if left:
        stray.write_bytes(b"half")
    opened = 0

    def come_between(name: str) -> None:
        nonlocal opened
        opened += name == "open"
        # The target was opened first, to see whether it may be written.
        if name == "open" and opened == 2:
            stray.unlink()
            other = os.open(stray, os.O_WRONLY | os.O_CREAT)
            fcntl.flock(other, fcntl.LOCK_EX)

            def finish() -> None:
                kept.append(stray.exists() and os.path.samestat(stray.stat(), os.fstat(other)))
                os.close(other)

            threading.Timer(0.1, finish).start()

    kept: list[bool] = []
    hook(monkeypatch, Steps(lambda name: None, come_between))
    replace(plan, NEW, read=OLD)
    assert kept == [True]
    assert (plan.read_bytes(), names(plan.parent)) == (NEW, ["2023.yaml"])


def test_a_file_system_without_locks_is_no_fault(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(fcntl, "flock", flock)
    replace(plan, NEW, read=OLD)
    create(plan.with_name("2024.yaml"), NEW)
    assert names(plan.parent) == ["2023.yaml", "2024.yaml"]
    # Whether this one is in use cannot be told.
    plan.with_name(STRAY).write_bytes(b"half")
    replace(plan, OLD, read=NEW)
    assert (plan.read_bytes(), names(plan.parent)) == (OLD, [STRAY, "2023.yaml", "2024.yaml"])


def test_a_system_where_an_open_file_keeps_its_name(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lockfile, "sys", SimpleNamespace(platform="win32"))

    def close(handle: int) -> None:
        os.close(handle)
        closed.append(handle)

    def named(name: str) -> None:
        # The target was opened and closed too, to see whether it may be written.
        assert len(closed) == expected.get(name, len(closed))

    expected = {"replace": 2, "rename": 1}
    closed: list[int] = []
    steps = Steps(named)
    steps.close = close  # type: ignore[attr-defined]
    hook(monkeypatch, steps)
    plan.with_name(STRAY).write_bytes(b"half")
    replace(plan, NEW, read=OLD)
    closed.clear()
    create(plan.with_name("2024.yaml"), NEW)
    closed.clear()
    expected["unlink"] = 2
    with pytest.raises(Changed):
        replace(plan, NEW, read=OLD)
    assert plan.read_bytes() == plan.with_name("2024.yaml").read_bytes() == NEW
    assert names(plan.parent) == ["2023.yaml", "2024.yaml"]


def test_a_file_that_may_not_be_written_is_not_replaced(shared: Path) -> None:
    with as_owner():
        shared.chmod(0o444)
    with pytest.raises(CannotWrite) as error:
        replace(shared, NEW, read=OLD)
    assert variant(error) == "permission"
    assert (shared.read_bytes(), names(shared.parent)) == (OLD, ["2023.yaml"])


def test_a_folder_that_may_not_be_written_is_named_as_the_cause(shared: Path) -> None:
    with as_owner():
        shared.parent.chmod(0o555)
    for attempt in (lambda: replace(shared, NEW, read=OLD), lambda: create(shared.with_name("2024.yaml"), NEW)):
        with pytest.raises(CannotWrite) as error:
            attempt()
        assert variant(error) == "folder"
    with pytest.raises(Exists):
        create(shared, NEW)
    assert (shared.read_bytes(), names(shared.parent)) == (OLD, ["2023.yaml"])


PLACES = [
    ("no/such/a.md", "missing"),
    ("2023.yaml/a.md", "missing"),
    (".", "directory"),
    ("a" * 256, "name"),
    ("socket", "not-a-file"),
    ("loop", ""),
    ("/dev/full", "full"),
]


@pytest.mark.parametrize(("place", "expected"), PLACES)
def test_a_place_where_nothing_can_be_written(
    plan: Path, monkeypatch: pytest.MonkeyPatch, place: str, expected: str
) -> None:
    monkeypatch.chdir(plan.parent)
    Path("loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
    with pytest.raises(CannotWrite) as error:
        replace(Path(place), NEW)
    assert variant(error) == expected
    assert names(plan.parent) == ["2023.yaml", "loop", "socket"]
    assert plan.read_bytes() == OLD


def test_a_device_and_a_pipe_take_the_bytes_and_stay_what_they_are(tmp_path: Path) -> None:
    replace(Path("/dev/null"), NEW)
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Somebody would read it.
    reading = os.open(pipe, os.O_RDWR)
    with pytest.raises(CannotWrite) as error:
        replace(pipe, NEW, read=OLD)
    assert variant(error) == "not-a-file"
    os.close(reading)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    replace(pipe, NEW * 10_000)
    reader.join()
    assert got == [NEW * 10_000]
    reader = threading.Thread(target=lambda: open(pipe, "rb").close())
    reader.start()
    # The command line knows that a reader who has gone is no fault.
    with pytest.raises(BrokenPipeError):
        replace(pipe, NEW * 10_000)
    reader.join()
    assert names(tmp_path) == ["pipe"]
    assert pipe.is_fifo()


NUMBERS = [
    ("write", errno.ENOSPC, "full"), ("fsync", errno.EDQUOT, "full"), ("open", errno.EROFS, "read-only"),
    ("replace", errno.EBUSY, "busy"), ("replace", errno.EPERM, "folder"), ("write", errno.EIO, ""),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("step", "number", "expected"), NUMBERS)
def test_the_command_line_says_what_stopped_it(
    run: Runner, monkeypatch: pytest.MonkeyPatch, step: str, number: int, expected: str, language: str
) -> None:
    hook(monkeypatch, fail(step, number))
    result = run("validate", "--output", "hasil.txt", "--lang", language)
    error = CannotWrite(path="hasil.txt", variant=expected, detail=os.strerror(number))
    say = Catalogue(language)  # type: ignore[arg-type]
    assert result == (2, "", f"{say('cli.error', text=error_sentence(error, say))}\n")
    assert names(Path()) == ["plans"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_has_a_sentence_of_its_own(language: str) -> None:
    say = Catalogue(language)  # type: ignore[arg-type]
    causes = {"", "permission", "folder", "directory", "not-a-file", *atomic._VARIANTS.values()}
    errors: list[SmartplanError] = [CannotWrite(path="a\x1b.md", variant=cause, detail="d") for cause in causes]
    errors += [Changed(path="a\x1b.md"), Changed(path="a\x1b.md", variant="gone"), Exists(path="a\x1b.md")]
    sentences = {error_sentence(error, say) for error in errors}
    assert len(sentences) == len(errors)
    assert all("`a\\u001b.md`" in sentence for sentence in sentences)


def test_bytes_in_the_name_of_a_file_that_are_no_text_reach_a_report_as_their_code(run: Runner) -> None:
    name = os.fsdecode(b"plans/x\xff.yaml")
    Path(name).write_bytes(b"a: [1")
    assert run("validate", name, "--output", "hasil.txt").code == 1
    assert b"plans/x\\udcff.yaml" in Path("hasil.txt").read_bytes()
