"""The lines that `fmt --diff` shows: a patch of the text, found in time that grows with the file."""

import re
from collections.abc import Iterator
from difflib import unified_diff
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from smartplan.report.diff import lines
from smartplan.report.render.terminal import Style
from smartplan.yamltext import alignment

LINES = st.lists(st.sampled_from(["a", "b", "c", "", "d\x0ce", "f\r", "g\u2028h", "i\x85"]), max_size=90)
HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def patched(before: str, patch: str) -> str:
    """The text with a patch applied, each line of which has to be where it says."""
    old, new, at = before.split("\n"), list[str](), 0
    ended = [True, True]
    lines: Iterator[str] = iter(patch.removesuffix("\n").split("\n")[2:])
    sides = ""
    for line in lines:
        if found := HUNK.fullmatch(line):
            start = int(found[1]) - (found[2] != "0")
            new += old[at:start]
            at = start
            assert len(new) == int(found[3]) - (found[4] != "0")
        elif line.startswith("\\"):
            ended = [ended[0] and sides == "+", ended[1] and sides == "-"]
        else:
            sides, text = line[0], line[1:]
            if sides != "+":
                assert old[at] == text
                at += 1
            if sides != "-":
                new.append(text)
    if at < len(old) and (at < len(old) - 1 or old[at]):
        return "\n".join([*new, *old[at:]])
    return "\n".join(new) + "\n" * ended[1] * bool(new)


@given(LINES, LINES, st.sampled_from(["", "\n"]), st.sampled_from(["", "\n"]))
def test_what_is_shown_is_a_patch(one: list[str], other: list[str], end: str, other_end: str) -> None:
    before, after = "\n".join(one) + end, "\n".join(other) + other_end
    patch = lines.render("x", before, after, Style())
    assert (patched(before, patch) if patch else before) == after


@given(st.lists(st.integers(0, 300), min_size=1, unique=True), st.data())
def test_where_lines_are_few_or_each_is_another_nothing_is_shown_that_stayed(numbers: list[int], data: Any) -> None:
    kept = [data.draw(st.booleans()) for _ in numbers]
    before = "".join(f"{number}\n" for number in numbers)
    after = "".join(f"{number}\n" if stays else f"new {number}\n" for number, stays in zip(numbers, kept, strict=True))
    expected = "".join(unified_diff(before.splitlines(True), after.splitlines(True), "x", "x"))
    assert lines.render("x", before, after, Style()) == expected


ENTRY = '      P-{n}:\n        name: Layanan\n        description:{}"x"\n        code: "1"\n'
FLOODS = {
    "lines that repeat, between others": ENTRY,
    "one line again and again": "x:{}1\n",
    "two lines, one of which becomes two": "x:{}1\ny\n",
}


@pytest.mark.parametrize("unit", FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize("more", ["", "z\n"])
def test_the_work_grows_with_the_lines_where_they_repeat(monkeypatch: pytest.MonkeyPatch, unit: str, more: str) -> None:
    held = []

    def opcodes(a: list[int], b: list[int], find: Any = LCSseq.opcodes) -> Any:
        held.append(len(a) * len(b))
        return find(a, b)

    monkeypatch.setattr(LCSseq, "opcodes", opcodes)
    times = 16_000 // unit.count("\n")
    before, after = ("".join(unit.replace("{n}", str(n)).replace("{}", gap) + end for n in range(times))
                     for gap, end in (("   ", ""), (" ", more)))  # fmt: skip
    patch = lines.render("x", before, after, Style())
    assert patched(before, patch) == after
    assert max(held) <= 10**8
    assert sum(held) <= 10**4 * (before.count("\n") + after.count("\n"))


@given(LINES, LINES)
def test_as_many_lines_stay_as_can(one: list[str], other: list[str]) -> None:
    best = [0] * (len(other) + 1)
    for line in one:
        last = best[:]
        for index, with_ in enumerate(other):
            best[index + 1] = last[index] + 1 if line == with_ else max(best[index], last[index + 1])
    assert sum(match.size for match in alignment.Alignment(one, other).get_matching_blocks()) == best[-1]
