"""A report that is longer than the terminal goes through a pager: which one, with what, and what else never does."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("terminals are of another kind there", allow_module_level=True)
from tests.helpers.runner import ROOT, TODAY
from tests.helpers.terminal import Terminal

NOTHING = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
# The one that git was built with, which differs by system.
DEFAULT = subprocess.run(
    ["git", "var", "GIT_PAGER"], env={"PATH": os.environ["PATH"], **NOTHING}, cwd=os.sep, capture_output=True, text=True, check=True
).stdout.strip()  # fmt: skip
CITY = ("--plans", str(ROOT / "tests/city"))
LONG = ("diff", "2020", "2024", *CITY)
REPORTS = [
    ("diff", "2020", "2024"), ("coverage", "2024"), ("summary", "2024"), ("show", "2024", "GOV-03", "--history"),
    ("log",), ("agenda", "2024"), ("inputs", "2024"),
]  # fmt: skip


class Pager:
    """A pager that keeps what it is given, and one that leaves after the first line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen = folder / "seen"

    def script(self, name: str, *lines: str) -> str:
        path = self.folder / name
        path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    def keeps(self, name: str = "keeps") -> str:
        return self.script(name, f'{{ echo "{name} $LESS"; cat; }} > "{self.seen}"', "echo left the pager")

    def text(self) -> str:
        return self.seen.read_text("utf-8") if self.seen.exists() else ""


@pytest.fixture
def pager(tmp_path: Path) -> Pager:
    return Pager(tmp_path)


def show(*arguments: str, cwd: Path, **environment: str) -> tuple[int, str]:
    """Exit code and screen of a command on a terminal of 80 columns and 12 lines."""
    usual = {"SMARTPLAN_LANG": "en", "LINES": "12", "COLUMNS": "80", "SOURCE_DATE_EPOCH": TODAY}
    screen = Terminal(*arguments, cwd=cwd, **(NOTHING | usual | environment))
    try:
        return screen.end(), screen.shown
    finally:
        screen.close()


@pytest.mark.parametrize("report", REPORTS, ids=lambda words: words[0])
def test_a_long_report_goes_through_the_pager(pager: Pager, tmp_path: Path, report: tuple[str, ...]) -> None:
    code, screen = show(*report, *CITY, cwd=tmp_path, SMARTPLAN_PAGER=pager.keeps(), LINES="5")
    assert (code, screen.strip()) == (0, "left the pager")
    head, _, text = pager.text().partition("\n")
    # The settings that git gives `less`; what it shows is wrapped and coloured as for the terminal.
    assert head == "keeps FRX"
    assert "\x1b[1m" in text
    assert show(*report, *CITY, "--no-pager", cwd=tmp_path, SMARTPLAN_PAGER=pager.keeps())[1] == text


def test_colours_and_settings_of_the_user_stay(pager: Pager, tmp_path: Path) -> None:
    show(*LONG, cwd=tmp_path, SMARTPLAN_PAGER=pager.keeps(), LESS="-i", NO_COLOR="1")
    assert pager.text().startswith("keeps -i\nKota Nusa Jaya: 2020 → 2024\n")


def repository(folder: Path, choice: str) -> None:
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    subprocess.run(["git", "-C", str(folder), "config", "core.pager", choice], check=True)


