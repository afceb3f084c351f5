"""The examples at the end of each help: every one of them runs as it stands."""

import shlex
from pathlib import Path

import pytest

from smartplan.cli.app import EDITS
from smartplan.cli.examples import EXAMPLES, CommandExample
from smartplan.messages import LANGUAGES, Language, catalogue
from tests.helpers.command_lines import everything
from tests.helpers.commands import commands
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import Runner
from tests.helpers.tables import PLACED

ALL = [(name, example) for name, examples in EXAMPLES.items() for example in examples]


def test_every_command_has_two_or_three() -> None:
    assert EXAMPLES.keys() == {"", *commands()}
    assert {name: len(examples) for name, examples in EXAMPLES.items() if len(examples) not in (2, 3)} == {}


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize(("name", "example"), ALL, ids=lambda value: getattr(value, "command", None) or str(value))
def test_an_example_runs(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, example: CommandExample
) -> None:
    assert example.command.startswith(name)
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    if example.place != "empty":
        assert run("init", "--example").code == 0
    if example.place == "repository":
        Repository(folder)
    if example.place == "table":
        Path("rpjmd.csv").write_text(PLACED, encoding="utf-8")
    if example.before:
        assert run(*shlex.split(example.before)).code == 0
    if example.place == "editor":
        # `test_lsp` runs it with one.
        return
    before = everything(folder)
    done = run(*shlex.split(example.command))
    if example.place == "terminal":
        # `test_decide_terminal` runs it on one.
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("Error: there is no terminal to ask questions in")
        return
    assert done.code == 0
    assert "Error" not in done.err
    assert done.out or done.err or everything(folder) != before
    if name in ("draft", *EDITS):
        assert done.out
        assert (everything(folder) == before) is ("--dry-run" in example.command)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_of_a_command_ends_with_its_examples(run: Runner, language: Language) -> None:
    say = catalogue(language)
    for name, examples in EXAMPLES.items():
        expected = [say("help.examples")]
        for one in examples:
            expected += [f"  {say(one.key)}", f"    smartplan {one.command}"]
        page = run("--lang", language, *name.split(), "--help").out.splitlines()
        assert page[-len(expected) :] == expected
        assert page[-len(expected) - 1] == ""
