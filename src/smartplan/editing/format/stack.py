"""Lines under each other: entries in their order with their comments, blank lines only between others."""

from collections.abc import Sequence
from typing import NamedTuple

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


class StackedEntry(NamedTuple):
    """An entry as it is laid out, and what stands above it; `open` as in `Lines`."""

    above: CommentsAbove
    lines: list[str]
    open: bool


def stacked(entries: Sequence[StackedEntry], order: Sequence[int], tail: Sequence[Trivia], column: int) -> LineStack:
    """Entries in a new order, by their indices, with what stands below them all.

    What stands apart above the first stays on top, what stands between two goes with the upper one.
    """
    stack = LineStack()
    first, top = entries[0], entries[order[0]]
    afters = [*(entry.above.apart for entry in entries[1:]), ()]
    stack.trivia(first.above.apart, column)
    if first.above.blank or order[0]:
        stack.blank()
    # Entries are divided by blank lines: one that is not the first any more takes over that of the one that is.
    divided = order[0] > 0 and top.above.blank and not any(first.above.apart)
    before = -1
    for index in order:
        entry = entries[index]
        if before >= 0:
            after = afters[before]
            stack.trivia(after, column)
            moved = index != before + 1
            if (entry.above.blank if index else divided) or (moved and any(after)):
                stack.blank()
        stack.trivia(entry.above.own, column)
        stack.add(entry.lines, open=entry.open)
        before = index
    if any(afters[before]):
        stack.trivia(afters[before], column)
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
