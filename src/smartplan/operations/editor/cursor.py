"""What stands at a place of a text while it is typed: found line by line, for it need not be YAML yet."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from msgspec import Struct

from smartplan.plan.finding import Address

# A line: blanks, dashes of items, a key with what is to follow it.
_LINE = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:-(?:[ \t]+|$))*)"
    r"(?:(?P<key>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s#:\[\]{},\"'&*!|>%@`-](?:[^:#]|:(?=\S)|(?<=\S)#)*?)"
    r"[ \t]*:(?=\s|$)[ \t]*)?"
)
# An anchor or a tag ahead of a value.
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)*")
# No plan is as deep, and no key stands as far from the start of its line.
_DEEPEST, _FARTHEST = 50, 500
_COMMENT = re.compile(r"(?:^|(?<=\s))#")


class Cursor(Struct, frozen=True):
    """A key or a value at a place, with its address, in which 0 stands for any index.

    `start` and `end` are the offsets of its text without quotes; it is empty where nothing was typed yet.
    """

    path: Address
    at: Literal["key", "value"]
    start: int
    end: int
    text: str


class _Frame(Struct):
    """An entry around the cursor: its key, or 0 for an item, and where what stands behind it begins."""

    step: str | int
    value: int


def cursor_at(text: str, offset: int) -> Cursor | None:
    """What stands at an offset; None in a comment, in a text of several lines, and where nothing can stand."""
    if "\r" in text:
        # Of the same length.
        text = re.sub(r"\r(?!\n)", "\n", text)
    start, line = _line_at(text, offset)
    own = _match(line)
    frames: list[_Frame] = []
    if own["key"] is not None and offset > start + own.end("key"):
        frames.append(_Frame(_unquoted(own["key"]), start + own.end()))
    frames += [_Frame(0, start + own.end("dashes")) for _ in range(own["dashes"].count("-"))]
    blank = not line.strip()
    above = _above(text, start, offset - start if blank else own.end("indent"), bool(own["dashes"]))
    frames += islice(above, _DEEPEST)
    if len(frames) > _DEEPEST:
        return None
    frames.reverse()
    for depth, frame in enumerate(frames):
        opening = _value_on_line(text, frame.value)
        sign = text[opening : opening + 1]
        path = tuple(one.step for one in frames[: depth + 1])
        if sign in ("{", "[") and opening < offset:
            return _in_flow(text, opening, offset, path)
        if sign in ("|", ">"):
            return None
    path = tuple(frame.step for frame in frames)
    if own["key"] is not None and offset <= start + own.end("key"):
        if offset < start + own.start("key"):
            return None
        return _found((*path, _unquoted(own["key"])), "key", text, start + own.start("key"), start + own.end("key"))
    begin = _value_on_line(text, frames[-1].value if own["key"] or own["dashes"] else start + own.end("indent"))
    value = text[begin : start + len(line)]
    if value[:1] not in ('"', "'") and (comment := _COMMENT.search(value)):
        if offset > begin + comment.start():
            return None
        value = value[: comment.start()]
    elif value[:1] in ('"', "'"):
        value = value[: _closing(value, 0) + 1]
    at: Literal["key", "value"] = "value" if own["key"] or own["dashes"] else "key"
    end = begin + len(value.rstrip())
    if at == "key" and frames and _scalar_began(text, frames[-1].value):
        at = "value"
    found = _found((*path, "") if at == "key" else path, at, text, min(begin, offset), max(end, min(begin, offset)))
    return Cursor((*path, found.text), at, found.start, found.end, found.text) if at == "key" else found


def _above(text: str, start: int, limit: int, item: bool) -> Iterator[_Frame]:
    """The entries around a line, the innermost first: `limit` is its column, `item` whether a dash stands there."""
    while start > 0 and (limit > 0 or item):
        start, line = _line_at(text, start - 1)
        if line[: limit + 1].isspace():
            # Deeper, as most lines are.
            continue
        found = _match(line)
        if found["key"] is None and not found["dashes"]:
            continue
        dashes = found["dashes"].count("-")
        column = found.end("dashes")
        if found["key"] is not None and (column < limit or (item and column == limit and not dashes)):
            yield _Frame(_unquoted(found["key"]), start + found.end())
        elif not dashes or found.end("indent") >= limit:
            continue
        for _ in range(dashes):
            yield _Frame(0, start + found.end("dashes"))
        limit, item = found.end("indent"), bool(dashes)


def _in_flow(text: str, start: int, offset: int, path: Address) -> Cursor | None:
    """What stands at an offset within braces or brackets that open at `start`."""
    stack: list[tuple[str, str | None]] = []
    begin = at = start
    # Whether nothing but blanks stands between `begin` and here.
    first = True
    while at < offset:
        char = text[at]
        if char in "\"'" and first:
            at = _closing(text, at)
            if at >= offset:
                break
            first = False
        elif char in "{[" and first:
            stack.append((char, None))
            begin = at + 1
        elif char in "}]":
            stack.pop()
            if not stack:
                return None
            begin, first = at + 1, True
        elif char == ",":
            stack[-1] = (stack[-1][0], None)
            begin, first = at + 1, True
        elif char == ":" and stack[-1] == ("{", None) and _ends_key(text, begin, at):
            stack[-1] = ("{", _unquoted(text[begin:at].strip()))
            begin, first = at + 1, True
        elif char == "#" and text[at - 1].isspace():
            at = _end_of_line(text, at)
            if at >= offset:
                return None
            begin = at if first else begin
        elif not char.isspace():
            first = False
        at += 1
    begin += len(text[begin:offset]) - len(text[begin:offset].lstrip())
    end = _end_of_token(text, begin, offset)
    steps: list[str | int] = [0 if opening == "[" else key or "" for opening, key in stack]
    if stack[-1] == ("{", None):
        found = _found((), "key", text, begin, end)
        return Cursor((*path, *steps[:-1], found.text), "key", found.start, found.end, found.text)
    return _found((*path, *steps), "value", text, begin, end)


def _ends_key(text: str, begin: int, at: int) -> bool:
    return text[at + 1 : at + 2] in ("", " ", "\t", "\n", "\r", ",", "}") or text[begin:at].strip()[:1] in ('"', "'")


def _end_of_token(text: str, begin: int, offset: int) -> int:
    """Where what begins there ends, within braces or brackets and on its line."""
    if text[begin : begin + 1] in ('"', "'"):
        return min(_closing(text, begin) + 1, _end_of_line(text, offset))
    at = max(begin, offset)
    while at < len(text) and text[at] not in ",]}{[\n\r":
        if (text[at] == ":" and text[at + 1 : at + 2] in (" ", "\n", "")) or (
            text[at] == "#" and text[at - 1].isspace()
        ):
            break
        at += 1
    return begin + len(text[begin:at].rstrip()) if at > begin else begin


def _found(path: Address, at: Literal["key", "value"], text: str, start: int, end: int) -> Cursor:
    """What stands between two offsets, without quotes around it and without what stands ahead of a value."""
    properties = _PROPERTIES.match(text, start, end)
    start = properties.end() if properties else start
    said = text[start:end]
    if said[:1] in ('"', "'"):
        start += 1
        end -= len(said) > 1 and said[-1] == said[0]
    return Cursor(path, at, start, end, text[start:end])


def _scalar_began(text: str, value: int) -> bool:
    """Whether a value begins behind its key, which then goes on in the lines below."""
    return text[_value_on_line(text, value) : _end_of_line(text, value)].strip() not in ("", "\r")


def _value_on_line(text: str, at: int) -> int:
    """Where the first thing stands on the rest of a line, behind an anchor or a tag."""
    end = _end_of_line(text, at)
    while at < end and text[at] in " \t":
        at += 1
    properties = _PROPERTIES.match(text, at, end)
    return properties.end() if properties else at


def _closing(text: str, at: int) -> int:
    """Where a quoted text ends; the last character of its line where it does not."""
    sign, end = text[at], _end_of_line(text, at)
    at += 1
    while at < end:
        if text[at] == "\\" and sign == '"':
            at += 1
        elif text[at] == sign:
            if sign == '"' or text[at + 1 : at + 2] != sign:
                return at
            at += 1
        at += 1
    return max(end - 1, 0)


def _line_at(text: str, offset: int) -> tuple[int, str]:
    """The start of the line that an offset lies on, and the line without its break."""
    start = text.rfind("\n", 0, offset) + 1
    return start, text[start : _end_of_line(text, offset)].rstrip("\r")


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _match(line: str) -> re.Match[str]:
    found = _LINE.match(line[:_FARTHEST])
    # Each part of the pattern may be empty.
    assert found is not None
    return found


def _unquoted(key: str) -> str:
    return key[1:-1] if len(key) > 1 and key[0] in "\"'" and key[-1] == key[0] else key
