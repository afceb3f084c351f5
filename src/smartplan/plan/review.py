"""The typed model of a review."""

from typing import Literal

from msgspec import Struct

from smartplan.plan.field_types import Day, Disposition, Id, Required, Role, Source

# `council` is the city's elected council (DPRD), not the Smart City Council that steers the plan.
ReviewKind = Literal["fgd", "consultation", "council", "smart_city_council", "other"]


class Participant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who took part in a review."""

    name: Required[str] = ""
    role: Role | None = None


class Input(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"source": "from"}):
    """What a participant asked for, and what became of it."""

    source: str = ""
    dimension: str = ""
    text: Required[str] = ""
    disposition: Required[Disposition | None] = None
    answer: str = ""


class Review(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review of a revision: an FGD or another consultation."""

    format: Required[Literal[1]] = 1
    review: Required[Id] = ""
    kind: ReviewKind | None = None
    date: Required[Day] = ""
    title: Required[str] = ""
    place: str = ""
    reviews: str = ""
    leads_to: str = ""
    participants: dict[Id, Participant] = {}
    inputs: Required[dict[Id, Input]] = {}
    sources: dict[str, Source] = {}
