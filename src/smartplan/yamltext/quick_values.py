"""The values of plain YAML: what stands behind a key or a hyphen on one line, and texts behind `|` and `>`."""

import re
from array import array
from typing import Any, Final

from smartplan.yamltext.scalars import Doubtful, Scalar, resolve

# Stands for no value: null is one.
MISSING: Final = object()
# A key as plans have it, without quotes. Any has to end within 1,024 characters.
NAME: Final = r"\w(?:[\w ./()+&@%-]{0,400}[\w./()+&@%-])?"
_MAX_DEPTH = 20
# Longer texts are seldom the same, and would fill the memory.
_SHORT = 32

_FLOW_NAME = re.compile(NAME)
_FLOW_KEY = re.compile(rf"({NAME}|\"{NAME}\"|'{NAME}'): +")
# What words do not begin with, nor with a hyphen and a space.
_SIGNS = frozenset("?:,[]{}#&*!|>'\"%@`")
_FLOW_WORDS = re.compile(r"(?:[\w(<./+~$^=;]|-(?=[0-9.]))(?:(?:[^\r\n,:?\[\]{}#]|:(?=[\w/]))*(?:[^\r\n ,:?\[\]{}#]))?")
_DOUBLE = re.compile(r'"([^"\\\r\n]*(?:\\["\\][^"\\\r\n]*)*)"')
_SINGLE = re.compile(r"'([^'\r\n]*(?:''[^'\r\n]*)*)'")
_QUOTES = {'"': _DOUBLE, "'": _SINGLE}
_ESCAPE = re.compile(r"\\(.)")
_SPACES = re.compile(" *")
_REMARK = re.compile(" +(?:#|$)")


class Declined(Exception):
    """This is for the thorough reader."""


class Header(str):
    """What stands before a text of several lines: `|-`."""

    __slots__ = ()


class LineValues:
    """Reads values, and remembers those found to be sound: most stand there again."""

    def __init__(self) -> None:
        # How many values stand in braces and brackets, and how many of those with a key are null.
        self.count = 0
        self.nulls = 0
        # What is to follow a colon, with the space between; words and keys in braces.
        self.known: dict[str, Scalar] = {}
        self._words: dict[str, Scalar] = {}
        self._names: set[str] = set()

    def value(self, rest: str) -> Any:
        """The value of what follows a colon or hyphen on its line: `MISSING`, or a `Header` where a text is below."""
        text = rest.lstrip(" ")
        if rest[0] != " ":
            raise Declined
        if not text:
            return MISSING
        sign = text[0]
        if sign in _SIGNS:
            return self._signed(text, sign)
        words = text
        if " #" in text:
            words = text[: text.index(" #")]
        if words[-1] == " ":
            words = words.rstrip(" ")
        if ": " in words or words[-1] == ":" or (sign == "-" and words[1:2] in ("", " ")):
            raise Declined
        value = _meant(words)
        if len(words) <= _SHORT:
            self.known[rest] = value
        return value

    def _signed(self, text: str, sign: str) -> Any:
        """What begins with a sign of YAML."""
        if sign == "#":
            return MISSING
        if sign == "{" or sign == "[":
            if text[-1] == ("}" if sign == "{" else "]"):
                try:
                    value = self._flat(text, sign)
                    self.count += len(value)
                    return value
                except Declined:
                    pass
            value, end = self.flow(text, 0)
        elif sign in _QUOTES:
            value, end = quoted(text, 0)
        elif sign == "|" or sign == ">":
            value = Header(text[:2] if text[1:2] == "-" else sign)
            end = len(value)
        else:
            raise Declined
        if end < len(text) and not _REMARK.match(text, end):
            raise Declined
        return value

    def _flat(self, text: str, sign: str) -> Any:
        """Braces or brackets with nothing but scalars in them that have no comma, the most frequent kind."""
        items = text[1:-1].split(", ") if len(text) > 2 else []
        words, names = self._words, self._names
        if sign == "[":
            values = [words.get(item, MISSING) for item in items]
            return [self._word(item) for item in items] if MISSING in values else values
        mapping: dict[str, Any] = {}
        for item in items:
            name, _, word = item.partition(": ")
            if name not in names:
                if not _FLOW_NAME.fullmatch(name):
                    raise Declined
                names.add(name)
            value = words.get(word, MISSING)
            mapping[name] = self._word(word) if value is MISSING else value
        if len(mapping) != len(items):
            raise Declined
        if None in mapping.values():
            self.nulls += [*mapping.values()].count(None)
        return mapping

    def _word(self, word: str) -> Scalar:
        """A scalar in braces."""
        if word.isdigit() and word.isascii() and len(word) <= _SHORT:
            return int(word)
        pattern = _QUOTES.get(word[:1], _FLOW_WORDS)
        if not pattern.fullmatch(word):
            raise Declined
        value = _meant(word) if pattern is _FLOW_WORDS else quoted(word, 0)[0]
        if len(word) <= _SHORT:
            self._words[word] = value
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
            at = after_spaces(text, at)
            if closing == "}":
                found = _FLOW_KEY.match(text, at)
                if found is None:
                    raise Declined
                key, place, at = found[1].strip("\"'"), found.span(1), found.end()
            start = at
            sign = text[at : at + 1]
            if sign == "{" or sign == "[":
                value, at = self.flow(text, at, marks_of, depth + 1)
            elif sign in _QUOTES:
                value, at = quoted(text, at)
            else:
                found = _FLOW_WORDS.match(text, at)
                if found is None:
                    raise Declined
                value, at = _meant(found[0]), found.end()
            if closing == "}":
                self.nulls += value is None
                container[key] = value
                marks += (*place, start, at)
            else:
                container.append(value)
                marks += (start, at, start, at)
            at = after_spaces(text, at)
            sign = text[at : at + 1]
            at += 1
        if sign != closing or 4 * len(container) != len(marks):
            raise Declined
        self.count += len(container)
        if marks_of is not None:
            marks_of[id(container)] = array("I", marks)
        return container, at


def quoted(text: str, at: int) -> tuple[str, int]:
    """A text in quotes that begins there, and where it ends."""
    found = _QUOTES[text[at]].match(text, at)
    if found is None:
        raise Declined
    value = found[1]
    if text[at] == "'":
        value = value.replace("''", "'")
    elif "\\" in value:
        value = _ESCAPE.sub(r"\1", value)
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
        text = re.sub("\n+", lambda found: found[0][1:] or " ", text)
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
