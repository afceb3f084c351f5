"""The order of the entries of two mappings that both go on from a third."""

from collections.abc import Sequence


def arranged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The keys of both, in the order of the side that changed it, else of ours.

    What the other side added stands behind the neighbour that it has there.
    """
    both = set(base) & set(ours) & set(theirs)
    was, here = ([key for key in keys if key in both] for keys in (base, ours))
    first, second = (theirs, ours) if was == here else (ours, theirs)
    if was == here == [key for key in theirs if key in both]:
        first, second = ours, theirs
    found = list(first)
    known = {*base, *second}
    for index, key in enumerate(second):
        if key in found:
            continue
        behind = next((one for one in reversed(second[:index]) if one in found), None)
        ahead = next((one for one in second[index:] if one in found), None)
        place = len(found) if ahead is None else found.index(ahead)
        if behind is not None:
            place = found.index(behind) + 1
        while behind is not None and place < len(found) and found[place] not in known:
            place += 1
        found.insert(place, key)
    return found
