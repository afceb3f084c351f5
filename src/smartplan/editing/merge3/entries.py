"""The entries of three texts put together: each as the one side that changed it wrote it, or key by key."""

from collections import Counter
from typing import Any

from smartplan.editing.key_order import NodeKind, kind, of_entry
from smartplan.editing.merge3.comments import comments_above, merge_gap
from smartplan.editing.merge3.data import (
    Favour,
    Moves,
    ThreeWay,
    Unmergeable,
    in_final_places,
    is_ids,
    merge_value,
    same,
    stated,
)
from smartplan.editing.merge3.order import merged_order
from smartplan.editing.merge3.result import Conflict, Part, settle
from smartplan.editing.merge3.side import PROGRAMMES, MergeSide, Piece, lacking
from smartplan.errors import EditRefused
from smartplan.plan.finding import Address
from smartplan.plan.plain_data import at
from smartplan.plan.subject import Subject
from smartplan.yamltext.comment_lines import indent
from smartplan.yamltext.comments import comments
from smartplan.yamltext.parser import parse
from smartplan.yamltext.put import put


class EntryMerge:
    """The merge of three sides. Addresses are those of the merged file."""

    def __init__(self, base: MergeSide, ours: MergeSide, theirs: MergeSide, subject: Subject, moves: Moves) -> None:
        self.sides = base, ours, theirs
        self.subject = subject
        whole = base.sheet.data, ours.sheet.data, theirs.sheet.data
        self.moves = moves
        for side in self.sides:
            side.moves = self.moves
        placed = in_final_places(whole, self.moves, "ours")
        # Where nothing moved every place is the same, whoever is favoured.
        other = in_final_places(whole, self.moves, "theirs") if self.moves.moved else placed
        self.data: dict[Favour, ThreeWay] = {"ours": placed, "theirs": other}
        places = tuple(side.homes for side in self.sides)
        self.tangled = {home for id_ in self.moves.moved for one in places if (home := one.get(id_)) is not None}

    def parts(self) -> list[Part]:
        """The whole text."""
        return [part for part in self._entries((), kind(self.subject)) if part]

    def expected(self, favour: Favour) -> Any:
        """What the whole text is to mean, stated; where both sides changed a value it is that of the favoured one."""
        return merge_value("", kind(self.subject), self.data[favour], favour)

    def _result(self, path: Address, of: NodeKind, favour: Favour, *, thing: bool) -> Any:
        base, ours, theirs = self.data[favour]
        return merge_value(path[-1], of, (at(base, path), at(ours, path), at(theirs, path)), favour, thing=thing)

    def _is_tangled(self, path: Address) -> bool:
        """Whether what goes in there comes from elsewhere or is contested, so that the lines alone do not tell."""
        if path == ("withdrawn",):
            return bool(self.moves.contested.withdrawals)
        if not self.tangled or len(path) > 3 or path[:1] != ("dimensions",):
            return False
        return len(path) == 1 or (path[1] in self.tangled and path[2:] in ((), ("programmes",)))

    def _entries(self, path: Address, of: NodeKind) -> list[Part]:
        """The entries of a mapping with what stands between them."""
        column = next((at for side in self.sides[1:] if (at := side.column(path)) is not None), 0)
        keys = [side.keys(path) for side in self.sides]
        around = [side.gaps(path) for side in self.sides]
        gaps = [one[0] for one in around]
        head, tail = merge_gap(*(one[1] for one in around)), merge_gap(*(one[2] for one in around))
        usual = next((gap for found in (gaps[1], gaps[2]) for gap in found.values() if not gap.strip()), "")
        found: list[Part] = [head]
        first = True
        for key in merged_order(*keys):
            entry = self._entry((*path, key), of, column)
            if not any(entry):
                # Of what stood ahead of it that stays which somebody wrote since.
                lost = merge_gap(*(one.get(key) for one in gaps))
                if lost.strip() and lost != gaps[0].get(key):
                    found.append(lost)
                    first = False
                continue
            gap = merge_gap(*(one.get(key) for one in gaps), usual=usual)
            # What stands ahead of the first on one side may stand ahead of a later one on the other.
            known = first and all(line in head.splitlines() for line in gap.splitlines() if line.strip())
            found += entry if known else [gap, *entry]
            first = False
        if not any(found[1:]):
            # All entries are gone: what stood around them was theirs.
            return [comment for comment in (head, tail) if comment.strip()]
        return [*found, tail]

    def _entry(self, path: Address, of: NodeKind, column: int) -> list[Part]:
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

    def _lines(self, path: Address, of: NodeKind, column: int, *, thing: bool) -> list[Part]:
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

    def _is_contested(self, path: Address) -> bool:
        """Whether an entry is one side's or the other's as a whole."""
        if path[:1] == ("withdrawn",):
            return len(path) == 2 and path[1] in self.moves.contested.withdrawals
        return len(path) == 4 and (path[0], path[2]) == PROGRAMMES and path[3] in self.moves.contested.programmes

    def _by_keys(self, path: Address, ours: Piece | None, theirs: Piece | None, *, thing: bool) -> bool:
        """Whether an entry is put together from its keys."""
        blocks = [side.mapping(path) is not None for side in self.sides[1:]]
        empty = [not side.sheet.document.value(side.actual(path) or ("",)) for side in self.sides[1:]]
        if not any(blocks) or not all(block or none for block, none in zip(blocks, empty, strict=True)):
            return False
        # A thing is there or not as a whole; so is what both sides added under one id.
        return not thing or (ours is not None and theirs is not None and self._was(path))

    def _was(self, path: Address) -> bool:
        return self.sides[0].actual(path) is not None

    def _block(
        self, path: Address, of: NodeKind, column: int, base: Piece | None, ours: Piece | None, theirs: Piece | None
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

    def _fitted(self, path: Address, value: Any, base: Piece | None, ours: Piece | None, theirs: Piece | None) -> str:
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
        self, path: Address, results: list[Any], base: Piece | None, ours: Piece | None, theirs: Piece | None
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

    def _put(self, path: Address, text: str, value: Any) -> str:
        """The lines of an entry with a value."""
        there = parse(text)
        if not there.faults and same(stated(at(there.data, path[-1:])), value):
            return text

        try:
            return put(text, path[-1:], value, of_entry(self.subject, path[:-1], path[-1:]))
        except EditRefused:
            raise Unmergeable from None
