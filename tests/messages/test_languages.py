"""Every sentence exists in every language, with the same values in it."""

from importlib import import_module
from itertools import combinations
from pathlib import Path
from string import Formatter

import pytest

from smartplan.messages import AREAS, LANGUAGES, Catalogue, Count, Language, choose


def values(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("area", AREAS)
def test_the_languages_say_the_same(area: str) -> None:
    texts = {language: import_module(f"smartplan.messages.{language}.{area}").TEXTS for language in LANGUAGES}
    for one, other in combinations(LANGUAGES, 2):
        assert texts[one].keys() ^ texts[other].keys() == set(), (one, other)
        for key, template in texts[one].items():
            assert values(template) == values(texts[other][key]), (one, other, key)
    for language, sentences in texts.items():
        assert [key for key, template in sentences.items() if not template.strip()] == [], language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_sentences_is_an_area(language: Language) -> None:
    folder = Path(str(import_module(f"smartplan.messages.{language}").__file__)).parent
    assert {path.stem for path in folder.glob("[a-z]*.py")} == set(AREAS)


def test_every_folder_of_sentences_is_a_language() -> None:
    folder = Path(str(import_module("smartplan.messages").__file__)).parent
    assert {path.parent.name for path in folder.glob("*/__init__.py")} == set(LANGUAGES)


def test_a_number_brings_its_noun() -> None:
    assert f"{Count(1):file|files}, {Count(2):file|files}, {Count(0):file|files}" == "1 file, 2 files, 0 files"
    say = Catalogue("id")
    assert say("cli.count.error", n=3) == "3 kesalahan"


CHOICES = [
    (["validate", "--lang", "id"], {"LANG": "en_US.UTF-8"}, "id"),
    (["--lang=en", "diff"], {"LANG": "id_ID.UTF-8"}, "en"),
    ([], {"SMARTPLAN_LANG": "id", "LC_ALL": "C"}, "id"),
    ([], {"LC_ALL": "id_ID.UTF-8", "LANG": "en_US"}, "id"),
    ([], {"LANG": "id"}, "id"),
    ([], {"LANG": "C.UTF-8"}, "en"),
    ([], {"LANG": "de_DE"}, "en"),
    ([], {}, "en"),
    (["--", "--lang", "id"], {}, "en"),
]


@pytest.mark.parametrize(("arguments", "environment", "language"), CHOICES)
def test_the_language_is_asked_for_set_or_guessed(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert choose(arguments, environment) == language
