"""A comparison in the structure of the JSON contract: its types, its making, its fingerprints."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.compare.changes import Change, Highlight, HighlightKind, Kind, Level, Link, Side, SummaryData, Wanted
from smartplan.compare.gravity import highlights
from smartplan.operations.diff import Result
from smartplan.plan.crosswalk import Regrouping
from smartplan.plan.figure import Approx, StatedBasis
from smartplan.plan.fingerprint import fingerprint
from smartplan.plan.model import Plan
from smartplan.plan.objectives import Served


class CityData(Struct, frozen=True):
    """Whose plan it is; empty where the file does not say."""

    code: str
    name: str


class RpjmdData(Struct, frozen=True):
    """The RPJMD of one of the two files: its title, and the missions on record by id."""

    title: str
    missions: dict[str, str]


class FileData(Struct, frozen=True):
    """One of the two files."""

    revision: str
    path: str
    city: CityData
    rpjmd: RpjmdData


class SideData(Struct, frozen=True):
    """One side of a change, with its place; lines and columns count from 1."""

    value: Any
    programme: str | None
    path: str
    line: int
    column: int
    basis: StatedBasis = UNSET


class ChangeData(Struct, frozen=True):
    """One change; a side that has no value is null."""

    kind: Kind
    level: Level
    dimension: str | None
    programme: Annotated[str | None, Meta(description="Id in the new revision; in the old one for what is gone.")]
    field: str | None
    old: SideData | None
    new: SideData | None
    delta: int | float | None
    percent: float | None
    because: list[str]
    fingerprint: str


class SuggestionData(Struct, frozen=True):
    """A likely rename, never applied."""

    old: str
    new: str
    similarity: float


class IndicatorSuggestionData(Struct, frozen=True):
    """An indicator of a programme that was likely reworded, never applied: the old and the new key."""

    programme: Annotated[str, Meta(description="Id in the new revision.")]
    old: str
    new: str
    similarity: float
    same_targets: bool


class RealignmentData(Struct, frozen=True):
    """Programmes that served the old missions and, under another RPJMD, serve the new ones; none where `[]`."""

    old: list[str]
    new: list[str]
    programmes: Annotated[list[str], Meta(description="Ids in the new revision.")]
    field: Annotated[Served, Meta(description="Whether the ids are missions, or goals and objectives.")]


class HighlightData(Struct, frozen=True):
    """The most important changes, most severe first: one programme, and the fingerprints of its changes."""

    kind: HighlightKind
    programme: str
    name: str
    dimension: str
    old: Annotated[int | None, Meta(description="Its budget in the old revision, whole rupiah.")]
    new: Annotated[int | None, Meta(description="Its budget in the new revision, whole rupiah.")]
    reason: Annotated[str, Meta(description="The text of a withdrawal.")]
    because: list[str]
    changes: list[str]
    old_approx: Approx = UNSET
    new_approx: Approx = UNSET


class FilterData(Struct, frozen=True):
    """What is shown; an empty list does not restrict. The level includes more severe ones."""

    dimension: list[str]
    agency: list[str]
    mission: list[str]
    kind: list[str]
    programme: list[str]
    level: Level


class Diff(Struct, frozen=True):
    """Result of `smartplan diff --format json`."""

    format: Literal[1]
    old: FileData
    new: FileData
    link: Annotated[Link, Meta(description="How the two revisions hang together.")]
    same_city: Annotated[bool, Meta(description="Whether both are plans of one city; else nothing is matched.")]
    filter: Annotated[FilterData | None, Meta(description="Null where everything is shown.")]
    summary: SummaryData
    realignment: Annotated[list[RealignmentData], Meta(description="Empty where the RPJMD is the same.")]
    highlights: list[HighlightData]
    changes: list[ChangeData]
    suggestions: list[SuggestionData]
    indicator_suggestions: list[IndicatorSuggestionData]
    regrouping: Annotated[
        list[Regrouping] | UnsetType,
        Meta(description="What scatters over the places of another profile; there where the profile is another."),
    ] = UNSET


def as_data(result: Result) -> Diff:
    """A comparison as data."""
    comparison = result.comparison
    marks = {id(change): fingerprint_of(change) for change in comparison.changes}
    return Diff(
        format=1,
        old=_file(result.old, result.documents["old"].name),
        new=_file(result.new, result.documents["new"].name),
        link=comparison.link,
        same_city=comparison.same_city,
        filter=_filter(comparison.filter),
        summary=comparison.summary,
        realignment=[
            RealignmentData(list(row.old), list(row.new), list(row.programmes), row.field)
            for row in comparison.realignment
        ],
        highlights=[_highlight(item, marks) for item in highlights(comparison)],
        changes=[_change(change, result, marks[id(change)]) for change in comparison.changes],
        suggestions=[SuggestionData(item.old, item.new, round(item.similarity, 2)) for item in comparison.suggestions],
        indicator_suggestions=[
            IndicatorSuggestionData(item.programme, item.old, item.new, round(item.similarity, 2), item.same_targets)
            for item in comparison.indicator_suggestions
        ],
        regrouping=UNSET if result.old.profile == result.new.profile else comparison.regrouping,
    )


def _file(plan: Plan, path: str) -> FileData:
    rpjmd = RpjmdData(plan.rpjmd.title, dict(plan.rpjmd.missions))
    return FileData(plan.revision, path, CityData(plan.city.code, plan.city.name), rpjmd)


def _filter(wanted: Wanted) -> FilterData | None:
    if not wanted:
        return None
    return FilterData(
        sorted(wanted.dimensions),
        sorted(wanted.agencies),
        sorted(wanted.missions),
        sorted(wanted.kinds),
        sorted(wanted.programmes),
        wanted.level,
    )


def _highlight(item: Highlight, marks: Mapping[int, str]) -> HighlightData:
    return HighlightData(
        item.kind,
        item.programme,
        item.name,
        item.dimension,
        item.old.rupiah,
        item.new.rupiah,
        item.reason,
        list(item.because),
        [marks[id(change)] for change in item.changes],
        item.old.approx or UNSET,
        item.new.approx or UNSET,
    )


def fingerprint_of(change: Change) -> str:
    """What the JSON tells a change by."""
    sides = [_marked(side) for side in (change.old, change.new)]
    return fingerprint(change.kind, change.dimension, change.programme, change.field, sides)


def _marked(side: Side | None) -> Any:
    """What tells a side from any other: its value, and how sure and of when a figure is."""
    return side and ([side.value, side.basis.approx, side.basis.as_of] if side.basis else side.value)


def _change(change: Change, result: Result, mark: str) -> ChangeData:
    return ChangeData(
        change.kind,
        change.level,
        change.dimension,
        change.programme,
        change.field,
        _side(change.old, result),
        _side(change.new, result),
        change.delta,
        change.percent,
        list(change.because),
        mark,
    )


def _side(side: Side | None, result: Result) -> SideData | None:
    if side is None:
        return None
    place = result.place(side)
    name = result.documents[side.file].name
    return SideData(side.value, side.programme, name, place.line, place.column, side.basis)