def test_the_choice_is_the_users_then_that_of_git_then_less(pager: Pager, tmp_path: Path) -> None:
    repository(tmp_path, pager.keeps("of-core"))
    own, of_git, general = pager.keeps("own"), pager.keeps("of-git"), pager.keeps("general")
    choices = {"SMARTPLAN_PAGER": own, "GIT_PAGER": of_git, "PAGER": general}
    for expected in ("own", "of-git", "of-core"):
        show(*LONG, cwd=tmp_path, **choices)
        assert pager.text().split()[0] == expected
        choices.pop(next(iter(choices)))
    subprocess.run(["git", "-C", str(tmp_path), "config", "--unset", "core.pager"], check=True)
    show(*LONG, cwd=tmp_path, PAGER=general)
    assert pager.text().split()[0] == "general"
    # What git was built with, found first on the path.
    pager.keeps(DEFAULT)
    show(*LONG, cwd=tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert pager.text().split()[0] == DEFAULT


def test_without_git_it_is_the_general_one_or_less(pager: Pager, tmp_path: Path) -> None:
    general = pager.keeps("general")
    pager.keeps("less")
    # Of the system there is what the scripts need.
    for name in ("sh", "cat"):
        (tmp_path / name).symlink_to(f"/bin/{name}")
    for expected, environment in (("general", {"PAGER": general}), ("less", {})):
        show(*LONG, cwd=tmp_path, PATH=str(tmp_path), **environment)
        assert pager.text().split()[0] == expected


def test_a_folder_that_looks_like_a_repository_chooses_nothing(pager: Pager, tmp_path: Path) -> None:
    """Its configuration is content of the clone around it, which a stranger may have written."""
    repository(tmp_path, pager.keeps("own"))
    inner = tmp_path / "inner"
    subprocess.run(["git", "init", "-q", "--bare", str(inner)], check=True)
    subprocess.run(["git", "-C", str(inner), "config", "core.pager", pager.keeps("of-the-stranger")], check=True)
    for name in ("less", DEFAULT):
        pager.keeps(name)
    show(*LONG, cwd=inner, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert pager.text().split()[0] in ("less", DEFAULT)
    # One that stands in a true one has set it up.
    show(*LONG, cwd=tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert pager.text().split()[0] == "own"


@pytest.mark.parametrize("choice", ["", "cat", " cat "])
def test_no_pager_is_a_choice(tmp_path: Path, choice: str) -> None:
    assert show(*LONG, cwd=tmp_path, SMARTPLAN_PAGER=choice) == show(*LONG, "--no-pager", cwd=tmp_path)


@pytest.mark.parametrize("choice", ["no-such-pager", "no-such-pager --opt", "/", "no-such-pager --opt='x'"])
def test_where_the_pager_cannot_be_started_the_report_is_printed(tmp_path: Path, choice: str) -> None:
    code, screen = show(*LONG, cwd=tmp_path, SMARTPLAN_PAGER=choice)
    assert code == 0
    # A shell has complained before.
    assert screen.endswith(show(*LONG, "--no-pager", cwd=tmp_path)[1])


@pytest.mark.parametrize("choice", ["head -n 1", "true", "head -n 1 | cat", "sh -c 'exit 3'"])
def test_one_who_leaves_early_has_seen_enough(tmp_path: Path, choice: str) -> None:
    assert show(*LONG, "--fail-on", "programme-moved", cwd=tmp_path, SMARTPLAN_PAGER=choice)[0] == 1
    code, screen = show(*LONG, cwd=tmp_path, SMARTPLAN_PAGER=choice, NO_COLOR="1")
    assert (code, screen.strip()) == (0, "Kota Nusa Jaya: 2020 → 2024" if "head" in choice else "")


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        ((*LONG, "--format", "json"), {}),
        ((*LONG, "--format", "markdown"), {}),
        ((*LONG, "--format", "github"), {}),
        ((*LONG, "--output", "out.txt"), {}),
        ((*LONG, "--stat"), {"LINES": "60"}),
        (LONG, {"TERM": "dumb"}),
        (("validate", *CITY), {}),
        (("schema", "plan"), {}),
    ],
)
def test_what_never_goes_through_it(
    pager: Pager, tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    show(*arguments, cwd=tmp_path, SMARTPLAN_PAGER=pager.keeps(), **environment)
    assert pager.text() == ""


def test_a_pipe_has_no_pager(pager: Pager, tmp_path: Path) -> None:
    screen = Terminal(*LONG, cwd=tmp_path, stdout=False, SMARTPLAN_PAGER=pager.keeps(), SMARTPLAN_LANG="en")
    try:
        assert screen.process.stdout is not None
        assert screen.process.stdout.readline() == "Kota Nusa Jaya: 2020 → 2024\n".encode()
        screen.process.stdout.read()
        assert (screen.end(), pager.text()) == (0, "")
    finally:
        screen.close()


def test_an_interrupt_is_for_the_pager(pager: Pager, tmp_path: Path) -> None:
    wait = pager.script("wait", "trap 'echo heard; exit 0' INT", "echo ready", "cat > /dev/null", "sleep 20 & wait")
    screen = Terminal(*LONG, cwd=tmp_path, SMARTPLAN_PAGER=wait, SMARTPLAN_LANG="en", LINES="12")
    try:
        screen.expect("ready")
        screen.type(b"\x03")
        screen.expect("heard")
        assert screen.end() == 0
    finally:
        screen.close()
