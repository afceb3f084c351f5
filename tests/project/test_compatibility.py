"""Whatever machine, locale, terminal and line ends it meets: it says the same, or says clearly what is amiss.

Each row is a real process with an environment of its own, which has nothing in it but what the row gives.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from smartplan.report.render.terminal import printable
from tests.helpers.base import write
from tests.helpers.processes import SEVERAL, Done, contents, parted, run_python

# In Latin-1 and not, wider than a cell, outside the basic plane, and an arrow that has its like in ASCII.
TITLE = "Rencana é → 東 🌊"


def smartplan(*words: str, cwd: Path, script: str = 'exec "$@"', **environment: str) -> Done:
    return run_python(["-m", "smartplan", *words], cwd, script, **environment)


def several(commands: Sequence[Sequence[str]], cwd: Path, **environment: str) -> dict[str, Done]:
    """What each command says, by its words."""
    code, out, err = run_python(["-c", SEVERAL.format(commands=[*map(list, commands)])], cwd, **environment)
    assert code == 0, err
    return parted(commands, out, err)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to read from."""
    folder = tmp_path_factory.mktemp("kota")
    plans = write(folder / "plans")
    text = (plans / "2023.yaml").read_text("utf-8")
    text = text.replace("title: Rencana induk 2023", f"title: {TITLE}").replace("Program health 2", f"Program {TITLE}")
    (plans / "2023.yaml").write_text(text.replace("agency: diskominfo", "agency: 東", 1), "utf-8")
    return folder


