"""The shape of a file: what the schema finds, as findings, and the typed model of all that is sound."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jsonschema_rs
import msgspec

from smartplan.plan.finding import Finding, Path
from smartplan.plan.model import Content
from smartplan.plan.names import nearest
from smartplan.reading.document import Document, Subject
from smartplan.reading.schema import TYPES, shape

_BAD_KEY = {"^[A-Za-z0-9]": "bad-id", "^(19|20|21)": "bad-year"}
_BAD_VALUE = {"^[A-Za-z0-9]": "bad-id", r"^\d{2}(": "bad-region-code", r"^\d{4}": "bad-date"}
_TYPES = {
    "string": "text", "integer": "whole_number", "number": "number", "boolean": "yes_no", "array": "list",
    "object": "mapping",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shaped:
    """The typed model of the sound parts; `unsound` are the addresses that the findings speak of."""

    content: Content
    findings: list[Finding]
    unsound: frozenset[Path] = field(default=frozenset())


@cache
def _validator(subject: Subject) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(shape(subject))


def check(document: Document) -> Shaped | None:
    """Hold a document against its schema. None where there is no data to hold."""
    data = document.tree.data
    if data is None:
        return None
    subject = document.subject
    if not isinstance(data, dict):
        finding = Finding("wrong-type", values={"expected": "mapping", "got": kind_of(data)})
        return Shaped(_convert({}, subject), [finding])
    findings = list(_findings(data, subject))
    unsound = frozenset(finding.path for finding in findings if finding.rule != "missing-key")
    sound = _without(data, unsound) if unsound else data
    if document.tree.nulls:
        sound = _without_nulls(sound)
    try:
        content = _convert(sound, subject)
    except msgspec.ValidationError:
        # To JSON Schema 5.0 is a whole number, to the model it is not.
        content = _convert(_with_whole_numbers(sound), subject)
    missing = {(*finding.path, finding.values["key"]) for finding in findings if finding.rule == "missing-key"}
    return Shaped(content, findings, unsound | missing)


def _findings(data: dict[str, Any], subject: Subject) -> Iterator[Finding]:
    seen: set[tuple[str, Path]] = set()
    root = shape(subject)
    for error in _validator(subject).iter_errors(data):
        path = _path(data, error.instance_path)
        for finding in _translate(error, path, root, data):
            # The same value can fail twice, such as by its type and by its range.
            missing = finding.rule == "missing-key"
            place = ("missing-key", (*finding.path, finding.values["key"])) if missing else ("", finding.path)
            if place not in seen:
                seen.add(place)
                yield finding


def _path(data: Any, steps: Iterable[str | int]) -> Path:
    """The validator names a key of digits as a number; the data says which it is."""
    path: list[str | int] = []
    for step in steps:
        key = str(step) if isinstance(data, dict) else step
        path.append(key)
        data = data[key]
    return tuple(path)


def _translate(error: jsonschema_rs.ValidationError, path: Path, root: dict[str, Any], data: Any) -> Iterator[Finding]:
    """One error of the schema in the words of our rules."""
    kind: Any = error.kind
    name = kind.name
    if name == "additionalProperties":
        known = _known_keys(root, error.evaluation_path)
        for key in kind.unexpected:
            yield _near("unknown-key", (*path, key), "key", key, known, key=key)
        return
    if name == "required":
        yield Finding("missing-key", path, "key", values={"key": kind.property})
        return
    if name == "propertyNames":
        for step in path:
            data = data[step]
        yield _bad_key(kind.error, path, data)
        return
    value = error.instance
    if name == "type":
        yield _wrong_type(value, kind.types, path)
    elif name == "enum" or name == "const":
        choices = [str(option) for option in getattr(kind, "options", [1]) if option is not None]
        if value is None:
            yield Finding("missing-key", path[:-1], "key", values={"key": str(path[-1])})
        elif isinstance(value, (dict, list)):
            yield Finding("wrong-type", path, values={"expected": "text", "got": kind_of(value)})
        else:
            shown = _shown(value)
            yield _near("unknown-value", path, "value", shown, choices, value=shown, choices=", ".join(choices))
    elif name == "pattern":
        rule = next((rule for start, rule in _BAD_VALUE.items() if kind.pattern.startswith(start)), "bad-text")
        yield Finding(rule, path, values={"value": value})
    elif name in ("minimum", "maximum"):
        year = kind.limit in (1900, 2199)
        yield Finding(
            "bad-year" if year else "out-of-range", path, values={"value": _shown(value), "limit": kind.limit}
        )
    else:
        yield Finding("bad-text", path, values={"value": _shown(value)})


def _wrong_type(value: Any, types: list[str], path: Path) -> Finding:
    expected = [_TYPES.get(name, name) for name in types if name != "null"]
    if value is None and path and isinstance(path[-1], str):
        # `key:` with nothing after it counts as absent.
        return Finding("missing-key", path[:-1], "key", values={"key": path[-1]})
    if expected == ["text"] and isinstance(value, (int, float)) and not isinstance(value, bool):
        return Finding("wrong-type", path, variant="quote", values={"value": _shown(value)})
    wanted = "measure" if len(expected) > 1 else expected[0]
    return Finding("wrong-type", path, values={"expected": wanted, "got": kind_of(value)})


def _bad_key(error: jsonschema_rs.ValidationError, path: Path, mapping: dict[str, Any]) -> Finding:
    key = str(error.instance)
    kind: Any = error.kind
    here = (*path, key)
    if kind.name == "enum":
        choices = [str(option) for option in kind.options]
        return _near("unknown-value", here, "key", key, choices, value=key, choices=", ".join(choices))
    pattern: str = kind.pattern
    rule = next((rule for start, rule in _BAD_KEY.items() if pattern.startswith(start)), "bad-text")
    # `{2023: 75,00}` is two keys to YAML, and the second is what came after the comma.
    comma = rule == "bad-year" and key.isdigit() and mapping[key] is None
    return Finding(rule, here, "key", variant="decimal_comma" if comma else "", values={"value": key})


def _near(rule: str, path: Path, at: Any, wrong: str, known: Iterable[str], /, **values: Any) -> Finding:
    """A finding with the nearest known name where there is one."""
    near = nearest(wrong, known)
    if near is None:
        return Finding(rule, path, at, values=values)
    return Finding(rule, path, at, variant="nearest", values={**values, "nearest": near})


def _known_keys(root: dict[str, Any], steps: list[str | int]) -> list[str]:
    """The keys of the mapping in which an unknown one was found, along the way the validator took."""
    node: Any = root
    for step in steps[:-1]:
        node = root["$defs"][node["$ref"].rpartition("/")[2]] if step == "$ref" else node[step]
    return list(node.get("properties", ()))


def kind_of(value: Any) -> str:
    """The name of a value's type, as the sentences know it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes_no"
    return {str: "text", int: "whole_number", float: "number", list: "list", dict: "mapping"}[type(value)]


def _shown(value: Any) -> str:
    """A scalar as the file writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _without(data: Any, paths: Iterable[Path]) -> Any:
    """A copy along the paths with what stands there left out."""
    heads: dict[str | int, list[Path]] = {}
    for path in paths:
        if not path:
            return {}
        heads.setdefault(path[0], []).append(path[1:])
    entries = enumerate(data) if isinstance(data, list) else data.items()
    kept = [
        (key, _without(value, heads[key]) if key in heads else value)
        for key, value in entries
        if () not in heads.get(key, ())
    ]
    return [value for _, value in kept] if isinstance(data, list) else dict(kept)


def _convert(data: Any, subject: Subject) -> Content:
    content: Content = msgspec.convert(data, TYPES[subject], str_keys=True)
    return content


def _with_whole_numbers(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _with_whole_numbers(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_with_whole_numbers(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data


def _without_nulls(data: Any) -> Any:
    """A copy in which a key with nothing after it is absent."""
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_nulls(value) for value in data]
    return data
