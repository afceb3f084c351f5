"""Small pictures of numbers: bars, strips of years, curves. In characters each reads without colour."""

from collections.abc import Mapping, Sequence
from math import ceil

from msgspec import Struct

_SHADES = "·░▒▓█"
_STEPS = "▁▂▃▄▅▆▇█"


class Bar(Struct, frozen=True):
    """A value from zero on, beside the `largest` that a bar of `width` characters stands for."""

    value: float
    largest: float
    width: int

    @property
    def share(self) -> float:
        """How much of the whole width it takes, from 0 to 1."""
        return min(self.value / self.largest, 1) if self.largest > 0 and self.value > 0 else 0

    @property
    def text(self) -> str:
        """In characters; whatever is more than nothing shows."""
        return "█" * ceil(self.width * self.value / self.largest) if self.share else ""


class Strip(Struct, frozen=True):
    """A count for each year, beside the `most` there is in any."""

    counts: Sequence[int]
    most: int

    @classmethod
    def of(cls, counts: Mapping[int, int], years: Sequence[int], most: int) -> "Strip":
        """The strip of these years; one without a count has none."""
        return cls([counts.get(year, 0) for year in years], most)

    @property
    def text(self) -> str:
        """A shade for each year."""
        top = len(_SHADES) - 1
        return "".join(_SHADES[ceil(top * count / self.most) if self.most else 0] for count in self.counts)


class Curve(Struct, frozen=True):
    """A value for each year from 0 to `highest`, None where there is none."""

    values: Sequence[float | None]
    highest: float

    @property
    def text(self) -> str:
        """A step for each value, and a gap where there is none."""
        top = len(_STEPS) - 1
        return "".join(" " if one is None else _STEPS[round(top * one / self.highest)] for one in self.values)
