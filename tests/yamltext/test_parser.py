"""Source text in, data and exact faults with their places out."""

import pytest
import yaml.reader
from hypothesis import given
from hypothesis import strategies as st

from smartplan.yamltext.builder import MAX_DEPTH
from smartplan.yamltext.document import Document, load
from smartplan.yamltext.parser import parse
from smartplan.yamltext.source import SourceText, decode


def faults(document: Document) -> list[tuple[str, str, int, int]]:
    return [
        (f.rule + ("." + f.variant if f.variant else ""), ".".join(map(str, f.path)), *document.place_of(f)[:2])
        for f in document.tree.faults
    ]


SCALARS = [
    ("no", "no"), ("yes", "yes"), ("on", "on"), ("true", True), ("FALSE", False), ("~", None), ("null", None),
    ("12", 12), ("-3", -3), ("1_000", "1_000"), ("0o17", 15), ("0x1F", 31), ("017", 17), ("1.5", 1.5), ("1e3", 1000.0),
    (".5", 0.5), (".inf", ".inf"), (".nan", ".nan"), ("1:30", "1:30"), ("2022-12-28", "2022-12-28"), ("'12'", "12"),
    ('"no"', "no"), ("1e999", "1e999"), ("9" * 50, "9" * 50), ("!!str 12", "12"), ("!!int '12'", 12), ("<=5", "<=5"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), SCALARS)
def test_scalars_are_those_of_yaml_1_2(text: str, value: object) -> None:
    tree = parse(f"key: {text}\n")
    assert (tree.faults, tree.data) == ([], {"key": value})
    assert type(tree.data["key"]) is type(value)


def test_every_key_is_text() -> None:
    assert parse("2023: 1\ntrue: 2\n1.50: 3\n'a': 4\n").data == {"2023": 1, "true": 2, "1.50": 3, "a": 4}


KEYS_WITH_MORE = [
    ("!!int 5: x\n", {"5": "x"}),
    ("!!str 0x1F: x\n", {"0x1F": "x"}),
    ("&a 0x1F: x\nb: *a\n", {"0x1F": "x", "b": 31}),
    ("a: &a 1.50\n*a : x\n", {"a": 1.5, "1.50": "x"}),
    ("a: &a true\n? *a\n: x\n", {"a": True, "true": "x"}),
    ("!!null : x\n", {"": "x"}),
]


@pytest.mark.parametrize(("text", "data"), KEYS_WITH_MORE)
def test_an_anchor_a_tag_and_an_alias_are_no_part_of_a_key(text: str, data: dict[str, object]) -> None:
    tree = parse(text)
    assert (tree.faults, tree.data) == ([], data)


FAULTS = [
    ("a: 1\nb: 2\na: 3\n", [("duplicate-key", "a", 3, 1)]),
    ("a:\n  x: 1\n  x: 2\n  x: 3\n", [("duplicate-key", "a.x", 3, 3), ("duplicate-key", "a.x", 4, 3)]),
    ("a: 1\n---\nb: 2\n", [("several-documents", "", 2, 1)]),
    ("", [("empty-file", "", 1, 1)]),
    ("# only a comment\n", [("empty-file", "", 1, 1)]),
    ("---\n", [("empty-file", "", 2, 1)]),
    ("a: [1, 2\nb: 3\n", [("yaml-syntax.open_bracket", "", 1, 4)]),
    ("a: b: c\n", [("yaml-syntax.colon_in_text", "", 1, 4)]),
    ("\ta: 1\n", [("yaml-syntax.tab", "", 1, 1)]),
    ("a: 'open\n", [("yaml-syntax.open_quote", "", 1, 4)]),
    ("a: \x07\n", [("yaml-syntax.character", "", 1, 4)]),
    ("a: !secret x\n", [("unknown-tag", "a", 1, 4)]),
    ("a: !!python/object:os.system {x: 1}\n", [("unknown-tag", "a", 1, 4)]),
    ("a: *nobody\n", [("yaml-syntax.undefined_alias", "a", 1, 4)]),
    ("a: &self {x: *self}\n", [("alias-bomb.recursive", "a.x", 1, 14)]),
    ("? {a: 1}\n: 2\nb: 3\n", [("yaml-syntax.complex_key", "", 1, 3)]),
    ("x: 1\n" + "a: " + "[" * (MAX_DEPTH + 1), [("too-deep", "a" + ".0" * (MAX_DEPTH - 1), 2, 3 + MAX_DEPTH)]),
]