# With findings, with arrows and bars, with money, and with a complaint on standard error.
COMMANDS = [
    ["validate"],
    ["diff", "2019", "2023"],
    ["coverage", "2023"],
    ["show", "2023", "LIV-02", "--lang", "id"],
    ["log", "--format", "json"],
    ["summary", "2023", "--format", "markdown"],
    ["fmt", "--check"],
    ["summary", "2032"],
    ["--help"],
]
IDS = [" ".join(words) for words in COMMANDS]
SAME = {
    "nothing set": {},
    "C": {"LC_ALL": "C"},
    "POSIX": {"LC_ALL": "POSIX"},
    "no home that is there": {"HOME": "/tidak/ada"},
    "a home that is no folder": {"HOME": "/dev/null"},
    "a dumb terminal": {"TERM": "dumb"},
    "an unknown terminal": {"TERM": "tidak-ada"},
    "a size that is no number": {"COLUMNS": "x", "LINES": "-1"},
    "no such time zone": {"TZ": "Tidak/Ada"},
    "no such locale": {"LANG": "xx_YY.UTF-8"},
    "no byte code": {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "/tidak/ada"},
    "assertions off": {"PYTHONOPTIMIZE": "1"},
    "warnings are errors": {"PYTHONWARNINGS": "error", "PYTHONWARNDEFAULTENCODING": "1"},
    "development mode": {"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "error"},
}


@pytest.fixture(scope="module")
def plain(city: Path) -> dict[str, Done]:
    """What each command says in UTF-8."""
    return several(COMMANDS, city, PYTHONUTF8="1")


def test_what_the_others_are_compared_with(city: Path, plain: dict[str, Done]) -> None:
    assert [done.code for done in plain.values()] == [1, 0, 0, 0, 0, 0, 1, 2, 0]
    assert [name for name, done in plain.items() if TITLE in done.out.decode()] == IDS[1:2] + IDS[3:6]
    assert plain["validate"].out.decode().count("東") == 2
    # That they run in one process changes nothing.
    assert plain["validate"] == smartplan("validate", cwd=city, PYTHONUTF8="1")


@pytest.mark.parametrize("environment", SAME.values(), ids=SAME)
def test_an_environment_changes_nothing(city: Path, plain: dict[str, Done], environment: dict[str, str]) -> None:
    assert several(COMMANDS, city, **environment) == plain


ENCODINGS = [
    ("ascii", {"PYTHONIOENCODING": "ascii"}),
    ("cp1252", {"PYTHONIOENCODING": "cp1252"}),
    ("cp437", {"PYTHONIOENCODING": "cp437:strict"}),
    # The locale's own, with all that Python would do against it turned off.
    ("ascii", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    ("latin-1", {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C", "PYTHONUTF8": "0"}),
]


@pytest.mark.parametrize(("encoding", "environment"), ENCODINGS)
def test_a_stream_of_another_encoding_gets_the_same_in_its_characters(
    city: Path, plain: dict[str, Done], encoding: str, environment: dict[str, str]
) -> None:
    for name, done in several(COMMANDS, city, **environment).items():
        assert done.code == plain[name].code
        for got, whole in zip(done[1:], plain[name][1:], strict=True):
            assert got.decode(encoding) == printable(whole.decode(), encoding)


@pytest.mark.parametrize(
    "words",
    [
        ["report", "2023"],
        ["roadmap", "2023", "--format", "svg"],
        ["coverage", "2023", "--format", "html"],
        ["validate", "--format", "html"],
        ["diff", "2019", "2023", "--format", "html"],
        ["export", "2023", "--format", "stratml"],
    ],
    ids=" ".join,
)
def test_what_says_that_it_is_in_utf_8_is_in_utf_8(city: Path, words: list[str]) -> None:
    plain = smartplan(*words, cwd=city)
    assert not plain.out.isascii()
    for encoding in ("cp1252", "ascii"):
        assert smartplan(*words, cwd=city, PYTHONIOENCODING=encoding).out == plain.out


def test_the_characters_of_ascii(city: Path) -> None:
    done = smartplan("diff", "2019", "2023", cwd=city, PYTHONIOENCODING="ascii")
    assert done.out.splitlines()[0] == b"Kota Contoh: 2019 -> 2023"
    assert rb"Rencana \xe9 -> \u6771 \U0001f30a" in done.out


CLOSED = b"Error: the result cannot be printed because standard output is closed; write it to a file with --output\n"
# Ends of streams that nobody reads: a shell opens a FIFO for both, starts the program, and lets go of the reader.
GONE = 'mkfifo "$HOME/{0}" && exec 3<>"$HOME/{0}" {1}>"$HOME/{0}" 3<&- && exec "$@"'
STREAMS = [
    ('exec "$@" <&-', ["validate"], 1, None, b""),
    ('exec "$@" <&-', ["validate", "-"], 2, None, b"Error: cannot open `-`: the file does not exist\n"),
    *(
        ('exec "$@" >&-', words, 2, b"", CLOSED)
        for words in (
            ["validate"],
            ["diff", "2019", "2023"],
            ["log", "--format", "json"],
            ["report", "2023"],
            ["--version"],
            ["--help"],
        )
    ),
    ('exec "$@" 2>&-', ["diff", "2019", "2023"], 0, None, b""),
    ('exec "$@" 2>&-', ["summary", "2032"], 2, b"", b""),
    ('exec "$@" <&- >&- 2>&-', ["validate"], 2, b"", b""),
    # The exit code is that of what would have been printed.
    (GONE.format("a", 1), ["validate"], 1, b"", b""),
    (GONE.format("b", 1), ["validate", "2019"], 0, b"", b""),
    (GONE.format("c", 1), ["diff", "2019", "2023", "--exit-code"], 1, b"", b""),
    (GONE.format("d", 1), ["schema"], 0, b"", b""),
    (GONE.format("e", 1), ["--version"], 0, b"", b""),
    (GONE.format("f", 2), ["summary", "2032"], 2, b"", b""),
    (GONE.format("g", 2), ["no-such-command"], 2, b"", b""),
    (GONE.format("h", 2), ["validate", "2019", "2032"], 2, None, b""),
]


@pytest.mark.parametrize(("script", "words", "code", "out", "err"), STREAMS)
def test_streams_that_are_closed_or_that_nobody_reads(
    city: Path, tmp_path: Path, script: str, words: list[str], code: int, out: bytes | None, err: bytes
) -> None:
    done = smartplan(*words, cwd=city, script=script, HOME=str(tmp_path))
    assert (done.code, done.err) == (code, err)
    assert done.out if out is None else done.out == out


def test_head_ends_it_without_a_word(city: Path) -> None:
    script = '{ "$@"; echo $? >&2; } | head -n 1'
    done = smartplan("diff", "2019", "2023", cwd=city, script=script, PYTHONUTF8="1", PATH="/usr/bin:/bin")
    assert done == (0, "Kota Contoh: 2019 → 2023\n".encode(), b"0\n")


NO_FOLDER = b"Error: there is no folder `plans` here or above; give one with --plans, or give the path of a file\n"
GONE_FOLDER = b"Error: the folder in which this command was started no longer exists; go to another folder\n"
NOWHERE = [
    (["validate"], 2, NO_FOLDER),
    (["fmt"], 2, NO_FOLDER),
    (["diff", "--since", "main"], 2, NO_FOLDER),
    (["validate", "2023@main"], 2, GONE_FOLDER),
    (["git", "install"], 2, GONE_FOLDER),
    (["validate", "--plans", "{plans}"], 1, b""),
    (["validate", "{plans}/2019.yaml", "--format", "sarif"], 0, b""),
    (["diff", "{plans}/2019.yaml", "{plans}/2023.yaml", "--format", "github"], 0, b""),
    (["coverage", "{plans}/2023.yaml"], 0, b""),
]


@pytest.mark.parametrize(("words", "code", "err"), NOWHERE)
def test_a_folder_that_was_deleted_under_it(
    city: Path, tmp_path: Path, words: list[str], code: int, err: bytes
) -> None:
    given = [word.format(plans=city / "plans") for word in words]
    done = smartplan(*given, cwd=tmp_path, script='mkdir x && cd x && rmdir ../x && exec "$@"')
    assert (done.code, done.err) == (code, err)
    assert bool(done.out) == (code != 2)


# The rest of the machine stays writable: what is asked is what the program does to the folder that it stands in.
READ_ONLY = """exec unshare --user --map-root-user --mount sh -c '
mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" && exec "$@"' sh "$@" """
WRITING = [
    ["set", "2023", "GOV-01", "status", "running"],
    ["draft", "2027", "--from", "2023", "--period", "2027-2030"],
    ["fmt"],
    ["validate", "--output", "hasil.txt"],
    ["validate", "--baseline", "diterima.yaml", "--write-baseline"],
    ["init", "lain", "--city", "Kota Lain", "--code", "64.72", "--period", "2027-2030"],
]


def read_only(city: Path, *commands: list[str]) -> dict[str, Done]:
    words = ["-c", SEVERAL.format(commands=[*map(list, commands)])]
    code, out, err = run_python(words, city, READ_ONLY, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1")
    if err.startswith((b"unshare:", b"mount:")) or b"unshare: not found" in err:
        pytest.skip("no mounts of one's own here")
    assert code == 0, err
    return parted(commands, out, err)


def test_what_reads_works_on_a_disk_that_cannot_be_written(city: Path, plain: dict[str, Done]) -> None:
    assert read_only(city, *COMMANDS) == plain


def test_what_writes_says_so_on_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    write(tmp_path / "plans")
    before = contents(tmp_path)
    for name, done in read_only(tmp_path, *WRITING).items():
        last = [line for line in done.err.decode().splitlines() if line.startswith("Error: ")][-1]
        assert done.code == 2, name
        assert re.fullmatch("Error: cannot write `.*`: it is on a read-only disk; choose a file elsewhere", last)
    assert contents(tmp_path) == before
