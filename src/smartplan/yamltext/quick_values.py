"""What stands on one line of plain YAML, and texts behind `|` and `>`: the values of the quick reader."""

import re
from array import array
from typing import Any, Final

from smartplan.yamltext.scalars import Doubtful, Scalar, resolve

# Stands for no value: null is one.
MISSING: Final = object()
_MAX_DEPTH = 20
# Longer texts are seldom the same, and would fill the memory.
_SHORT = 32
_MAX_DIGITS = 40

_NAME = r"\w(?:[\w ./()+&@%-]*[\w./()+&@%-])?"
_FLOW_NAME = re.compile(_NAME)
_FLOW_KEY = re.compile(rf"({_NAME}|\"{_NAME}\"|'{_NAME}'): +")
# What words do not begin with in a block; a hyphen may be one of theirs.
_SIGNS = frozenset("?:,[]{}#&*!|>'\"%@`")
_FLOW_WORDS = re.compile(
    r"(?:[\w(<./+~$^=;]|-(?=[0-9.]))(?:(?:[^\r\n,:?\[\]{}#]|:(?=[\w/]))*(?:[^\r\n ,:?\[\]{}#]))?"
)
_DOUBLE = re.compile(r'"([^"\\\r\n]*(?:\\["\\n][^"\\\r\n]*)*)"')
_SINGLE = re.compile(r"'([^'\r\n]*(?:''[^'\r\n]*)*)'")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n"}
_SPACES = re.compile(r" *")
_REMARK = re.compile(r" +#")


class Declined(Exception):
    """This is for the thorough reader."""


class Block:
    """A text behind `|` or `>`, line by line."""

    def __init__(self, header: str, column: int) -> None:
        self.is_folded = header[0] == ">"
        self.is_stripped = header[-1] == "-"
        # That of the key or hyphen it belongs to.
        self.column = column
        self.pad = ""
        self.lines: list[str] = []

    def takes(self, line: str) -> bool:
        """Add a line, unless the text ended before it."""
        if not self.pad:
            inner = len(line) - len(line.lstrip(" "))
            if inner == len(line) or inner <= self.column:
                raise Declined
            self.pad = " " * inner
        if not line:
            self.lines.append("")
            return True
        if line.isspace():
            raise Declined
        if not line.startswith(self.pad):
            return False
        line = line[len(self.pad) :]
        if self.is_folded and line[0] == " ":
            raise Declined
        self.lines.append(line)
        return True

    def text(self) -> str:
        """The whole; blank lines at its end are none of it."""
        lines = self.lines
        while lines and not lines[-1]:
            lines.pop()
        if not lines:
            raise Declined
        text = "\n".join(lines)
        if self.is_folded:
            # A line break is a space, and one less than there are where there are more.
            text = _BREAKS.sub(lambda found: found[0][1:] or " ", text)
        return text if self.is_stripped else text + "\n"


_BREAKS = re.compile(r"\n+")


