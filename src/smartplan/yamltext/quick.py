"""Plain YAML read line by line, without a parser: several times as quick as over libyaml's events.

It reads what plans are written in: mappings and lists in blocks, words, numbers and quotes on one line, braces and
brackets on one line, comments, texts behind `|` and `>`. Of these it makes the very tree that `thorough` makes, whose
marks are worked out where one is asked for, and of anything else none at all: what is wrong, rare or doubtful is
declined, and read thoroughly. So nothing here reports a fault, and nothing is lost where this module is taken out.
"""

import re
from array import array
from collections.abc import Iterator
from itertools import accumulate, chain, islice
from typing import Any

from smartplan.yamltext.quick_marks import LazyMarks
from smartplan.yamltext.quick_values import MISSING, NAME, Declined, Header, LineValues, block_text
from smartplan.yamltext.tree import Tree

# Far below what the thorough reader refuses.
_MAX_DEPTH = 40
_NONE = array("I")
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\r\n"
# An anchor, an alias or a tag. In quotes it may be none.
_PROPERTIES = tuple(re.compile(rf"{sign}(?<=[-:,\[{{] {sign})") for sign in ("&", r"\*", "!"))
# Characters whose lines are looked at together.
_PIECE = 1 << 16
# Of what a line is added to: its level, the mapping or list, and the numbers of the lines where its entries begin.
_Place = tuple[int, Any, "array[int]"]
_HEAD = re.compile(rf"( *)(?:({NAME})|\"({NAME})\"|'({NAME})')")


def read(text: str, most: int | None) -> Tree | None:
    """The tree of a text with at most so many values, without a fault; None where it is not sure of one."""
    returns = text.count("\r")
    is_mixed = returns and not returns == text.count("\n") == text.count("\r\n")
    if is_mixed or text.endswith(" ") or any(sign.search(text) for sign in _PROPERTIES):
        return None
    reading = _Reading(text, "\r\n" if returns else "\n")
    try:
        # No tabs, nothing unseen, no odd spaces or line breaks.
        if not text.encode().translate(None, _PRINTABLE).decode().isprintable():
            return None
        reading.run()
    except (Declined, UnicodeEncodeError):
        return None
    marks, count = reading.marks, 1 + reading.values.count
    for container, _, numbers in marks.blocks.values():
        if len(container) != len(numbers):
            # A key stands there twice.
            return None
        count += len(numbers)
    if not marks.blocks or (most is not None and count > most):
        return None
    return Tree(reading.top[0], marks, marks.span(id(reading.top[0])), nulls=reading.nulls)


class _Reading:
    """One reading of one text.

    How far a line stands in is its level: twice the column of its key, and one more for a hyphen, since a list may
    stand in the column of the key that it belongs to.
    """

    def __init__(self, text: str, line_break: str) -> None:
        self.text, self.line_break = text, line_break
        self.marks = LazyMarks(text, len(line_break))
        self.values = LineValues()
        self.nulls = 0
        # The mapping that is the file is the only item of this.
        self.top: list[Any] = [None]
        self.around: list[_Place] = []

    def run(self) -> None:
        """Read all lines. Raises Declined."""
        # Most lines begin like others, and many words stand there again: what was found sound once is looked up.
        heads: dict[str, tuple[int, str]] = {}
        known_values, value = self.values.known, self.values.value
        place: _Place = (-1, self.top, _NONE[:])
        level, container, numbers = place
        # The key of the last entry, or -1 of an item, and whether it has no value yet.
        key: Any = 0
        is_open, nulls = True, 0
        rows = enumerate(chain.from_iterable(self._pieces()))
        for number, line in rows:
            head, colon, rest = line.partition(":")
            known = heads.get(head)
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
                    head, colon, rest = content.rjust(len(line)).partition(":")
                    known = _head(head) if colon and rest[:1] in ("", " ") else None
                    if known is None:
                        found = value(" " + content)
                        container[-1] = self._text(found, rows, number, level) if type(found) is Header else found
                        is_open = False
                        continue
                else:
                    known = _head(head)
                    if known is None:
                        raise Declined
                    heads[head] = known
            new, name = known
            if new != level:
                level, container, numbers = self._enter(new, (level, container, numbers), key, is_open)
            key = name
            numbers.append(number)
            if rest:
                found = known_values.get(rest, MISSING)
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
            elif not colon:
                raise Declined
            container[key] = None
            is_open = True
            nulls += 1
        self.nulls += nulls + self.values.nulls

    def _pieces(self) -> Iterator[list[str]]:
        """The lines, some thousand at a time: all at once would take half as much memory as the tree."""
        at, lengths = 0, self.marks.lengths
        while at <= len(self.text):
            end = self.text.find(self.line_break, at + _PIECE)
            if end < 0:
                end = len(self.text)
            lines = self.text[at:end].split(self.line_break)
            lengths.extend(accumulate(map(len, lines), initial=lengths.pop()))
            yield lines
            at = end + len(self.line_break)

    def _enter(self, level: int, place: _Place, key: Any, is_open: bool) -> _Place:
        """Go to the mapping or list of that level; a new one is the value of that key in the old one."""
        while level < place[0]:
            place, is_open = self.around.pop(), False
        if level == place[0]:
            return place
        if not is_open or len(self.around) > _MAX_DEPTH or place[0] < 0 < level:
            raise Declined
        child: Any = [] if level & 1 else {}
        if not place[0] & 1:
            # It was counted as nothing.
            self.nulls -= 1
        place[1][key] = child
        self.around.append(place)
        numbers = _NONE[:]
        self.marks.blocks[id(child)] = (child, level >> 1, numbers)
        return level, child, numbers

    def _text(self, header: Header, rows: Iterator[tuple[int, str]], number: int, level: int) -> str:
        """The text below a header, whose lines are passed over."""
        start = self.marks.start(number + 1)
        text, self.marks.texts[number] = block_text(header, self.text, start, level >> 1)
        more = self.text.count("\n", start, self.marks.texts[number])
        next(islice(rows, more, more), None)
        return text


def _head(head: str) -> tuple[int, str] | None:
    """The level and the key of what stands before a colon; None where there is no key."""
    found = _HEAD.fullmatch(head)
    return (2 * len(found[1]), found[2] or found[3] or found[4]) if found else None
