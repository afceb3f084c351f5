"""Lines of a merge that are no entry or stand above one: comments and what divides the entries."""

from smartplan.editing.merge3.side import Piece


def merge_gap(*three: str | None, usual: str = "") -> str:
    """Lines that belong to no entry, of base, ours and theirs; None where a side does not say."""
    base, ours, theirs = three
    if ours is None or theirs is None:
        return next((text for text in (ours, theirs, base) if text is not None), usual)
    return _joined(base or "", ours, theirs)


def comments_above(base: Piece | None, ours: Piece | None, theirs: Piece | None) -> str:
    """The comments above a key, of three."""
    if ours is None or theirs is None:
        return (ours or theirs or Piece("", "")).above
    return _joined(base.above if base else "", ours.above, theirs.above)


def _joined(base: str, ours: str, theirs: str) -> str:
    """Comments and blank lines: those of the side that changed them; where both did, ours and what theirs added."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    known = {line.strip() for line in (base + ours).splitlines()}
    fresh = [line for line in theirs.splitlines(keepends=True) if line.strip() and line.strip() not in known]
    # What theirs took away of the lines that ours left alone.
    kept = {line.strip() for line in theirs.splitlines()}
    gone = {line.strip() for line in base.splitlines()} - kept
    left = [line for line in ours.splitlines(keepends=True) if not line.strip() or line.strip() not in gone]
    last = max((index for index, line in enumerate(left, 1) if line.strip()), default=None)
    return theirs if last is None else "".join([*left[:last], *fresh, *left[last:]])
