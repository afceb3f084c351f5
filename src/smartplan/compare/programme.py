"""What changed in a programme: one comparer for each field that has a meaning, in the model's order."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from smartplan.compare import missions
from smartplan.compare.changes import Change
from smartplan.compare.fields import beside_figures, by_year, extra, plain, texts
from smartplan.compare.indicators import indicators
from smartplan.compare.other_fields import differences
from smartplan.compare.pair import KeptScope, PlanPair, items
from smartplan.plan.crosswalk import parted, place_of
from smartplan.plan.model import Entry
from smartplan.plan.plain_data import at, none_if_empty

# The fields that have a comparer below, and those that tell the story and are no change by themselves. Any other,
# of the model or free-form, is compared as plain data.
_KNOWN = frozenset(
    {
        "name",
        "subdimension",
        "description",
        "agency",
        "partners",
        "missions",
        "objectives",
        "judged",
        "code",
        "location",
        "tags",
        "kind",
        "horizon",
        "quick_win",
        "status",
        "years",
        "execution",
        "budget",
        "spent",
        "indicators",
        "actions",
    }
) | {"formerly", "because", "sources"}


def same(pair: PlanPair, old: Entry, new: Entry) -> bool:
    """Whether two programmes are the same at a glance."""
    return (
        old.dimension == new.dimension
        and (pair.same_rpjmd or not (new.programme.missions or new.programme.objectives))
        and not pair.crosswalk
        and at(pair.old.data, old.path) == at(pair.new.data, new.path)
    )


def compare(pair: PlanPair, owner: KeptScope, money: Iterable[Change], *, is_first: bool) -> Iterator[Change]:
    """Changes of a programme, with those of `money` that are told of it; `is_first` of the programmes that share it."""
    old, new = owner.old.programme, owner.new.programme
    yield from plain(owner, "name-changed", "name", old.name, new.name)
    yield from _subdimension(pair, owner)
    if old.description != new.description and old.description.split() != new.description.split():
        yield from plain(owner, "text-changed", "description", old.description, new.description)
    yield from plain(owner, "agency-changed", "agency", old.agency, new.agency)
    yield from items(owner, "partners-changed", "partners", old.partners, new.partners)
    yield from missions.of_programme(pair, owner)
    if old.judged != new.judged:
        # Whose judgement a field is takes nothing from the programme.
        for change in items(owner, "field-changed", "judged", old.judged, new.judged):
            yield structs.replace(change, level="info")
    yield from texts(owner, "field-changed", "code", old.code, new.code)
    yield from texts(owner, "field-changed", "location", old.location, new.location)
    yield from items(owner, "field-changed", "tags", old.tags, new.tags)
    for name in ("kind", "horizon"):
        yield from plain(owner, "field-changed", name, getattr(old, name), getattr(new, name))
    yield from plain(owner, "quick-win-changed", "quick_win", old.quick_win, new.quick_win)
    yield from plain(owner, "status-changed", "status", old.status, new.status)
    yield from items(owner, "years-changed", "years", old.years, new.years)
    yield from by_year(owner, "execution-changed", "execution", old.execution, new.execution)
    yield from money
    if is_first:
        for name in ("budget", "spent"):
            yield from beside_figures(pair, owner, (*owner.old.path, name), (*owner.new.path, name), name)
    yield from indicators(pair, owner, old.indicators, new.indicators, owner.old.path, owner.new.path)
    extra_old, extra_new = extra(pair.old.data, owner.old.path, _KNOWN), extra(pair.new.data, owner.new.path, _KNOWN)
    if extra_old != extra_new:
        yield from differences(owner, "field-changed", extra_old, extra_new, owner.old.path, owner.new.path)


def places(pair: PlanPair, old: Entry) -> list[tuple[str, str]]:
    """Dimension and sub-dimension of an old programme in the new profile: several where there is a choice."""
    place = place_of(old)
    return [parted(one) for one in pair.crosswalk.get(place) or [place]]


def _subdimension(pair: PlanPair, owner: KeptScope) -> Iterator[Change]:
    if not pair.crosswalk and owner.old.programme.subdimension == owner.new.programme.subdimension:
        return
    found = places(pair, owner.old)
    here = [one for one in found if one[0] == owner.new.dimension]
    if owner.new.programme.subdimension not in [subdimension for _, subdimension in here or found]:
        old, new = owner.old.programme.subdimension, owner.new.programme.subdimension
        yield owner.change("subdimension-changed", "subdimension", none_if_empty(old), none_if_empty(new))
