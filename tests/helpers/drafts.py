"""Drafts of a revision with random layout and numbered comments, and what their data hold."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from smartplan.editing import edits, fields, merge_split
from smartplan.editing.draft import Draft, Edit
from smartplan.plan.model import Plan
from smartplan.workspace.content import check
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.source import SourceText
from tests.helpers.commented_writer import Writer

AGENCIES, OLD = ["a", "b"], ["G1", "G2", "L1", "S1"]
TEXT = st.sampled_from(["Layanan", "Satu data", "a, b", "no", "Rp 5: lima"])
PROGRAMME = st.fixed_dictionaries(
    {"name": TEXT, "subdimension": st.just("x"), "agency": st.sampled_from(AGENCIES)},
    optional={
        "description": TEXT, "partners": st.lists(st.sampled_from(AGENCIES), min_size=1, unique=True),
        "missions": st.just(["M1"]), "code": st.just("2.16"), "years": st.lists(st.integers(2023, 2026), min_size=1, unique=True),
        "execution": st.just({"2023": "ran"}),
        "budget": st.dictionaries(
            st.sampled_from(["apbd", "csr"]), st.dictionaries(st.sampled_from(["2023", "2024"]), st.integers(0, 9), min_size=1),
            min_size=1,
        ),
        "spent": st.just({"apbd": {"2023": 4}}) | st.just({"csr": {"2023": 0}, "unstated": {"2024": 7}}),
        "indicators": st.dictionaries(
            st.sampled_from(["i", "j"]),
            st.just({"name": "n", "targets": {"2023": 5}}) | st.just({"name": "n", "budget": {"apbd": {"2023": 3}}}),
            min_size=1,
        ),
        "because": st.just(["r/I1"]), "sources": st.just(["s"]),
    },
)  # fmt: skip
IDS = ["G1", "G2", "G3", "L1", "L2", "S1"]
HOME = {"G": "governance", "L": "living", "S": "society"}


@st.composite
def drafts(draw: Any) -> tuple[Draft, Writer]:
    ids = draw(st.lists(st.sampled_from(IDS), min_size=3, max_size=6, unique=True))
    dimensions: dict[str, Any] = {name: {"lead": "a", "programmes": {}} for name in HOME.values()}
    for id_ in sorted(ids):
        dimensions[HOME[id_[0]]]["programmes"][id_] = draw(PROGRAMME)
    data = {
        "format": 1, "revision": "2023", "supersedes": "2019", "rpjmd": {"title": "R", "missions": {"M1": "t"}},
        "agencies": {"a": {"name": "A"}, "b": {"name": "B"}}, "dimensions": dimensions,
    }  # fmt: skip
    if draw(st.booleans()):
        data["withdrawn"] = {"S1": {"reason": "lama"}} if "S1" not in ids else {"X9": {"reason": "lama"}}
    writer = Writer(draw, block_above=5)
    text = "\n".join(["# kepala", "", *writer.mapping(data, 0, ()), "# kaki"]) + "\n"
    # A comment above the very first key belongs to the head of the file.
    first = [comment for comment, (kind, path) in writer.owners.items() if (kind, path) == ("above", ("format",))]
    for comment in first:
        del writer.owners[comment]
    old = {name: {"programmes": {}} for name in HOME.values()}
    for id_ in OLD:
        old[HOME[id_[0]]]["programmes"][id_] = {"name": f"lama {id_}", "subdimension": "x", "agency": "a"}
    lines = [
        "revision: 2019",
        "dimensions:",
        *(f"  {line}" for line in Writer(draw, block_above=9).mapping(old, 0, ())),
    ]
    document, old_document = load(SourceText("2023", text)), load(SourceText("2019", "\n".join(lines) + "\n"))
    assert document.tree.data == data
    return Draft(plan_of(document), document, plan_of(old_document), old_document), writer


def plan_of(document: Document) -> Plan:
    shaped = check(document)
    assert shaped is not None
    assert isinstance(shaped.content, Plan)
    return shaped.content


def programmes(data: Any) -> dict[str, Any]:
    return {
        id_: {**programme, "dimension": key}
        for key, dimension in data["dimensions"].items()
        for id_, programme in (dimension.get("programmes") or {}).items()
    }


def rest(data: Any) -> Any:
    """Everything but programmes and withdrawals."""
    head = {key: value for key, value in data.items() if key not in ("dimensions", "withdrawn")}
    dimensions = {
        key: {name: value for name, value in dimension.items() if name != "programmes"}
        for key, dimension in data["dimensions"].items()
    }
    return head, dimensions


def any_edit(draft: Draft, name: str, id_: str) -> Edit:
    """One edit of each kind, of a programme that is there."""
    other = next(one for one in draft.entries if one != id_)
    dimension = next(key for key in HOME.values() if key != draft.entries[id_].dimension)
    make: dict[str, Callable[[], Edit]] = {
        "rename": lambda: fields.set_field(draft, id_, "name", "Nama baru", ["r/I2"]),
        "money": lambda: fields.set_field(draft, id_, "budget.csr.2025", 7),
        "renumber": lambda: edits.renumber(draft, id_, "N1"),
        "move": lambda: edits.move(draft, id_, dimension, "y"),
        "withdraw": lambda: edits.withdraw(draft, id_, "alasan"),
        "add": lambda: edits.add(draft, "N1", dimension, {"name": "B", "subdimension": "x", "agency": "a"}),
        "merge": lambda: merge_split.merge(draft, [id_, other], "N1"),
        "split": lambda: merge_split.split(draft, id_, [id_, "N1"]),
        "confirm": lambda: edits.confirm_renames(draft, {id_: "G1"}),
    }
    return make[name]()
