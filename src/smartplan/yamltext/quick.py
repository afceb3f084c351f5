"""Plain YAML read line by line, without a parser: several times as quick as over libyaml's events.

It reads what plans are written in: mappings and lists in blocks, words, numbers and quotes on one line, braces and
brackets on one line, comments, texts behind `|` and `>`. Of these it makes the very tree that `thorough` makes, whose
marks are worked out where one is asked for, and of anything else none at all: what is wrong, rare or doubtful is
declined, and read thoroughly. So nothing here reports a fault, and nothing is lost where this module is taken out.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from smartplan.yamltext.quick_marks import Block, LazyMarks
from smartplan.yamltext.quick_values import MISSING, NAME, Declined, Header, Values, block_text
from smartplan.yamltext.tree import Tree

# Far below what the thorough reader refuses.
_MAX_DEPTH = 40
# A key has to end within 1,024 characters.
_MAX_HEAD = 500
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\r\n"
# An anchor, an alias or a tag. In quotes it may be none.
_PROPERTIES = tuple(re.compile(rf"{sign}(?<=[-:,\[{{] {sign})") for sign in ("&", r"\*", "!"))
_HEAD = re.compile(rf"( *)(?:({NAME})|\"({NAME})\"|'({NAME})')")


def read(text: str, most: int | None) -> Tree | None:
    """The tree of a text with at most so many values, without a fault; None where it is not sure of one."""
    returns = text.count("\r")
    if returns and not returns == text.count("\n") == text.count("\r\n"):
        return None
    if text.endswith(" ") or any(sign.search(text) for sign in _PROPERTIES) or not _is_printable(text):
        return None
    reading = _Reading(text, "\r\n" if returns else "\n")
    try:
        reading.run()
    except Declined:
        return None
    count = 1 + reading.values.count
    for container, _, numbers in reading.blocks.values():
        if len(container) != len(numbers):
            # A key stands there twice.
            return None
        count += len(numbers)
    if most is not None and count > most:
        return None
    marks = LazyMarks(text, reading.blocks, reading.texts)
    return Tree(reading.root, marks, marks.span(id(reading.root)), nulls=reading.nulls)


def _is_printable(text: str) -> bool:
    """Whether there are only spaces, line breaks and characters with a look of their own: no tabs, nothing unseen."""
    try:
        return text.encode().translate(None, _PRINTABLE).decode().isprintable()
    except UnicodeEncodeError:
        return False


# Of what a line is added to: its level, the mapping or list, and the numbers of the lines where its entries begin.
_Place = tuple[int, Any, list[int]]


class _Reading:
    """One reading of one text.

    How far a line stands in is its level: twice the column of its key, and one more for a hyphen, since a list may
    stand in the column of the key that it belongs to.
    """

    def __init__(self, text: str, line_break: str) -> None:
        self.lines = text.split(line_break)
        self.ends_with_break = not self.lines[-1]
        if self.ends_with_break:
            self.lines.pop()
        self.values = Values()
        self.nulls = 0
        self.root: Any = None
        self.around: list[_Place] = []
        # By identity, mappings and lists that are no braces; by the line of its header, which line follows a text.
        self.blocks: dict[int, Block] = {}
        self.texts: dict[int, int] = {}

    def run(self) -> None:
        """Read all lines. Raises Declined."""
        # Most lines begin like others, and many words stand there again: what was found sound once is looked up.
        heads: dict[str, tuple[int, str]] = {}
        bare: dict[str, tuple[int, str]] = {}
        value, words = self.values.value, self.values.words
        place: _Place = (-1, [None], [])
        level, container, numbers = place
        # The key of the last entry, or -1 of an item, and whether it has no value yet.
        key: Any = 0
        is_open, nulls = True, 0
        rows = enumerate(self.lines)
        for number, line in rows:
            head, colon, rest = line.partition(": ")
            known = (heads if colon else bare).get(head)
            if known is None:
                content = line.lstrip(" ")
                if not content or content[0] == "#":
                    continue
                if content[0] == "-" and content[1:2] in ("", " "):
                    new = 2 * (len(line) - len(content)) + 1
                    if new != level:
                        level, container, numbers = self._enter(new, (level, container, numbers), key, is_open)
                    container.append(None)
                    numbers.append(number)
                    key, is_open = -1, True
                    content = content[1:].lstrip(" ")
                    if not content or content[0] == "#":
                        continue
                    # What follows is as good as a line of its own, that far in.
                    head, colon, rest = content.rjust(len(line)).partition(": ")
                    known = _head(head, colon)
                    if known is None:
                        found = value(content)
                        container[-1] = self._text(found, rows, number, level) if type(found) is Header else found
                        is_open = False
                        continue
                else:
                    known = _head(head, colon)
                    if known is None:
                        raise Declined
                    (heads if colon else bare)[head] = known
            new, name = known
            if new != level:
                level, container, numbers = self._enter(new, (level, container, numbers), key, is_open)
            key = name
            numbers.append(number)
            if rest:
                found = words.get(rest, MISSING)
                if found is MISSING:
                    found = value(rest)
                    if type(found) is Header:
                        found = self._text(found, rows, number, level)
                if found is not MISSING:
                    container[key] = found
                    is_open = False
                    if found is None:
                        nulls += 1
                    continue
            container[key] = None
            is_open = True
            nulls += 1
        if self.root is None:
            raise Declined
        self.nulls += nulls + self.values.nulls

    def _enter(self, level: int, place: _Place, key: Any, is_open: bool) -> _Place:
        """Go to the mapping or list of that level; a new one is the value of that key in the old one."""
        if level < place[0]:
            while level < place[0]:
                place = self.around.pop()
            if level != place[0]:
                raise Declined
            return place
        if not is_open or len(self.around) > _MAX_DEPTH:
            raise Declined
        child: Any = [] if level & 1 else {}
        if self.root is None:
            if level:
                raise Declined
            self.root = child
        elif not place[0] & 1:
            # It was counted as nothing.
            self.nulls -= 1
        place[1][key] = child
        self.around.append(place)
        numbers: list[int] = []
        self.blocks[id(child)] = (child, level >> 1, numbers)
        return level, child, numbers

    def _text(self, header: Header, rows: Iterator[tuple[int, str]], number: int, level: int) -> str:
        """The text below a header, whose lines are passed over."""
        text, after = block_text(header, self.lines, number + 1, level >> 1)
        if after == len(self.lines) and not self.ends_with_break:
            raise Declined
        self.texts[number] = after
        for _ in islice(rows, after - number - 1):
            pass
        return text


def _head(head: str, colon: str) -> tuple[int, str] | None:
    """The level and the key of what stands before a colon; None where there is no key."""
    if not colon:
        if head[-1] != ":":
            return None
        head = head[:-1]
    found = _HEAD.fullmatch(head) if len(head) < _MAX_HEAD else None
    return (2 * len(found[1]), found[2] or found[3] or found[4]) if found else None
