"""Keys and values on one line, as they are written canonically: plain where plain is safe, else in double quotes."""

import re
from array import array
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from smartplan.editing.key_order import NodeKind
from smartplan.yamltext.comment_lines import PROPERTIES, skip
from smartplan.yamltext.emit import is_plain, scalar
from smartplan.yamltext.scalars import Doubtful, resolve
from smartplan.yamltext.tree import Marks

# Others read these as dates, which every plan written by hand puts up with.
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_DATES = ("date", "as_of")
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
    first = text[start : start + 1] if start < end else ""
    return Opening(start, None if first == "*" else here, first in ("{", "["))


class Inline:
    """Writes keys, scalars and collections in braces; keys in the order of the model where `in_order`."""

    def __init__(self, text: str, marks: Marks, *, in_order: bool) -> None:
        self.text = text
        self.marks = marks
        self.in_order = in_order
        self._keys: dict[str, str] = {}
        self._plain: dict[tuple[str, bool], bool] = {}

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
        plain = name.isdecimal() or source == "<<" or self._is_plain(name, True)
        return name if plain else _quoted(name)

    def scalar(self, value: Any, start: int, end: int, name: Any, *, in_flow: bool) -> str:
        """A scalar on one line that stands under the key `name`."""
        source = self.text[start:end]
        # A number is as precise as it is written; an alias, an anchor or a tag says more than the value.
        if not isinstance(value, str) or source[:1] == "*" or isinstance(resolve(source), Doubtful):
            return source
        if source[:1] in ("&", "!"):
            found = PROPERTIES.match(source)
            assert found is not None
            return f"{found[0]}{_quoted(value)}" if in_flow and _is_asking(source[found.end() :]) else source
        if self._is_plain(value, in_flow) or (name in _DATES and _DATE.fullmatch(value)):
            return value
        return _quoted(value)

    def flow(self, value: Any, start: int, end: int, kind: NodeKind, name: Any = None) -> str:
        """A value in braces or brackets that stands on one line, or a scalar in such."""
        if not isinstance(value, (dict, list)) or self.text[start] == "*":
            return self.scalar(value, start, end, name, in_flow=True)
        opened = opening(self.text, self.marks, value, start, end)
        before = f"{opened.properties} " if opened.properties else ""
        here = opened.marks
        if here is None:
            return f"{before}{'{}' if isinstance(value, dict) else '[]'}"
        if isinstance(value, list):
            items = (
                self.flow(value[at // 4], here[at + 2], here[at + 3], kind.child(0)) for at in range(0, len(here), 4)
            )
            return f"{before}[{', '.join(items)}]"
        places = {key: 4 * index for index, key in enumerate(value)}
        entries = (
            self._entry(value, key, here[places[key] : places[key] + 4], kind) for key in self.ordered(value, kind)
        )
        body = ", ".join(entries)
        # `[a: b]` is a list of a mapping without braces.
        return f"{before}{{{body}}}" if opened.braces else f"{before}{body}"

    def _entry(self, node: dict[str, Any], name: str, place: "array[int]", kind: NodeKind) -> str:
        key_start, key_end, start, end = place
        key = self.key(self.text[key_start:key_end], name)
        if end > start:
            return f"{key}: {self.flow(node[name], start, end, kind.child(name), name)}"
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

    def ordered(self, names: Iterable[str], kind: NodeKind) -> list[str]:
        """Keys in canonical order: known ones as in the model, then the others; years ascending; ids as they are."""
        found = list(names)
        if self.in_order and kind.fields:
            place = {name: index for index, name in enumerate(kind.fields)}
            found.sort(key=lambda name: place.get(name, len(place)))
        elif self.in_order and kind.years and all(name.isdecimal() for name in found):
            found.sort(key=int)
        return found

    def _is_plain(self, value: str, in_flow: bool) -> bool:
        known = self._plain.get((value, in_flow))
        if known is None:
            known = self._plain[value, in_flow] = is_plain(value, in_flow=in_flow)
        return known


def _is_asking(source: str) -> bool:
    """Whether a text that stands in braces without quotes has a question mark, at which some readers end it."""
    found = PROPERTIES.match(source)
    return "?" in source and found is not None and source[found.end() : found.end() + 1] not in ("'", '"')


def _quoted(value: str) -> str:
    if value.isprintable() and _SAFE.fullmatch(value):
        return f'"{value}"'
    return scalar(value, quoted=True)
