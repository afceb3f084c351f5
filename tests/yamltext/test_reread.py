"""A text read with the help of another is read to the very same tree."""

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplan.plan.plain_data import programme_blocks
from smartplan.yamltext.parser import most_values, parse
from smartplan.yamltext.reread import Reading
from smartplan.yamltext.tree import Tree

PLAN = Path("plans/2023.yaml")
ENTRY = "      {id}:\n        name: Layanan {id}\n        years: [2024, 2025]\n        budget: {{apbd: {{2024: 5000000}}}}\n"
BLOCKS = (
    "dimensions:\n  governance:\n    lead: dlh\n    programmes:\n{0}  living:\n    programmes:\n{1}withdrawn: {{}}\n"
)
ODD = ("&a ", "*a", "- ", "? ", "! ", "{", "}", "[", "]", "|\n", ">\n", '"', "'", "#", ": ", "\t", "\r\n", "\ufeff")
LINES = ("---\n", "...\n", "      ---\n", "# catatan\n", "          # dalam\n", "\n", "      x: {\n", "      }\n")
MORE = ("    programmes: |\n", "      - a\n", "      x: null\n", "      x: 1.500\n", "    programmes: &a\n", "x: *a\n")


def entries(first: int, last: int) -> str:
    return "".join(ENTRY.format(id=f"A-{number}") for number in range(first, last))


TEXT = BLOCKS.format(entries(0, 6), entries(6, 10))


def described(tree: Tree) -> list[Any]:
    """All that a tree says, without the identity of its parts."""
    found: list[Any] = []
    todo = [tree.data]
    while todo:
        node = todo.pop()
        if isinstance(node, (dict, list)):
            found.append((type(node), list(node) if isinstance(node, dict) else len(node), [*tree.marks[id(node)]]))
            todo += node.values() if isinstance(node, dict) else node
        else:
            found.append((type(node), node))
    told = [(fault.rule, fault.path, fault.span, fault.variant, fault.values) for fault in tree.faults]
    return [found, tree.root, told, tree.nulls, tree.doubtful, tree.commas]


def mutated(text: str, random: Random) -> str:
    """The text with a few lines changed, moved, doubled, taken out or put in."""
    lines = text.splitlines(keepends=True)
    for _ in range(random.randint(1, 4)):
        at, other = random.randrange(len(lines)), random.randrange(len(lines) + 1)
        match random.randrange(7):
            case 0:
                del lines[at : at + random.randint(1, 6)]
            case 1:
                lines[other:other] = lines[at : at + random.randint(1, 12)]
            case 2:
                lines.insert(at, random.choice((*LINES, *MORE)))
            case 3:
                column = random.randrange(len(lines[at]))
                lines[at] = lines[at][:column] + random.choice(ODD) + lines[at][column:]
            case 4:
                lines[at] = f"{' ' * random.randint(1, 4)}{lines[at]}"
            case 5:
                lines[at] = lines[at][random.randint(1, 3) :]
            case _:
                lines[at] = re.sub(r"\d", "7", lines[at])
        lines = lines or ["x: 1\n"]
    return "".join(lines)


@given(st.randoms(use_true_random=False), st.booleans())
def test_it_is_read_as_if_it_were_alone(random: Random, changed_before: bool) -> None:
    before = mutated(TEXT, random) if changed_before else TEXT
    reading = Reading(before, parse(before), programme_blocks)
    for _ in range(20):
        text = mutated(before, random)
        assert described(reading.read(text)) == described(parse(text)), (before, text)


@given(st.randoms(use_true_random=False))
def test_so_is_a_real_plan(random: Random) -> None:
    before = PLAN.read_text(encoding="utf-8")
    text = mutated(before, random)
    found = Reading(before, parse(before), programme_blocks).read(text, most_values(text))
    assert described(found) == described(parse(text, most_values(text)))


def test_what_is_the_same_is_read_once() -> None:
    first = parse(TEXT)
    text = TEXT.replace("Layanan A-3", "Layanan baru")
    second = Reading(TEXT, first, programme_blocks).read(text)
    before, after = (programme_blocks(tree.data)[0] for tree in (first, second))
    assert after["A-1"] is before["A-1"]
    assert after["A-3"]["name"] == "Layanan baru"


@pytest.mark.parametrize("most", range(50, 80))
def test_as_many_values_are_allowed_as_ever(most: int) -> None:
    text = TEXT.replace("Layanan A-3", "Layanan baru")
    found = Reading(TEXT, parse(TEXT), programme_blocks).read(text, most)
    assert described(found) == described(parse(text, most))
