"""What the comparers share: the two revisions, and how a change is made."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec import UNSET, Struct, UnsetType, structs

from smartplan.compare.changes import Change, Kind, Level, Side
from smartplan.compare.revision import ComparedPlan
from smartplan.plan.crosswalk import Ways
from smartplan.plan.figure import Basis
from smartplan.plan.finding import Address
from smartplan.plan.model import Entry
from smartplan.plan.objectives import Served, same_rpjmd, texts
from smartplan.plan.plain_data import at, none_if_empty
from smartplan.plan.words import normalised

# What names something is told with each change that has to do with it, and is cut where it goes on for longer.
LONGEST = 300
_BUDGETS = frozenset(("budget-changed", "action-budget-changed", "indicator-budget-changed"))
_STOPS = {"status-changed": "stopped", "execution-changed": "not_run"}


class PlanPair(Struct, frozen=True, dict=True):
    """Two revisions under comparison; `crosswalk` maps places of the old profile to one or several of the new.

    `states` says that they are two states of one revision.
    """

    old: ComparedPlan
    new: ComparedPlan
    crosswalk: Ways
    states: bool = False

    @cached_property
    def same_rpjmd(self) -> bool:
        """Whether mission ids mean the same on both sides: one title, and no other period."""
        return same_rpjmd(self.old.plan.rpjmd, self.new.plan.rpjmd)

    @cached_property
    def missions(self) -> dict[str, str]:
        """Old to new id of the missions that both sides have on record."""
        return self._images("missions")

    @cached_property
    def objectives(self) -> dict[str, str]:
        """Old to new id of the goals and objectives that both sides have on record."""
        return self._images("objectives")

    def images(self, what: Served) -> dict[str, str]:
        """Old to new id of what both sides have on record: within one RPJMD those of the same id are the same, and in
        any case those of the same text."""
        return self.missions if what == "missions" else self.objectives

    def _images(self, what: Served) -> dict[str, str]:
        old, new = (
            {id_: normalised(text) for id_, text in texts(side.plan, what).items()} for side in (self.old, self.new)
        )
        found = {id_: id_ for id_ in old if id_ in new and (self.same_rpjmd or old[id_] == new[id_])}
        free: defaultdict[str, list[str]] = defaultdict(list)
        for id_ in reversed(new):
            if id_ not in found and new[id_]:
                free[new[id_]].append(id_)
        for id_, text in old.items():
            if id_ not in found and free.get(text):
                found[id_] = free[text].pop()
        return found

    @cached_property
    def same_missions(self) -> bool:
        """Whether every mission has the id that it had."""
        return self.same_rpjmd and all(old == new for old, new in self.missions.items())

    @cached_property
    def same_objectives(self) -> bool:
        """Whether every goal and objective has the id that it had."""
        return self.same_rpjmd and all(old == new for old, new in self.objectives.items())

    def image(self, what: Served, id_: str) -> str | None:
        """The new id of a mission, goal or objective that the old side names; None where the new one does not have it.

        One whose text is on record on neither side is taken for the same if its id is.
        """
        old, new = (getattr(side.plan.rpjmd, what) for side in (self.old, self.new))
        unknown = self.same_rpjmd or (id_ not in old and id_ not in new)
        return self.images(what).get(id_, id_ if unknown else None)


class ChangeScope(Struct, frozen=True, kw_only=True):
    """Whose change it is: here the plan or a dimension of it, in the classes below a programme.

    `because` are the review inputs that the change rests on.
    """

    dimension: str | None = None
    because: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Entry | None, Entry | None]:
        """The programme in the old and in the new revision."""
        return None, None

    def change(
        self,
        kind: Kind,
        field: str | None,
        old: Any,
        new: Any,
        *,
        old_path: Address | None = None,
        new_path: Address | None = None,
        level: Level | None = None,
        measured: bool = False,
        bases: Sequence[Basis | UnsetType] = (UNSET, UNSET),
    ) -> Change:
        """A change; a value of None is no side. Paths default to the field under the owner.

        Of a figure the sides are values, and `bases` what each of the two rests on.
        """
        older, newer = self.entries
        before = self._side(older, "old", old, field, old_path, bases[0])
        after = self._side(newer, "new", new, field, new_path, bases[1])
        delta, percent = _delta(old, new) if measured else (None, None)
        if level is None:
            halved = kind in _BUDGETS and percent is not None and percent <= -50
            grave = after is None or kind == "target-lowered" or halved or stops(kind, new)
            level = "warning" if grave else "info"
        entry = newer or older
        programme = entry.id if entry else None
        return Change(kind, level, self.dimension, programme, field, before, after, delta, percent, self.because)

    def _side(
        self,
        entry: Entry | None,
        file: str,
        value: Any,
        field: str | None,
        path: Address | None,
        basis: Basis | UnsetType,
    ) -> Side | None:
        if value is None:
            return None
        if path is None:
            steps = tuple(field.split(".")) if field else ()
            path = (*entry.path, *steps) if entry else steps
        return Side(value, entry.id if entry else None, path, file, basis=basis)


class AddedScope(ChangeScope, frozen=True, kw_only=True):
    """A programme that the new revision alone has."""

    new: Entry

    @property
    def entries(self) -> tuple[None, Entry]:
        """No old programme, and the new one."""
        return None, self.new


class GoneScope(ChangeScope, frozen=True, kw_only=True):
    """A programme that the old revision alone has."""

    old: Entry

    @property
    def entries(self) -> tuple[Entry, None]:
        """The old programme, and no new one."""
        return self.old, None


class KeptScope(ChangeScope, frozen=True, kw_only=True):
    """A programme of the new revision and the old one that it comes from."""

    old: Entry
    new: Entry

    @property
    def entries(self) -> tuple[Entry, Entry]:
        """The old programme and the new one."""
        return self.old, self.new


def with_unread(pair: PlanPair, owner: KeptScope, change: Change) -> Change:
    """The change of a programme's field with what could not be read on one side as it stands in that file, as text.

    It is there, so nothing came or went, and nothing is computed from it.
    """
    if not change.field or (change.old is None) == (change.new is None):
        return change
    revision, entry, file = (pair.new, owner.new, "new") if change.old else (pair.old, owner.old, "old")
    known = change.old or change.new
    # By its address, since a key with a point in it may read as one that is deeper.
    steps = known.path[len(entry.path) :] if known else ()
    path = (*entry.path, *steps)
    value = none_if_empty(at(revision.data, path))
    # A list that one text stands against was read: the change is of an item of it.
    if value is None or (isinstance(value, list) and change.field != ".".join(map(str, steps))):
        return change
    # Only a file with faults has any.
    import json

    side = Side(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), entry.id, path, file)
    return structs.replace(
        change, level="info", old=change.old or side, new=change.new or side, delta=None, percent=None
    )


def _delta(old: Any, new: Any) -> tuple[int | float | None, float | None]:
    # What is not stated is not zero.
    if any(value is None or isinstance(value, str | bool) for value in (old, new)):
        return None, None
    delta = new - old
    return delta, delta / abs(old) * 100 if old else None


def stops(kind: str, value: Any) -> bool:
    """Whether a programme was stopped, or came to be on record as not run in a year."""
    return kind in _STOPS and _STOPS[kind] == value


def set_difference(old: list[Any], new: list[Any]) -> Iterator[tuple[Any, int | None, int | None]]:
    """Items of two sets that differ, with their index: (item, old index, None) or (item, None, new index)."""
    before, after = {item: i for i, item in enumerate(old)}, {item: i for i, item in enumerate(new)}
    for item in sorted(before.keys() ^ after.keys()):
        yield item, before.get(item), after.get(item)


def items(
    owner: ChangeScope,
    kind: Kind,
    field: str,
    old: list[Any],
    new: list[Any],
    bases: tuple[Address, Address] = ((), ()),
) -> Iterator[Change]:
    """One change for each item that came to or went from a list that is a set.

    `bases` are the addresses of what has the field, where that is no programme, in the old and in the new plan.
    """
    if old == new:
        return
    steps = tuple(field.split("."))
    old_base, new_base = (entry.path if entry else base for entry, base in zip(owner.entries, bases, strict=True))
    for item, i, j in set_difference(old, new):
        yield owner.change(
            kind,
            f"{field}.{item}",
            None if i is None else item,
            None if j is None else item,
            old_path=(*old_base, *steps, i or 0),
            new_path=(*new_base, *steps, j or 0),
        )
