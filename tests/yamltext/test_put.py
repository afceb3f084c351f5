"""Laws of an edit of one field: the meaning is what was asked for, and every comment stays with its key."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.errors import EditRefused
from smartplan.plan.model import Programme
from smartplan.yamltext import emit
from smartplan.yamltext.emit import flow
from smartplan.yamltext.insert import Shape
from smartplan.yamltext.parser import parse
from smartplan.yamltext.put import put, remove
from tests.helpers.commented_writer import Writer, places

ORDER = list(Programme.__struct_encode_fields__)


def order(path: Any) -> Shape:
    return Shape(ORDER if len(path) == 1 else None)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
SCALARS = st.one_of(
    WORDS, st.integers(-5, 10**12), st.booleans(), st.sampled_from(["no", "<= 5", "75,00", "2023", "a: b"])
)
YEARS = st.dictionaries(st.integers(2020, 2027).map(str), SCALARS, min_size=1, max_size=3)
LISTS = st.lists(SCALARS, min_size=1, max_size=4, unique_by=repr)
MAPS = st.dictionaries(st.sampled_from(["apbd", "csr", "dak"]), YEARS, min_size=1)
VALUES = st.one_of(SCALARS, LISTS, YEARS, MAPS)
KEYS = st.sampled_from(["name", "agency", "partners", "missions", "years", "budget", "indicators", "sources", "note"])
FIELDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=6)


@st.composite
def programmes(draw: Any) -> tuple[str, dict[str, Any], dict[str, tuple[str, tuple[Any, ...]]]]:
    fields = draw(FIELDS)
    writer = Writer(draw)
    column = draw(st.sampled_from([0, 6]))
    head = writer.comment("above", ("P",))
    lines = [" " * column + head] if head and column else []
    if head and not column:
        del writer.owners[head]
    lines += [f"{' ' * column}P:", *writer.mapping(fields, column + 2, ("P",))]
    return "\n".join(lines) + "\n", fields, writer.owners


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def kept(before: str, after: str, owners: dict[str, tuple[str, tuple[Any, ...]]], gone: tuple[Any, ...]) -> None:
    """Every comment that does not speak of what is gone stands where it stood, next to the same key."""
    was, now = places(before), places(after)
    for comment, (_, path) in owners.items():
        if path[: len(gone)] != gone:
            assert comment in now, comment
            assert now[comment] == was[comment], comment


@given(programmes(), KEYS, VALUES)
def test_a_value_is_put_in(drawn: Any, name: str, value: Any) -> None:
    text, fields, owners = drawn
    assert parse(text).data == {"P": fields}
    after = put(text, ("P", name), value, order)
    tree = parse(after)
    assert tree.faults == []
    assert tree.data == {"P": {**fields, name: value}}
    beside = {comment for comment, (kind, path) in owners.items() if path == ("P", name) and kind == "beside"}
    kept(text, after, {c: o for c, o in owners.items() if c not in beside}, ("P", name))
    above = [comment for comment, (kind, path) in owners.items() if path == ("P", name) and kind == "above"]
    assert [comment for comment in [*above, *beside] if comment not in after] == []


@given(programmes(), st.data())
def test_an_entry_is_taken_out(drawn: Any, data: Any) -> None:
    text, fields, owners = drawn
    name = data.draw(st.sampled_from(sorted(fields)))
    if len(fields) == 1:
        return
    after = remove(text, ("P", name))
    tree = parse(after)
    assert tree.faults == []
    assert tree.data == {"P": {key: value for key, value in fields.items() if key != name}}
    kept(text, after, owners, ("P", name))
    assert [comment for comment, (_, path) in owners.items() if path[:2] == ("P", name) and comment in after] == []


@given(programmes(), st.data())
def test_a_deep_value_changes_no_other_byte(drawn: Any, data: Any) -> None:
    text, fields, owners = drawn
    deep = [("P", name, key) for name, value in fields.items() if isinstance(value, dict) for key in value]
    if not deep:
        return
    path = data.draw(st.sampled_from(deep))
    after = put(text, path, 123456, order)
    expected = {**fields, path[1]: {**fields[path[1]], path[2]: 123456}}
    assert parse(after).data == {"P": expected}
    kept(text, after, owners, path)
    before_lines, after_lines = text.split("\n"), after.split("\n")
    if not isinstance(at(fields, path[1:]), dict):
        assert len(before_lines) == len(after_lines)
        assert sum(a != b for a, b in zip(before_lines, after_lines, strict=True)) <= 1


CASES = [
    ("P:\n  name: A # x\n", ("P", "name"), "B", "P:\n  name: B # x\n"),
    ('P:\n  name: "A" # x\n', ("P", "name"), "B", 'P:\n  name: "B" # x\n'),
    ("P:\n  name:\n  agency: x\n", ("P", "name"), "B", "P:\n  name: B\n  agency: x\n"),
    ("P:\n  name:   # nanti\n", ("P", "name"), "B", "P:\n  name: B   # nanti\n"),
    ("P: {name: A, code: x}\n", ("P", "agency"), "d", "P: {name: A, agency: d, code: x}\n"),
    ("P:\n  name: A\n  budget: # APBD\n    apbd: {2023: 5}\n", ("P", "budget", "apbd", "2024"), 6,
     "P:\n  name: A\n  budget: # APBD\n    apbd: {2023: 5, 2024: 6}\n"),
    ("P:\n  name: A\n  budget:\n    apbd: {2023: 5}\n", ("P", "budget", "csr", "2022"), 6,
     "P:\n  name: A\n  budget:\n    apbd: {2023: 5}\n    csr: {2022: 6}\n"),
    ("P:\n  name: A", ("P", "budget", "apbd", "2024"), 6, "P:\n  name: A\n  budget:\n    apbd: {2024: 6}"),
    ("P:\n  name: A\n  description: >-\n    panjang\n    sekali\n  agency: x\n", ("P", "description"), "pendek",
     "P:\n  name: A\n  description: pendek\n  agency: x\n"),
    ("P:\n  description: | # asli\n    panjang\n\n  agency: x\n", ("P", "description"), "a\nb\n",
     "P:\n  description: | # asli\n    a\n    b\n\n  agency: x\n"),
    ("P:\n  description: a  # satu\n  agency: x\n", ("P", "description"), "a\nb\n",
     "P:\n  description: |  # satu\n    a\n    b\n  agency: x\n"),
    ("P:\n  description: a\n\n    # masuk ke dalam\n  agency: x\n", ("P", "description"), "a\nb\n",
     'P:\n  description: "a\\nb\\n"\n\n    # masuk ke dalam\n  agency: x\n'),
    ("P:\n  description: |\n      a\n    # di luar\n  agency: x\n", ("P", "description"), "a\nb\n",
     'P:\n  description: "a\\nb\\n"\n    # di luar\n  agency: x\n'),
    ("P:\n  name: A", ("P", "description"), "a\nb\n", 'P:\n  name: A\n  description: "a\\nb\\n"'),
    ("P:\r\n  name: A\r\n  status: x\r\n", ("P", "agency"), "d", "P:\r\n  name: A\r\n  agency: d\r\n  status: x\r\n"),
    ("P:\n  partners:\n    - a # satu\n    # dua\n    - b\n  years: [2023]\n", ("P", "partners"), ["b", "c"],
     "P:\n  partners:\n    # dua\n    - b\n    - c\n  years: [2023]\n"),
    # Blank lines that are text stay ahead of what is put behind it, and are not made.
    ("P:\n  description: |+\n    satu\n\n", ("P", "agency"), "d", "P:\n  description: |+\n    satu\n\n  agency: d\n"),
    ("P:\n  description: >+\n    satu\n\n\n  years: [1]\n", ("P", "agency"), "d",
     "P:\n  description: >+\n    satu\n\n\n  agency: d\n  years: [1]\n"),
    ("P:\n  indicators:\n    i:\n      name: |+\n        a\n\n  sources: [s]\n", ("P", "because"), ["x"],
     "P:\n  indicators:\n    i:\n      name: |+\n        a\n\n  because: [x]\n  sources: [s]\n"),
    ("P:\n  description: |\n    satu\n      \n\n  years: [1]\n", ("P", "agency"), "d",
     "P:\n  description: |\n    satu\n      \n  agency: d\n\n  years: [1]\n"),
    ("P:\n  name: A\n\n  years: [1]\n", ("P", "description"), "a\nb\n\n", 'P:\n  name: A\n  description: "a\\nb\\n\\n"\n\n  years: [1]\n'),
    ("P:\n  description: |+\n    a\n\n\n  years: [1]\n", ("P", "description"), "x", "P:\n  description: x\n\n\n  years: [1]\n"),
    ("P:\n  name: A\n", ("P", "description"), "a\n  \nb", "P:\n  name: A\n  description: |-\n    a\n      \n    b\n"),
    # Blanks and comments behind the old value are none of the new.
    ("P:\n  description: lama   \n  agency: x\n", ("P", "description"), "a\nb", "P:\n  description: |-\n    a\n    b\n  agency: x\n"),
    ("P:\n  description: lama\t\n", ("P", "description"), "a\nb", "P:\n  description: |-\n    a\n    b\n"),
    ("P:\n  description: 'lama' \t # c  \n", ("P", "description"), "a\nb", "P:\n  description: |- \t # c\n    a\n    b\n"),
    ("P:\n  description:   \n  agency: x\n", ("P", "description"), "a\nb", "P:\n  description: |-\n    a\n    b\n  agency: x\n"),
    ("P:\n  description:\n    lama  \n  agency: x\n", ("P", "description"), "a\nb", "P:\n  description: |-\n    a\n    b\n  agency: x\n"),
    ("P:\n  description: # c\n    lama # d\n", ("P", "description"), "a\nb", 'P:\n  description: # c\n    "a\\nb" # d\n'),
    ("P:\n  description: a\xa0\n", ("P", "description"), "b", "P:\n  description: b\n"),
    # Keys behind a `?`.
    ("P:\n  ? name\n  : A\n  agency: x\n", ("P", "code"), "c", "P:\n  ? name\n  : A\n  agency: x\n  code: c\n"),
    ("P:\n  budget:\n    ? csr # a: b\n    : {2019: 1}\n", ("P", "formerly"), ["G"], "P:\n  budget:\n    ? csr # a: b\n    : {2019: 1}\n  formerly: [G]\n"),
    ("P:\n  ? name # a: b\n  : A # c\n", ("P", "name"), "B", "P:\n  ? name # a: b\n  : B # c\n"),
    ("P:\n  ? name # a: b\n  agency: x\n", ("P", "name"), "B", "P:\n  ? name # a: b\n  : B\n  agency: x\n"),
    ("P:\n  ? # satu\n    name\n  : A\n", ("P", "name"), "a\nb", "P:\n  ? # satu\n    name\n  : |-\n    a\n    b\n"),
    ("P: {? name : A, ? code}\n", ("P", "code"), "a?b", 'P: {? name : A, ? code: "a?b"}\n'),
    ("P:\n  years: [2023]\n", ("P", "years"), [2023, 2024], "P:\n  years: [2023, 2024]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "value", "expected"), CASES)
def test_an_edit_is_what_a_colleague_would_have_typed(text: str, path: Any, value: Any, expected: str) -> None:
    assert put(text, path, value, order) == expected


TAKEN = [
    ("P:\n  a: 1\n  # dua\n  b: 2\n  # tiga\n  c: 3\n", ("P", "b"), "P:\n  a: 1\n  # tiga\n  c: 3\n"),
    ("P:\n  a: 1\n\n  b: 2\n\n  c: 3\n", ("P", "b"), "P:\n  a: 1\n\n  c: 3\n"),
    ("P:\n  a: {x: 1, y: 2}\n", ("P", "a", "x"), "P:\n  a: {y: 2}\n"),
    ("P:\n  a: {x: 1, y: 2}\n", ("P", "a", "y"), "P:\n  a: {x: 1}\n"),
    ("P:\n  b: 1\n  a: {x: 1}\n", ("P", "a", "x"), "P:\n  b: 1\n"),
    ("P:\n  a: [x, y, z]\n", ("P", "a", 1), "P:\n  a: [x, z]\n"),
    ("P:\n  a: |+\n    x\n\n  b: 1\n\n  c: 2\n", ("P", "b"), "P:\n  a: |+\n    x\n\n  c: 2\n"),
    ("P:\n  a: |+\n    x\n\n  b: 1\n", ("P", "b"), "P:\n  a: |+\n    x\n\n"),
    ("P:\n  a: 1\n  b: |+\n    x\n\n  c: 2\n", ("P", "b"), "P:\n  a: 1\n  c: 2\n"),
    ("P:\n  ? a\n  : 1\n  ? b # satu\n  : 2\n  c: 3\n", ("P", "b"), "P:\n  ? a\n  : 1\n  c: 3\n"),
    ("P:\n  a:\n    - # x - y\n      b: 1\n    - c\n", ("P", "a", 0), "P:\n  a:\n    - c\n"),
    ("P:\n  a: 1\n\n  # berdiri sendiri\n\n  b: 2\n", ("P", "b"), "P:\n  a: 1\n\n  # berdiri sendiri\n"),
]  # fmt: skip


CANNOT = [
    # Without a line break at its end the text would get one.
    ("P:\n  description: |\n    a", ("P", "code"), "c"),
    # A comment below what goes would become text.
    ("P:\n  d: |\n    a\n  b: 1\n\n    # tentang c\n  c: 2\n", ("P", "b"), None),
    ("P:\n  a: &x 1\n  b: *x\n", ("P", "a"), 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "value"), CANNOT)
def test_an_edit_that_would_change_another_value_or_another_way_is_refused(text: str, path: Any, value: Any) -> None:
    with pytest.raises(EditRefused) as refused:
        _ = remove(text, path) if value is None else put(text, path, value, order)
    assert refused.value.values == {"variant": "tangled"}


def test_a_list_is_not_reordered_over_a_comment_between_its_items() -> None:
    text = "P:\n  partners:\n    - a\n\n    # berdiri sendiri\n\n    - b\n"
    with pytest.raises(EditRefused) as refused:
        put(text, ("P", "partners"), ["b", "a"], order)
    assert refused.value.values == {"variant": "comment-between"}
    assert put(text, ("P", "partners"), ["a", "b", "c"], order) == f"{text}    - c\n"


@pytest.mark.parametrize(("text", "path", "expected"), TAKEN)
def test_what_is_taken_out_leaves_no_trace(text: str, path: Any, expected: str) -> None:
    assert remove(text, path) == expected


def test_a_list_of_ids_is_written_as_the_emitter_would_and_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert flow(["M1", "y", "null", "-a", "a b", "TRUE"]) == '[M1, "y", "null", "-a", a b, "TRUE"]'
    monkeypatch.setattr(emit, "YAML", None)
    assert flow(["M1", "dlh", "a-b"]) == "[M1, dlh, a-b]"
