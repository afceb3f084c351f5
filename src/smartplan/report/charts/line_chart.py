"""Values over years as lines, each with its own mark, and every value as it is told."""

from collections.abc import Sequence
from math import isfinite
from typing import Final

from smartplan.report.charts.canvas import LINE, SMALL, Canvas, rows_of, widest
from smartplan.report.render.drawings import LineChart, Series

_HEIGHT, _TOP = 260, 24
_LEAST, _MOST_LABEL = 56, 170
_ROW = 22
_STYLES: Final = ("", "7 4", "2 4", "10 4 2 4")


def line_chart(shape: LineChart, canvas: Canvas) -> tuple[float, float]:
    """Draw it from the corner on; its width and height."""
    return _LinePainter(shape, canvas).draw()


class _LinePainter:
    def __init__(self, shape: LineChart, canvas: Canvas) -> None:
        self.shape, self.canvas = shape, canvas
        found = [value for one in shape.series for value in one.values if value is not None and isfinite(value)]
        self.highest = max([shape.highest, *found, *(value for value, _ in shape.limits if isfinite(value))])
        texts = [text for one in shape.series for text in one.texts]
        room = widest([*shape.points, *texts], 140, size=SMALL) + 14
        self.column = max(_LEAST, room, 520 / max(len(shape.points), 1))
        names = widest([one.label for one in shape.series], _MOST_LABEL) + 34
        ticks = widest([text for _, text in shape.ticks], _MOST_LABEL, size=SMALL) + 10
        self.left = max(names, ticks)
        self.right = self.left + self.column * len(shape.points)
        limits = widest([text for _, text in shape.limits], _MOST_LABEL, size=SMALL)
        self.width = self.right + (limits + 10 if limits else 0)

    def draw(self) -> tuple[float, float]:
        canvas, shape = self.canvas, self.shape
        for value, text in shape.ticks:
            y = self._y(value)
            canvas.line("c-grid", ((self.left, y), (self.right, y)))
            canvas.text(text, self.left - 8, y + 4, kind="c-dim", size=SMALL, anchor="end", room=_MOST_LABEL)
        self._limits()
        floor = self._y(0)
        canvas.line("c-axis", ((self.left, floor), (self.right, floor)))
        for at, point in enumerate(shape.points):
            canvas.line("c-axis", ((self._x(at), floor), (self._x(at), floor + 4)))
            canvas.text(point, self._x(at), floor + 20, size=SMALL, anchor="middle", room=self.column - 6, kind="c-dim")
        for at, one in enumerate(shape.series):
            self._course(one, at)
        return self.width, self._table(floor + 30)

    def _limits(self) -> None:
        """Lines across, each with its name behind its end; names that would stand upon each other move apart."""
        canvas, lowest = self.canvas, 0.0
        for value, text in sorted(self.shape.limits, key=lambda one: -one[0]):
            y = self._y(value)
            canvas.line("c-axis", ((self.left, y), (self.right, y)), stroke_dasharray="4 3")
            lowest = max(y + 4, lowest + LINE)
            canvas.text(text, self.right + 8, lowest, size=SMALL, room=_MOST_LABEL + 1)

    def _course(self, series: Series, at: int) -> None:
        """Lines between neighbours that both have a value, then the marks upon them."""
        run: list[tuple[float, float]] = []
        marks: list[tuple[float, float, str]] = []
        for place, value in enumerate([*series.values, None]):
            if value is None or not isfinite(value):
                if len(run) > 1:
                    self.canvas.line(f"c-line{at % 4}", run, width=2.5, stroke_dasharray=_STYLES[at % 4] or "none")
                run = []
                continue
            point = (self._x(place), self._y(value))
            run.append(point)
            marks.append((*point, f"{series.label}, {self.shape.points[place]}: {series.texts[place]}"))
        for x, y, title in marks:
            self.canvas.path(f"c-mark{at % 4}", mark(at, x, y), title=title)

    def _table(self, top: float) -> float:
        """The values below the years that they are of, each line behind its mark: labels at points would collide."""
        canvas, y = self.canvas, top
        for at, one in enumerate(self.shape.series):
            tall = _ROW + LINE * (rows_of(one.label, self.left - 33) - 1)
            middle = y + tall / 2
            if at % 2 == 0:
                canvas.rect("c-band", 0, y, self.right, tall)
            look = {"stroke_dasharray": _STYLES[at % 4] or "none"}
            canvas.line(f"c-line{at % 4}", ((4, middle), (24, middle)), width=2.5, **look)
            canvas.path(f"c-mark{at % 4}", mark(at, 14, middle))
            canvas.text(one.label, 30, middle + 4.5, room=self.left - 33, lines=2)
            for place, text in enumerate(one.texts):
                room = self.column - 6
                canvas.text(text, self._x(place), middle + 4.5, size=SMALL, anchor="middle", room=room, bold=True)
            y += tall
        return y + 4

    def _x(self, place: int) -> float:
        return self.left + (place + 0.5) * self.column

    def _y(self, value: float) -> float:
        part = min(max(value / self.highest, 0), 1) if self.highest > 0 else 0
        return _TOP + (1 - part) * (_HEIGHT - _TOP)


def mark(at: int, x: float, y: float) -> str:
    """The course around a mark: a square, a diamond, a triangle, a bar, so that lines are told apart without colour."""
    corners: Sequence[tuple[float, float]] = (
        ((-4, -4), (4, -4), (4, 4), (-4, 4)),
        ((0, -6), (6, 0), (0, 6), (-6, 0)),
        ((0, -6), (6, 5), (-6, 5)),
        ((-6, -3), (6, -3), (6, 3), (-6, 3)),
    )[at % 4]
    return "M" + "L".join(f"{x + dx:.2f} {y + dy:.2f}" for dx, dy in corners) + "Z"
