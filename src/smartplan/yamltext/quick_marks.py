"""Where keys and values of plain YAML stand, worked out of the text again for those mappings and lists asked for."""

from array import array
from collections.abc import Collection, Sequence
from typing import Any

from smartplan.yamltext.quick_values import LineValues, after_spaces, quoted

# A mapping or list that is no braces, the column of its keys or hyphens, the number of the line of each.
Block = tuple[Any, int, "array[int]"]
# What a value begins with that does not end with its line; a second space, too.
_OTHERS = frozenset(("", " ", "#", "|", ">"))


class LazyMarks(dict[int, "array[int]"]):
    """Marks by the identity of a mapping or list. Only `[]` and `get` know of those that nobody asked for yet."""

    def __init__(self, text: str, width: int) -> None:
        super().__init__()
        self._text, self._width = text, width
        # What the reader of the lines tells: how many characters those before each have, apart from their breaks.
        self.lengths = array("I", (0,))
        # By identity, mappings and lists that are no braces; by the line of its header, where a text of several ends.
        self.blocks: dict[int, Block] = {}
        self.texts: dict[int, int] = {}
        # Braces and brackets that were met, and where they start and end.
        self._braces: dict[int, tuple[Any, int, int]] = {}
        self._is_whole = False

    def __missing__(self, node: int) -> "array[int]":
        if not (self._is_whole or node in self.blocks or node in self._braces):
            # Braces are met in what they stand in.
            self._is_whole = True
            for known in (self.blocks, self._braces):
                for other in [*known]:
                    self.get(other)
        if node in self.blocks:
            container, column, numbers = self.blocks[node]
            keyed = isinstance(container, dict)
            values = container.values() if keyed else container
            self[node] = array("I", self._entries(keyed, column, numbers, values))
        elif node in self._braces:
            value, start, end = self._braces[node]
            flat = _flat_marks(value, start, self._text[start:end])
            if flat is not None:
                self[node] = array("I", flat)
            else:
                LineValues().flow(self._text, start, self, value)
        if node not in self:
            raise KeyError(node)
        return self[node]

    def get(self, node: int, default: Any = None) -> Any:
        """As of any mapping; that of a dict does not ask for what is missing."""
        try:
            return self[node]
        except KeyError:
            return default

    def start(self, number: int) -> int:
        """Where a line starts."""
        return self.lengths[number] + number * self._width

    def span(self, node: int) -> tuple[int, int]:
        """Where a block starts and ends: with its first key and its last value."""
        container, column, numbers = self.blocks[node]
        keyed = isinstance(container, dict)
        last = next(reversed(container.values())) if keyed else container[-1]
        start = self.lengths[numbers[0]] + numbers[0] * self._width + column
        return start, self._entries(keyed, column, numbers[-1:], (last,))[3]

    def _entries(self, keyed: bool, column: int, numbers: Sequence[int], values: Collection[Any]) -> list[int]:
        """The marks of entries of a block: what `_entry` gives, but at once for a value that fills its line."""
        text, lengths, width, blocks = self._text, self.lengths, self._width, self.blocks
        marks: list[int] = []
        for number, value in zip(numbers, values, strict=True):
            first = lengths[number] + number * width + column
            line = text[first : lengths[number + 1] + number * width]
            at = line.find(":") if keyed else 0
            start = first + at + 2
            sign = line[at + 2 : at + 3]
            if id(value) in blocks:
                start, end = self.span(id(value))
            elif sign in _OTHERS or line[at + 1] != " " or " #" in line:
                marks += self._entry(keyed, column, number, value)
                continue
            else:
                end = first + len(line.rstrip())
                if sign == "{" or sign == "[":
                    self._braces[id(value)] = value, start, end
            marks += (first, first + at, start, end) if keyed else (start, end, start, end)
        return marks

    def _entry(self, keyed: bool, column: int, number: int, value: Any) -> tuple[int, int, int, int]:
        """The key and the value of one entry."""
        text = self._text
        first = self.start(number) + column
        if not keyed:
            start, end = self._value(first + 1, number, value)
            return start, end, start, end
        # None of the keys has one in it.
        last = text.index(":", first)
        return first, last, *self._value(last + 1, number, value)

    def _value(self, at: int, number: int, value: Any) -> tuple[int, int]:
        """The value behind a colon or hyphen, which is no block."""
        text = self._text
        start = after_spaces(text, at)
        sign = text[start : start + 1]
        if sign in ("", "\r", "\n", "#"):
            return at, at
        if sign == "|" or sign == ">":
            return start, self.texts[number]
        if sign == '"' or sign == "'":
            return start, quoted(text, start)[1]
        words = text[start : self.start(number + 1)].rstrip()
        if sign == "{" or sign == "[":
            end = LineValues().flow(text, start)[1] if " #" in words else start + len(words)
            self._braces[id(value)] = value, start, end
            return start, end
        return start, start + len(words.partition(" #")[0].rstrip())


def _flat_marks(node: Any, start: int, source: str) -> list[int] | None:
    """The marks of braces with nothing but scalars in them, one space behind each comma; else None."""
    items = source[1:-1].split(", ")
    if (
        not len(node) == len(items) == source.count(",") + 1
        or source.count("{") + source.count("[") > 1
        or "  " in source
        or " ," in source
        or source[1] == " "
        or source[-2] == " "
    ):
        return None
    marks: list[int] = []
    at = start + 1
    for item in items:
        end = at + len(item)
        if source[0] == "{":
            key = item.index(": ")
            marks += (at, at + key, at + key + 2, end)
        else:
            marks += (at, end, at, end)
        at = end + 2
    return marks
