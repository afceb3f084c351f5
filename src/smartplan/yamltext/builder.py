"""Plain data and its places, built from the events of a YAML parser."""

import re
from array import array
from collections.abc import Callable
from typing import Any

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from smartplan.plan.finding import MAX_FAULTS, Address, Finding
from smartplan.yamltext.scalars import Doubtful, Scalar, resolve, tagged
from smartplan.yamltext.tree import DENSE, Tree

MAX_DEPTH = 100
# Nodes that aliases may add up to; a plan written by hand uses a handful. A long text counts as several.
MAX_ALIASED = 100_000
_TEXT = 50
_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = frozenset(("str", "null", "bool", "int", "float"))
_CLOSES = re.compile(r"\s*[,}]")
_NOT_PLAIN = frozenset("\"'&*![{")


class Stopped(Exception):
    """The text cannot be read any further; the fault is noted."""


class _Level(Struct):
    """A mapping or list under construction."""

    container: Any
    start: int
    marks: list[int]
    is_mapping: bool
    is_flow: bool
    name: str | int | None
    anchor: str | None
    nodes_before: int
    key: str | None = None
    key_span: tuple[int, int] = (0, 0)
    keep: bool = True


class Builder:
    """Builds a tree from events with a stack of its own: depth is counted, never recursed."""

    def __init__(self, text: str, most: int | None) -> None:
        self.text = text
        self.tree = Tree()
        self.stack: list[_Level] = []
        # What each stands for, how many nodes that is, and the text of a scalar.
        self.anchors: dict[str, tuple[Any, int, str]] = {}
        self.nodes = 0
        self.most = most
        self.aliased = 0
        self.documents = 0
        # What is to be said of keys that stand twice, and the mappings that they stand in.
        self.twice: list[tuple[Finding, _Level]] = []
        # Where the text in quotes begins after which the parser could not go on.
        self.quoted: int | None = None
        # Whether quotes or brackets go over lines.
        self.goes_over_lines = False

    def brackets(self) -> tuple[int, ...]:
        """Where the brackets and braces begin that are open."""
        return tuple(level.start for level in self.stack if level.is_flow)

    def run(self, next_event: Callable[[], Any]) -> None:
        """Drain the events of a parser; the branches are in order of frequency. Raises Stopped, YAMLError."""
        scalar_value, stack = self._scalar, self.stack
        event: Any = None
        while True:
            try:
                event = next_event()
            except yaml.MarkedYAMLError:
                self.quoted = _quoted_at(event)
                raise
            kind = type(event)
            if kind is ScalarEvent:
                start, end = event.start_mark.index, event.end_mark.index
                if stack and (level := stack[-1]).is_mapping and level.key is None:
                    if event.anchor or event.tag:
                        scalar_value(event, start, end)
                    key = event.value
                    if level.is_flow and self.text[start - 1] == "," and self._continues(level, start, end):
                        continue
                    if key in level.container:
                        self._key(level, key, start, end)
                    else:
                        level.key, level.key_span = key, (start, end)
                    continue
                is_plain = event.implicit[0] and event.tag is None and not event.anchor
                self._put(resolve(event.value) if is_plain else scalar_value(event, start, end), start, end)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event, kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event.end_mark.index)
            elif kind is AliasEvent:
                self._alias(event.anchor, event.start_mark.index, event.end_mark.index)
            elif kind is DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    at = event.start_mark.index
                    self.tree.faults.append(Finding("several-documents", span=(at, event.end_mark.index)))
                    return
            elif kind is StreamEndEvent:
                if self.documents == 0:
                    self.tree.faults.append(Finding("empty-file", span=(0, 0)))
                return
            elif kind is DocumentEndEvent:
                self.anchors.clear()

    def _scalar(self, event: Any, start: int, end: int) -> Scalar:
        if event.style in ("'", '"') and event.start_mark.line != event.end_mark.line:
            self.goes_over_lines = True
        tag = self._tag(event.tag, start, _SCALAR_TAGS)
        plain = resolve(event.value) if event.implicit[0] else event.value
        value: Scalar = tagged(event.value, tag) if tag else plain
        if event.anchor:
            self.anchors[event.anchor] = (value, 1 + (end - start) // _TEXT, event.value)
        return value

    def _tag(self, tag: str | None, start: int, known: frozenset[str]) -> str:
        """The short name of a core tag; any other is a fault and is read as if it were not there."""
        if tag is None or tag == "!":
            return ""
        short = tag.removeprefix(_CORE)
        if short in known and short != tag:
            return short
        shown = f"!!{short}" if short != tag else tag
        self._fault("unknown-tag", (start, start + len(shown)), tag=shown)
        return ""

    def _fault(self, rule: str, span: tuple[int, int], variant: str = "", **values: Any) -> None:
        if len(self.tree.faults) < MAX_FAULTS:
            self.tree.faults.append(Finding(rule, self._path(), span=span, variant=variant, values=values))
            return
        self.tree.faults.append(Finding("too-large", span=span, variant="faults", values={"limit": MAX_FAULTS}))
        raise Stopped

    def _path(self) -> Address:
        """Address of the entry that is being read."""
        path: list[str | int] = [level.name for level in self.stack if level.name is not None]
        if self.stack:
            last = self.stack[-1]
            here = last.key if last.is_mapping else len(last.container)
            if here is not None:
                path.append(here)
        return tuple(path)

    def _key(self, level: _Level, key: str, start: int, end: int) -> None:
        level.key = key
        level.key_span = (start, end)
        if key in level.container:
            self._fault("duplicate-key", (start, end), key=key)
            self.twice.append((self.tree.faults[-1], level))
            level.keep = False

    def _continues(self, level: _Level, start: int, end: int) -> bool:
        """Whether a key is no key but the rest of a number: `{2023: 75,00}` is two entries to YAML.

        The value is then the whole of it, as text.
        """
        text = self.text
        if not level.marks or level.marks[-1] != start - 1 or not _CLOSES.match(text, end):
            return False
        first = level.marks[-2]
        if text[first] in _NOT_PLAIN or not (text[start - 2].isdecimal() and text[start].isdecimal()):
            return False
        level.key = next(reversed(level.container))
        self.tree.commas[self._path()] = (first, end)
        level.container[level.key] = text[first:end]
        level.marks[-1] = end
        # What follows is the nothing that the key would have for a value.
        level.keep = False
        return True

    def _put(self, value: Any, start: int, end: int) -> None:
        """Give the container its next value, or the tree its root."""
        self.nodes += 1
        if type(value) is Doubtful:
            self.tree.doubtful.append(self._path())
            value = str(value)
        if self.most is not None and self.nodes > self.most:
            values = {"limit": self.most, "dense": DENSE}
            self.tree.faults.append(Finding("too-large", span=(start, end), variant="values", values=values))
            raise Stopped
        if not self.stack:
            self.tree.data = value
            self.tree.root = (start, end)
            if value is None:
                self.tree.faults.append(Finding("empty-file", span=(start, end)))
            return
        level = self.stack[-1]
        if not level.is_mapping:
            level.container.append(value)
            level.marks += (start, end, start, end)
            return
        if level.key is None:
            self._complex_key(level, value, start, end)
            return
        if level.keep:
            if value is None:
                self.tree.nulls += 1
            level.container[level.key] = value
            level.marks += (*level.key_span, start, end)
        level.key = None
        level.keep = True

    def _complex_key(self, level: _Level, value: Any, start: int, end: int) -> None:
        """An alias as a key is the text that it stands for; a mapping or list as a key is a fault."""
        if isinstance(value, (dict, list)):
            self._fault("yaml-syntax", (start, start + 1), "complex_key")
            level.key = ""
            level.key_span = (start, end)
            level.keep = False
        else:
            text = self.text[start:end]
            known = self.anchors.get(text[1:])
            self._key(level, known[2] if known else text, start, end)

    def _open(self, event: Any, is_mapping: bool) -> None:
        start = event.start_mark.index
        if len(self.stack) >= MAX_DEPTH:
            self._fault("too-deep", (start, start + 1), limit=MAX_DEPTH)
            raise Stopped
        if event.tag is not None:
            self._tag(event.tag, start, frozenset(("map",)) if is_mapping else frozenset(("seq",)))
        name: str | int | None = None
        if self.stack:
            parent = self.stack[-1]
            name = parent.key if parent.is_mapping else len(parent.container)
        container: Any = {} if is_mapping else []
        nodes = self.nodes + self.aliased
        self.stack.append(_Level(container, start, [], is_mapping, event.flow_style, name, event.anchor, nodes))
        if event.anchor:
            # Marked as open, so that an alias to itself is seen.
            self.anchors[event.anchor] = (None, -1, "")

    def _close(self, end: int) -> None:
        level = self.stack.pop()
        start = level.start
        if level.is_flow:
            self.goes_over_lines |= self.text.find("\n", start, end) >= 0
        elif level.marks:
            # A block ends where its last entry does, not at the next token.
            end = level.marks[-1]
        self.tree.marks[id(level.container)] = array("I", level.marks)
        self._put(level.container, start, end)
        if level.anchor:
            size = self.nodes + self.aliased - level.nodes_before + (end - start) // _TEXT
            self.anchors[level.anchor] = (level.container, size, "")

    def _alias(self, name: str, start: int, end: int) -> None:
        if name not in self.anchors:
            self._fault("yaml-syntax", (start, end), "undefined_alias", name=name)
            self._put(None, start, end)
            return
        value, size, _ = self.anchors[name]
        if size < 0:
            self._fault("alias-bomb", (start, end), "recursive", name=name)
            self._put(None, start, end)
            return
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            self._fault("alias-bomb", (start, end), limit=MAX_ALIASED)
            raise Stopped
        self._put(value, start, end)


def _quoted_at(event: Any) -> int | None:
    """Where a text in quotes begins; None for any other event."""
    return event.start_mark.index if getattr(event, "style", None) in ("'", '"') else None
