"""YAML text to plain data with the place of every key and value, over libyaml's events.

Events instead of a loader, because the loaders are YAML 1.1, keep the last of two equal keys, know no places and can
crash the process on deep nesting. Data is made of dict, list, str, int, float, bool and None; every key is text.
"""

import gc
import re
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from typing import Any

import yaml
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
from yaml.reader import Reader

from smartplan.plan.finding import MAX_FAULTS, Finding, Path
from smartplan.reading.scalars import Doubtful, Scalar, resolve, tagged
from smartplan.reading.slips import Stop, slip
from smartplan.reading.source import BREAK
from smartplan.reading.strict import MARK, is_suspect, misread, old_breaks

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML without its C library: the same events, slower
    from yaml import SafeLoader as Parser  # type: ignore[assignment]

MAX_DEPTH = 100
# Nodes that aliases may add up to; a plan written by hand uses a handful. A long text counts as several.
MAX_ALIASED = 100_000
_TEXT = 50
# Values that any file may hold, and beyond that one in so many characters: plans have one in twenty to forty.
MANY = 100_000
DENSE = 5
# The parser holds each of them against all before it.
MAX_DIRECTIVES = 100
_DIRECTIVE = "\n%TAG"
_LONE_RETURN = re.compile(r"\r(?!\n)")
_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = frozenset(("str", "null", "bool", "int", "float"))
_CLOSES = re.compile(r"\s*[,}]")
_NOT_PLAIN = frozenset("\"'&*![{")

Marks = dict[int, "array[int]"]


@dataclass(slots=True)
class Tree:
    """Plain data with its places.

    `marks` holds, by the identity of each mapping or list, four character offsets an entry in order: where its key
    starts and ends (for a list's item: as its value) and where its value starts and ends. Two kinds of numbers stand in
    the data as text: `doubtful` are the addresses of plain ones with three digits behind their point, `commas` those,
    with their span, of ones that a comma ended inside braces.
    """

    data: Any = None
    marks: Marks = field(default_factory=dict)
    root: tuple[int, int] = (0, 0)
    faults: list[Finding] = field(default_factory=list)
    nulls: int = 0
    doubtful: list[Path] = field(default_factory=list)
    commas: dict[Path, tuple[int, int]] = field(default_factory=dict)


class _Stop(Exception):
    """The text cannot be read any further; the fault is noted."""


@dataclass(slots=True)
class _Level:
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


def most_values(text: str) -> int:
    """How many values a file may hold."""
    return max(MANY, (len(text) - text.count("\r")) // DENSE)


def parse(text: str, most: int | None = None) -> Tree:
    """Read one YAML document with at most so many values.

    Faults are collected; what could be read up to an unparseable place is not given, and the fault that ended the
    reading is the first.
    """
    if text.count("\r") != text.count("\r\n"):
        # To YAML they are the same, and what looks for the end of a line here does not have to know the older one.
        text = _LONE_RETURN.sub("\n", text)
    with _no_garbage_collection():
        builder = _Builder(text, most)
        if text.startswith(MARK):
            # The parser would take it for the one that was taken off, and every place would be that of its neighbour.
            end = len(text) - len(text.lstrip(MARK))
            builder.tree.faults.append(Finding("yaml-syntax", span=(0, end), variant="bom"))
            return builder.tree
        if text.count(_DIRECTIVE) > MAX_DIRECTIVES:
            at = text.index(_DIRECTIVE) + 1
            builder.tree.faults.append(
                Finding("too-large", span=(at, at + 4), variant="directives", values={"limit": MAX_DIRECTIVES})
            )
            return builder.tree
        try:
            builder.run()
            builder.compare_with_the_standard()
        except _Stop:
            builder.tree.data = None
            builder.tree.faults.insert(0, builder.tree.faults.pop())
        except yaml.MarkedYAMLError as error:
            builder.tree.data = None
            builder.tree.faults.insert(0, _syntax(error, text, builder.quoted, builder.brackets()))
        except yaml.reader.ReaderError:
            builder.tree.data = None
            bad = Reader.NON_PRINTABLE.search(text)
            at = bad.start() if bad else len(text)
            # No text that can be read as UTF-8 has anything else that the reader refuses.
            values = {"code": f"U+{ord(text[at]) if bad else 0:04X}"}
            builder.tree.faults.insert(0, Finding("yaml-syntax", span=(at, at + 1), variant="character", values=values))
        builder.tell_lines()
        return builder.tree


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Nothing built here is cyclic, and looking for cycles costs as much as the work on large files."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _tokens(text: str) -> Iterator[Any]:
    parser: Any = Parser(text)
    while parser.check_token():
        yield parser.get_token()


def _stops(text: str) -> int | None:
    """Where the parser stops in a text; None where it can read it."""
    try:
        for _ in iter(Parser(text).get_event, None):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.index if mark else 0
    except yaml.reader.ReaderError:
        return 0
    return None


def _quoted_at(event: Any) -> int | None:
    """Where a text in quotes begins; None for any other event."""
    return event.start_mark.index if getattr(event, "style", None) in ("'", '"') else None


def _syntax(error: yaml.MarkedYAMLError, text: str, quoted: int | None, brackets: tuple[int, ...]) -> Finding:
    first, length = error.context_mark, len(text)
    mark = error.problem_mark or first
    at = min(mark.index, length) if mark else 0
    if text.startswith(MARK, at - 1):
        # It counts as a column, so that the key behind it stands in no column of its siblings.
        return Finding("yaml-syntax", span=(at - 1, at), variant="bom")
    problem = " ".join(part for part in (error.problem, error.context) if part)
    if "nesting depth" in problem:
        # libyaml 0.2.6 looks ahead to a depth of its own before it says anything.
        return Finding("too-deep", span=(at, min(at + 1, length)), values={"limit": MAX_DEPTH})
    in_quotes = "scanning a quoted scalar" in problem
    stop = Stop(at, first.index if first else None, quoted, in_quotes, brackets)
    unknown = Finding("yaml-syntax", span=(at, min(at + 1, length)), values={"problem": problem})
    return slip(text, stop, _stops) or unknown


class _Builder:
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

    def run(self) -> None:
        """Drain the events; the branches are in order of frequency."""
        # The two parsers share no typed face.
        next_event: Callable[[], Any] = Parser(self.text).get_event
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

    def compare_with_the_standard(self) -> None:
        """Note what the parser took otherwise than YAML 1.2 has it."""
        self.tree.faults += old_breaks(self.text)
        if self.documents == 1 and (self.goes_over_lines or is_suspect(self.text)):
            found = misread(self.text, _tokens(self.text))
            self.tree.faults += islice(found, MAX_FAULTS)
            more = next(found, None)
            if more is not None:
                values = {"limit": MAX_FAULTS}
                self.tree.faults.append(Finding("too-large", span=more.span, variant="faults", values=values))

    def tell_lines(self) -> None:
        """Say of each key that stands twice where it stands first. At the end, for a file may be full of them."""
        firsts: dict[int, dict[str, int]] = {}
        at, line = 0, 1
        places = []
        for finding, level in self.twice:
            if id(level) not in firsts:
                firsts[id(level)] = dict(zip(level.container, level.marks[::4], strict=True))
            places.append((firsts[id(level)][finding.values["key"]], finding))
        for place, finding in sorted(places, key=itemgetter(0)):
            line += len(BREAK.findall(self.text, at, place))
            at = place
            finding.values["line"] = line

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
        raise _Stop

    def _path(self) -> Path:
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
            raise _Stop
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
            raise _Stop
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
            raise _Stop
        self._put(value, start, end)
