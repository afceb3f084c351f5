"""Law of places: the line and column of a finding are those of its address, whoever wrote the file; PyYAML is the oracle."""

import copy
import json
import re
from collections import Counter
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplan.editing.key_order import NodeKind, kind
from smartplan.rules import ALL
from smartplan.validation.located import LocatedFinding
from tests.helpers.faulty import (
    BASE,
    OLD,
    PLAN,
    Address,
    City,
    Fault,
    address_is_there,
    at,
    examined,
    faults,
    with_faults,
    written,
)
from tests.helpers.fmt_writer import Hand

slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    max_examples=settings.default.max_examples // 2,
)
IGNORE = "# smartplan: ignore odd-code x"


class Layout(Hand):
    """A hand that sets anchors and tags, repeats itself, says a key twice, and writes a comment that does not help."""

    def __init__(self, draw: Any) -> None:
        super().__init__(draw, comments=True)
        self.anchored: dict[str, str] = {}

    def comment(self, kind: str, path: Address) -> str:
        text = super().comment(kind, path)
        return IGNORE if text and self.chance(4) else text

    def alias(self, value: Any, shown: str) -> str:
        """The value behind an anchor, or where that was done before an alias."""
        if not self.chance(6):
            return shown
        known = self.anchored.setdefault(repr(value), name := f"a{len(self.anchored)}")
        return f"&{name} {shown}" if known == name else f"*{known} "

    def scalar(self, value: Any, *, in_flow: bool) -> str:
        shown = super().scalar(value, in_flow=in_flow)
        if isinstance(value, str) and self.chance(9):
            return f"!rahasia {shown}"
        return self.alias(value, shown)

    def braces(self, value: Any, of: NodeKind) -> str:
        shown = super().braces(value, of)
        return self.alias(value, shown) if isinstance(value, (dict, list)) else shown

    def value(self, value: Any, of: NodeKind, column: int, path: Address) -> tuple[str, list[str]]:
        line, below = super().value(value, of, column, path)
        if isinstance(value, (dict, list)) and (not line.strip() or line.lstrip().startswith("#")) and self.chance(4):
            line = f" &{self.anchored.setdefault(repr(path), f'a{len(self.anchored)}')}{line}"
        return line, below

    def key(self, name: str) -> str:
        plain = re.fullmatch(r"[\w-]+", name)
        return super().key(name) if plain else json.dumps(name)

    def block(self, value: Any, of: NodeKind, column: int, path: Address) -> list[str]:
        lines = super().block(value, of, column, path)
        if isinstance(value, dict) and self.chance(9):
            lines.append(" " * column + self.key(self.draw(st.sampled_from(sorted(value)))) + ": lagi")
        return lines


class Marked(yaml.SafeLoader):
    """Composes nodes, an alias as a node of its own place."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()
        node = super().compose_node(parent, index)
        if isinstance(event, yaml.AliasEvent):
            node = copy.copy(node)
            node.start_mark, node.end_mark, node.is_alias = event.start_mark, event.end_mark, True
        return node


def span(node: yaml.Node) -> tuple[int, int]:
    """Where a node starts and ends; a block ends where the last value in it does; of two equal keys the first counts."""
    start, end = node.start_mark.index, node.end_mark.index
    block = isinstance(node, yaml.CollectionNode) and not node.flow_style and not hasattr(node, "is_alias")
    if block and node.value:
        values = node.value
        if isinstance(node, yaml.MappingNode):
            values = {name.value: value for name, value in reversed(node.value)}.values()
        end = max(span(value)[1] for value in values)
    return start, end


def spans(root: yaml.Node, path: Address) -> dict[str, tuple[int, int]]:
    """Where the key and the value of an address stand; of two equal keys the first counts."""
    found = {"key": span(root), "value": span(root)}
    for step in path:
        if isinstance(root, yaml.MappingNode):
            name, root = next(pair for pair in root.value if pair[0].value == step)
            found["key"] = span(name)
        else:
            root = root.value[step]
            found["key"] = span(root)
        found["value"] = span(root)
    if not path and isinstance(root, yaml.MappingNode):
        found["key"] = span(root.value[0][0])
    return found


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, counted by hand."""
    lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def smaller(city: City) -> City:
    """Without most of its programmes, so that a hand is soon done."""
    for name in (PLAN, OLD):
        dimensions = at(city[name], ("dimensions",))
        for key in list(dimensions) if isinstance(dimensions, dict) else ():
            if key != "governance" and isinstance(dimensions[key], dict):
                dimensions[key] = {}
    return city


def told(located: LocatedFinding) -> tuple[str, str, str]:
    return located.finding.rule, located.where, located.finding.variant


@slow
@given(faults(), st.sampled_from([PLAN, PLAN, *sorted(BASE)]), st.data())
def test_each_place_is_that_of_its_address(drawn: list[Fault], name: str, data: Any) -> None:
    city = smaller(with_faults(drawn))
    subject = {PLAN: "plan", OLD: "plan"}.get(name, name.partition("s/")[0])
    hand = Layout(data.draw)
    text = "\n".join([*hand.block(city[name], kind(subject), 0, ()), ""])
    text = text.replace("\n", data.draw(st.sampled_from(["\n", "\r\n"])))
    texts = written(city)
    found = examined({**texts, name: data.draw(st.sampled_from(["", "\ufeff"])) + text})[name]
    root = yaml.compose(text, Marked)
    for located in found:
        finding = located.finding
        assert address_is_there(city[name], located), finding
        start, end = finding.span or spans(root, finding.path)[finding.at]
        # A block behind an anchor is told up to the next token.
        until = 2 if text[start : start + 1] == "&" and "\n" in text[start:end] else 4
        assert located.place[:until] == (*place(text, start), *place(text, end))[:until], finding
        if finding.rule == "duplicate-key":
            assert start > spans(root, finding.path)["value"][1]
            assert yaml.compose(text[start:end]).value == finding.path[-1]
        elif finding.rule == "unknown-tag":
            assert text[start:end] == "!rahasia"
        elif ALL[finding.rule].family == "ignoring":
            assert text[start:end] in (IGNORE, "odd-code")
            at_ = text.rindex("#", 0, start + 1)
            without = f"{text[:at_]}# x{text[at_ + len(IGNORE) :]}"
            left = examined({**texts, name: without})[name]
            assert Counter(map(told, found)) - Counter(map(told, left)) == Counter([told(located)])
            assert len(left) == len(found) - 1
        else:
            assert finding.span is None
