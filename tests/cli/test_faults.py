"""Whatever goes wrong around a command, it says so in a sentence, ends with 2, and loses nothing."""

import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from smartplan.cli import main
from smartplan.cli.output import error_sentence
from smartplan.errors import CannotOpen, CannotWrite, Changed, SystemRefused
from smartplan.messages import LANGUAGES, catalogue
from smartplan.workspace import files
from tests.helpers import base
from tests.helpers.command_lines import EDITS, READING, WRITING, everything
from tests.helpers.file_writing import NOBODY, Steps, at_once
from tests.helpers.other_user import open_everything
from tests.helpers.runner import ROOT, Runner
from tests.helpers.terminal import Terminal
from tests.helpers.watched import watch

if sys.platform == "win32":
    pytest.skip("modes, limits and streams are of another kind there", allow_module_level=True)
import resource

PLAN = Path("plans/2023.yaml")


def sentence(error: Any, language: str = "en") -> str:
    say = catalogue(language)  # type: ignore[arg-type]
    return f"{say('cli.error', text=error_sentence(error, say))}\n"


def smartplan(*words: str, language: str = "en", **named: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SMARTPLAN_LANG": language, "PYTHONUNBUFFERED": ""}
    return subprocess.run(
        [sys.executable, "-m", "smartplan", *words], env=environment, text=True, stderr=subprocess.PIPE, timeout=120, **named
    )  # fmt: skip


# Where a result goes that cannot be printed.
LOST = [
    "validate", "summary 2023 --format json", "--help", "--version", "rules", "schema plan", "fmt -", "fmt --check --diff",
    "rename 2023 GOV-01 Baru --dry-run",
]  # fmt: skip


@pytest.mark.parametrize("words", LOST)
def test_a_result_that_cannot_be_printed_is_told(run: Runner, words: str) -> None:
    PLAN.write_text(PLAN.read_text("utf-8").replace("title: ", "title:   "), "utf-8")
    language = LANGUAGES[len(words) % 2]
    for stream, error in (
        ("/dev/full", SystemRefused(detail=os.strerror(28))),
        (None, SystemRefused(variant="closed")),
    ):
        with open(PLAN, "rb") as plan, open(stream or os.devnull, "w") as out:
            close = (lambda: os.close(1)) if stream is None else None
            done = smartplan(*words.split(), language=language, stdin=plan, stdout=out, preexec_fn=close)
        assert (done.returncode, done.stderr) == (2, sentence(error, language)), stream


@pytest.mark.parametrize(
    ("words", "file", "told"),
    [
        ("rename 2023 GOV-01 Baru", "plans/2023.yaml", "Wrote plans/2023.yaml"),
        ("draft 2027 --from 2023", "plans/2027.yaml", "Wrote plans/2027.yaml"),
        ("init kota --example", "kota/2023.yaml", "Wrote to kota: "),
    ],
)
def test_what_was_written_is_said_where_the_result_cannot_be_printed(
    run: Runner, words: str, file: str, told: str
) -> None:
    before = Path(file).read_bytes() if Path(file).exists() else b""
    with open("/dev/full", "w") as full:
        done = smartplan(*words.split(), language="en", stdout=full)
    assert done.returncode == 2
    assert Path(file).read_bytes() != before
    *written, last = done.stderr.splitlines()
    assert any(line.startswith(told) for line in written)
    assert "`smartplan undo" in written[-1]
    assert last + "\n" == sentence(SystemRefused(detail=os.strerror(28)), "en")


def test_a_result_in_a_file_needs_no_screen(run: Runner) -> None:
    done = smartplan("validate", "--output", "hasil.txt", stdout=subprocess.DEVNULL, preexec_fn=lambda: os.close(1))
    assert (done.returncode, done.stderr) == (0, "")
    assert Path("hasil.txt").read_text("utf-8").startswith("No findings.")
    # No file got the number of the stream that was closed.
    assert everything(Path("plans")).keys() == {f"plans/{name}" for name in base.FILES}


def test_complaints_that_nobody_takes_change_no_exit_code(run: Runner) -> None:
    with open("/dev/full", "w") as full:
        for words in (["validate", "tidak-ada"], ["summary", "tidak-ada"]):
            for close in (None, lambda: os.close(2)):
                command = [sys.executable, "-m", "smartplan", *words]
                done = subprocess.run(
                    command, stdout=subprocess.DEVNULL, stderr=full, preexec_fn=close, timeout=120, check=False
                )
                assert done.returncode == 2


def test_an_input_that_is_closed_or_fails_is_told(run: Runner) -> None:
    done = smartplan("summary", "-", stdout=subprocess.PIPE, preexec_fn=lambda: os.close(0))
    assert (done.returncode, done.stderr) == (2, sentence(CannotOpen(path="-", reason="missing")))
    with open("/proc/self/mem", "rb") as broken:
        done = smartplan("summary", "-", stdout=subprocess.PIPE, stdin=broken)
    assert (done.returncode, done.stderr) == (2, sentence(CannotOpen(path="-", reason="other")))


@pytest.mark.parametrize(("limit", "values"), [("RLIMIT_NOFILE", (5, 7)), ("RLIMIT_AS", (60, 90, 200))])
def test_too_few_files_and_too_little_memory_are_told(run: Runner, limit: str, values: tuple[int, ...]) -> None:
    before = everything(Path())
    told = 0
    for value in values:
        for words in ("diff 2019 2023", "summary 2023@HEAD"):
            size = value if limit == "RLIMIT_NOFILE" else value * 1_000_000
            number = getattr(resource, limit)
            done = smartplan(
                *words.split(),
                stdout=subprocess.PIPE,
                preexec_fn=lambda n=number, s=size: resource.setrlimit(n, (s, s)),
            )
            assert done.returncode in (0, 2)
            assert "Traceback" not in done.stderr
            if done.returncode == 2:
                assert done.stderr.startswith(("Error: ", "smartplan: "))
                assert done.stderr.count("\n") == 1
                told += 1
    assert told
    assert everything(Path()) == before


def test_an_interrupt_while_the_program_is_loaded(monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    class Slow:
        def __getattr__(self, name: str) -> Any:
            raise {"__path__": AttributeError, "__spec__": AttributeError}.get(name, KeyboardInterrupt)

    monkeypatch.setitem(sys.modules, "smartplan.cli.app", Slow())  # type: ignore[arg-type]
    assert run("validate") == (130, "", "")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_while_a_person_is_asked(tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    screen = Terminal("init", cwd=tmp_path)
    try:
        screen.expect(catalogue("en")("edit.init.ask.city"))
        screen.process.send_signal(number)
        assert screen.end(lambda: screen.process.send_signal(number)) == (130 if name == "SIGINT" else -number)
    finally:
        screen.close()
    assert os.listdir(tmp_path) == []


# What a name in a folder of plans may be that is no plan, and what is said of it.
def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


ODD: list[tuple[str, Callable[[Path], None], str]] = [
    ("fifo", make_fifo, "not-a-file"), ("socket", make_socket, "other"), ("folder", Path.mkdir, "directory"),
    ("loop", lambda path: path.symlink_to(path.name), "other"), ("nothing", lambda path: path.symlink_to("tiada"), "missing"),
    ("zero", lambda path: path.symlink_to("/dev/zero"), "not-a-file"),
    ("memory", lambda path: path.symlink_to("/proc/self/mem"), "other"),
    ("null", lambda path: path.symlink_to("/dev/null"), "not-a-file"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "reason"), [(make, reason) for _, make, reason in ODD], ids=[name for name, _, _ in ODD]
)
def test_what_is_no_file_is_told_and_waited_for_by_nobody(
    run: Runner, make: Callable[[Path], None], reason: str, tmp_path: Path
) -> None:
    places = [
        Path("plans/2030.yaml"),
        Path("plans/bukan.yaml"),
        Path("plans/reviews/x.yaml"),
        Path("plans/evaluations/x.yaml"),
    ]
    # And one where there is nothing else.
    Path("lain").mkdir()
    for place in [*places, Path("lain/x.yaml")]:
        make(place)
    words = [*READING, *WRITING, "validate .", "coverage .", "summary 2030", "fmt 2030", "rename 2030 GOV-01 x", "restore 2023 GOV-02",
             "validate --baseline plans/2030.yaml", "confirm 2019 2030"]  # fmt: skip
    # In a process of its own, which an end can be put to.
    found = watch([line.split() for line in words], tmp_path)
    assert {done.code for done in found} <= {0, 1, 2}
    for place in places if make is not Path.mkdir else ():
        done = run("validate", str(place))
        assert (done.code, done.err) == (2, sentence(CannotOpen(path=str(place), reason=reason)))


def during(monkeypatch: pytest.MonkeyPatch, step: str, act: Callable[[], None], *, at: int | None = None) -> None:
    """Something happens ahead of one call of that name while a file is read, or ahead of each."""
    calls = count(1)

    def hand(name: str) -> None:
        if name == step and at in (None, next(calls)):
            act()

    monkeypatch.setattr(files, "os", Steps(hand))


OLD, NEW = b"title: lama\n" * 30_000, b"title: baru!\n" * 20_000


def grow(path: Path) -> None:
    with open(path, "ab") as stream:
        stream.write(b"# lagi\n")


def overwrite(path: Path) -> None:
    with open(path, "r+b") as stream:
        stream.write(b"title: MALA\n" * 30_000)


def shrink(path: Path) -> None:
    os.truncate(path, 100)


def rewrite(path: Path) -> None:
    path.write_bytes(NEW)


def swap(path: Path) -> None:
    other = path.with_name("lain")
    other.write_bytes(NEW)
    other.replace(path)


@pytest.mark.parametrize("age", [0, 3600], ids=["just-written", "old"])
@pytest.mark.parametrize("step", ["open", "fstat", "lseek", "read"])
@pytest.mark.parametrize("act", [grow, overwrite, shrink, rewrite, swap, Path.unlink])
def test_a_file_that_changes_while_it_is_read_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], None], step: str, age: int
) -> None:
    path = tmp_path / "2023.yaml"
    path.write_bytes(OLD)
    now_ns = time.time_ns
    # The clock goes on, for nobody sets back when a file was changed.
    monkeypatch.setattr(time, "time_ns", lambda: now_ns() + age * 1_000_000_000)
    # Before the first of its bytes was read, after it, and when all were.
    for at in (1, 2, 3):
        with monkeypatch.context() as patch:
            during(patch, step, lambda: act(path) if path.exists() else None, at=at)
            if (act, step, at) == (Path.unlink, "open", 1):
                with pytest.raises(CannotOpen):
                    files.contents(path, "x")
                path.write_bytes(OLD)
                continue
            found = files.contents(path, "x")
        now = path.read_bytes() if path.exists() else None
        assert found in (OLD, now) if act in (swap, Path.unlink) else found == now
        path.write_bytes(OLD)


