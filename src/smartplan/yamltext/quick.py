"""Plain YAML read line by line, without a parser: several times as quick as over libyaml's events.

It reads what plans are written in: mappings and lists in blocks, words, numbers and quotes on one line, braces and
brackets on one line, comments, texts behind `|` and `>`. Of these it makes the very tree that `thorough` makes, with
every place, and of anything else none at all: what is wrong, rare or doubtful is declined, and read thoroughly. So
nothing here reports a fault, and nothing is lost where this module is taken out.
"""

import re
from array import array
from typing import Any

from smartplan.yamltext.quick_values import MISSING, Block, Declined, Values
from smartplan.yamltext.tree import Tree

# Far below what the thorough reader refuses.
_MAX_DEPTH = 40
# A key has to end within 1,024 characters.
_MAX_HEAD = 500
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\r\n"
# An anchor, an alias or a tag. In quotes it may be none.
_PROPERTIES = tuple(re.compile(rf"{sign}(?<=[-:,\[{{] {sign})") for sign in ("&", r"\*", "!"))
_NAME = r"\w(?:[\w ./()+&@%-]*[\w./()+&@%-])?"
_HEAD = re.compile(rf"( *)(?:({_NAME})|\"({_NAME})\"|'({_NAME})')")


def read(text: str, most: int | None) -> Tree | None:
    """The tree of a text with at most so many values, without a fault; None where it is not sure of one."""
    returns = text.count("\r")
    if returns and not returns == text.count("\n") == text.count("\r\n"):
        return None
    if text.endswith(" ") or any(sign.search(text) for sign in _PROPERTIES) or not _is_printable(text):
        return None
    try:
        return _Lines(text, "\r\n" if returns else "\n").tree(most)
    except Declined:
        return None


def _is_printable(text: str) -> bool:
    """Whether there are only spaces, line breaks and characters with a look of their own: no tabs, nothing unseen."""
    try:
        return text.encode().translate(None, _PRINTABLE).decode().isprintable()
    except UnicodeEncodeError:
        return False


class _Lines:
    """One reading: the mapping or list that lines are added to, and those around it.

    How far a line stands in is its level: twice the column of its key, and one more for a hyphen, since a list may
    stand in the column of the key that it belongs to.
    """

    def __init__(self, text: str, line_break: str) -> None:
        self.text = text
        self.line_break = line_break
        self.values = Values(text)
        # Below that of any line until there is one.
        self.level = -1
        self.container: Any = {}
        self.marks: list[int] = []
        self.start = 0
        # The same of those around it.
        self.around: list[tuple[int, Any, list[int], int]] = []

    def tree(self, most: int | None) -> Tree:
        """Read the lines; what is open at their end is closed there."""
        data, values = self.container, self.values
        self._read()
        while self.around:
            self._close()
        if not data:
            raise Declined
        values.keep(data, self.marks)
        if most is not None and values.count > most:
            raise Declined
        return Tree(data, values.marks_of, (self.start, self.marks[-1]), nulls=values.nulls)

    def _read(self) -> None:
        # Most lines begin like others, and most words stand there again; what was found sound once is looked up.
        heads: dict[str, tuple[int, str]] = {}
        bare: dict[str, tuple[int, str]] = {}
        values, words, width = self.values, self.values.words, len(self.line_break)
        level, container, marks = self.level, self.container, self.marks
        # The key of the last entry, or -1 of an item; whether it has no value yet; its text if that goes over lines.
        key: Any = ""
        is_open, block = False, None
        lines = self.text.split(self.line_break)
        if not lines[-1]:
            lines.pop()
        next_at = 0
        for line in lines:
            at = next_at
            next_at = at + len(line) + width
            if block is not None:
                if block.takes(line):
                    continue
                self._end_block(block, key, at)
                block = None
            head, colon, rest = line.partition(": ")
            known = (heads if colon else bare).get(head)
            if known is None:
                content = line.lstrip(" ")
                if not content or content[0] == "#":
                    continue
                if content[0] == "-":
                    mark = at + len(line) - len(content)
                    new = 2 * (mark - at) + 1
                    if new != level:
                        container, marks = self._enter(new, mark, key, is_open)
                        level = new
                    container.append(None)
                    mark += 1
                    marks += (mark, mark, mark, mark)
                    key, is_open = -1, True
                    content = content[1:]
                    if content and content[0] != " ":
                        raise Declined
                    content = content.lstrip(" ")
                    if not content or content[0] == "#":
                        continue
                    # The rest is a line of its own, that far in.
                    line = content.rjust(len(line))
                    head, colon, rest = line.partition(": ")
                    known = _head(head, colon)
                    if known is None:
                        stop = next_at - width
                        value, first, last = values.value(stop - len(content), stop, level >> 1)
                        if type(value) is Block:
                            block, value = value, None
                        container[-1] = value
                        marks[-4:] = (first, last, first, last)
                        is_open = False
                        continue
                else:
                    known = _head(head, colon)
                    if known is None:
                        raise Declined
                    (heads if colon else bare)[head] = known
            new, name = known
            mark = at + (new >> 1)
            if new != level:
                container, marks = self._enter(new, mark, key, is_open)
                level = new
            key = name
            end = at + len(head)
            if not colon:
                end -= 1
                value = MISSING
            elif (value := words.get(rest, MISSING)) is not MISSING:
                first, last = end + 2, next_at - width
            else:
                value, first, last = values.value(end + 2, next_at - width, level >> 1)
            if value is MISSING:
                is_open, value, first, last = True, None, end + 1, end + 1
            else:
                is_open = False
                if type(value) is Block:
                    block, value = value, None
                    values.nulls -= 1
            if value is None:
                values.nulls += 1
            container[key] = value
            marks += (mark, end, first, last)
        if block is not None:
            if not self.text.endswith("\n"):
                raise Declined
            self._end_block(block, key, next_at)

    def _end_block(self, block: Block, key: Any, at: int) -> None:
        self.container[key] = block.text()
        self.marks[-1] = at
        if self.level & 1:
            self.marks[-3] = at

    def _enter(self, level: int, at: int, key: Any, is_open: bool) -> tuple[Any, list[int]]:
        """Go to the mapping or list of that level, which begins there if it is new."""
        if self.level < 0:
            if level:
                raise Declined
            self.level, self.start = 0, at
        while level < self.level:
            self._close()
            is_open = False
        if level > self.level:
            if not is_open or len(self.around) > _MAX_DEPTH:
                raise Declined
            child: Any = [] if level & 1 else {}
            self.container[key] = child
            if not self.level & 1:
                self.values.nulls -= 1
            self.around.append((self.level, self.container, self.marks, self.start))
            self.level, self.container, self.marks, self.start = level, child, [], at
        return self.container, self.marks

    def _close(self) -> None:
        """A block ends where its last entry does."""
        self.values.keep(self.container, self.marks)
        start, end = self.start, self.marks[-1]
        self.level, self.container, self.marks, self.start = self.around.pop()
        self.marks[-2:] = (start, end)
        if self.level & 1:
            self.marks[-4:-2] = (start, end)


def _head(head: str, colon: str) -> tuple[int, str] | None:
    """The level and the key of what stands before a colon; None where there is no key."""
    if not colon:
        if head[-1] != ":":
            return None
        head = head[:-1]
    found = _HEAD.fullmatch(head) if len(head) < _MAX_HEAD else None
    return (2 * len(found[1]), found[2] or found[3] or found[4]) if found else None
