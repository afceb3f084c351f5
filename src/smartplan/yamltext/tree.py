"""Plain data of a YAML text, with the place of every key and value."""

from array import array
from dataclasses import dataclass, field
from typing import Any

from smartplan.plan.finding import Address, Finding

# A file may hold one value in so many characters, however many these are: plans have one in twenty to forty.
DENSE = 5
Marks = dict[int, "array[int]"]


@dataclass(slots=True)
class Tree:
    """Plain data with its places.

    `marks` holds, by the identity of each mapping or list, four character offsets an entry in order: where its key
    starts and ends (for a list's item: as its value) and where its value starts and ends. Two kinds of numbers stand in
    the data as text: `doubtful` are the addresses of plain ones with three digits behind their point, `commas` those,
    with their span, of ones that a comma ended inside braces.
    """

    data: Any = None
    marks: Marks = field(default_factory=dict)
    root: tuple[int, int] = (0, 0)
    faults: list[Finding] = field(default_factory=list)
    nulls: int = 0
    doubtful: list[Address] = field(default_factory=list)
    commas: dict[Address, tuple[int, int]] = field(default_factory=dict)
