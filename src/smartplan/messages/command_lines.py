"""The commands that a sentence names, between backticks: what they are filled with makes them ready to be run."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_START = "`smartplan "
# What every shell takes as it is, besides letters and digits.
_PLAIN = frozenset("@%+=:,./-_")
# Commands that run without a word more; any other without one is only mentioned.
_BARE = ("validate", "fmt", "log", "evaluations", "undo", "git")
_WITHOUT_FOLDER = ("rules", "schema", "init")


def quoted(word: str) -> str:
    """A word of a command line, in quotes where the shell of the system would take it apart."""
    if word and all(character.isalnum() or character in _PLAIN for character in word):
        return word
    return f'"{word}"' if sys.platform == "win32" else "'" + word.replace("'", "'\"'\"'") + "'"


def fill(template: str, values: Mapping[str, Any], plans: str | None) -> str:
    """A sentence with its values. In a command they are quoted, a list as several words, and `plans` is named."""
    head, *others = template.split(_START)
    filled = [_filled(head, values)]
    for other in others:
        command, _, tail = other.partition("`")
        filled += (_START, _command(command, values, plans), "`", _filled(tail, values))
    return "".join(filled)


def _filled(text: str, values: Mapping[str, Any]) -> str:
    return text.format_map(values) if values else text


def _command(template: str, values: Mapping[str, Any], plans: str | None) -> str:
    words = [word for part in template.split() for word in _words(part, values)]
    name, *rest = words
    # A path of a revision, which comes first, says itself where its folder is.
    named = "--plans" in rest or "/" in "".join(rest[:1])
    if plans is not None and name not in _WITHOUT_FOLDER and (rest or name in _BARE) and not named:
        # Behind the arguments, ahead of the first option.
        at = next((index for index, word in enumerate(words) if word.startswith("--")), len(words))
        words[at:at] = ["--plans", quoted(plans)]
    return " ".join(words)


def _words(part: str, values: Mapping[str, Any]) -> Iterator[str]:
    """A word of a command, or what stands in its place."""
    if not (part.startswith("{") and part.endswith("}")):
        yield part
        return
    value: str | Sequence[str] = values[part[1:-1]]
    yield from map(quoted, [value] if isinstance(value, str) else value)
