"""The words of the vocabularies in every language, as reports print them: what is printed is understood."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Final

from smartplan.messages import LANGUAGES

# By vocabulary: the area of its sentences, and what their keys begin with.
KEYS: Final = {
    "value": ("diff", "value."),
    "field": ("diff", "field."),
    "kind": ("diff", "diff.weight."),
    "fund": ("report", "report.fund."),
    "disposition": ("inputs", "inputs.disposition."),
    "severity": ("cli", "cli.severity."),
    "by": ("coverage", "coverage.row."),
    "share": ("coverage", "share."),
    "column": ("list", "list.column."),
}


@cache
def words(*vocabularies: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """By vocabulary and value its names, those of the first language first; only what is asked for is loaded."""
    found = {name: _names(*KEYS[name]) for name in vocabularies}
    for value, names in found.get("by", {}).items():
        # What is said for it as well, though no report prints it.
        names += [name for texts in _texts("coverage") for name in _listed(texts.get(f"coverage.synonym.{value}", ""))]
    return found


def _listed(text: str) -> list[str]:
    return [name for name in text.split(", ") if name]


def _names(area: str, start: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for texts in _texts(area):
        for key, text in texts.items():
            if key.startswith(start) and "{" not in text:
                found.setdefault(key.removeprefix(start), []).append(text)
    return found


def _texts(area: str) -> Iterator[Mapping[str, str]]:
    return (import_module(f"smartplan.messages.{language}.{area}").TEXTS for language in LANGUAGES)