# What libyaml takes, or reads as something else.
FAULTS += [
    ("a: 'x'# y\n", [("yaml-syntax.comment", "", 1, 7)]),
    ("a: [b, c]# y\n", [("yaml-syntax.comment", "", 1, 10)]),
    ("a: [b,# y\n  c]\n", [("yaml-syntax.comment", "", 1, 7)]),
    ("a: |# y\n  b\n", [("yaml-syntax.comment", "", 1, 5)]),
    ("a: >1-# y\n  b\n", [("yaml-syntax.comment", "", 1, 7)]),
    ("a:\n  b: 'x\n  y'\nc: 1\n", [("yaml-syntax.indent", "", 3, 3)]),
    ("a: 'x\n\n\ty'\n", [("yaml-syntax.indent", "", 3, 2)]),
    ("a: [b,\rc]\r", [("yaml-syntax.indent", "", 2, 1)]),
    ("a: >\r   \r # b\r", [("yaml-syntax.blank_lines", "", 2, 1)]),
    ('- a: "x\r\n  y\r\n  z"\r\n', [("yaml-syntax.indent", "", 2, 3)]),
    ("a: [b,\nc,\n d,\ne]\n", [("yaml-syntax.indent", "", 2, 1), ("yaml-syntax.indent", "", 4, 1)]),
    ("- a:\n  - {b: 1,\n  c: 2}\n", [("yaml-syntax.indent", "", 3, 3)]),
    ("a:\n  b: [\n    1\n ]\n", [("yaml-syntax.indent", "", 4, 2)]),
    ("a: &b:c d\n", [("yaml-syntax.anchor_name", "", 1, 4)]),
    ("a: &b c\n*b: d\n", [("yaml-syntax.anchor_name", "", 2, 1)]),
    ("a: [b, -]\n", [("yaml-syntax.quote", "", 1, 8)]),
    ("a: { ?b: c}\n", [("yaml-syntax.quote", "", 1, 6)]),
    ("a: [?b]\n", [("yaml-syntax.quote", "", 1, 5)]),
    ("a: ! 12\n", [("unknown-tag", "", 1, 4)]),
    ("a: [! '12']\n", [("unknown-tag", "", 1, 5)]),
    ("a: >\n   \n # b\n", [("yaml-syntax.blank_lines", "", 2, 1)]),
    ("a: |\n  b\n   ", [("yaml-syntax.last_line", "", 3, 3)]),
    ("a: |+\n   ", [("yaml-syntax.last_line", "", 2, 3)]),
    ("\ufeffa: 1\n", [("yaml-syntax.bom", "", 1, 1)]),
    ("\ufeff", [("yaml-syntax.bom", "", 1, 1)]),
    ("\ufeff\ufeffa: [\n", [("yaml-syntax.bom", "", 1, 1)]),
    ("a: 1\n\ufeffb: 2\n", [("yaml-syntax.bom", "", 2, 1)]),
    ("a: |\n  x\n\ufeffb: 1\n", [("yaml-syntax.bom", "", 3, 1)]),
    ("a: 1\n\ufeff# c\r\n\ufeff# d\nb: 2\n", [("yaml-syntax.bom", "", 2, 1), ("yaml-syntax.bom", "", 3, 1)]),
    ("a: 1\n...\n\ufeff", [("yaml-syntax.bom", "", 3, 1)]),
    ("a: b\x85c: d\n", [("yaml-syntax.line_break", "", 1, 5)]),
    ("a: 1 # b\u2028c: d\n", [("yaml-syntax.line_break", "", 1, 9)]),
    ("a: 'b\u2029c'\n", [("yaml-syntax.line_break", "", 1, 6)]),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_faults_and_their_places(text: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert faults(load(SourceText("x.yaml", text))) == expected


LIKE_FAULTS = [
    ("a: [\n  b\n]\n", ["b"]), ("a: {\n  b: c\n}\n", {"b": "c"}), ("- a: [\n    b\n  ]\n", None), ("a: 'b\n\n  c'\n", "b\nc"),
    ("a: 'b\n \tc'\n", "b c"), ("a: 'b# c'\n", "b# c"), ("a: b#c\n", "b#c"), ("a: 'b' # c\n", "b"), ("a: [b, # c\n  d]\n", ["b", "d"]),
    ("a: https://b.c/d-#e\n", "https://b.c/d-#e"), ("a: b &c:d *e:f\n", "b &c:d *e:f"), ("a: b! ?c -, d\n", "b! ?c -, d"),
    ("a: [b-, -c, d!, e?f]\n", ["b-", "-c", "d!", "e?f"]), ("a: ['-', '?b', '! c']\n", ["-", "?b", "! c"]), ("a: |\n\n \n  b\n", "\n\nb\n"),
    ("a: |2\n   \n  b\n", " \nb\n"), ("a: |\n    \nb: c\n", ""), ("a: b ", "b"), ("a: b\n  ", "b"), ("a: |\n  b", "b"), ("a: |\n  b ", "b "),
    ("a: b # \ufeff\n", "b"), ("a: \ufeffb\n", "\ufeffb"), ("a: |\n  \ufeffb\n", "\ufeffb\n"),
    ("a: \"b\\Lc\"\n", "b\u2028c"), ("a: &b c # d\ne: *b\n", "c"), ("a: {? b : c}\n", {"b": "c"}), ("a: # !\n  b\n", "b"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), LIKE_FAULTS)
def test_what_looks_like_them_and_is_none(text: str, value: object) -> None:
    tree = parse(text)
    assert tree.faults == []
    if value is not None:
        assert tree.data["a"] == value


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    tree = parse("\n".join(lines))
    assert [fault.rule for fault in tree.faults] == ["alias-bomb"]
    assert tree.data is None


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_ten_thousand_levels_end_in_one_fault(text: str) -> None:
    assert [fault.rule for fault in parse(text).faults] == ["too-deep"]


def test_ordinary_aliases_are_read() -> None:
    tree = parse("a: &years {2023: 1}\nb: *years\nc: &n 5\nd: *n\n")
    assert (tree.faults, tree.data) == ([], {"a": {"2023": 1}, "b": {"2023": 1}, "c": 5, "d": 5})


BYTES = [
    (b"\xef\xbb\xbfa: 1\n", [], {"a": 1}),
    (b"a: 1\r\nb: 2\r\n", [], {"a": 1, "b": 2}),
    (b"a: 1\nb: \xff\n", [("not-utf8", "", 2, 4)], None),
    (b"\xef\xbb\xbfa: 1\nb: \xff\n", [("not-utf8", "", 2, 4)], None),
    (b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n", [("yaml-syntax.bom", "", 1, 1)], None),
    (b"\xef\xbb\xbf", [("empty-file", "", 1, 1)], None),
    ("a: 1\n".encode("utf-16"), [("not-utf8", "", 1, 1)], None),
]


@pytest.mark.parametrize(("data", "expected", "value"), BYTES)
def test_bytes(data: bytes, expected: list[tuple[str, str, int, int]], value: object) -> None:
    document = load(decode(data, "x.yaml"))
    assert (faults(document), document.tree.data) == (expected, value)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_hold_for_every_line_end_and_for_characters_outside_ascii(end: str) -> None:
    text = end.join(["# catatan —", "kota: Balikpapan", "peta:", "  'kunci': [1, dua, \U0001f600]", "akhir: x", ""])
    document = load(SourceText("x.yaml", text))
    assert document.place(("kota",), "key") == (2, 1, 2, 5)
    assert document.place(("kota",)) == (2, 7, 2, 17)
    assert document.place(("peta", "kunci"), "key") == (4, 3, 4, 10)
    assert document.place(("peta", "kunci", 1)) == (4, 16, 4, 19)
    assert document.place(("peta", "kunci", 2)) == (4, 21, 4, 22)
    assert document.place(("akhir",)) == (5, 8, 5, 9)
    assert document.place(("peta", "tidak ada")) == document.place(("peta",))


@pytest.mark.parametrize("ahead", ["", "&x ", "!!map ", "&x !!map "])
def test_a_block_ends_with_its_last_entry_and_braces_with_theirs(ahead: str) -> None:
    for value in ("\n  b:\n    - 1", "{b:\n  [1, 2] # c\n  }"):
        text = f"a: {ahead}{value}\n\n  # d\ne: 2\n"
        assert text[slice(*load(SourceText("", text)).span(("a",)))] == f"{ahead}{value}".lstrip()


def test_line_breaks_are_those_of_yaml_1_2() -> None:
    document = load(SourceText("x.yaml", "a: 'x\u2028y\x85z'\nb: 1\n"))
    assert document.place(("b",), "key") == (2, 1, 2, 2)


KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6)
TREES = st.recursive(
    st.integers() | st.booleans() | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4), st.booleans())
def test_what_a_writer_wrote_is_read_back_with_each_key_at_its_place(data: dict[str, object], flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, default_style='"', width=10_000)
    plain = yaml.safe_load(text)
    document = load(SourceText("x.yaml", text))
    assert document.tree.faults == []
    assert document.tree.data.keys() == {str(key) for key in plain}
    for key in document.tree.data:
        start, end = document.span((key,), "key")
        assert yaml.safe_load(text[start:end]) == key


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    document = load(decode(data, "x.yaml"))
    assert document.tree.faults or document.tree.data is not None


@given(st.text(alphabet="ab:-[]{},&*!|>'\"# \n\t?%@0", max_size=60))
def test_no_text_makes_it_fail_and_every_fault_has_a_place(text: str) -> None:
    document = load(SourceText("x.yaml", text))
    for fault in document.tree.faults:
        place = document.place_of(fault)
        assert 1 <= place.line <= text.count("\n") + 1
