"""What changed in the actions of a programme: by id, since an action that is renamed keeps it."""

from collections.abc import Iterator

from smartplan.compare.changes import Change, Kind
from smartplan.compare.fields import beside_figures, by_year, extra, plain, texts
from smartplan.compare.indicators import indicators
from smartplan.compare.money import of_part
from smartplan.compare.other_fields import differences
from smartplan.compare.pair import KeptScope, PlanPair, items
from smartplan.plan.model import Action
from smartplan.plan.plain_data import at

_CHANGED: Kind = "action-changed"
_KNOWN = frozenset(Action.__struct_fields__)


def of_programme(pair: PlanPair, owner: KeptScope) -> Iterator[Change]:
    """Actions that came, went or changed."""
    old, new = owner.old.programme.actions, owner.new.programme.actions
    if not old and not new:
        return
    gone = [id_ for id_ in old if id_ not in new]
    for id_ in [*new, *gone]:
        before, after = old.get(id_), new.get(id_)
        field = f"actions.{id_}"
        if before is not None and after is not None:
            yield from _action(pair, owner, field, before, after)
        elif after is not None:
            yield owner.change("action-added", field, None, at(pair.new.data, (*owner.new.path, "actions", id_)) or {})
        else:
            whole = at(pair.old.data, (*owner.old.path, "actions", id_)) or {}
            yield owner.change("action-removed", field, whole, None)


def _action(pair: PlanPair, owner: KeptScope, field: str, old: Action, new: Action) -> Iterator[Change]:
    for name in ("name", "kind", "agency"):
        yield from plain(owner, _CHANGED, f"{field}.{name}", getattr(old, name), getattr(new, name))
    yield from texts(owner, _CHANGED, f"{field}.code", old.code, new.code)
    for name in ("years", "evidence"):
        yield from items(owner, _CHANGED, f"{field}.{name}", getattr(old, name), getattr(new, name))
    yield from by_year(owner, _CHANGED, f"{field}.execution", old.execution, new.execution)
    yield from of_part(owner, "action-budget-changed", f"{field}.budget", old.budget, new.budget)
    steps = tuple(field.split("."))
    bases = (*owner.old.path, *steps), (*owner.new.path, *steps)
    yield from beside_figures(pair, owner, (*bases[0], "budget"), (*bases[1], "budget"), f"{field}.budget")
    yield from indicators(pair, owner, old.indicators, new.indicators, *bases, within=f"{field}.")
    sides = extra(pair.old.data, bases[0], _KNOWN), extra(pair.new.data, bases[1], _KNOWN)
    if sides[0] != sides[1]:
        yield from differences(owner, _CHANGED, *sides, *bases, field=field)
