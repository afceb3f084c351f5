"""The sentences of the program and its documents keep to `docs/glossary.md` and to how each language is written."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import smartplan
from smartplan.messages import AREAS, LANGUAGES, Language
from smartplan.report import schemas
from tests.helpers.commands import commands
from tests.helpers.runner import ROOT

GLOSSARY = ROOT / "docs/glossary.md"
TERMS = ["English", "Indonesian", "meaning", "arti", "not in English", "not in Indonesian"]
PHRASES = ["language", "not", "but", "except in"]
NAMES: dict[str, Language] = {"English": "en", "Indonesian": "id"}
# Stands for a value or a name in code: a word of no language.
NO_WORD = "□"
# What may be between the parts of a phrase: words of the same sentence.
BETWEEN = r"(?:\s+[^\s.;:!?|]+){0,3}\s+"
ENDING: dict[Language, str] = {"en": "", "id": "(?:nya|lah|kah|pun)?"}


class Banned(NamedTuple):
    """What is not written, what is written instead, and phrases in which it may be."""

    words: str
    instead: str
    language: Language
    except_in: tuple[str, ...] = ()

    def is_in(self, text: str) -> bool:
        """Whether a text has these words, in lower case or with a capital first letter."""
        for phrase in self.except_in:
            text = _pattern(phrase, self.language).sub(NO_WORD, text)
        return bool(_pattern(self.words, self.language).search(text))


@cache
def _pattern(words: str, language: Language) -> re.Pattern[str]:
    parts = [r"\s+".join(map(re.escape, part.split())) for part in words.split("…")]
    first = f"[{words[0].lower()}{words[0].upper()}]"
    return re.compile(rf"(?<![\w-]){first}{BETWEEN.join(parts)[1:]}{ENDING[language]}(?![\w-])")


@cache
def tables() -> dict[tuple[str, ...], list[list[str]]]:
    """The rows of the tables of the glossary by their heads; those of tables with the same head together."""
    found: dict[tuple[str, ...], list[list[str]]] = {}
    for table in re.findall(r"(?:^\|.*\|\n)+", GLOSSARY.read_text("utf-8"), re.MULTILINE):
        rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in table.splitlines()]
        found.setdefault(tuple(rows[0]), []).extend(rows[2:])
    return found


@cache
def banned() -> tuple[Banned, ...]:
    """All that the glossary says is not written."""
    terms = [
        Banned(word, row[place], language)
        for row in tables()[tuple(TERMS)]
        for place, language in enumerate(LANGUAGES)
        for word in _list(row[place + 4])
    ]
    phrases = [
        Banned(word, but, NAMES[name], tuple(_list(besides)))
        for name, words, but, besides in tables()[tuple(PHRASES)]
        for word in _list(words)
    ]
    return (*terms, *phrases)


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


@cache
def sentences(language: Language) -> dict[str, str]:
    """The sentences of the catalogue by their keys, without values and code; of a noun with its number, the plural."""
    texts = [import_module(f"smartplan.messages.{language}.{area}").TEXTS for area in AREAS]
    return {key: _without_values(text) for area in texts for key, text in area.items()}


def _without_values(text: str) -> str:
    text = re.sub(r"\{\w+:[^{}|]+\|([^{}]+)\}", r"\1", text)
    return re.sub(r"`[^`]*`|\{[^{}]*\}", NO_WORD, text)


def prose(text: str) -> str:
    """A page without blocks of code, words in code, comments, pictures and addresses."""
    text = re.sub(r"^```.*?^```|^(?: {4}[^\n]*\n)+|<!--.*?-->", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return re.sub(r"`[^`]*`|https?://\S+", NO_WORD, text)


def comments(text: str) -> str:
    """The comments of a template of YAML, each a line."""
    return re.sub(r"`[^`]*`|\$\w+", NO_WORD, "\n".join(re.findall(r"(?:^|\s)#+ (.*)$", text, re.MULTILINE)))


def template(path: Path) -> str:
    """What a person reads in a file of `init`: its prose, and the comments of its YAML."""
    text = path.read_text("utf-8")
    if path.suffix == ".yaml":
        return comments(text)
    blocks = re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return "\n".join([prose(text), *map(comments, blocks)])


def results() -> dict[str, str]:
    """What the published schemas say of the results, which are described in English alone."""

    def within(schema: Any, name: str) -> Iterator[tuple[str, str]]:
        if isinstance(schema, list):
            schema = dict(enumerate(schema))
        if isinstance(schema, dict):
            for key, value in schema.items():
                if key == "description" and isinstance(value, str):
                    yield name, prose(value)
                else:
                    yield from within(value, f"{name}.{key}")

    return {name: text for result in schemas.RESULTS for name, text in within(schemas.schema(result), result)}


@cache
def texts(language: Language) -> dict[str, str]:
    """Everything that is held to the glossary in a language, by key or file."""
    suffix = "" if language == "en" else f".{language}"
    pages = [ROOT / f"README{suffix}.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    mine = [page for page in pages if page != GLOSSARY and page.name.partition(".")[2] == f"{suffix}.md"[1:]]
    folder = Path(smartplan.__file__).parent / "messages" / language / "first"
    return {
        **sentences(language),
        **(results() if language == "en" else {}),
        **{str(page.relative_to(ROOT)): prose(page.read_text("utf-8")) for page in mine},
        **{f"first/{path.name}": template(path) for path in sorted(folder.iterdir())},
    }


def breaches(language: Language, found: dict[str, str]) -> Iterator[str]:
    """Each breach of the glossary: where, the words, and what is written instead."""
    for where, text in found.items():
        for one in banned():
            if one.language == language and one.is_in(text):
                yield f"{where}: not `{one.words}` but `{one.instead}`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_keeps_to_the_glossary(language: Language) -> None:
    assert len(texts(language)) > 1000
    found = list(breaches(language, texts(language)))
    assert not found, "\n".join(found)


WRONG: list[tuple[Language, str, list[str]]] = [
    ("en", "This project is no\nprogramme.", ["project", "is no"]),
    ("en", "Hold the old revision against the new one", ["hold … against"]),
    ("en", "Take it out; money", ["money", "take … out"]),
    ("en", "there is no file, and it is no longer here", []),
    ("en", "the projector; PROJECT; sub-project; take all of the four away", []),
    ("en", "Hold this. Against that, nothing is said", []),
    ("id", "Uangnya tidak punya nilai", ["uang", "punya"]),
    ("id", "keuangan kota", []),
    ("id", "tanpa\n  keterangan", ["tanpa keterangan"]),
]


@pytest.mark.parametrize(("language", "sentence", "words"), WRONG)
def test_a_breach_is_found(language: Language, sentence: str, words: list[str]) -> None:
    found = list(breaches(language, {"here": sentence}))
    assert [re.findall("`(.*?)`", line)[0] for line in found] == words


def test_the_place_and_what_to_write_are_told() -> None:
    assert list(breaches("id", {"cli.x": "proyek ini"})) == ["cli.x: not `proyek` but `program`"]


def test_code_and_values_are_no_words() -> None:
    assert _without_values("{n:hole|holes} of `shape` {money}") == "holes of □ □"
    assert prose("a `b`\n\n    c\n\n```sh\nd\n```\n[e](f.md) https://g.h i\n") == "a □\n\n\n\n[e] □ i\n"
    assert comments("# one $start\nkey: value   # two `three`\n#four\n") == "one □\ntwo □"


def test_every_term_has_both_languages_and_is_there_once() -> None:
    rows = tables()[tuple(TERMS)]
    assert set(tables()) == {tuple(TERMS), tuple(PHRASES)}
    assert [row for row in rows if len(row) != len(TERMS) or not all(row[:4])] == []
    for place in range(2):
        terms = [term for row in rows for term in _list(row[place])]
        assert len(terms) > 50
        assert sorted({term for term in terms if terms.count(term) > 1}) == []
    assert {row[0] for row in tables()[tuple(PHRASES)]} == set(NAMES)
    assert [row for row in tables()[tuple(PHRASES)] if not (row[1] and row[2])] == []


def test_nothing_is_ruled_out_twice_or_is_a_term() -> None:
    words = [(one.language, one.words) for one in banned()]
    assert sorted({one for one in words if words.count(one) > 1}) == []
    terms = {
        (language, term)
        for row in tables()[tuple(TERMS)]
        for place, language in enumerate(LANGUAGES)
        for term in _list(row[place])
    }
    assert terms & set(words) == set()


STYLE: list[tuple[str, str, tuple[Language, ...]]] = [
    ("no space before a percent sign", r"[\d□] %", ("en", "id")),
    ("no space between Rp and the amount", r"\bRp [\d□]", ("id",)),
    ("no double space", r"(?<=\S)  +(?=\S)", ("en", "id")),
    ("no space before a mark", r"\w [,;:.!?](?= |$)", ("en", "id")),
    ("three dots are one character", r"\w\.\.\.", ("en", "id")),
    ("a decimal comma", r"\d\.\d+%", ("id",)),
    ("a decimal point", r"\d,\d{1,2}%", ("en",)),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "pattern", "languages"), STYLE, ids=lambda part: part if isinstance(part, str) else ""
)
def test_every_text_is_written_as_the_language_is(
    language: Language, name: str, pattern: str, languages: tuple[Language, ...]
) -> None:
    if language in languages:
        assert {
            where: found.group() for where, text in texts(language).items() if (found := re.search(pattern, text))
        } == {}


def test_each_rule_of_style_finds_what_it_is_about() -> None:
    wrong = ["80 % done", "Rp 5 miliar", "two  spaces", "a mark , here", "and so on...", "12.5%", "12,5%"]
    assert [bool(re.search(pattern, text)) for (_, pattern, _), text in zip(STYLE, wrong, strict=True)] == [True] * 7
    right = "80% of Rp5, e.g. 1.500 or 1,500: a … b\n   c | d"
    assert [name for name, pattern, _ in STYLE if re.search(pattern, right)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_made_of_sentences(language: Language) -> None:
    """Its first paragraph; what follows may be a list or an example."""
    helps = [
        text
        for command in commands(language).values()
        for text in (command.help, *(getattr(one, "help", None) for one in command.params))
        if text
    ]
    assert len(helps) > 150
    first = [text.partition("\n\n")[0] for text in helps]
    assert [text for text in first if not text.endswith((".", "?"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_a_kind_begin_and_end_alike(language: Language) -> None:
    """Descriptions of fields and reasons of rules are sentences; titles and findings have no full stop."""
    known = sentences(language)
    whole = [key for key in known if key.startswith("schema.") or key.endswith(".why")]
    open_ended = [key for key in known if re.match(r"finding\.|hole\.|rule\..+\.title$", key)]
    assert [key for key in whole if not re.fullmatch(r"[\"□(A-Z0-9].*\.", known[key], re.DOTALL)] == []
    assert [key for key in open_ended if known[key].endswith(".")] == []
