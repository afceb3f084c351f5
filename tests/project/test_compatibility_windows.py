"""Windows, as far as it can be had without one: its line ends, its paths, its names, and a Python that lacks what it lacks."""

import json
import re
from pathlib import Path, PureWindowsPath

import pytest

from smartplan.workspace import paths
from tests.helpers.base import RULES, write
from tests.helpers.processes import SEVERAL, contents, parted, run_python
from tests.helpers.runner import Runner

FORMATS = [
    ["validate", "--format", "json"],
    ["validate", "--format", "sarif"],
    ["diff", "2019", "2023", "--format", "json"],
    ["diff", "2019", "2023", "--comments"],
    ["coverage", "2023", "--format", "json"],
    ["show", "2023", "GOV-01"],
    ["inputs", "2023", "--format", "json"],
]
NEWLINES = pytest.mark.parametrize("newline", ["\r\n", "\r"], ids=["crlf", "cr"])
MARKS = pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no-mark", "mark"])


def faulty() -> None:
    """Findings in several places, a comment, and a text over lines."""
    path = Path("plans/2023.yaml")
    text = path.read_text("utf-8").replace("agency: diskominfo", "agency: hilang", 2)
    text = text.replace(
        "title: Rencana induk 2023", "title: |  # catatan\n  Rencana\n\n   induk\nvision: 'satu\n\n  dua'"
    )
    path.write_text(text, "utf-8")


def turn(newline: str, mark: str = "") -> None:
    for path in Path("plans").rglob("*.yaml"):
        path.write_bytes((mark + path.read_text("utf-8").replace("\n", newline)).encode())


@NEWLINES
@MARKS
def test_the_line_ends_change_no_place_and_no_value(run: Runner, newline: str, mark: str) -> None:
    faulty()
    before = [run(*words) for words in FORMATS]
    assert before[0].out.count('"line"') == 2
    turn(newline, mark)
    assert [run(*words) for words in FORMATS] == before


EDITS = [
    ["set", "2023", "GOV-01", "status", "running"],
    ["set", "2023", "GOV-01", "description", "Satu\n\nDua"],
    ["set", "2023", "GOV-02", "budget.csr.2024", "5"],
    ["add", "2023", "GOV-09", "--dimension", "governance", "--subdimension", "bureaucracy", "--name", "Baru", "--agency", "diskominfo"],
    ["rename", "2023", "GOV-01", "Nama: lain"],
    ["renumber", "2023", "GOV-01", "GOV-11"],
    ["move", "2023", "GOV-02", "living/health", "--as", "LIV-09"],
    ["merge", "2023", "LIV-01", "LIV-02", "--into", "LIV-01"],
    ["split", "2023", "GOV-01", "--into", "GOV-01", "--into", "GOV-12"],
    ["withdraw", "2023", "GOV-02", "--reason", "Selesai"],
    ["restore", "2023", "GOV-03"],
    ["fmt"],
    ["draft", "2027", "--from", "2023", "--period", "2027-2030"],
]  # fmt: skip


@NEWLINES
@MARKS
@pytest.mark.parametrize("words", EDITS, ids=[" ".join(words[:4]) for words in EDITS])
def test_an_edit_keeps_the_line_ends(run: Runner, newline: str, mark: str, words: list[str]) -> None:
    assert run("withdraw", "2023", "GOV-03", "--reason", "Selesai").code == 0
    original = contents(Path("plans"))
    before = run(*words)
    assert before.code == 0
    edited = contents(Path("plans"))
    for path in edited.keys() - original.keys():
        path.unlink()
    for path, data in original.items():
        path.write_bytes(data)
    turn(newline, mark)
    assert run(*words) == before
    expected = {path: (mark + data.decode().replace("\n", newline)).encode() for path, data in edited.items()}
    assert contents(Path("plans")) == expected


def test_a_file_that_notepad_saved_as_unicode_is_a_finding(run: Runner) -> None:
    path = Path("plans/2023.yaml")
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    done = run("validate", "2023", "--format", "json")
    assert done.code == 1
    assert [(one["rule"], one["line"], one["column"]) for one in json.loads(done.out)["findings"]] == [
        ("not-utf8", 1, 1)
    ]


ARGUMENTS = [
    (r"plans\2032.yaml", "the file does not exist"),
    (r"C:\plans\2023.yaml", "the file does not exist"),
    (r"C:plans.yaml", "the file does not exist"),
    (r"\\server\plans\2023.yaml", "the file does not exist"),
    ("CON", "there is no revision `CON` in plans"),
    ("NUL", "there is no revision `NUL` in plans"),
    ("aux.yaml", "the file does not exist"),
    ("2023.YAML", "there is no"),
]


@pytest.mark.parametrize(("argument", "problem"), ARGUMENTS)
def test_an_argument_as_windows_writes_it(run: Runner, argument: str, problem: str) -> None:
    for words in (["validate", argument], ["summary", argument]):
        done = run(*words)
        assert done.code == 2
        assert done.err.startswith("Error: ")
        assert problem in done.err
        assert argument in done.err


