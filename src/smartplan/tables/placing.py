"""The dimension and sub-dimension of a programme: what the table says, else the first rule of the mapping that fits."""

import re
from typing import NamedTuple

from smartplan.plan.names import unknown
from smartplan.plan.profile import Profile
from smartplan.tables.contents import PlaceRule, ReadProgramme, SheetMapping
from smartplan.tables.ids import slug


class Placed(NamedTuple):
    """A place in the plan; `judged` where it is the judgement of whoever wrote the rules, and not of the source."""

    dimension: str
    subdimension: str
    judged: bool


class Placing:
    """Finds places in a profile. Raises UnknownName where a rule of the mapping leads to none."""

    def __init__(self, profile: Profile, mapping: SheetMapping) -> None:
        self._rules = mapping.place
        self._dimensions: dict[str, str] = {}
        self._subdimensions: dict[tuple[str, str], str] = {}
        for key, dimension in profile.dimensions.items():
            for name in (key, *dimension.name.values(), *dimension.aliases):
                self._dimensions[_folded(name)] = key
            for sub, label in dimension.subdimensions.items():
                for name in (sub, *label.values(), *dimension.short.get(sub, {}).values()):
                    self._subdimensions[key, _folded(name)] = sub
        for rule in self._rules:
            if rule.dimension not in profile.dimensions:
                raise unknown(rule.dimension, "dimension", profile.dimensions)
            known = profile.dimensions[rule.dimension].subdimensions
            if rule.subdimension not in (known or ("",)):
                raise unknown(
                    f"{rule.dimension}/{rule.subdimension}".removesuffix("/"),
                    "place",
                    [f"{rule.dimension}/{one}" for one in known],
                )

    def place(self, programme: ReadProgramme, agency: str) -> Placed | None:
        """Where a programme belongs; None where nothing says so. `agency` is the id of its agency."""
        stated = self._dimensions.get(_folded(programme.dimension))
        if stated is not None and not self.is_odd(programme):
            return Placed(stated, self._subdimension(stated, programme), judged=False)
        for rule in self._rules:
            if _fits(rule, programme, agency):
                return Placed(rule.dimension, rule.subdimension, judged=True)
        return None

    def is_odd(self, programme: ReadProgramme) -> bool:
        """Whether the table names a sub-dimension that its dimension does not have."""
        stated = self._dimensions.get(_folded(programme.dimension))
        return bool(programme.subdimension and stated and not self._subdimension(stated, programme))

    def subdimensions(self, programme: ReadProgramme) -> list[str]:
        """The sub-dimensions of the dimension that the table names."""
        stated = self._dimensions.get(_folded(programme.dimension))
        return list(dict.fromkeys(sub for (dimension, _), sub in self._subdimensions.items() if dimension == stated))

    def _subdimension(self, dimension: str, programme: ReadProgramme) -> str:
        return self._subdimensions.get((dimension, _folded(programme.subdimension)), "")


def _fits(rule: PlaceRule, programme: ReadProgramme, agency: str) -> bool:
    if rule.code and not (programme.code == rule.code or programme.code.startswith(f"{rule.code}.")):
        return False
    if rule.agency and slug(rule.agency) not in (agency, slug(programme.agency)):
        return False
    return not rule.word or re.search(rule.word, programme.name, re.IGNORECASE) is not None


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()
