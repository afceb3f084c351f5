"""Small revisions in memory, and what changed between two of them, each change on a line."""

from typing import Any

from smartplan.compare import ComparedPlan, compare
from smartplan.compare.changes import Balance, Change, Comparison, Side
from smartplan.compare.lineage import chain
from smartplan.plan.model import Plan
from smartplan.plan.shape import check
from smartplan.plan.sound import Shaped
from smartplan.plan.spelled import Spelling

P = {"name": "A", "subdimension": "public_service", "agency": "x"}


def revision(name: str, programmes: dict[str, Any] | None = None, **head: Any) -> ComparedPlan:
    """A revision; a key `living/L1` puts the programme L1 under another dimension than governance."""
    dimensions: dict[str, Any] = {"governance": {"programmes": {}}, "living": {"programmes": {}}}
    for key, programme in (programmes or {}).items():
        dimension, _, id_ = key.rpartition("/")
        dimensions[dimension or "governance"]["programmes"][id_] = {**P, **programme}
    data = {"format": 1, "revision": name, "profile": "kominfo", "dimensions": dimensions, **head}
    return compared(data, name)


def compared(data: dict[str, Any], name: str) -> ComparedPlan:
    """A revision of data that may have keys of its own, which the model leaves out."""
    shaped = check(data, "plan", Spelling(lambda path: "", 1, {}, {}))
    assert isinstance(shaped, Shaped)
    assert isinstance(shaped.content, Plan)
    return ComparedPlan(shaped.content, data, name)


def diff(old: ComparedPlan, new: ComparedPlan, *others: ComparedPlan) -> Comparison:
    found = {other.name: other for other in others}
    return compare(old, new, chain(old, new, found.get))


def counts(old: int = 0, new: int = 0, **others: int) -> Balance:
    """A balance that is nought but for these."""
    return Balance(**{**dict.fromkeys(Balance.__struct_fields__, 0), "old": old, "new": new, **others})


def brief(comparison: Comparison) -> list[tuple[str, str | None, str | None]]:
    return [(change.kind, change.programme, change.field) for change in comparison.changes]


def side(side: Side | None) -> str:
    """A side as `value @file programme place`."""
    if side is None:
        return "·"
    place = ".".join(map(str, side.path)).replace("dimensions.governance.programmes.", "…")
    value = side.value
    if isinstance(value, dict):
        value = {key: one for key, one in value.items() if P.get(key) != one}
    return f"{value!r} @{side.file} {side.programme or '-'} {place}"


def line(change: Change) -> str:
    """A change on one line; what does not apply is left out."""
    owner = f"{change.dimension or '-'}/{change.programme or '-'}"
    figures = "" if change.delta is None else f" [{change.delta:+}, {change.percent}]"
    because = f" because {', '.join(change.because)}" if change.because else ""
    field = f" {change.field}" if change.field else ""
    return f"{change.level} {change.kind} {owner}{field}: {side(change.old)} → {side(change.new)}{figures}{because}"


def lines(comparison: Comparison) -> list[str]:
    return [line(change) for change in comparison.changes]
