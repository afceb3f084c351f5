"""The review meeting of `docs/meeting.md`, played by the commands of the page, in both languages.

The page is the script: each block of commands is followed by what the last of them shows at a terminal of 80 columns.
A line `…` stands for lines in the middle that are left out. After a change of a sentence:
`SMARTPLAN_RENEW=1 pytest tests/project/test_meeting.py`, which writes as many lines as were shown before.
"""

import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from smartplan.messages import Language
from tests.helpers.runner import ROOT, Runner

if sys.platform == "win32":
    pytest.skip("terminals are of another kind there", allow_module_level=True)
from tests.helpers.terminal import Terminal

PLAN = ROOT / "tests/data/meeting/2021.yaml"
LANGUAGES: list[Language] = ["en", "id"]
PAGES: dict[Language, Path] = {"en": ROOT / "docs/meeting.md", "id": ROOT / "docs/meeting.id.md"}
BLOCK = re.compile(r"```sh\n(?P<commands>.+?)```\n\n```text\n(?P<shown>.*?)```\n", re.S)
LEFT_OUT = "…"
# The day of the meeting, and the minute in which everything was done.
DAY, MINUTE = "1732752000", ("2024-11-28", "10:00")
# The end of every question, and what is typed. An edit that cites an open input asks whether it is accepted.
QUESTION = ": "
ACCEPTED: dict[Language, list[str]] = {"en": ["y", ""], "id": ["ya", ""]}
REJECT, DEFER = (
    "Bukan kewenangan kota; Wi-Fi ruang publik tetap dilanjutkan.",
    "Menunggu izin siaran; ditinjau pada 2027.",
)
DECIDED: dict[Language, list[str]] = {"en": ["r", REJECT, "d", DEFER], "id": ["o", REJECT, "u", DEFER]}
MOST = 60
# These read what the meeting has come to; it ends before the first of them.
READ = ["validate", "diff 2021 2025", "inputs 2025", "todo 2025", "log"]


class Step(NamedTuple):
    """Commands without the name of the program, and what the page shows of the last one."""

    commands: list[str]
    shown: str


class Meeting(NamedTuple):
    """The folder after the meeting, and what the last command of each step has shown."""

    folder: Path
    shown: list[str]


def steps(language: Language) -> list[Step]:
    found = []
    for block in BLOCK.finditer(PAGES[language].read_text("utf-8")):
        commands = block["commands"].splitlines()
        assert all(command.startswith("smartplan ") for command in commands)
        found.append(Step([command.removeprefix("smartplan ") for command in commands], block["shown"]))
    return found


def commands(language: Language) -> list[str]:
    return [command for step in steps(language) for command in step.commands]


def answers(command: str, language: Language) -> Sequence[str]:
    if command.startswith("decide "):
        return DECIDED[language]
    return ACCEPTED[language] if " --because " in command else ()


def type_at_terminal(command: str, language: Language, folder: Path) -> str:
    """What a command shows, with what was typed; it ends well."""
    screen = Terminal(
        *shlex.split(command), cwd=folder, NO_COLOR="1", COLUMNS="80", SMARTPLAN_LANG=language, SMARTPLAN_PAGER="cat",
        SOURCE_DATE_EPOCH=DAY,
    )  # fmt: skip
    try:
        told = ""
        for answer in answers(command, language):
            while not screen.shown.endswith(QUESTION):
                assert screen._read(), (command, told, screen.shown)
            told, screen.shown = told + screen.shown, ""
            screen.type(answer)
        assert screen.end() == 0, (command, screen.shown)
        whole = re.sub(r"\b\d{4}-\d\d-\d\d(\s)\d\d:\d\d\b", rf"{MINUTE[0]}\g<1>{MINUTE[1]}", told + screen.shown)
        return "".join(f"{line.rstrip()}\n" for line in whole.strip("\n").splitlines())
    finally:
        screen.close()


def shortened(whole: str, like: str) -> str:
    """As many lines of the beginning and of the end as another text has around the line for what is left out."""
    shown = like.splitlines()
    if LEFT_OUT not in shown:
        return whole
    lines, before = whole.splitlines(), shown.index(LEFT_OUT)
    after = len(shown) - before - 1
    assert len(lines) > before + after, whole
    return "\n".join([*lines[:before], LEFT_OUT, *lines[len(lines) - after :], ""])


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture(scope="module")
def meeting(language: Language, tmp_path_factory: pytest.TempPathFactory) -> Meeting:
    folder = tmp_path_factory.mktemp(f"meeting-{language}")
    (folder / "plans").mkdir()
    shutil.copy(PLAN, folder / "plans")
    shown = []
    for step in steps(language):
        for command in step.commands:
            last = type_at_terminal(command, language, folder)
        shown.append(last)
    return Meeting(folder, shown)


def test_the_page_shows_what_is_printed(language: Language, meeting: Meeting) -> None:
    given = steps(language)
    expected = [shortened(whole, step.shown) for step, whole in zip(given, meeting.shown, strict=True)]
    if os.environ.get("SMARTPLAN_RENEW"):
        left = iter(expected)
        text = PAGES[language].read_text("utf-8")
        renewed = BLOCK.sub(lambda block: f"```sh\n{block['commands']}```\n\n```text\n{next(left)}```\n", text)
        PAGES[language].write_text(renewed, encoding="utf-8")
        return
    assert [step.shown for step in given] == expected


