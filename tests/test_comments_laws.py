"""Laws of comments: whoever wrote the file, each is found, and one to the program with the entry it belongs to."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplan.reading.comments import beginning_with, spans
from smartplan.reading.document import load
from smartplan.reading.source import Source
from smartplan.reading.yaml import parse
from tests.fmt_writer import PLANS, Hand

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@slow
@given(PLANS, st.data())
def test_a_comment_belongs_to_the_entry_that_its_author_meant(plan: Any, data: Any) -> None:
    hand = Hand(data.draw, comments=True)
    text = hand.plan(plan).replace("# c", "# kepada: c")
    document = load(Source("", text))
    assert document.tree.faults == []
    found = {comment.text.replace("kepada: ", ""): comment for comment in beginning_with(document, "kepada:")}
    assert found.keys() == hand.owners.keys()
    for remark, (place, path) in hand.owners.items():
        comment = found[remark]
        assert text.startswith(comment.text, comment.start)
        assert comment.beside == (place == "beside")
        # One that stands apart belongs to what it stands within.
        assert comment.path == path or place == "free"


CORPUS = [
    path.read_bytes().decode("utf-8", "replace")
    for path in sorted(Path(__file__).with_name("fuzz_corpus").rglob("*"))
    if path.is_file()
]
PLACES = [
    "a: {  # x\n  }\nb: [ # y\n\n  # z\n  ] # w\nc: {d: {}, # v\n  e: []}\n", "a: | # x\n  # no\n\n  # no\n# y\n", "# x",
    "a: 'b # no'\nc: b#no\nd: \"# no\n  # no\" # x\n", "? # x\n  a # y\n: # z\n  b # w\n", "- &a # x\n  b: *a # y\n",
    "a: !t # x\n  > # y\n  # no\n", "&a !t # x\na: # y\n\n# z\n", "--- # x\na: 1\n... # y\n", "a: b\n  c # x\n  # y\n",
]  # fmt: skip


def by_tokens(text: str) -> list[tuple[int, int]]:
    """Where comments stand as the scanner of libyaml has it: between its tokens, and in the header of a literal text."""
    solid = bytearray(len(text))
    for token in yaml.scan(re.sub(r"\r(?!\n)", "\n", text), Loader=yaml.CLoader):
        start, end = token.start_mark.index, token.end_mark.index
        if not isinstance(token, (yaml.BlockEndToken, yaml.StreamStartToken, yaml.StreamEndToken)):
            header = re.match(r"[|>][-+0-9]*[ \t]+#[^\r\n]*", text[start:end])
            start += len(header[0]) if header and getattr(token, "style", None) in ("|", ">") else 0
            solid[start:end] = b"x" * (end - start)
    found: list[tuple[int, int]] = []
    for one in re.finditer(r"(?<!\S)#", text):
        start = one.start()
        if not solid[start] and (not found or start >= found[-1][1]):
            line = re.compile(r"[^\r\n]*").match(text, start)
            assert line is not None
            found.append((start, start + len(line[0].rstrip())))
    return found


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_comments_are_what_the_scanner_leaves(ends: str) -> None:
    read = 0
    for text in [*CORPUS, *PLACES]:
        text = re.sub(r"\r\n|\r|\n", ends, text)
        tree = parse(text)
        if not {fault.rule for fault in tree.faults} <= {"unknown-tag"} or not isinstance(tree.data, (dict, list)):
            continue
        read += "#" in text
        assert list(spans(text, tree)) == by_tokens(text), text
    assert read > 40


@slow
@given(PLANS, st.data(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_comment_is_found_and_nothing_else(plan: Any, data: Any, ends: str) -> None:
    text = Hand(data.draw, comments=True).plan(plan).replace("\n", ends)
    tree = parse(text)
    assert tree.faults == []
    assert list(spans(text, tree)) == by_tokens(text)
