"""What other programs read in a text: PyYAML over libyaml, PyYAML alone, ruamel.yaml; as text, whatever they make of it.

`yes`, `012` and dates mean one thing to one and another to the next, and are plain or quoted to all of them alike.
"""

from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from smartplan.yamltext import thorough
from smartplan.yamltext.tree import Tree

READERS = ("libyaml", "PyYAML", "ruamel.yaml")
_KINDS = {"Scalar", "Alias", "MappingStart", "MappingEnd", "SequenceStart", "SequenceEnd"}


def read_by(name: str, text: str) -> list[tuple[Any, ...]] | None:
    """The values of a text, in order; None where the reader cannot read it."""
    try:
        if name == "ruamel.yaml":
            return [*map(_event, YAML(typ="safe", pure=True).parse(text))]
        loader = yaml.CSafeLoader if name == "libyaml" else yaml.SafeLoader
        return [*map(_event, yaml.parse(text, Loader=loader))]
    except (yaml.YAMLError, YAMLError):
        return None


def _event(event: Any) -> tuple[Any, ...]:
    kind = type(event).__name__.removesuffix("Event")
    if kind not in _KINDS:
        return ()
    tag = getattr(event, "tag", None)
    plain = kind == "Scalar" and (event.style or "") == ""
    return kind, getattr(event, "value", None), getattr(event, "anchor", None), str(tag) if tag else "", plain


def read_alike(text: str) -> bool:
    """Whether all of them can read a text, and read the same."""
    first, *others = (read_by(name, text) for name in READERS)
    return first is not None and all(other == first for other in others)


def parsed_alone(text: str) -> Tree:
    """A text as it is read where PyYAML has no C library."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(thorough, "Parser", yaml.SafeLoader)
        return thorough.read(text, None)