class Values:
    """Reads values of one text, and keeps the marks of mappings and lists."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks_of: dict[int, array[int]] = {}
        # The head of the file is one.
        self.count = 1
        self.nulls = 0
        # What was found to be sound in this text; the first is of scalars that end their line.
        self.words: dict[str, Any] = {}
        self.flow_words: dict[str, Any] = {}
        self.flow_names: set[str] = set()

    def keep(self, container: Any, marks: list[int]) -> None:
        """A mapping or list is complete."""
        count = len(container)
        if 4 * count != len(marks):
            # A key stands there twice.
            raise Declined
        self.count += count
        self.marks_of[id(container)] = array("I", marks)

    def value(self, at: int, stop: int, column: int) -> tuple[Any, int, int]:
        """The value between there and the end of a line in the block of that column, where it starts and ends.

        A text of several lines is a `Block`, and one that is not there is `MISSING`.
        """
        text = self.text
        sign = text[at:stop][:1]
        if sign == " " or not sign:
            at = _after_spaces(text, at)
            if at >= stop:
                return MISSING, at, at
            sign = text[at]
        if sign == "{" or sign == "[":
            value, end = self._flat(at, stop) or self._nested(at, stop, 0)
        elif sign == '"' or sign == "'":
            value, end = self._quoted(sign, at)
        elif sign == "#":
            return MISSING, at, at
        elif sign == "|" or sign == ">":
            end = at + 2 if text[at + 1 : at + 2] == "-" else at + 1
            value = Block(text[at:end], column)
        else:
            words = text[at:stop]
            cut = words.find(" #")
            if cut >= 0:
                words = words[:cut]
            words = words.rstrip(" ")
            if (
                sign in _SIGNS
                or ": " in words
                or words[-1] == ":"
                or (sign == "-" and words[1:2] in ("", " "))
            ):
                raise Declined
            value, end = _meant(words), at + len(words)
            if end == stop and end - at <= _SHORT:
                self.words[words] = value
            return value, at, end
        if end < stop:
            tail = text[end:stop]
            if tail.strip(" ") and not _REMARK.match(tail):
                raise Declined
        return value, at, end

    def _quoted(self, sign: str, at: int) -> tuple[str, int]:
        found = (_DOUBLE if sign == '"' else _SINGLE).match(self.text, at)
        if found is None:
            raise Declined
        value = found[1]
        if sign == "'":
            return value.replace("''", "'"), found.end()
        if "\\" in value:
            value = _ESCAPE.sub(lambda one: _ESCAPED.get(one[1], one[1]), value)
        return value, found.end()

    def _flat(self, at: int, stop: int) -> tuple[Any, int] | None:
        """Braces or brackets around words without quotes, the most frequent kind; None for another."""
        text, words, names = self.text, self.flow_words, self.flow_names
        is_mapping = text[at] == "{"
        end = text.find("}" if is_mapping else "]", at, stop)
        inner = text[at + 1 : end]
        container: Any = {} if is_mapping else []
        marks: list[int] = []
        nulls = 0
        if end > at + 1:
            at += 1
            for item in inner.split(", "):
                last = at + len(item)
                if is_mapping:
                    name, _, item = item.partition(": ")
                    if name not in names:
                        if not _FLOW_NAME.fullmatch(name):
                            return None
                        names.add(name)
                value = words.get(item, MISSING)
                if value is MISSING:
                    if item.isdigit() and item.isascii() and len(item) <= _MAX_DIGITS:
                        value = int(item)
                    elif _FLOW_WORDS.fullmatch(item):
                        value = _meant(item)
                        if len(item) <= _SHORT:
                            words[item] = value
                    else:
                        return None
                if is_mapping:
                    if value is None:
                        nulls += 1
                    container[name] = value
                    middle = at + len(name)
                    marks += (at, middle, middle + 2, last)
                else:
                    container.append(value)
                    marks += (at, last, at, last)
                at = last + 2
        elif end < 0:
            raise Declined
        self.nulls += nulls
        self.keep(container, marks)
        return container, end + 1

    def _nested(self, at: int, stop: int, depth: int) -> tuple[Any, int]:
        """Braces or brackets around anything on one line."""
        if depth > _MAX_DEPTH:
            raise Declined
        text = self.text
        is_mapping = text[at] == "{"
        closing = "}" if is_mapping else "]"
        container: Any = {} if is_mapping else []
        marks: list[int] = []
        at = _after_spaces(text, at + 1)
        sign = ","
        if text[at : at + 1] == closing:
            sign = closing
            at += 1
        while sign == ",":
            first, last, key = at, at, -1
            if is_mapping:
                found = _FLOW_KEY.match(text, at)
                if found is None:
                    raise Declined
                last, at = found.end(1), found.end()
                key = found[1] if text[first] not in "\"'" else found[1][1:-1]
            start = at
            value, at = self._in_flow(at, stop, depth)
            if is_mapping:
                if value is None:
                    self.nulls += 1
                container[key] = value
                marks += (first, last, start, at)
            else:
                container.append(value)
                marks += (start, at, start, at)
            at = _after_spaces(text, at)
            sign = text[at : at + 1]
            at += 1
            if sign == ",":
                at = _after_spaces(text, at)
        if sign != closing:
            raise Declined
        self.keep(container, marks)
        return container, at

    def _in_flow(self, at: int, stop: int, depth: int) -> tuple[Any, int]:
        sign = self.text[at : at + 1]
        if sign == "{" or sign == "[":
            return self._nested(at, stop, depth + 1)
        if sign == '"' or sign == "'":
            return self._quoted(sign, at)
        found = _FLOW_WORDS.match(self.text, at, stop)
        if found is None:
            raise Declined
        return _meant(found[0]), found.end()


def _meant(words: str) -> Scalar:
    value = resolve(words)
    if type(value) is Doubtful:
        raise Declined
    return value


def _after_spaces(text: str, at: int) -> int:
    found = _SPACES.match(text, at)
    return found.end() if found else at
