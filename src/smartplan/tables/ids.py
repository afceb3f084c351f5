"""Ids as a person would choose them: of agencies and indicators from their names, of programmes from their codes."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from smartplan.plan.field_types import each
from smartplan.plan.model import Entry
from smartplan.tables.contents import ReadProgramme

# The kind of an agency is not what tells it from others of its kind.
_KINDS: Final = frozenset(["kecamatan", "kelurahan", "dinas", "badan", "kantor", "bagian", "bidang"])
_FILLERS: Final = frozenset(["dan", "yang", "di", "dengan", "untuk", "pada", "serta", "the", "of", "and", "in", "for"])
_LONGEST = 40
# In percent. Neighbouring districts are up to 88 alike.
_ALIKE: Final = 92
# Words that tell apart what is otherwise the same are as short: I, II, Ulu.
_SHORT_WORD: Final = 3


def slug(name: str) -> str:
    """A name in lower case with hyphens for all that an id cannot have; `x` where nothing is left of it."""
    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-") or "x"


def short_slug(name: str) -> str:
    """The first words of a name that say something."""
    words = [word for word in slug(name).split("-") if word not in _FILLERS]
    text = ""
    for word in words:
        if text and len(text) + 1 + len(word) > _LONGEST:
            break
        text = f"{text}-{word}" if text else word[:_LONGEST]
    return text or slug(name)[:_LONGEST]


def unique(id_: str, taken: Collection[str]) -> str:
    """The same id, or with the first number behind it that nobody has."""
    number, found = 1, id_
    while found in taken:
        number += 1
        found = f"{id_}-{number}"
    return found


class AgencyIds:
    """Ids of agencies by their names. `new` are the names of those that are not `known` by id.

    `same` are names that are one agency, as a mapping says: each in the form of an id, with the id of that agency.
    """

    def __init__(self, known: Mapping[str, str], same: Mapping[str, str]) -> None:
        self._known, self._same = known, same
        self._by_name = {slug(name): id_ for id_, name in known.items()}
        self.new: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The id of an agency; empty where there is no name."""
        if not name:
            return ""
        own = slug(name)
        id_ = self._same.get(own) or self._same.get(name) or self._by_name.get(own) or own
        if id_ not in self._known and (id_ not in self.new or (own == id_ and slug(self.new[id_]) != id_)):
            self.new[id_] = name
        return id_


def much_alike(name: str, others: Collection[str]) -> str | None:
    """The other name that is most like a name, and so likely the same one mistyped; None where none is."""
    # Only a table with many agencies needs it.
    from rapidfuzz import fuzz

    own = slug(name)
    scores = {other: fuzz.ratio(own, slug(other)) for other in others if _may_be_mistyped(own, slug(other))}
    best = max(scores, key=lambda other: scores[other], default=None)
    return best if best is not None and scores[best] >= _ALIKE else None


def _may_be_mistyped(one: str, other: str) -> bool:
    if one == other or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    differing = {*one.split("-")} ^ {*other.split("-")}
    return all(len(word) > _SHORT_WORD for word in differing)


def programme_ids(
    programmes: Sequence[ReadProgramme], agencies: Mapping[int, str], old: Sequence[Entry], *, by_agency: bool
) -> tuple[dict[int, str], dict[int, int]]:
    """The id of each programme by its row, and the row of the one that has the same code and agency, where one has.

    `agencies` are ids by row. A programme of the superseded revision with the same code, and the same agency or name
    where several have that code, lends its id.
    """
    codes = Counter(one.code for one in programmes)
    known: dict[str, list[Entry]] = {}
    for entry in old:
        for code in each(entry.programme.code):
            known.setdefault(code, []).append(entry)
    ids: dict[int, str] = {}
    lent: set[str] = set()
    for one in programmes:
        candidates = [entry for entry in known.get(one.code, ()) if one.code and entry.id not in lent]
        if len(candidates) > 1 or codes[one.code] > 1:
            same = [entry for entry in candidates if entry.programme.agency == agencies.get(one.row, "")]
            candidates = same if len(same) == 1 else [entry for entry in same if entry.programme.name == one.name]
        if len(candidates) == 1:
            ids[one.row] = candidates[0].id
            lent.add(candidates[0].id)
    taken, twice = set(ids.values()), dict[int, int]()
    first: dict[str, int] = {}
    for number, one in enumerate(programmes, 1):
        if one.row in ids:
            continue
        wanted = re.sub(r"[^A-Za-z0-9]+", "-", one.code).strip("-") or f"P{number:02}"
        if by_agency and one.code and codes[one.code] > 1 and one.row in agencies:
            wanted = f"{wanted}-{_told_apart(agencies[one.row])}"
        ids[one.row] = unique(wanted, taken)
        taken.add(ids[one.row])
        if ids[one.row] != wanted and wanted in first:
            twice[one.row] = first[wanted]
        first.setdefault(wanted, one.row)
    return ids, twice


def _told_apart(agency: str) -> str:
    """The part of an agency's id that tells it from others: `TOMO` of `kecamatan-tomo`."""
    head, _, rest = agency.partition("-")
    return (rest if rest and head in _KINDS else agency).upper()
