"""What changed in the plan as a whole, and in a dimension apart from its programmes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from smartplan.compare import gaps, missions, objectives
from smartplan.compare.changes import Change, Kind
from smartplan.compare.lineage import reasons
from smartplan.compare.other_fields import differences
from smartplan.compare.pair import ChangeScope, PlanPair, items
from smartplan.plan.crosswalk import carried, parted
from smartplan.plan.finding import Address
from smartplan.plan.model import Dimension, Period, Plan
from smartplan.plan.plain_data import at, none_if_empty

# By address, the fields that have a comparer below, in `missions` or in `objectives`; the last ones of the plan tell
# the story and are no change by themselves. Any other, of the model or free-form, is compared as plain data.
_KNOWN: dict[tuple[str, ...], frozenset[str]] = {
    ("city",): frozenset({"code", "name", "province"}),
    ("period",): frozenset({"start", "end"}),
    ("team",): frozenset({"lead", "members"}),
    ("rpjmd",): frozenset({"title", "regulation", "period", "vision", "missions", "objectives", "sources"}),
    ("rpjmd", "period"): frozenset({"start", "end"}),
    (): frozenset(
        {
            "city",
            "title",
            "status",
            "record",
            "profile",
            "period",
            "vision",
            "legal_basis",
            "change_reasons",
            "team",
            "rpjmd",
            "agencies",
            "readiness",
            "dimensions",
        }
    )
    | {"format", "revision", "supersedes", "because", "sources", "withdrawn"},
}
_AGENCY = ("name", "short", "role", "tier")
_DIMENSION_TEXTS = ("lead", "objective", "strategy")
_KNOWN_DIMENSION = frozenset({*_DIMENSION_TEXTS, "stakeholders", "gaps", "programmes"})
_TEXTS: tuple[tuple[Kind, str], ...] = (
    ("field-changed", "city.code"),
    ("field-changed", "city.name"),
    ("field-changed", "city.province"),
    ("field-changed", "title"),
    ("plan-status-changed", "status"),
    ("field-changed", "record"),
    ("profile-changed", "profile"),
    ("period-changed", "period"),
    ("vision-changed", "vision"),
    ("field-changed", "team.lead"),
    ("rpjmd-changed", "rpjmd.title"),
    ("rpjmd-changed", "rpjmd.regulation"),
    ("rpjmd-changed", "rpjmd.period"),
    ("rpjmd-changed", "rpjmd.vision"),
)
_READINESS = ("readiness",)


def of_plan(pair: PlanPair) -> Iterator[Change]:
    """Changes at the head of the plan: what it is, its RPJMD, agencies and readiness."""
    old, new = pair.old.plan, pair.new.plan
    owner = ChangeScope(because=reasons(new.because))
    for kind, field in _TEXTS:
        before, after = _get(old, field), _get(new, field)
        if before == after or (field.endswith("vision") and before and after and before.split() == after.split()):
            continue
        yield owner.change(kind, field, _data(before), _data(after))
    yield from missions.of_plan(pair, owner)
    yield from objectives.of_plan(pair, owner)
    yield from items(owner, "field-changed", "legal_basis", old.legal_basis, new.legal_basis)
    yield from items(owner, "field-changed", "change_reasons", list(old.change_reasons), list(new.change_reasons))
    yield from items(owner, "field-changed", "team.members", old.team.members, new.team.members)
    yield from _agencies(pair, owner)
    one, other = (at(revision.data, _READINESS) or {} for revision in (pair.old, pair.new))
    if one != other and isinstance(one, dict) and isinstance(other, dict):
        yield from differences(owner, "readiness-changed", one, other, _READINESS, _READINESS, field="readiness")
    for base, known in _KNOWN.items():
        yield from _others(pair, owner, "field-changed", base, known, ".".join(base))


def of_dimension(pair: PlanPair, key: str, successors: Mapping[str, Sequence[str]]) -> Iterator[Change]:
    """Changes of a dimension itself; `successors` are the new ids of each old programme."""
    source = _source(pair, key)
    old, new = pair.old.plan.dimensions.get(source), pair.new.plan.dimensions.get(key)
    owner = ChangeScope(dimension=key, because=reasons(pair.new.plan.because))
    base: tuple[str, ...] = ("dimensions", key)
    old_base: tuple[str, ...] = ("dimensions", source)
    if old is None and new is None:
        return
    other_profile = pair.old.plan.profile != pair.new.plan.profile
    if (old is None or new is None) and other_profile and key not in _images(pair):
        kind: Kind = "dimension-added" if old is None else "dimension-removed"
        before, after = at(pair.old.data, old_base), at(pair.new.data, base)
        if _says(before) or _says(after):
            yield owner.change(
                kind, f"dimensions.{key}", None if old is None else before or {}, None if new is None else after or {}
            )
        return
    # Where only one side has it, its programmes tell of themselves, and all else of it came or is gone.
    old, new = old or Dimension(), new or Dimension()
    for name in _DIMENSION_TEXTS:
        before, after = getattr(old, name), getattr(new, name)
        if before.split() != after.split():
            yield owner.change(
                "dimension-changed",
                name,
                before or None,
                after or None,
                old_path=(*old_base, name),
                new_path=(*base, name),
            )
    yield from items(owner, "dimension-changed", "stakeholders", old.stakeholders, new.stakeholders, (old_base, base))
    yield from gaps.of_dimension(pair, owner, (old_base, base), successors)
    yield from _others(pair, owner, "dimension-changed", base, _KNOWN_DIMENSION, old_base=old_base)


def _source(pair: PlanPair, key: str) -> str:
    """The old dimension with which one is compared; under another profile that may be one with another key.

    Empty where the old one of that key is compared with another dimension.
    """
    whole = {old: new for old, new in carried(pair.crosswalk).items() if old in pair.old.plan.dimensions}
    named = {new: old for old, new in whole.items()}
    return named.get(key, "" if key in whole else key)


def _says(dimension: object) -> bool:
    """Whether anything stands in a dimension, be it programmes."""
    return none_if_empty(dimension) is not None and (
        not isinstance(dimension, dict) or any(none_if_empty(value) is not None for value in dimension.values())
    )


def _others(
    pair: PlanPair,
    owner: ChangeScope,
    kind: Kind,
    base: Address,
    known: Collection[str],
    field: str = "",
    old_base: Address | None = None,
) -> Iterator[Change]:
    """Changes of what stands at an address and has no comparer: what the format does not know, or not yet."""
    bases = (base if old_base is None else old_base, base)
    before, after = (
        {key: value for key, value in found.items() if key not in known}
        if isinstance(found := at(revision.data, path), dict)
        else {}
        for revision, path in zip((pair.old, pair.new), bases, strict=True)
    )
    if before != after:
        yield from differences(owner, kind, before, after, *bases, field=field)


def _images(pair: PlanPair) -> set[str]:
    """Dimensions that a crosswalk connects, on either side."""
    return {parted(place)[0] for old, new in pair.crosswalk.items() for place in (old, *new)}


def _agencies(pair: PlanPair, owner: ChangeScope) -> Iterator[Change]:
    old, new = pair.old.plan.agencies, pair.new.plan.agencies
    for id_, after in new.items():
        before = old.get(id_)
        if before is None:
            yield owner.change("agency-added", f"agencies.{id_}", None, at(pair.new.data, ("agencies", id_)) or {})
            continue
        for name in _AGENCY:
            one, other = none_if_empty(getattr(before, name)), none_if_empty(getattr(after, name))
            if one != other:
                yield owner.change("agency-changed", f"agencies.{id_}.{name}", one, other)
        yield from _others(pair, owner, "agency-changed", ("agencies", id_), _AGENCY, f"agencies.{id_}")
    for id_ in old:
        if id_ not in new:
            yield owner.change("agency-removed", f"agencies.{id_}", at(pair.old.data, ("agencies", id_)) or {}, None)


def _get(plan: Plan, field: str) -> Any:
    value: Any = plan
    for step in field.split("."):
        value = getattr(value, step)
    return none_if_empty(value)


def _data(value: Any) -> Any:
    """A period as it stands in the file."""
    return {"start": value.start, "end": value.end} if isinstance(value, Period) else value
