"""The nearest known name to one that is not known."""

import sys
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from smartplan.errors import UnknownName

_ALIKE = 70.0
# Nobody mistypes a longer name, and two long ones take seconds.
_LONGEST = 200
# Of names of one kind in one file. Where so many are wrong, the last are not worth a suggestion.
_COMPARISONS = 500_000


class Known:
    """Names that are known, to be asked again and again: a file may be full of others.

    `values` says of a name what is to be written for it, where that is another.
    """

    def __init__(self, names: Iterable[str], values: Mapping[str, str] = MappingProxyType({})) -> None:
        self._names, self._values = names, values
        self._choices: list[str] = []
        self._lower: list[str] = []
        self._found: dict[str, str | None] = {}
        self._left = _COMPARISONS

    def nearest(self, value: str) -> str | None:
        """What is written for the name most like `value`; None where none is, or where too much was asked already."""
        if len(value) > _LONGEST:
            return None
        if not self._choices:
            self._choices = [name for name in self._names if len(name) <= _LONGEST]
            self._lower = [name.lower() for name in self._choices]
        if value not in self._found and self._left > 0:
            self._left -= len(self._choices)
            self._found[value] = self._look(value)
        return self._found.get(value)

    def _look(self, value: str) -> str | None:
        # Only a faulty file needs it, so only that pays for the import.
        from rapidfuzz import fuzz, process

        found = process.extractOne(value.lower(), self._lower, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        name = self._choices[found[2]] if found else None
        return None if name is None else self._values.get(name, name)


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The known name most like `value`, or None where none is like it."""
    return Known(known).nearest(value)


def unknown(
    name: str, what: str, known: Iterable[str], listed: Iterable[str] = (), most: int = sys.maxsize
) -> UnknownName:
    """The error for a name that is none of the known ones, with the nearest of them, else with those to be `listed`.

    Of these so many at most, and how many more there are.

    `what` is the word for them in the catalogue, below `error.what`.
    """
    near = nearest(name, known) or ""
    all_ = list(listed)
    if near or not all_:
        return UnknownName(name=name, what=what, nearest=near)
    more = len(all_) - most
    shown = ", ".join(all_[:most] if more > 0 else all_)
    return UnknownName(name=name, what=what, known=shown, n=more, variant="listed-more" if more > 0 else "listed")
