"""What stands at a place of a text: the same as the reader of YAML finds, and in texts that are none yet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartplan.operations.editor.cursor import cursor_at
from smartplan.operations.editor.positions import Position, Positions, Units
from smartplan.plan.finding import Address
from smartplan.workspace.files import read
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.source import BREAK
from tests.helpers.runner import ROOT

FILES = sorted([*(ROOT / "plans").rglob("*.yaml"), *(ROOT / "tests" / "city").rglob("*.yaml")])


def entries(document: Document, node: Any, path: Address) -> Iterator[tuple[Address, str, int, int]]:
    """Each key and each scalar with its address, in which an index is 0, and its offsets."""
    marks = document.tree.marks.get(id(node), [])
    steps = node if isinstance(node, dict) else [0] * len(node)
    values = node.values() if isinstance(node, dict) else node
    for index, (step, value) in enumerate(zip(steps, values, strict=True)):
        key, key_end, start, end = marks[4 * index : 4 * index + 4]
        if isinstance(node, dict):
            yield (*path, step), "key", key, key_end
        if isinstance(value, (dict, list)):
            yield from entries(document, value, (*path, step))
        elif value is not None:
            yield (*path, step), "value", start, end


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_is_what_the_reader_finds(path: Path) -> None:
    document = load(read(path, path.name))
    text = document.source.text
    seen = 0
    found_by_reader = [*entries(document, document.tree.data, ())]
    # Of a long file some hundred, of every kind.
    for address, at, start, end in found_by_reader[:: len(found_by_reader) // 300 + 1]:
        written = text[start:end]
        if written[:1] in ("|", ">"):
            # Nothing is looked for in a text of several lines.
            assert cursor_at(text, end - 1) is None
            continue
        for offset in {start, (start + end) // 2, end} if "\n" not in written else {start}:
            found = cursor_at(text, offset)
            assert found is not None, (address, offset)
            assert (found.path, found.at) == (address, at), offset
            assert "\n" in written or found.text == written.strip("\"'")
            assert "\n" in written or text[found.start : found.end] == found.text
            seen += 1
    assert seen > 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|", (("",), "key", "")),
        ("agen|", (("agen",), "key", "agen")),
        ("a: |", (("a",), "value", "")),
        ("a: x|y", (("a",), "value", "xy")),
        ("a: x|y # z", (("a",), "value", "xy")),
        ("a: xy # z|", None),
        ("# a: x|", None),
        ("a: 'x|", (("a",), "value", "x")),
        ('a: "x|y"', (("a",), "value", "xy")),
        ('"a b": x|', (("a b",), "value", "x")),
        ("a: &n x|", (("a",), "value", "x")),
        ("a:\n  b|", (("a", "b"), "key", "b")),
        ("a:\n  |\n  c: 1", (("a", ""), "key", "")),
        ("a:\n  b: 1\n|", (("",), "key", "")),
        ("a:\n  b:\n    c: 1\n  d: |", (("a", "d"), "value", "")),
        ("a:\n- x|", (("a", 0), "value", "x")),
        ("a:\n  - x\n  - |", (("a", 0), "value", "")),
        ("a:\n  - b: 1\n    c: x|", (("a", 0, "c"), "value", "x")),
        ("- - x|", ((0, 0), "value", "x")),
        ("a: [|", (("a", 0), "value", "")),
        ("a: [x, |", (("a", 0), "value", "")),
        ("a: [x, y|z, w]", (("a", 0), "value", "yz")),
        ("a: [x]|", None),
        ("a: {|", (("a", ""), "key", "")),
        ("a: {b|", (("a", "b"), "key", "b")),
        ("a: {b: |", (("a", "b"), "value", "")),
        ("a: {b: x, c: [y, |", (("a", "c", 0), "value", "")),
        ("a: {b: 'x, c: [', d: |", (("a", "d"), "value", "")),
        ("a: {b: https://x|", (("a", "b"), "value", "https://x")),
        ("a: {b: 1, # c: [\n  d: x|", (("a", "d"), "value", "x")),
        ("a: {b: 1,\n  c: [x,\n  |", (("a", "c", 0), "value", "")),
        ("a: >-\n  b: x|", None),
        ("a: one\n  two|", (("a",), "value", "two")),
        ("a:\r\n  b: x|", (("a", "b"), "value", "x")),
        ("a:\r  b: x|", (("a", "b"), "value", "x")),
        ("- " * 60 + "x|", None),
    ],
)
def test_in_what_is_being_typed(text: str, expected: tuple[Address, str, str] | None) -> None:
    offset = text.index("|")
    found = cursor_at(text.replace("|", ""), offset)
    assert (found and (found.path, found.at, found.text)) == expected


@given(st.text(alphabet="ab:-{}[],'\"# \n\r\t&>|é😀", max_size=40), st.data())
def test_any_text_is_looked_at(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = cursor_at(text, offset)
    if found is not None:
        assert 0 <= found.start <= found.end <= len(text)
        assert text[found.start : found.end] == found.text
        assert found.path == () or found.path[-1] is not None


CODECS: dict[Units, tuple[str, int]] = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@given(st.text(alphabet="aé字😀\n\r", max_size=30), st.booleans(), st.data())
def test_places_are_counted_as_encoded(text: str, marked: bool, data: st.DataObject) -> None:
    """The column is as long as what stands before it on its line; and leads back to the same place."""
    offset = data.draw(st.integers(0, len(text)))
    # Between a carriage return and its line feed nothing can stand.
    assume(text[max(offset - 1, 0) : offset + 1] != "\r\n")
    starts = [0, *(match.end() for match in BREAK.finditer(text))]
    for units, (codec, width) in CODECS.items():
        positions = Positions("\ufeff" * marked + text, units)
        found, _ = positions.between(offset, offset)
        line = sum(start <= offset for start in starts) - 1
        before = "\ufeff" * (marked and line == 0) + text[starts[line] : offset]
        assert found == Position(line, len(before.encode(codec)) // width)
        assert positions.offset(found) == offset


def test_beyond_the_end_is_the_end() -> None:
    positions = Positions("ab\ncd", "utf-16")
    assert [positions.offset(Position(*one)) for one in ((0, 9), (1, 9), (7, 0), (0, 0))] == [2, 5, 5, 0]
    # In the midst of a character is before it.
    assert Positions("a😀b", "utf-16").offset(Position(0, 2)) == 1
