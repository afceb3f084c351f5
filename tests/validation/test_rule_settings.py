"""Which files the pattern of a folder means."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.validation.rule_settings import covers

CASES = [
    ("plans", "plans/2019.yaml", True), ("plans/", "plans/2019.yaml", True), ("./plans", "plans/2019.yaml", True),
    ("plans", "plans-2/2019.yaml", False), ("plans/2019.yaml", "plans/2019.yaml", True), ("2019.yaml", "plans/2019.yaml", False),
    ("*/2019.yaml", "plans/2019.yaml", True), ("*", "plans/a/b.yaml", True), ("*.yaml", "plans/a.yaml", False),
    ("**/archive", "archive/x.yaml", True), ("**/archive", "a/b/archive/c/x.yaml", True), ("**/archive", "a/archives/x.yaml", False),
    ("a/**/x.yaml", "a/x.yaml", True), ("a/**/x.yaml", "a/b/c/x.yaml", True), ("a/**/x.yaml", "b/x.yaml", False),
    ("kota-[0-4]", "kota-3/x.yaml", True), ("kota-?", "kota-12/x.yaml", False), (".", "x.yaml", True), ("**", "x.yaml", True),
    ("plans/2019.yaml/x", "plans/2019.yaml", False), ("Plans", "plans/x.yaml", False),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "path", "expected"), CASES)
def test_what_a_pattern_covers(pattern: str, path: str, expected: bool) -> None:
    assert covers(pattern, path.split("/")) is expected


def as_expression(pattern: str) -> str:
    """The same in another way: a regular expression for the file or a folder above it."""
    text = re.escape(pattern).replace(r"\*\*/", "(?:[^/]+/)*").replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    return f"{text}(?:/.*)?"


@given(
    st.lists(st.sampled_from(["a", "b", "*", "**", "a*"]), min_size=1, max_size=5),
    st.lists(st.sampled_from(["a", "b", "ab"]), min_size=1, max_size=5),
)
def test_it_is_as_an_expression_says(steps: list[str], parts: list[str]) -> None:
    steps = steps if steps[-1] != "**" else [*steps, "*"]
    assert covers("/".join(steps), parts) is bool(re.fullmatch(as_expression("/".join(steps)), "/".join(parts)))


def test_many_stars_take_no_time() -> None:
    assert covers("/".join(["**", "a"] * 100), ["a"] * 99) is False
