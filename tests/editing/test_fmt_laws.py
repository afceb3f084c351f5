"""Laws of the canonical layout: the meaning stays, comments stay with their keys, a second run changes nothing."""

import re
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplan.editing.draft import Draft
from smartplan.editing.format.layout import layout
from smartplan.yamltext.comments import comments
from smartplan.yamltext.document import load
from smartplan.yamltext.entries import Entries
from smartplan.yamltext.parser import parse
from smartplan.yamltext.source import SourceText
from tests.helpers.commented_writer import Writer
from tests.helpers.drafts import any_edit, drafts, plan_of
from tests.helpers.fmt_writer import PLANS, Hand

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@slow
@given(PLANS, st.data())
def test_the_meaning_and_every_comment_stay_and_a_second_run_changes_nothing(plan: Any, data: Any) -> None:
    hand = Hand(data.draw, comments=True)
    text = hand.plan(plan)
    tree = parse(text)
    assert tree.faults == []
    assert tree.data == plan
    after = layout(text)
    again = parse(after)
    assert again.faults == []
    assert again.data == plan
    assert comments(after, again) == Counter(["# kepala", *hand.owners])
    assert after.startswith("# kepala\n\n")
    assert layout(after) == after
    sheet = Entries(after)
    for comment, (place, path) in hand.owners.items():
        if place == "free":
            continue
        extent = sheet.extent(path)
        line = next(number for number, text in enumerate(sheet.lines) if f"{comment}\n" in text)
        # Behind a blank line and right on the next key a comment below is nobody's, and stays where it is.
        apart = place == "below" and all(sheet.is_blank(number) for number in range(extent.end, line))
        assert extent.start <= line, (comment, place, path)
        assert line < extent.end or apart, (comment, place, path)
        assert (line < extent.key) == (place == "above")
        # Beside a list or mapping that became a block, still beside its key.
        assert (line == extent.key) == (place == "beside")


@slow
@given(PLANS, st.data())
def test_two_hands_give_the_same_text(plan: Any, data: Any) -> None:
    texts = [layout(Hand(data.draw, comments=False).plan(plan)) for _ in range(2)]
    one, other = ([line for line in text.split("\n") if line] for text in texts)
    assert one == other


EDITS = ["rename", "money", "renumber", "move", "withdraw", "add", "merge", "split", "confirm"]


@given(drafts(), st.sampled_from(EDITS), st.data())
def test_an_edit_and_the_canonical_layout_in_either_order_mean_the_same(
    drawn: tuple[Draft, Writer], name: str, data: Any
) -> None:
    draft, _ = drawn
    id_ = data.draw(st.sampled_from(list(draft.entries)))
    edited = any_edit(draft, name, id_).text
    after = layout(edited)
    tree = parse(after)
    assert tree.faults == []
    assert tree.data == parse(edited).data
    assert layout(after) == after
    document = load(SourceText("2023", layout(draft.document.source.text)))
    first = any_edit(Draft(plan_of(document), document, draft.old, draft.old_document), name, id_).text
    assert parse(first).data == tree.data
    assert comments(after) == comments(edited)
    if name == "merge":
        assert bare(layout(first)) == bare(after)
    else:
        assert comments(layout(first)) == comments(after)


def bare(text: str) -> Counter[str]:
    """Its comments without the field that a merge names behind those that it cannot keep beside one.

    Whether a comment on a line of its own is that of the entry above or below depends on how the text is laid out.
    """
    return Counter(re.sub(r" \(\w+( [\w.]+)?\)$", "", comment) for comment in comments(text).elements())
