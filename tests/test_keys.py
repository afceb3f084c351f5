"""Odd keys have their findings, keys that stand twice tell where first, and a flood of faults ends."""

import pytest

from smartplan.reading.document import load
from smartplan.reading.shape import check
from smartplan.reading.source import Source
from smartplan.reading.yaml import MAX_FAULTS
from smartplan.rules import run
from smartplan.rules.base import Surroundings

TABLE = [
    # To the validator that the schemas are made for, an empty key is none, and `01` is 1.
    ("inputs: {'': {disposition: x}}", [("unknown-value", "inputs..disposition"), ("bad-id", "inputs.")]),
    ("inputs: {01: 5, 1: {}, '01_': {}, ':__': 1}", [("wrong-type", "inputs.01"), ("wrong-type", "inputs.:__")]),
    ("inputs: {+1: {text: 1}}", [("wrong-type", "inputs.+1.text"), ("bad-id", "inputs.+1")]),
    ("inputs: {}\nsources: {'': {title: t, 007: 1}}", [("unknown-key", "sources..007")]),
    ("inputs: {}\n'': 1\n00: 1\n0: 1", [("unknown-key", ""), ("unknown-key", "00"), ("unknown-key", "0")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_a_finding_is_at_its_key(text: str, expected: list[tuple[str, str]]) -> None:
    document = load(Source("x.yaml", f"review: r\n{text}\n"))
    shaped = check(document)
    assert shaped is not None
    found = [one for one in shaped.findings if one.rule != "missing-key"]
    assert [(one.rule, ".".join(map(str, one.path))) for one in found] == expected
    for one in found:
        assert one.values.get("key", one.path[-1]) == one.path[-1]
        assert document.value(one.path[:-1]).keys() >= {one.path[-1]}


TWICE = [
    ("a: 1\nb: 2\nb: 3\nc: 4\na: 5\n", {"b": 2, "a": 1}),
    ("a: 1\r\rb: 2\rb: 3\r", {"b": 3}),
    ("x:\n  a: 1\n  y: {b: 1,\n   c: 2, c: 3}\n  a: 4\n", {"c": 4, "a": 2}),
    # What is open where the text cannot be read on has its lines too.
    ("a: 1\nb: 2\nb: 3\nc: [", {"b": 2}),
]


@pytest.mark.parametrize(("text", "expected"), TWICE)
def test_a_key_that_stands_twice_tells_where_it_stands_first(text: str, expected: dict[str, int]) -> None:
    faults = [fault for fault in load(Source("x.yaml", text)).tree.faults if fault.rule == "duplicate-key"]
    assert {fault.values["key"]: fault.values["line"] for fault in faults} == expected


FLOODS = {
    "items": "format: 1\nlegal_basis: [" + "1," * (MAX_FAULTS + 3) + "]\n",
    "one key": "format: 1\n" * (MAX_FAULTS + 3),
    "complex keys": "format: 1\n" + "? [a]\n: 1\n" * (MAX_FAULTS + 3),
    "ids": "dimensions: {g: {programmes: {" + ",".join(f"A {n}: {{}}" for n in range(MAX_FAULTS)) + "}}}\n",
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_faults_ends_and_what_is_not_looked_at_is_not_judged(name: str) -> None:
    document = load(Source("2023.yaml", FLOODS[name]))
    shaped = check(document)
    found = [*document.tree.faults, *(shaped.findings if shaped else ())]
    assert len(found) == MAX_FAULTS + 1
    assert (found[-1].rule, found[-1].variant) == ("too-large", "faults")
    assert (shaped is None) == (document.tree.data is None)
    if shaped:
        assert {one.rule for one in run(shaped.content, Surroundings("2023", unsound=shaped.unsound))} <= {
            "missing-key"
        }
