"""An error as a sentence in a language."""

from collections.abc import Sequence
from typing import Any

from smartplan.errors import SmartplanError
from smartplan.messages import Catalogue
from smartplan.report.render.sentences import escape_controls, one_line, sentence


def error_sentence(error: SmartplanError, say: Catalogue) -> str:
    """One sentence: what stopped the tool and what to do."""
    # On one line: a name that a line break stands in must not begin another, which a workflow would take for a command.
    values: dict[str, Any] = {
        name: escape_controls(value).replace("\n", "\\u000a") if isinstance(value, str) else value
        for name, value in error.values.items()
    }
    finding = values.pop("finding", None)
    if finding is not None:
        place = values.pop("place")
        values["problem"] = f"{place.line}:{place.column}: {sentence(finding, say)}"
    if "cause" in values:
        values["problem"] = error_sentence(values.pop("cause"), say)
    if "reason" in values:
        values["reason"] = say(f"error.reason.{values['reason']}")
    if "what" in values:
        values["what"] = say(f"error.what.{values['what']}")
    if "vocabulary" in values:
        from smartplan.messages.vocabulary import KEYS

        start = KEYS[values.pop("words_of", "value")][1]
        keys = {one: f"{start}{one}" for one in values.pop("vocabulary")}
        values["known"] = ", ".join(say(key) if key in say else one for one, key in keys.items())
    if "readings" in values:
        values["readings"] = say("cli.or").join(_reading(*one) for one in values["readings"])
    if "subject" in values:
        values["subject"] = say(f"error.subject.{values['subject']}")
    variant = str(values.get("variant") or ("nearest" if values.get("nearest") else ""))
    if not variant and values.get("known") == "":
        variant = "empty"
    key = f"{error.key}.{variant}" if variant else error.key
    return say(key if key in say else error.key, **values)


def _reading(value: str, names: Sequence[str]) -> str:
    """What is to be typed, with the name that tells it."""
    return f"`{one_line(value)}` ({one_line(names[0])})" if names else f"`{one_line(value)}`"
