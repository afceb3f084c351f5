"""The text of a new plan, in the form that `fmt` gives it once it was laid out."""

from collections.abc import Iterable, Mapping
from typing import Any

from smartplan.tables.to_plan import DraftedPlan
from smartplan.yamltext.emit import key, lines

_SCHEMA = "# yaml-language-server: $schema=plan.schema.json"
# Between these there is a blank line.
_SECTIONS = ("rpjmd", "agencies", "sources")
# From this column on what has a name stands in lines, and not in braces: programmes and their indicators.
_IN_LINES = 6


def plan_text(plan: DraftedPlan, comments: Iterable[str], remarks: Mapping[str, Iterable[str]]) -> str:
    """The plan as YAML, with comments at its head, and remarks above programmes by their ids."""
    found = [_SCHEMA, "#", *map(comment, comments), ""]
    for name, value in plan.head.items():
        if name in _SECTIONS:
            found.append("")
        found.append(_entry(name, value, 0))
    found += ["", "dimensions:"]
    for dimension, programmes in plan.dimensions.items():
        if not programmes:
            found.append(f"  {key(dimension)}: {{}}")
            continue
        found += [f"  {key(dimension)}:", "    programmes:"]
        for id_, programme in programmes.items():
            found += [f"      {comment(line)}" for line in remarks.get(id_, ())]
            found.append(_entry(id_, programme, 6))
    return "\n".join(found) + "\n"


def comment(text: str) -> str:
    """A text as a comment on one line, without what no text of YAML may have."""
    return f"# {''.join(one if one.isprintable() else ' ' for one in text)}".rstrip()


def _entry(name: str, value: Any, column: int) -> str:
    head = f"{' ' * column}{key(name)}:"
    if column < _IN_LINES or not isinstance(value, dict) or not _is_block(value):
        return head + lines(value, column + 2, "\n")
    return "\n".join([head, *(_entry(one, below, column + 2) for one, below in value.items())])


def _is_block(value: Mapping[str, Any]) -> bool:
    return "name" in value or any(isinstance(one, dict) for one in value.values())
