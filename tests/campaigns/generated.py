"""Plans made from the JSON schema by the choices that bytes stand for, and written in a hand that they choose too.

Most of what is made fits the schema, so that the rules, the comparison and the reports get far; now and then a value
is one that nobody reckoned with.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from smartplan.plan import profile
from smartplan.plan.schema import shape
from smartplan.plan.violations import followed

T = TypeVar("T")
_IDS: Final = ("GOV-01", "GOV-02", "LIV-01", "IN-01", "a", "M1", "2023", "no")
# By the key that they stand at: what the parts of a city call each other.
_NAMES: Final[dict[str, Sequence[str]]] = {
    "revision": ("2023", "2019"), "supersedes": ("2019", "2023", "2020"), "profile": ("kominfo", "kominfo-2"),
    "agency": ("dlh", "dkp", "Dinas"), "lead": ("dlh", "dkp"), "partners": ("dlh", "dkp"), "members": ("dlh", "dkp"),
    "missions": ("M1", "M2"), "formerly": ("GOV-01", "LIV-01", "LIV-02"), "because": ("fgd/IN-01", "fgd/IN-02", "x"),
    "sources": ("s1", "s2"), "code": ("64.71", "2.16.03", "64"), "date": ("2022-12-28", "2022", "2022-13-45"),
    "unit": ("menit", "%"), "name": ("Layanan", "Layanan satu", "Sehat"), "reviews": ("2019",), "leads_to": ("2023",),
    "subdimension": ("public_service", "health", "waste"), "dimension": ("governance", "living"),
}  # fmt: skip
_KEYS: Final[dict[str, Sequence[str]]] = {
    "dimensions": ("governance", "living", "environment", "smart"), "agencies": ("dlh", "dkp"), "missions": ("M1", "M2"),
    "sources": ("s1", "s2"), "budget": ("apbd", "csr", "apbn"), "withdrawn": ("LIV-01", "GOV-01"),
}  # fmt: skip
_YEARS: Final = (2019, 2023, 2024, 2026, 1900, 2199)
_ODD: Final[tuple[Any, ...]] = (
    None, True, 0, -1, 2**63, 10**39, 1e308, -0.0, 0.1, 4.0, "", " ", "no", "~", "2023", "<= 5", "75,00", "1e3", "a: b", "a #b",
    "- x", "'", '"', "\\", "{", "[x", "&a", "*a", "!t", "|", "%", "---", "...", "x\ny", "# x\n", "\t", "\x07", "\x1b[31m", "\u2028",
    "\u202e", "\ufeff", "😀", "﷽" * 9, "::error::x", "[/bold]", "](x)", "|", "<b>", "%0A", "x" * 300, [], {}, [[]], {"": None}, [None],
    {"a": {"b": [1]}}, [1, "x"],
)  # fmt: skip


class Choices:
    """Bytes as a stream of choices; past their end each is the first."""

    def __init__(self, data: bytes) -> None:
        self._data = iter(data)

    def below(self, n: int) -> int:
        """A number from 0 to `n` - 1."""
        return next(self._data, 0) % n

    def one(self, options: Sequence[T]) -> T:
        """One of them."""
        return options[self.below(len(options))]

    def rarely(self) -> bool:
        """Once in thirty-two."""
        return next(self._data, 0) % 32 == 31


def content(choices: Choices, subject: Any = "plan") -> Any:
    """The data of a plan, a review or an evaluation."""
    root = shape(subject)
    return _made(choices, root, root, str(subject))


def _made(choices: Choices, schema: dict[str, Any], root: dict[str, Any], key: str) -> Any:
    if choices.rarely():
        return choices.one(_ODD)
    schema = followed(schema, root)
    if "enum" in schema:
        return choices.one(schema["enum"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return _MAKERS[choices.one([name for name in types if name != "null"])](choices, schema, root, key)


def _mapping(choices: Choices, schema: dict[str, Any], root: dict[str, Any], key: str) -> dict[str, Any]:
    found = {}
    required = schema.get("required", ())
    for name, inner in schema.get("properties", {}).items():
        if choices.rarely() if name in required else choices.below(2):
            continue
        found[name] = _made(choices, inner, root, name)
    inner = schema.get("additionalProperties")
    if isinstance(inner, dict):
        for _ in range(choices.below(4)):
            found[_key(choices, schema, key)] = _made(choices, inner, root, "name" if key == "missions" else key)
    elif choices.rarely():
        found[choices.one(("programs", "nama", "", "x" * 200, "a\nb", "\u202e"))] = choices.one(_ODD)
    return found


def _key(choices: Choices, schema: dict[str, Any], key: str) -> str:
    if choices.rarely():
        return choices.one(("", "x y", "2023.0", "-1", "\u202e", "a" * 200, "é", "null", "{", "a\nb", "*x"))
    if "(19|20|21)" in json.dumps(schema.get("propertyNames", {})):
        return str(choices.one(_YEARS))
    return choices.one(_KEYS.get(key, _IDS))


def _list(choices: Choices, schema: dict[str, Any], root: dict[str, Any], key: str) -> list[Any]:
    return [_made(choices, schema["items"], root, key) for _ in range(choices.below(4))]


def _text(choices: Choices, schema: dict[str, Any], root: dict[str, Any], key: str) -> str:
    if choices.rarely():
        return next(value for value in (choices.one(_ODD), "x") if isinstance(value, str))
    if key == "subdimension" and choices.below(2):
        kominfo = profile.load("kominfo")
        assert kominfo is not None
        return choices.one([name for one in kominfo.dimensions.values() for name in one.subdimensions])
    return choices.one(_NAMES.get(key, ("Teks", "Teks lain", "Satu dua tiga: empat")))


def _whole(choices: Choices, schema: dict[str, Any], root: dict[str, Any], key: str) -> int:
    low, high = schema.get("minimum", 0), schema.get("maximum", 10**12)
    return choices.one(_YEARS) if low == 1900 else choices.one((low, 5, min(high, 10**9), high))


def _number(choices: Choices, schema: dict[str, Any], root: dict[str, Any], key: str) -> float:
    return choices.one((0, 1, 3.5, 4.0, 1e15, 0.1 + 0.2))


def _yes(choices: Choices, schema: dict[str, Any], root: dict[str, Any], key: str) -> bool:
    return bool(choices.below(2))


_MAKERS: Final[dict[str, Callable[[Choices, dict[str, Any], dict[str, Any], str], Any]]] = {
    "object": _mapping, "array": _list, "string": _text, "integer": _whole, "number": _number, "boolean": _yes,
}  # fmt: skip


def changed(choices: Choices, data: Any) -> Any:
    """The same data with some values taken out, exchanged or moved, as a later revision has it."""
    if choices.rarely():
        return choices.one(_ODD)
    if isinstance(data, dict):
        found = {key: changed(choices, value) for key, value in data.items() if not choices.rarely()}
        if found and choices.rarely():
            # It stands under another name, or at another place.
            key = choices.one(list(found))
            found[choices.one(_IDS)] = found.pop(key)
        return found
    if isinstance(data, list):
        kept = [changed(choices, value) for value in data if not choices.rarely()]
        return kept[::-1] if choices.rarely() else kept
    return data


def written(choices: Choices, data: Any) -> str:
    """YAML of the data, in blocks or braces, with comments, blank lines and anchors here and there."""
    if not isinstance(data, (dict, list)) or not data:
        return f"{json.dumps(data, ensure_ascii=False)}\n"
    return "\n".join([*_block(choices, data, 0), ""])


def _block(choices: Choices, data: Any, column: int) -> list[str]:
    pad = " " * column
    lines: list[str] = []
    entries = list(data.items()) if isinstance(data, dict) else [(None, value) for value in data]
    for key, value in entries:
        if choices.rarely():
            lines.append(
                choices.one(
                    ("", f"{pad}# catatan", "# jauh", f"{pad}# smartplan: ignore bad-id sengaja", f"{pad}  # dalam")
                )
            )
        head = "-" if key is None else f"{_scalar(choices, key, key=True)}:"
        tail = choices.one(("  # beside", "  # smartplan: ignore unknown-agency ya", " ")) if choices.rarely() else ""
        if isinstance(value, (dict, list)) and value and choices.below(4):
            lines += [
                f"{pad}{head}{choices.one((' &x', ' !t')) if choices.rarely() else ''}{tail}",
                *_block(choices, value, column + 2),
            ]
        elif isinstance(value, (dict, list)):
            lines.append(f"{pad}{head} {json.dumps(value, ensure_ascii=False)}{tail}")
        elif isinstance(value, str) and "\n" in value and choices.below(2):
            lines += [f"{pad}{head} |-{tail}", *(f"{pad}  {line}" for line in value.split("\n"))]
        else:
            lines.append(f"{pad}{head} {_scalar(choices, value)}{tail}")
    return lines


def _scalar(choices: Choices, value: Any, *, key: bool = False) -> str:
    if choices.rarely() and not key:
        return choices.one(("*x", "&x y", "!!str 1", "", "'open", "0o17", "0x1F", ".5"))
    if isinstance(value, str) and choices.below(4) and value.replace("-", "").replace(" ", "").isalnum():
        return value
    return json.dumps(value, ensure_ascii=False)
