"""Missions, and what programmes serve of the RPJMD, its goals and objectives too.

By id within one RPJMD, by text between two, for M1 of one is not M1 of the next.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from smartplan.compare.changes import Change, Kind, Level, Realignment
from smartplan.compare.pair import LONGEST, ChangeScope, KeptScope, PlanPair
from smartplan.compare.revision import ComparedPlan
from smartplan.plan.model import Entry
from smartplan.plan.objectives import Served, texts

_KINDS: dict[Served, Kind] = {"missions": "missions-changed", "objectives": "objectives-changed"}


def of_programme(pair: PlanPair, owner: KeptScope) -> Iterator[Change]:
    """Missions, goals and objectives that a programme came to serve or no longer serves."""
    one, other = owner.old.programme, owner.new.programme
    if not pair.same_missions or one.missions != other.missions:
        yield from _served(pair, owner, "missions")
    if (one.objectives or other.objectives) and (not pair.same_objectives or one.objectives != other.objectives):
        yield from _served(pair, owner, "objectives")


def _served(pair: PlanPair, owner: KeptScope, what: Served) -> Iterator[Change]:
    old, new = _places(owner.old, what), _places(owner.new, what)
    images = {id_: pair.image(what, id_) for id_ in old}
    gone = {id_ for id_, image in images.items() if image not in new}
    come = new.keys() - images.values()
    # With another RPJMD a programme loses something only where nothing takes the place of what it served.
    level: Level | None = "info" if come and not pair.same_rpjmd else None
    for id_ in [*sorted(gone), *sorted(come - gone)]:
        yield owner.change(
            _KINDS[what],
            f"{what}.{id_}",
            _value(pair.old, what, id_) if id_ in gone else None,
            _value(pair.new, what, id_) if id_ in come else None,
            old_path=(*owner.old.path, what, old[id_] if id_ in gone else 0),
            new_path=(*owner.new.path, what, new[id_] if id_ in come else 0),
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


def _places(entry: Entry, what: Served) -> dict[str, int]:
    """Where what a programme serves first stands in its list."""
    ids: list[str] = getattr(entry.programme, what)
    return {id_: place for place, id_ in reversed([*enumerate(ids)])}


def _value(revision: ComparedPlan, what: Served, id_: str) -> dict[str, str]:
    return {"id": id_, "text": texts(revision.plan, what).get(id_, "")[:LONGEST]}


def realignment(pair: PlanPair, what: Served, programmes: Iterable[tuple[Entry, Entry]]) -> list[Realignment]:
    """Old and new of what programmes serve, given as old and new, where that changed with the RPJMD."""
    rows: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for old, new in programmes:
        before, after = (tuple(dict.fromkeys(getattr(entry.programme, what))) for entry in (old, new))
        rows[before, after].append(new.id)
    ranks = [{id_: rank for rank, id_ in enumerate(getattr(side.plan.rpjmd, what))} for side in (pair.old, pair.new)]

    def place(row: Realignment) -> list[list[tuple[int, str]]]:
        return [
            [(rank.get(id_, len(rank)), id_) for id_ in ids]
            for rank, ids in zip(ranks, (row.old, row.new), strict=True)
        ]

    return sorted((Realignment(*sides, tuple(ids), what) for sides, ids in rows.items()), key=place)
