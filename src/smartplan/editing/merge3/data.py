"""Two revisions of one file that both go on from a third, put together as plain data: what the text must come to mean.

"Not stated" has one form here: None, nothing and an empty mapping are all left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct
from msgspec.json import encode

from smartplan.editing.key_order import NodeKind
from smartplan.editing.merge3.lineage import NOTHING_CONTESTED, Contested, contested
from smartplan.plan.finding import Address

Favour = Literal["ours", "theirs"]
# What one thing is in base, ours and theirs.
ThreeWay = tuple[Any, Any, Any]
# Lists whose order says nothing: what one side adds and the other takes away both happen.
SETS = frozenset(
    [
        "partners",
        "missions",
        "objectives",
        "judged",
        "code",
        "location",
        "tags",
        "years",
        "sources",
        "evidence",
        "because",
        "formerly",
        "change_reasons",
        "stakeholders",
        "legal_basis",
        "members",
        "programmes",
    ]
)
# Stands in the base for a programme that is one side's or the other's as a whole: no side has it, so both changed it.
_NEITHER = "\0neither"


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same in the file: 1, 1.0 and true are three; the order of keys says nothing."""
    if type(one) is not type(other) or one != other:
        return False
    # To Python true is 1. To JSON, which is written in no time, it is not, but the order of keys counts.
    return encode(one) == encode(other) or _same_types(one, other)


def _same_types(one: Any, other: Any) -> bool:
    """Whether two values that are equal are so at every depth without being taken for another type."""
    if isinstance(one, dict):
        return all(_same_types(value, other[name]) for name, value in one.items())
    if isinstance(one, list):
        return all(map(_same_types, one, other))
    return type(one) is type(other)


def stated(value: Any) -> Any:
    """The value without what is not stated in it; None where that is all of it."""
    if not isinstance(value, dict):
        return value
    inner = ((name, stated(item) if isinstance(item, dict) else item) for name, item in value.items())
    return {name: item for name, item in inner if item is not None} or None


def is_ids(kind: NodeKind) -> bool:
    """Whether the keys of a mapping are ids: what stands under one is a thing, there or not there as a whole.

    A dimension is none: the profile has it, and the plan only says something of it.
    """
    return kind.block and not kind.fields and not kind.child("").child("programmes").block


def merge_value(name: Any, kind: NodeKind, values: ThreeWay, favour: Favour, *, thing: bool = False) -> Any:
    """The value of an entry from three stated ones; where both sides changed it, that of the favoured side."""
    base, ours, theirs = values
    if same(ours, theirs) or same(theirs, base):
        return ours
    if same(ours, base):
        return theirs
    chosen = ours if favour == "ours" else theirs
    if all(value is None or isinstance(value, dict) for value in values) and not (thing and None in values):
        return _mapping(kind, (base or {}, ours or {}, theirs or {}), favour) or None
    if name in SETS and all(value is None or _is_set(value) for value in values):
        # What `formerly` does not say it does not leave open: a programme then goes on from its own id.
        if name != "formerly":
            return _set(base or [], ours or [], theirs or []) or None
        if None not in values:
            return _set(base, ours, theirs) or chosen
    return chosen


def _mapping(kind: NodeKind, values: ThreeWay, favour: Favour) -> dict[str, Any]:
    base, ours, theirs = values
    found = {}
    for name in {**ours, **theirs}:
        inner = base.get(name), ours.get(name), theirs.get(name)
        found[name] = merge_value(name, kind.child(name), inner, favour, thing=is_ids(kind))
    return {name: value for name, value in found.items() if value is not None}


def _is_set(value: Any) -> bool:
    return isinstance(value, list) and len({(type(item), item) for item in value if _plain(item)}) == len(value)


def _plain(item: Any) -> bool:
    return not isinstance(item, (dict, list))


