"""The order of the entries of two mappings that both go on from a third."""

from collections.abc import Sequence


def merged_order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The keys of both, in the order of the side that changed it, else of ours.

    What the other side added stands behind the neighbour that it has there.
    """
    both = set(base) & set(ours) & set(theirs)
    was, here = ([key for key in keys if key in both] for keys in (base, ours))
    first, second = (theirs, ours) if was == here else (ours, theirs)
    if was == here == [key for key in theirs if key in both]:
        first, second = ours, theirs
    known = {*base, *second}
    # The one behind each; None is the place ahead of all, and what is behind the last.
    behind: dict[str | None, str | None] = dict(zip((None, *first), (*first, None), strict=True))
    for before, key in zip((None, *second), second, strict=False):
        if key in behind:
            continue
        if before is None:
            ahead = next((one for one in second if one in behind), None)
            before = next(one for one, then in behind.items() if then == ahead)
        else:
            while (then := behind[before]) is not None and then not in known:
                before = then
        behind[key], behind[before] = behind[before], key
    found: list[str] = []
    at = behind[None]
    while at is not None:
        found.append(at)
        at = behind[at]
    return found
