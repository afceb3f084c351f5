"""Laws of taking a change back by lines: what others did elsewhere stays, what they did in the same lines is named."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.editing.take_back import SameLines, first_difference, take_back
from smartplan.workspace.file_changes import FileChange

# Few, so that many are alike; with every kind of line break, a mark and bytes that are no text.
LINES = st.lists(
    st.sampled_from([b"a\n", b"b\n", b"  c: 1\r\n", b"\n", b"d\r", b"\xff\n", b"\xef\xbb\xbfe\n", b"\x85f\n"]),
    max_size=30,
)
END = st.sampled_from([b"", b"tail", b"tail\n"])


@given(LINES, LINES, END, END)
def test_what_was_left_as_it_was_comes_back_whole(
    one: list[bytes], other: list[bytes], end: bytes, last: bytes
) -> None:
    before, after = b"".join(one) + end, b"".join(other) + last
    assert take_back(before, after, after) == before


@given(LINES, LINES, END)
def test_what_was_taken_back_by_hand_already_stays(one: list[bytes], other: list[bytes], end: bytes) -> None:
    before, after = b"".join(one) + end, b"".join(other) + end
    assert take_back(before, after, before) == before


@st.composite
def apart(draw: Any) -> tuple[list[bytes], dict[int, list[bytes]], dict[int, list[bytes]]]:
    """Lines that are each another, and what comes in place of some of them: for a command, and for a person.

    No two places are side by side.
    """
    count = draw(st.integers(1, 60))
    lines = [b"%d\n" % number for number in range(count)]
    places = draw(st.lists(st.integers(0, count - 1), unique=True, max_size=12))
    places = [place for place in places if not {place - 1, place + 1} & {*places[: places.index(place)]}]
    wanted = {
        place: [b"%s %d %d\n" % (draw(st.sampled_from([b"x", b"y"])), place, number) for number in range(length)]
        for place in places
        for length in [draw(st.integers(0, 3))]
    }
    one = {place for place in places if draw(st.booleans())}
    split = [{place: new for place, new in wanted.items() if (place in one) is mine} for mine in (True, False)]
    return lines, split[0], split[1]


def changed(lines: list[bytes], places: dict[int, list[bytes]]) -> bytes:
    return b"".join(b"".join(places.get(index, [line])) for index, line in enumerate(lines))


@given(apart())
def test_an_edit_elsewhere_stays(drawn: Any) -> None:
    lines, command, person = drawn
    after, now = changed(lines, command), changed(lines, command | person)
    assert take_back(b"".join(lines), after, now) == changed(lines, person)


@given(apart(), st.data())
def test_an_edit_of_the_same_lines_is_refused_with_its_line(drawn: Any, data: Any) -> None:
    lines, command, person = drawn
    places = [place for place, new in command.items() if new]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    again = command | person | {place: [*command[place][:-1], b"lagi\n"]}
    now = changed(lines, again)
    with pytest.raises(SameLines) as caught:
        take_back(b"".join(lines), changed(lines, command), now)
    assert now.split(b"\n")[caught.value.line - 1] == b"lagi"


PLAN = b"p:\n  a: 1\n  b: 1\nq:\n  a: 1\n"
ADDED = b"p:\n  a: 1\n  b: 1\nnew:\n  a: 1\n  b: 1\nq:\n  a: 1\n"
CASES = [
    # What was put in behind, in or ahead of what goes may belong to it.
    ("behind", PLAN, ADDED, ADDED.replace(b"q:", b"  c: 2\nq:"), 7),
    ("in", PLAN, ADDED, ADDED.replace(b"new:\n", b"new:\n  c: 2\n"), 5),
    ("ahead", PLAN, ADDED, ADDED.replace(b"new:", b"  c: 2\nnew:"), 4),
    ("in-the-end", PLAN, ADDED, ADDED.replace(b"new:\n  a: 1\n", b"new:\n  a: 1\n  c: 2\n"), 6),
    # Not so in the one above, though it ends with the same line.
    (
        "above",
        PLAN,
        ADDED,
        ADDED.replace(b"p:\n  a: 1\n", b"p:\n  a: 1\n  c: 2\n"),
        b"p:\n  a: 1\n  c: 2\n" + PLAN[10:],
    ),
    # A line beside one that was changed for another is not in the way.
    ("beside", b"a\nb\nc\n", b"a\nB\nc\n", b"a\nB\nmore\nc\n", b"a\nb\nmore\nc\n"),
    ("neighbour", b"a\nb\nc\n", b"a\nB\nc\n", b"a\nB\nC\n", b"a\nb\nC\n"),
    ("last-line", b"a\nb", b"a\nB", b"a\nB\n", 2),
    ("no-end", b"a\nb\nc", b"A\nb\nc", b"A\nb\nc\nd", b"a\nb\nc\nd"),
    ("emptied", b"a\nb\n", b"a\nB\n", b"", 1),
    ("by-hand-and-elsewhere", b"a\nb\nc\nd\n", b"a\nB\nc\nd\n", b"a\nb\nc\nD\n", b"a\nb\nc\nD\n"),
]


@pytest.mark.parametrize(
    ("before", "after", "now", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_cases(before: bytes, after: bytes, now: bytes, expected: bytes | int) -> None:
    try:
        found: bytes | int = take_back(before, after, now)
    except SameLines as same:
        found = same.line
    assert found == expected


def test_a_large_file_is_quick() -> None:
    """Lines that repeat, and changes at both ends; the square of its lines would take hours."""
    lines = [b"P-%d:\n  name: x\n  agency: dlh\n  years: [2023]\n" % number for number in range(30_000)]
    after, now = [*lines], [*lines]
    after[15_000] = now[15_000] = b"P-15000:\n  name: lain\n"
    now[3] = now[29_990] = b"# lain\n"
    expected = [*lines]
    expected[3] = expected[29_990] = b"# lain\n"
    assert take_back(b"".join(lines), b"".join(after), b"".join(now)) == b"".join(expected)


@pytest.mark.parametrize(("one", "other", "line"), [(b"a\nb\n", b"a\nc\n", 2), (b"a\n", b"a\nb\n", 2), (b"a", b"a", 1)])
def test_the_first_difference(one: bytes, other: bytes, line: int) -> None:
    assert first_difference(one, other) == line


def test_the_inverse_of_a_change_is_its_own_inverse(tmp_path: Any) -> None:
    change = FileChange(tmp_path, b"a", None)
    assert (change.inverse.before, change.inverse.after, change.inverse.inverse) == (None, b"a", change)
