"""Links to files on a real terminal: `validate`, `diff` and `show`, a pager, and names that would break out."""

import os
import re
import shutil
import stat
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

if sys.platform == "win32":
    pytest.skip("terminals are of another kind there", allow_module_level=True)
from tests.helpers.base import write
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import TODAY
from tests.helpers.terminal import Terminal

LINK = re.compile(r"\x1b\]8;;(file:[^\x1b]*)\x1b\\([^\x1b]*)\x1b\]8;;\x1b\\")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NOTHING = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
VTE = {"VTE_VERSION": "7600"}
OLD = {"dimensions": {"governance": {"programmes": {"GOV-01": {"description": "Layanan lama"}}}}}
NEW = {"dimensions": {"governance": {"programmes": {
    "GOV-01": {"description": "Layanan baru", "agency": "hilang"}, "GOV-02": {"agency": "hilang"},
}}}}  # fmt: skip


def shown(*arguments: str, cwd: Path, **environment: str) -> str:
    usual = {"SMARTPLAN_LANG": "en", "LINES": "500", "COLUMNS": "100", "SOURCE_DATE_EPOCH": TODAY}
    screen = Terminal(*arguments, cwd=cwd, **(NOTHING | usual | environment))
    try:
        screen.end()
        return screen.shown
    finally:
        screen.close()


def plain(text: str) -> str:
    return COLOUR.sub("", re.sub(r"\x1b\]8;;[^\x1b]*\x1b\\", "", text))


def links(text: str) -> list[tuple[str, str]]:
    """Where each link leads, with its line, and what it shows."""
    found = [(urlsplit(url), told) for url, told in LINK.findall(COLOUR.sub("", text))]
    return [(f"{unquote(url.path)}{'#' * bool(url.fragment)}{url.fragment}", told) for url, told in found]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    write(tmp_path / "plans", {"2019.yaml": str(OLD), "2023.yaml": str(NEW)})
    return tmp_path


def test_findings_lead_to_their_lines(city: Path) -> None:
    told = shown("validate", "2023", cwd=city, TERM_PROGRAM="vscode")
    path = (city / "plans/2023.yaml").resolve()
    found = links(told)
    assert found[0] == (str(path), "plans/2023.yaml")
    assert len(found) == 3
    assert [where for where, _ in found[1:]] == [f"{path}#{text.partition(':')[0]}" for _, text in found[1:]]
    without = shown("validate", "2023", cwd=city)
    assert "\x1b]" not in without
    assert plain(told) == plain(without)


def test_a_comparison_and_a_history_lead_to_both_files(city: Path) -> None:
    old, new = ((city / f"plans/{name}.yaml").resolve() for name in ("2019", "2023"))
    for command in (("diff", "2019", "2023", "--lines"), ("show", "2023", "GOV-01", "--history", "--lines")):
        told = shown(*command, cwd=city, KITTY_WINDOW_ID="1")
        line = next(line for line in COLOUR.sub("", told).split("\n") if "lama" in line)
        (before, one), (after, other) = links(line)
        assert (before, after) == (f"{old}#{one}", f"{new}#{other}")
        assert plain(line).endswith(f"[{one} → {other}]")
        assert plain(told) == plain(shown(*command, cwd=city))
    head = links(shown("diff", "2019", "2023", cwd=city, **VTE).split("\n")[1])
    assert head == [(str(old), "plans/2019.yaml"), (str(new), "plans/2023.yaml")]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), (VTE, True), (VTE | {"NO_COLOR": "1"}, True), (VTE | {"TERM": "dumb"}, False),
     (VTE | {"CI": "true"}, False), (VTE | {"FORCE_HYPERLINK": "0"}, False), ({"FORCE_HYPERLINK": "1"}, True)],
)  # fmt: skip
def test_only_a_terminal_that_takes_them_gets_links(city: Path, environment: dict[str, str], expected: bool) -> None:
    assert ("\x1b]8;;file://" in shown("validate", "2023", cwd=city, **environment)) is expected


