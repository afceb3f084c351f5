"""What the fuzzer found worth keeping, and what once broke a promise, through the same targets; and files that once
filled the memory. The campaigns stand in `campaigns/`."""

import os
import sys
from pathlib import Path

import pytest

from tests.campaigns import hostile
from tests.campaigns.targets import TARGETS, seeds
from tests.helpers.corpora import CORPUS

SIZE = 100_000
# What each of them took was thousands of times the file, for what stands in it is told again with every fault.
GREEDY = (
    "aliases of a text", "programmes with nothing", "items of another wrong type", "unknown agencies among many",
    "spaces in ids",
)  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_no_promise_is_broken_by_what_was_found(target: str) -> None:
    inputs = sorted((CORPUS / target).iterdir())
    assert inputs
    before = sys.stdout, sys.stdin, sys.argv
    for path in inputs:
        try:
            TARGETS[target](path.read_bytes())
        except Exception as error:
            raise AssertionError(path.name) from error
    assert (sys.stdout, sys.stdin, sys.argv) == before


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_takes_what_it_begins_with(target: str) -> None:
    TARGETS[target](next(iter(seeds(target))))


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the memory of a process is not told")
def test_the_memory_stays_a_multiple_of_the_file(tmp_path: Path) -> None:
    words = hostile.STAGES["validate"]
    idle = hostile.cost(words, hostile.city(tmp_path, b"format: 1\n")).memory
    for shape in GREEDY:
        data = hostile.SHAPES[shape](SIZE).encode()[:SIZE]
        found = hostile.cost(words, hostile.city(tmp_path, data))
        assert found.code == 1
        assert found.memory - idle <= hostile.MULTIPLE * SIZE + hostile.CONSTANT, shape
