"""What changed in the plan as a whole: RPJMD and missions, vision, period, agencies, readiness, dimensions."""

from collections.abc import Iterator, Mapping

from smartplan.compare.changes import Change
from smartplan.compare.fields import normal
from smartplan.compare.items import Pair, free, items, value
from smartplan.compare.revision import Revision
from smartplan.plan.model import Plan

HEAD = Pair()
_KNOWN = frozenset(Plan.__struct_fields__)


def another_rpjmd(old: Plan, new: Plan) -> bool:
    """Whether the two follow different RPJMDs: then M1 of one is not M1 of the other."""
    return normal(old.rpjmd.title) != normal(new.rpjmd.title)


def compare_heads(before: Revision, after: Revision) -> Iterator[Change]:
    """Every change outside the dimensions."""
    old, new = before.plan, after.plan
    for name in ("code", "name", "province"):
        yield from value(HEAD, "field-changed", f"city.{name}", getattr(old.city, name), getattr(new.city, name))
    yield from value(HEAD, "field-changed", "title", old.title, new.title)
    yield from value(HEAD, "plan-status-changed", "status", old.status, new.status)
    yield from value(HEAD, "field-changed", "record", old.record, new.record)
    yield from items(HEAD, "field-changed", "change_reasons", old.change_reasons, new.change_reasons)
    yield from value(HEAD, "profile-changed", "profile", old.profile, new.profile)
    yield from value(HEAD, "period-changed", "period", old.period, new.period)
    yield from value(HEAD, "vision-changed", "vision", old.vision, new.vision)
    yield from items(HEAD, "field-changed", "legal_basis", old.legal_basis, new.legal_basis)
    yield from value(HEAD, "field-changed", "team.lead", old.team.lead, new.team.lead)
    yield from items(HEAD, "field-changed", "team.members", old.team.members, new.team.members)
    for name in ("title", "period", "vision"):
        yield from value(HEAD, "rpjmd-changed", f"rpjmd.{name}", getattr(old.rpjmd, name), getattr(new.rpjmd, name))
    yield from _missions(old.rpjmd.missions, new.rpjmd.missions, another_rpjmd(old, new))
    yield from _agencies(old, new)
    yield from free(HEAD, "readiness-changed", "readiness", before.data.get("readiness"), after.data.get("readiness"))
    for key in dict.fromkeys([*before.data, *after.data]):
        if key not in _KNOWN:
            yield from free(HEAD, "field-changed", key, before.data.get(key), after.data.get(key))


def _missions(old: Mapping[str, str], new: Mapping[str, str], by_text: bool) -> Iterator[Change]:
    path = ("rpjmd", "missions")
    if not by_text:
        for id_ in dict.fromkeys([*old, *new]):
            before, after = old.get(id_), new.get(id_)
            if before != after:
                kind = "mission-added" if before is None else "mission-removed" if after is None else "mission-reworded"
                yield HEAD.change(kind, f"missions.{id_}", before, after, (*path, id_))
        return
    new_ids = {normal(text): id_ for id_, text in new.items()}
    old_texts = {normal(text) for text in old.values()}
    for id_, text in old.items():
        other = new_ids.get(normal(text))
        if other is None:
            yield HEAD.change("mission-removed", f"missions.{id_}", text, None, (*path, id_))
        elif other != id_:
            change = HEAD.change("mission-renumbered", f"missions.{other}", text, new[other], (*path, id_), (*path, other))
            yield change
    for id_, text in new.items():
        if normal(text) not in old_texts:
            yield HEAD.change("mission-added", f"missions.{id_}", None, text, (*path, id_))


def _agencies(old: Plan, new: Plan) -> Iterator[Change]:
    for id_ in dict.fromkeys([*old.agencies, *new.agencies]):
        before, after = old.agencies.get(id_), new.agencies.get(id_)
        field, path = f"agencies.{id_}", ("agencies", id_)
        if before is None:
            yield HEAD.change("agency-added", field, None, after, path)
        elif after is None:
            yield HEAD.change("agency-removed", field, before, None, path)
        elif before != after:
            for name in ("name", "short", "role"):
                yield from value(HEAD, "agency-changed", f"{field}.{name}", getattr(before, name), getattr(after, name))


def compare_dimension(key: str, old: Plan, new: Plan, *, has_image: bool) -> Iterator[Change]:
    """Every change of a dimension outside its programmes; `has_image`: another profile knows it under another name."""
    before, after = old.dimensions.get(key), new.dimensions.get(key)
    path = ("dimensions", key)
    pair = Pair(path, path, dimension=key)
    if before is None or after is None:
        if not has_image and before is not after:
            kind = "dimension-added" if before is None else "dimension-removed"
            side = None if before is None else key, None if after is None else key
            yield pair.change(kind, f"dimensions.{key}", *side, ())
        return
    for name in ("objective", "strategy", "lead"):
        field = f"dimensions.{key}.{name}"
        one, other = getattr(before, name), getattr(after, name)
        yield from value(pair, "dimension-changed", field, one, other, path=(name,))
    field = f"dimensions.{key}.stakeholders"
    yield from items(
        pair, "dimension-changed", field, before.stakeholders, after.stakeholders, path=("stakeholders",)
    )
