"""The commands that sentences name: each can be copied and run as it stands."""

import re
import shlex
import sys
from importlib import import_module
from pathlib import Path

import pytest

from smartplan.cli.app import COMMANDS
from smartplan.messages import AREAS, LANGUAGES, Catalogue, Language
from smartplan.messages.command_lines import fill, quoted
from tests.helpers.commands import commands
from tests.helpers.runner import Runner

posix = pytest.mark.skipif(sys.platform == "win32", reason="quotes are of another kind there")
# A mere mention, which the sentence around it says how to complete.
MENTIONED = {"smartplan draft", "smartplan set", "smartplan withdraw", "smartplan confirm"}


@posix
@pytest.mark.parametrize(
    "word", ["2023", "plans/2023.yaml", "2023@main", "Rencana Kota", "a'b", 'a"b', "a$b", "~x", "", "é", "a;b"]
)
def test_a_quoted_word_is_one_word_to_a_shell(word: str) -> None:
    assert shlex.split(quoted(word)) == [word]
    assert (quoted(word) == word) == (word in ("2023", "plans/2023.yaml", "2023@main", "é"))


def test_windows_has_quotes_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert quoted("a b's") == '"a b\'s"'
    assert quoted("C:/rencana") == "C:/rencana"


FILLED = [
    # Only what stands in a command is quoted.
    ("`{value}`: `smartplan validate {value}`", {"value": "a b"}, None, "`a b`: `smartplan validate 'a b'`"),
    ("`smartplan validate {value}`", {"value": "2023"}, "my plans", "`smartplan validate 2023 --plans 'my plans'`"),
    # A path says where it is.
    ("`smartplan validate {value}`", {"value": "x y/2023.yaml"}, "p", "`smartplan validate 'x y/2023.yaml'`"),
    ("`smartplan fmt {revs}`", {"revs": []}, None, "`smartplan fmt`"),
    ("`smartplan fmt {revs}`", {"revs": ["2019", "a b"]}, "p", "`smartplan fmt 2019 'a b' --plans p`"),
    ("`smartplan fmt {revs}`", {"revs": []}, "p", "`smartplan fmt --plans p`"),
    ("`smartplan {command}`", {"command": ["show", "2023"]}, "p", "`smartplan show 2023 --plans p`"),
    # A place and an input are no paths; a folder is named once.
    ("`smartplan {command}`", {"command": ["move", "2023", "GOV-01", "living/health"]}, "p",
     "`smartplan move 2023 GOV-01 living/health --plans p`"),
    ("`smartplan {command}`", {"command": ["set", "2023", "--plans", "q"]}, "p", "`smartplan set 2023 --plans q`"),
    # No folder is needed, or the command is not whole.
    ("`smartplan rules`, {n}", {"n": 1}, "p", "`smartplan rules`, 1"),
    ("`smartplan git uninstall`", {}, "p", "`smartplan git uninstall --plans p`"),
    ("`smartplan set`", {}, "p", "`smartplan set`"),
    ("{a} `smartplan log`", {"a": "`smartplan x`"}, None, "`smartplan x` `smartplan log`"),
]  # fmt: skip


@posix
@pytest.mark.parametrize(("template", "values", "plans", "sentence"), FILLED)
def test_a_command_in_a_sentence_is_made_ready(
    template: str, values: dict[str, object], plans: str | None, sentence: str
) -> None:
    assert fill(template, values, plans) == sentence


@posix
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_in_a_sentence_is_one(language: Language) -> None:
    """With every value filled in it is taken apart by the application as what it says."""
    known = {**commands(language)}
    seen = set()
    for area in AREAS:
        for key, template in import_module(f"smartplan.messages.{language}.{area}").TEXTS.items():
            for line in re.findall(r"`(smartplan [^`]*)`", template):
                if "{command}" in line:
                    continue
                words = shlex.split(re.sub(r"\{\w+\}", "x", line))[1:]
                assert words[0] in COMMANDS, key
                seen.add(words[0])
                if line not in MENTIONED:
                    name = " ".join(words[:2]) if words[0] == "git" else words[0]
                    command = known[name]
                    command.make_context(name, words[len(name.split()) :], obj=Catalogue(language))
    assert seen >= {"validate", "fmt", "confirm", "rules", "git", "coverage"}


@posix
def test_with_a_folder_whose_name_has_a_space_every_command_runs(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("plans").rename("rencana kota")
    path = Path("rencana kota/2023.yaml")
    path.write_text(path.read_text("utf-8").replace("agency: diskominfo", "agency: [1]", 1), "utf-8")
    other = Path("rencana kota/2019.yaml")
    text = other.read_text("utf-8").replace("format: 1", "format:  1", 1)
    runs = [
        ("coverage", "2023"), ("summary", "2023"), ("diff", "2019", "2023"), ("fmt", "--check"), ("fmt", "--check", "2019"),
        ("validate", "--rule", "unknown-agency"),
    ]  # fmt: skip
    seen = set()
    for words in runs:
        for language in LANGUAGES:
            other.write_text(text, "utf-8")
            done = run(*words, "--plans", "rencana kota", "--lang", language)
            for line in re.findall(r"`(smartplan [^`]*)`", done.out + done.err):
                seen.add(line)
                again = run(*shlex.split(line)[1:])
                assert again.code in (0, 1), (line, again.err)
    assert seen == {
        "smartplan validate 'rencana kota/2023.yaml'",
        "smartplan coverage 2023 --plans 'rencana kota'",
        "smartplan coverage 2023 --plans 'rencana kota' --by indicator",
        "smartplan fmt --plans 'rencana kota'",
        "smartplan fmt 2019 --plans 'rencana kota'",
    }
