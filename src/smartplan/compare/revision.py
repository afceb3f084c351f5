"""A revision as it is compared, its comments, and its programmes by id."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from smartplan.plan.finding import Address
from smartplan.plan.model import Entry, Plan


class Remark(NamedTuple):
    """A comment without its sign: the address of the entry that it belongs to, its text, its offsets in the file."""

    path: Address
    text: str
    span: tuple[int, int]


class ComparedPlan(Struct, frozen=True):
    """A plan with the plain data of its file; `name` is the file's stem.

    `remarks` are its comments by the address that `owner_of` gives, where they are to be compared.
    """

    plan: Plan
    data: dict[str, Any]
    name: str
    remarks: Mapping[Address, Sequence[Remark]] = {}


def owner_of(path: Address) -> Address:
    """The address of the programme, or of the dimension, that an entry is part of; () for the plan itself."""
    if path[:1] != ("dimensions",):
        return ()
    return path[:4] if len(path) > 3 and path[2] == "programmes" else path[:2]


def by_id(plan: Plan) -> dict[str, Entry]:
    """Programmes by id; of an id used twice, which is an error of its own, the first."""
    found: dict[str, Entry] = {}
    for entry in plan.entries():
        found.setdefault(entry.id, entry)
    return found
