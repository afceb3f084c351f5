"""A finding as a sentence in a language, safe to print: no control or bidirectional character reaches a terminal."""

import re
from typing import TYPE_CHECKING, Any

from smartplan.messages import Catalogue
from smartplan.plan.finding import Finding

if TYPE_CHECKING:
    from smartplan.validation import Report

_TYPED = ("expected", "got")
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069]")
_LONGEST = 200


def sentence(finding: Finding, say: Catalogue) -> str:
    """What is wrong and what to do."""
    key = f"finding.{finding.rule}" + (f".{finding.variant}" if finding.variant else "")
    return say(key, **{name: _value(name, value, say) for name, value in finding.values.items()})


def checked(report: "Report", say: Catalogue) -> str:
    """What was looked at, and how many findings were left out as known."""
    parts = [say("cli.checked", rules=report.rules, programmes=report.programmes, files=report.files)]
    if report.accepted:
        parts.append(say("cli.accepted", n=report.accepted))
    if report.ignored:
        parts.append(say("cli.ignored", n=report.ignored))
    return " ".join(parts)


def safe(text: str) -> str:
    """Text of a plan with what could steer a terminal shown as its code."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def flat(text: str | None) -> str:
    """Text of a plan on one line; nothing for what is not stated."""
    return safe(" ".join(text.split())) if text else ""


def _value(name: str, value: Any, say: Catalogue) -> Any:
    if name in _TYPED:
        return say(f"type.{value}")
    if isinstance(value, str):
        text = safe(value.replace("\n", " "))
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return value
