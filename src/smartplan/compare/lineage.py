"""Which programme came from which: the chain of revisions, and lineage composed along it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from smartplan.compare.changes import Link
from smartplan.compare.revision import ComparedPlan, by_id
from smartplan.plan.model import City, Entry, Withdrawal
from smartplan.plan.plain_data import union

# At most so many references of a `because` stand at one change.
REASONS = 50
# So many pairs of old and new programmes a comparison has room for, and so many more for each programme. A plan in
# which merges and splits connect more is none.
PAIRS, PAIRS_EACH = 20_000, 4
Find = Callable[[str], ComparedPlan | None]


class Tangled(Exception):
    """Merges and splits connect more pairs of programmes than there is room for."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class Chain(Struct, frozen=True):
    """How two revisions hang together. `middle` runs from the older to the newer one.

    Plans of two cities are unrelated, whatever their revisions are called.
    """

    link: Link
    middle: tuple[ComparedPlan, ...] = ()
    missing: tuple[str, ...] = ()
    same_city: bool = True


class Declared(Struct, frozen=True):
    """A withdrawal, and the file that says it."""

    id: str
    file: str
    entry: Withdrawal
    because: tuple[str, ...]


class Matching(Struct):
    """Predecessors of each new programme, why, and what became of the old ones without a successor."""

    predecessors: dict[str, tuple[str, ...]]
    because: dict[str, tuple[str, ...]]
    withdrawn: dict[str, Declared] = {}


def chain(old: ComparedPlan, new: ComparedPlan, find: Find) -> Chain:
    """Follow `supersedes` from new to old, then from old to new; `find` gives a revision between by its name."""
    if old.data == new.data:
        return Chain("same")
    found = _chain(old, new, find)
    if _same_city(old.plan.city, new.plan.city, linked=found.link in ("states", "chain", "reverse")):
        return found
    return Chain("unrelated", same_city=False)


def _chain(old: ComparedPlan, new: ComparedPlan, find: Find) -> Chain:
    if old.plan.revision and old.plan.revision == new.plan.revision:
        return Chain("states")
    reached, middle, gap = _descend(new, old, find)
    if reached:
        return Chain("chain", middle)
    reached, middle, other_gap = _descend(old, new, find)
    if reached:
        return Chain("reverse", middle)
    missing = gap or other_gap
    return Chain("broken", (), (missing,)) if missing else Chain("unrelated")


def _same_city(old: City, new: City, *, linked: bool) -> bool:
    """By the code, else by the name; with a chain between them a code that was corrected makes no other city."""
    alike = old.name.split() == new.name.split()
    if old.code and new.code:
        return old.code == new.code or (linked and alike)
    return alike or not (old.name and new.name)


def _descend(newer: ComparedPlan, older: ComparedPlan, find: Find) -> tuple[bool, tuple[ComparedPlan, ...], str]:
    middle: list[ComparedPlan] = []
    seen = {newer.name, newer.plan.revision}
    name = newer.plan.supersedes
    while name:
        if name in (older.name, older.plan.revision):
            return True, tuple(reversed(middle)), ""
        if name in seen:
            break
        seen.add(name)
        found = find(name)
        if found is None:
            return False, (), name
        middle.append(found)
        name = found.plan.supersedes
    return False, (), ""


def match(
    old: ComparedPlan, new: ComparedPlan, links: Chain, edited: Mapping[str, tuple[str, ...]] | None = None
) -> Matching:
    """Match the programmes of two revisions as their link allows. Raises Tangled.

    `edited` are the predecessors of programmes of a state that was made from the other by an edit.
    """
    if links.link == "chain":
        return _compose(old, [*links.middle, new])
    if links.link == "reverse":
        return _backwards(_compose(new, [*links.middle, old]), new)
    before, after = by_id(old.plan), by_id(new.plan)
    # Between two cities equal ids mean nothing.
    predecessors: dict[str, tuple[str, ...]] = {
        id_: (id_,) if id_ in before and links.same_city else () for id_ in after
    }
    if links.link == "states":
        _by_formerly(before, after, predecessors)
        predecessors |= edited or {}
    matching = Matching(predecessors, {id_: reasons(entry.programme.because) for id_, entry in after.items()})
    if links.link != "unrelated":
        kept = {id_ for ids in predecessors.values() for id_ in ids}
        known = old.plan.withdrawn if links.link == "states" else {}
        for id_, entry in new.plan.withdrawn.items():
            if id_ in before and id_ not in kept and id_ not in known:
                matching.withdrawn[id_] = Declared(id_, "new", entry, reasons(entry.because))
    return matching


