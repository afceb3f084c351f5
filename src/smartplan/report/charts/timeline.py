"""Programmes by year: a row each, with a bar in the years that it runs."""

from collections.abc import Iterator
from typing import Final

from smartplan.report.charts.canvas import LINE, SMALL, Canvas, element, rows_of, widest
from smartplan.report.charts.colours import STROKE
from smartplan.report.charts.lettering import width_of
from smartplan.report.render.drawings import Timeline, TimelineRow
from smartplan.report.render.years import stretches

_LABEL, _TEXT, _YEAR = 340, 240, 52
_ROW, _INDENT = 22, 12
# Hatching by the horizon, so that nobody needs its colour.
_HATCHES: Final = {"medium": "M-2 2L2 -2M0 8L8 0M6 10L10 6", "long": "M4 0V8"}
_KINDS: Final = ("short", "medium", "long")


def timeline(shape: Timeline, canvas: Canvas) -> tuple[float, float]:
    """Draw it from the corner on; its width and height."""
    return _TimelinePainter(shape, canvas).draw()


class _TimelinePainter:
    def __init__(self, shape: Timeline, canvas: Canvas) -> None:
        self.shape, self.canvas = shape, canvas
        grouped = any(row.head for row in shape.rows)
        self.indent = _INDENT if grouped else 0
        inner = widest([row.label for row in shape.rows if not row.head], _LABEL) + self.indent
        self.label = max(inner, widest([row.label for row in shape.rows if row.head], _LABEL, bold=True) + 4)
        self.text = widest([row.text for row in shape.rows], _TEXT, size=SMALL)
        self.left = self.label + 14
        self.column = max(_YEAR, widest([str(year) for year in shape.years], 80, size=SMALL) + 12)
        self.right = self.left + self.column * len(shape.years)
        self.width = self.right + (self.text + 12 if self.text else 0)

    def draw(self) -> tuple[float, float]:
        shape, canvas = self.shape, self.canvas
        canvas.marks.append(element("defs", "".join(self._patterns())))
        top = self._legend()
        self._years(top + 14)
        y = top + 24
        rows: list[tuple[TimelineRow, float, float]] = []
        for row in shape.rows:
            if row.head and rows:
                y += 6
            height = self._height(row)
            rows.append((row, y, height))
            y += height
        for at in range(len(shape.years) + 1):
            x = self.left + at * self.column
            canvas.line("c-grid", ((x, top + 20), (x, y)))
        for row, where, height in rows:
            self._row(row, where, height)
        # Who reads the lowest rows does not see the years above.
        if len(rows) > 20:
            self._years(y + 16)
            y += 24
        return self.width, y + 2

    def _height(self, row: TimelineRow) -> float:
        lines = rows_of(row.label, self._room(row), bold=row.head)
        return _ROW + LINE * (max(lines, rows_of(row.text, self.text + 1, size=SMALL)) - 1)

    def _room(self, row: TimelineRow) -> float:
        return self.label - (4 if row.head else self.indent) + 1

    def _years(self, base: float) -> None:
        for at, year in enumerate(self.shape.years):
            x = self.left + (at + 0.5) * self.column
            self.canvas.text(str(year), x, base, kind="c-dim", size=SMALL, anchor="middle")

    def _row(self, row: TimelineRow, y: float, height: float) -> None:
        canvas, base = self.canvas, y + height / 2 + 4.5
        if row.head:
            canvas.rect("c-band", 0, y, self.width, height - 2)
        x = 4 if row.head else self.indent
        canvas.text(row.label, x, base, room=self._room(row), lines=2, bold=row.head)
        canvas.text(row.text, self.right + 10, base, room=self.text + 1, lines=2, size=SMALL, kind="c-dim")
        for first, last in stretches([year for year in row.years if year in self.shape.years]):
            start = self.left + self.shape.years.index(first) * self.column
            wide = (self.shape.years.index(last) - self.shape.years.index(first) + 1) * self.column
            told = str(first) if first == last else f"{first}–{last}"
            self._bar(row.kind, start + 3, y + height / 2 - 6, wide - 6, f"{row.label}: {told}")

    def _bar(self, kind: str, x: float, y: float, width: float, title: str) -> None:
        known = kind if kind in _KINDS else "none"
        self.canvas.rect(f"c-{known}", x, y, width, 12, title=title, rx="2")
        if known in _HATCHES:
            look: dict[str, float | str] = {"x": x, "y": y, "width": width, "height": 12, "rx": "2"}
            self.canvas.marks.append(element("rect", **look, fill=f"url(#{self.canvas.key}-{known})"))

    def _patterns(self) -> Iterator[str]:
        for kind, course in _HATCHES.items():
            look = {"class_": "c-hatch", "d": course, "fill": "none", "stroke_width": "2"}
            if self.canvas.alone:
                look["stroke"] = STROKE["c-hatch"]
            if any(row.kind == kind for row in self.shape.rows) or any(kind == one for one, _ in self.shape.kinds):
                size = {"width": "8", "height": "8", "patternUnits": "userSpaceOnUse"}
                yield element("pattern", element("path", **look), id=f"{self.canvas.key}-{kind}", **size)

    def _legend(self) -> float:
        """The horizons that occur, above the years; where the years begin."""
        x, y = 0.0, 0.0
        for kind, name in self.shape.kinds:
            wide = 40 + width_of(name, SMALL)
            if x and x + wide > self.width:
                x, y = 0.0, y + 22
            self._bar(kind, x, y + 3, 28, name)
            self.canvas.text(name, x + 36, y + 13, size=SMALL)
            x += wide + 18
            self.width = max(self.width, x - 18)
        return y + 30 if self.shape.kinds else 0.0
