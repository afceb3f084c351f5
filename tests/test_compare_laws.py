"""Laws of a comparison, on small random plans; deepdiff is the oracle."""

from typing import Any

from deepdiff import DeepDiff
from hypothesis import given, settings
from hypothesis import strategies as st

from smartplan.compare import Revision, compare
from smartplan.compare.changes import Change
from smartplan.compare.lineage import chain
from tests.test_compare import revision

YEARS = st.sampled_from(["2023", "2024", "2025"])
MEASURES = st.integers(1, 4)
WORDS = st.sampled_from(["a", "b", "c"])
INDICATOR = st.fixed_dictionaries(
    {"name": WORDS},
    optional={"unit": WORDS, "direction": st.sampled_from(["up", "down", "keep"]), "baseline": MEASURES,
              "targets": st.dictionaries(YEARS, MEASURES, min_size=1),
              "actuals": st.dictionaries(YEARS, MEASURES, min_size=1)},
)  # fmt: skip
PROGRAMME = st.fixed_dictionaries(
    {"name": WORDS, "agency": WORDS},
    optional={
        "description": WORDS, "partners": st.lists(WORDS, unique=True, min_size=1), "code": WORDS, "note": WORDS,
        "missions": st.lists(st.sampled_from(["M1", "M2"]), unique=True, min_size=1), "quick_win": st.booleans(),
        "status": st.sampled_from(["planned", "running"]),
        "years": st.lists(st.integers(2023, 2025), unique=True, min_size=1),
        "execution": st.dictionaries(YEARS, st.sampled_from(["ran", "partly"]), min_size=1),
        "budget": st.dictionaries(
            st.sampled_from(["apbd", "csr"]), st.dictionaries(YEARS, MEASURES, min_size=1), min_size=1
        ),
        "indicators": st.dictionaries(st.sampled_from(["i", "j"]), INDICATOR, min_size=1),
    },
)  # fmt: skip
PROGRAMMES = st.dictionaries(st.sampled_from(["G1", "G2", "G3"]), PROGRAMME)
LISTS = {"partners", "missions", "years"}
SWAPPED = {
    "programme-added": "programme-dropped", "programme-dropped": "programme-added", "target-raised": "target-lowered",
    "target-lowered": "target-raised", "indicator-added": "indicator-removed", "indicator-removed": "indicator-added",
}  # fmt: skip


def changes(old: Revision, new: Revision) -> list[Change]:
    return compare(old, new, chain(old, new, lambda name: None)).changes


def programmes(revision: Revision) -> dict[str, Any]:
    """Programmes by id, lists as mappings of their members."""
    found = revision.data["dimensions"]["governance"]["programmes"]
    return {
        id_: {key: {str(item): True for item in value} if key in LISTS else value for key, value in programme.items()}
        for id_, programme in found.items()
    }


def turned(data: Any) -> Any:
    return {key: turned(data[key]) for key in reversed(data)} if isinstance(data, dict) else data


@settings(max_examples=60, deadline=None)
@given(PROGRAMMES)
def test_same_is_no_change(one: dict[str, Any]) -> None:
    assert changes(revision("1", one), revision("2", one)) == []
    assert changes(revision("1", one), revision("2", turned(one))) == []


@settings(max_examples=60, deadline=None)
@given(PROGRAMMES, PROGRAMMES)
def test_swap(one: dict[str, Any], other: dict[str, Any]) -> None:
    def value(side: Any) -> Any:
        return side and side.value

    old, new = revision("1", one), revision("2", other)
    there = [(SWAPPED.get(c.kind, c.kind), c.programme, c.field, value(c.new), value(c.old)) for c in changes(old, new)]
    back = [(c.kind, c.programme, c.field, value(c.old), value(c.new)) for c in changes(new, old)]
    assert sorted(there, key=str) == sorted(back, key=str)


@settings(max_examples=60, deadline=None)
@given(PROGRAMMES, PROGRAMMES)
def test_patch(one: dict[str, Any], other: dict[str, Any]) -> None:
    old, new = revision("1", one), revision("2", other)
    patched = turned(programmes(old))
    for change in changes(old, new):
        assert change.programme
        if change.field is None:
            patched.pop(change.programme, None)
            if change.new:
                patched[change.programme] = programmes(new)[change.programme]
            continue
        *steps, last = change.field.split(".")
        place = patched[change.programme]
        for step in steps:
            place = place.setdefault(step, {})
        place.pop(last, None)
        if change.new:
            place[last] = True if steps and steps[0] in LISTS else change.new.value
    assert stated(programmes(new)) == stated(patched)


def stated(data: Any) -> Any:
    """Without mappings that became empty."""
    if not isinstance(data, dict):
        return data
    return {key: stated(value) for key, value in data.items() if stated(value) != {}}


@settings(max_examples=60, deadline=None)
@given(PROGRAMMES, PROGRAMMES)
def test_deepdiff_sees_no_more(one: dict[str, Any], other: dict[str, Any]) -> None:
    old, new = revision("1", one), revision("2", other)
    seen = [(c.programme, c.field.split(".") if c.field else []) for c in changes(old, new)]
    tree = DeepDiff(programmes(old), programmes(new), view="tree", threshold_to_diff_deeper=0)
    for leaf in (leaf for group in tree.values() for leaf in group):
        id_, *path = leaf.path(output_format="list")
        # A difference is covered by a change at it, above it or within it.
        assert any(
            id_ == programme and (path[: len(field)] == field or field[: len(path)] == path)
            for programme, field in seen
        )
