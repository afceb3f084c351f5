"""The JSON Schemas of the files, derived from the typed model.

The schema that is published for editors is the model's own plus what holds between parts: agency and period unless the
plan is a reconstruction, and the dimensions of the named profile. `validate` checks the first with the types of the
model, and with the schema where these refuse a file; the second with rules, which say more than a schema can. A test
holds the two against each other. What the fields mean is put in where a schema is rendered, for it stands in the
messages.
"""

from functools import cache
from typing import Any

import msgspec

from smartplan.plan import profile
from smartplan.plan.figure import Amount, Reading
from smartplan.plan.sound import TYPES
from smartplan.plan.subject import Subject
from smartplan.plan.words import REQUIRED, RULE, SAYS_SOMETHING

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


@cache
def shape(subject: Subject) -> dict[str, Any]:
    """The schema of the file's own shape; beside its patterns and limits the rules that speak of them."""
    (_, definitions) = msgspec.json.schema_components((TYPES[subject],), ref_template="#/$defs/{name}")
    for definition in definitions.values():
        _finish(definition)
    for figure in (Amount, Reading):
        # What stands there may be a plain number, too: the field says which types there are.
        definitions.get(figure.__name__, {}).pop("type", None)
    definitions = _portable(definitions)
    root = definitions.pop(TYPES[subject].__name__) | {"type": "object"}
    return {"$schema": _DRAFT, **root, "$defs": definitions}


def published(subject: Subject) -> dict[str, Any]:
    """The schema for editors: the shape and what holds between parts."""
    schema = dict(shape(subject))
    if subject == "plan":
        schema["allOf"] = [_unless_reconstruction(), *(_profile(name) for name in profile.names())]
    holder = {"review": "inputs", "evaluation": "recommendations"}.get(subject)
    if holder is not None:
        answer = {"properties": {"disposition": {"enum": ["deferred", "rejected"]}}, "required": ["disposition"]}
        each = {
            "if": answer,
            "then": {"required": ["answer"], "properties": {"answer": {"type": "string", "pattern": SAYS_SOMETHING}}},
        }
        schema["allOf"] = [{"properties": {holder: {"additionalProperties": each}}}]
    return schema


def _portable(schema: Any) -> Any:
    """The same with patterns in the syntax of JSON Schema: there `$` is the end and `\\d` a digit from 0 to 9."""
    if not isinstance(schema, dict):
        return schema
    return {
        key: value.removeprefix("(?a)").replace(r"\Z", "$") if key == "pattern" else _portable(value)
        for key, value in schema.items()
    }


def _finish(definition: dict[str, Any]) -> None:
    """Close the mapping, name what is required, and let `key:` with nothing after it count as absent."""
    properties: dict[str, Any] = definition["properties"]
    # A field without a default is required as well.
    required = {key for key, value in properties.items() if value.pop(REQUIRED, False)}
    definition["required"] = sorted(required.union(definition.get("required", ())))
    definition["additionalProperties"] = False
    definition["type"] = ["object", "null"]
    for key, value in properties.items():
        value.pop("default", None)
        if key in definition["required"]:
            properties[key] = _saying_something(_without_null(value))
        else:
            properties[key] = _or_null(value)
    if not definition["required"]:
        del definition["required"]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema without null, its simple options folded into one so that an error names the value itself."""
    options = [option for option in schema.get("anyOf", []) if option != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    if len(options) == 1:
        rest |= options[0]
    elif options:
        # A whole number is a number. Each keyword speaks of one of the types alone.
        names = [option.get("type", "object") for option in options]
        kinds = [name for name in names if name != "integer" or "number" not in names]
        rest |= {key: value for option in options for key, value in option.items()} | {"type": kinds}
    if "$ref" in rest:
        rest.setdefault("type", "object")
    return _deep(rest)


def _saying_something(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema of a text in which something has to be said."""
    free = schema.get("type") == "string" and not {"pattern", "enum"} & schema.keys()
    return {**schema, "pattern": SAYS_SOMETHING, RULE: "missing-key"} if free else schema


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema, with null allowed; what is referred to allows it itself."""
    schema = _without_null(schema)
    if "$ref" in schema and schema["type"] == "object":
        return {key: value for key, value in schema.items() if key != "type"}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    types = schema.get("type", [])
    return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"]}


def _deep(schema: dict[str, Any]) -> dict[str, Any]:
    """Let an entry of a mapping be null too."""
    inner = schema.get("additionalProperties")
    return {**schema, "additionalProperties": _or_null(inner)} if isinstance(inner, dict) else schema


def _unless_reconstruction() -> dict[str, Any]:
    """Agency and period are required of every plan that is not put together from the public record."""
    programmes = {"additionalProperties": {"required": ["agency"], "properties": {"agency": {"type": "string"}}}}
    dimension = {"properties": {"programmes": programmes}}
    return {
        "if": {"properties": {"record": {"const": "reconstruction"}}, "required": ["record"]},
        "else": {
            "required": ["period"],
            "properties": {"period": {"type": "object"}, "dimensions": {"additionalProperties": dimension}},
        },
    }


def _profile(name: str) -> dict[str, Any]:
    """The dimensions and sub-dimensions of a profile."""
    found = profile.load(name)
    assert found is not None
    dimensions = {}
    for key, dimension in found.dimensions.items():
        programmes: dict[str, Any] = {"additionalProperties": {"properties": {"subdimension": {"type": "null"}}}}
        if dimension.subdimensions:
            keys = {"enum": list(dimension.subdimensions)}
            programmes["additionalProperties"] = {"required": ["subdimension"], "properties": {"subdimension": keys}}
        dimensions[key] = {
            "type": "object",
            "title": dimension.name[profile.OFFICIAL],
            "properties": {"programmes": programmes},
        }
    mapping = {"required": list(dimensions), "additionalProperties": False, "properties": dimensions}
    return {
        "if": {"properties": {"profile": {"const": name}}, "required": ["profile"]},
        "then": {"properties": {"dimensions": mapping}},
    }
