"""Over made-up plans: what is exported comes back as it was, and each changed cell is that edit and no other."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from smartplan.editing import edits
from smartplan.editing.draft import Draft
from smartplan.editing.edits import NewProgramme
from smartplan.editing.fields import set_value
from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.tables.cells import SheetCell
from smartplan.tables.working import DIMENSION, VALUE, WorkingColumn
from smartplan.tables.working_cells import comparable, shown
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.source import SourceText
from tests.helpers.drafts import HOME, drafts, plan_of
from tests.helpers.sheet_plans import book_of, brought_back, changed, draft_of, opened, places, sheet_plans, typed_in

# What is typed in a column of each kind, and the value that is meant.
TYPED: dict[str, list[tuple[Any, Any]]] = {
    # None of them is the name of something in a plan.
    "text": [
        ("baru", "baru"),
        ("  pinggir\r\n", "pinggir"),
        ("=2+2", "=2+2"),
        ("7/8", "7/8"),
        ("tiga\nbaris", "tiga\nbaris"),
    ],
    "texts": [("baru", "baru"), ("p; q", ["p", "q"]), ('["p; q", r]', ["p; q", "r"])],
    "list": [("p; q", ["p", "q"]), ("p", ["p"]), ("p\nq", ["p", "q"])],
    "years": [("2024; 2025", [2024, 2025]), (2026, [2026]), ("2023-2025", [2023, 2024, 2025])],
    "flag": [(True, True), (False, False), ("true", True)],
    "number": [(2025, 2025), ("2025", 2025)],
    "money": [(1_000, 1_000), ("5", 5), (10**14, 10**14), (12.0, 12)],
    "measure": [(7, 7), ("7", 7), (0.25, 0.25), ("> 90", "> 90"), ("50%", "50%")],
}


def typed_for(column: WorkingColumn) -> list[tuple[Any, Any]]:
    if column.kind == "word":
        return [(word, word) for word in column.words]
    if column.kind == "words":
        return [("; ".join(column.words[:2]), list(column.words[:2]))]
    return TYPED[column.kind]


@st.composite
def cell_edits(draw: Any, document: Document) -> tuple[Any, WorkingColumn, Address, Any, Any]:
    """A cell of a plan, what is typed in it, and the value that it means; None for nothing."""
    cells = [one for one in places(document) if one[2].key != DIMENSION and not is_special(one[1].address(one[2].key))]
    kind, row, column, at, index = draw(st.sampled_from(cells))
    content, value = draw(st.sampled_from([*typed_for(column), (None, None)]))
    key = VALUE if kind == "plan" else column.key
    return (kind, at, index), column, row.address(key), content, value


def is_special(address: Address) -> bool:
    """Whether a field has words of its own for what it names, or a form: its typing is tested by examples."""
    return address[-1] in ("because", "date", "code", "change_reasons", "judged", "formerly") or address[:1] == (
        "city",
    )


def text_with(document: Document, address: Address, value: Any) -> str:
    """The text as `set` and `unset` make it; as it is where there is nothing to take out."""
    there = document.value(address)
    if value is None and there is None:
        return document.source.text
    return set_value(draft_of(document), address, value).text


def reads_the_same(there: Any, content: Any, column: WorkingColumn) -> bool:
    """Whether a spreadsheet could not tell what stands there from what is typed."""
    one, other = (comparable(SheetCell(each), column) for each in (shown(there), content))
    return one == other and type(one) is type(other)


def outcome(make: Callable[[], Any]) -> Any:
    """What is made, or why it is refused."""
    try:
        return make()
    except EditRefused as error:
        return "refused", error.values.get("variant")


def untouched(data: st.DataObject) -> None:
    document = data.draw(sheet_plans())
    found = changed(opened(book_of(document)), document)
    assert (found.count, found.findings, found.ignored) == (0, [], [])


def one_cell(data: st.DataObject) -> None:
    document = data.draw(sheet_plans())
    place, column, address, content, value = data.draw(cell_edits(document))
    workbook = opened(book_of(document))
    typed_in(workbook, *place, content)
    expected = document.source.text
    if not reads_the_same(document.value(address), content, column):
        expected = outcome(lambda: text_with(document, address, value))
    made = outcome(lambda: brought_back(workbook, document))
    assert made == (expected if isinstance(expected, tuple) else (expected, []))


def three_ways(data: st.DataObject) -> None:
    """The plan is changed in one cell, the sheet in another, or in the same."""
    base = data.draw(sheet_plans())
    _, other, theirs, _, their_value = data.draw(cell_edits(base))
    place, column, ours, content, value = data.draw(cell_edits(base))
    text = outcome(lambda: text_with(base, theirs, their_value))
    assume(not isinstance(text, tuple))
    # Else what is typed may be the name that something has by now.
    assume(theirs == ours or value != their_value)
    now = load(SourceText("2023", text))
    workbook = opened(book_of(base))
    typed_in(workbook, *place, content)
    made = outcome(lambda: brought_back(workbook, now))
    if reads_the_same(base.value(ours), content, column) or reads_the_same(now.value(ours), content, column):
        assert made == (now.source.text, [])
    elif theirs == ours and value is not None and value == now.value(ours):
        # Written otherwise, as `["p; q", r]` is, but meant alike.
        assert made == (now.source.text, [])
    elif theirs == ours and not reads_the_same(base.value(ours), shown(now.value(ours)), other):
        assert [one.rule for one in made[1]] == ["clash"]
    else:
        expected = outcome(lambda: text_with(now, ours, value))
        assert made == (expected if isinstance(expected, tuple) else (expected, []))


def new_programmes(data: st.DataObject) -> None:
    """Several at once are the same as one after the other."""
    draft, _ = data.draw(drafts())
    ids = data.draw(st.lists(st.sampled_from(["N1", "N2", "N3", "S1", "G2"]), min_size=1, max_size=4, unique=True))
    new = [NewProgramme(id_, data.draw(st.sampled_from([*HOME.values()])), {"name": id_, "tags": ["x"]}) for id_ in ids]

    def one_by_one() -> str:
        now = draft
        for one in new:
            text = edits.add(now, one.id, one.dimension, one.fields).text
            document = load(SourceText("2023", text))
            now = Draft(plan_of(document), document, draft.old, draft.old_document)
        return now.document.source.text

    assert outcome(lambda: edits.add_all(draft, new).text) == outcome(one_by_one)


LAWS: dict[str, Callable[[st.DataObject], None]] = {
    "an untouched workbook is no edit": untouched,
    "a changed cell is the edit of set and nothing else": one_cell,
    "new programmes at once are those of one after the other": new_programmes,
    "what only one side changed is kept and what both changed clashes": three_ways,
}
# A failing plan is small enough as it is drawn; to make it smaller would take minutes.
SLOW = settings(
    deadline=None,
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("law", LAWS)
def test_a_law_of_filled_sheets(law: str) -> None:
    SLOW(given(st.data())(LAWS[law]))()
