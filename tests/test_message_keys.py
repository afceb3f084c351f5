"""Every sentence that the code asks for is there; one that is not is told by its key and ends nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import smartplan
from smartplan import errors
from smartplan.messages import LANGUAGES, Catalogue, Language

SOURCE = Path(smartplan.__file__).parent


def literal_keys() -> dict[str, set[str]]:
    """Keys that the code names outright, with where: the first argument of `say` and of a wrong usage."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id
            if isinstance(node, ast.Call) and named in ("say", "UsageError") and node.args:
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
