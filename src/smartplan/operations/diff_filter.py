"""Which part of a comparison is asked for: names as people write them, by the plans that are compared."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from smartplan.compare.changes import KINDS, LEVELS, Change, Level, Wanted
from smartplan.errors import UsageError
from smartplan.plan.model import Plan
from smartplan.plan.names import unknown
from smartplan.plan.understand import Named, Words, agencies, all_names, dimensions, meant, missions, programmes, wanted

# A kind of change of a programme may be named without the word that all of them begin with.
_SHORT = "programme-"


def kinds(names: Iterable[str], words: Words) -> frozenset[str]:
    """Kinds of change, also in the words for them. Raises UnknownName."""
    return frozenset(_kind(name, KINDS, "kind", words) for name in names)


def thresholds(names: Iterable[str], words: Words) -> frozenset[str]:
    """Kinds and levels. Raises UnknownName."""
    return frozenset(_kind(name, (*KINDS, *LEVELS), "level", words) for name in names)


def reaches(change: Change, thresholds: frozenset[str]) -> bool:
    """Whether a change is of one of these kinds, or as severe as one of these levels."""
    above = LEVELS[LEVELS.index(change.level) :]
    return change.kind in thresholds or not thresholds.isdisjoint(above)


class Filter(Struct, frozen=True):
    """The part of a comparison that is asked for, by names of dimensions and so on; of what is not named, all."""

    dimensions: Sequence[str] = ()
    agencies: Sequence[str] = ()
    missions: Sequence[str] = ()
    programmes: Sequence[str] = ()
    kinds: frozenset[str] = frozenset()
    level: Level = "info"

    def wanted(self, plans: Sequence[Plan]) -> Wanted:
        """What the names mean in any of the plans. Raises UnknownName for the first that is not known."""
        return Wanted(
            dimensions=wanted(self.dimensions, "dimension", map(dimensions, plans)),
            agencies=wanted(self.agencies, "agency", map(agencies, plans)),
            missions=wanted(self.missions, "mission", map(missions, plans)),
            programmes=wanted(self.programmes, "programme", map(programmes, plans)),
            kinds=self.kinds,
            level=self.level,
        )


def years(typed: Sequence[str]) -> list[int]:
    """Years and spans of years, such as `2024-2026`, in order. Raises UsageError for what is none."""
    found: set[int] = set()
    for one in typed:
        # Few ask for years, and only they pay for its imports.
        from smartplan.editing import spoken

        span = spoken.years(one)
        if not span:
            raise UsageError("error.bad-years", value=one.strip())
        found.update(span)
    return sorted(found)


def _kind(name: str, values: Sequence[str], what: str, words: Words) -> str:
    known = [Named(one, _names(one, words)) for one in values]
    found = meant(name, what, known)
    if found is not None:
        return found
    raise unknown(name, what, all_names(known), values)


def _names(value: str, words: Words) -> list[str]:
    """What a kind or a level is called besides; that which is short for a kind first."""
    if value in LEVELS:
        return [*words.get("severity", {}).get(value, ())]
    short = [value.removeprefix(_SHORT)] if value.startswith(_SHORT) else []
    return [*short, *words.get("kind", {}).get(value.partition("-")[2], ())]
