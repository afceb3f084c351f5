"""Pictures of numbers within a page, each with the colours of a dark screen in the style of the page."""

from markupsafe import Markup

from smartplan.report.charts.colours import dark_style
from smartplan.report.charts.draw import draw
from smartplan.report.charts.inline import bar_svg, curve_svg, strip_svg
from smartplan.report.render.bars import Bar, Curve, Strip
from smartplan.report.render.page import Drawing

__all__ = ["dark_style", "inline", "picture"]


def picture(drawing: Drawing, key: str) -> Markup:
    """The drawing, with a `key` for the ids in it."""
    return Markup(draw(drawing, key))


def inline(value: Bar | Strip | Curve) -> Markup:
    """A picture that is no higher than a line; nothing of what takes no room."""
    if isinstance(value, Bar):
        return Markup(bar_svg(value))
    return Markup(strip_svg(value) if isinstance(value, Strip) else curve_svg(value))
