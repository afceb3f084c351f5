"""A picture of a page as SVG: within a page of HTML, or as a file of its own."""

import re
from html import escape

from smartplan.report.charts.canvas import Canvas, element, number
from smartplan.report.charts.colours import FONTS
from smartplan.report.charts.flow import flow
from smartplan.report.charts.heat_map import heat_map
from smartplan.report.charts.lettering import fitted, plain
from smartplan.report.charts.line_chart import line_chart
from smartplan.report.charts.timeline import timeline
from smartplan.report.render.drawings import Flow, HeatMap, LineChart, Shape
from smartplan.report.render.page import Drawing

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XMLNS = "http://www.w3.org/2000/svg"
_MARGIN, _TITLE, _SENTENCE = 24, 18, 13
# A title needs some room, however narrow the picture is.
_NARROWEST = 480


def draw(drawing: Drawing, key: str, *, alone: bool = False) -> str:
    """The picture as an `<svg>` element, whose ids begin with `key`, and whose colours are those of `page_style`.

    `alone` it is a whole file, with its title on it and its own colours.
    """
    key = re.sub(r"[^A-Za-z0-9_-]", "-", f"c-{key}")
    canvas = Canvas(key, alone=alone)
    width, height = _paint(drawing.shape, canvas)
    marks = "".join(canvas.marks)
    more: dict[str, float | str] = {}
    if alone:
        width, height, marks = _sheet(drawing, marks, width, height, key)
        more = {"xmlns": _XMLNS, "font_family": FONTS}
    names = element("title", escape(plain(drawing.title)), id=f"{key}-title")
    names += element("desc", escape(plain(drawing.text)), id=f"{key}-desc")
    more |= {"viewBox": f"0 0 {number(width)} {number(height)}", "width": width, "height": height}
    more |= {"role": "img", "aria_labelledby": f"{key}-title {key}-desc"}
    whole = element("svg", names + marks, class_="c-picture", **more)
    return f"{_HEAD}{whole}\n" if alone else whole


def _sheet(drawing: Drawing, marks: str, width: float, height: float, key: str) -> tuple[float, float, str]:
    """The picture below its title and its sentence, on paper."""
    sheet, inner = Canvas(key, alone=True), max(width, _NARROWEST)
    titles = fitted(drawing.title, inner, _TITLE, lines=3, bold=True)
    sentences = fitted(drawing.text, inner, _SENTENCE, lines=6)
    y = float(_MARGIN)
    for line in titles:
        y += 24
        sheet.text(line, _MARGIN, y - 6, size=_TITLE, bold=True)
    for line in sentences:
        y += 18
        sheet.text(line, _MARGIN, y, kind="c-dim", size=_SENTENCE)
    y += 20
    whole, tall = inner + 2 * _MARGIN, y + height + _MARGIN
    paper = Canvas(key, alone=True)
    paper.rect("c-paper", 0, 0, whole, tall)
    moved = element("g", marks, transform=f"translate({_MARGIN} {number(y)})")
    return whole, tall, "".join([*paper.marks, *sheet.marks, moved])


def _paint(shape: Shape, canvas: Canvas) -> tuple[float, float]:
    if isinstance(shape, HeatMap):
        return heat_map(shape, canvas)
    if isinstance(shape, LineChart):
        return line_chart(shape, canvas)
    if isinstance(shape, Flow):
        return flow(shape, canvas)
    return timeline(shape, canvas)
