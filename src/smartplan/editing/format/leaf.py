"""Entries whose value is a scalar, or braces or brackets that stay such."""

from typing import Any, NamedTuple

from smartplan.editing.format import multiline
from smartplan.editing.format.inline import Inline, Opening
from smartplan.editing.format.stack import Lines, LineStack, beside, with_tail
from smartplan.editing.key_order import NodeKind
from smartplan.yamltext.comment_lines import ANY_COLUMN, indent
from smartplan.yamltext.trivia import Between, in_column, split

STEP = 2


class LeafPlace(NamedTuple):
    """Offsets of an entry: its key or dash, the end of that, its value, and where the next thing starts."""

    start: int
    head_end: int
    value: int
    end: int
    limit: int


class LeafItem(NamedTuple):
    """An entry to be laid out at `column`; `old` is the column that it has, ANY_COLUMN in braces.

    `head` is its key with the colon, or its dash; `name` its key or index.
    """

    head: str
    name: Any
    value: Any
    kind: NodeKind
    place: LeafPlace
    column: int
    old: int


class LeafLayout:
    """Lays out such entries of a text."""

    def __init__(self, text: str, inline: Inline) -> None:
        self.text = text
        self.inline = inline

    def entry(self, item: LeafItem, opened: Opening) -> Lines:
        """The lines of an entry."""
        text, place = self.text, item.place
        if place.value >= place.end:
            after = split(text[place.head_end : place.limit])
            width = self._width(item, place.head_end, after)
            line = f"{' ' * item.column}{item.head}{beside(after, len(item.head), width)}"
            return with_tail([line], after.below, item.old, item.column + STEP)
        between = ahead(text[place.head_end : place.value], opened) + opened.skipped
        if text[opened.at] in "|>":
            # The tag `!` makes another value of it.
            return self._literal(item, "" if item.value is None else str(item.value), opened, between)
        before, after = split(between), split(text[place.end : place.limit])
        if "\n" in text[opened.at : place.end]:
            # An anchor or a tag on the line of its key stays there, if no comment keeps the value from that.
            below, width = _apart(before, after) or "\n" in text[place.head_end : place.value], None
            content = self._several(item, opened.at, below)
        else:
            below = "\n" in between and _apart(before, after)
            width = None if opened.properties or "\n" in between else self._width(item, place.end, after)
            content = [self._single(item, opened)]
        lines = _joined(item, before, below, _behind(opened, content), after, width)
        return with_tail(lines, after.below, item.old, item.column + STEP)

    def _literal(self, item: LeafItem, value: str, opened: Opening, between: str) -> Lines:
        """A literal or folded text."""
        place = item.place
        block = multiline.block(self.text, opened.at, place.end, value, item.column + STEP, item.old)
        before = split(between)
        below = "\n" in between and _apart(before, block.remark)
        width = None if opened.properties or "\n" in between else self._width(item, opened.at, block.remark)
        header = _joined(item, before, below, _behind(opened, [block.header]), block.remark, width)
        # At the column of its lines a comment below would become part of the text.
        rest = split(self.text[block.end : place.limit]).below
        return with_tail([*header, *block.lines], rest, item.old, item.column + 1, open=block.open)

    def _width(self, item: LeafItem, end: int, remark: Between) -> int | None:
        """The width of an entry's line up to `end`, where the comment behind stands in a column with others."""
        if item.old == ANY_COLUMN or not in_column(self.text, end, remark):
            return None
        if "\n" in self.text[item.place.start : end]:
            # The key stands behind a `?`, and its value on the next line.
            return None
        return end - item.place.start + remark.before

    def _single(self, item: LeafItem, opened: Opening) -> str:
        """A value on one line; a scalar with an anchor or a tag is as it is written."""
        end = item.place.end
        if isinstance(item.value, (dict, list)) and opened.braces:
            return self.inline.flow(item.value, opened.at, end, item.kind)
        if opened.properties:
            return self.text[opened.at : end]
        return self.inline.scalar(item.value, opened.at, end, item.name, in_flow=False)

    def _several(self, item: LeafItem, start: int, below: bool) -> list[str]:
        """A value over several lines, which may start `below` its key; the first without its indentation."""
        child = item.column + STEP
        if not isinstance(item.value, (dict, list)):
            return multiline.scalar(self.text[start : item.place.end].split("\n"), child)
        lines = self.inline.as_written(item.value, start, item.place.end).split("\n")
        first = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        by = child - indent(first) if below else item.column - item.old
        return multiline.flow(lines, by, item.column)


def ahead(text: str, opened: Opening) -> str:
    """What stands ahead of a value; of blanks between a key and an anchor on its line none is ahead of a comment."""
    return text.rstrip(" \t") if opened.properties and "\n" not in text else text


def _apart(before: Between, after: Between) -> bool:
    """Whether comments keep a value off the line of its key."""
    return any(before.below) or bool(before.beside and after.beside)


def _behind(opened: Opening, content: list[str]) -> list[str]:
    """A value behind its anchor and tag."""
    return [f"{opened.properties} {content[0]}", *content[1:]] if opened.properties else content


def _joined(
    item: LeafItem, before: Between, below: bool, content: list[str], after: Between, width: int | None
) -> list[str]:
    """A key and its value, which may stand `below` it, with the comments before and beside the value."""
    stack = LineStack()
    line = f"{' ' * item.column}{item.head}"
    if below:
        stack.add([f"{line}{beside(before, len(item.head))}"])
        stack.trivia(before.below, item.column + STEP)
        line = " " * (item.column + 1)
    elif not after.beside:
        after, width = before, None
    content = [f"{line} {content[0]}", *content[1:]]
    last = content[-1]
    stack.add([*content[:-1], f"{last}{beside(after, len(last) - item.column, width)}"])
    return stack.lines
