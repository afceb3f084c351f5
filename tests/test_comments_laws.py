"""Law of comments that speak to the program: whoever wrote the file, each is found, with the entry it belongs to."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplan.reading.comments import beginning_with
from smartplan.reading.document import load
from smartplan.reading.source import Source
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
