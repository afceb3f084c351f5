"""Laws of a comparison, on small random plans; deepdiff is the oracle."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from deepdiff import DeepDiff
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplan.compare import ComparedPlan, compare
from smartplan.compare.changes import Change, Comparison
from smartplan.compare.lineage import chain
from smartplan.editing.format.layout import layout
from smartplan.plan.model import Plan
from smartplan.workspace.content import check
from smartplan.yamltext.document import load
from smartplan.yamltext.source import SourceText
from tests.helpers.comparisons import diff, revision
from tests.helpers.fmt_writer import Hand

YEARS = st.sampled_from(["2023", "2024", "2025"])
MEASURES = st.integers(1, 4)
WORDS = st.sampled_from(["a", "b", "c"])
INDICATOR = st.fixed_dictionaries(
    {"name": WORDS},
    optional={"unit": WORDS, "direction": st.sampled_from(["up", "down", "keep"]), "baseline": MEASURES,
              "targets": st.dictionaries(YEARS, MEASURES, min_size=1),
              "actuals": st.dictionaries(YEARS, MEASURES, min_size=1), "target_end": MEASURES},
)  # fmt: skip
PROGRAMME = st.fixed_dictionaries(
    {"name": WORDS, "agency": WORDS},
    optional={
        "description": WORDS, "partners": st.lists(WORDS, unique=True, min_size=1), "code": WORDS, "note": WORDS,
        "missions": st.lists(st.sampled_from(["M1", "M2"]), unique=True, min_size=1),
        "objectives": st.lists(st.sampled_from(["S1", "S2"]), unique=True, min_size=1),
        "tags": st.lists(WORDS, unique=True, min_size=1),
        "judged": st.lists(st.sampled_from(["missions", "kind"]), unique=True, min_size=1), "quick_win": st.booleans(),
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
LISTS = {"partners", "missions", "objectives", "tags", "judged", "years"}
LISTS_OF_THE_HEAD = {"members", "legal_basis", "change_reasons"}
SWAPPED = {
    "programme-added": "programme-dropped", "programme-dropped": "programme-added", "target-raised": "target-lowered",
    "target-lowered": "target-raised", "indicator-added": "indicator-removed", "indicator-removed": "indicator-added",
}  # fmt: skip


def changes(old: ComparedPlan, new: ComparedPlan) -> list[Change]:
    return compare(old, new, chain(old, new, lambda name: None)).changes


def programmes(revision: ComparedPlan) -> dict[str, Any]:
    """Programmes by id, lists as mappings of their members."""
    found = revision.data["dimensions"]["governance"]["programmes"]
    return {
        id_: {key: {str(item): True for item in value} if key in LISTS else value for key, value in programme.items()}
        for id_, programme in found.items()
    }


def turned(data: Any) -> Any:
    """The same with keys, and the members of lists, in another order."""
    if isinstance(data, dict):
        return {key: turned(data[key]) for key in reversed(data)}
    return data[::-1] if isinstance(data, list) else data


@given(PROGRAMMES)
def test_same_is_no_change(one: dict[str, Any]) -> None:
    assert changes(revision("1", one), revision("2", one)) == []
    assert changes(revision("1", one), revision("2", turned(one))) == []


@given(PROGRAMMES, PROGRAMMES)
def test_swap(one: dict[str, Any], other: dict[str, Any]) -> None:
    def value(side: Any) -> Any:
        return side and side.value

    old, new = revision("1", one), revision("2", other)
    there = [(SWAPPED.get(c.kind, c.kind), c.programme, c.field, value(c.new), value(c.old)) for c in changes(old, new)]
    back = [(c.kind, c.programme, c.field, value(c.old), value(c.new)) for c in changes(new, old)]
    assert sorted(there, key=str) == sorted(back, key=str)


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
        put(patched[change.programme], change)
    assert stated(programmes(new)) == stated(patched)


def put(place: dict[str, Any], change: Change, lists: Collection[str] = LISTS) -> None:
    """Make a change of a field; lists stand as mappings of their members."""
    assert change.field
    *steps, last = change.field.split(".")
    for step in steps:
        place = place.setdefault(step, {})
    place.pop(last, None)
    if change.new:
        place[last] = True if steps and steps[-1] in lists else change.new.value


def stated(data: Any) -> Any:
    """Without mappings that became empty."""
    if not isinstance(data, dict):
        return data
    return {key: stated(value) for key, value in data.items() if stated(value) != {}}


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


# Never none, which repeats those of the other side, and never the text of another, which is the other renumbered.
MISSIONS = st.fixed_dictionaries(
    {"M0": st.just("tetap")}, optional={"M1": WORDS.map("satu {}".format), "M2": WORDS.map("dua {}".format)}
)
# So for goals and objectives.
OBJECTIVES = st.fixed_dictionaries(
    {"T0": st.just({"name": "tetap"})},
    optional={
        id_: st.fixed_dictionaries(
            {"name": WORDS.map(f"{id_} {{}}".format)},
            optional={
                "level": st.sampled_from(["goal", "objective"]), "mission": st.just("M0"), "under": st.just("T0"),
                "indicators": st.dictionaries(st.sampled_from(["i", "j"]), INDICATOR, min_size=1), "catatan": WORDS,
            },
        )
        for id_ in ("T1", "S1")
    },
)  # fmt: skip
# What stands at the head of a plan; in each list and mapping some of the other's members.
HEAD = st.fixed_dictionaries(
    {},
    optional={
        "title": WORDS, "status": st.sampled_from(["draft", "adopted"]), "record": st.sampled_from(["official", "example"]),
        "vision": WORDS, "period": st.sampled_from([{"start": 2023, "end": 2026}, {"start": 2024, "end": 2027}]),
        "city": st.fixed_dictionaries({"code": st.just("64.71"), "name": WORDS}), "zona": WORDS,
        "team": st.fixed_dictionaries({}, optional={"lead": WORDS, "members": st.lists(WORDS, unique=True)}),
        "legal_basis": st.lists(WORDS, unique=True), "change_reasons": st.lists(st.sampled_from(["rpjmd", "input"]), unique=True),
        "agencies": st.dictionaries(WORDS, st.fixed_dictionaries({"name": WORDS}, optional={"short": WORDS})),
        "rpjmd": st.fixed_dictionaries({"title": st.just("R"), "missions": MISSIONS, "objectives": OBJECTIVES}),
        "readiness": st.fixed_dictionaries({"structure": st.dictionaries(WORDS, st.fixed_dictionaries({"name": WORDS}))}),
    },
)  # fmt: skip
# The kinds of the head that tell of one side; its missions are of one RPJMD.
SWAPPED_HEAD = {
    "agency-added": "agency-removed", "agency-removed": "agency-added", "mission-added": "mission-removed",
    "mission-removed": "mission-added", "objective-added": "objective-removed", "objective-removed": "objective-added",
    "indicator-added": "indicator-removed", "indicator-removed": "indicator-added", "target-raised": "target-lowered",
    "target-lowered": "target-raised",
}  # fmt: skip


@given(HEAD, HEAD)
def test_the_head_told_from_the_other_side(one: dict[str, Any], other: dict[str, Any]) -> None:
    old, new = revision("1", None, **one), revision("2", None, **other)
    there, back = changes(old, new), changes(new, old)
    assert sorted(
        ((SWAPPED_HEAD.get(c.kind, c.kind), c.field, c.new and c.new.value, c.old and c.old.value) for c in there),
        key=str,
    ) == sorted(((c.kind, c.field, c.old and c.old.value, c.new and c.new.value) for c in back), key=str)
    assert changes(old, revision("2", None, **turned(one))) == []
    patched = members(one)
    for change in there:
        put(patched, change, LISTS_OF_THE_HEAD)
    assert stated(patched) == stated(members(other))


def members(value: Any) -> Any:
    """Lists as mappings of their members."""
    if isinstance(value, dict):
        return {key: members(item) for key, item in value.items()}
    return {str(item): True for item in value} if isinstance(value, list) else value


@given(PROGRAMMES, st.permutations(["G1", "G2", "G3", "N1", "N2"]))
def test_ids_given_anew_are_renumbered_and_nothing_else(one: dict[str, Any], names: list[str]) -> None:
    ids = dict(zip(one, names, strict=False))
    renamed = {new: {**one[old], "formerly": [old]} for old, new in ids.items()}
    found = diff(revision("1", one), revision("2", renamed, supersedes="1"))
    assert {(c.kind, c.old and c.old.value, c.programme) for c in found.changes} == {
        ("programme-renumbered", old, new) for old, new in ids.items() if old != new
    }
    assert found.predecessors == {new: (old,) for old, new in ids.items()}
    # As told from the other side.
    back = diff(revision("2", renamed, supersedes="1"), revision("1", one))
    assert {(c.kind, c.old and c.old.value, c.programme) for c in back.changes} == {
        ("programme-renumbered", new, old) for old, new in ids.items() if old != new
    }


@given(PROGRAMMES, PROGRAMMES)
def test_what_changed_is_told_alike_under_other_ids(one: dict[str, Any], other: dict[str, Any]) -> None:
    names = {id_: f"N-{id_}" for id_ in other}
    renamed = {names[id_]: {**programme, "formerly": [id_] if id_ in one else []} for id_, programme in other.items()}
    old = revision("1", one)
    straight, found = (diff(old, revision("2", new, supersedes="1")) for new in (other, renamed))

    def told(changes: list[Change]) -> list[Any]:
        # What came is told whole, with the word that it is new.
        return [
            (c.kind, names.get(str(c.programme), c.programme), c.field, c.old and c.old.value, c.field and c.new and c.new.value)
            for c in changes if c.kind != "programme-renumbered"
        ]  # fmt: skip

    assert told(found.changes) == told(straight.changes)


@given(PROGRAMMES, st.data())
def test_programmes_in_another_dimension_are_moved_and_nothing_else(one: dict[str, Any], data: Any) -> None:
    moved = data.draw(st.sets(st.sampled_from(sorted(one)))) if one else set()
    new = {f"living/{id_}" if id_ in moved else id_: programme for id_, programme in one.items()}
    found = diff(revision("1", one), revision("2", new, supersedes="1"))
    assert {(c.kind, c.programme) for c in found.changes} == {("programme-moved", id_) for id_ in moved}
    assert (found.summary.programmes.moved, found.summary.programmes.unchanged) == (len(moved), len(one) - len(moved))


@given(PROGRAMMES, PROGRAMMES)
def test_a_revision_between_that_says_the_same_is_nothing(one: dict[str, Any], other: dict[str, Any]) -> None:
    old, new = revision("1", one), revision("3", other, supersedes="1")
    straight = diff(old, new)
    third = revision("3", other, supersedes="2")
    for middle in (one, other):
        way = diff(old, third, revision("2", middle, supersedes="1"))
        assert (way.link, [plain(c) for c in way.changes]) == ("chain", [plain(c) for c in straight.changes])


def plain(change: Change) -> Any:
    return change.kind, change.programme, change.field, change.old and change.old.value, change.new and change.new.value


@given(
    PROGRAMMES, st.permutations(["G1", "G2", "G3", "N1"]), st.permutations(["G1", "G2", "G3", "N1", "N2"]), st.data()
)
def test_two_steps_make_the_way_from_the_first_to_the_last(
    one: dict[str, Any], second: list[str], third: list[str], data: Any
) -> None:
    first = dict(zip(one, second, strict=False))
    again = dict(zip(first.values(), third, strict=False))
    left = data.draw(st.sets(st.sampled_from(sorted(again)))) if again else set()
    middle = {new: {**one[old], "formerly": [old]} for old, new in first.items()}
    last = {new: {**middle[old], "formerly": [old]} for old, new in again.items() if old not in left}
    withdrawn = {id_: {"reason": "x"} for id_ in left}
    found = diff(
        revision("1", one),
        revision("3", last, supersedes="2", withdrawn=withdrawn),
        revision("2", middle, supersedes="1"),
    )
    assert found.predecessors == {again[mid]: (old,) for old, mid in first.items() if mid not in left}
    kinds = Counter(change.kind for change in found.changes)
    renumbered = sum(old != again[mid] for old, mid in first.items() if mid not in left)
    assert kinds == +Counter({"programme-renumbered": renumbered, "programme-withdrawn": len(left)})


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=settings.default.max_examples // 4,
)
@given(PROGRAMMES, st.data())
def test_a_file_in_another_hand_is_no_change(one: dict[str, Any], data: Any) -> None:
    plan = revision("1", one).data
    texts = [Hand(data.draw, comments=True).plan(plan) for _ in range(2)]
    sides = [read(text, f"{n}") for n, text in enumerate([*texts, layout(texts[0])])]
    for other in sides[1:]:
        found = diff(sides[0], other)
        assert (found.changes, found.summary.programmes.unchanged) == ([], len(one))


def read(text: str, name: str) -> ComparedPlan:
    document = load(SourceText(name, text))
    shaped = check(document)
    assert shaped
    assert isinstance(shaped.content, Plan)
    return ComparedPlan(shaped.content, document.data or {}, name)


@given(PROGRAMMES, PROGRAMMES)
def test_the_balance_counts_what_the_changes_tell(one: dict[str, Any], other: dict[str, Any]) -> None:
    found: Comparison = diff(revision("1", one), revision("2", other))
    whole, kinds = found.summary.programmes, {change.kind: set() for change in found.changes}  # type: ignore[var-annotated]
    for change in found.changes:
        kinds[change.kind].add(change.programme)
    assert (whole.old, whole.new) == (len(one), len(other))
    assert (whole.added, whole.dropped) == (len(other.keys() - one.keys()), len(one.keys() - other.keys()))
    assert kinds.get("programme-added", set()) == other.keys() - one.keys()
    assert kinds.get("programme-dropped", set()) == one.keys() - other.keys()
    told = {change.programme for change in found.changes if not change.kind.startswith("programme-")}
    assert (whole.changed, whole.unchanged) == (len(told), len(one.keys() & other.keys()) - len(told))
    stated = [
        [n for p in side.values() for years in p.get("budget", {}).values() for n in years.values()]
        for side in (one, other)
    ]
    before, after = (sum(amounts) if amounts else None for amounts in stated)
    delta = None if before is None or after is None else after - before
    budget = found.summary.budget
    assert (before, after, delta) == ((budget.old, budget.new, budget.delta) if budget else (None, None, None))