def reasons(*groups: Sequence[str]) -> tuple[str, ...]:
    """The union of what changes rest on. It stands at each change, and is cut where it goes on for longer than any list
    of reasons."""
    if not any(groups):
        return ()
    return tuple(union(*groups)[:REASONS])


def _by_formerly(before: dict[str, Entry], after: dict[str, Entry], predecessors: dict[str, tuple[str, ...]]) -> None:
    """An id given anew between two states: the same, non-empty `formerly`, on each side once."""

    def lonely(entries: Iterable[Entry]) -> dict[tuple[str, ...], str | None]:
        found: dict[tuple[str, ...], str | None] = {}
        for entry in entries:
            if entry.programme.formerly:
                key = tuple(sorted(entry.programme.formerly))
                found[key] = None if key in found else entry.id
        return found

    gone = lonely(entry for entry in before.values() if entry.id not in after)
    for key, id_ in lonely(entry for entry in after.values() if entry.id not in before).items():
        origin = gone.get(key)
        if id_ is not None and origin is not None:
            predecessors[id_] = (origin,)


def _compose(old: ComparedPlan, steps: list[ComparedPlan]) -> Matching:
    """Lineage from `old` through each step to the last one."""
    first = by_id(old.plan)
    origins: dict[str, tuple[str, ...]] = {id_: (id_,) for id_ in first}
    given: dict[str, tuple[str, ...]] = {}
    withdrawn: dict[str, Declared] = {}
    for step in steps:
        file = "new" if step is steps[-1] else step.name
        alive = {id_ for ids in origins.values() for id_ in ids}
        entries = by_id(step.plan)
        pairs, limit = 0, PAIRS + PAIRS_EACH * (len(first) + len(entries))
        now: dict[str, tuple[str, ...]] = {}
        why: dict[str, tuple[str, ...]] = {}
        for id_, entry in entries.items():
            formerly = entry.programme.formerly
            named = [id_] if formerly is None else formerly
            # One that returns after a revision without it is matched with the old revision itself.
            found = [origins.get(n, (n,) if n in first and n not in alive else ()) for n in named]
            now[id_] = found[0] if len(found) == 1 else tuple(union(*found))
            why[id_] = reasons(*(given.get(name, ()) for name in named), entry.programme.because)
            pairs += len(now[id_])
            if pairs > limit:
                raise Tangled(limit)
        for id_, entry_ in step.plan.withdrawn.items():
            if id_ in entries and entries[id_].programme.formerly is None:
                continue
            for origin in origins.get(id_, ()):
                because = reasons(given.get(id_, ()), entry_.because)
                withdrawn[origin] = Declared(id_, file, entry_, because)
        origins, given = now, why
    kept = {id_ for ids in origins.values() for id_ in ids}
    return Matching(origins, given, {id_: said for id_, said in withdrawn.items() if id_ not in kept})


def _backwards(forward: Matching, target: ComparedPlan) -> Matching:
    """The same lineage read from the newer to the older revision; what is absent there was not withdrawn."""
    later: dict[str, list[str]] = {id_: [] for id_ in by_id(target.plan)}
    for id_, origins in forward.predecessors.items():
        for origin in origins:
            later[origin].append(id_)
    because = {id_: reasons(*(forward.because[one] for one in ids)) for id_, ids in later.items()}
    return Matching({id_: tuple(ids) for id_, ids in later.items()}, because)
