"""Programmes of which both sides of a merge settled what becomes of them, each in its own way.

One that ours renumbered and theirs merged into another would come out as two programmes with its money twice, though
no line of theirs touches one of ours. The lineage is read as everywhere: from `formerly`, where that is not written
from the id. A programme that is new in the file, or stands in a first revision, leaves no such trace when it is
renumbered or merged; it is known again by its name, and once its id is gone by its money and indicators.

Lineage is not all that moves money: what one side has by indicator the other may state, or take others in beside it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

# Plain data of programmes by id.
Programmes = Mapping[str, Any]
Ids = frozenset[str]
_NOBODY: Ids = frozenset()
# What more programmes than this have in common tells none of them from the others, and to compare all takes too long.
_MANY = 200


class Contest(Struct, frozen=True):
    """A programme with two ends: the ids under which it goes on in ours and in theirs, none where it was taken out."""

    id: str
    ours: Ids
    theirs: Ids


class Contested(NamedTuple):
    """The programmes with two ends, and the ids that are to be as one side has them or as the other has them.

    `withdrawals` are ids of the superseded revision.
    """

    contests: list[Contest]
    programmes: Ids
    withdrawals: Ids


NOTHING_CONTESTED = Contested([], frozenset(), frozenset())


class _End(NamedTuple):
    """The programmes that go on from one, and those into which it seems to have been merged."""

    heirs: Ids
    takers: Ids = _NOBODY


def contested(base: Programmes, ours: Programmes, theirs: Programmes) -> Contested:
    """Compare what becomes of every programme in ours and in theirs."""
    claims = [_claims(side) for side in (base, ours, theirs)]
    ends = _ends(base, base, claims[0]), _ends(base, ours, claims[1]), _ends(base, theirs, claims[2])
    for id_ in (claims[1].keys() & claims[2].keys()) - claims[0].keys():
        # Of the superseded revision, and not in the base: taken back, or found to go on.
        for end, heirs in zip(ends, claims, strict=True):
            end[id_] = _End(heirs.get(id_, _NOBODY))
    contests = [
        Contest(id_, mine.heirs | mine.takers, other.heirs | other.takers)
        for id_, (was, mine, other) in sorted(_trios(*ends))
        if _is_contest(was, mine, other)
    ]
    ids = {heir for one in contests for heir in one.ours | one.theirs}
    ids |= _reused(base, ours, theirs) | _counted_otherwise(base, ours, theirs) | _fed_otherwise(ends)
    origins = {origin for one in contests for origin in (_origins(one.id, base) if one.id in base else ()) or (one.id,)}
    return Contested(contests, _drawn_in(ids, ends), frozenset(origins))


def _trios(*ends: Mapping[str, _End]) -> Iterator[tuple[str, tuple[_End, _End, _End]]]:
    base, ours, theirs = ends
    return ((id_, (base[id_], ours[id_], theirs[id_])) for id_ in base)


def _is_contest(was: _End, ours: _End, theirs: _End) -> bool:
    mine, other = ours.heirs | ours.takers, theirs.heirs | theirs.takers
    if was.heirs in (mine, other) or mine == other:
        return False
    # That another programme grew where one side takes this one out may be nothing but money that was given to it.
    return bool((mine and other) or ours.heirs or theirs.heirs)


def _drawn_in(ids: Iterable[str], ends: tuple[Mapping[str, _End], ...]) -> Ids:
    """The ids, and those of the programmes that belong to them.

    Who takes one side of a programme that took others in must get the others as that side has them, too.
    """
    changed = {id_: sides for id_, (was, *sides) in _trios(*ends) if any(end != was for end in sides)}
    olds: defaultdict[str, list[str]] = defaultdict(list)
    for id_, sides in changed.items():
        for heir in frozenset().union(*(heirs for end in sides if end != ends[0][id_] for heirs in end)):
            olds[heir].append(id_)
    found: set[str] = set()
    waiting = set(ids)
    while waiting:
        heir = waiting.pop()
        found.add(heir)
        for id_ in olds.pop(heir, ()):
            if sides := changed.pop(id_, []):
                waiting |= frozenset((id_,)).union(*(heirs for end in sides for heirs in end)) - found
    return frozenset(found)


def _reused(base: Programmes, ours: Programmes, theirs: Programmes) -> set[str]:
    """Ids under which one side has another programme than the base, and the other side changed the one of the base."""
    return {
        id_
        for id_ in base.keys() & ours.keys() & theirs.keys()
        for one, other in ((ours, theirs), (theirs, ours))
        if base[id_] != other[id_] != one[id_] and not _origins(id_, one) & _origins(id_, base)
    }


def _counted_otherwise(base: Programmes, ours: Programmes, theirs: Programmes) -> set[str]:
    """Ids whose money one side alone came to state, or no longer states, and the other side changed as it was.

    What is stated hides what the indicators have: a new sum of these would be lost.
    """
    found = set()
    for id_ in base.keys() & ours.keys() & theirs.keys():
        was, mine, other = base[id_], ours[id_], theirs[id_]
        if was not in (mine, other) and _states_money(mine) != _states_money(other):
            as_before = mine if _states_money(mine) == _states_money(was) else other
            if _money(as_before) != _money(was) and any(map(_by_indicators, (was, mine, other))):
                found.add(id_)
    return found


def _fed_otherwise(ends: tuple[Mapping[str, _End], ...]) -> set[str]:
    """Ids that take in some programmes in ours and others in theirs: sums that come out equal are not the same sum."""
    taken: list[defaultdict[str, set[str]]] = [defaultdict(set), defaultdict(set)]
    for id_, (was, *sides) in _trios(*ends):
        for found, end in zip(taken, sides, strict=True):
            if end != was:
                for heir in (end.heirs | end.takers) - was.heirs - {id_}:
                    found[heir].add(id_)
    ours, theirs = taken
    return {heir for heir in ours.keys() & theirs.keys() if ours[heir] != theirs[heir]}


def _origins(id_: str, programmes: Programmes) -> Ids:
    """The programmes of the superseded revision that one goes on from, as far as it says; else it has its own id."""
    formerly = _part(programmes[id_], "formerly")
    return frozenset(map(str, formerly)) if isinstance(formerly, list) else frozenset((id_,))


def _claims(programmes: Programmes) -> dict[str, Ids]:
    """Who goes on from each programme of the superseded revision."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for id_ in programmes:
        for origin in _origins(id_, programmes):
            found[origin].add(id_)
    return _telling(found)


