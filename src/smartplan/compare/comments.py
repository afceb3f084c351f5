"""Comments that came, went or changed. They are no change of the plan, and are compared where somebody asks for it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from smartplan.compare.changes import Change, Kind, Side
from smartplan.compare.pair import ChangeScope
from smartplan.compare.revision import Remark
from smartplan.plan.finding import Address


def differences(owner: ChangeScope, base: Address, old: Sequence[Remark], new: Sequence[Remark]) -> Iterator[Change]:
    """One change a comment. `base` is the address of a plan or dimension; a programme brings its own.

    A comment that only stands elsewhere in the same programme has not changed. Of those that are left, the first at an
    entry has become the first there is now, and so on.
    """
    gone, come = Counter(one.text for one in old), Counter(one.text for one in new)
    at: defaultdict[Address, tuple[list[Remark], list[Remark]]] = defaultdict(lambda: ([], []))
    older, newer = owner.entries
    for remarks, other, side, entry in ((old, come, 0, older), (new, gone, 1, newer)):
        start = len(entry.path if entry else base)
        known = other.copy()
        for one in remarks:
            known[one.text] -= 1
            if known[one.text] < 0:
                at[one.path[start:]][side].append(one)
    programme = newer or older
    for path, sides in at.items():
        for before, after in zip_longest(*sides):
            kind: Kind = (
                "comment-added" if before is None else "comment-removed" if after is None else "comment-changed"
            )
            yield Change(
                kind,
                "info",
                owner.dimension,
                programme.id if programme else None,
                ".".join(map(str, path)) or None,
                _side(before, "old", older.id if older else None),
                _side(after, "new", newer.id if newer else None),
                None,
                None,
                (),
            )


def _side(remark: Remark | None, file: str, programme: str | None) -> Side | None:
    return None if remark is None else Side(remark.text, programme, remark.path, file, remark.span)
