"""The values of plain YAML: what stands behind a key or a hyphen on one line, and texts behind `|` and `>`."""

import re
from array import array
from typing import Any, Final

from smartplan.yamltext.scalars import Doubtful, Scalar, resolve

# Stands for no value: null is one.
MISSING: Final = object()
# A key as plans have it, without quotes.
NAME: Final = r"\w(?:[\w ./()+&@%-]*[\w./()+&@%-])?"
_MAX_DEPTH = 20
# Longer texts are seldom the same, and would fill the memory.
_SHORT = 32
_MAX_DIGITS = 40

_FLOW_NAME = re.compile(NAME)
_FLOW_KEY = re.compile(rf"({NAME}|\"{NAME}\"|'{NAME}'): +")
# What words do not begin with, nor with a hyphen and a space.
_SIGNS = frozenset("?:,[]{}#&*!|>'\"%@`")
_FLOW_WORDS = re.compile(
    r"(?:[\w(<./+~$^=;]|-(?=[0-9.]))(?:(?:[^\r\n,:?\[\]{}#]|:(?=[\w/]))*(?:[^\r\n ,:?\[\]{}#]))?"
)
_DOUBLE = re.compile(r'"([^"\\\r\n]*(?:\\["\\n][^"\\\r\n]*)*)"')
_SINGLE = re.compile(r"'([^'\r\n]*(?:''[^'\r\n]*)*)'")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n"}
_SPACES = re.compile(" *")
_REMARK = re.compile(" +(?:#|$)")
_BREAKS = re.compile("\n+")


class Declined(Exception):
    """This is for the thorough reader."""


class Header(str):
    """What stands before a text of several lines: `|-`."""

    __slots__ = ()


class Values:
    """Reads values, and remembers what was found to be sound."""

    def __init__(self) -> None:
        # How many values stand in braces and brackets, and how many of those with a key are null.
        self.count = 0
        self.nulls = 0
        # Scalars that end their line; words and names in braces.
        self.words: dict[str, Any] = {}
        self._flow_words: dict[str, Any] = {}
        self._flow_names: set[str] = set()

    def value(self, text: str) -> Any:
        """The value of the rest of a line. `MISSING` where there is none, a `Header` where a text comes below."""
        sign = text[0]
        if sign == " ":
            text = text.lstrip(" ")
            if not text:
                return MISSING
            sign = text[0]
        if sign in _SIGNS:
            if sign == "{" or sign == "[":
                value = self._flat(text, sign)
                if value is not MISSING:
                    return value
                value, end = self.flow(text, 0)
            elif sign == '"' or sign == "'":
                value, end = quoted(text, 0)
            elif sign == "#":
                return MISSING
            elif sign == "|" or sign == ">":
                value = Header(text[:2] if text[1:2] == "-" else sign)
                end = len(value)
            else:
                raise Declined
            if end < len(text) and not _REMARK.match(text, end):
                raise Declined
            return value
        words = text
        if " #" in text:
            words = text[: text.index(" #")]
        words = words.rstrip(" ")
        if ": " in words or words[-1] == ":" or (sign == "-" and words[1:2] in ("", " ")):
            raise Declined
        value = _meant(words)
        if len(text) == len(words) <= _SHORT:
            self.words[words] = value
        return value

    def _flat(self, text: str, sign: str) -> Any:
        """Braces or brackets around words without quotes, the most frequent kind; `MISSING` for another."""
        words, names = self._flow_words, self._flow_names
        if sign == "{":
            if text[-1] != "}":
                return MISSING
            mapping: dict[str, Any] = {}
            if len(text) == 2:
                return mapping
            items = text[1:-1].split(", ")
            nulls = 0
            for item in items:
                name, _, word = item.partition(": ")
                if name not in names:
                    if not _FLOW_NAME.fullmatch(name):
                        return MISSING
                    names.add(name)
                value = words.get(word, MISSING)
                if value is MISSING:
                    value = self._flow_word(word)
                    if value is MISSING:
                        return MISSING
                if value is None:
                    nulls += 1
                mapping[name] = value
            if len(mapping) != len(items):
                raise Declined
            self.nulls += nulls
            self.count += len(items)
            return mapping
        if text[-1] != "]":
            return MISSING
        if len(text) == 2:
            return []
        values = []
        for word in text[1:-1].split(", "):
            value = words.get(word, MISSING)
            if value is MISSING:
                value = self._flow_word(word)
                if value is MISSING:
                    return MISSING
            values.append(value)
        self.count += len(values)
        return values

    def _flow_word(self, word: str) -> Any:
        if word.isdigit() and word.isascii() and len(word) <= _MAX_DIGITS:
            return int(word)
        if not _FLOW_WORDS.fullmatch(word):
            return MISSING
        value = _meant(word)
        if len(word) <= _SHORT:
            self._flow_words[word] = value
        return value

    def flow(self, text: str, at: int, marks_of: dict[int, "array[int]"] | None = None, depth: int = 0) -> Any:
        """Braces or brackets around anything on one line, and where they end; with their marks, if they are wanted."""
        if depth > _MAX_DEPTH:
            raise Declined
        closing = "}" if text[at] == "{" else "]"
        container: Any = {} if closing == "}" else []
        marks: list[int] = []
        at = after_spaces(text, at + 1)
        sign = ","
        if text.startswith(closing, at):
            sign = closing
            at += 1
        while sign == ",":
            first = last = at
            key = ""
            if closing == "}":
                found = _FLOW_KEY.match(text, at)
                if found is None:
                    raise Declined
                key, last, at = found[1].strip("\"'"), found.end(1), found.end()
            start = at
            sign = text[at : at + 1]
            value: Any
            if sign == "{" or sign == "[":
                value, at = self.flow(text, at, marks_of, depth + 1)
            elif sign == '"' or sign == "'":
                value, at = quoted(text, at)
            else:
                found = _FLOW_WORDS.match(text, at)
                if found is None:
                    raise Declined
                value, at = _meant(found[0]), found.end()
            if closing == "}":
                self.nulls += value is None
                container[key] = value
                marks += (first, last, start, at)
            else:
                container.append(value)
                marks += (start, at, start, at)
            at = after_spaces(text, at)
            sign = text[at : at + 1]
            at += 1
            if sign == ",":
                at = after_spaces(text, at)
        if sign != closing or 4 * len(container) != len(marks):
            raise Declined
        self.count += len(container)
        if marks_of is not None:
            marks_of[id(container)] = array("I", marks)
        return container, at


