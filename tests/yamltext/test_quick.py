"""Plain YAML read quickly is what is read thoroughly, mark by mark, or it is declined; nothing hangs on it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.yamltext import parser, quick
from smartplan.yamltext.document import load
from smartplan.yamltext.parser import parse
from smartplan.yamltext.source import decode
from tests.campaigns.quick import run
from tests.campaigns.small import SMALL
from tests.helpers.corpora import CASES, CORPUS
from tests.helpers.fmt_writer import PLANS, Hand
from tests.helpers.odd_writer import OddHand
from tests.helpers.runner import ROOT
from tests.helpers.two_readings import read_quickly

FILES = [path for folder in ("plans", "tests/city") for path in sorted((ROOT / folder).rglob("*.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_cities_write_is_plain(path: Path) -> None:
    text = decode(path.read_bytes(), path.name).text
    assert read_quickly(text) is not None
    assert read_quickly(text.replace("\n", "\r\n")) is not None


def test_made_up_plans_are_plain(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "benchmarks" / "generate.py", "60", str(tmp_path)], check=True)
    for text in (*SMALL.values(), *(path.read_text("utf-8") for path in tmp_path.iterdir())):
        assert read_quickly(text) is not None


def test_the_corpora_are_read_the_same_or_declined() -> None:
    texts = [case["yaml"] for case in CASES.values()]
    texts += [decode(path.read_bytes(), path.name).text for path in sorted(CORPUS.rglob("*")) if path.is_file()]
    read = [read_quickly(text) is not None for text in texts]
    assert 100 < sum(read) < len(texts)


@pytest.mark.parametrize("hand", [Hand, OddHand])
@given(data=st.data(), plan=PLANS)
def test_any_hand_is_read_the_same_or_declined(
    hand: Callable[..., Hand], data: st.DataObject, plan: dict[str, Any]
) -> None:
    text = hand(data.draw, comments=True).plan(plan)
    for one in (text, text.removesuffix("\n"), text.replace("\n", "\r\n")):
        read_quickly(one)
        read_quickly(one, len(one) // 20)


READ = [
    "a: b", "a: b  \n", "a: b  # c: d\n", "a:\n", "a: \n", "a: # b\n", "a:\nb:   \n", "a: ~\nb: null\nc: Null\n", "\n\n# x\n\na: 1\n\n", "a:\n- b\n- c: d\n  e: f\n-\n- g\nh: i\n",
    "a:\n  - b\n\n  # x\n  - |\n    c\n   # d\n  - >-\n    e\n    f\n\n\n    g\n", "a:\n  -\n    b: c\n  -   d: e\n      f:\n      - g\n", "a: |\n  b\n\n   c\n\n\nd: >\n  e\n  f\n", "a: |\n  b\n\n\n# c\n",
    "a: |-  # b\n  # c\n", "a: {b: 1, c: [d, e]}  # f\n", "a: { b: c,d: e }\n", "a: [ b,c ]\n", "a: []\nb: {}\nc: [{}, []]\n", "a: {'b': \"c, d\", \"e\": 'f''g'}\n", 'a: "\\"b\\\\"\n',
    "a: {b: null, c: ~, d: x}\n", "a: [null]\n", "'a': b\n\"c\": d\n", "a: b:c\n", "a: -1\nb: -x\nc: .5\nd: 1e3\ne: 0o17\nf: 0x1F\ng: <= 5\n", "a: [https://b.c/d=e]\n", "a: no\n2023: 1\ntrue: x\n",
    "a: R&D *b !c\n", "é: 日本 😀\n", f"a: {'9' * 50}\nb: [{'9' * 50}]\n", "a: [\u0661, ²]\n", "a: it's\n", "a: >\n  b \n  c\n", "a:\n  b: |\n    c\n  d: e\n", "a: [x, \"b, c\", d]\n",
    "a: {b: \"c: d\", e: \"f, g\"}\n", "a: [\"b, c\",d]\n", "a: [b , c]\n", "a: [b, c ]\n", "a: [b,  c]\n", "a: {b:  c, d: e}\n", "a: {b: ' c', 'd': \"e{\"}\n", "a: [[b, c], [d]]\n", "a: [{b: c}, d]\n",
    "a: \"b # c\"  # d\n", "a: 'b'   \n", "a: [b]   # c\nd: \"e\"", "a:\n- \"b\"\n-  c\n- [d, e]\n- f # g\n",
]  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_plain_texts_are_read(text: str) -> None:
    for one in (text, text.replace("\n", "\r\n")):
        assert read_quickly(one) is not None


DECLINED = [
    "", "\n", "# a\n", "a", "- a\n", " a: b\n", "{a: b}\n", "--- \na: b\n", "a: b\n...\n", "%YAML 1.2\n---\na: b\n", "? a\n: b\n", "a: &b c\n", "a: *b\n", "a: !!str b\n", "a: b\na: c\n",
    "a: {b: c, b: d}\n", "a: {b: {c: d, c: e}}\n", "a:\n  b: c\n  b: d\n", "a: b: c\n", "a: b\n  c\n", "a: b\n  c: d\n", "a:\n  b\n", "a:\n    b: c\n  d: e\n", "a:\n  b: c\n d: e\n", "a: b\n- c\n",
    "a:\n  - b\n  c: d\n", "a:\n  - - b\n", "a: [b,\n  c]\n", "a: [b\n", "a: [b]]\n", "a: [b] c\n", "a: 'b\n", "a: 'b' c\n", "a: 'b'# c\n", "a: [b]# c\n", "a: |# b\n  c\n", "a: |\nb: c\n", "a: |\n  b",
    "a: |\n\n  b\n", "a: |\n    \n  b\n", "a: |\n  b\n    \n", "a: |+\n  b\n", "a: |2\n  b\n", "a: >\n  b\n   c\n", "a:\tb\n", "a: b\tc\n", "a: b\r", "a: b\r\nc: d\n", "\ufeffa: b\n", "a: b\u2028c\n", "a: \x07\n",
    "a: \u00a0b\n", "a: 1.500\n", "a: {2023: 75,00}\n", "a: [1.500]\n", "a: [b, ]\n", "a: {b: c, }\n", "a: {b}\n", "a: {b: }\n", "a: [b: c]\n", "a: {b:c}\n", "a: [-]\n", "a: [?b]\n", "a: - b\n", "a: @b\n", "a: \"\\x41\"\n",
    f"{'a' * 1100}: b\n", f"a: {{{'b' * 1100}: c}}\n", f"a: {'[' * 50}{']' * 50}\n", "\n".join(f"{' ' * n}a:" for n in range(60)), "a: b\n ", "a: \ud800\n",
]  # fmt: skip


@pytest.mark.parametrize("text", DECLINED)
def test_what_is_wrong_rare_or_doubtful_is_declined(text: str) -> None:
    assert quick.read(text, None) is None


def test_a_file_of_too_many_values_is_declined() -> None:
    text = "a: [b, c]\nd: {e: {f: g}}\nh:\n  - i\n"
    assert read_quickly(text, 9) is not None
    assert quick.read(text, 8) is None


def test_marks_are_there_for_whatever_is_asked_first() -> None:
    tree = quick.read("a: {b: [c]}\nd:\n  e: f\n", None)
    assert tree is not None
    assert [*tree.marks[id(tree.data["a"]["b"])]] == [8, 9, 8, 9]
    assert [*tree.marks[id(tree.data["d"])]] == [17, 18, 20, 21]
    assert tree.marks.get(id(tree)) is None
    with pytest.raises(KeyError):
        tree.marks[id(tree)]


def test_some_thousand_texts_of_the_campaign() -> None:
    tried, declined = run(seed=1, seconds=60, most=4_000)
    assert tried == 4_000
    assert declined < 0.9 * tried


@pytest.mark.parametrize("name", ["test_parser", "test_yaml_suite", "test_comments_laws"])
def test_nothing_hangs_on_it(name: str) -> None:
    """The tests of reading, with it turned off; elsewhere they run with it."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"tests/yamltext/{name}.py"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "SMARTPLAN_QUICK": "0"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_switch_turns_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(quick, "read", lambda text, most: asked.append(text))
    assert parse("a: 1\n").data == {"a": 1}
    monkeypatch.setattr(parser, "QUICK", False)
    assert parse("a: 2\n").data == {"a": 2}
    assert asked == ["a: 1\n"]


def test_places_are_those_of_the_thorough_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    source = decode(FILES[0].read_bytes(), "x.yaml")
    quickly = load(source)
    monkeypatch.setattr(parser, "QUICK", False)
    thoroughly = load(source)
    paths = [(), ("title",), ("dimensions", "governance", "programmes"), ("nothing",), ("title", "x")]
    assert [quickly.span(path) for path in paths] == [thoroughly.span(path) for path in paths]
    assert type(quickly.tree.marks) is not type(thoroughly.tree.marks)
