"""Values of several lines: kept as they are written but for their indentation."""

import re
from typing import NamedTuple

from smartplan.yamltext.comment_lines import indent
from smartplan.yamltext.trivia import Between, split

_HEADER = re.compile(r"([|>])([-+0-9]*)[ \t]*(?:#[^\n]*)?\n?")
_WHITE = " \t"
_BLANK_LINES = re.compile(r"(?:\n[ \t]*(?=\n))*")


class Block(NamedTuple):
    """A literal or folded text: its header, the comment beside that, its lines, and where it ends in the text.

    `open` where blank lines behind it would become part of it.
    """

    header: str
    remark: Between
    lines: list[str]
    end: int
    open: bool


def block(text: str, start: int, end: int, value: str, column: int, old: int) -> Block:
    """The text behind `|` or `>`, which stands at `start`, with its lines at `column`.

    `value` is what it means, `old` the column of the entry whose value it is.
    """
    found = _HEADER.match(text, start, end)
    assert found is not None
    style, signs = found[1], found[2]
    digits = signs.strip("+-")
    chomping = signs.replace(digits, "")
    lines = text[found.end() : end].split("\n")
    base = old + int(digits) if digits else next((indent(line) for line in lines if line.strip(" ")), 1 << 30)
    while lines and not lines[-1].strip(" ") and len(lines[-1]) <= base:
        lines.pop()
    end = found.end() + len("\n".join(lines)) if lines else found.end() - found[0].endswith("\n")
    if chomping == "+":
        lines += [""] * (len(value) - len(value.rstrip("\n")) - bool(lines))
        blanks = _BLANK_LINES.match(text, end)
        assert blanks is not None
        end = blanks.end()
    if value and not value.endswith("\n"):
        # The file ends in the middle of the line, and will not any more.
        chomping = "-"
    moved = [f"{' ' * column}{line[base:]}" if line.strip(" ") or len(line) > base else "" for line in lines]
    remark = split(found[0].rstrip("\n"))
    return Block(f"{style}{'2' if digits else ''}{chomping}", remark, moved, end, chomping == "+")


def scalar(lines: list[str], column: int) -> list[str]:
    """A plain or quoted text over several lines, those below the first moved to `column` at the least."""
    rest = [_trimmed(line) for line in lines[1:]]
    least = min((_column(line) for line in rest if line), default=0)
    moved = [f"{' ' * (column + _column(line) - least)}{line.lstrip(_WHITE)}" if line else "" for line in rest]
    return [_trimmed(lines[0]), *moved]


def flow(lines: list[str], by: int, least: int) -> list[str]:
    """Braces or brackets over several lines: those below the first moved as the first was, no further than `least`."""
    rest = [_trimmed(line) for line in lines[1:]]
    moved = [f"{' ' * max(_column(line) + by, least)}{line.lstrip(_WHITE)}" if line else "" for line in rest]
    return [_trimmed(lines[0]), *moved]


def _column(line: str) -> int:
    """The column of the first character; tabs count as to the next multiple of eight."""
    return len(line[: len(line) - len(line.lstrip(_WHITE))].expandtabs())


def _trimmed(line: str) -> str:
    """Without blanks at the end, unless the last is part of an escape."""
    bare = line.rstrip(_WHITE)
    return line if bare.endswith("\\") else bare
