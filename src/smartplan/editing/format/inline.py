"""Keys and values on one line, as they are written canonically: plain where plain is safe, else in double quotes."""

import re
from array import array
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

from smartplan.editing.key_order import NodeKind
from smartplan.yamltext.comment_lines import PROPERTIES, skip
from smartplan.yamltext.emit import DATE, DATES, is_plain, scalar
from smartplan.yamltext.scalars import Doubtful, resolve
from smartplan.yamltext.tree import Marks

_BRACES = ("{", "[")
_SAFE = re.compile(r'[^"\\]*')


class Opening(NamedTuple):
    """How a value starts: the anchor and tag before it, what stands behind those, and where its content starts.

    `marks` are the places of its entries where it has any that stand here, `braces` tells that it is in braces.
    """

    at: int
    marks: "array[int] | None" = None
    braces: bool = False
    properties: str = ""
    skipped: str = ""


def opening(text: str, marks: Marks, value: Any, start: int, end: int) -> Opening:
    """How the value between two offsets starts."""
    here = marks[id(value)] if value and isinstance(value, (dict, list)) else None
    if text[start : start + 1] in _BRACES and start < end:
        return Opening(start, here, True)
    if here is not None and here[0] == start:
        # An anchor, a tag or an alias that stands there is the first key's.
        return Opening(start, here)
    words: list[str] = []
    at, skipped = start, ""
    # Those of the first key are its own.
    limit = end if here is None else here[0]
    while at < limit and (found := PROPERTIES.match(text, at, limit)) and found[0]:
        words += found[0].split()
        # A comment below an anchor is none beside it.
        blanks = found[0][len(found[0].rstrip()) :]
        at = skip(text, found.end())
        skipped += (blanks if "\n" in blanks else "") + text[found.end() : at]
    if words:
        return Opening(at, here, text[at] in "{[", " ".join(words), skipped)
    return Opening(start, None if text.startswith("*", start, end) else here)


