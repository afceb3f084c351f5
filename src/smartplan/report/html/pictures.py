"""Pictures of numbers within a page; where there is none of a thing, its characters stand."""

from markupsafe import Markup

from smartplan.report.render.bars import Bar, Curve, Strip
from smartplan.report.render.page import Drawing


def picture(drawing: Drawing, key: str) -> Markup:
    """The drawing, with a `key` for the ids in it; nothing where it cannot be drawn."""
    return Markup("")


def inline(value: Bar | Strip | Curve) -> Markup:
    """A picture that is no higher than a line; nothing where it cannot be drawn."""
    return Markup("")
