"""Missions: by id within one RPJMD, by text between two, for M1 of one is not M1 of the next."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from smartplan.compare.changes import Change, Level, Realignment
from smartplan.compare.pair import LONGEST, ChangeScope, KeptScope, PlanPair
from smartplan.compare.revision import ComparedPlan
from smartplan.plan.model import Entry


def of_programme(pair: PlanPair, owner: KeptScope) -> Iterator[Change]:
    """Missions that a programme came to serve or no longer serves."""
    if pair.same_missions and owner.old.programme.missions == owner.new.programme.missions:
        return
    old, new = _places(owner.old), _places(owner.new)
    images = {id_: pair.mission(id_) for id_ in old}
    gone = {id_ for id_, image in images.items() if image not in new}
    come = new.keys() - images.values()
    # With another RPJMD a programme loses something only where nothing takes the place of what it served.
    level: Level | None = "info" if come and not pair.same_rpjmd else None
    for id_ in [*sorted(gone), *sorted(come - gone)]:
        yield owner.change(
            "missions-changed",
            f"missions.{id_}",
            _value(pair.old, id_) if id_ in gone else None,
            _value(pair.new, id_) if id_ in come else None,
            old_path=(*owner.old.path, "missions", old[id_] if id_ in gone else 0),
            new_path=(*owner.new.path, "missions", new[id_] if id_ in come else 0),
            level=level,
        )


def of_plan(pair: PlanPair, owner: ChangeScope) -> Iterator[Change]:
    """Missions of the RPJMD that came, went, read otherwise or have another id.

    A revision that follows the same RPJMD and names no mission at all does not repeat them, and has removed none.
    """
    old, new = pair.old.plan.rpjmd.missions, pair.new.plan.rpjmd.missions
    if old == new or (pair.same_rpjmd and not pair.states and not (old and new)):
        return
    origins = {image: id_ for id_, image in pair.missions.items()}
    for image in new:
        id_ = origins.get(image)
        if id_ is None:
            continue
        if id_ != image:
            yield owner.change(
                "mission-renumbered", f"rpjmd.missions.{image}", id_, image, old_path=("rpjmd", "missions", id_)
            )
        elif pair.same_rpjmd and old[id_].split() != new[id_].split():
            yield owner.change("mission-reworded", f"rpjmd.missions.{id_}", old[id_] or None, new[id_] or None)
    for id_, text in new.items():
        if id_ not in origins:
            yield owner.change("mission-added", f"rpjmd.missions.{id_}", None, text)
    for id_, text in old.items():
        if id_ not in pair.missions:
            yield owner.change("mission-removed", f"rpjmd.missions.{id_}", text, None)


def _places(entry: Entry) -> dict[str, int]:
    """Where the missions of a programme first stand in its list."""
    missions = entry.programme.missions
    return {id_: place for place, id_ in reversed([*enumerate(missions)])}


def _value(revision: ComparedPlan, id_: str) -> dict[str, str]:
    return {"id": id_, "text": revision.plan.rpjmd.missions.get(id_, "")[:LONGEST]}


def realignment(pair: PlanPair, programmes: Iterable[tuple[Entry, Entry]]) -> list[Realignment]:
    """Old and new missions of programmes, given as old and new, whose missions changed with the RPJMD."""
    rows: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for old, new in programmes:
        missions = (tuple(dict.fromkeys(entry.programme.missions)) for entry in (old, new))
        before, after = missions
        rows[before, after].append(new.id)
    ranks = [{id_: rank for rank, id_ in enumerate(side.plan.rpjmd.missions)} for side in (pair.old, pair.new)]

    def place(row: Realignment) -> list[list[tuple[int, str]]]:
        return [
            [(rank.get(id_, len(rank)), id_) for id_ in ids]
            for rank, ids in zip(ranks, (row.old, row.new), strict=True)
        ]

    return sorted((Realignment(*sides, tuple(ids)) for sides, ids in rows.items()), key=place)
