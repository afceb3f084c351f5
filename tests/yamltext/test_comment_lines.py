"""Who moves an entry and who reads its comments mean the same lines, but for the two that are said to differ."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplan.plan.finding import Address
from smartplan.yamltext.comment_lines import ANY_COLUMN, CommentLine, Trivia, own_above, own_below
from smartplan.yamltext.comments import comments_starting_with
from smartplan.yamltext.document import load
from smartplan.yamltext.entries import Entries
from smartplan.yamltext.source import SourceText
from tests.helpers.fmt_writer import PLANS, Hand

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def addresses(node: Any, path: Address = ()) -> Iterator[Address]:
    """Every address of plain data but that of the head, from the head inwards."""
    steps = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else []
    for step in steps:
        yield (*path, step)
        yield from addresses(node[step], (*path, step))


@slow
@given(PLANS, st.data())
def test_the_lines_of_an_entry_are_those_with_its_comments(plan: Any, data: Any) -> None:
    text = Hand(data.draw, comments=True).plan(plan)
    document = load(SourceText("", text))
    sheet = Entries(text, document)
    extents = {path: sheet.extent(path) for path in addresses(document.tree.data) if not sheet.in_flow(path)}
    for comment in comments_starting_with(document, ""):
        line = sheet.line_of(comment.start)
        inside = [path for path, extent in extents.items() if extent.start <= line < extent.end]
        path = max(inside, key=len, default=())
        if path == comment.path or comment.beside:
            continue
        run = sheet.run(line)
        index = line - run.start
        # At the head of the file, or behind a blank line right on the next key.
        assert path == comment.path[: len(path)]
        assert run.start == 0 or (None not in run.lines[index:] and None in run.lines[:index])
        assert run.end < len(sheet.lines)


def lines(*columns: int | None) -> list[Trivia]:
    return [None if column is None else CommentLine(column, "#") for column in columns]


@pytest.mark.parametrize(
    ("columns", "column", "own"),
    [
        ([], 2, 0),
        ([2, 2], 2, 0),
        ([2, None, 2], 2, 2),
        ([4, 2], 2, 1),
        ([2, 4], 2, 2),
        ([2, None], 2, 2),
        ([4, 1], ANY_COLUMN, 0),
    ],
)
def test_comments_right_above_a_key_at_its_column_are_its_own(columns: list[int | None], column: int, own: int) -> None:
    assert own_above(lines(*columns), column) == own
    assert own_above(lines(*columns), column, at_head=True) == (own or len(columns))


@pytest.mark.parametrize(
    ("columns", "column", "own", "left"),
    [
        ([], 2, 0, 0),
        ([4, None], 2, 1, 1),
        ([None, 4, None], 2, 2, 2),
        ([None, 4], 2, 2, 0),
        ([4, None, 4], 2, 3, 1),
        ([4, None, 2, 4], 2, 1, 1),
        ([2, 4], 2, 0, 0),
        ([3, 4], 2, 2, 2),
        ([4], ANY_COLUMN, 0, 0),
        ([0], -1, 1, 1),
    ],
)
def test_deeper_comments_below_an_entry_are_part_of_it(
    columns: list[int | None], column: int, own: int, left: int
) -> None:
    assert own_below(lines(*columns), column) == own
    assert own_below(lines(*columns), column, leaves_next=True) == left
