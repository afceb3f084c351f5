"""Whatever goes wrong while a file is written, it is the old one whole or the new one whole."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from smartplan.cli.output import error_sentence
from smartplan.errors import CannotWrite, Changed
from smartplan.messages import catalogue
from smartplan.workspace.atomic import create, remove, replace
from tests.helpers.file_writing import Steps, at_once, child, end, hook, names

# So large that a kill and a full disk can meet them half written, and of different lengths.
OLD, NEW = b"old: 1\r\n" * 150_000, b"new: 2\n" * 120_000
PLAN, STRAY = Path("2023.yaml"), Path(".2023.yaml.smartplan")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def no_links(*arguments: object) -> None:
    raise PermissionError(errno.EPERM, "no links here")


def edit() -> None:
    replace(PLAN, NEW, read=OLD)


def make() -> None:
    create(PLAN, NEW)


def make_without_links() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "link", no_links)
        create(PLAN, NEW)


def output() -> None:
    replace(PLAN, NEW)


# What is there before, what is done, and the steps whose failure is no failure of the writing.
WORK: list[tuple[bytes | None, Callable[[], None], list[str]]] = [
    (OLD, edit, ["listxattr", "listxattr", "close", "open", "fsync", "close"]),
    (OLD, output, ["listxattr", "listxattr", "close", "open", "fsync", "close"]),
    (None, output, ["close", "open", "fsync", "close"]),
    (None, make, ["lstat", "unlink", "close", "open", "fsync", "close"]),
    (None, make_without_links, ["lstat", "close", "open", "fsync", "close"]),
]
WORKS = pytest.mark.parametrize(
    ("before", "work", "harmless"),
    WORK,
    ids=[f"{work.__name__}-{'new' if old is None else 'old'}" for old, work, _ in WORK],
)


def put(before: bytes | None) -> None:
    PLAN.write_bytes(before) if before is not None else PLAN.unlink(missing_ok=True)


def content() -> bytes | None:
    return PLAN.read_bytes() if PLAN.exists() else None


class At:
    """Does something ahead of the call of that number, and remembers its name."""

    def __init__(self, number: int, act: Callable[[], None]) -> None:
        self.left, self.act, self.name = number, act, ""

    def __call__(self, name: str) -> None:
        self.left -= 1
        if self.left == -1:
            self.name = name
            self.act()


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupt() -> None:
    raise KeyboardInterrupt


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def attempt(work: Callable[[], None]) -> str | None:
    """What stopped it."""
    try:
        work()
    except CannotWrite as error:
        return str(error.values["variant"])
    return None


@WORKS
def test_the_disk_is_full_at_any_step(
    monkeypatch: pytest.MonkeyPatch, before: bytes | None, work: Callable[[], None], harmless: list[str]
) -> None:
    survived, failed = [], []
    for number in count():
        put(before)
        at = At(number, full)
        with monkeypatch.context() as patch:
            hook(patch, Steps(at))
            variant = attempt(work)
        assert variant in (None, "full")
        (survived if variant is None else failed).append(at.name)
        assert content() == (NEW if variant is None else before)
        if not at.name:
            break
        left = [] if (before, content()) == (None, None) else [PLAN.name]
        if at.name in ("lstat", "unlink"):
            # What could not be taken away stays until the next writing.
            STRAY.unlink(missing_ok=True)
        assert names(Path()) == left, at.name
    assert survived == [*harmless, ""]
    assert {"open", "write", "fsync"} < set(failed)
    assert {"replace", "link"} & set(failed)


@WORKS
def test_an_interrupt_at_any_step(
    monkeypatch: pytest.MonkeyPatch, before: bytes | None, work: Callable[[], None], harmless: list[str]
) -> None:
    for number in count():
        put(before)
        at = At(number, interrupt)
        with monkeypatch.context() as patch:
            hook(patch, Steps(at))
            try:
                work()
            except KeyboardInterrupt:
                assert content() in (before, NEW)
        assert set(names(Path())) <= {PLAN.name}, at.name
        if not at.name:
            break
    assert content() == NEW


def test_the_file_of_the_next_writer_is_not_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    put(OLD)

    def come_next(name: str) -> None:
        # Once the temporary file has become the target, its name is free for others.
        if name == "replace":
            STRAY.write_bytes(b"theirs")
            interrupt()

    hook(monkeypatch, Steps(lambda name: None, come_next))
    with pytest.raises(KeyboardInterrupt):
        edit()
    assert content() == NEW
    assert STRAY.read_bytes() == b"theirs"


def check_after_kill(before: bytes | None, work: Callable[[], None]) -> None:
    """Whole, at most one stray, and the next writing succeeds and clears it away."""
    now = content()
    # Without links a new name can only be taken by an empty file first.
    assert now in (before, NEW) or (work is make_without_links and now == b"")
    assert set(names(Path())) <= {PLAN.name, STRAY.name}
    replace(PLAN, b"next", read=now)
    assert content() == b"next"
    assert names(Path()) == [PLAN.name]


@WORKS
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_any_step(
    monkeypatch: pytest.MonkeyPatch, before: bytes | None, work: Callable[[], None], harmless: list[str], when: str
) -> None:
    ends = set()
    for number in count():
        put(before)
        at = At(number, kill)
        with monkeypatch.context() as patch:
            hook(patch, Steps(at) if when == "before" else Steps(lambda name: None, at))
            code = end(child(work))
        ends.add(content())
        check_after_kill(before, work)
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert ends - {b""} == {before, NEW}


@pytest.mark.parametrize("act", [full, interrupt, kill])
def test_a_file_is_removed_or_stays_whole(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    ends = set()
    for number in count():
        put(OLD)
        at = At(number, act)

        def work(at: At = at) -> None:
            with monkeypatch.context() as patch:
                hook(patch, Steps(at))
                with suppress(CannotWrite, KeyboardInterrupt):
                    remove(PLAN, read=OLD)

        code = end(child(work)) if act is kill else work()
        ends.add(content())
        assert set(names(Path())) <= {PLAN.name, STRAY.name}
        # The next one clears away what was left.
        if content() is not None:
            remove(PLAN, read=OLD)
            assert names(Path()) == []
        STRAY.unlink(missing_ok=True)
        if not (code if act is kill else at.name):
            break
    assert ends == {OLD, None}


def test_killed_at_random_points() -> None:
    chance = random.Random(2023)
    put(OLD)
    strays = 0
    both = set()
    stop = time.monotonic() + 4

    def loop() -> None:
        now, then = (OLD, NEW) if content() == OLD else (NEW, OLD)
        # Not for ever, should nobody kill it.
        while time.monotonic() < stop + 30:
            replace(PLAN, then, read=now)
            now, then = then, now

    for turn in count():
        if turn >= 60 and (turn >= 200 or time.monotonic() > stop):
            break
        number = child(loop)
        try:
            until = time.monotonic() + chance.uniform(0, 0.04)
            while time.monotonic() < until:
                # Nor does a reader ever see anything else.
                assert content() in (OLD, NEW)
        finally:
            os.kill(number, signal.SIGKILL)
            code = end(number)
        assert code == -signal.SIGKILL
        both.add(content())
        assert both <= {OLD, NEW}
        assert set(names(Path())) <= {PLAN.name, STRAY.name}
        if STRAY.exists():
            strays += 1
            if turn % 2:
                replace(PLAN, OLD if content() == NEW else NEW, read=content())
                assert names(Path()) == [PLAN.name]
    # It was met in the middle, and it got somewhere.
    assert strays > 5
    assert both == {OLD, NEW}


def slow(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Writers linger ahead of a step, so that they would meet in it."""
    hook(monkeypatch, Steps(lambda name: time.sleep(0.02) if name == step else None))


