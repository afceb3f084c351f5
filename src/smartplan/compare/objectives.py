"""Goals and objectives of the RPJMD that came, went or changed, with their indicators."""

from collections.abc import Iterator, Mapping

from msgspec import structs

from smartplan.compare.changes import Change
from smartplan.compare.indicators import indicators
from smartplan.compare.other_fields import differences
from smartplan.compare.pair import ChangeScope, PlanPair
from smartplan.plan.finding import Address
from smartplan.plan.model import Objective
from smartplan.plan.plain_data import at, none_if_empty

_AT = ("rpjmd", "objectives")
_KNOWN = frozenset({"name", "level", "mission", "under", "indicators"})


def of_plan(pair: PlanPair, owner: ChangeScope) -> Iterator[Change]:
    """Goals and objectives that came, went, changed or have another id.

    A revision that follows the same RPJMD and lists none at all does not repeat them, and has removed none.
    """
    old, new = pair.old.plan.rpjmd.objectives, pair.new.plan.rpjmd.objectives
    if not (old or new) or (pair.same_rpjmd and not pair.states and not (old and new)):
        return
    data = [at(side.data, _AT) for side in (pair.old, pair.new)]
    if pair.same_rpjmd and data[0] == data[1]:
        return
    origins = {image: id_ for id_, image in pair.objectives.items()}
    for image, after in new.items():
        id_ = origins.get(image)
        if id_ is None:
            yield owner.change("objective-added", f"rpjmd.objectives.{image}", None, at(pair.new.data, (*_AT, image)))
            continue
        if id_ != image:
            path = (*_AT, id_)
            yield owner.change("objective-renumbered", f"rpjmd.objectives.{image}", id_, image, old_path=path)
        for change in _changes(pair, owner, id_, image, old[id_], after):
            yield _from(change, id_)
    for id_ in old:
        if id_ not in pair.objectives:
            yield owner.change("objective-removed", f"rpjmd.objectives.{id_}", at(pair.old.data, (*_AT, id_)), None)


def _changes(
    pair: PlanPair, owner: ChangeScope, id_: str, image: str, old: Objective, new: Objective
) -> Iterator[Change]:
    field = f"rpjmd.objectives.{image}"
    fields: Mapping[str, tuple[str | None, str | None, bool]] = {
        # The text of one that is matched by it is the same but for blanks and signs.
        "name": (old.name, new.name, pair.same_rpjmd and old.name.split() != new.name.split()),
        "level": (old.level, new.level, old.level != new.level),
        "mission": (old.mission, new.mission, pair.image("missions", old.mission) != new.mission),
        "under": (old.under, new.under, pair.image("objectives", old.under) != new.under),
    }
    for name, (before, after, differs) in fields.items():
        before, after = none_if_empty(before), none_if_empty(after)
        if differs and not (before is None and after is None):
            yield owner.change("objective-changed", f"{field}.{name}", before, after)
    bases: tuple[Address, Address] = (*_AT, id_), (*_AT, image)
    yield from indicators(pair, owner, old.indicators, new.indicators, *bases, within=f"{field}.")
    one, other = (
        {key: value for key, value in (at(side.data, base) or {}).items() if key not in _KNOWN}
        for side, base in zip((pair.old, pair.new), bases, strict=True)
    )
    if one != other:
        yield from differences(owner, "objective-changed", one, other, *bases, field=field)


def _from(change: Change, id_: str) -> Change:
    """A change of one that has another id now, with the place where its old side stands."""
    if change.old is None or change.old.path[2] == id_:
        return change
    path = (*_AT, id_, *change.old.path[3:])
    return structs.replace(change, old=structs.replace(change.old, path=path))
