"""Every sentence that the code asks for is there, and none that it never asks for; an unknown key ends nothing."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from msgspec.json import schema

import smartplan
from smartplan import errors
from smartplan.analysis.gaps import KINDS as HOLES
from smartplan.analysis.groups import By
from smartplan.analysis.inputs import How
from smartplan.analysis.rows import Executed
from smartplan.analysis.shares import SHARES
from smartplan.compare.changes import Fate, HighlightKind, Lineage, Link
from smartplan.messages import AREAS, LANGUAGES, Catalogue, Language
from smartplan.operations.diff_since import FileStatus as StatusSince
from smartplan.operations.settings import Origin
from smartplan.operations.show import State
from smartplan.plan import evaluation, field_types, model, review
from smartplan.plan.finding import Severity
from smartplan.plan.schema import shape
from smartplan.plan.settings import Settings
from smartplan.plan.sound import TYPES
from smartplan.report.pages.roadmap import YearState
from smartplan.rules import ALL
from smartplan.rules.rule import Family
from smartplan.workspace.chain import Predecessor
from tests.helpers.runner import ROOT

SOURCE = Path(smartplan.__file__).parent
# They look like keys, and are none.
NO_KEYS = {
    "coverage.fail-under": "a setting",
    "diff.smartplan.command": "a setting of git",
    "diff.smartplan.textconv": "a setting of git",
    "problem.severity": "a property of SARIF",
    "review.md": "a file",
    "review.schema.json": "a file",
}
ERRORS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.SmartplanError)]


@cache
def catalogue() -> frozenset[str]:
    """Every key."""
    return frozenset(key for area in AREAS for key in import_module(f"smartplan.messages.en.{area}").TEXTS)


@cache
def code() -> list[tuple[str, ast.AST]]:
    """What the source, the man page and the site are made of, with the name of the file; without the sentences."""
    sentences = {SOURCE / "messages" / language for language in LANGUAGES}
    paths = [path for path in SOURCE.rglob("*.py") if sentences.isdisjoint(path.parents)]
    paths += [ROOT / "docs/man.py", ROOT / "docs/site.py"]
    return [(path.name, node) for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8")))]


@cache
def looks() -> re.Pattern[str]:
    """What looks like a key: a first word that a key has, and more behind it."""
    firsts = "|".join(sorted({key.partition(".")[0] for key in catalogue()}))
    return re.compile(rf"({firsts})(\.[a-z0-9_-]+)+")


def literal_keys() -> dict[str, set[str]]:
    """Keys that the code names outright, with where: what `say` and a wrong usage are given, and whatever looks like a key."""
    found: dict[str, set[str]] = {}
    for name, node in code():
        keys: list[str] = []
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "UsageError") and node.args:
            keys = list(_strings(node.args[0]))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and looks().fullmatch(node.value):
            keys = [node.value]
        for key in keys:
            found.setdefault(key, set()).add(name)
    return found


@cache
def made_keys() -> dict[re.Pattern[str], str]:
    """Keys that the code puts together of words and what stands between them, with where."""
    found = {}
    for name, node in code():
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else "(.+)" for one in node.values]
            pattern = re.compile("".join(parts))
            if looks().fullmatch(pattern.pattern.replace("(.+)", "x").replace("\\", "")):
                found[pattern] = name
    return found


def _strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)


@cache
def words() -> frozenset[str]:
    """Every name and every text in the code: of these a key is put together."""
    found: set[str] = {"true", "false"}
    for _, node in code():
        match node:
            case (
                ast.Constant(value=str(word))
                | ast.Name(id=word)
                | ast.Attribute(attr=word)
                | ast.arg(arg=word)
                | ast.keyword(arg=str(word))
            ):
                found.add(word)
    return frozenset(found)


def is_asked_for(key: str) -> bool:
    """Whether the code names a key, or can put it together."""
    # These are made of what the library says that reads YAML.
    if key in words() or key.startswith("problem."):
        return True
    made = [found.groups() for pattern in made_keys() if (found := pattern.fullmatch(key))]
    # An error, or a wrong usage, is told in a variant of its key.
    starts = [*(kind.key for kind in ERRORS), *(word for word in words() if word.startswith(("error.", "help.")))]
    made += [(key[len(start) + 1 :],) for start in starts if key.startswith(f"{start}.")]
    return any(all(is_said(word) for part in parts for word in _split(part)) for parts in made)


def _split(part: str) -> list[str]:
    return [part] if is_said(part) else part.split(".")


def is_said(word: str) -> bool:
    """Whether the code has a word, or its beginning and an ending such as `-long`."""
    stem, dash, ending = word.rpartition("-")
    return word in words() or (f"{dash}{ending}" in words() and stem in words())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_the_code_names_is_there(language: Language) -> None:
    say, keys = Catalogue(language), literal_keys()
    assert len(keys) > 100
    assert {key: where for key, where in keys.items() if key not in say and key not in NO_KEYS} == {}


def test_what_is_no_key_is_there() -> None:
    assert NO_KEYS.keys() - literal_keys().keys() == set()


def test_every_key_that_the_code_puts_together_can_be_one() -> None:
    assert {
        pattern.pattern: where
        for pattern, where in made_keys().items()
        if not any(pattern.fullmatch(key) for key in catalogue())
    } == {}


def test_every_sentence_is_asked_for() -> None:
    assert [key for key in sorted(catalogue()) if not is_asked_for(key)] == []


FUNDS, GIVEN = get_args(field_types.Fund), get_args(field_types.Disposition)
FIELDS = {
    field
    for kind in (model.Plan, model.City, model.Period, model.Rpjmd, model.Agency, model.Source, model.Team, model.Readiness,
                 model.ReadinessItem, model.Dimension, model.Programme, model.Indicator, model.Withdrawal)
    for field in kind.__struct_encode_fields__
}  # fmt: skip
# Words of the code that a person reads: the key of their sentence, the words, and those that need none.
WORDS: list[tuple[str, Iterable[str], set[str]]] = [
    *(
        ("value.{}", get_args(kind), set())
        for kind in (field_types.PlanStatus, field_types.Record, field_types.Reason, field_types.Role, field_types.Tier, field_types.ProgrammeKind, field_types.Horizon,
                     field_types.Status, field_types.Ran, field_types.Level, field_types.Direction)
    ),
    ("field.{}", FIELDS, set()),
    ("report.fund.{}", FUNDS, set()),
    ("report.record.{}", get_args(field_types.Record), {"official"}),
    ("inputs.disposition.{}", GIVEN, set()),
    ("inputs.kind.{}", get_args(review.ReviewKind), set()),
    ("inputs.done.{}", get_args(How), set()),
    # A chain is named by its links.
    ("diff.{}", get_args(Link), {"chain"}),
    ("diff.{}", get_args(Fate), set()),
    ("diff.{}", get_args(Lineage), set()),
    ("diff.weight.{}", get_args(HighlightKind), set()),
    ("diff.since.{}", get_args(StatusSince), set()),
    ("story.state.{}", get_args(State), {"present"}),
    ("story.predecessor.{}", get_args(Predecessor), {"found"}),
    ("coverage.by.{}", get_args(By), {"subdimension"}),
    ("report.executed.{}", get_args(Executed), set()),
    ("agenda.executed.{}", get_args(Executed), set()),
    ("roadmap.term.{}", get_args(field_types.Horizon), set()),
    ("roadmap.sign.{}", get_args(YearState), set()),
    ("summary.executed.{}", get_args(Executed), set()),
    ("evaluations.component.{}", evaluation.Scores.__struct_fields__, set()),
    ("hole.{}", HOLES, set()),
    ("hole.{}.close", HOLES, set()),
    ("story.{}", [hole for hole in HOLES if hole.startswith(("programme-", "indicator-"))], set()),
    ("share.{}", SHARES, set()),
    ("family.{}", get_args(Family), set()),
    ("config.origin.{}", get_args(Origin), {"settings"}),
    ("cli.severity.{}", get_args(Severity), set()),
    ("cli.count.{}", get_args(Severity), set()),
    # Only its variants are told.
    ("finding.{}", ALL, {"unreadable-neighbour"}),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "known", "without"), WORDS, ids=lambda part: part if isinstance(part, str) else "")
def test_every_word_of_a_vocabulary_has_its_sentence(
    key: str, known: Iterable[str], without: set[str], language: Language
) -> None:
    say = Catalogue(language)
    assert {key.format(word) for word in known if key.format(word) not in say} == {key.format(one) for one in without}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_sentence(language: Language) -> None:
    say = Catalogue(language)
    assert [kind.__name__ for kind in ERRORS if kind.key not in say] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_a_file_is_described(language: Language) -> None:
    described = import_module(f"smartplan.messages.{language}.schema").TEXTS.keys()
    definitions = [one for root in map(shape, TYPES) for one in (root, *root["$defs"].values())]
    definitions += schema(Settings)["$defs"].values()
    assert described == {f"schema.{one['title']}.{key}" for one in definitions for key in one["properties"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_key_is_told_as_it_is(language: Language) -> None:
    say = Catalogue(language)
    assert say("cli.no-such-sentence") == "cli.no-such-sentence"
    assert say("no-area.at-all", path="x") == "no-area.at-all"
    assert "cli.no-such-sentence" not in say
