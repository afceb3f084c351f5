"""Counts of rows by columns, each in a cell that is darker for more."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from smartplan.report.charts.canvas import LINE, SMALL, Canvas, rows_of, widest
from smartplan.report.charts.colours import shade
from smartplan.report.charts.lettering import width_of
from smartplan.report.render.drawings import HeatMap, HeatRow

_LABEL, _COLUMN, _LEAST = 300, 140, 40
_ROW, _GAP, _INDENT = 24, 2, 14
ABSENT: Final = "–"
GAP: Final = "!"


def heat_map(shape: HeatMap, canvas: Canvas) -> tuple[float, float]:
    """Draw it from the corner on; its width and height."""
    return _HeatMapPainter(shape, canvas).draw()


class _HeatMapPainter:
    def __init__(self, shape: HeatMap, canvas: Canvas) -> None:
        self.shape, self.canvas = shape, canvas
        every = [count for row in shape.rows if not row.head for count in row.counts if count is not None]
        self.most = shape.most or max(every, default=0)
        # Rows are below their heads, and behind the sign that some have.
        self.indent = _INDENT if any(row.head or row.gap for row in shape.rows) else 0
        labels = [widest([row.label], _LABEL, bold=row.head) + self._indent(row) for row in shape.rows]
        self.label = max(labels, default=0)
        told = [self._told(count) for row in shape.rows for count in row.counts]
        totals = [str(row.total) for row in shape.rows if row.total is not None]
        least = max(_LEAST, widest([*told, *totals], _COLUMN, size=SMALL, bold=True) + 12)
        self.column = max(least, widest(shape.columns, _COLUMN, size=SMALL) + 8)
        self.totals = bool(shape.total)
        self.total = max(least, widest([shape.total], _COLUMN, size=SMALL) + 8) if self.totals else 0
        titles = [(one, self.column) for one in shape.columns] + [(shape.total, self.total)] * self.totals
        self.title_lines = max((rows_of(one, room - 8, size=SMALL, lines=4) for one, room in titles), default=1)

    def draw(self) -> tuple[float, float]:
        shape = self.shape
        left = self.label + 14
        # The totals stand before the columns, with which they are not to be added up.
        start = left + self.total + (10 if self.totals else 0)
        width = start + self.column * len(shape.columns)
        top = self.title_lines * LINE + 10
        middle = (top - 10) / 2 + 4
        if self.totals:
            self._title(shape.total, left + self.total / 2, middle, self.total)
        for at, title in enumerate(shape.columns):
            self._title(title, start + (at + 0.5) * self.column, middle, self.column)
        y = float(top)
        for row in shape.rows:
            height = self._height(row)
            if row.head and y > top:
                y += 6
            self._row(row, y, height, left, start, width)
            y += height
        return self._legend(y + 22, width)

    def _height(self, row: HeatRow) -> float:
        lines = rows_of(row.label, self._room(row), bold=row.head)
        return _ROW if lines == 1 else _ROW + LINE

    def _room(self, row: HeatRow) -> float:
        # What rounding takes must not break a line that was measured for this room.
        return self.label - self._indent(row) + 1

    def _indent(self, row: HeatRow) -> float:
        return 4 if row.head and not row.gap else self.indent

    def _title(self, title: str, x: float, y: float, room: float) -> None:
        self.canvas.text(title, x, y, kind="c-dim", size=SMALL, anchor="middle", room=room - 7, lines=4)

    def _row(self, row: HeatRow, y: float, height: float, left: float, start: float, width: float) -> None:
        canvas, base = self.canvas, y + height / 2 + 4.5
        if row.head:
            canvas.rect("c-band", 0, y, width, height - _GAP)
        if row.gap:
            canvas.text(GAP, 3, base, bold=True)
        canvas.text(row.label, self._indent(row), base, room=self._room(row), lines=2, bold=row.head)
        if self.totals and row.total is not None:
            canvas.text(str(row.total), left + self.total / 2, base, size=SMALL, anchor="middle", bold=row.head)
        for at, count in enumerate(row.counts[: len(self.shape.columns)]):
            self._cell(row, count, start + at * self.column, y, height, self.shape.columns[at])

    def _cell(self, row: HeatRow, count: int | None, x: float, y: float, height: float, column: str) -> None:
        canvas, told = self.canvas, self._told(count)
        middle, base = x + self.column / 2, y + height / 2 + 4
        if row.head or count is None:
            kind = "c-text" if row.head and count else "c-dim"
            canvas.text(told, middle, base, kind=kind, size=SMALL, anchor="middle", bold=row.head)
            return
        tone = shade(count, self.most)
        box = (x + _GAP / 2, y, self.column - _GAP, height - _GAP)
        title = f"{row.label}, {column}: {told}"
        if tone:
            canvas.rect(f"c-heat{tone}", *box, title=title, rx="2")
        else:
            self._empty(box, title)
        canvas.text(told, middle, base, kind=f"c-ink{tone}", size=SMALL, anchor="middle")

    def _empty(self, box: tuple[float, float, float, float], title: str) -> None:
        """A frame, so that none is not taken for what is not told."""
        x, y, width, height = box
        self.canvas.rect("c-heat0", x, y, width, height, title=title, rx="2")
        inner = ((x + 0.5, y + 0.5), (x + width - 0.5, y + 0.5))
        lower = ((x + width - 0.5, y + height - 0.5), (x + 0.5, y + height - 0.5), (x + 0.5, y + 0.5))
        self.canvas.line("c-grid", (*inner, *lower))

    def _told(self, count: int | None) -> str:
        return ABSENT if count is None else f"{count}{self.shape.unit}"

    def _legend(self, y: float, width: float) -> tuple[float, float]:
        """Shades with the counts that they stand for, and what the signs mean, on as many lines as they need."""
        x, right = 0.0, width
        entries = list(self._entries())
        for tone, text in entries:
            wide = 26 + width_of(text, SMALL)
            if x and x + wide > max(width, 480):
                x, y = 0.0, y + 22
            if isinstance(tone, str):
                self.canvas.text(tone, x + 9, y + 4, size=SMALL, anchor="middle", bold=True)
            elif tone:
                self.canvas.rect(f"c-heat{tone}", x, y - 8, 18, 16, rx="2")
            else:
                self._empty((x, y - 8, 18, 16), text)
            self.canvas.text(text, x + 24, y + 4, kind="c-dim", size=SMALL)
            x += wide + 16
            right = max(right, x - 16)
        return right, (y + 16 if entries else y - 16)

    def _entries(self) -> Iterator[tuple[int | str, str]]:
        rows = self.shape.rows
        if any(count == 0 for row in rows if not row.head for count in row.counts):
            yield 0, f"0{self.shape.unit}"
        counts = range(1, self.most + 1)
        for tone, found in groupby(counts, key=lambda count: shade(count, self.most)):
            held = list(found)
            span = str(held[0]) if len(held) == 1 else f"{held[0]}–{held[-1]}"
            yield tone, f"{span}{self.shape.unit}"
        if self.shape.absent and any(count is None for row in rows for count in row.counts):
            yield ABSENT, self.shape.absent
        if self.shape.gap and any(row.gap for row in rows):
            yield GAP, self.shape.gap
