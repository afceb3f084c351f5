"""The JSON of `diff`: its shape, its schema and its fingerprints."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from smartplan.compare.changes import Change, Side
from smartplan.comparison import Result
from smartplan.fingerprint import fingerprint
from smartplan.report.data import render as as_json


class FileData(Struct, frozen=True):
    """One of the two files."""

    revision: str
    path: str


class SideData(Struct, frozen=True):
    """What stands on one side of a change, and where; lines and columns from 1."""

    value: Any
    programme: str | None
    path: str
    line: int
    column: int


class ChangeData(Struct, frozen=True):
    """One change; a side that has no value is null."""

    kind: str
    level: Literal["error", "warning", "info"]
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


class Balance(Struct, frozen=True):
    """Counts of programmes; moved, renumbered, merged and split are within changed."""

    old: int
    new: int
    added: int
    withdrawn: int
    dropped: int
    moved: int
    renumbered: int
    merged: int
    split: int
    changed: int
    unchanged: int


class MoneyData(Struct, frozen=True):
    """Whole rupiah; null where no programme states money."""

    old: int
    new: int
    delta: int


class DimensionData(Struct, frozen=True):
    """The balance of one dimension."""

    programmes: Balance
    budget: MoneyData | None


class SummaryData(Struct, frozen=True):
    """The balance of the whole."""

    programmes: Balance
    budget: MoneyData | None
    dimensions: dict[str, DimensionData]


class Diff(Struct, frozen=True):
    """Result of `smartplan diff --format json`."""

    format: Literal[1]
    old: FileData
    new: FileData
    link: Annotated[
        Literal["same", "states", "chain", "reverse", "broken", "unrelated"],
        Meta(description="How the two revisions hang together."),
    ]
    summary: SummaryData
    changes: list[ChangeData]
    suggestions: list[SuggestionData]


def data(result: Result) -> Diff:
    """A comparison as data."""
    comparison = result.comparison
    summary = msgspec.convert(comparison.summary, SummaryData, from_attributes=True)
    return Diff(
        1,
        FileData(result.old.revision, result.documents["old"].name),
        FileData(result.new.revision, result.documents["new"].name),
        comparison.link,
        summary,
        [_change(change, result) for change in comparison.changes],
        [SuggestionData(item.old, item.new, round(item.similarity, 2)) for item in comparison.suggestions],
    )


def render(result: Result) -> str:
    """A comparison as JSON text."""
    return as_json(data(result))


def _change(change: Change, result: Result) -> ChangeData:
    sides = [side.value if side else None for side in (change.old, change.new)]
    mark = fingerprint(change.kind, change.dimension, change.programme, change.field, sides)
    return ChangeData(
        change.kind, change.level, change.dimension, change.programme, change.field, _side(change.old, result),
        _side(change.new, result), change.delta, change.percent, list(change.because), mark,
    )  # fmt: skip


def _side(side: Side | None, result: Result) -> SideData | None:
    if side is None:
        return None
    place = result.place(side)
    return SideData(side.value, side.programme, result.documents[side.file].name, place.line, place.column)
