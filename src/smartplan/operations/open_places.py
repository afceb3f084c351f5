"""What a change of the profile left open in a revision, from its file and the one that it supersedes."""

import re
from collections.abc import Iterator, Sequence

from smartplan.compare.revision import by_id
from smartplan.plan.crosswalk import between, carried, parted, place_of
from smartplan.plan.model import Dimension, Entry
from smartplan.workspace.revision import Revision
from smartplan.yamltext.comments import comments_starting_with

_FIELDS = tuple(name for name in Dimension.__struct_fields__ if name != "programmes")


def open_places(revision: Revision, remarks: Sequence[re.Pattern[str]]) -> Iterator[tuple[Entry, str, list[str]]]:
    """The programmes whose place a comment says is to be decided: each with its old place and the candidates.

    `remarks` match such a comment, with the groups `place` and `places`. The first candidate is where it was put for
    the time being: one that was moved to another of them is decided.
    """
    text = revision.document.source.text
    # To tell what a comment belongs to takes longer than to see that there is no such comment.
    if not any(one.search(text) for one in remarks):
        return
    entries = by_id(revision.plan)
    for comment in comments_starting_with(revision.document, ""):
        found = next((match for one in remarks if (match := one.fullmatch(comment.said))), None)
        if found is None or len(comment.path) != 4 or (entry := entries.get(str(comment.path[3]))) is None:
            continue
        candidates = [one.strip() for one in (found.groupdict().get("places") or "").split("|") if one.strip()]
        if place_of(entry).replace(".", "/", 1) not in candidates[1:]:
            yield entry, found["place"], candidates


def left_fields(revision: Revision) -> dict[str, list[str]]:
    """By the key of each dimension of the old profile that was divided, what was said of it and not of its heirs."""
    old = revision.superseded
    ways = between(old.plan, revision.plan) if old is not None else {}
    if old is None or not ways:
        return {}
    whole, found = carried(ways), {}
    for key, dimension in old.plan.dimensions.items():
        if key in whole:
            continue
        places = (parted(one)[0] for place, ones in ways.items() if parted(place)[0] == key for one in ones)
        heirs = [revision.plan.dimensions[one] for one in dict.fromkeys(places) if one in revision.plan.dimensions]
        fields = [
            name for name in _FIELDS if getattr(dimension, name) and not any(getattr(heir, name) for heir in heirs)
        ]
        if fields:
            found[key] = fields
    return found
