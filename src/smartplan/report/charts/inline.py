"""Small pictures within the cells of a table: bars, strips of years and curves, each a `<svg>` without a text."""

from math import isfinite

from smartplan.report.charts.canvas import Canvas, element
from smartplan.report.charts.colours import shade
from smartplan.report.render.bars import Bar, Curve, Strip

_HEIGHT, _STEP = 12, 10


def inline_svg(value: Bar | Strip | Curve) -> str:
    """A picture that is no higher than a line; nothing of what takes no room."""
    if isinstance(value, Bar):
        return bar_svg(value)
    return strip_svg(value) if isinstance(value, Strip) else curve_svg(value)


def bar_svg(bar: Bar) -> str:
    """A bar from the left; the number stands beside it."""
    canvas, width = Canvas(""), 10 * bar.width
    if bar.share:
        # Whatever is more than nothing shows.
        canvas.rect("c-short", 0, 1, max(width * bar.share, 1), _HEIGHT - 2)
    return _small(canvas, width)


def strip_svg(strip: Strip) -> str:
    """A shade for each year; its counts are read aloud."""
    canvas = Canvas("")
    for at, count in enumerate(strip.counts):
        tone = shade(count, strip.most)
        canvas.rect(f"c-heat{tone}", at * _STEP + 0.5, 0.5, _STEP - 1, _HEIGHT - 1)
        if not tone:
            canvas.line("c-axis", ((at * _STEP + 3, _HEIGHT / 2), ((at + 1) * _STEP - 3, _HEIGHT / 2)))
    return _small(canvas, len(strip.counts) * _STEP, ", ".join(map(str, strip.counts)))


def curve_svg(curve: Curve) -> str:
    """A column for each value on one line, and none where there is none; the values stand in the same page."""
    canvas, width = Canvas(""), len(curve.values) * _STEP
    if width:
        canvas.line("c-axis", ((0, _HEIGHT - 0.5), (width, _HEIGHT - 0.5)))
    for at, value in enumerate(curve.values):
        if value is not None and isfinite(value) and curve.highest > 0:
            tall = (_HEIGHT - 1) * min(max(value / curve.highest, 0), 1)
            canvas.rect("c-short", at * _STEP + 1, _HEIGHT - 1 - tall, _STEP - 2, tall)
    return _small(canvas, width)


def _small(canvas: Canvas, width: float, label: str = "") -> str:
    if not width:
        return ""
    heard = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    marks = "".join(canvas.marks)
    return element("svg", marks, class_="c-inline", width=width, height=_HEIGHT, **heard)
