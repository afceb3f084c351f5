"""What a schema of ours finds wrong in data: which keyword is broken, and where.

The compiled validator tells in no time that nothing is wrong. Its errors are of no use for the rest: each carries a
copy of what it speaks of, so that a thousand bad keys of one mapping took a gigabyte, the paths make 1 of a key `01`
and leave an empty key out, and all of them are made before the first is seen. The schemas, which are made from the
model, have few keywords; a test holds what is found here against the validator.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from smartplan.plan.finding import Address

Schema = dict[str, Any]
_IS: Final[dict[str, Callable[[Any], bool]]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    # To JSON 5.0 is a whole number.
    "integer": lambda value: not isinstance(value, bool) and (isinstance(value, int) or _is_whole(value)),
}


class Violation(NamedTuple):
    """A keyword that is broken: what stands there, and the schema that has the keyword.

    `key` is the key of a mapping that breaks it, or that the mapping lacks. For `propertyNames` the schema is that of
    the keys.
    """

    keyword: str
    path: Address
    value: Any
    schema: Schema
    key: str = ""


def violations(root: Schema, data: Any) -> Iterator[Violation]:
    """Everything that is wrong, one after the other; in a value of a wrong type nothing else is looked at."""
    return _all(root, root, data, ())


def at(root: Schema, path: Address) -> Schema:
    """The schema of what has that address; empty where there is none."""
    schema = root
    for step in path:
        schema = followed(schema, root)
        if isinstance(step, int):
            found = schema.get("items")
        else:
            found = schema.get("properties", {}).get(step, schema.get("additionalProperties"))
        if not isinstance(found, dict):
            return {}
        schema = found
    return followed(schema, root)


def followed(schema: Schema, root: Schema) -> Schema:
    """The schema itself, in place of a reference to it, with the types that stand beside the reference."""
    if "$ref" not in schema:
        return schema
    found: Schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    return {"type": ["object", "null"], **found, **{key: value for key, value in schema.items() if key != "$ref"}}


def _all(schema: Schema, root: Schema, value: Any, path: Address) -> Iterator[Violation]:
    schema = followed(schema, root)
    if "enum" in schema:
        if isinstance(value, bool) or value not in schema["enum"]:
            yield Violation("enum", path, value, schema)
        return
    types = schema.get("type", ())
    if types and not any(_IS[name](value) for name in ((types,) if isinstance(types, str) else types)):
        yield Violation("type", path, value, schema)
    elif isinstance(value, dict):
        yield from _mapping(schema, root, value, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _all(schema.get("items", {}), root, item, (*path, index))
    elif isinstance(value, str):
        if "pattern" in schema and not _fits(schema["pattern"], value):
            yield Violation("pattern", path, value, schema)
    elif value is not None:
        if "minimum" in schema and value < schema["minimum"]:
            yield Violation("minimum", path, value, schema)
        elif "maximum" in schema and value > schema["maximum"]:
            yield Violation("maximum", path, value, schema)


def _mapping(schema: Schema, root: Schema, value: dict[str, Any], path: Address) -> Iterator[Violation]:
    for key in schema.get("required", ()):
        if key not in value:
            yield Violation("required", path, value, schema, key)
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    for key, item in value.items():
        inner = known.get(key, others)
        if inner is False:
            yield Violation("additionalProperties", path, value, schema, key)
        else:
            yield from _all(inner, root, item, (*path, key))
    names: Schema = schema.get("propertyNames", {})
    for key in value if names else ():
        if not (key in names["enum"] if "enum" in names else _fits(names["pattern"], key)):
            yield Violation("propertyNames", path, value, names, key)


def _is_whole(value: Any) -> bool:
    return isinstance(value, float) and value.is_integer()


def _fits(pattern: str, text: str) -> bool:
    return _compiled(pattern).search(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # To Python `$` would allow a line break behind.
    return re.compile(pattern.replace("$", r"\Z"), re.ASCII)