def test_a_file_gets_none(city: Path) -> None:
    shown("diff", "2019", "2023", "--output", "a.txt", cwd=city, FORCE_HYPERLINK="1")
    assert "\x1b" not in (city / "a.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["rencana induk #1 100%.yaml", "a\x1b]8;;http:x.test\x1b\\b.yaml", "a\x07b\x1b\\.yaml", "Kota é.yaml"]
)
def test_a_hostile_name_is_one_link(city: Path, name: str) -> None:
    path = city / "plans" / name
    (city / "plans/2023.yaml").rename(path)
    told = shown("validate", str(path.relative_to(city)), cwd=city, LC_ALL="C.UTF-8", **VTE)
    assert links(told)[0][0] == str(path.resolve())
    rest = re.sub(r"\x1b\]8;;(file://[A-Za-z0-9/._~%-]+)?\x1b\\", "", COLOUR.sub("", told))
    assert not set(rest) & {"\x1b", "\x07"}
    assert ("http:x.test" in rest) is ("http:x.test" in name)


def test_a_text_of_a_plan_makes_no_link(city: Path) -> None:
    attack = "\x1b]8;;file:///etc/passwd\x1b\\klik\x1b]8;;\x1b\\"
    text = (city / "plans/2023.yaml").read_text("utf-8")
    (city / "plans/2023.yaml").write_text(text.replace("Layanan baru", "\\u001b]8;;file:///etc/passwd\\u001b\\\\klik"))
    assert attack[:4] not in text
    told = shown("diff", "2019", "2023", cwd=city, **VTE)
    assert "\\u001b]8;;file:///etc/passwd" in told
    assert [where for where, _ in links(told)] == [str((city / f"plans/{n}.yaml").resolve()) for n in ("2019", "2023")]


def test_a_version_in_git_is_no_file(city: Path, git: None) -> None:  # noqa: F811
    Repository(city).commit()
    told = shown("validate", "2023@HEAD", cwd=city, **VTE)
    assert "2023.yaml@" in plain(told)
    assert links(told) == []
    (city / "plans/2023.yaml").write_text((city / "plans/2023.yaml").read_text("utf-8").replace("baru", "lain"))
    told = shown("diff", "--since", "HEAD", "--lines", cwd=city, **VTE)
    assert "2023.yaml@" in plain(told)
    assert {text for _, text in links(told) if not text.isdecimal()} == {"plans/2023.yaml"}
    assert {where for where, _ in links(told)} == {str((city / "plans/2023.yaml").resolve())}


def script(path: Path, *lines: str) -> str:
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("version", "options", "expected"),
    [("less 590 (GNU regular expressions)", "FRX", True), ("less 551 (GNU)", "FRX", False), ("busybox", "FRX", False),
     ("less 590", "-i", False), ("less 590", "-i --RAW-CONTROL-CHARS", True)],
)  # fmt: skip
def test_a_pager_gets_links_if_it_is_a_less_that_knows_them(
    city: Path, version: str, options: str, expected: bool
) -> None:
    (city / "bin").mkdir()
    less = script(city / "bin/less", f'[ "$1" = --version ] && echo "{version}" && exit', f'cat > "{city}/seen"')
    shown("diff", "2019", "2023", cwd=city, LINES="5", SMARTPLAN_PAGER=less, LESS=options, **VTE)
    seen = (city / "seen").read_text("utf-8")
    assert ("\x1b]8;;file://" in seen) is expected
    assert "plans/2019.yaml → plans/2023.yaml" in plain(seen)


def test_any_other_pager_gets_none(city: Path) -> None:
    keeps = script(city / "keeps", f'cat > "{city}/seen"')
    shown("diff", "2019", "2023", cwd=city, LINES="5", SMARTPLAN_PAGER=keeps, **VTE)
    seen = (city / "seen").read_text("utf-8")
    assert "\x1b]" not in seen
    assert "\x1b[1m" in seen


@pytest.mark.skipif(shutil.which("less") is None, reason="there is no less")
def test_a_real_less_hands_them_on(city: Path) -> None:
    usual = {"SMARTPLAN_LANG": "en", "LINES": "5", "COLUMNS": "100", "SMARTPLAN_PAGER": "less -X", "LESS": "R"}
    screen = Terminal("diff", "2019", "2023", cwd=city, **(NOTHING | usual | VTE))
    try:
        screen.expect("\x1b]8;;file://")
        screen.expect(f"{city.resolve()}/plans/2019.yaml\x1b\\plans/2019.yaml\x1b]8;;\x1b\\")
        screen.type(b"q")
        assert screen.end() == 0
    finally:
        screen.close()
