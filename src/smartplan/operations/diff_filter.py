"""Which part of a comparison is asked for: names as people write them, by the plans that are compared."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from smartplan.compare.changes import KINDS, LEVELS, Comparison, Level, Wanted
from smartplan.errors import UnknownName
from smartplan.plan.model import Plan
from smartplan.plan.names import unknown

# A kind of change of a programme may be named without the word that all of them begin with.
_SHORT = "programme-"


def kinds(names: Iterable[str]) -> frozenset[str]:
    """Kinds of change. Raises UnknownName."""
    return frozenset(_kind(name, KINDS, "kind") for name in names)


def thresholds(names: Iterable[str]) -> frozenset[str]:
    """Kinds and levels. Raises UnknownName."""
    return frozenset(_kind(name, (*KINDS, *LEVELS), "level") for name in names)


def reaches(comparison: Comparison, thresholds: frozenset[str]) -> bool:
    """Whether a change is of one of these kinds, or as severe as one of these levels."""
    levels = {level for name in thresholds if name in LEVELS for level in LEVELS[: LEVELS.index(name) + 1]}
    return any(change.kind in thresholds or change.level in levels for change in comparison.changes)


class Filter(Struct, frozen=True):
    """The part of a comparison that is asked for, by names of dimensions and so on; of what is not named, all."""

    dimensions: Sequence[str] = ()
    agencies: Sequence[str] = ()
    missions: Sequence[str] = ()
    programmes: Sequence[str] = ()
    kinds: frozenset[str] = frozenset()
    level: Level = "info"

    def wanted(self, plans: Sequence[Plan]) -> Wanted:
        """What the names mean in any of the plans: ids, names in all languages, short names, whatever the case.

        Raises UnknownName for the first that is not known.
        """
        return Wanted(
            dimensions=_found(self.dimensions, plans, _dimensions, "dimension"),
            agencies=_agencies(self.agencies, plans),
            missions=_found(self.missions, plans, _missions, "mission"),
            programmes=_found(self.programmes, plans, _programmes, "programme"),
            kinds=self.kinds,
            level=self.level,
        )


def _kind(name: str, known: Sequence[str], what: str) -> str:
    if name in known:
        return name
    if f"{_SHORT}{name}" in known:
        return f"{_SHORT}{name}"
    error = unknown(name, what, [*known, *(one.removeprefix(_SHORT) for one in known)])
    raise error if error.values["nearest"] else UnknownName.listing(name, what, known)


def _found(
    names: Sequence[str], plans: Sequence[Plan], naming: Callable[[Plan], Iterator[tuple[str, str]]], what: str
) -> frozenset[str]:
    if not names:
        return frozenset()
    ids: dict[str, set[str]] = {}
    shown: dict[str, None] = {}
    for plan in plans:
        for name, id_ in naming(plan):
            ids.setdefault(_plain(name), set()).add(id_)
            shown[name] = None
    for name in names:
        if _plain(name) not in ids:
            raise unknown(name, what, shown)
    return frozenset(id_ for name in names for id_ in ids[_plain(name)])


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _missions(plan: Plan) -> Iterator[tuple[str, str]]:
    return ((id_, id_) for id_ in plan.rpjmd.missions)


def _programmes(plan: Plan) -> Iterator[tuple[str, str]]:
    return ((one.id, one.id) for one in plan.entries())


def _dimensions(plan: Plan) -> Iterator[tuple[str, str]]:
    from smartplan.plan import profile

    known = profile.of(plan)
    for key, dimension in (known.dimensions if known else {}).items():
        yield from ((name, key) for name in (key, *dimension.name.values(), *dimension.aliases))
    yield from ((key, key) for key in plan.dimensions)


def _agencies(names: Sequence[str], plans: Sequence[Plan]) -> frozenset[str]:
    if not names:
        return frozenset()
    from smartplan.analysis.agenda import agency_names, find_agency

    found: set[str] = set()
    for name in names:
        ids = {id_ for plan in plans if (id_ := find_agency(plan, name)) is not None}
        if not ids:
            raise unknown(name, "agency", agency_names(plans))
        found |= ids
    return frozenset(found)
