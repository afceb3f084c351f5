"""A picture as it was drawn: its texts, its marks, and the boxes that they take up."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from smartplan.report.charts.canvas import TEXT
from smartplan.report.charts.lettering import width_of

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"-?\d+(?:\.\d+)?"


class Box(NamedTuple):
    """What a mark takes up, from corner to corner, and the text of one that is a text."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def meets(self, other: "Box") -> bool:
        """Whether the two stand upon each other."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def parsed(svg: str) -> ElementTree.Element:
    """The picture as a tree, without the namespace of a file of its own. Raises ParseError."""
    tree = ElementTree.fromstring(svg)
    for one in tree.iter():
        one.tag = one.tag.removeprefix(SVG)
    return tree


def texts(tree: ElementTree.Element) -> list[str]:
    """Every text, those that a pointer shows among them."""
    return [text for one in tree.iter() if (text := (one.text or "").strip())]


def printed(tree: ElementTree.Element) -> list[str]:
    """The texts that stand on the picture."""
    return [one.text or "" for one in tree.iter("text")]


def lines(tree: ElementTree.Element) -> list[list[str]]:
    """The texts on the same height from left to right, from the top down."""
    rows: dict[int, list[tuple[float, str]]] = {}
    for one in boxes(tree):
        if one.text:
            middle = round((one.top + one.bottom) / 2)
            rows.setdefault(next((row for row in rows if abs(row - middle) < 3), middle), []).append(
                (one.left, one.text)
            )
    return [[text for _, text in sorted(rows[row])] for row in sorted(rows)]


def boxes(tree: ElementTree.Element, x: float = 0, y: float = 0) -> Iterator[Box]:
    """The boxes of all marks and texts; what a pattern is made of stands nowhere."""
    for one in tree:
        if one.tag == "g":
            moved = re.fullmatch(rf"translate\(({NUMBER}) ({NUMBER})\)", one.get("transform", "translate(0 0)"))
            assert moved is not None
            yield from boxes(one, x + float(moved[1]), y + float(moved[2]))
        elif one.tag == "text":
            yield _lettered(one, x, y)
        elif one.tag == "rect":
            left, top, width, height = (float(one.attrib[name]) for name in ("x", "y", "width", "height"))
            assert width >= 0
            assert height >= 0
            yield Box(x + left, y + top, x + left + width, y + top + height)
        elif one.tag == "polyline":
            numbers = [float(found) for found in re.findall(NUMBER, one.attrib["points"])]
            yield _around(numbers[::2], numbers[1::2], x, y)
        elif one.tag == "path":
            yield _around(*_corners(one.attrib["d"]), x, y)
        else:
            assert one.tag in ("title", "desc", "defs"), one.tag


def _lettered(one: ElementTree.Element, x: float, y: float) -> Box:
    text, size = one.text or "", float(one.get("font-size", TEXT))
    wide = width_of(text, size, bold="font-weight" in one.attrib)
    start = x + float(one.attrib["x"]) - wide * {"middle": 0.5, "end": 1}.get(one.get("text-anchor", ""), 0)
    base = y + float(one.attrib["y"])
    return Box(start, base - 0.76 * size, start + wide, base + 0.24 * size, text)


def _corners(course: str) -> tuple[list[float], list[float]]:
    """The points of a course of M, L, C, V and Z; a curve stays between those that it is bent by."""
    across, down = list[float](), list[float]()
    for letter, rest in re.findall(r"([MLCVZ])([^MLCVZ]*)", course):
        numbers = [float(found) for found in re.findall(NUMBER, rest)]
        if letter == "V":
            down += numbers
        else:
            across += numbers[::2]
            down += numbers[1::2]
    return across, down


def _around(across: list[float], down: list[float], x: float, y: float) -> Box:
    return Box(x + min(across), y + min(down), x + max(across), y + max(down))
