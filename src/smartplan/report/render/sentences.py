"""A finding as a sentence in a language, safe to print: no control or bidirectional character reaches a terminal."""

import re
from typing import Any

from smartplan.messages import Catalogue
from smartplan.plan.finding import Finding
from smartplan.report.render import links
from smartplan.report.render.years import spans

_TYPED = ("expected", "got")
# What has no look of its own, or takes that of something else: controls, formats such as those of direction and of no
# width, halves of characters, ends of lines and paragraphs.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
# The colours that a style gives, and no other sequence.
_COLOUR = r"\x1b\[(?:[0-9]|3[0-7])(?:;(?:[0-9]|3[0-7]))*m"
# What the runner of a GitHub workflow takes for a command, wherever a step prints it: a line that begins with two
# colons after any blanks, and the older form anywhere in a line.
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.M)
_LONGEST = 200
# Numbers that a finding tells of, by its rule; all others are to be found in the file, or written into it.
_NUMBERS = {
    "negative-money": ("value",),
    "money-implausible": ("value", "usual"),
    "budget-not-sum": ("value", "sum"),
    "actions-over-budget": ("value", "sum"),
    "out-of-range": ("value", "limit"),
    "index-disagrees": ("value", "index"),
    "target-against-direction": ("old", "new"),
}
_WORDS = re.compile(r"[^a-z]+")


def sentence(finding: Finding, say: Catalogue) -> str:
    """What is wrong and what to do."""
    key = f"finding.{finding.rule}" + (f".{finding.variant}" if finding.variant else "")
    told = _NUMBERS.get(finding.rule, ())
    return say(
        key,
        **{
            name: _number(value, say) if name in told else _value(name, value, say)
            for name, value in finding.values.items()
        },
    )


def escape_controls(text: str) -> str:
    """Text of a plan with what could steer a terminal, or hide, shown as its code. Line breaks and tabs stay."""
    if text.isprintable():
        return text
    from unicodedata import category

    for one in {one for one in text if not one.isprintable() and one not in "\t\n" and category(one) in _UNSEEN}:
        text = text.replace(one, _code(one))
    return text


def sanitise(text: str, *, colour: bool = False, linked: bool = False, commands: bool = False) -> str:
    """A whole output in which nothing but our colours and links steers a terminal, and no text of a plan a workflow.

    The last gate, for every format: in JSON the codes are the very same data, for there such a character can only stand
    in a string. `colour`, `linked` and `commands` say that the output has some of our own.
    """
    if not text.replace("\n", "").isprintable():
        ours = "|".join([_COLOUR] * colour + [links.OURS] * linked)
        text = "\n".join(line if line.isprintable() else _line(line, ours) for line in text.split("\n"))
    if not commands and "::" in text:
        text = _COMMAND.sub(r"\1\\u003a", text)
    return text.replace("##[", "#\\u0023[")


def _line(line: str, ours: str) -> str:
    if not ours:
        return escape_controls(line)
    # Every other part is one of ours.
    parts = re.split(f"({ours})", line)
    return "".join(links.sent(part) if index % 2 else escape_controls(part) for index, part in enumerate(parts))


def _code(character: str) -> str:
    """In the form of JSON, which takes one beyond the first plane in two halves."""
    data = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[at : at + 2].hex()}" for at in range(0, len(data), 2))


def one_line(text: str | None) -> str:
    """Text of a plan on one line; nothing for what is not stated."""
    return escape_controls(" ".join(text.split())) if text else ""


def _number(value: Any, say: Catalogue) -> Any:
    """A number as the language writes it, of a number or a text."""
    from smartplan.report.render.numbers import number
    from smartplan.report.render.written import written_measure

    if isinstance(value, str):
        return escape_controls(written_measure(value, say.language))
    return number(value, say.language) if isinstance(value, int | float) else value


def _value(name: str, value: Any, say: Catalogue) -> Any:
    if name in _TYPED:
        return say(f"type.{value}")
    if name == "problem":
        # The commonest of what the parser says, which it says in English alone.
        key = f"problem.{_WORDS.sub('-', value.lower()).strip('-')}"
        return say(key) if key in say else value
    if isinstance(value, list):
        return spans(value)
    if isinstance(value, str):
        text = escape_controls(value.replace("\n", " "))
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return value
