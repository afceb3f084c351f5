"""YAML text to plain data with the place of every key and value, over libyaml's events: any text, every fault.

Events instead of a loader, because the loaders are YAML 1.1, keep the last of two equal keys, know no places and can
crash the process on deep nesting. Data is made of dict, list, str, int, float, bool and None; every key is text.
"""

from collections.abc import Iterator
from itertools import islice
from operator import itemgetter
from typing import Any

import yaml
from yaml.reader import Reader

from smartplan.plan.finding import MAX_FAULTS, Finding
from smartplan.yamltext.builder import MAX_DEPTH, Builder, Stopped
from smartplan.yamltext.slips import slip
from smartplan.yamltext.source import BREAK, MARK
from smartplan.yamltext.strict import is_suspect, yaml11_breaks, yaml12_differences
from smartplan.yamltext.tree import Tree
from smartplan.yamltext.window import Stop

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML without its C library: the same events, slower
    from yaml import SafeLoader as Parser  # type: ignore[assignment]

# The parser holds each of them against all before it.
MAX_DIRECTIVES = 100
_DIRECTIVE = "\n%TAG"


def read(text: str, most: int | None) -> Tree:
    """Read one YAML document, without lone carriage returns, with at most so many values. Faults are collected."""
    builder = Builder(text, most)
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
        builder.run(Parser(text).get_event)
        _find_yaml12_differences(builder)
    except Stopped:
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
    _tell_lines(builder)
    return builder.tree


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


def _find_yaml12_differences(builder: Builder) -> None:
    """Note what the parser took otherwise than YAML 1.2 has it."""
    tree = builder.tree
    tree.faults += yaml11_breaks(builder.text)
    if builder.documents == 1 and (builder.goes_over_lines or is_suspect(builder.text)):
        found = yaml12_differences(builder.text, _tokens(builder.text))
        tree.faults += islice(found, MAX_FAULTS)
        more = next(found, None)
        if more is not None:
            values = {"limit": MAX_FAULTS}
            tree.faults.append(Finding("too-large", span=more.span, variant="faults", values=values))


def _tell_lines(builder: Builder) -> None:
    """Say of each key that stands twice where it stands first. At the end, for a file may be full of them."""
    firsts: dict[int, dict[str, int]] = {}
    at, line = 0, 1
    places = []
    for finding, level in builder.twice:
        if id(level) not in firsts:
            firsts[id(level)] = dict(zip(level.container, level.marks[::4], strict=True))
        places.append((firsts[id(level)][finding.values["key"]], finding))
    for place, finding in sorted(places, key=itemgetter(0)):
        line += len(BREAK.findall(builder.text, at, place))
        at = place
        finding.values["line"] = line


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
