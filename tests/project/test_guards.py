"""What is added and not wired up is named: a format, a result, a rule module, a command, a language.

A field of the model: `project/test_guards_model` and `compare/test_fields`. What nothing reaches:
`project/test_guards_unused`. A sentence: `messages/test_languages` and `messages/test_keys`.
"""

import json
import re
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from smartplan import rules
from smartplan.cli import app, edits
from smartplan.cli.diff_formats import OFFICE
from smartplan.messages import LANGUAGES, Catalogue, Language
from smartplan.plan import profile
from smartplan.plan.crosswalk import written
from smartplan.report import schemas
from smartplan.rules.rule import Rule
from tests.helpers.commands import commands, option
from tests.helpers.repo import Repository, git  # noqa: F401
from tests.helpers.runner import ROOT, Runner
from tests.helpers.tables import PLACED

# How to run each command that has a --format, and the schema of its JSON; more than one where it gives several reports.
REPORTS: dict[str, list[tuple[str, str]]] = {
    "validate": [("validate", "findings")],
    "diff": [("diff {old} {new}", "diff"), ("diff --since HEAD", "since")],
    "coverage": [
        ("coverage {new}", "coverage"),
        ("coverage {new} --against {old}", "coverage"),
        ("coverage {old} {new}", "cities"),
    ],
    "summary": [("summary {new}", "summary")],
    "show": [("show {new} {id}", "programme"), ("show {new} {id} --history", "programme")],
    "todo": [("todo {new}", "todo"), ("todo {new} --agency {agency}", "todo")],
    "list": [
        ("list {old} {new}", "listings"),
        ("list {new}", "list"),
        ("list {new} --rows budget", "list"),
        ("list {new} --rows targets", "list"),
    ],
    "log": [("log", "log")],
    "stale": [("stale {new}", "stale"), ("stale {new} --since 2024", "stale")],
    "agenda": [("agenda {new}", "agenda"), ("agenda {new} --agency {agency}", "agenda")],
    "roadmap": [("roadmap {new}", "roadmap"), ("roadmap {new} --agency {agency} --year 2020-2025", "roadmap")],
    "inputs": [("inputs {new}", "inputs")],
    "evaluations": [("evaluations", "evaluations")],
    "undo": [("undo --list", "undo")],
    "config": [("config", "settings")],
    "import": [("import rpjmd.csv", "import")],
}
COMMANDS = commands()
# Of what is exported the tests are in `cli/test_export`: it is for other programs, and most of it is no text.
EXPORTS = {"export"}
FORMATS = {
    name: found for name, command in COMMANDS.items() if name not in EXPORTS and (found := option(command, "--format"))
}
CITIES = {
    "plans": {"old": "2019", "new": "2023", "id": "GOV-01", "agency": "dlh"},
    "tests/city": {"old": "2020", "new": "2024", "id": "GOV-01", "agency": "dlh"},
}
KEY = re.compile(r"[a-z]+(\.[a-z-]+)+")
WITHOUT_EXAMPLE = {"not-utf8": "its example would be bytes", "too-large": "its example would fill a screen"}


@pytest.fixture(params=CITIES)
def city(request: pytest.FixtureRequest, run: Runner) -> dict[str, str]:
    """A city in a repository, in which a revision was changed since the commit: the words of its commands."""
    request.getfixturevalue("git")
    shutil.rmtree("plans")
    shutil.copytree(ROOT / request.param, "plans")
    Repository(Path.cwd()).commit()
    words = CITIES[request.param]
    path = Path(f"plans/{words['new']}.yaml")
    path.write_text(path.read_text("utf-8").replace("title:", "title: Baru,", 1), encoding="utf-8")
    Path("rpjmd.csv").write_text(PLACED, encoding="utf-8")
    return words


def reports(command: str) -> list[tuple[str, str]]:
    assert command in REPORTS, f"`{command}` has a --format; say in REPORTS how to run it and what its JSON is"
    return REPORTS[command]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", FORMATS)
def test_every_format_that_is_offered_is_rendered(
    run: Runner, city: dict[str, str], command: str, language: Language
) -> None:
    """A format without a renderer would print another one."""
    forms = getattr(FORMATS[command].type, "choices", ())
    assert forms, f"the --format of `{command}` is no choice"
    for words, _ in reports(command):
        made: dict[str, str | bytes] = {}
        for form in forms:
            # What is no text goes to a file.
            file = ["--output", f"result.{form}"] if form in OFFICE else []
            result = run(*words.format(**city).split(), "--format", form, "--lang", language, *file)
            assert result.code != 2, (words, form, result.err)
            written = Path(f"result.{form}").read_bytes() if file else result.out
            assert written not in (b"", "", *made.values()), f"`{words} --format {form}` prints nothing of its own"
            made[form] = written


