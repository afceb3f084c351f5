"""What pictures are drawn on: marks with their class and colour, and text that is only text."""

from collections.abc import Sequence
from html import escape
from typing import Literal

from smartplan.report.charts.colours import FILL, STROKE
from smartplan.report.charts.lettering import fitted, plain, width_of

Anchor = Literal["start", "middle", "end"]
TEXT, SMALL = 13, 12
LINE = 16


def number(value: float) -> str:
    """A coordinate with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, content: str = "", /, **attributes: float | str) -> str:
    """An element; `_` in the name of an attribute is `-`. The content is XML."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(plain(one) if isinstance(one, str) else number(one))}"'
        for key, one in attributes.items()
    )
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def named(text: str, content: str) -> str:
    """What has a name that a pointer shows."""
    return element("g", element("title", escape(plain(text))) + content)


class Canvas:
    """Marks one upon the other; `key` begins the ids of what they refer to.

    One that is `alone` is a file: each mark has its colour, and a name that a pointer shows. In a page the style gives
    a mark its colour by its class, and a table has the numbers.
    """

    def __init__(self, key: str, *, alone: bool = False) -> None:
        self.key, self.alone = key, alone
        self.marks: list[str] = []

    def rect(self, kind: str, x: float, y: float, width: float, height: float, *, title: str = "", **more: str) -> None:
        """A filled rectangle."""
        shape = element("rect", class_=kind, x=x, y=y, width=width, height=height, **self._fill(kind), **more)
        self.marks.append(named(title, shape) if title and self.alone else shape)

    def path(self, kind: str, course: str, *, title: str = "", **more: str) -> None:
        """A filled area."""
        shape = element("path", class_=kind, d=course, **self._fill(kind), **more)
        self.marks.append(named(title, shape) if title and self.alone else shape)

    def line(self, kind: str, points: Sequence[tuple[float, float]], *, width: float = 1, **more: str) -> None:
        """A line through points."""
        course = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        look = {"fill": "none", **({"stroke": STROKE[kind]} if self.alone else {}), **more}
        self.marks.append(element("polyline", class_=kind, points=course, stroke_width=width, **look))

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        kind: str = "c-text",
        room: float = 0,
        lines: int = 1,
        size: float = TEXT,
        anchor: Anchor = "start",
        bold: bool = False,
        tail: str = "",
    ) -> None:
        """Text with its `tail` on its base line, or on lines around it; what is shortened has its whole as a name."""
        whole = (plain(text) + tail).strip()
        if not whole:
            return
        shown = fitted(text, room, size, lines=lines, bold=bold, tail=tail) if room else [whole]
        look: dict[str, float | str] = {"class_": kind, **self._fill(kind)}
        if self.alone or size != TEXT:
            look["font_size"] = size
        if anchor != "start":
            look["text_anchor"] = anchor
        if bold:
            look["font_weight"] = "600"
        top = y - (len(shown) - 1) * LINE / 2
        drawn = "".join(element("text", escape(line), x=x, y=top + at * LINE, **look) for at, line in enumerate(shown))
        self.marks.append(drawn if shown == [whole] else named(whole, drawn))

    def _fill(self, kind: str) -> dict[str, str]:
        return {"fill": FILL[kind]} if self.alone else {}


def widest(texts: Sequence[str], most: float, *, size: float = TEXT, bold: bool = False) -> float:
    """The room that texts need on one line each, up to the most."""
    return min(max((width_of(plain(one), size, bold=bold) for one in texts), default=0), most)


def rows_of(text: str, room: float, *, size: float = TEXT, lines: int = 2, bold: bool = False, tail: str = "") -> int:
    """On how many lines a text stands."""
    return len(fitted(text, room, size, lines=lines, bold=bold, tail=tail))
