"""New values as YAML text, in the way a plan is written by hand: plain where plain is safe, double quotes elsewhere."""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from smartplan.errors import UsageError
from smartplan.plan.finding import Address
from smartplan.yamltext.scalars import resolve

# Words that YAML 1.1, which many editors still read, takes for something else.
_OLD_WORDS = frozenset(["y", "n", "yes", "no", "on", "off"])
_PLAIN = re.compile(r"[^\W_](?:[^#:\n\r\t\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]++|:(?=\S)|(?<=\S)#)*+")
# Of what begins with a letter and looks like a name, only words can be meant otherwise.
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
# PyYAML's own scanner ends a word in braces at a question mark.
_FLOW = frozenset(",[]{}?")
# Under these keys a day or a month stands without quotes, though others read it as more than a text.
DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
DATES = ("date", "as_of")
_OLD_NUMBER = re.compile(r"[-+]?[0-9][0-9_:.,eE+-]*")


class Number(float):
    """A number that is written as it was spelled: `0.50` is not `0.5` to whoever wrote it."""

    def __init__(self, spelling: str) -> None:
        self.spelling = spelling

    @classmethod
    def of(cls, spelling: str, value: float) -> float:
        """The number so spelled; as it is, where that is no spelling of it, such as an alias."""
        return cls(spelling) if resolve(spelling) == value else value


class PlainDate(str):
    """A day or a month that stands without quotes, which every plan written by hand puts up with."""

    @classmethod
    def of(cls, value: Any, name: Any) -> Any:
        """The value under a key, as such a date where it is one."""
        return cls(value) if name in DATES and isinstance(value, str) and DATE.fullmatch(value) else value


def _dated(representer: RoundTripRepresenter, value: PlainDate) -> Any:
    # A month is a text to all readers.
    tag = "timestamp" if len(value) > len("2026-01") else "str"
    return representer.represent_scalar(f"tag:yaml.org,2002:{tag}", str(value))


RoundTripRepresenter.add_representer(PlainDate, _dated)


def _spelled(representer: RoundTripRepresenter, number: Number) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:float", number.spelling)


RoundTripRepresenter.add_representer(Number, _spelled)


def flow(value: Any) -> str:
    """A value on one line: a scalar, or a mapping or list in braces or brackets."""
    quick = _quick(value, in_flow=isinstance(value, (dict, list)))
    if quick is not None:
        return quick
    return _dump(_dressed(value, in_flow=True) if isinstance(value, (dict, list)) else _scalar(value, in_flow=False))


def scalar(value: Any, *, in_flow: bool = False, quoted: bool = False) -> str:
    """A scalar on one line, in double quotes where they are needed or asked for."""
    if quoted and isinstance(value, str):
        return _dump(DoubleQuotedScalarString(text(value)))
    return _dump(_scalar(value, in_flow=in_flow))


def key(name: str) -> str:
    """A key; a year stands plain."""
    return name if is_plain(name, in_flow=True) or name.isdecimal() else _dump(DoubleQuotedScalarString(text(name)))


def lines(value: Any, column: int, newline: str, path: Address, is_block: Callable[[Address], bool]) -> str:
    """What follows the colon of a key in a block: a value on the same line, or lines below it at `column`.

    A mapping of mappings is written a line a key, and so is one at an address that `is_block`; a text of several lines
    as it stands, behind `|`; None is nothing.
    One that ends in blank lines is in quotes: behind `|+` every blank line of the file that follows would be its own.
    """
    pad = " " * column
    if value is None:
        return ""
    nested = isinstance(value, dict) and any(item is None or isinstance(item, dict) for item in value.values())
    if nested or (isinstance(value, dict) and value and is_block(path)):
        shown = {name: lines(item, column + 2, newline, (*path, name), is_block) for name, item in value.items()}
        return "".join(f"{newline}{pad}{key(name)}:{text}" for name, text in shown.items())
    if isinstance(value, str) and "\n" in value.strip("\n") and not value.endswith("\n\n") and not _odd(value):
        chomping = "" if value.endswith("\n") else "-"
        body = (f"{pad}{line}" if line else line for line in value.removesuffix("\n").split("\n"))
        return f" |{chomping}{newline}{newline.join(body)}"
    return f" {flow(value)}"


def text(value: str) -> str:
    """The same text. Raises UsageError for bytes of a shell that are none: a file of a plan could not hold them."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UsageError("error.bad-text", value=value) from None
    return value


def is_plain(text: str, *, in_flow: bool) -> bool:
    """Whether a text needs no quotes, in YAML 1.2 and for those who still read 1.1."""
    if _WORD.fullmatch(text):
        return text.lower() not in _OLD_WORDS and resolve(text) == text
    if not text or text != text.strip() or not _PLAIN.fullmatch(text):
        return False
    if in_flow and not _FLOW.isdisjoint(text):
        return False
    if text.lower() in _OLD_WORDS or _OLD_NUMBER.fullmatch(text) or text.endswith(":"):
        return False
    value = resolve(text)
    return isinstance(value, str) and value == text


def _quick(value: Any, *, in_flow: bool) -> str | None:
    """What needs no emitter, which takes ten times as long and writes the same; None where that has to be asked."""
    if isinstance(value, str):
        if isinstance(value, PlainDate) or is_plain(value, in_flow=in_flow):
            return str(value)
        # Beyond these it writes some letters as their codes.
        simple = (
            value.isprintable() and not value.count('"') and not value.count("\\") and max(value, default="") < "\ud800"
        )
        return f'"{value}"' if simple else None
    if type(value) is int:
        return str(value)
    if type(value) is float:
        spelled = repr(value)
        return spelled if spelled.replace(".", "").removeprefix("-").isdecimal() else None
    if isinstance(value, list):
        items = [_quick(item, in_flow=True) for item in value]
        return None if None in items else f"[{', '.join(item for item in items if item is not None)}]"
    if isinstance(value, dict):
        parts = [(_quick_key(name), _quick(item, in_flow=True)) for name, item in value.items()]
        if all(name is not None and item is not None for name, item in parts):
            return "{" + ", ".join(f"{name}: {item}" for name, item in parts) + "}"
    return None


def _quick_key(name: Any) -> str | None:
    return name if isinstance(name, str) and (is_plain(name, in_flow=True) or _is_year(name)) else None


def _is_year(name: str) -> bool:
    """Whether a key is a number to YAML, and stands plain."""
    return name.isdecimal() and str(int(name)) == name


def _odd(text: str) -> bool:
    """Whether a text of several lines has something that a literal one cannot hold as it is."""
    return bool(re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\r]", text)) or text[:1] in (" ", "\n", "\t")


def _scalar(value: Any, *, in_flow: bool) -> Any:
    if isinstance(value, str) and not isinstance(value, PlainDate) and not is_plain(value, in_flow=in_flow):
        return DoubleQuotedScalarString(text(value))
    return value


def _dressed(value: Any, *, in_flow: bool) -> Any:
    if isinstance(value, Mapping):
        mapping = CommentedMap((_key(name), _dressed(item, in_flow=in_flow)) for name, item in value.items())
        mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq(_dressed(item, in_flow=in_flow) for item in value)
        sequence.fa.set_flow_style()
        return sequence
    return _scalar(value, in_flow=in_flow)


def _key(name: str) -> Any:
    if _is_year(name):
        return int(name)
    return _scalar(name, in_flow=True)


def _dump(value: Any) -> str:
    yaml = YAML()
    yaml.width = 2**31
    yaml.allow_unicode = True
    stream = io.StringIO()
    yaml.dump(value, stream)
    return stream.getvalue().removesuffix("\n").removesuffix("\n...")