def test_a_file_that_is_written_all_the_time_is_told(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    during(monkeypatch, "read", lambda: grow(PLAN))
    for language in LANGUAGES:
        done = run("summary", "2023", "--lang", language)
        assert done == (2, "", sentence(CannotOpen(path=str(PLAN), reason="changing"), language))


def test_an_editor_that_empties_a_file_first_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "2023.yaml"
    path.write_bytes(b"")
    threading.Timer(0.05, path.write_bytes, [NEW]).start()
    with monkeypatch.context() as patch:
        # A machine that is busy may be late.
        patch.setattr(files, "_EMPTIED", 30_000_000_000)
        patch.setattr(files, "_PATIENCE", 60)
        assert files.contents(path, "x") == NEW
    path.write_bytes(b"")
    assert files.contents(path, "x") == b""


def test_an_editor_that_puts_a_new_file_in_place_is_never_seen_half_way(tmp_path: Path) -> None:
    path = tmp_path / "2023.yaml"
    path.write_bytes(OLD)
    stop = time.monotonic() + 60
    looks = [path.with_name("look-1"), path.with_name("look-2")]

    def edit() -> None:
        turn = 0
        while turn < 300 or (not all(done.exists() for done in looks) and time.monotonic() < stop):
            path.with_name("lain").write_bytes(OLD if turn % 2 else NEW)
            path.with_name("lain").replace(path)
            turn += 1

    def look(done: Path) -> None:
        seen = set()
        while len(seen) < 2 and time.monotonic() < stop:
            seen.add(files.contents(path, "x"))
        assert seen == {OLD, NEW}
        done.touch()

    assert at_once([edit, *(lambda done=done: look(done) for done in looks)]) == [0, 0, 0]  # type: ignore[misc]


# What may become of a file between the moment it was read and that in which it is written.
def gone_with_its_folder(path: Path) -> None:
    path.parent.rename("lama")


def turn_into(make: Callable[[Path], None]) -> Callable[[Path], None]:
    def act(path: Path) -> None:
        path.unlink()
        make(path)

    return act


BETWEEN: list[tuple[str, Callable[[Path], None], Any]] = [
    ("another in its place", swap, Changed(path=str(PLAN))), ("in place", grow, Changed(path=str(PLAN))),
    ("empty", lambda path: path.write_bytes(b""), Changed(path=str(PLAN))),
    ("gone", Path.unlink, Changed(path=str(PLAN), variant="gone")),
    ("no folder", gone_with_its_folder, CannotWrite(path=str(PLAN), variant="missing")),
    ("fifo", turn_into(make_fifo), CannotWrite(path=str(PLAN), variant="not-a-file")),
    ("folder", turn_into(Path.mkdir), CannotWrite(path=str(PLAN), variant="directory")),
    ("loop", turn_into(lambda path: path.symlink_to(path.name)), CannotWrite(path=str(PLAN), detail=os.strerror(40))),
    ("null", turn_into(lambda path: path.symlink_to("/dev/null")), CannotWrite(path=str(PLAN), variant="not-a-file")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "error"), [(act, error) for _, act, error in BETWEEN], ids=[name for name, _, _ in BETWEEN]
)
@pytest.mark.parametrize("words", ["rename 2023 GOV-01 Baru", "fmt 2023"])
def test_what_becomes_of_a_file_before_it_is_written_is_told(
    run: Runner, monkeypatch: pytest.MonkeyPatch, words: str, act: Callable[[Path], None], error: Any
) -> None:
    from smartplan.operations import edit, fmt

    PLAN.write_text(PLAN.read_text("utf-8").replace("title: ", "title:   "), "utf-8")
    after: dict[str, bytes] = {}
    real = edit.encode

    def meanwhile(*arguments: Any) -> bytes:
        if not after:
            act(PLAN)
            after.update(everything(Path()) or {"": b""})
        return real(*arguments)

    monkeypatch.setattr(edit, "encode", meanwhile)
    monkeypatch.setattr(fmt, "encode", meanwhile)
    done = run(*words.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(sentence(error))
    assert everything(Path()) == after


def alone(*words: str) -> tuple[int, str]:
    """Run the command line in a process that was forked: its exit code and its complaints."""
    sys.argv, sys.stdout, sys.stderr = ["smartplan", *words], io.StringIO(), io.StringIO()
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0), sys.stderr.getvalue()
    return 0, sys.stderr.getvalue()


def test_no_edit_of_two_writers_is_lost_and_each_is_told(run: Runner, state: Path) -> None:
    stop = time.monotonic() + 120

    def add(dimension: str, subdimension: str, prefix: str) -> None:
        for number in range(10, 20):
            while True:
                assert time.monotonic() < stop
                code, err = alone(
                    "add", "2023", f"{prefix}-{number}", "--dimension", dimension, "--subdimension", subdimension,
                    "--name", f"Baru {number}", "--agency", "diskominfo",
                )  # fmt: skip
                if code == 0:
                    break
                assert code == 2
                assert err.endswith(sentence(Changed(path=str(PLAN))))

    places = [("governance", "bureaucracy", "GOV"), ("living", "health", "LIV"), ("branding", "business", "BRA")]
    assert at_once([lambda place=place: add(*place) for place in places]) == [0, 0, 0]  # type: ignore[misc]
    dimensions = base.parsed(PLAN.read_text("utf-8"))["dimensions"]
    for dimension, _, prefix in places:
        assert {f"{prefix}-{number}" for number in range(10, 20)} <= dimensions[dimension]["programmes"].keys()
    assert run("validate").code == 0
    assert sorted(os.listdir("plans")) == ["2019.yaml", "2023.yaml", "evaluations", "reviews"]
    assert len(os.listdir(state / "undo")) == 30


@pytest.fixture
def stranger(run: Runner, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runner]:
    """A city that belongs to somebody who is not root, as he sees it; all that he will need is loaded before."""
    for words in [*READING, *WRITING]:
        run(*words.split())
    open_everything()
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        monkeypatch.chdir(folder)
        base.write(Path("plans"))
        root = os.geteuid() == 0
        if root:
            for path in (Path("plans"), *Path("plans").rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            os.setegid(NOBODY)
            os.seteuid(NOBODY)
        try:
            yield run
        finally:
            if root:
                os.seteuid(0)
                os.setegid(0)
            for path in (Path("plans"), *Path("plans").rglob("*")):
                path.chmod(0o777)


def of(words: str) -> Path:
    """The file that a command writes."""
    return {"draft": Path("plans/2026.yaml"), "init": Path("plans/baru/2026.yaml")}.get(
        words.split()[0], Path(next((word for word in words.split() if word.startswith("plans/")), PLAN))
    )


@pytest.mark.parametrize("words", WRITING)
def test_a_folder_that_may_not_be_written(stranger: Runner, words: str) -> None:
    PLAN.write_text(PLAN.read_text("utf-8").replace("title: ", "title:   "), "utf-8")
    Path("plans").chmod(0o555)
    before = everything(Path())
    done = stranger(*words.split())
    assert (done.code, done.out) == (2, "")
    # Of several files the first one is named, and none is written.
    where = {"init": "plans/baru", "fmt": "plans/2019.yaml"}.get(words.split()[0], str(of(words)))
    assert sentence(CannotWrite(path=where, variant="folder")) in done.err
    assert everything(Path()) == before


@pytest.mark.parametrize("words", [*EDITS, "fmt"])
def test_a_file_that_may_not_be_written_any_more(stranger: Runner, words: str) -> None:
    PLAN.write_text(PLAN.read_text("utf-8").replace("title: ", "title:   "), "utf-8")
    PLAN.chmod(0o444)
    before = everything(Path())
    done = stranger(*words.split())
    assert (done.code, done.out) == (2, "")
    assert sentence(CannotWrite(path=str(PLAN), variant="permission")) in done.err
    assert PLAN.read_bytes() == before[str(PLAN)]


@pytest.mark.parametrize("words", [*READING, *EDITS])
def test_a_file_that_may_not_be_read(stranger: Runner, words: str) -> None:
    PLAN.chmod(0)
    done = stranger(*words.split())
    if words not in ("evaluations",):
        assert done.code == 2
        assert sentence(CannotOpen(path=str(PLAN), reason="permission")) in done.err


@pytest.mark.parametrize("part", ["plans", "plans/reviews", "plans/evaluations"])
def test_a_folder_that_may_not_be_listed_does_not_pass_for_an_empty_one(stranger: Runner, part: str) -> None:
    Path(part).chmod(0o300)
    try:
        done = stranger("validate")
        assert done.code == 2
        assert sentence(CannotOpen(path=part, reason="permission")) in done.err
    finally:
        Path(part).chmod(0o700)


FULL = """
import io, os, sys
from pathlib import Path
os.chdir(sys.argv[1])
from smartplan.cli import main
from tests.helpers import base
from tests.helpers.command_lines import WRITING, everything
base.write(Path("plans"))
text = Path("plans/2023.yaml").read_text("utf-8")
Path("plans/2023.yaml").write_text(text.replace("title: ", "title:   "), "utf-8")
with open("rest", "wb", buffering=0) as stream:
    for size in (4096, 1):
        try:
            while True:
                stream.write(b"r" * size)
        except OSError:
            pass
before = everything(Path())
for words in WRITING:
    sys.argv = ["smartplan", *words.split()]
    sys.stderr = io.StringIO()
    try:
        main()
        code = 0
    except SystemExit as stop:
        code = stop.code
    assert code == 2, (words, code, sys.stderr.getvalue())
    assert "full" in sys.stderr.getvalue() or "No space" in sys.stderr.getvalue(), sys.stderr.getvalue()
    assert everything(Path()) == before, words
    assert not Path("plans/baru").exists()
print("done")
"""


def test_a_full_disk_loses_nothing_in_any_command(tmp_path: Path) -> None:
    script = 'mount -t tmpfs -o size=96k tmpfs "$1" || { echo no mount; exit; }; exec "$2" -c "$3" "$1"'
    command = [
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        "sh",
        str(tmp_path),
        sys.executable,
        FULL,
    ]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=120, check=False, cwd=ROOT,
            env={**os.environ, "SMARTPLAN_LANG": "en", "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("no mounts of one's own here")
    if done.stdout == "no mount\n" or done.stderr.startswith("unshare:"):
        pytest.skip("no mounts of one's own here")
    assert (done.stdout, done.stderr) == ("done\n", "")


def test_the_folder_that_the_shell_stands_in_is_gone(run: Runner) -> None:
    Path("hilang").mkdir()
    done = subprocess.run(
        ["sh", "-c", 'cd hilang && rmdir ../hilang && exec "$0" -m smartplan validate', sys.executable], text=True,
        capture_output=True, env={**os.environ, "SMARTPLAN_LANG": "en"}, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("Error: there is no folder `plans` here")
