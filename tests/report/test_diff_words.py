"""Prose word by word: what is marked is what changed, no more, and both texts can be read off it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.report.render import word_diff
from smartplan.report.render.terminal import Style
from smartplan.report.render.word_diff import TextPart, compare_words, marked
from smartplan.report.render.word_wrap import wrap_runs

SHOWN = [
    ("satu dua tiga", "satu empat tiga", "satu [-dua-]{+empat+} tiga"),
    ("a", "a", "a"),
    ("", "a b", "{+a b+}"),
    ("a b", "", "[-a b-]"),
    ("a b", "a b c", "a b{+ c+}"),
    ("a c", "a b c", "a {+b +}c"),
    ("a  b\nc", "a b c", "a b c"),
    # A mark of punctuation is a word of its own.
    ("Bappeda Litbang", "Bappeda Litbang; rapat kerja", "Bappeda Litbang{+; rapat kerja+}"),
    ("bursa tahunan.", "bursa tahunan dengan pendaftaran.", "bursa tahunan{+ dengan pendaftaran+}."),
    ("sejak 2016.", "sejak 2016 dan 2020.", "sejak 2016{+ dan 2020+}."),
    ("a (b) c", "a b c", "a [-(-]b[-)-] c"),
    ("nyaman dihuni dan hijau", "nyaman dihuni, modern, dan hijau", "nyaman dihuni{+, modern,+} dan hijau"),
    # What belongs together stays together.
    ("64,70 km", "64,80 km", "[-64,70-]{+64,80+} km"),
    ("e-office", "e-kinerja", "[-e-office-]{+e-kinerja+}"),
    # Other capitals are other letters, not other words.
    ("yang terkemuka", "yang Terkemuka", "yang [-t-]{+T+}erkemuka"),
    ("dprd kota", "DPRD kota", "[-dprd-]{+DPRD+} kota"),
    ("Straße", "STRASSE", "[-Straße-]{+STRASSE+}"),
    # A word that two long changes share by chance does not tear them apart; one beside a short change does stay.
    ("a b c dan d e f", "p q r dan s t u", "[-a b c dan d e f-]{+p q r dan s t u+}"),
    ("a dan d", "p dan s", "[-a-]{+p+} dan [-d-]{+s+}"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), SHOWN)
def test_what_changed_is_marked(old: str, new: str, expected: str) -> None:
    assert marked(compare_words(old, new)) == expected


TEXTS = st.text("aAbB cß,.-\n", max_size=40) | st.text(max_size=20)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off(old: str, new: str) -> None:
    parts = compare_words(old, new)
    assert "".join(part.text for part in parts if part.kind != "came") == " ".join(old.split())
    assert "".join(part.text for part in parts if part.kind != "gone") == " ".join(new.split())
    assert all(part.text for part in parts)
    assert all(one.kind != other.kind for one, other in pairwise(parts))


@given(TEXTS)
def test_the_same_text_has_no_change(text: str) -> None:
    assert [part.kind for part in compare_words(text, text)] in ([], [""])


def test_beyond_its_bound_all_between_the_same_ends_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_diff, "_MOST", 3)
    assert marked(compare_words("x a b y", "x b a y")) == "x [-a b-]{+b a+} y"
    assert marked(compare_words("x a y", "x b c d y")) == "x [-a-]{+b c d+} y"


WORDS = st.lists(st.text("abcd ", max_size=12), max_size=8)


@given(WORDS, st.integers(30, 60))
def test_coloured_words_are_wrapped_as_plain_ones(texts: list[str], width: int) -> None:
    runs = [(text, ("red",) if index % 2 else ()) for index, text in enumerate(texts)]
    plain = [("".join(texts), ())]
    edges = "  label  ", " " * 9
    shown = list(wrap_runs(runs, Style(colour=True, width=width), *edges))
    for code in ("\x1b[31m", "\x1b[0m"):
        shown = [line.replace(code, "") for line in shown]
    assert shown == list(wrap_runs(plain, Style(width=width), *edges))


def test_a_colour_ends_with_its_line() -> None:
    runs = [("satu ", ()), ("dua tiga", ("red", "strike")), (" empat", ())]
    assert list(wrap_runs(runs, Style(colour=True, width=10), "- ", "  ")) == [
        "- satu \x1b[31;9mdua\x1b[0m", "  \x1b[31;9mtiga\x1b[0m", "  empat"
    ]  # fmt: skip


def test_parts_without_marks_are_the_text() -> None:
    assert marked([TextPart("a "), TextPart("b", "gone"), TextPart("c", "came")]) == "a [-b-]{+c+}"