def _telling(index: Mapping[Any, set[str]]) -> dict[Any, Ids]:
    return {key: frozenset(ids) for key, ids in index.items() if len(ids) <= _MANY}


def _ends(base: Programmes, side: Programmes, claims: Mapping[str, Ids]) -> dict[str, _End]:
    """What becomes on a side of each programme of the base; `claims` are those of the side."""
    names, marks = defaultdict(set), defaultdict(set)
    for id_ in side.keys() - base.keys():
        names[_name(side[id_])].add(id_)
        for mark in _marks(side[id_]):
            marks[mark].add(id_)
    named, carrying, growth = _telling(names), _telling(marks), _Growth(base, side)
    found = {}
    for id_, programme in base.items():
        # Mostly one set that is there already; as many new ones would fill the memory.
        groups = [claims.get(origin, _NOBODY) for origin in _origins(id_, base)]
        if (name := _name(programme)) and name in named:
            groups.append(named[name])
        heirs = groups[0] if len(groups) == 1 else _NOBODY.union(*groups)
        if id_ in side:
            found[id_] = _End(heirs if id_ in heirs else heirs | {id_})
            continue
        heirs = heirs.union(*(carrying.get(mark, ()) for mark in _marks(programme)))
        found[id_] = _End(heirs, _NOBODY if heirs else growth.by(programme))
    return found


class _Growth:
    """What the programmes of a side have more than in the base."""

    def __init__(self, base: Programmes, side: Programmes) -> None:
        self._money: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        grown: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        indicators: defaultdict[str, set[str]] = defaultdict(set)
        for id_, programme in side.items():
            before = base.get(id_)
            if programme == before:
                continue
            had = _money(before)
            for at, amount in _money(programme).items():
                more = self._money[id_][at] = amount - had.get(at, 0)
                grown[at].append((more, id_))
            for indicator in _indicators(programme) - _indicators(before):
                indicators[indicator].add(id_)
        self._grown = {at: sorted(found) for at, found in grown.items()}
        self._indicators = _telling(indicators)

    def by(self, programme: Any) -> Ids:
        """Those that have all the money of a programme, or one of its indicators, more than before."""
        found = _NOBODY.union(*(self._indicators.get(one, ()) for one in _indicators(programme)))
        money = _money(programme)
        # Looked for where the fewest have grown as much.
        counts = {at: self._as_much(at, amount) for at, amount in money.items()}
        at = min(counts, key=counts.__getitem__, default=None)
        if at is None or not 0 < counts[at] <= _MANY:
            return found
        return found.union(
            id_
            for _, id_ in self._grown[at][-counts[at] :]
            if all(self._money[id_].get(one, 0) >= amount for one, amount in money.items())
        )

    def _as_much(self, at: tuple[str, str], amount: int) -> int:
        """How many programmes have as much more there."""
        grown = self._grown.get(at, [])
        return len(grown) - bisect_left(grown, (amount, ""))


def _part(programme: Any, name: str) -> Any:
    return programme.get(name) if isinstance(programme, dict) else None


def _name(programme: Any) -> str:
    return " ".join(str(_part(programme, "name") or "").casefold().split())


def _marks(programme: Any) -> list[tuple[str, Any]]:
    """What a programme carries that hardly another one carries as well."""
    found = ("budget", frozenset(_money(programme).items())), ("indicators", _indicators(programme))
    return [mark for mark in found if mark[1]]


def _money(programme: Any) -> dict[tuple[str, str], int]:
    """Amounts by source and year: what is stated, else the sum over the indicators.

    What is no whole number above zero is left out.
    """
    return _amounts(_part(programme, "budget")) if _states_money(programme) else _by_indicators(programme)


def _by_indicators(programme: Any) -> dict[tuple[str, str], int]:
    indicators = _part(programme, "indicators")
    found: Counter[tuple[str, str]] = Counter()
    for indicator in indicators.values() if isinstance(indicators, dict) else ():
        found.update(_amounts(_part(indicator, "budget")))
    return found


def _states_money(programme: Any) -> bool:
    """Whether a programme states any money itself."""
    budget = _part(programme, "budget")
    funds = budget.values() if isinstance(budget, dict) else ()
    return any(figure is not None for years in funds if isinstance(years, dict) for figure in years.values())


def _amounts(budget: Any) -> dict[tuple[str, str], int]:
    return {
        (str(fund), str(year)): amount
        for fund, years in (budget.items() if isinstance(budget, dict) else ())
        for year, figure in (years.items() if isinstance(years, dict) else ())
        if type(amount := _part(figure, "value") if isinstance(figure, dict) else figure) is int and amount > 0
    }


def _indicators(programme: Any) -> Ids:
    """The indicators, each with all that is said of it."""
    indicators = _part(programme, "indicators")
    return frozenset(map(repr, indicators.values())) if isinstance(indicators, dict) else frozenset()
