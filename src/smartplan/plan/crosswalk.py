"""From the places of one profile to those of another. A place is a dimension and a sub-dimension, empty for none."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from smartplan.plan import profile
from smartplan.plan.model import Dimension, Entry, Plan, Programme

Ways = Mapping[str, Sequence[str]]
_Spot = tuple[str, str]


class Regrouping(Struct, frozen=True):
    """Programmes of one place of the old profile that do not simply go where its dimension goes.

    `candidates` are the places that the crosswalk names, `programmes` the ids by the place that they have now. A place
    is written `dimension.subdimension`, or `dimension` alone.
    """

    old: str
    candidates: list[str]
    programmes: dict[str, list[str]]


def between(old: Plan, new: Plan) -> Ways:
    """What the profile of the new plan says of the places of the old one; nothing where both are of one profile."""
    if old.profile == new.profile:
        return {}
    known = profile.of(new)
    return known.crosswalk.get(old.profile, {}) if known else {}


def written(dimension: str, subdimension: str) -> str:
    """A place as a crosswalk writes it."""
    return f"{dimension}.{subdimension}" if subdimension else dimension


def parted(place: str) -> _Spot:
    """Dimension and sub-dimension of a place as a crosswalk writes it."""
    dimension, _, subdimension = place.partition(".")
    return dimension, subdimension


def place_of(entry: Entry) -> str:
    """Where a programme stands, as a crosswalk writes it."""
    return written(entry.dimension, entry.programme.subdimension)


def carried(ways: Ways) -> dict[str, str]:
    """Old dimensions all of whose places lead into one new dimension, where no other does so: what is said of the
    dimension itself holds for the new one."""
    into: dict[str, set[str]] = {}
    for place, candidates in ways.items():
        into.setdefault(parted(place)[0], set()).update(parted(one)[0] for one in candidates)
    whole = {old: next(iter(new)) for old, new in into.items() if len(new) == 1}
    times = Counter(whole.values())
    return {old: new for old, new in whole.items() if times[new] == 1}


def regroupings(ways: Ways, now: Iterable[tuple[str, str, str]]) -> list[Regrouping]:
    """What scatters, in the order of the crosswalk, of programmes with their old place, the one they have now, and id.

    That is a place that leads to several or to none, one whose programmes are in several, and one that leads elsewhere
    than most places of its dimension.
    """
    if not ways:
        return []
    found: dict[str, dict[str, list[str]]] = {place: {} for place in ways}
    for old, new, id_ in now:
        found.setdefault(old, {}).setdefault(new, []).append(id_)
    homes = _homes(ways)

    def scatters(old: str, places: Mapping[str, list[str]]) -> bool:
        candidates = ways.get(old, ())
        return len(candidates) != 1 or len(places) > 1 or parted(candidates[0])[0] != homes.get(parted(old)[0])

    return [
        Regrouping(old, [*ways.get(old, ())], places)
        for old, places in found.items()
        if places and scatters(old, places)
    ]


def _homes(ways: Ways) -> dict[str, str]:
    """The new dimension to which most places of an old one lead, where there is one."""
    votes: dict[str, Counter[str]] = {}
    for place, candidates in ways.items():
        if candidates:
            votes.setdefault(parted(place)[0], Counter())[parted(candidates[0])[0]] += 1
    homes = {}
    for old, count in votes.items():
        (first, most), *others = count.most_common()
        if not others or others[0][1] < most:
            homes[old] = first
    return homes


def seen_at(ways: Ways, entry: Entry, now: Entry | None) -> str:
    """Where an old programme stands in the new profile; `now` is what became of it.

    Where the crosswalk leaves a choice, that is where it stands now, or else the first place. One that has no place in
    the new profile stays where it was.
    """
    candidates = ways.get(place_of(entry)) or [place_of(entry)]
    there = place_of(now) if now else ""
    return there if there in candidates else candidates[0]


def dimension_at(ways: Ways, entry: Entry, now: Entry | None = None) -> str:
    """The dimension of the place that `seen_at` gives."""
    return parted(seen_at(ways, entry, now))[0] if ways else entry.dimension


def placed(old: Plan, new: Plan) -> dict[str, str]:
    """Where each programme of the old plan stands in the profile of the new one, by id."""
    ways = between(old, new)
    now = {entry.id: entry for entry in new.entries()}
    return {entry.id: seen_at(ways, entry, now.get(entry.id)) for entry in old.entries()}


def seen_from(old: Plan, new: Plan) -> Plan:
    """The old plan with its programmes at their places in the profile of the new one; itself if that is no other."""
    if not between(old, new):
        return old
    places = placed(old, new)
    known = profile.of(new)
    programmes: dict[str, dict[str, Programme]] = {key: {} for key in known.dimensions} if known else {}
    for entry in old.entries():
        dimension, subdimension = parted(places[entry.id])
        moved = structs.replace(entry.programme, subdimension=subdimension)
        programmes.setdefault(dimension, {})[entry.id] = moved
    return structs.replace(old, dimensions={key: Dimension(programmes=found) for key, found in programmes.items()})