def test_both_pages_play_the_same_meeting() -> None:
    assert commands("en") == commands("id")


def test_the_page_says_how_many_commands_it_takes() -> None:
    played = commands("en")
    assert played[-len(READ) :] == READ
    # A plan of 30 programmes, and 12 inputs.
    taken = len(played) - len(READ)
    assert (PLAN.read_text("utf-8").count("subdimension:"), sum("review input" in one for one in played)) == (30, 12)
    assert taken <= MOST
    for page in PAGES.values():
        assert f"**{taken} " in page.read_text("utf-8")


@pytest.fixture
def after(meeting: Meeting, monkeypatch: pytest.MonkeyPatch, run: Runner) -> Runner:
    """Runs commands where the meeting was."""
    monkeypatch.chdir(meeting.folder)
    return run


def data(run: Runner, *words: str) -> Any:
    done = run(*words, "--format", "json")
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


# What became of each programme, beside its other missions, and the input that led to it.
DONE = {
    "SOC-04": ("IN-05", ["programme-withdrawn"]),
    "GOV-01": ("IN-03", ["programme-merged", "programme-merged", "name-changed", "indicator-added"]),
    "LIV-06": ("IN-02", ["programme-moved", "programme-renumbered", "subdimension-changed"]),
    # The money of both parts is compared at the first.
    "LIV-02": ("IN-04", ["programme-split", "name-changed", "budget-changed"]),
    "LIV-07": ("IN-04", [
        "programme-split", "name-changed", "agency-changed", "years-changed", "years-changed", "indicator-added",
    ]),
    "ECO-06": ("IN-06", ["programme-added"]),
    "BRA-04": ("IN-07", ["agency-changed"]),
    "ENV-01": ("IN-08", ["target-raised"]),
    "ENV-03": ("IN-09", ["years-changed", "budget-changed"]),
}  # fmt: skip
OF_THE_PLAN = ["IN-01", "IN-12"]
ANSWERED = {"IN-10": ("rejected", REJECT), "IN-11": ("deferred", DEFER)}


def test_the_comparison_tells_every_decision_once(after: Runner) -> None:
    found = data(after, "diff", "2021", "2025")
    kinds: dict[str, list[str]] = {}
    for change in found["changes"]:
        id_ = change["programme"]
        if id_ is not None and change["kind"] != "missions-changed":
            assert change["because"] == [f"fgd-2024-11-28/{DONE[id_][0]}"]
            kinds.setdefault(id_, []).append(change["kind"])
    assert kinds == {id_: expected for id_, (_, expected) in DONE.items()}
    counted = found["summary"]["programmes"]
    assert {key: counted[key] for key in ("old", "new", "dropped", "changed", "realigned", "unchanged")} == {
        "old": 30, "new": 30, "dropped": 0, "changed": 7, "realigned": 22, "unchanged": 0,
    }  # fmt: skip
    assert found["suggestions"] == found["indicator_suggestions"] == []


def test_every_input_has_its_follow_up_and_what_came_of_it(after: Runner) -> None:
    (review,) = data(after, "inputs", "2025")["reviews"]
    inputs = {one["input"]: one for one in review["inputs"]}
    assert list(inputs) == [f"IN-{number:02}" for number in range(1, 13)]
    told = {id_: (one["disposition"], one["answer"]) for id_, one in inputs.items()}
    assert told == {id_: ANSWERED.get(id_, ("accepted", "")) for id_ in inputs}
    cited = {id_: [by["programme"] for by in one["cited"]] for id_, one in inputs.items()}
    expected: dict[str, list[str | None]] = {id_: [None] if id_ in OF_THE_PLAN else [] for id_ in inputs}
    for programme, (id_, _) in DONE.items():
        expected[id_].append(programme)
    assert cited == expected


def test_nothing_is_open_and_nothing_is_wrong(after: Runner) -> None:
    found = data(after, "todo", "2025", "--fail-on-open")
    assert (found["open"], found["decisions"]) == (0, [])
    assert data(after, "validate")["counts"] == {"error": 0, "warning": 0, "info": 0}
    assert after("fmt", "--check").code == 0


def test_the_history_tells_it(after: Runner) -> None:
    new, old = data(after, "log")["chains"][0]
    assert [(one["revision"], one["status"], one["programmes"]) for one in (new, old)] == [
        ("2025", "adopted", 30), ("2021", "superseded", 30),
    ]  # fmt: skip
    against = new["against"]
    assert (against["added"], against["withdrawn"], against["dropped"]) == (["ECO-06"], ["SOC-04"], [])
    lines = [line.strip() for line in after("log").out.splitlines()]
    assert "SOC-04 Kartu Warga Terpadu: KTP elektronik sudah mencakup fungsinya. (fgd-2024-11-28/IN-05)" in lines
    for ref, text in (("IN-01", "Selaraskan seluruh program"), ("IN-12", "Susun lagi visi smart city")):
        assert sum(f"fgd-2024-11-28/{ref}: {text}" in line for line in lines) == 1
