"""Mappings and lists as blocks: a line an entry, each with the comments that belong to it, in canonical order."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from smartplan.editing.format.inline import Inline, opening
from smartplan.editing.format.leaf import STEP, LeafItem, LeafLayout, LeafPlace, ahead
from smartplan.editing.format.stack import Lines, StackedEntry, beside, stacked, with_tail
from smartplan.editing.key_order import NodeKind
from smartplan.yamltext.comment_lines import ANY_COLUMN, Trivia, own_below, skip
from smartplan.yamltext.tree import Marks
from smartplan.yamltext.trivia import NOTHING, CommentsAbove, divide, in_column, split

# A longer entry is seldom written again.
_LONG = 48
# As a `LeafPlace`.
_Place = tuple[int, int, int, int, int]
_NOTHING_ABOVE = CommentsAbove((), False, ())


class Blocks:
    """Lays out the values of a text; keys in the order of the model where `in_order`."""

    def __init__(self, text: str, marks: Marks, *, in_order: bool) -> None:
        self.text = text
        self.marks = marks
        self.inline = Inline(text, marks, in_order=in_order)
        self.leaves = LeafLayout(text, self.inline)
        # Entries on one line, by what they stand in and how they are written, as they are laid out: many stand there
        # again, and what an entry says hangs on what it stands in and how it is written alone.
        self._lines: dict[tuple[NodeKind, bool, bool, int], dict[str, str]] = {}
        # What was found behind such entries with neither a comment nor a blank line in it.
        self._empty: set[str] = set()

    def collection(
        self,
        node: Any,
        kind: NodeKind,
        column: int,
        first: int,
        limit: int,
        top: Sequence[Trivia],
        outer: int,
        loose: bool,
    ) -> Lines:
        """The entries of a mapping or list that is not empty, at `column`.

        They start at `first`, be it with a `?`, and end ahead of `limit`; `top` stands above the first; comments deeper
        than `outer` belong to the collection, all else behind it is given back. `loose` where they stand in braces.
        """
        old = ANY_COLUMN if loose else self.column(first)
        text, pad, keyed = self.text, " " * column, isinstance(node, dict)
        known = self._lines.setdefault((kind, keyed, loose, column), {})
        # Of each entry what stands above it, its lines, and whether blank lines below would become its own.
        laid: list[tuple[CommentsAbove, list[str], bool]] = []
        rest, bare = top, not top
        for place, step in zip(self._places(node, first, limit, loose), node if keyed else count(), strict=False):
            above = divide(rest, old) if rest else _NOTHING_ABOVE
            start, head_end, _, end, after = place
            source = text[start:end] if end - start <= _LONG else ""
            line = known.get(source)
            if line is None:
                head = f"{self.inline.key(text[start:head_end], step)}:" if keyed else "-"
                shown = self._short(node[step], step, kind, place)
                if shown is not None:
                    line = f"{pad}{head} {shown}"
                    # What an alias stands for may change on the way.
                    if source and "*" not in source:
                        known[source] = line
            if line is None:
                item = LeafItem(head, step, node[step], kind.child(step), LeafPlace(*place), column, old)
                lines, rest, open = self._entry(item)
            elif text[end:after] in self._empty:
                lines, rest, open = [line], (), False
            else:
                lines, rest, open = self._line(line, place, column, old)
            laid.append((above, lines, open))
            bare = bare and not rest
        indices = self._indices(node, kind)
        if bare:
            return Lines([line for index in indices for line in laid[index][1]], (), laid[indices[-1]][2])
        end = own_below(rest, outer)
        stack = stacked([StackedEntry(*one) for one in laid], indices, rest[:end], column)
        return Lines(stack.lines, rest[end:], stack.open)

    def _indices(self, node: Any, kind: NodeKind) -> Sequence[int]:
        """Which of the entries of a mapping or list stands first in canonical order, and so on."""
        if isinstance(node, dict):
            names = tuple(node)
            order = self.inline.ordered(names, kind)
            if order != names:
                found = {name: index for index, name in enumerate(names)}
                return [found[name] for name in order]
        return range(len(node))

    def _places(self, node: Any, first: int, limit: int, loose: bool) -> Iterator[_Place]:
        """The places of the entries, in order, each as in `LeafPlace`."""
        here = self.marks[id(node)].tolist()
        keys, values, ends, afters = here[::4], here[2::4], here[3::4], [*here[4::4], limit]
        if isinstance(node, dict):
            yield from zip(keys, here[1::4], values, ends, afters, strict=True)
            return
        start, last = first, len(keys) - 1
        for index, (value, end, after) in enumerate(zip(values, ends, afters, strict=True)):
            if index < last and not loose:
                after = skip(self.text, end)
            yield start, value if loose else start + 1, value, end, after
            start = after

    def _short(self, value: Any, step: Any, kind: NodeKind, place: _Place) -> str | None:
        """The usual case, made short: a value that stays on the line of its key; else None."""
        text, (_, head_end, start, end, _) = self.text, place
        if text[head_end:start] not in (": ", " ") or start == end:
            return None
        first = text[start]
        if first in "&!*|>" or text.find("\n", start, end) >= 0:
            return None
        if not isinstance(value, (dict, list)):
            return self.inline.scalar(value, start, end, step, in_flow=False)
        inside = kind.child(step)
        if first not in "{[" or (value and inside.block and isinstance(value, dict)):
            return None
        return self.inline.flow(value, start, end, inside)

    def _line(self, line: str, place: _Place, column: int, old: int) -> Lines:
        """An entry of one line with the comments that stand beside and below it."""
        start, _, _, end, limit = place
        between = self.text[end:limit]
        gap = split(between)
        if gap is NOTHING:
            self._empty.add(between)
        if gap.beside:
            in_place = old != ANY_COLUMN and in_column(self.text, end, gap)
            width = end - start + gap.before if in_place else None
            line = f"{line}{beside(gap, len(line) - column, width)}"
        return with_tail([line], gap.below, old, column + STEP) if gap.below else Lines([line])

    def _entry(self, item: LeafItem) -> Lines:
        """One entry: its key or dash, its value, and the comments that belong to it."""
        text, value, place, loose = self.text, item.value, item.place, item.old == ANY_COLUMN
        opened = opening(text, self.marks, value, place.value, place.end)
        if opened.marks is None or (opened.braces and not self._unfolds(item, opened.at)):
            return self.leaves.entry(item, opened)
        first = opened.marks[0] if opened.braces or isinstance(value, dict) else opened.at
        lead = ahead(text[place.head_end : place.value], opened)
        gap = split(f"{lead}{opened.skipped}{text[opened.at + opened.braces : first]}")
        if opened.properties:
            gap = gap._replace(spaces=0)
        in_place = not (opened.properties or loose) and in_column(text, place.head_end, gap)
        width = place.head_end - place.start + gap.before if in_place else None
        head = f"{item.head} {opened.properties}".rstrip(" ")
        remark, child = beside(gap, len(head), width), item.column + STEP
        if not opened.braces:
            inside = self.collection(value, item.kind, child, opened.at, place.limit, gap.below, item.old, loose)
            return Lines(_under(head, remark, inside.lines, item.column), inside.rest, inside.open)
        lines, _, open = self.collection(value, item.kind, child, first, place.end - 1, gap.below, -1, True)
        after = split(text[place.end : place.limit])
        if opened.properties:
            after = after._replace(spaces=0)
        if remark and after.beside:
            lines.append(f"{' ' * child}{after.beside}")
        lines = _under(head, remark or beside(after, len(head)), lines, item.column)
        return with_tail(lines, after.below, item.old, child, open=open)

    def _unfolds(self, item: LeafItem, at: int) -> bool:
        """Whether braces become a block: where the model wants one, or over several lines inside of such."""
        wanted = item.kind.block and isinstance(item.value, dict)
        return wanted or (item.old == ANY_COLUMN and "\n" in self.text[at : item.place.end])

    def column(self, offset: int) -> int:
        """The column of a character."""
        return offset - self.text.rfind("\n", 0, offset) - 1


def _under(head: str, remark: str, lines: list[str], column: int) -> list[str]:
    """A key or a dash above its block; the first line of a block stands right behind a dash."""
    pad = " " * column
    if head == "-" and not remark and not lines[0].lstrip(" ").startswith("#"):
        return [f"{pad}- {lines[0][column + STEP :]}", *lines[1:]]
    return [f"{pad}{head}{remark}", *lines]
