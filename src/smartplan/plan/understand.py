"""What people call things: the one reader of names, for every argument, option, filter and value.

A thing has a value, which is what stands in a file, and the names that reports print for it. The value is understood as
it is and in any other case; the names whatever their case and spacing.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from smartplan.errors import AmbiguousName, UnknownName
from smartplan.plan import profile
from smartplan.plan.finding import Address
from smartplan.plan.model import (
    Action,
    Dimension,
    Gap,
    Indicator,
    Objective,
    Plan,
    Programme,
    ReadinessItem,
    Rpjmd,
    Team,
)
from smartplan.plan.names import nearest, unknown


class Named(NamedTuple):
    """What is written for a thing, and what it is called besides; the first of its names tells it best."""

    value: str
    names: Sequence[str] = ()


# What a plan has few enough of to list it where nothing like a name is known, and how many of it at most.
_LISTED = frozenset(["agency", "mission", "dimension"])
_MOST = 10
# The words of a vocabulary in every language: vocabulary, value, names.
Words = Mapping[str, Mapping[str, Sequence[str]]]


def understand(typed: str, what: str, known: Iterable[Named]) -> str:
    """The value of what was typed. `what` is the word for it in the catalogue, below `error.what`.

    Raises UnknownName with the nearest of all names, and AmbiguousName where several things are called so.
    """
    known = list(known)
    found = meant(typed, what, known)
    if found is None:
        raise unknown_name(typed, what, known)
    return found


def unknown_name(typed: str, what: str, known: Iterable[Named]) -> UnknownName:
    """The error for what nothing is called: with the nearest name, else, of what is few, with what there is."""
    known = list(known)
    listed = dict.fromkeys(one.value for one in known) if what in _LISTED else ()
    return unknown(typed, what, dict.fromkeys(all_names(known)), listed, _MOST)


def meant(typed: str, what: str, known: Iterable[Named]) -> str | None:
    """The same, but None where nothing is called so. Raises AmbiguousName."""
    found = readings(typed, known)
    if len(found) > 1:
        raise AmbiguousName(name=typed, what=what, readings=[(one.value, one.names[:1]) for one in found])
    return found[0].value if found else None


def kept(typed: str, what: str, known: Iterable[Named]) -> str:
    """The same, but what was typed where nothing is called so: whoever takes it says what is wrong with it."""
    found = meant(typed, what, known)
    return typed if found is None else found


def chosen(typed: str, what: str, values: Sequence[str], vocabulary: str, words: Words) -> str:
    """The word of a vocabulary that was typed in any language, one of `values`.

    Raises UnknownName with the nearest and all of them, and AmbiguousName.
    """
    named = words.get(vocabulary, {})
    known = [Named(one, named.get(one, ())) for one in values]
    found = meant(typed, what, known)
    if found is None:
        near = nearest(typed, all_names(known)) or ""
        of = {"vocabulary": values, "words_of": vocabulary}
        raise UnknownName(name=typed, what=what, nearest=near, variant="both" if near else "listed", **of)
    return found


def parts(typed: str, known: Sequence[Named]) -> list[str]:
    """What is said one after the other, with commas between: a name may have some of its own."""
    said = [part.strip() for part in re.split(r"[,;\n]", typed)]
    longest = 1 + max((name.count(",") for name in all_names(known)), default=0)
    found: list[str] = []
    at = 0
    while at < len(said):
        ends = range(min(len(said), at + longest), at + 1, -1)
        end = next((end for end in ends if readings(", ".join(said[at:end]), known)), at + 1)
        if joined := ", ".join(said[at:end]):
            found.append(joined)
        at = end
    return found


def wanted(typed: Iterable[str], what: str, places: Iterable[Iterable[Named]]) -> frozenset[str]:
    """What several names mean in any of the places, such as two plans: in each it may be another value.

    Raises UnknownName for the first that none of them knows, and AmbiguousName.
    """
    typed = list(typed)
    known = [list(place) for place in places] if typed else []
    found: set[str] = set()
    for name in typed:
        values = {value for place in known if (value := meant(name, what, place)) is not None}
        if not values:
            raise unknown_name(name, what, (one for place in known for one in place))
        found |= values
    return frozenset(found)


def readings(typed: str, known: Iterable[Named]) -> list[Named]:
    """The things that a text may mean: the one of that value, else those whose value differs by case, else by name."""
    known = list(known)
    text = _plain(typed)
    for calls in (_as_it_is, _by_value, _by_name, _by_words):
        found = {one.value: one for one in known if text and calls(one, typed.strip(), text)}
        if found:
            return list(found.values())
    return []


def all_names(known: Iterable[Named]) -> list[str]:
    """Everything that is understood: values, then names."""
    known = list(known)
    return [*(one.value for one in known), *(name for one in known for name in one.names)]


def _as_it_is(one: Named, typed: str, _: str) -> bool:
    return one.value == typed


def _by_value(one: Named, _: str, plain: str) -> bool:
    return _plain(one.value) == plain


def _by_name(one: Named, _: str, plain: str) -> bool:
    return any(_plain(name) == plain for name in one.names)


def _by_words(one: Named, _: str, plain: str) -> bool:
    """A shell takes `perangkat-daerah` for one word."""
    said = plain.replace("-", " ")
    return any(_plain(name.replace("-", " ")) == said for name in one.names)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def agencies(plan: Plan) -> list[Named]:
    """The agencies of the plan by their full and short names, then any other that a programme names."""
    found = [Named(id_, _stated(one.name, one.short)) for id_, one in plan.agencies.items()]
    return [*found, *(Named(id_) for id_ in agency_ids(plan)[len(found) :])]


def agency_ids(plan: Plan) -> list[str]:
    """The agencies of the plan, then any other that a programme names."""
    found = dict.fromkeys(plan.agencies)
    for entry in plan.entries():
        found.update(dict.fromkeys(one for one in (entry.programme.agency, *entry.programme.participants) if one))
    return list(found)


def dimensions(plan: Plan) -> list[Named]:
    """The dimensions of its profile by their names in every language, then any other that the plan has."""
    taxonomy = profile.of(plan)
    known = taxonomy.dimensions if taxonomy else {}
    found = [Named(key, (*one.name.values(), *one.aliases)) for key, one in known.items()]
    return [*found, *(Named(key) for key in plan.dimensions if key not in known)]


def subdimensions(plan: Plan, dimension: str = "") -> list[Named]:
    """The sub-dimensions of a dimension of its profile, of all where none is named, whole names and short ones."""
    taxonomy = profile.of(plan)
    return [
        Named(sub, (*label.values(), *one.short.get(sub, {}).values()))
        for key, one in (taxonomy.dimensions if taxonomy else {}).items()
        for sub, label in one.subdimensions.items()
        if dimension in ("", key)
    ]


def missions(plan: Plan) -> list[Named]:
    """The missions of the RPJMD by their texts."""
    return [Named(id_, _stated(text)) for id_, text in plan.rpjmd.missions.items()]


def objectives(plan: Plan) -> list[Named]:
    """The goals and objectives of the RPJMD by their names."""
    return [Named(id_, _stated(one.name)) for id_, one in plan.rpjmd.objectives.items()]


def sources(plan: Plan) -> list[Named]:
    """The sources by their titles."""
    return [Named(id_, _stated(one.title)) for id_, one in plan.sources.items()]


def programmes(plan: Plan) -> list[Named]:
    """The programmes by their names."""
    return [Named(entry.id, _stated(entry.programme.name)) for entry in plan.entries()]


def _stated(*names: str) -> tuple[str, ...]:
    return tuple(name for name in names if name)


# What a field names, by the type that has it: in words of the catalogue, below `error.what`.
REFERS: Final[Mapping[tuple[type, str], str]] = {
    (Programme, "subdimension"): "subdimension",
    (Programme, "agency"): "agency",
    (Programme, "partners"): "agency",
    (Programme, "missions"): "mission",
    (Programme, "objectives"): "objective",
    (Programme, "judged"): "field",
    (Programme, "sources"): "source",
    (Indicator, "agency"): "agency",
    (Action, "agency"): "agency",
    (Action, "evidence"): "source",
    (Gap, "programmes"): "programme",
    (Dimension, "lead"): "agency",
    (Team, "lead"): "agency",
    (Team, "members"): "agency",
    (ReadinessItem, "agency"): "agency",
    (ReadinessItem, "sources"): "source",
    (Objective, "mission"): "mission",
    (Objective, "under"): "objective",
    (Rpjmd, "sources"): "source",
}
_KNOWN: Final[Mapping[str, Callable[[Plan], list[Named]]]] = {
    "agency": agencies,
    "mission": missions,
    "objective": objectives,
    "source": sources,
    "programme": programmes,
    "field": lambda _: [Named(name) for name in Programme.__struct_fields__],
}


def referred(plan: Plan, what: str, address: Address) -> list[Named]:
    """What the field at an address may name, of what `REFERS` says it does."""
    if what == "subdimension":
        return subdimensions(plan, str(address[1]) if address[:1] == ("dimensions",) and len(address) > 1 else "")
    return _KNOWN[what](plan)
