"""The colours of pictures by class: of a light page, and of a file of its own, here; of a dark page in `charts.css`.

Hues are those of Okabe and Ito, which people who see colours differently can tell apart; no meaning is told by them
alone.
"""

from pathlib import Path
from typing import Final

FILL: Final = {
    "c-text": "#1f2933",
    "c-dim": "#52606d",
    "c-paper": "#ffffff",
    "c-band": "#eef1f4",
    "c-none": "#7b8794",
    "c-short": "#0072b2",
    "c-medium": "#d98200",
    "c-long": "#007a5a",
    "c-flow0": "#0072b2",
    "c-flow1": "#b86a00",
    "c-flow2": "#007a5a",
    "c-heat0": "#ffffff",
    "c-heat1": "#dceaf7",
    "c-heat2": "#b0d0ea",
    "c-heat3": "#7fb2d9",
    "c-heat4": "#2a6fb0",
    "c-heat5": "#0b3a75",
    # Text on a shade.
    "c-ink0": "#52606d",
    "c-ink1": "#1f2933",
    "c-ink2": "#1f2933",
    "c-ink3": "#1f2933",
    "c-ink4": "#ffffff",
    "c-ink5": "#ffffff",
    "c-mark0": "#0072b2",
    "c-mark1": "#b54a00",
    "c-mark2": "#007a5a",
    "c-mark3": "#a2478a",
}
STROKE: Final = {
    "c-axis": "#7b8794",
    "c-grid": "#d5dbe1",
    "c-hatch": "#ffffff",
    "c-line0": "#0072b2",
    "c-line1": "#b54a00",
    "c-line2": "#007a5a",
    "c-line3": "#a2478a",
}
SHADES: Final = 5
# A path, because importlib.resources takes longer to import than a picture to draw.
_STYLE: Final = Path(__file__).with_name("charts.css")
FONTS: Final = "Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, DejaVu Sans, sans-serif"


def page_style() -> str:
    """The style sheet in which a page, light or dark, gives these classes their colours."""
    styles = {"fill": FILL, "stroke": STROKE}
    light = "".join(f".{name}{{{what}:{hue}}}" for what, hues in styles.items() for name, hue in hues.items())
    dark = "".join(line.strip() for line in dark_style().splitlines()[1:])
    return light + dark.replace(" { ", "{").replace("; }", "}")


def dark_style() -> str:
    """The colours on a dark screen."""
    return _STYLE.read_text("utf-8")


def shade(count: int, most: int) -> int:
    """Which of the shades a count has: none only where it is 0, more for more; of few counts each has its own."""
    if count <= 0 or most <= 0:
        return 0
    return min(count, most) if most <= SHADES else -(-SHADES * min(count, most) // most)
