"""From matched programmes to changes, in the order of the new profile and the files."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from msgspec import structs

from smartplan.compare import actions, comments, programme
from smartplan.compare.changes import Change, Kind, Level, Side
from smartplan.compare.lineage import Matching
from smartplan.compare.money import of_programmes
from smartplan.compare.pair import LONGEST, AddedScope, ChangeScope, GoneScope, KeptScope, PlanPair, with_unread
from smartplan.compare.plan import of_dimension, of_plan
from smartplan.compare.revision import ComparedPlan, by_id
from smartplan.plan import profile
from smartplan.plan.crosswalk import dimension_at
from smartplan.plan.finding import Address
from smartplan.plan.model import Entry
from smartplan.plan.plain_data import at

# Of a programme that was split into more parts than anybody splits one into, only the first or the one that kept the
# id is compared with it field by field.
_PARTS = 20


class _Group(NamedTuple):
    """Programmes that merges and splits connect, in the files' order; what stands in none is told of `primary`."""

    olds: list[Entry]
    news: list[Entry]
    primary: str


class Comparer:
    """One pass over two matched revisions; keeps what the balance and the suggestions need."""

    def __init__(self, pair: PlanPair, matching: Matching, gone_level: Level) -> None:
        self.pair = pair
        self.matching = matching
        self.gone_level = gone_level
        self.before = by_id(pair.old.plan)
        self.after = by_id(pair.new.plan)
        self.successors: defaultdict[str, list[str]] = defaultdict(list)
        for id_, origins in matching.predecessors.items():
            for origin in origins:
                self.successors[origin].append(id_)
        self.kinds: dict[str, set[str]] = {}
        self.groups: dict[str, _Group] = {}
        # By the first of each group, and then by programme.
        self.money: dict[str, dict[str, list[Change]]] = {}
        self.members: dict[Address, frozenset[str]] = {}

    @cached_property
    def ranks(self) -> tuple[dict[str, int], dict[str, int]]:
        """Where in its file each programme stands, old and new."""
        before, after = ({id_: rank for rank, id_ in enumerate(side)} for side in (self.before, self.after))
        return before, after

    def changes(self) -> Iterator[Change]:
        """Every change: the plan, then each dimension with its programmes, then what is gone from it."""
        yield from of_plan(self.pair)
        yield from self._remarks(ChangeScope(), ())
        here: defaultdict[str, list[Entry]] = defaultdict(list)
        gone: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.after.values():
            here[entry.dimension].append(entry)
        for entry in self.before.values():
            if entry.id not in self.successors:
                gone[dimension_at(self.pair.crosswalk, entry)].append(entry)
        for key in order(self.pair):
            yield from of_dimension(self.pair, key, self.successors)
            yield from self._remarks(ChangeScope(dimension=key), ("dimensions", key))
            for entry in here[key]:
                changes = list(self._programme(entry))
                self.kinds[entry.id] = {change.kind for change in changes}
                yield from changes
                yield from self._remarks_of(entry)
            for entry in gone[key]:
                yield self._gone(entry)

    def gone(self) -> list[Entry]:
        """Old programmes that were dropped without a word."""
        return [e for e in self.before.values() if e.id not in self.successors and e.id not in self.matching.withdrawn]

    def pairs(self, *kinds: Kind) -> Iterator[tuple[Entry, Entry]]:
        """Old and new of the programmes with changes of all these kinds."""
        for new in self.after.values():
            origins = self.matching.predecessors[new.id]
            if origins and self.kinds[new.id].issuperset(kinds):
                yield self._origin(new.id, origins), new

    def _origin(self, id_: str, origins: Sequence[str]) -> Entry:
        """The programme that a new one is compared with: of the same id, else the first named."""
        return self.before[id_ if id_ in origins else origins[0]]

    def _programme(self, new: Entry) -> Iterator[Change]:
        origins = self.matching.predecessors[new.id]
        because = self.matching.because[new.id]
        if not origins:
            added = AddedScope(dimension=new.dimension, because=because, new=new)
            yield added.change("programme-added", None, None, _whole(self.pair.new, new))
            return
        olds = [self.before[id_] for id_ in origins]
        old = self._origin(new.id, origins)
        alone = len(origins) == 1 and len(self.successors[old.id]) == 1
        if alone and old.id == new.id and programme.same(self.pair, old, new):
            return
        owner = self._owner(new)
        yield from self._lineage(owner, olds, alone)
        parts = self.successors[old.id]
        if len(parts) > _PARTS:
            keeps = old.id in self.matching.predecessors.get(old.id, ())
            if new.id != (old.id if keeps else parts[0]):
                return
        siblings = [self.after[id_] for id_ in parts if id_ != new.id] if len(parts) <= _PARTS else []
        first = alone or self._group(new.id).primary == new.id
        spent = of_programmes({new.id: owner}, [old], [new]) if alone else self._money(new.id)
        found = programme.compare(self.pair, owner, spent, is_first=first)
        for change in chain(found, actions.of_programme(self.pair, owner)):
            if change.new is not None or not any(self._has(part, change.field) for part in siblings):
                yield with_unread(self.pair, owner, change)

    def _owner(self, new: Entry) -> KeptScope:
        """Whose the changes of a programme are that was there before."""
        old = self._origin(new.id, self.matching.predecessors[new.id])
        return KeptScope(dimension=new.dimension, because=self.matching.because[new.id], old=old, new=new)

    def _money(self, id_: str) -> Sequence[Change]:
        """Changes of the money of a group that are told of one of its programmes: of the first that states it now."""
        group = self._group(id_)
        if group.primary not in self.money:
            # Of one that is split into too many parts only the first is told.
            whole = all(len(self.successors[old.id]) <= _PARTS for old in group.olds)
            told = sorted(group.news, key=lambda new: new.id != group.primary)[: None if whole else 1]
            found: defaultdict[str, list[Change]] = defaultdict(list)
            for change in of_programmes({new.id: self._owner(new) for new in told}, group.olds, group.news):
                found[change.programme or ""].append(change)
            self.money[group.primary] = found
        return self.money[group.primary].get(id_, ())

    def _has(self, part: Entry, field: str | None) -> bool:
        """Whether another part of a programme that was split has what this one lacks; then nothing was lost."""
        name, _, item = (field or "").partition(".")
        whole = at(self.pair.new.data, (*part.path, name)) if item else None
        if isinstance(whole, str):
            return whole == item
        # An item of a list may have points in it, as codes have.
        *steps, last = (name, item) if isinstance(whole, list) else (field or "").split(".")
        path = (*part.path, *steps)
        if path not in self.members:
            found = at(self.pair.new.data, path)
            self.members[path] = frozenset(map(str, found)) if isinstance(found, list | dict) else frozenset()
        return last in self.members[path]

    def _remarks_of(self, new: Entry) -> Iterator[Change]:
        """Comments of a programme that was there before; of a split those of the part that kept the id."""
        if not self.pair.old.remarks and not self.pair.new.remarks:
            return
        origins = self.matching.predecessors.get(new.id, ())
        if new.id in origins or (len(origins) == 1 and len(self.successors[origins[0]]) == 1):
            old = self._origin(new.id, origins)
            yield from self._remarks(KeptScope(dimension=new.dimension, old=old, new=new), ())

    def _remarks(self, owner: ChangeScope, base: Address) -> Iterator[Change]:
        old, new = (
            revision.remarks.get(entry.path if entry else base, ())
            for revision, entry in zip((self.pair.old, self.pair.new), owner.entries, strict=True)
        )
        if old or new:
            yield from comments.differences(owner, base, old, new)

    def _lineage(self, owner: KeptScope, olds: list[Entry], alone: bool) -> Iterator[Change]:
        old, new = owner.entries
        if not alone:
            kind: Kind = "programme-merged" if len(olds) > 1 else "programme-split"
            for one in olds:
                # Named only: a programme may take part in many of these.
                yield structs.replace(owner, old=one).change(kind, None, _named(one), _named(new))
        if new.dimension not in [dimension for dimension, _ in programme.places(self.pair, old)]:
            yield owner.change("programme-moved", None, old.dimension, new.dimension)
        if alone and old.id != new.id:
            yield owner.change("programme-renumbered", None, old.id, new.id)

    def _group(self, id_: str) -> _Group:
        """Every programme that merges and splits connect with this one."""
        if id_ in self.groups:
            return self.groups[id_]
        olds: set[str] = set()
        news: set[str] = set()
        todo = [id_]
        while todo:
            part = todo.pop()
            if part in news:
                continue
            news.add(part)
            for origin in self.matching.predecessors[part]:
                if origin not in olds:
                    olds.add(origin)
                    todo += self.successors[origin]
        before, after = self.ranks
        old = [self.before[one] for one in sorted(olds, key=before.__getitem__)]
        new = [self.after[one] for one in sorted(news, key=after.__getitem__)]
        group = _Group(old, new, next((entry.id for entry in new if entry.id in olds), new[0].id))
        # A plan may be one large group, which every one of its programmes asks for.
        self.groups |= dict.fromkeys(news, group)
        return group

    def _gone(self, old: Entry) -> Change:
        said = self.matching.withdrawn.get(old.id)
        value = _whole(self.pair.old, old)
        dimension = dimension_at(self.pair.crosswalk, old)
        owner = GoneScope(dimension=dimension, because=said.because if said else (), old=old)
        if said is None:
            return owner.change("programme-dropped", None, value, None, level=self.gone_level)
        change = owner.change("programme-withdrawn", None, value, None)
        entry: dict[str, object] = {"reason": said.entry.reason}
        if said.entry.because:
            entry["because"] = list(said.entry.because)
        side = Side(entry, old.id, ("withdrawn", said.id), said.file)
        return Change(
            change.kind,
            change.level,
            change.dimension,
            change.programme,
            None,
            change.old,
            side,
            None,
            None,
            change.because,
        )


def order(pair: PlanPair) -> list[str]:
    """Dimensions in the order of the new profile, then as they stand in the files."""
    known = profile.of(pair.new.plan)
    old, new = pair.old.plan.dimensions, pair.new.plan.dimensions
    # Under another profile a programme may be gone from a dimension that neither plan has.
    first = [key for key in (known.dimensions if known else ()) if key in old or key in new or pair.crosswalk]
    return list(dict.fromkeys([*first, *new, *old]))


def _named(entry: Entry) -> dict[str, str]:
    return {"name": entry.programme.name[:LONGEST]}


def _whole(revision: ComparedPlan, entry: Entry) -> object:
    return at(revision.data, entry.path) or {}