def _set(base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    found = [item for item in ours if item in theirs or item not in base]
    added = [item for item in theirs if item not in ours and item not in base]
    if added and all(type(item) is int for item in found + added) and found == sorted(found):
        return sorted(found + added)
    return found + added


class Unmergeable(Exception):
    """Texts that cannot be put together entry by entry; the lines are all there is."""


class Moves(Struct, frozen=True):
    """Where each programme stands in the end: by id the dimension if ours is favoured, and if theirs is.

    Only programmes whose id stands once in each of the three are followed. Those that are `contested` stay at the place
    of the side that has them, and count among the `moved`.
    """

    homes: Mapping[str, tuple[str, str]] = {}
    moved: frozenset[str] = frozenset()
    contested: Contested = NOTHING_CONTESTED

    def at(self, id_: str, here: str, favour: Favour) -> str:
        """The dimension of a programme that stands `here`."""
        return self.homes.get(id_, (here, here))[favour == "theirs"]


def programmes(data: Any) -> Iterator[tuple[str, str, Any]]:
    """Dimension, id and value of each programme of plain data."""
    dimensions = data.get("dimensions") if isinstance(data, dict) else None
    for key, dimension in dimensions.items() if isinstance(dimensions, dict) else ():
        found = dimension.get("programmes") if isinstance(dimension, dict) else None
        for id_, value in found.items() if isinstance(found, dict) else ():
            yield key, id_, value


def homes(data: Any) -> dict[str, str]:
    """The dimension of each programme by id."""
    return {id_: key for key, id_, _ in programmes(data)}


def follow_moves(base: Any, ours: Any, theirs: Any) -> Moves:
    """Follow the programmes by their ids through the three, and find those whose lineage both sides settled."""
    twice = {id_ for data in (base, ours, theirs) for id_ in _twice(data)}
    was, here, there = homes(base), homes(ours), homes(theirs)
    open_ = contested(*({id_: value for _, id_, value in programmes(data)} for data in (base, ours, theirs)))
    found: dict[str, tuple[str, str]] = {}
    moved = set()
    for id_ in {**was, **here, **there}:
        if id_ in twice:
            continue
        b, o, t = was.get(id_), here.get(id_), there.get(id_)
        both = (o or t or b or "", t or o or b or "")
        if id_ not in open_.programmes and b is not None and o is not None and t is not None and b in (o, t):
            both = (t, t) if o == b else (o, o)
        found[id_] = both
        if id_ in open_.programmes or len({home for home in (b, o, t) if home is not None}) > 1:
            moved.add(id_)
    withdrawals = open_.withdrawals & (_withdrawn(ours) | _withdrawn(theirs))
    return Moves(found, frozenset(moved), open_._replace(programmes=open_.programmes & moved, withdrawals=withdrawals))


def _withdrawn(data: Any) -> set[str]:
    found = data.get("withdrawn") if isinstance(data, dict) else None
    return set(found) if isinstance(found, dict) else set()


def _twice(data: Any) -> set[str]:
    seen: set[str] = set()
    return {id_ for _, id_, _ in programmes(data) if id_ in seen or seen.add(id_)}  # type: ignore[func-returns-value]


def in_final_places(whole: ThreeWay, moves: Moves, favour: Favour) -> ThreeWay:
    """Base, ours and theirs as stated, with each programme at its place in the end.

    Of a programme that one side moved and the other took out, and of what is contested, the base differs from both.
    """
    gone = moves.moved - (homes(whole[1]).keys() & homes(whole[2]).keys())
    base, ours, theirs = whole
    was = _settled(base, moves, favour, gone) or {}
    for id_ in moves.contested.programmes:
        _put(was, ("dimensions", moves.at(id_, "", favour), "programmes", id_), _NEITHER)
    for id_ in moves.contested.withdrawals:
        _put(was, ("withdrawn", id_), _NEITHER)
    return was, _settled(ours, moves, favour), _settled(theirs, moves, favour)


def _settled(data: Any, moves: Moves, favour: Favour, gone: frozenset[str] = frozenset()) -> Any:
    if not moves.moved or not isinstance(data, dict) or not isinstance(data.get("dimensions"), dict):
        return stated(data)
    dimensions: dict[str, Any] = {
        key: {**(value or {}), "programmes": {}} if value is None or isinstance(value, dict) else value
        for key, value in data["dimensions"].items()
    }
    for key, id_, value in programmes(data):
        place = dimensions.setdefault(moves.at(id_, key, favour), {"programmes": {}})
        if not isinstance(place, dict):
            # One side has something else in place of the dimension that the programme goes to.
            raise Unmergeable
        place["programmes"][id_] = _NEITHER if id_ in gone else value
    return stated({**data, "dimensions": dimensions})


def _put(data: Any, path: Address, value: Any) -> None:
    """Put a value at an address of plain data, whether or not anything was there."""
    for step in path[:-1]:
        if not isinstance(data, dict):
            raise Unmergeable
        data = data.setdefault(step, {})
    if not isinstance(data, dict):
        raise Unmergeable
    data[path[-1]] = value
