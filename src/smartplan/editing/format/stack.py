"""Lines under each other: entries in their order with their comments, blank lines only between others."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from smartplan.yamltext.comment_lines import Trivia, own_below
from smartplan.yamltext.trivia import Between, CommentsAbove


class Lines(NamedTuple):
    """Lines with the trivia behind them that are not theirs; `open` where blank lines behind would become theirs."""

    lines: list[str]
    rest: Sequence[Trivia] = ()
    open: bool = False


class LineStack:
    """Lines that grow downwards; `open` while blank lines would become part of the text above."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.open = False
        self._blank = False

    def add(self, lines: Sequence[str], *, open: bool = False) -> None:
        """Lines as they are."""
        if self._blank and self.lines and not self.open:
            self.lines.append("")
        self.lines += lines
        self.open, self._blank = open, False

    def blank(self) -> None:
        """A blank line, if anything follows."""
        self._blank = True

    def trivia(self, lines: Sequence[Trivia], column: int) -> None:
        """Comments and blank lines."""
        for line in lines:
            if line is None:
                self.blank()
            else:
                self.add([" " * column + line.text])


class StackedEntry:
    """An entry as it is laid out, what stands above it, and what stands for itself below it."""

    __slots__ = ("above", "after", "index", "lines", "name", "open")

    def __init__(self, index: int, name: Any, above: CommentsAbove, lines: list[str], open: bool) -> None:
        self.index, self.name, self.above, self.lines, self.open = index, name, above, lines, open
        self.after: Sequence[Trivia] = ()


def stacked(
    entries: Sequence[StackedEntry], order: Sequence[StackedEntry], tail: Sequence[Trivia], column: int
) -> LineStack:
    """Entries in a new order with what stands below them all.

    What stands apart above the first stays on top, what stands between two goes with the upper one.
    """
    stack = LineStack()
    first, top = entries[0], order[0]
    stack.trivia(first.above.apart, column)
    if first.above.blank or top is not first:
        stack.blank()
    # Entries are divided by blank lines: one that is not the first any more takes over that of the one that is.
    divided = top is not first and top.above.blank and not any(first.above.apart)
    before: StackedEntry | None = None
    for entry in order:
        if before is not None:
            stack.trivia(before.after, column)
            moved = entry.index != before.index + 1
            if (divided if entry is first else entry.above.blank) or (moved and any(before.after)):
                stack.blank()
        stack.trivia(entry.above.own, column)
        stack.add(entry.lines, open=entry.open)
        before = entry
    if any(order[-1].after):
        stack.trivia(order[-1].after, column)
        stack.blank()
    stack.trivia(tail, column)
    return stack


def with_tail(lines: list[str], below: Sequence[Trivia], old: int, column: int, *, open: bool = False) -> Lines:
    """The lines of an entry with the comments below it that are deeper than `old`, the column that it had."""
    end = own_below(below, old)
    if not end:
        return Lines(lines, below, open)
    stack = LineStack()
    stack.add(lines, open=open)
    stack.trivia(below[:end], column)
    return Lines(stack.lines, below[end:])


def beside(gap: Between, width: int, old: int | None = None) -> str:
    """The comment at the end of a line that is `width` wide, as far off as the author had it, two blanks at the least.

    `old` is the width that the line had, where its comment stands in a column with others and stays there.
    """
    if not gap.beside:
        return ""
    shift = 0 if old is None else old - width
    return f"{' ' * max(gap.spaces + shift, 2)}{gap.beside}"
