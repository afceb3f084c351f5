"""Pictures of numbers within a page, each with the colours of a dark screen in the style of the page."""

import re

from markupsafe import Markup

from smartplan.report.charts.canvas import TEXT
from smartplan.report.charts.colours import FILL, STROKE, dark_style
from smartplan.report.charts.draw import draw
from smartplan.report.charts.inline import bar_svg, curve_svg, strip_svg
from smartplan.report.render.bars import Bar, Curve, Strip
from smartplan.report.render.page import Drawing

__all__ = ["dark_style", "inline", "light_style", "picture"]
# A band between two things, whose number is in a table too. Text of a plan has no such marks, for they are escaped.
_BAND = re.compile(r'<g><title>[^<]*</title>(<path class="c-flow\d" d="[^"]*")[^>]*/></g>')
_FRACTION = re.compile(r"\d+\.\d+")
_LOOK = re.compile(rf' (?:(?:fill|stroke)="#[0-9a-f]{{6}}"|font-size="{TEXT}")')


def picture(drawing: Drawing, key: str, *, light: bool = False) -> Markup:
    """The drawing, with a `key` for the ids in it; in a `light` document its colours are in `light_style` alone."""
    drawn = draw(drawing, key)
    return Markup(_LOOK.sub("", _BAND.sub(_rounded, drawn)) if light else drawn)


def _rounded(band: re.Match[str]) -> str:
    """A band without its name, to the point of a screen."""
    return _FRACTION.sub(lambda found: f"{float(found[0]):.0f}", band[1]) + "/>"


def light_style(*, heat: bool) -> str:
    """The colours of pictures on a light page and on a dark one; those of a heat map only where there is one."""
    styles = {"fill": FILL, "stroke": STROKE}
    hues = [f".{name}{{{what}:{hue}}}" for what, named in styles.items() for name, hue in named.items()]
    dark = re.sub(r"\s+", "", dark_style().partition("{")[2].rpartition("}")[0])
    rules = [*hues, "@media screen and (prefers-color-scheme:dark){", *re.findall(r"\.c-[^}]*}", dark), "}"]
    kept = (rule for rule in rules if heat or not rule.startswith((".c-heat", ".c-ink")))
    return "".join(kept) + f"path[class^=c-flow]{{fill-opacity:.32}}.c-picture{{font-size:{TEXT}px}}"


def inline(value: Bar | Strip | Curve, *, light: bool = False) -> Markup:
    """A picture that is no higher than a line; nothing of what takes no room."""
    if isinstance(value, Bar):
        drawn = bar_svg(value)
    else:
        drawn = strip_svg(value) if isinstance(value, Strip) else curve_svg(value)
    return Markup(_LOOK.sub("", drawn) if light else drawn)
