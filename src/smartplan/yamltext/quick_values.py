"""The values of plain YAML: what stands behind a key or a hyphen on one line, and texts behind `|` and `>`."""

import re
from array import array
from typing import Any, Final

from smartplan.yamltext.scalars import Doubtful, Scalar, resolve
from smartplan.yamltext.tree import Marks

# Stands for no value: null is one.
MISSING: Final = object()
# A key as plans have it, without quotes. Any has to end within 1,024 characters.
NAME: Final = r"\w(?:[\w ./()+&@%-]{0,400}[\w./()+&@%-])?"
_MAX_DEPTH = 20
# Longer texts, and longer braces, are seldom the same, and would fill the memory.
_SHORT = 32
_LIKELY = 24

_FLOW_NAME = re.compile(NAME)
_FLOW_KEY = re.compile(rf"({NAME}|\"{NAME}\"|'{NAME}'): +")
# What words do not begin with, nor with a hyphen and a space.
_SIGNS = frozenset("?:,[]{}#&*!|>'\"%@`")
_FLOW_WORDS = re.compile(r"(?:[\w(<./+~$^=;]|-(?=[0-9.]))(?:(?:[^\r\n,:?\[\]{}#]|:(?=[\w/]))*(?:[^\r\n ,:?\[\]{}#]))?")
_QUOTES = {
    '"': re.compile(r'"([^"\\\r\n]*(?:\\["\\][^"\\\r\n]*)*)"'),
    "'": re.compile(r"'([^'\r\n]*(?:''[^'\r\n]*)*)'"),
}
_SPACES = re.compile(" *")
_ONLY_SPACES = re.compile(r"^ +\r?$", re.MULTILINE)
_REMARK = re.compile(" +(?:#|$)")


class Declined(Exception):
    """This is for the thorough reader."""


class Header(str):
    """What stands before a text of several lines: `|-`."""


class LineValues:
    """Reads values, and remembers those found to be sound: most stand there again."""

    def __init__(self) -> None:
        # How many values stand in braces and brackets, and how many of those with a key are null.
        self.count = 0
        self.nulls = 0
        # What is to follow a colon, with the space between; words and keys in braces.
        self.known: dict[str, Scalar] = {}
        self._flows: dict[str, Any] = {}
        self._words: dict[str, Scalar] = {}
        self._names: dict[str, str] = {}

    def value(self, rest: str) -> Any:
        """The value of what follows a colon or hyphen on its line: `MISSING`, or a `Header` where a text is below."""
        flow = self._flows.get(rest)
        if flow is not None:
            self.count += len(flow)
            return flow.copy()
        text = rest.lstrip(" ")
        if rest[0] != " ":
            raise Declined
        if not text:
            return MISSING
        sign = text[0]
        if sign in _SIGNS:
            return self._signed(rest, text, sign)
        words = text.partition(" #")[0].rstrip(" ")
        if ": " in words or words[-1] == ":" or (sign == "-" and words[1:2] in ("", " ")):
            raise Declined
        value = _meant(words)
        if len(words) <= _SHORT:
            self.known[rest] = value
        return value

    def _signed(self, rest: str, text: str, sign: str) -> Any:
        """What begins with a sign of YAML."""
        if sign == "#":
            return MISSING
        if sign == "{" or sign == "[":
            flat = text if text[-1] in "}]" else text.partition(" #")[0].rstrip(" ")
            if flat[-1] == ("}" if sign == "{" else "]"):
                try:
                    return self._flat(rest, flat, sign)
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

    def _flat(self, rest: str, text: str, sign: str) -> Any:
        """Braces or brackets with nothing but scalars in them that have no comma, the most frequent kind."""
        items = text[1:-1].split(", ") if len(text) > 2 else []
        words, names = self._words, self._names
        if sign == "[":
            container: Any = [words.get(item, MISSING) for item in items]
            if MISSING in container:
                container = [self._word(item) for item in items]
        else:
            container = {}
            for item in items:
                name, _, word = item.partition(": ")
                known = names.get(name)
                if known is None:
                    if not _FLOW_NAME.fullmatch(name):
                        raise Declined
                    names[name] = known = name
                if word.isdigit() and word.isascii() and len(word) <= _SHORT:
                    container[known] = int(word)
                else:
                    value = words.get(word, MISSING)
                    container[known] = self._word(word) if value is MISSING else value
            if len(container) != len(items):
                raise Declined
        self.count += len(items)
        if sign == "{" and None in container.values():
            self.nulls += [*container.values()].count(None)
        elif len(rest) <= _LIKELY:
            self._flows[rest] = container
        return container

    def _word(self, word: str) -> Scalar:
        """A scalar in braces."""
        pattern = _QUOTES.get(word[:1], _FLOW_WORDS)
        if not pattern.fullmatch(word):
            raise Declined
        value = _meant(word) if pattern is _FLOW_WORDS else quoted(word, 0)[0]
        if len(word) <= _SHORT:
            self._words[word] = value
        return value

    def flow(self, text: str, at: int, marks: Marks | None = None, twin: Any = None, depth: int = 0) -> Any:
        """Braces or brackets around anything on one line, and where they end; the marks wanted are those of a twin."""
        if depth > _MAX_DEPTH:
            raise Declined
        closing = "}" if text[at] == "{" else "]"
        container: Any = {} if closing == "}" else []
        own: list[int] = []
        at = after_spaces(text, at + 1)
        sign = closing if text.startswith(closing, at) else ","
        at += sign == closing
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
                inner = twin and twin[key if closing == "}" else len(container)]
                value, at = self.flow(text, at, marks, inner, depth + 1)
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
                own += (*place, start, at)
            else:
                container.append(value)
                own += (start, at, start, at)
            at = after_spaces(text, at)
            sign = text[at : at + 1]
            at += 1
        if sign != closing or 4 * len(container) != len(own):
            raise Declined
        self.count += len(container)
        if marks is not None:
            marks[id(twin)] = array("I", own)
        return container, at


def quoted(text: str, at: int) -> tuple[str, int]:
    """A text in quotes that begins there, and where it ends."""
    found = _QUOTES[text[at]].match(text, at)
    if found is None:
        raise Declined
    value = found[1].replace("''", "'") if text[at] == "'" else found[1].replace('\\"', '"').replace("\\\\", "\\")
    return value, found.end()


def block_text(header: str, text: str, at: int, column: int) -> tuple[str, int]:
    """The text of the lines from there on, below a key or hyphen in that column, and where the next line starts."""
    begin = after_spaces(text, at)
    if begin - at <= column or text[begin : begin + 1] in ("", "\r", "\n"):
        raise Declined
    pad, end = text[at:begin], at
    while text.startswith((pad, "\n", "\r"), end):
        end = text.find("\n", end) + 1 or len(text) + 1
    # A last line without a break is rare, and what is only spaces is seldom meant so.
    if end > len(text) or _ONLY_SPACES.search(text, at, text.find("\n", end) + 1 or len(text)):
        raise Declined
    text = text[begin:end].replace("\r\n", "\n").rstrip("\n").replace("\n" + pad, "\n")
    if header[0] == ">":
        if "\n " in text:
            raise Declined
        # A line break is a space; of more there is one less.
        text = re.sub("\n+", lambda found: found[0][1:] or " ", text)
    return text if header[-1] == "-" else text + "\n", end


def after_spaces(text: str, at: int) -> int:
    """The first place from there on that is no space."""
    found = _SPACES.match(text, at)
    return found.end() if found else at


def _meant(words: str) -> Scalar:
    value = resolve(words)
    if type(value) is Doubtful:
        raise Declined
    return value
