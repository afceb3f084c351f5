"""Where keys and values of plain YAML stand, worked out of the text again for those mappings and lists asked for."""

from array import array
from typing import Any

from smartplan.yamltext.quick_values import LineValues, after_spaces, quoted

# A mapping or list that is no braces, the column of its keys or hyphens, the number of the line of each.
Block = tuple[Any, int, "array[int]"]


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
        # Braces and brackets that were met, and where they start.
        self._braces: dict[int, tuple[Any, int]] = {}
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
            values = container.values() if isinstance(container, dict) else container
            marks = self[node] = array("I")
            for number, inner in zip(numbers, values, strict=True):
                marks.extend(self._entry(container, column, number, inner))
        elif node in self._braces:
            value, start = self._braces[node]
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
        last = next(reversed(container.values())) if isinstance(container, dict) else container[-1]
        start = self.start(numbers[0]) + column
        return start, self._entry(container, column, numbers[-1], last)[3]

    def _entry(self, container: Any, column: int, number: int, value: Any) -> tuple[int, int, int, int]:
        """The key and the value of one entry."""
        text = self._text
        first = self.start(number) + column
        if isinstance(container, list):
            start, end = self._value(first + 1, number, value)
            return start, end, start, end
        # None of the keys has one in it.
        last = text.index(":", first)
        return first, last, *self._value(last + 1, number, value)

    def _value(self, at: int, number: int, value: Any) -> tuple[int, int]:
        """The value behind a colon or hyphen."""
        if id(value) in self.blocks:
            return self.span(id(value))
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
            self._braces[id(value)] = value, start
            return start, LineValues().flow(text, start)[1] if " #" in words else start + len(words)
        return start, start + len(words.partition(" #")[0].rstrip())
