"""Every sentence exists in both languages, with the same values in it."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import smartplan
from smartplan import errors
from smartplan.messages import AREAS, LANGUAGES, Catalogue, Count, Language, choose


def values(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("area", AREAS)
def test_the_languages_say_the_same(area: str) -> None:
    texts = {language: import_module(f"smartplan.messages.{language}.{area}").TEXTS for language in LANGUAGES}
    assert texts["en"].keys() == texts["id"].keys()
    for key, template in texts["en"].items():
        assert values(template) == values(texts["id"][key]), key
        assert template.strip(), key


def test_a_number_brings_its_noun() -> None:
    assert f"{Count(1):file|files}, {Count(2):file|files}, {Count(0):file|files}" == "1 file, 2 files, 0 files"
    say = Catalogue("id")
    assert say("cli.count.error", n=3) == "3 galat"


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


SOURCE = Path(smartplan.__file__).parent


def literal_keys() -> dict[str, set[str]]:
    """Keys that the code names outright, with where: the first argument of `say`."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                for key in _strings(node.args[0]):
                    found.setdefault(key, set()).add(path.name)
    return found


def _strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_the_code_names_is_there(language: Language) -> None:
    say, keys = Catalogue(language), literal_keys()
    assert len(keys) > 100
    assert {key: where for key, where in keys.items() if key not in say} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_sentence(language: Language) -> None:
    say = Catalogue(language)
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.SmartplanError)
    ]
    assert [kind.__name__ for kind in kinds if kind.key not in say] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_key_is_told_as_it_is(language: Language) -> None:
    say = Catalogue(language)
    assert say("cli.no-such-sentence") == "cli.no-such-sentence"
    assert say("no-area.at-all", path="x") == "no-area.at-all"
    assert "cli.no-such-sentence" not in say
