"""Plain data of a YAML text, with the place of every key and value."""

from array import array
from typing import Any

from msgspec import Struct

from smartplan.plan.finding import Address, Finding

# A file may hold one value in so many characters, however many these are: plans have one in twenty to forty.
DENSE = 5
Marks = dict[int, "array[int]"]


class Tree(Struct):
    """Plain data with its places.

    `marks` holds, by the identity of each mapping or list, four character offsets an entry in order: where its key
    starts and ends (for a list's item: as its value) and where its value starts and ends. Two kinds of numbers stand in
    the data as text: `doubtful` are the addresses of plain ones with three digits behind their point, `commas` those,
    with their span, of ones that a comma ended inside braces.
    """

    data: Any = None
    marks: Marks = {}
    root: tuple[int, int] = (0, 0)
    faults: list[Finding] = []
    nulls: int = 0
    doubtful: list[Address] = []
    commas: dict[Address, tuple[int, int]] = {}
