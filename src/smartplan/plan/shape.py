"""The shape of a file with faults: what the schema finds, as findings, and the typed model of all that is sound."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, islice
from typing import Any, Literal, NamedTuple

import jsonschema_rs
import msgspec
from msgspec.structs import replace

from smartplan.plan.finding import MAX_FAULTS, Address, Finding
from smartplan.plan.names import nearest
from smartplan.plan.schema import shape
from smartplan.plan.sound import Shaped, convert
from smartplan.plan.spelled import Spelling, commas, empty, number, settled, want
from smartplan.plan.subject import Subject
from smartplan.plan.violations import Schema, Violation, at, violations
from smartplan.plan.words import RULE

# The rules of what does not fit, where none stands beside it.
_OTHERWISE = {"pattern": "bad-text", "minimum": "out-of-range", "maximum": "out-of-range"}
_TIGHT = re.compile(r"(?P<key>[A-Za-z_][\w-]*|\d{4}):(?P<value>[^\s:/\\].*)")
# What is part of a funding source and goes by a name of its own.
_FUNDING = {"pad": "apbd", "dau": "apbd", "dak_fisik": "dak", "dak_nonfisik": "dak"}
_TYPES = {
    "string": "text",
    "integer": "whole_number",
    "number": "number",
    "boolean": "yes_no",
    "array": "list",
    "object": "mapping",
}


@cache
def _validator(subject: Subject) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(shape(subject))


class Flood(NamedTuple):
    """So much is wrong that nobody would call it a plan; the first of the findings says so."""

    findings: list[Finding]


def check(data: Any, subject: Subject, text: Spelling) -> Shaped | Flood:
    """Hold the data of a file against the schema of its subject."""
    if not isinstance(data, dict):
        finding = Finding("wrong-type", values={"expected": "mapping", "got": kind_of(data)})
        return Shaped(convert({}, subject), [finding])
    root = shape(subject)
    if text.doubtful:
        data = _with(data, settled(text.doubtful, root))
    findings = list(islice(chain(commas(text.commas, root), _findings(data, subject, text)), MAX_FAULTS + 1))
    if len(findings) > MAX_FAULTS:
        more = findings.pop()
        return Flood([replace(more, rule="too-large", variant="faults", values={"limit": MAX_FAULTS}), *findings])
    unsound = frozenset(text.commas).union(finding.path for finding in findings if not _is_absent(finding))
    unsound |= {figure for finding in findings if (figure := _figure(finding, root)) is not None}
    sound = _without(data, unsound) if unsound else data
    if text.nulls:
        sound = _without_nulls(sound)
    try:
        content = convert(sound, subject)
    except msgspec.ValidationError:
        # To JSON Schema 5.0 is a whole number, to the model it is not.
        content = convert(_with_whole_numbers(sound), subject)
    missing = {(*finding.path, finding.values["key"]) for finding in findings if _is_absent(finding)}
    return Shaped(content, findings, unsound | missing, _kept(data, unsound))


def _findings(data: dict[str, Any], subject: Subject, text: Spelling) -> Iterator[Finding]:
    if _validator(subject).is_valid(data):
        return
    # Of these the comma is told.
    seen: set[tuple[str, Address]] = {("", path) for path in text.commas}
    for violation in violations(shape(subject), data):
        finding = _translated(violation, text)
        # The same value can fail twice, such as by its type and by its range.
        missing = _is_absent(finding)
        place = ("missing-key", (*finding.path, finding.values["key"])) if missing else ("", finding.path)
        if place not in seen:
            seen.add(place)
            yield finding


def _is_absent(finding: Finding) -> bool:
    """Whether the address of a finding is of what lacks a key. A text that says nothing has an address of its own."""
    return finding.rule == "missing-key" and finding.variant != "blank"


def _figure(finding: Finding, root: Schema) -> Address | None:
    """The address of the figure whose value a finding leaves out: without it nothing is left of the figure."""
    *path, key = (*finding.path, finding.values["key"]) if _is_absent(finding) else finding.path or ("",)
    return tuple(path) if key == "value" and "value" in at(root, tuple(path)).get("required", ()) else None


def _translated(violation: Violation, text: Spelling) -> Finding:
    """A violation of the schema in the words of our rules."""
    name, path, value, schema, key = violation
    if name in ("additionalProperties", "propertyNames") and value[key] is None:
        tight = _TIGHT.fullmatch(key)
        if tight:
            return _blank_after_colon(tight, (*path, key), "key")
    if name == "required":
        return Finding("missing-key", path, "key", values={"key": key})
    if name == "additionalProperties":
        return _near("unknown-key", (*path, key), "key", key, schema["properties"], key=key)
    if name == "propertyNames":
        return _bad_key(schema, key, path)
    if name == "type":
        return _wrong_type(value, schema, path, text)
    shown = _shown(value, path, text)
    if name == "enum":
        return _not_among(schema["enum"], value, path, shown)
    if name == "pattern" and want(schema) == "measure":
        return replace(empty(text.written(path)), path=path)
    rule = schema.get(RULE, _OTHERWISE[name])
    if name != "pattern":
        return Finding(rule, path, values={"value": shown, "limit": schema[name]})
    if rule == "missing-key":
        return Finding(rule, path, variant="blank", values={"key": str(path[-1])})
    return Finding(rule, path, values={"value": value})


def _not_among(options: list[Any], value: Any, path: Address, shown: str) -> Finding:
    if value is None and isinstance(path[-1], str):
        return Finding("missing-key", path[:-1], "key", values={"key": path[-1]})
    if value is None or isinstance(value, (dict, list)):
        return Finding("wrong-type", path, values={"expected": "text", "got": kind_of(value)})
    choices = [str(option) for option in options if option is not None]
    return _near("unknown-value", path, "value", shown, choices, value=shown, choices=", ".join(choices))


def _wrong_type(value: Any, schema: dict[str, Any], path: Address, text: Spelling) -> Finding:
    names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    expected = [_TYPES.get(name, name) for name in names if name != "null"]
    if value is None and path and isinstance(path[-1], str):
        # `key:` with nothing after it counts as absent.
        return Finding("missing-key", path[:-1], "key", values={"key": path[-1]})
    if (
        "text" in expected
        and "number" not in expected
        and isinstance(value, (int, float))
        and not isinstance(value, bool)
    ):
        return Finding("wrong-type", path, variant="quote", values={"value": _shown(value, path, text)})
    if isinstance(value, (str, float)):
        said = number(_shown(value, path, text), want(schema))
        if said is not None:
            return replace(said, path=path)
    if expected == ["mapping"] and isinstance(value, str) and (tight := _TIGHT.fullmatch(value)):
        return _blank_after_colon(tight, path, "value")
    wanted = "measure" if want(schema) == "measure" else expected[0]
    return Finding("wrong-type", path, values={"expected": wanted, "got": kind_of(value)})


def _blank_after_colon(found: re.Match[str], path: Address, at: Literal["key", "value"]) -> Finding:
    """`name:Portal` is a text to YAML, or in braces a key."""
    fixed = f"{found['key']}: {found['value']}"
    return Finding("wrong-type", path, at, variant="blank_after_colon", values={"fixed": fixed})


def _bad_key(schema: dict[str, Any], key: str, path: Address) -> Finding:
    here = (*path, key)
    if "enum" in schema:
        choices = [str(option) for option in schema["enum"]]
        values = {"value": key, "choices": ", ".join(choices)}
        whole = _FUNDING.get(key.lower(), "")
        if whole in choices:
            return Finding("unknown-value", here, "key", variant="part", values={**values, "write": whole})
        return _near("unknown-value", here, "key", key, choices, **values)
    return Finding(schema.get(RULE, _OTHERWISE["pattern"]), here, "key", values={"value": key})


def _near(rule: str, path: Address, at: Any, wrong: str, known: Iterable[str], /, **values: Any) -> Finding:
    """A finding with the nearest known name where there is one."""
    near = nearest(wrong, known)
    if near is None:
        return Finding(rule, path, at, values=values)
    return Finding(rule, path, at, variant="nearest", values={**values, "nearest": near})


def kind_of(value: Any) -> str:
    """The name of a value's type, as the sentences know it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes_no"
    return {str: "text", int: "whole_number", float: "number", list: "list", dict: "mapping"}[type(value)]


