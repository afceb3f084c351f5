"""The language that was asked for: one that is not known is refused, wherever it was asked for."""

import re

import pytest

from smartplan.messages import LANGUAGES
from tests.helpers.commands import commands
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import Runner

ENGLISH = "Error: `{}` is not a supported language; choose `id` or `en`\n"
BY_VARIABLE = "Error: `{}` in SMARTPLAN_LANG is not a supported language; choose `id` or `en`\n"
INDONESIAN = "Kesalahan: `{}` bukan bahasa yang didukung; pilih `id` atau `en`\n"
REFUSED = [
    (["validate", "--lang", "fr"], {}, ENGLISH.format("fr")),
    (["validate", "--lang=fr"], {}, ENGLISH.format("fr")),
    (["--lang", "fr", "validate"], {}, ENGLISH.format("fr")),
    (["--lang", "validate"], {}, ENGLISH.format("validate")),
    (["validate", "--lang="], {}, ENGLISH.format("")),
    (["validate", "--lang", "id", "--lang", "fr"], {}, INDONESIAN.format("fr")),
    (["validate"], {"SMARTPLAN_LANG": "fr"}, BY_VARIABLE.format("fr")),
    (["validate", "--lang", "en"], {"SMARTPLAN_LANG": "indonesia"}, BY_VARIABLE.format("indonesia")),
    # Said in the language that is known besides.
    (["validate", "--lang", "fr"], {"LANG": "id_ID.UTF-8"}, INDONESIAN.format("fr")),
    (["validate", "--lang", "fr"], {"SMARTPLAN_LANG": "id", "LANG": "en_US"}, INDONESIAN.format("fr")),
    (["git", "textconv", "plans/2023.yaml"], {"SMARTPLAN_LANG": "fr"}, BY_VARIABLE.format("fr")),
    (["git", "merge-driver", "a", "b", "c"], {"SMARTPLAN_LANG": "fr"}, BY_VARIABLE.format("fr")),
    (["git", "diff-driver", "a"], {"SMARTPLAN_LANG": "fr"}, BY_VARIABLE.format("fr")),
    (["--help"], {"SMARTPLAN_LANG": "fr"}, BY_VARIABLE.format("fr")),
    # It stands in a line of its own.
    (["--lang", "f\nr"], {}, ENGLISH.format("f\\u000ar")),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "environment", "told"), REFUSED, ids=[f"{one[0]} {one[1]}" for one in REFUSED])
def test_an_unknown_language_is_refused(
    run: Runner, monkeypatch: pytest.MonkeyPatch, arguments: list[str], environment: dict[str, str], told: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(*arguments) == (2, "", told)


TAKEN = [
    (["--lang", "ID"], {}, "Periksa"),
    (["--lang=id_ID.UTF-8"], {}, "Periksa"),
    (["--lang", "en-GB"], {"SMARTPLAN_LANG": "id"}, "Check"),
    ([], {"SMARTPLAN_LANG": "id_ID.UTF-8"}, "Periksa"),
    ([], {"SMARTPLAN_LANG": "ID"}, "Periksa"),
    ([], {"SMARTPLAN_LANG": "", "LANG": "id_ID"}, "Periksa"),
    # A locale asks for nothing.
    ([], {"LANG": "fr_FR.UTF-8"}, "Check"),
    ([], {"LC_ALL": "fr_FR.UTF-8", "LANG": "id_ID"}, "Check"),
]


@pytest.mark.parametrize(("arguments", "environment", "word"), TAKEN, ids=[f"{one[0]} {one[1]}" for one in TAKEN])
def test_a_known_language_is_taken_in_each_spelling(
    run: Runner, monkeypatch: pytest.MonkeyPatch, arguments: list[str], environment: dict[str, str], word: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = run("validate", *arguments, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.split("\n\n")[1].split()[0] == word


def test_the_shell_completes_whatever_the_language(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTPLAN_LANG", "fr")
    monkeypatch.setenv("_SMARTPLAN_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "smartplan va")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert run() == (0, "validate\n", "")


def test_a_file_that_is_named_like_the_option_is_a_file(run: Runner) -> None:
    done = run("validate", "--", "--lang", "fr")
    assert "there is no revision `--lang`" in done.err


@pytest.mark.parametrize("words", [[], ["git"], *(name.split() for name in commands())], ids=" ".join)
def test_no_word_of_the_help_is_of_another_language(run: Runner, words: list[str]) -> None:
    """Of the frame, that is; the sentences have their own test."""
    pages = {language: run("--lang", language, *words, "--help").out for language in LANGUAGES}
    assert pages["id"] == run(*words, "--help", "--lang", "id").out
    lines = {language: {line.strip() for line in page.splitlines()} - {""} for language, page in pages.items()}
    # What is the same in both is a command, a placeholder, or a name of the formats and percentages.
    same = {line for line in lines["en"] & lines["id"] if not line.startswith("smartplan ")}
    assert [line for line in same if not re.fullmatch(r"-\S+( \S+)*|\w+(, \w+)*,?|`[^`]+`\.?", line)] == []
    english = r"Usage|Options|Arguments|Examples|Show this|default|required|env var|\[OPTIONS\]|COMMAND"
    assert re.findall(rf"\b({english})\b", pages["id"]) == []
    # What is not stated by default is not shown as a default.
    assert re.findall(r"\[default: ?\]", pages["en"]) == []
