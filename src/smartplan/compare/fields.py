"""What changed within a programme, field by field in the order of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from smartplan.compare.changes import Change
from smartplan.compare.indicators import indicators
from smartplan.compare.items import Pair, free, items, mapping, value
from smartplan.plan.model import Programme

# Free or future keys of a programme: whatever the model does not know.
KNOWN = frozenset(Programme.__struct_fields__)
Budget = Mapping[Any, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Around:
    """What a programme's fields mean in their plans.

    `old_missions`, `new_missions`: text of each mission by id. `by_text`: another RPJMD, so that ids say nothing.
    `image`: the old sub-dimension in the new taxonomy. `old_budget`, `new_budget`: money of the whole group of a
    merge or split; None where this programme does not speak for its group.
    """

    old_missions: Mapping[str, str]
    new_missions: Mapping[str, str]
    by_text: bool
    image: str
    old_budget: Budget | None
    new_budget: Budget | None


def compare_fields(
    pair: Pair, old: Programme, new: Programme, old_raw: dict[str, Any], new_raw: dict[str, Any], around: Around
) -> Iterator[Change]:
    """Every change of a programme but its lineage."""
    if old is not new:
        yield from value(pair, "name-changed", "name", old.name, new.name)
        if around.image != new.subdimension:
            yield from value(pair, "subdimension-changed", "subdimension", old.subdimension, new.subdimension)
        yield from value(pair, "text-changed", "description", old.description, new.description)
        yield from value(pair, "agency-changed", "agency", old.agency, new.agency)
        yield from items(pair, "partners-changed", "partners", old.partners, new.partners)
        yield from _missions(pair, old.missions, new.missions, around)
        for name in ("code", "kind", "horizon"):
            yield from value(pair, "field-changed", name, getattr(old, name), getattr(new, name))
        yield from value(pair, "quick-win-changed", "quick_win", old.quick_win, new.quick_win)
        yield from value(pair, "status-changed", "status", old.status, new.status)
        yield from items(pair, "years-changed", "years", old.years, new.years)
        yield from mapping(pair, "execution-changed", "execution", old.execution, new.execution)
    if around.old_budget is not None and around.new_budget is not None:
        yield from _budget(pair, around.old_budget, around.new_budget)
    yield from indicators(pair, old.indicators, new.indicators)
    for key in dict.fromkeys([*old_raw, *new_raw]):
        if key not in KNOWN:
            yield from free(pair, "field-changed", key, old_raw.get(key), new_raw.get(key))


def missions_by_meaning(ids: list[str], texts: Mapping[str, str], by_text: bool) -> dict[str, str]:
    """What each mission id stands for: itself, or its normalised text under another RPJMD."""
    return {id_: (normal(texts[id_]) if by_text and id_ in texts else f"id {id_}") for id_ in ids}


def normal(text: str) -> str:
    """Text without case, white space and punctuation that say nothing."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _missions(pair: Pair, old: list[str], new: list[str], around: Around) -> Iterator[Change]:
    before = missions_by_meaning(old, around.old_missions, around.by_text)
    after = missions_by_meaning(new, around.new_missions, around.by_text)
    gone = {id_ for id_, meaning in before.items() if meaning not in after.values()}
    came = {id_ for id_, meaning in after.items() if meaning not in before.values()}
    for id_ in dict.fromkeys([*old, *new]):
        if id_ in gone or id_ in came:
            one = {"id": id_, "text": around.old_missions.get(id_, "")} if id_ in gone else None
            other = {"id": id_, "text": around.new_missions.get(id_, "")} if id_ in came else None
            path = ("missions", old.index(id_) if id_ in gone else 0)
            new_path = ("missions", new.index(id_) if id_ in came else 0)
            yield pair.change("missions-changed", f"missions.{id_}", one, other, path, new_path)


def _budget(pair: Pair, old: Budget, new: Budget) -> Iterator[Change]:
    for fund in dict.fromkeys([*old, *new]):
        before, after = old.get(fund, {}), new.get(fund, {})
        for year in sorted({*before, *after}):
            one, other = before.get(year), after.get(year)
            if one != other:
                field, path = f"budget.{fund}.{year}", ("budget", str(fund), str(year))
                delta = (other or 0) - (one or 0)
                yield pair.change("budget-changed", field, one, other, path, delta=delta)
