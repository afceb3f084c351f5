"""Goals and objectives of the RPJMD as the tree that they are: what stands above each, and below."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from smartplan.plan.model import Objective, Plan, Rpjmd
from smartplan.plan.words import normalised

Objectives = Mapping[str, Objective]
# What of an RPJMD a programme serves, by the field that names it.
Served = Literal["missions", "objectives"]


class Realigned(NamedTuple):
    """One mission, goal or objective of before, those that take its place, and the ids of the programmes concerned."""

    field: Served
    old: str
    text: str
    new: tuple[str, ...]
    programmes: tuple[str, ...]


def same_rpjmd(old: Rpjmd, new: Rpjmd) -> bool:
    """Whether mission ids mean the same in both: one title, and no other period."""
    other = old.period is not None and new.period is not None and old.period != new.period
    return normalised(old.title) == normalised(new.title) and not other


def texts(plan: Plan, what: Served) -> dict[str, str]:
    """The missions of the RPJMD, or the names of its goals and objectives, by id."""
    if what == "missions":
        return plan.rpjmd.missions
    return {id_: objective.name for id_, objective in plan.rpjmd.objectives.items()}


def upwards(objectives: Objectives, id_: str) -> Iterator[str]:
    """A goal or objective, then each that stands above it; in a circle, which is an error of its own, each once."""
    seen: set[str] = set()
    while id_ and id_ not in seen:
        yield id_
        seen.add(id_)
        id_ = objectives[id_].under if id_ in objectives else ""


def served(objectives: Objectives, named: Iterable[str]) -> dict[str, None]:
    """What a programme serves that names these: each of them, and the goals above."""
    return {one: None for id_ in named for one in upwards(objectives, id_)}


def in_order(objectives: Objectives) -> dict[str, int]:
    """Each goal with its objectives behind it, in the order of the file, and how many stand above it."""
    below: dict[str, list[str]] = {}
    for id_, objective in objectives.items():
        below.setdefault(objective.under if objective.under in objectives else "", []).append(id_)
    found: dict[str, int] = {}

    def add(ids: Iterable[str], depth: int) -> None:
        for id_ in ids:
            if id_ not in found:
                found[id_] = depth
                add(below.get(id_, ()), depth + 1)

    add(below.get("", ()), 0)
    # What stands in a circle has nothing above all of it.
    add(objectives, 0)
    return found