def test_a_suffix_in_another_case_is_read_and_told(run: Runner) -> None:
    Path("plans/2023.yaml").rename("plans/2023.YAML")
    done = run("validate", "plans/2023.YAML")
    # No other command would find it.
    assert "  1:1  error  [passed-over]\n    `plans/2023.YAML` is skipped because of its name" in done.out
    assert done.out.endswith(f"1 error\nChecked 18 programmes in 1 file against {RULES} rules.\n")
    assert done.code == 1


class Windows(PureWindowsPath):
    """A path on a disk where one folder is a repository."""

    def exists(self) -> bool:
        return self == Windows(r"C:\kerja\.git")

    @classmethod
    def cwd(cls) -> "Windows":
        return cls(r"C:\kerja\kota")


@pytest.mark.parametrize(
    ("path", "name", "top"),
    [
        (r"plans\2023.yaml", "plans/2023.yaml", "kota/plans/2023.yaml"),
        (r"C:\kerja\kota\plans\reviews\2022.yaml", "plans/reviews/2022.yaml", "kota/plans/reviews/2022.yaml"),
        (r"c:\KERJA\kota\plans\2023.yaml", "plans/2023.yaml", "kota/plans/2023.yaml"),
        (r"D:\lain\2023.yaml", "D:/lain/2023.yaml", "D:/lain/2023.yaml"),
        (r"\\server\bagi\2023.yaml", "//server/bagi/2023.yaml", "//server/bagi/2023.yaml"),
    ],
)
def test_a_report_writes_a_path_with_forward_slashes(
    monkeypatch: pytest.MonkeyPatch, path: str, name: str, top: str
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.setattr(paths, "Path", Windows)
    monkeypatch.setattr(paths.os.path, "realpath", lambda path: str(Windows.cwd() / path))
    assert paths.shown(Windows(path)) == name  # type: ignore[arg-type]
    assert paths.from_top(Windows(path)) == top  # type: ignore[arg-type]


# A Python with what it lacks there. All that others wrote is loaded before, as that has ways of its own there.
BARE = """
import importlib, os, pkgutil, signal, sys
import smartplan
import concurrent.futures, deepdiff, jsonschema_rs, locale, msgspec.json, multiprocessing, rapidfuzz.fuzz
import rich.console, rich.progress, rich.table, rich.text, ruamel.yaml, shutil, subprocess, sysconfig, tempfile, tomllib, typer, yaml
import concurrent.futures.process, multiprocessing.context, multiprocessing.popen_fork, multiprocessing.popen_spawn_posix
# What the standard library asks of its own system once is asked before, too.
locale.getlocale(), sysconfig.get_config_vars()
sys.platform = "win32"
for name in ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"):
    sys.modules[name] = None
for name in (
    "O_NOFOLLOW", "O_NONBLOCK", "O_DIRECTORY", "O_CLOEXEC", "chown", "fchmod", "fchown", "fork", "geteuid", "getgid",
    "getuid", "getxattr", "killpg", "lchown", "listxattr", "mkfifo", "nice", "setxattr", "sched_getaffinity", "sysconf", "uname",
):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGPIPE", "SIGHUP", "SIGKILL", "SIGQUIT", "SIGWINCH", "SIGALRM", "alarm", "pthread_sigmask"):
    if hasattr(signal, name):
        delattr(signal, name)
loaded = [name for name in sys.modules if name.startswith("smartplan.")]
assert loaded == [], loaded
for module in pkgutil.walk_packages(smartplan.__path__, "smartplan."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""


def test_every_module_runs_without_what_windows_lacks(run: Runner, tmp_path: Path) -> None:
    commands = [
        ["validate"],
        ["diff", "2019", "2023"],
        ["coverage", "2023"],
        ["validate", "--format", "github"],
        ["validate", "--output", "hasil.txt"],
        ["coverage", "2019", "--output", "hasil.txt"],
        ["set", "2023", "GOV-01", "status", "running"],
        ["fmt"],
        ["draft", "2027", "--from", "2023", "--period", "2027-2030"],
        ["init", "lain", "--city", "Kota Lain", "--code", "64.72", "--period", "2027-2030"],
        ["rules"],
        ["--help"],
    ]
    there = tmp_path / "sana"
    write(there / "plans")
    code, out, err = run_python(
        ["-c", BARE + SEVERAL.format(commands=commands)], there, PYTHONUTF8="1", SMARTPLAN_LANG="en"
    )
    assert code == 0, err
    done = [(one.code, one.out.decode(), one.err.decode()) for one in parted(commands, out, err).values()]
    # A command that is told has the quotes of the shell there.
    here = [run(*words) for words in commands]
    assert done == [one._replace(out=re.sub(r"'(\[[A-Z]+\])'`", r'"\1"`', one.out)) for one in here]
    assert {path.relative_to(there): data for path, data in contents(there).items()} == {
        path.relative_to(tmp_path): data for path, data in contents(tmp_path).items() if not path.is_relative_to(there)
    }
