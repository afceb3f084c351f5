"""Missions: by id within one RPJMD, by text between two, for M1 of one is not M1 of the next."""

from collections.abc import Iterator

from smartplan.compare.changes import Change
from smartplan.compare.context import Owner, Pair, plain
from smartplan.compare.lineage import Revision


def of_programme(pair: Pair, owner: Owner) -> Iterator[Change]:
    """Missions that a programme came to serve or no longer serves."""
    assert owner.old
    assert owner.new
    old, new = owner.old.programme.missions, owner.new.programme.missions
    if pair.same_rpjmd:
        gone, come = set(old) - set(new), set(new) - set(old)
    else:
        before = {id_: _key(pair.old, id_) for id_ in old}
        after = {id_: _key(pair.new, id_) for id_ in new}
        gone = {id_ for id_, text in before.items() if text not in after.values()}
        come = {id_ for id_, text in after.items() if text not in before.values()}
    for id_ in sorted(gone | come):
        yield owner.change(
            "missions-changed", f"missions.{id_}",
            _value(pair.old, id_) if id_ in gone else None, _value(pair.new, id_) if id_ in come else None,
            old_path=(*owner.old.path, "missions", old.index(id_) if id_ in gone else 0),
            new_path=(*owner.new.path, "missions", new.index(id_) if id_ in come else 0),
        )  # fmt: skip


def of_plan(pair: Pair, owner: Owner) -> Iterator[Change]:
    """Missions of the RPJMD that came, went, or read otherwise."""
    old, new = pair.old.plan.rpjmd.missions, pair.new.plan.rpjmd.missions
    if old == new:
        return
    if pair.same_rpjmd:
        for id_ in sorted(old.keys() & new.keys()):
            if old[id_].split() != new[id_].split():
                yield owner.change("mission-reworded", f"rpjmd.missions.{id_}", old[id_] or None, new[id_] or None)
        come, gone = [id_ for id_ in new if id_ not in old], [id_ for id_ in old if id_ not in new]
    else:
        texts = {plain(text): id_ for id_, text in old.items()}
        kept = set()
        come = []
        for id_, text in new.items():
            before = texts.get(plain(text))
            if before is None:
                come.append(id_)
                continue
            kept.add(before)
            if before != id_:
                yield owner.change(
                    "mission-renumbered", f"rpjmd.missions.{id_}", before, id_, old_path=("rpjmd", "missions", before)
                )
        gone = [id_ for id_ in old if id_ not in kept]
    for id_ in come:
        yield owner.change("mission-added", f"rpjmd.missions.{id_}", None, new[id_])
    for id_ in gone:
        yield owner.change("mission-removed", f"rpjmd.missions.{id_}", old[id_], None)


def _key(revision: Revision, id_: str) -> str:
    """What a mission says; its id where the text is not on record."""
    return plain(revision.plan.rpjmd.missions.get(id_, "")) or f"={id_}"


def _value(revision: Revision, id_: str) -> dict[str, str]:
    return {"id": id_, "text": revision.plan.rpjmd.missions.get(id_, "")}
