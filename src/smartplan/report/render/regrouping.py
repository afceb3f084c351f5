"""What scatters over the places of another profile, in words."""

from collections.abc import Iterable
from typing import NamedTuple

from smartplan.messages import Catalogue
from smartplan.plan.crosswalk import Regrouping, parted
from smartplan.plan.model import Plan
from smartplan.report.render.names import Names
from smartplan.report.render.sentences import escape_controls

COLUMNS = ("old", "new", "programmes")


class RegroupingRow(NamedTuple):
    """A place of the old profile, what the crosswalk says of it, and where its programmes are."""

    old: str
    new: str
    programmes: str


def rows(found: Iterable[Regrouping], old: Plan, new: Plan, say: Catalogue) -> list[RegroupingRow]:
    """The rows of the table, under `COLUMNS`."""
    # The same key may be of both profiles, and mean another thing.
    before, after = Names(say, old, new), Names(say, new, old)

    def row(one: Regrouping) -> RegroupingRow:
        candidates = [after.place(*parted(place)) for place in one.candidates]
        key = "several" if len(candidates) > 1 else "one" if candidates else "none"
        ids = {place: ", ".join(map(escape_controls, found)) for place, found in one.programmes.items()}
        # Where they all are at the one place that the crosswalk names, the column before says it.
        alone = [*ids] == one.candidates
        programmes = [found if alone else f"{after.place(*parted(place))}: {found}" for place, found in ids.items()]
        named = say(f"report.regrouping.{key}", places="; ".join(candidates))
        return RegroupingRow(before.place(*parted(one.old)), named, "; ".join(programmes))

    return [row(one) for one in found]
