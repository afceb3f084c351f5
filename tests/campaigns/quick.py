"""The quick reader of YAML against the thorough one, over texts that are nearly plain.

    python -m tests.campaigns.quick --seconds 600
    python -m tests.campaigns.quick --seconds 600 --seed 2

Parts of plans, cases of the YAML test suite, inputs that the fuzzer kept and hostile files are put together, cut and
changed in places, many of them in ways that change what YAML means. Of each text either the same is read, with every
mark, or the quick reader declines. Prints how many texts were read by both and how many were declined; the first that
is read otherwise ends the run.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Final

from tests.campaigns import hostile
from tests.campaigns.small import SMALL
from tests.helpers.corpora import CASES, CORPUS
from tests.helpers.runner import ROOT
from tests.helpers.two_readings import read_quickly

# What stands for something in YAML, or did in another version, or looks as if; many have a space where it matters.
SIGNS: Final = (
    ": ", ":", ":: ", " :", " : ", "- ", "-", "--", "---", "--- ", "...", "? ", "?", "#", " #", "# ", " # x", ", ", ",", ",,", "{", "}", "[", "]", "{}", "[]",
    "{ }", "[ ]", "{a: 1}", "[a, b]", "{a: [1, {b: c}]}", '"', "'", "''", '""', "\\", '\\"', "\\n", "\\x41", "&", "&a ", "*a", "!", "!!str ", "!t ", "|", ">", "|-",
    ">-", "|+", ">2", "| # x", "%", "@", "`", "~", "null", "Null", "true", "False", "no", "yes", "0", "7", "007", "0o17", "0x1F", "1e3", ".5", "-.5", "+1", "1.5",
    "1.500", "75,00", "-", "-1", "1_000", ".inf", ".nan", "1:30", "2022-12-28", "<<", "<< : ", "=", "<= 5", "(", ")", "/", "https://a.b/c?d=e#f", "a: b",
    "a #b", "it's", 'say "hi"', "R&D", " ", "  ", "   ", "\n", "\n\n", "\n  ", "\n    ", "\n ", " \n", "\n- ", "\n  - ", "\n# x\n", "\n    # x\n", "\n---\n", "\n...\n",
    "\t", "\n\t", "\r", "\r\n", "\x0b", "\x0c", "\x00", "\x07", "\x1c", "\x7f", "\x85", "\xa0", "\xad", "\u2003", "\u2028", "\u2029", "\u200b", "\ufeff", "\ufffe", "\ue000",
    "é", "ß", "\u0661", "²", "日本", "😀", "\U000e0041", "\U0010ffff", "“", "–", "…", "x" * 300, "x" * 1100, "9" * 41, "[" * 30, "[" * 120, "- " * 30, "{a: " * 25,
)  # fmt: skip
_LINES: Final = (
    "a:", "a: b", "a: 1", "- a", "- a: b", "-", "- - a", "- - a: b", "a: |", "a: >-", "a: {b: c}", "a: [b, c]", 'a: "b"', "a: 'b'", "# x", "", "  ", "a", "b: ~", "? a", ": b",
    '"a": b', "'a': b", "{a: b}", "[a]", "- [a]", "- {a: b}", "- |", '- "a: b"', "2023: 5", "a b: c", "a:b", "a: b: c", "- a:", "-  a: b", "-   - a", "a:   ", "a: # x", "a:  b  # x",
)  # fmt: skip


@cache
def plain() -> list[list[str]]:
    """The lines of plans."""
    paths = [path for folder in ("plans", "tests/city") for path in sorted((ROOT / folder).rglob("*.yaml"))]
    texts = [path.read_bytes().decode() for path in paths] + [*SMALL.values()] * 2
    return [text.split("\n") for text in texts]


@cache
def odd() -> list[list[str]]:
    """The lines of whatever else there is."""
    texts = [case["yaml"] for case in CASES.values()]
    texts += [path.read_bytes().decode("utf-8", "ignore") for path in sorted(CORPUS.rglob("*")) if path.is_file()]
    texts += [make(600) for make in hostile.SHAPES.values()]
    return [text.split("\n") for text in texts if text]


def texts(seed: int) -> Iterator[str]:
    """Texts without end."""
    random = Random(seed)
    while True:
        lines = _part(random)
        for _ in range(random.choice((0, 0, 1))):
            at = random.randrange(len(lines) + 1)
            lines[at:at] = _part(random, 6)
        for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
            random.choice(_CHANGES)(random, lines)
        text = "\n".join(lines)
        if random.random() < 0.8:
            text += "\n"
        for _ in range(random.choice((0, 0, 1, 2))):
            at = random.randrange(len(text) + 1)
            text = text[:at] + random.choice(SIGNS) + text[at + random.choice((0, 0, 0, 1, 1, 2, 5)) :]
        if random.random() < 0.06:
            text = text.replace("\n", "\r\n")
        yield text


def _part(random: Random, most: int = 25) -> list[str]:
    """Some lines of a seed, moved as far to the left as they are in."""
    if random.random() < 0.15:
        return [" " * random.choice((0, 0, 0, 2, 2, 4)) + random.choice(_LINES) for _ in range(random.randint(1, 7))]
    lines = random.choice(plain() if random.random() < 0.7 else odd())
    at = random.choice((0, random.randrange(len(lines)), random.randrange(len(lines))))
    part = lines[at : at + random.randint(1, most)]
    if random.random() < 0.1:
        return part
    while part and not part[0].strip():
        del part[0]
    left = _inner(part[0]) if part else 0
    until = next((at for at, line in enumerate(part) if line.strip() and _inner(line) < left), len(part))
    return [line[left:] for line in part[:until]]


def _inner(line: str) -> int:
    """How far a line is in."""
    return len(line) - len(line.lstrip(" "))


def _indent(random: Random, lines: list[str]) -> None:
    by = random.choice((-2, -1, 1, 2, 2, 4))
    start = random.randrange(len(lines) + 1)
    for at in range(start, min(len(lines), start + random.choice((1, 1, 2, 5, 50)))):
        lines[at] = " " * by + lines[at] if by > 0 else lines[at].removeprefix(" " * -by)


def _move(random: Random, lines: list[str]) -> None:
    if lines:
        lines.insert(random.randrange(len(lines)), lines.pop(random.randrange(len(lines))))


def _repeat(random: Random, lines: list[str]) -> None:
    if lines:
        lines.insert(random.randrange(len(lines) + 1), random.choice(lines))


def _drop(random: Random, lines: list[str]) -> None:
    if lines:
        del lines[random.randrange(len(lines))]


def _add(random: Random, lines: list[str]) -> None:
    at = random.randrange(len(lines) + 1)
    near = lines[at - 1] if at else ""
    pad = _inner(near) + random.choice((-2, 0, 0, 0, 2, 2, 1))
    lines.insert(at, " " * pad + random.choice(_LINES))


def _value(random: Random, lines: list[str]) -> None:
    """Another value, or another key."""
    if not lines:
        return
    at = random.randrange(len(lines))
    head, colon, rest = lines[at].partition(": ")
    word = "".join(random.choice(SIGNS) for _ in range(random.choice((1, 1, 1, 2, 3))))
    lines[at] = random.choice(
        (f"{head}: {word}", f"{head}: {word}{rest}", f"{head}{colon}{rest}{word}", f"{word}: {rest}")
    )


_CHANGES: Final[tuple[Callable[[Random, list[str]], None], ...]] = (
    _indent,
    _move,
    _repeat,
    _drop,
    _add,
    _value,
    _value,
)


def run(seed: int, seconds: float, most: int | None = None) -> tuple[int, int]:
    """How many texts were tried in so many seconds of processor time, and how many were declined."""
    tried = declined = 0
    end = time.process_time() + seconds
    for text in texts(seed):
        limit = len(text) // 9 if tried % 8 == 0 else None
        declined += read_quickly(text, limit) is None
        tried += 1
        if tried == most or time.process_time() > end:
            break
    return tried, declined


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600, help="of processor time")
    parser.add_argument("--seed", type=int, default=1)
    known = parser.parse_args()
    try:
        tried, declined = run(known.seed, known.seconds)
    except AssertionError as error:
        sys.exit(f"read otherwise: {error}")
    print(f"{tried} texts: {tried - declined} read the same, {declined} declined, none otherwise")


if __name__ == "__main__":
    main()
