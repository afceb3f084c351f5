"""Indicators: targets that became more or less ambitious, new actuals, another unit."""

from collections.abc import Iterator, Mapping
from typing import Any

from smartplan.compare.changes import Change, Level
from smartplan.compare.items import Pair, mapping, value
from smartplan.plan.measure import ambition
from smartplan.plan.model import Indicator, Measure


def indicators(pair: Pair, old: Mapping[str, Indicator], new: Mapping[str, Indicator]) -> Iterator[Change]:
    """Every change of a programme's indicators, matched by id."""
    for id_ in dict.fromkeys([*old, *new]):
        before, after = old.get(id_), new.get(id_)
        field, path = f"indicators.{id_}", ("indicators", id_)
        if before is None:
            yield pair.change("indicator-added", field, None, after, path)
        elif after is None:
            yield pair.change("indicator-removed", field, before, None, path)
        elif before != after:
            for name in ("name", "level", "unit", "direction", "baseline"):
                one, other = getattr(before, name), getattr(after, name)
                yield from value(pair, "indicator-changed", f"{field}.{name}", one, other)
            yield from _targets(pair, f"{field}.targets", before, after)
            yield from mapping(pair, "actual-changed", f"{field}.actuals", before.actuals, after.actuals)


def _targets(pair: Pair, field: str, old: Indicator, new: Indicator) -> Iterator[Change]:
    # Numbers in another unit, or read in another direction, are not more or less of the same.
    comparable = old.unit == new.unit and old.direction == new.direction
    for year in sorted({*old.targets, *new.targets}):
        before, after = old.targets.get(year), new.targets.get(year)
        if before == after:
            continue
        verdict = "changed"
        if comparable and before is not None and after is not None:
            verdict = ambition(before, after, new.direction)
            if verdict == "same":
                # Another way of writing the same is a change of text, not of ambition.
                verdict = "changed"
        level: Level | None = "warning" if verdict == "lowered" else None
        path = (*field.split("."), str(year))
        delta = _delta(before, after)
        yield pair.change(f"target-{verdict}", f"{field}.{year}", before, after, path, level=level, delta=delta)


def _delta(old: Measure | None, new: Measure | None) -> Any:
    """The difference of two plain numbers."""
    if isinstance(old, (int, float)) and isinstance(new, (int, float)):
        return round(new - old, 10)
    return None
