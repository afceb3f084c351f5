"""Figures that say on what they rest: about how much, as of when, by which source."""

from typing import Final

from msgspec import UnsetType

from smartplan.messages import Catalogue
from smartplan.plan.figure import Basis
from smartplan.report.render import numbers
from smartplan.report.render.sentences import escape_controls

# Before an approximate number in a table, where there is no room for the word.
SIGN: Final = "~"
# Of a sum it is known that it is approximate, and no more.
ROUGH: Final = Basis(approx=True)


def about(text: str, approx: object, say: Catalogue) -> str:
    """`about IDR 3 billion`; the text as it is where it is not approximate."""
    return say("report.about", figure=text) if approx else text


def rough(text: str, approx: object) -> str:
    """The same for a table: `~3.00`."""
    return f"{SIGN}{text}" if approx else text


def dated(text: str, basis: Basis | UnsetType, say: Catalogue) -> str:
    """`60 (February 2026)`, where the figure says of when it is."""
    if not basis or not basis.as_of:
        return text
    return f"{text} ({escape_controls(numbers.day(basis.as_of, say.language))})"


def resting(text: str, basis: Basis | UnsetType, say: Catalogue, *, sources: bool = False) -> str:
    """`about 60 (February 2026; berita-1)`: the figure with its basis, the sources by their ids where asked for."""
    if not basis:
        return text
    named = ", ".join(map(escape_controls, basis.sources)) if sources else ""
    when = escape_controls(numbers.day(basis.as_of, say.language)) if basis.as_of else ""
    within = "; ".join(part for part in (when, named) if part)
    return about(text, basis.approx, say) + (f" ({within})" if within else "")