class Inline:
    """Writes keys, scalars and collections in braces; keys in the order of the model where `in_order`."""

    def __init__(self, text: str, marks: Marks, *, in_order: bool) -> None:
        self.text = text
        self.marks = marks
        self.in_order = in_order
        self._keys: dict[str, str] = {}
        # Texts by how they are written, whether in braces, and whether they may be dates.
        self._scalars: dict[tuple[str, bool, bool], str] = {}
        self._orders: dict[NodeKind, dict[tuple[str, ...], tuple[str, ...]]] = {}

    def key(self, source: str, name: str) -> str:
        """A key, given as it is written and what it means."""
        found = self._keys.get(source)
        if found is None:
            found = self._keys[source] = self._key(source, name)
        return found

    def _key(self, source: str, name: str) -> str:
        if source[:1] == "*":
            # The colon would become part of the alias.
            return f"{source} "
        if source[:1] in ("&", "!"):
            found = PROPERTIES.match(f"{source} ")
            assert found is not None
            shown = source[found.end() :]
            # A key over several lines stands on one; behind one of no characters the colon would be the anchor's.
            words = [_quoted(name)] if shown[:1] in ("|", ">") or _is_asking(shown) else shown.split()
            return " ".join([*found[0].split(), *words]) + ("" if words else " ")
        # `<<` means something to tools that read YAML 1.1, only where it is plain.
        plain = name.isdecimal() or source == "<<" or is_plain(name, in_flow=True)
        return name if plain else _quoted(name)

    def scalar(self, value: Any, start: int, end: int, name: Any, *, in_flow: bool) -> str:
        """A scalar on one line that stands under the key `name`."""
        source = self.text[start:end]
        # A number is as precise as it is written.
        if not isinstance(value, str):
            return source
        look = source, in_flow, name in DATES
        found = self._scalars.get(look)
        if found is None:
            found = self._scalars[look] = self._text(value, source, in_flow=in_flow, is_date=look[2])
        return found

    def _text(self, value: str, source: str, *, in_flow: bool, is_date: bool) -> str:
        # An alias, an anchor or a tag says more than the value.
        if source[:1] == "*":
            return source
        if source[:1] in ("&", "!"):
            found = PROPERTIES.match(source)
            assert found is not None
            return f"{found[0]}{_quoted(value)}" if in_flow and _is_asking(source[found.end() :]) else source
        if is_plain(value, in_flow=in_flow) or (is_date and DATE.fullmatch(value)):
            return value
        return source if isinstance(resolve(source), Doubtful) else _quoted(value)

    def flow(self, value: Any, start: int, end: int, kind: NodeKind) -> str:
        """A value in braces or brackets that stands on one line, or a scalar in such."""
        if not isinstance(value, (dict, list)) or self.text[start] == "*":
            return self.scalar(value, start, end, None, in_flow=True)
        here, before, braces = self.marks[id(value)] if value else None, "", True
        if self.text[start] not in _BRACES:
            opened = opening(self.text, self.marks, value, start, end)
            here, before, braces = opened.marks, f"{opened.properties} " if opened.properties else "", opened.braces
        if here is None:
            return f"{before}{'{}' if isinstance(value, dict) else '[]'}"
        if isinstance(value, list):
            inside = kind.child(0)
            items = map(self.flow, value, here[2::4], here[3::4], repeat(inside))
            return f"{before}[{', '.join(items)}]"
        names = tuple(value)
        order = self.ordered(names, kind)
        # In the order of the text first, for in that they mostly stay.
        entries = map(self._entry, repeat(value), names, here[::4], here[1::4], here[2::4], here[3::4], repeat(kind))
        if order != names:
            found = dict(zip(names, entries, strict=True))
            entries = map(found.__getitem__, order)
        body = ", ".join(entries)
        # `[a: b]` is a list of a mapping without braces.
        return f"{before}{{{body}}}" if braces else f"{before}{body}"

    def _entry(
        self, node: dict[str, Any], name: str, key_start: int, key_end: int, start: int, end: int, kind: NodeKind
    ) -> str:
        key = self.key(self.text[key_start:key_end], name)
        if end > start:
            value = node[name]
            if isinstance(value, (dict, list)):
                return f"{key}: {self.flow(value, start, end, kind.child(name))}"
            return f"{key}: {self.scalar(value, start, end, name, in_flow=True)}"
        # `{a}` has no colon, `{a: }` has one.
        return f"{key}: " if ":" in self.text[key_end : max(start, key_end)] else key

    def as_written(self, value: Any, start: int, end: int) -> str:
        """Braces or brackets over several lines as they are, but for words that not everybody can read in such."""
        if "?" not in self.text[start:end]:
            return self.text[start:end]
        parts = []
        for place, until, word in self._words(value):
            if _is_asking(self.text[place:until]):
                parts += [self.text[start:place], self.scalar(word, place, until, None, in_flow=True)]
                start = until
        return "".join([*parts, self.text[start:end]])

    def _words(self, value: Any) -> Iterator[tuple[int, int, str]]:
        """The keys and texts in braces or brackets that stand here, with their places, in order."""
        here = self.marks.get(id(value), ())
        for index, step in enumerate(value):
            key, key_end, start, end = here[4 * index : 4 * index + 4]
            if isinstance(value, dict):
                yield key, key_end, step
            item = value[step] if isinstance(value, dict) else step
            if isinstance(item, str):
                yield start, end, item
            elif isinstance(item, (dict, list)) and self.text[start] != "*":
                yield from self._words(item)

    def ordered(self, names: tuple[str, ...], kind: NodeKind) -> tuple[str, ...]:
        """Keys in canonical order: known ones as in the model, then the others; years ascending; ids as they are."""
        if not self.in_order or not (kind.fields or kind.years):
            return names
        known = self._orders.setdefault(kind, {})
        order = known.get(names)
        if order is None:
            order = known[names] = self._sorted(names, kind)
        return order

    def _sorted(self, names: tuple[str, ...], kind: NodeKind) -> tuple[str, ...]:
        if kind.fields:
            place = {name: index for index, name in enumerate(kind.fields)}
            return tuple(sorted(names, key=lambda name: place.get(name, len(place))))
        return tuple(sorted(names, key=int)) if all(name.isdecimal() for name in names) else names


def _is_asking(source: str) -> bool:
    """Whether a text that stands in braces without quotes has a question mark, at which some readers end it."""
    found = PROPERTIES.match(source)
    return "?" in source and found is not None and source[found.end() : found.end() + 1] not in ("'", '"')


def _quoted(value: str) -> str:
    if value.isprintable() and _SAFE.fullmatch(value):
        return f'"{value}"'
    return scalar(value, quoted=True)
