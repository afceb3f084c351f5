"""Every sentence a person reads, in Indonesian and English: one folder a language, one module an area.

To add a language, copy a folder, name it in Language, add its names to the TOML files of plan/, and run
`python -m tests.campaigns.cldr`, which takes from CLDR how it writes numbers; tests hold the keys and placeholders of
all against each other, and that no name lacks a language.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, Literal, get_args

Language = Literal["en", "id"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
AREAS: Final = (
    "cli",
    "rules",
    "diff",
    "matrix",
    "report",
    "document",
    "coverage",
    "summary",
    "story",
    "agenda",
    "roadmap",
    "inputs",
    "review",
    "evaluations",
    "edit",
    "list",
    "todo",
    "stale",
    "undo",
    "table",
    "export",
    "html",
    "ci",
    "config",
    "schema",
    "help",
    "man",
)
_HERE = Path(__file__).parent
_VARIABLE = "SMARTPLAN_LANG"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


class Count(int):
    """A number that brings its noun: `{n:programme|programmes}` prints `1 programme` or `3 programmes`."""

    def __format__(self, spec: str) -> str:
        if "|" not in spec:
            return int(self).__format__(spec)
        one, many = spec.split("|")
        return f"{int(self)} {one if self == 1 else many}"


class Catalogue:
    """The sentences of one language.

    `plans` is the folder of plans where it was named, for the commands that a sentence tells to run.
    """

    def __init__(self, language: Language, plans: str | None = None) -> None:
        self.language, self.plans = language, plans
        self._texts: dict[str, dict[str, str]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._area(key)

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence of that key with its values filled in; the key itself where no sentence is known by it."""
        template = self._area(key).get(key)
        if template is None:
            return key
        values = {name: _countable(value) for name, value in values.items()}
        if "`smartplan " in template:
            from smartplan.messages.command_lines import fill

            return fill(template, values, self.plans)
        return template.format_map(values) if values else template

    def file(self, name: str) -> str:
        """A whole text of the language, such as the first revision of a plan; its folder has it as a file."""
        return _file(self.language, name)

    def _area(self, key: str) -> Mapping[str, str]:
        first = key.partition(".")[0]
        found = self._texts.get(first)
        if found is None:
            area = first if first in AREAS else _AREA_OF.get(first, "cli")
            found = self._texts[first] = import_module(f"smartplan.messages.{self.language}.{area}").TEXTS
        return found


# The first word of a key is its area or tells it, so that only what is printed is loaded.
_AREA_OF: Final = {
    "rule": "rules",
    "finding": "rules",
    "problem": "rules",
    "type": "rules",
    "family": "rules",
    "kind": "diff",
    "field": "diff",
    "value": "diff",
    "hole": "coverage",
    "share": "coverage",
}


@cache
def _file(language: Language, name: str) -> str:
    return (_HERE / language / name).read_text("utf-8")


@cache
def catalogue(language: Language, plans: str | None = None) -> Catalogue:
    """The catalogue of a language, for a run on this folder of plans where one was named."""
    return Catalogue(language, plans)


def choose(
    arguments: Sequence[str] = (), environment: Mapping[str, str] | None = None, setting: str | None = None
) -> Language:
    """The language asked for by `--lang`, by SMARTPLAN_LANG, by the `setting` of the repository or by the locale.

    The first that is known; else English.
    """
    return chosen_by(arguments, environment, setting)[0]


def chosen_by(
    arguments: Sequence[str] = (), environment: Mapping[str, str] | None = None, setting: str | None = None
) -> tuple[Language, str]:
    """The same, and what asked for it: `--lang`, a variable, `settings`, or nothing."""
    environment = os.environ if environment is None else environment
    for by, name in _asked_for(arguments, environment):
        known = _known(name)
        if known:
            return known, by
    set_ = _known(setting) if setting else None
    if set_:
        return set_, "settings"
    for variable in _LOCALE:
        if environment.get(variable):
            return _known(environment[variable]) or "en", variable
    return (_windows() if sys.platform == "win32" else "en"), ""


def unknown_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[str, str] | None:
    """A language that was asked for and is not known, behind what it was asked by: `--lang` or SMARTPLAN_LANG.

    A locale asks for none: it says where somebody lives.
    """
    return next((one for one in _asked_for(arguments, environment) if not _known(one[1])), None)


def given(option: str, arguments: Sequence[str]) -> Iterator[str]:
    """The values of an option on a command line that nobody has taken apart yet."""
    for argument, following in zip_longest(arguments, arguments[1:]):
        if argument == "--":
            break
        if argument.startswith(f"{option}="):
            yield argument.partition("=")[2]
        elif argument == option and following is not None:
            yield following


def _asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from (("--lang", value) for value in given("--lang", arguments))
    if environment.get(_VARIABLE):
        yield _VARIABLE, environment[_VARIABLE]


def _known(name: str) -> Language | None:
    short = name.lower().replace("-", "_").partition("_")[0].partition(".")[0]
    return next((language for language in LANGUAGES if language == short), None)


def _windows() -> Language:
    import locale

    return _known((locale.getlocale()[0] or "").replace("Indonesian", "id")) or "en"


def _countable(value: Any) -> Any:
    return Count(value) if isinstance(value, int) and not isinstance(value, bool) else value