def _shown(value: Any, path: Address, text: Spelling) -> str:
    """A scalar as the file writes it, a text without its quotes."""
    if isinstance(value, (str, dict, list)) or value is None:
        return str(value)
    return text.written(path) or (str(value).lower() if isinstance(value, bool) else str(value))


def _without(data: Any, paths: Iterable[Address]) -> Any:
    """A copy along the paths with what stands there left out."""
    heads: dict[str | int, list[Address]] = {}
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


def _with(data: Any, values: Mapping[Address, Any]) -> Any:
    """A copy along the paths with other values there."""
    heads: dict[str | int, dict[Address, Any]] = {}
    for path, value in values.items():
        if not path:
            return value
        heads.setdefault(path[0], {})[path[1:]] = value
    entries = enumerate(data) if isinstance(data, list) else data.items()
    copied = [(key, _with(value, heads[key]) if key in heads else value) for key, value in entries]
    return [value for _, value in copied] if isinstance(data, list) else dict(copied)


def _kept(data: Any, unsound: frozenset[Address]) -> dict[Address, list[int]]:
    """The indices of the sound items of each list that has unsound ones."""
    found: dict[Address, list[int]] = {}
    for path in {path[:-1] for path in unsound if isinstance(path[-1], int)}:
        items = data
        for step in path:
            items = items[step]
        found[path] = [index for index in range(len(items)) if (*path, index) not in unsound]
    return found


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
