"""Laws of the canonical layout: the meaning stays, comments stay with their keys, a second run changes nothing."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplan.drafting import edits, joining
from smartplan.drafting.draft import Draft, Edit
from smartplan.drafting.layout import layout
from smartplan.reading.comments import comments
from smartplan.reading.document import load
from smartplan.reading.entries import Sheet
from smartplan.reading.source import Source
from smartplan.reading.yaml import parse
from tests.fmt_writer import PLANS, Hand
from tests.test_drafting_fields import Writer
from tests.test_edits_laws import HOME, drafts, plan_of

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
    sheet = Sheet(after)
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


def any_edit(draft: Draft, name: str, id_: str) -> Edit:
    """One edit of each kind, of a programme that is there."""
    other = next(one for one in draft.entries if one != id_)
    dimension = next(key for key in HOME.values() if key != draft.entries[id_].dimension)
    make: dict[str, Callable[[], Edit]] = {
        "rename": lambda: edits.set_field(draft, id_, "name", "Nama baru", ["r/I2"]),
        "money": lambda: edits.set_field(draft, id_, "budget.csr.2025", 7),
        "renumber": lambda: edits.renumber(draft, id_, "N1"),
        "move": lambda: edits.move(draft, id_, dimension, "y"),
        "withdraw": lambda: edits.withdraw(draft, id_, "alasan"),
        "add": lambda: edits.add(draft, "N1", dimension, {"name": "B", "subdimension": "x", "agency": "a"}),
        "merge": lambda: joining.merge(draft, [id_, other], "N1"),
        "split": lambda: joining.split(draft, id_, [id_, "N1"]),
        "confirm": lambda: edits.succeed(draft, {id_: "G1"}),
    }
    return make[name]()


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
    document = load(Source("2023", layout(draft.document.source.text)))
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