def closed(schema: Any) -> Any:
    """The same schema, which then allows no key that it does not name."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return inner if not isinstance(schema.get("properties"), dict) else {"additionalProperties": False, **inner}


@pytest.mark.parametrize("command", FORMATS)
def test_every_result_is_as_its_schema_says(run: Runner, city: dict[str, str], command: str) -> None:
    for words, name in reports(command):
        assert name in schemas.RESULTS, f"the JSON of `{words}` has no schema: `{name}` is not in RESULTS"
        result = json.loads(run(*words.format(**city).split(), "--format", "json").out)
        jsonschema_rs.validator_for(closed(schemas.schema(name))).validate(result)


def test_every_schema_of_a_result_is_that_of_a_command() -> None:
    assert {name for command in FORMATS for _, name in reports(command)} == set(schemas.RESULTS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_its_help(command: str) -> None:
    """A key that has no sentence is told as it is; what all languages say alike was not translated."""
    helps = {language: helps_of(command, language) for language in LANGUAGES}
    lacking = [
        f"{name} in {language}"
        for language, texts in helps.items()
        for name, text in texts.items()
        if not text or KEY.fullmatch(text)
    ]
    assert lacking == []
    assert [name for name in helps["en"] if len({texts[name] for texts in helps.values()}) == 1] == []


def helps_of(command: str, language: Language) -> dict[str, str | None]:
    """The help of a command and of each of its arguments and options."""
    found = commands(language)[command]
    return {command: found.help, **{f"{command} {one.name}": getattr(one, "help", None) for one in found.params}}


def test_lang_offers_every_language() -> None:
    offered = {name: getattr(option(command, "--lang"), "metavar", None) for name, command in COMMANDS.items()}
    assert {name: one for name, one in offered.items() if one and set(one.split("|")) != set(LANGUAGES)} == {}


def test_every_edit_is_a_command() -> None:
    assert tuple(edits.EDITS) == app.EDITS


def test_every_module_of_rules_is_registered() -> None:
    folder = Path(rules.__file__).parent
    # Those of tables are no rules about plans; `rules/test_tables` has them all.
    names = [path.stem for path in sorted(folder.glob("[a-z]*.py")) if path.stem != "tables"]
    modules = [import_module(f"smartplan.rules.{name}") for name in names]
    # One that makes a rule, or says that it has some.
    makers = {
        module.__name__
        for module in modules
        if hasattr(module, "RULES") or getattr(module, "Rule", Rule).__module__ != module.__name__
    }
    assert makers == {module.__name__ for module in rules.MODULES}


def test_every_rule_has_an_id_of_its_own() -> None:
    ids = [rule.id for module in rules.MODULES for rule in module.RULES]
    assert [one for one in set(ids) if ids.count(one) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", rules.ALL)
def test_every_rule_has_its_page(run: Runner, rule: str, language: Language) -> None:
    say = Catalogue(language)
    lacking = [key for key in (f"rule.{rule}.title", f"rule.{rule}.why") if key not in say]
    assert lacking == []
    page = run("rules", rule, "--lang", language).out
    for example in (rules.ALL[rule].bad, rules.ALL[rule].good):
        assert bool(example.files) is (rule not in WITHOUT_EXAMPLE), f"the page of `{rule}` has no example"
        assert [name for name in example.files if f"# {name}\n" not in page] == []


def test_every_language_has_names_for_dimensions_and_weights() -> None:
    profiles = [found for name in profile.names() if (found := profile.load(name)) is not None]
    dimensions = [one for found in profiles for one in found.dimensions.values()]
    labels = [
        *(label for found in profiles for label in (found.title, found.about)),
        *(label for one in dimensions for label in (one.name, *one.subdimensions.values())),
        *(scheme.title for scheme in profile.schemes().values()),
    ]
    assert [label for label in labels if label.keys() != set(LANGUAGES)] == []
    for one in dimensions:
        assert one.short.keys() <= one.subdimensions.keys()
        assert {language for label in one.short.values() for language in label} <= set(LANGUAGES)


@pytest.mark.parametrize("name", profile.names())
def test_every_crosswalk_leads_from_a_place_to_a_place(name: str) -> None:
    def places(of: str) -> set[str]:
        found = profile.load(of)
        assert found is not None, of
        return {written(*place) for place in found.places}

    this = profile.load(name)
    assert this is not None
    for other, ways in this.crosswalk.items():
        assert ways.keys() <= places(other)
        assert [place for place, ones in ways.items() if not ones or not places(name).issuperset(ones)] == []


def test_the_default_profile_is_there() -> None:
    assert profile.DEFAULT in profile.names()
    assert profile.OFFICIAL in LANGUAGES
