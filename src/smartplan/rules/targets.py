"""Targets and measures: against the direction, missing in a quick win's first year, ambiguous, not in standard form."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from smartplan.plan.context import Context
from smartplan.plan.field_types import MOST, Measured
from smartplan.plan.figure import Measure, Reading, measured, measured_by_year
from smartplan.plan.finding import Address, Finding
from smartplan.plan.measure import ParsedMeasure, ambition, read, readings, standard
from smartplan.plan.model import Entry, Indicator, Plan
from smartplan.rules.rule import Rule, programme
from smartplan.rules.years_and_money import period_of


def against(plan: Plan, context: Context) -> Iterator[Finding]:
    """A target that is less ambitious than that of the year before; that of the end is held against the last."""
    # Of many indicators the same two follow each other.
    verdict = lru_cache(maxsize=4096, typed=True)(ambition)
    for at, id_, indicator in context.once(every_indicator, plan):
        if indicator.direction not in ("up", "down") or _rises(indicator, down=indicator.direction == "down"):
            continue
        path = (*at, "indicators", id_)
        places: list[tuple[str, Address, Measure]] = [
            (str(year), ("targets", str(year)), indicator.targets[year]) for year in sorted(indicator.targets)
        ]
        if indicator.target_end is not None:
            places.append(("", ("target_end",), indicator.target_end))
        for (before, _, earlier), (_, place, later) in pairwise(places):
            old, new = measured(earlier), measured(later)
            if verdict(old, new, indicator.direction, indicator.unit) == "lowered":
                values = {"old": str(old), "new": str(new), "before": before, "direction": indicator.direction}
                yield Finding("target-against-direction", (*path, *place), values=values)


def quick_win(plan: Plan, context: Context) -> Iterator[Finding]:
    """A quick win without a target in its first year."""
    if plan.period is not None and period_of(plan) is None:
        return
    for entry in context.entries(plan):
        programme = entry.programme
        if not programme.quick_win:
            continue
        first = min(programme.years) if programme.years else plan.period.start if plan.period else None
        if not first or any(first in one.targets for one in programme.indicators.values()):
            continue
        if not context.is_invalid((*entry.path, "years")) and not targets_unread(entry, context):
            yield Finding("quick-win-without-target", entry.path, "key", values={"value": entry.id, "year": str(first)})


def every_indicator(plan: Plan, context: Context) -> list[tuple[Address, str, Indicator]]:
    """Every indicator of goals, objectives, programmes and actions, behind where it stands and its id."""
    found = [*context.once(indicators_of_the_plan, plan)]
    found += [(one.path, id_, own) for one in context.actions(plan) for id_, own in one.action.indicators.items()]
    return found


def indicators_of_the_plan(plan: Plan, context: Context) -> list[tuple[Address, str, Indicator]]:
    """Those of goals, objectives and programmes, of which more is asked than of those of actions."""
    found: list[tuple[Address, str, Indicator]] = [
        (("rpjmd", "objectives", key), id_, indicator)
        for key, objective in plan.rpjmd.objectives.items()
        for id_, indicator in objective.indicators.items()
    ]
    for entry in context.entries(plan):
        at = entry.path
        found += [(at, id_, indicator) for id_, indicator in entry.programme.indicators.items()]
    return found


def targets_unread(entry: Entry, context: Context) -> bool:
    """Whether a target of the programme may be among what was left out of the model."""
    path = (*entry.path, "indicators")
    if not context.is_invalid(path):
        return False
    return any(bad[:5] == path and (len(bad) < 7 or bad[6] in ("targets", "target_end")) for bad in context.invalid)


def style(plan: Plan, context: Context) -> Iterator[Finding]:
    """A decimal comma or a percent sign: understood, but other programs may misread it."""
    for path, measure, unit, found in context.once(_odd, plan):
        if found.odd_style:
            values = {"value": measure, "write": _written(standard(measure, unit))}
            yield Finding("measure-style", path, variant="percent" if found.percent else "", values=values)


def ambiguous(plan: Plan, context: Context) -> Iterator[Finding]:
    """A measure with thousands separators, or with a sign that may be one."""
    for path, measure, unit, found in context.once(_odd, plan):
        if found.kind != "doubtful":
            continue
        ways = [_written(way) for way in readings(measure, unit)]
        values = {"value": measure, "write": ways[0], "other": ways[-1]}
        yield Finding("measure-ambiguous", path, variant="" if len(ways) > 1 else "thousands", values=values)


def beyond(plan: Plan, context: Context) -> Iterator[Finding]:
    """A number in a text that is out of range; the schema finds plain numbers."""
    for path, measure, _, found in context.once(_odd, plan):
        if found.kind == "beyond":
            yield Finding("out-of-range", path, values={"value": measure, "limit": MOST})


def _written(measure: str) -> str:
    """A measure as YAML has it: what is not a number in quotes."""
    return measure if re.fullmatch(_NUMBER, measure) else f'"{measure}"'


def _rises(indicator: Indicator, *, down: bool) -> bool:
    """Whether the targets are plain numbers, none below that of the year before, or where `down` none above it."""
    if len(indicator.targets) + (indicator.target_end is not None) < 2:
        return True
    stated = measured_by_year(indicator.targets)
    targets: list[Any] = [stated[year] for year in sorted(stated)]
    if indicator.target_end is not None:
        targets.append(measured(indicator.target_end))
    return str not in map(type, targets) and targets == sorted(targets, reverse=down)


def _odd(plan: Plan, context: Context) -> list[tuple[Address, str, str, ParsedMeasure]]:
    """Every measure that is text and not written as it should be: its address, itself, its unit and what it means."""
    found = []
    # By unit: the same texts stand in many indicators.
    usual: dict[str, set[str]] = defaultdict(set)
    for at, id_, indicator in context.once(every_indicator, plan):
        stated = (indicator.baseline, *indicator.targets.values(), indicator.target_end, *indicator.actuals.values())
        if Reading in map(type, stated):
            stated = tuple(map(measured, stated))
        texts = {one for one in stated if isinstance(one, str)}
        if not texts or texts <= usual[indicator.unit]:
            continue
        for place, measure in _measures(indicator):
            if isinstance(measure, str):
                meant = read(measure, indicator.unit)
                if meant.odd_style or meant.kind in ("doubtful", "beyond"):
                    found.append(((*at, "indicators", id_, *place), measure, indicator.unit, meant))
                else:
                    usual[indicator.unit].add(measure)
    return found


def _measures(indicator: Indicator) -> Iterator[tuple[Address, Measured]]:
    if indicator.baseline is not None:
        yield _place(indicator.baseline, "baseline")
    for name in ("targets", "actuals"):
        for year, measure in getattr(indicator, name).items():
            yield _place(measure, name, str(year))
    if indicator.target_end is not None:
        yield _place(indicator.target_end, "target_end")


def _place(measure: Measure, *place: str) -> tuple[Address, Measured]:
    """What a measure says, with where in the indicator that stands."""
    return ((*place, "value") if isinstance(measure, Reading) else place), measured(measure)


_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_TARGETS = "indicators:\n  waktu: {direction: down, targets: {2023: 8, 2024: %s}}"
_FIRST = "quick_win: true\nindicators:\n  waktu: {targets: {2023: %s, 2024: 8}}"
_STYLE = "indicators:\n  waktu: {unit: '%%', baseline: %s}"
RULES = (
    Rule(
        "target-against-direction",
        "sense",
        "warning",
        "plan",
        programme(_TARGETS % 12),
        programme(_TARGETS % 5),
        against,
    ),
    Rule(
        "quick-win-without-target",
        "sense",
        "warning",
        "plan",
        programme(_FIRST % "null"),
        programme(_FIRST % 9),
        quick_win,
    ),
    Rule(
        "measure-ambiguous",
        "sense",
        "warning",
        "plan",
        programme(_STYLE % '"1.500"'),
        programme(_STYLE % 1500),
        ambiguous,
    ),
    Rule("measure-style", "sense", "info", "plan", programme(_STYLE % '"75,00%"'), programme(_STYLE % 75), style),
)
