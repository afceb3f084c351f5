"""Two texts of a file that both go on from a third, put together entry by entry.

An entry that one side alone changed comes in as that side wrote it, comments and all; one that both changed is put
together key by key, down to its fields. What both changed in different ways stands in the result between the markers
that git uses, around the lines of that field alone. A comment that cannot stay where it stood, for its line gave way
to another, stands above the key.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from smartplan.drafting.fields import put
from smartplan.drafting.merge_data import (
    Favour,
    Moves,
    Trio,
    Unmergeable,
    at,
    follow,
    is_ids,
    merged,
    same,
    settled,
    stated,
    three,
)
from smartplan.drafting.merge_lineage import Contest
from smartplan.drafting.merge_lines import between, comments_above
from smartplan.drafting.merge_order import arranged
from smartplan.drafting.merge_side import PROGRAMMES, Piece, Side, lacking
from smartplan.drafting.order import Kind, kind
from smartplan.errors import EditRefused
from smartplan.plan.finding import Path
from smartplan.reading.comment_lines import indent
from smartplan.reading.comments import comments
from smartplan.reading.document import Subject
from smartplan.reading.source import BREAK, with_line_feeds
from smartplan.reading.yaml import Tree, most_values, parse


class Conflict(NamedTuple):
    """Lines that both sides changed; any of the three may be none. `path` is what they speak of.

    `of_comments` where only new comments stand against taking the entry out.
    """

    path: Path
    ours: str
    base: str
    theirs: str
    of_comments: bool = False


Part = str | Conflict


@dataclass(frozen=True)
class Merged:
    """The result in parts, in order."""

    parts: Sequence[Part]
    newline: str = "\n"
    contests: Sequence[Contest] = ()

    @property
    def conflicts(self) -> list[Path]:
        """What both sides changed."""
        return [part.path for part in self.parts if isinstance(part, Conflict)]

    def text(self, size: int = 7, *, with_base: bool = False) -> str:
        """The text, its conflicts between markers of `size` characters."""
        found = []
        for part in self.parts:
            if isinstance(part, str):
                found.append(part)
                continue
            found += [f"{'<' * size} ours\n", part.ours]
            found += [f"{'|' * size} base\n", part.base] if with_base else []
            found += [f"{'=' * size}\n", part.theirs, f"{'>' * size} theirs\n"]
        return "".join(found).replace("\n", self.newline)


def settle(parts: Sequence[Part], favour: Favour) -> str:
    """The text as it is when every conflict goes to one side."""
    return "".join(part if isinstance(part, str) else getattr(part, favour) for part in parts)


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
    sides = Side(base, read(base)), Side(ours, read(ours)), Side(theirs, read(theirs))
    subjects = {side.sheet.document.subject for side in sides if not side.is_empty}
    if len(subjects) != 1:
        raise Unmergeable
    subject = subjects.pop()
    whole = sides[0].sheet.data, sides[1].sheet.data, sides[2].sheet.data
    moves = follow(*whole)
    parts = _Merge(*sides, subject=subject, moves=moves).parts()
    favours: tuple[Favour, Favour] = ("ours", "theirs")
    for favour in favours:
        tree = read(settle([part for part in parts if isinstance(part, str) or not part.of_comments], favour))
        expected = merged(kind(subject), whole, moves, favour)
        if tree.faults or not same(stated(tree.data), expected):
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


class _Merge:
    """The merge of three sides. Addresses are those of the merged file."""

    def __init__(self, base: Side, ours: Side, theirs: Side, subject: Subject, moves: Moves) -> None:
        self.sides = base, ours, theirs
        self.subject = subject
        whole = base.sheet.data, ours.sheet.data, theirs.sheet.data
        self.moves = moves
        for side in self.sides:
            side.moves = self.moves
        self.data: dict[Favour, Trio] = {
            "ours": settled(whole, self.moves, "ours"),
            "theirs": settled(whole, self.moves, "theirs"),
        }
        places = tuple(side.homes for side in self.sides)
        self.tangled = {home for id_ in self.moves.moved for one in places if (home := one.get(id_)) is not None}

    def parts(self) -> list[Part]:
        """The whole text."""
        return [part for part in self._entries((), kind(self.subject)) if part]

    def _result(self, path: Path, of: Kind, favour: Favour, *, thing: bool) -> Any:
        base, ours, theirs = self.data[favour]
        return three(path[-1], of, (at(base, path), at(ours, path), at(theirs, path)), favour, thing=thing)

    def _is_tangled(self, path: Path) -> bool:
        """Whether what goes in there comes from elsewhere or is contested, so that the lines alone do not tell."""
        if path == ("withdrawn",):
            return bool(self.moves.contested.withdrawals)
        if not self.tangled or len(path) > 3 or path[:1] != ("dimensions",):
            return False
        return len(path) == 1 or (path[1] in self.tangled and path[2:] in ((), ("programmes",)))

    def _entries(self, path: Path, of: Kind) -> list[Part]:
        """The entries of a mapping with what stands between them."""
        column = next((at for side in self.sides[1:] if (at := side.column(path)) is not None), 0)
        keys = [side.keys(path) for side in self.sides]
        around = [side.gaps(path) for side in self.sides]
        gaps = [one[0] for one in around]
        head, tail = between(*(one[1] for one in around)), between(*(one[2] for one in around))
        usual = next((gap for found in (gaps[1], gaps[2]) for gap in found.values() if not gap.strip()), "")
        found: list[Part] = [head]
        first = True
        for key in arranged(*keys):
            entry = self._entry((*path, key), of, column)
            if not any(entry):
                # Of what stood ahead of it that stays which somebody wrote since.
                lost = between(*(one.get(key) for one in gaps))
                if lost.strip() and lost != gaps[0].get(key):
                    found.append(lost)
                    first = False
                continue
            gap = between(*(one.get(key) for one in gaps), usual=usual)
            # What stands ahead of the first on one side may stand ahead of a later one on the other.
            known = first and all(line in head.splitlines() for line in gap.splitlines() if line.strip())
            found += entry if known else [gap, *entry]
            first = False
        if not any(found[1:]):
            # All entries are gone: what stood around them was theirs.
            return [comment for comment in (head, tail) if comment.strip()]
        return [*found, tail]

    def _entry(self, path: Path, of: Kind, column: int) -> list[Part]:
        """An entry, or nothing where it is to go."""
        thing, inside = is_ids(of), of.child(path[-1])
        if len(path) == 4 and path[3] in self.moves.homes and (path[0], path[2]) == PROGRAMMES:
            home = self.moves.homes[str(path[3])]
            if home[0] != home[1]:
                # Moved to two places: it stands in both, and one is to be chosen.
                favour: Favour = "ours" if home[0] == path[1] else "theirs"
                text = settle(self._lines(path, inside, column, thing=thing), favour)
                return [Conflict(path, text, "", "") if favour == "ours" else Conflict(path, "", "", text)]
        return self._lines(path, inside, column, thing=thing)

    def _lines(self, path: Path, of: Kind, column: int, *, thing: bool) -> list[Part]:
        base, ours, theirs = (side.piece(path, column) for side in self.sides)
        contested = self._is_contested(path)
        torn = len(path) == 4 and path[3] in self.moves.moved and not (ours and theirs)
        if not contested and not torn and not self._is_tangled(path):
            if ours == theirs or theirs == base:
                return [ours.text] if ours else []
            if ours == base:
                return [theirs.text] if theirs else []
        results = [self._result(path, of, favour, thing=thing) for favour in ("ours", "theirs")]
        by_keys = isinstance(results[0] or results[1] or {}, dict) and self._by_keys(path, ours, theirs, thing=thing)
        if by_keys and not contested:
            return self._block(path, of, column, base, ours, theirs)
        if not same(*results):
            return [self._conflict(path, results, base, ours, theirs)]
        if results[0] is None and not (ours and theirs):
            fresh = lacking(base.text if base else "", *(comments(side.text) for side in (ours, theirs) if side))
            if not fresh:
                return []
            lines = [side.text if side else "" for side in (ours, base, theirs)]
            return [Conflict(path, lines[0], lines[1], lines[2], of_comments=True)]
        return [self._fitted(path, results[0], base, ours, theirs)]

    def _is_contested(self, path: Path) -> bool:
        """Whether an entry is one side's or the other's as a whole."""
        if path[:1] == ("withdrawn",):
            return len(path) == 2 and path[1] in self.moves.contested.withdrawals
        return len(path) == 4 and (path[0], path[2]) == PROGRAMMES and path[3] in self.moves.contested.programmes

    def _by_keys(self, path: Path, ours: Piece | None, theirs: Piece | None, *, thing: bool) -> bool:
        """Whether an entry is put together from its keys."""
        blocks = [side.mapping(path) is not None for side in self.sides[1:]]
        empty = [not side.sheet.document.value(side.actual(path) or ("",)) for side in self.sides[1:]]
        if not any(blocks) or not all(block or none for block, none in zip(blocks, empty, strict=True)):
            return False
        # A thing is there or not as a whole; so is what both sides added under one id.
        return not thing or (ours is not None and theirs is not None and self._was(path))

    def _was(self, path: Path) -> bool:
        return self.sides[0].actual(path) is not None

    def _block(
        self, path: Path, of: Kind, column: int, base: Piece | None, ours: Piece | None, theirs: Piece | None
    ) -> list[Part]:
        """A mapping with a line an entry, put together from its keys."""
        inner = self._entries(path, of)
        if not any(inner) and not (ours and theirs):
            return []
        heads = [side.head(path, column) if side.mapping(path) is not None else None for side in self.sides]
        # The one that was changed; where both were, the comment of theirs goes above.
        head = (heads[2] if heads[1] in (None, heads[0]) else None) or heads[1] or ""
        above = comments_above(base, ours, theirs)
        wanted = [comments(text) for text in heads[1:] if text]
        for comment in lacking(above + head, *(one - comments(heads[0] or "") for one in wanted)):
            above += f"{' ' * column}{comment}\n"
        return [above + head, *inner]

    def _fitted(self, path: Path, value: Any, base: Piece | None, ours: Piece | None, theirs: Piece | None) -> str:
        """An entry with a value, in the lines of the side that has its comments, or of ours."""
        sides = [side for side in (ours, theirs) if side is not None]
        have = [comments(side.body) for side in sides]
        had = comments(base.body) if base else Counter[str]()
        text = sides[1].body if len(sides) > 1 and have[0] == had else sides[0].body
        text = self._put(path, text, value)
        above = comments_above(base, ours, theirs)
        margin = " " * indent(text)
        for comment in lacking(above + text, *(one - had for one in have)):
            above += f"{margin}{comment}\n"
        return above + text

    def _conflict(
        self, path: Path, results: list[Any], base: Piece | None, ours: Piece | None, theirs: Piece | None
    ) -> Conflict:
        """Each side with what the other changed beside the conflict, and with its own comments."""
        texts = []
        for value, side, other in zip(results, (ours, theirs), (theirs, ours), strict=True):
            carrier = side or other
            if value is None or carrier is None:
                texts.append("")
                continue
            texts.append(carrier.above + self._put(path, carrier.body, value))
        return Conflict(path, texts[0], base.text if base else "", texts[1])

    def _put(self, path: Path, text: str, value: Any) -> str:
        """The lines of an entry with a value."""
        there = parse(text)
        if not there.faults and same(stated(at(there.data, path[-1:])), value):
            return text

        def keys(address: Path) -> Sequence[str] | None:
            found = kind(self.subject)
            for step in (*path[:-1], *address):
                found = found.child(str(step))
            return tuple(found.fields) or None

        try:
            return put(text, path[-1:], value, keys)
        except EditRefused:
            raise Unmergeable from None
