"""What a plain scalar means in YAML 1.2's core schema: `no` is text, `2022-12-28` is text, `0o17` is fifteen."""

import re
from typing import Final

Scalar = str | int | float | bool | None

_WORDS: Final[dict[str, Scalar]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
# What starts no number is text at first sight.
_NUMERIC = frozenset("+-.0123456789")
# `500.000` is half a million to whoever writes Indonesian, and five hundred to YAML.
_THOUSANDS = re.compile(r"[-+]?0*[1-9][0-9]*\.[0-9]{3}")
# Longer numbers hold no year, score or rupiah; Python would refuse the longest ones.
_MAX_DIGITS = 40


class Doubtful(str):
    """A number with three digits behind its point, such as `1.500`; whether it is one and a half the field tells."""

    __slots__ = ()


def resolve(text: str) -> Scalar:
    """The value of a plain scalar. Infinities and NaN stay text, because JSON has no such numbers."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC or len(text) > _MAX_DIGITS:
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return Doubtful(text) if _THOUSANDS.fullmatch(text) else _finite(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if _HEX.fullmatch(text):
        return int(text[2:], 16)
    return text


def tagged(text: str, tag: str) -> Scalar:
    """The value of a scalar with one of the core tags; text that does not fit its tag stays text."""
    value = resolve(text)
    fits = {"str": None, "null": type(None), "bool": bool, "int": int, "float": (int, float)}[tag]
    if fits is None or not isinstance(value, fits):
        return text
    return float(value) if tag == "float" and isinstance(value, int) else value


def _finite(text: str) -> float | str:
    value = float(text)
    return value if abs(value) != float("inf") else text