def quoted(text: str, at: int) -> tuple[str, int]:
    """A text in quotes that begins there, and where it ends."""
    found = (_DOUBLE if text[at] == '"' else _SINGLE).match(text, at)
    if found is None:
        raise Declined
    value = found[1]
    if text[at] == "'":
        value = value.replace("''", "'")
    elif "\\" in value:
        value = _ESCAPE.sub(lambda one: _ESCAPED.get(one[1], one[1]), value)
    return value, found.end()


def block_text(header: str, lines: list[str], number: int, column: int) -> tuple[str, int]:
    """The text that begins in that line, below a key or hyphen in that column, and the line that follows it."""
    first = lines[number] if number < len(lines) else ""
    inner = len(first) - len(first.lstrip(" "))
    if inner == len(first) or inner <= column:
        raise Declined
    pad = first[:inner]
    after = number
    while after < len(lines) and (lines[after].startswith(pad) or not lines[after]):
        after += 1
    # What is only spaces is seldom meant so.
    if any(line.isspace() for line in lines[number : after + 1]):
        raise Declined
    text = "\n".join(lines[number:after]).rstrip("\n")[inner:].replace("\n" + pad, "\n")
    if header[0] == ">":
        if "\n " in text:
            raise Declined
        # A line break is a space; of more there is one less.
        text = _BREAKS.sub(lambda found: found[0][1:] or " ", text)
    return text if header[-1] == "-" else text + "\n", after


def after_spaces(text: str, at: int) -> int:
    """The first place from there on that is no space."""
    found = _SPACES.match(text, at)
    return found.end() if found else at


def _meant(words: str) -> Scalar:
    value = resolve(words)
    if type(value) is Doubtful:
        raise Declined
    return value
