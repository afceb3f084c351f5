"""Odd keys have their findings, keys that stand twice tell where first, and a flood of faults ends."""

import json
from pathlib import Path

import pytest

from smartplan.plan.finding import MAX_FAULTS
from smartplan.workspace.content import check
from smartplan.yamltext.document import load
from smartplan.yamltext.source import SourceText
from tests.helpers.base import FILES
from tests.helpers.runner import Runner

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
    document = load(SourceText("x.yaml", f"review: r\n{text}\n"))
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
    faults = [fault for fault in load(SourceText("x.yaml", text)).tree.faults if fault.rule == "duplicate-key"]
    assert {fault.values["key"]: fault.values["line"] for fault in faults} == expected


FLOODS = {
    "items": "format: 1\nlegal_basis: [" + "1," * (MAX_FAULTS + 3) + "]\n",
    "one key": "format: 1\n" * (MAX_FAULTS + 3),
    "complex keys": "format: 1\n" + "? [a]\n: 1\n" * (MAX_FAULTS + 3),
    "ids": "dimensions: {g: {programmes: {" + ",".join(f"A {n}: {{}}" for n in range(MAX_FAULTS)) + "}}}\n",
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_of_faults_ends_and_the_file_is_none_to_go_by(name: str) -> None:
    document = load(SourceText("2023.yaml", FLOODS[name]))
    assert check(document) is None
    assert document.data is None
    found = document.tree.faults
    assert len(found) == MAX_FAULTS + 1
    # What is told of the file by who cannot go by it.
    assert (found[0].rule, found[0].variant) == ("too-large", "faults")
    assert {one.rule for one in found[1:]} <= {"wrong-type", "duplicate-key", "yaml-syntax", "bad-id", "missing-key"}
    # Each has its place all the same.
    assert len({document.span(one.path, one.at) if one.span is None else one.span for one in found}) > MAX_FAULTS // 3


def test_faults_in_a_flood_can_be_accepted_one_by_one(run: Runner) -> None:
    items = ", ".join(map(str, range(MAX_FAULTS + 1)))
    Path("plans/2023.yaml").write_text(FILES["2023.yaml"] + f"legal_basis: [{items}]\n", encoding="utf-8")
    run("validate", "2023", "--baseline", "known.yaml", "--write-baseline")
    known = load(SourceText("", Path("known.yaml").read_text("utf-8"))).data
    assert known is not None
    faults = [one for one in known["accepted"] if one["rule"] == "wrong-type"]
    assert len({one["where"] for one in faults}) == len({one["fingerprint"] for one in faults}) == MAX_FAULTS
    # What was repaired is gone, and only what was not looked at before is new.
    text = Path("plans/2023.yaml").read_text("utf-8")
    Path("plans/2023.yaml").write_text(text.replace("[0, 1, ", '["0", "1", '), encoding="utf-8")
    found = json.loads(run("validate", "2023", "--baseline", "known.yaml", "--format", "json").out)
    new = [one["where"] for one in found["findings"] if one["rule"] != "baseline-unused"]
    assert new == [f"legal_basis.{MAX_FAULTS}"]


def test_a_plan_with_a_flood_of_faults_is_not_compared_as_if_it_were_empty(run: Runner) -> None:
    path = Path("plans/2023.yaml")
    keys = [f"x{n}: 1\n" for n in range(MAX_FAULTS + 1)]
    for flood, code in ((keys[:-1], 0), (keys, 2)):
        path.write_text(FILES["2023.yaml"] + "".join(flood), encoding="utf-8")
        for words in (
            ["diff", "2019", "2023"],
            ["coverage", "2023"],
            ["summary", "2023"],
            ["draft", "2026", "--from", "2023"],
        ):
            done = run(*words)
            assert done.code == code, words
            if code:
                assert "more than 5000 errors; is this a plan?" in done.err
        Path("plans/2026.yaml").unlink(missing_ok=True)