@pytest.mark.parametrize("links", [True, False], ids=["links", "no-links"])
def test_one_of_several_writers_wins_and_the_others_are_told(monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    contents = [bytes([65 + number]) * (300_000 + number) for number in range(4)]
    slow(monkeypatch, "replace")
    for _ in range(5):
        put(OLD)
        ends = at_once([lambda data=data: replace(PLAN, data, read=OLD) for data in contents])  # type: ignore[misc]
        assert sorted(ends) == [0, 3, 3, 3]
        assert content() == contents[ends.index(0)]
        assert names(Path()) == [PLAN.name]
        put(None)
        with monkeypatch.context() as patch:
            if not links:
                patch.setattr(os, "link", no_links)
            ends = at_once([lambda data=data: create(PLAN, data) for data in contents])  # type: ignore[misc]
        assert sorted(ends) == [0, 4, 4, 4]
        assert content() == contents[ends.index(0)]
        assert names(Path()) == [PLAN.name]


def test_no_edit_of_many_is_lost() -> None:
    put(b"0")
    stop = time.monotonic() + 30

    def count_up() -> None:
        for _ in range(10):
            while time.monotonic() < stop:
                now = PLAN.read_bytes()
                try:
                    replace(PLAN, str(int(now) + 1).encode(), read=now)
                    break
                except Changed:
                    continue

    assert at_once([count_up] * 4) == [0] * 4
    assert content() == b"40"
    assert names(Path()) == [PLAN.name]


def test_writers_without_locks_never_mix(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def flock(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(fcntl, "flock", flock)
    contents = [bytes([65 + number]) * (1_000_000 + number) for number in range(4)]
    for _ in range(5):
        put(OLD)
        assert at_once([lambda data=data: replace(PLAN, data) for data in contents]) == [0] * 4  # type: ignore[misc]
        assert content() in contents
        assert names(Path()) == [PLAN.name]


DISK = """
import os, sys
from pathlib import Path
from smartplan.cli import main
from smartplan.errors import CannotWrite
from smartplan.workspace.atomic import create, replace

def stopped(work, *arguments, **named):
    try:
        work(*arguments, **named)
    except CannotWrite as error:
        return error.values["variant"]
    return None

os.chdir(sys.argv[1])
plan, new, old = Path("2023.yaml"), Path("2024.yaml"), b"o" * 40_000
create(plan, old)
# A disk of 64 KiB, in which the new content would find its place only without the old.
assert stopped(replace, plan, b"n" * 50_000, read=old) == "full"
assert stopped(create, new, b"n" * 50_000) == "full"
assert (plan.read_bytes(), os.listdir()) == (old, ["2023.yaml"])
Path("rest").write_bytes(b"r" * 24_576)
sys.argv[1:] = ["validate", "2023.yaml", "--output", "hasil.txt"]
try:
    main()
except SystemExit as stop:
    assert stop.code == 2
else:
    assert False
assert (plan.read_bytes(), sorted(os.listdir())) == (old, ["2023.yaml", "rest"])
os.unlink("rest")
replace(plan, b"n" * 9_000, read=old)
replace(plan, b"m" * 50_000, read=b"n" * 9_000)
assert (plan.read_bytes(), os.listdir()) == (b"m" * 50_000, ["2023.yaml"])
assert os.system("mount -o remount,bind,ro .") == 0
assert stopped(replace, plan, old) == stopped(create, new, old) == "read-only"
assert (plan.read_bytes(), os.listdir()) == (b"m" * 50_000, ["2023.yaml"])
print("done")
"""


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    # A mount of its own that nobody else sees and that goes with the process.
    script = 'mount -t tmpfs -o size=64k tmpfs "$1" || { echo no mount; exit; }; exec "$2" -c "$3" "$1"'
    try:
        done = subprocess.run(
            ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", tmp_path, sys.executable, DISK],
            capture_output=True, text=True, timeout=60, env={**os.environ, "SMARTPLAN_LANG": "en"},
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("no mounts of one's own here")
    if done.stdout == "no mount\n" or done.stderr.startswith("unshare:"):
        pytest.skip("no mounts of one's own here")
    error = CannotWrite(path="hasil.txt", variant="full")
    assert (done.stdout, done.stderr) == ("done\n", f"Error: {error_sentence(error, catalogue('en'))}\n")


def test_a_limit_of_the_size_of_files_is_met(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    put(OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(NEW) // 2, hard))
        assert attempt(edit) == ""

    assert end(child(work)) == 0
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == (soft, hard)
    assert (content(), names(Path())) == (OLD, [PLAN.name])
