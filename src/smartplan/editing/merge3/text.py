"""Two texts of a file that both go on from a third, put together entry by entry.

An entry that one side alone changed comes in as that side wrote it, comments and all; one that both changed is put
together key by key, down to its fields. What both changed in different ways stands in the result between the markers
that git uses, around the lines of that field alone. A comment that cannot stay where it stood, for its line gave way
to another, stands above the key.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache

from smartplan.editing.merge3.data import Favour, Unmergeable, follow_moves, same, stated
from smartplan.editing.merge3.entries import EntryMerge
from smartplan.editing.merge3.result import Merged, Part, settle
from smartplan.editing.merge3.side import MergeSide
from smartplan.plan.subject import subject_of
from smartplan.yamltext.comments import comments
from smartplan.yamltext.parser import most_values, parse
from smartplan.yamltext.source import BREAK, with_line_feeds
from smartplan.yamltext.tree import Tree


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Put two texts together. Raises Unmergeable where they cannot be by entries, or would not come to mean it."""
    breaks = {*BREAK.findall(ours)} or {"\n"}
    if len(breaks) > 1:
        raise Unmergeable
    newline = breaks.pop()
    base, ours, theirs = map(with_line_feeds, (base, ours, theirs))
    if theirs in (base, ours) or ours == base:
        return Merged([ours if theirs in (base, ours) else theirs], newline)
    # Some of the texts are looked at again, and what both favours come to is mostly the same.
    read = cache(lambda text: parse(text, most_values(text)))
    sides = MergeSide(base, read(base)), MergeSide(ours, read(ours)), MergeSide(theirs, read(theirs))
    subjects = {subject_of(side.sheet.data) for side in sides if not side.is_empty}
    if len(subjects) != 1:
        raise Unmergeable
    subject = subjects.pop()
    whole = sides[0].sheet.data, sides[1].sheet.data, sides[2].sheet.data
    moves = follow_moves(*whole)
    entries = EntryMerge(*sides, subject=subject, moves=moves)
    parts = entries.parts()
    favours: tuple[Favour, Favour] = ("ours", "theirs")
    for favour in favours:
        tree = read(settle([part for part in parts if isinstance(part, str) or not part.of_comments], favour))
        if tree.faults or not same(stated(tree.data), entries.expected(favour)):
            raise Unmergeable
    return Merged(_with_comments(parts, base, ours, theirs, read), newline, moves.contested.contests)


def _with_comments(parts: list[Part], base: str, ours: str, theirs: str, read: Callable[[str], Tree]) -> list[Part]:
    """The parts with every comment as often as it should stand there, where nothing is in conflict.

    Raises Unmergeable where one that a side wrote, or that both kept, is not there. What stands between markers is.
    """
    before, mine, other = (comments(text, read(text)) for text in (base, ours, theirs))
    text, against = settle(parts, "ours"), settle(parts, "theirs")
    whole = comments(text, read(text)) | comments(against, read(against))
    excess: Counter[str] = Counter()
    for comment in {*mine, *other}:
        b, m, o = before[comment], mine[comment], other[comment]
        if whole[comment] < max(min(m, o), m - b, o - b):
            raise Unmergeable
        excess[comment] = whole[comment] - max(m + o - b, m, o)
    clean = all(isinstance(part, str) for part in parts)
    return [_once(text, excess, read)] if clean and any(n > 0 for n in excess.values()) else parts


def _once(text: str, excess: Counter[str], read: Callable[[str], Tree]) -> str:
    """The text without the later ones of comments that came in from both sides, where they have a line of their own."""
    kept: list[str] = []
    taken = False
    for line in reversed(text.splitlines(keepends=True)):
        if excess[line.strip()] > 0:
            excess[line.strip()] -= 1
            taken = True
            continue
        # The blank line above one that went would stand beside the one below it.
        if not (taken and not line.strip() and kept and not kept[-1].strip()):
            kept.append(line)
        taken = False
    shorter = "".join(reversed(kept))
    # A line of a literal text may look like a comment.
    return shorter if read(shorter).data == read(text).data else text
