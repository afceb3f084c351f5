"""What leads to what, in layers: bands as wide as the number of programmes that they stand for."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import fmean
from typing import Final

from msgspec import Struct

from smartplan.report.charts.canvas import LINE, Canvas, number, rows_of, widest
from smartplan.report.render.drawings import Flow, FlowLink, FlowNode

_NODE, _LABEL, _BETWEEN = 14, 250, 190
# The least height of a node with its label, and how tall the picture is where there is nothing more to show.
_SLOT, _TALL = 20, 420
# A layer of more has less room for each.
_FEW: Final = 12
_TOP: Final = 34


class _Place(Struct):
    """A node where it is drawn: its layer, its upper edge and its height, and what of both sides is taken."""

    node: FlowNode
    layer: int
    y: float = 0
    height: float = 0
    into: float = 0
    out: float = 0


def flow(shape: Flow, canvas: Canvas) -> tuple[float, float]:
    """Draw it from the corner on; its width and height."""
    return _FlowPainter(shape, canvas).draw()


class _FlowPainter:
    def __init__(self, shape: Flow, canvas: Canvas) -> None:
        self.shape, self.canvas = shape, canvas
        self.places = {
            node.key: _Place(node, at) for at, layer in enumerate(shape.layers) for node in layer if node.value > 0
        }
        known = self.places
        self.links = [
            one
            for one in shape.links
            if one.value > 0
            and one.source in known
            and one.target in known
            and known[one.source].layer + 1 == known[one.target].layer
        ]
        self.layers = [[known[node.key] for node in layer if node.key in known] for layer in shape.layers]
        self._untangle()

    def _untangle(self) -> None:
        """Order the layers after the second by what leads to them; the first two stand as the plan has them."""
        for at in range(2, len(self.layers)):
            place = {one.node.key: number for number, one in enumerate(self.layers[at - 1])}
            pulls: defaultdict[str, list[int]] = defaultdict(list)
            for link in self.links:
                if link.source in place:
                    pulls[link.target] += [place[link.source]] * link.value
            middle = {key: fmean(found) for key, found in pulls.items()}
            self.layers[at].sort(key=lambda one: middle.get(one.node.key, len(place)))

    def draw(self) -> tuple[float, float]:
        if not self.places:
            return 1, 1
        bottom = self._put()
        lefts, width = self._columns()
        for at, title in enumerate(self.shape.titles[: len(lefts)]):
            self._title(title, at, lefts, width)
        self._bands(lefts)
        last = len(self.layers) - 1
        for at, layer in enumerate(self.layers):
            for one in layer:
                title = f"{one.node.label}: {one.node.value}"
                self.canvas.rect(f"c-flow{min(at, 2)}", lefts[at], one.y, _NODE, max(one.height, 0.5), title=title)
                self._label(one, lefts[at], first=at == 0, last=at == last)
        return width, bottom + 4

    def _put(self) -> float:
        """Give each node its place: all layers have one scale, and are as tall as the one that needs most."""
        leaving, coming = Counter[str](), Counter[str]()
        for link in self.links:
            leaving[link.source] += link.value
            coming[link.target] += link.value
        weights = {key: max(one.node.value, leaving[key], coming[key]) for key, one in self.places.items()}
        largest = max(sum(weights[one.node.key] for one in layer) for layer in self.layers)
        # Where many small ones make the picture tall, the bands may be wide.
        scale = max(_TALL, 0.7 * max(sum(map(self._least, layer)) for layer in self.layers)) / largest
        heights = []
        for layer in self.layers:
            for one in layer:
                one.height = weights[one.node.key] * scale
            heights.append(sum(max(one.height, self._least(one)) + 4 for one in layer))
        tall = max(heights)
        for layer, height in zip(self.layers, heights, strict=True):
            free = (tall - height) / (len(layer) + 1) if layer else 0
            y = _TOP + free
            for one in layer:
                slot = max(one.height, self._least(one))
                one.y = y + (slot - one.height) / 2
                y += slot + 4 + free
        self.scale = scale
        return _TOP + tall

    def _least(self, one: _Place) -> float:
        return _SLOT + LINE * (self._rows(one) - 1)

    def _rows(self, one: _Place) -> int:
        return rows_of(one.node.label, _LABEL, lines=self._lines(one), tail=_tail(one))

    def _lines(self, one: _Place) -> int:
        return 3 if len(self.layers[one.layer]) <= _FEW else 2

    def _columns(self) -> tuple[list[float], float]:
        """The left edge of each layer's nodes, and the width of all."""
        rooms = [widest([one.node.label + _tail(one) for one in layer], _LABEL) for layer in self.layers]
        lefts = [rooms[0] + 8]
        for at in range(1, len(self.layers)):
            # The labels of a layer between others stand in the way of its bands.
            inner = rooms[at - 1] if at > 1 else 0
            lefts.append(lefts[-1] + _NODE + inner + _BETWEEN)
        last = rooms[-1] + 8 if len(self.layers) > 1 else 0
        return lefts, lefts[-1] + _NODE + last

    def _title(self, title: str, at: int, lefts: Sequence[float], width: float) -> None:
        edges = [*lefts[1:], width]
        if at == 0:
            edge = lefts[0] + _NODE
            self.canvas.text(title, edge, 18, room=edge, kind="c-dim", bold=True, anchor="end")
        else:
            self.canvas.text(title, lefts[at], 18, room=edges[at] - lefts[at], kind="c-dim", bold=True)

    def _bands(self, lefts: Sequence[float]) -> None:
        order = {one.node.key: number for layer in self.layers for number, one in enumerate(layer)}
        # At a node its bands stand in the order of what they lead to, and come in in that of what they come from.
        entries: dict[int, float] = {}
        for at, link in sorted(enumerate(self.links), key=lambda pair: order[pair[1].source]):
            target = self.places[link.target]
            entries[at] = target.y + target.into
            target.into += link.value * self.scale
        for at, link in sorted(enumerate(self.links), key=lambda pair: order[pair[1].target]):
            source = self.places[link.source]
            self._band(link, source, source.y + source.out, entries[at], lefts)
            source.out += link.value * self.scale

    def _band(self, link: FlowLink, source: _Place, start: float, end: float, lefts: Sequence[float]) -> None:
        at, thick = source.layer, link.value * self.scale
        left, right = lefts[at] + _NODE, lefts[at + 1]
        middle = (left + right) / 2
        x1, x2, xm, upper, upper_end, lower, lower_end = map(
            number, (left, right, middle, start, end, start + thick, end + thick)
        )
        course = (
            f"M{x1} {upper}C{xm} {upper} {xm} {upper_end} {x2} {upper_end}V{lower_end}"
            f"C{xm} {lower_end} {xm} {lower} {x1} {lower}Z"
        )
        title = f"{source.node.label} → {self.places[link.target].node.label}: {link.value}"
        look = {"fill_opacity": "0.32"} if self.canvas.alone else {}
        self.canvas.path(f"c-flow{min(at, 2)}", course, title=title, **look)

    def _label(self, one: _Place, left: float, *, first: bool, last: bool) -> None:
        canvas, label, tail = self.canvas, one.node.label, _tail(one)
        middle, lines = one.y + one.height / 2, self._lines(one)
        if first:
            canvas.text(label, left - 8, middle + 4.5, room=_LABEL + 1, lines=lines, anchor="end", tail=tail)
            return
        x = left + _NODE + 8
        if not last:
            # On the bands that leave here.
            tall = LINE * self._rows(one)
            wide = widest([label + tail], _LABEL) + 6
            canvas.rect("c-paper", x - 4, middle - tall / 2, wide, tall, rx="3", fill_opacity="0.8")
        canvas.text(label, x, middle + 4.5, room=_LABEL + 1, lines=lines, tail=tail)


def _tail(one: _Place) -> str:
    """The number, which stands even behind a label that is shortened."""
    return f" ({one.node.value})"
