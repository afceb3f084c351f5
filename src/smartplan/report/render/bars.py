"""Small pictures made of characters: bars, strips of years, curves. Each reads without colour."""

from collections.abc import Mapping, Sequence
from math import ceil

_SHADES = "·░▒▓█"
_STEPS = "▁▂▃▄▅▆▇█"


def bar(value: float, largest: float, width: int) -> str:
    """A bar of at most `width` characters; whatever is more than nothing shows."""
    return "█" * ceil(width * value / largest) if largest > 0 and value > 0 else ""


def strip(counts: Mapping[int, int], years: Sequence[int], most: int) -> str:
    """A shade for each year, from none to the most there is in any."""
    top = len(_SHADES) - 1
    return "".join(_SHADES[ceil(top * counts.get(year, 0) / most) if most else 0] for year in years)


def curve(values: Sequence[float | None], low: float, high: float) -> str:
    """A step for each value between `low` and `high`; a gap where there is none."""
    top = len(_STEPS) - 1
    return "".join(" " if value is None else _STEPS[round(top * (value - low) / (high - low))] for value in values)
