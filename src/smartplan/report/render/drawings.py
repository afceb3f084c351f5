"""What a picture of numbers shows, as data: `report.charts` draws it. The same page has the numbers in a table.

Counts are printed as they are; all other numbers come as texts, in the language of the page.
"""

from collections.abc import Sequence

from msgspec import Struct


class FlowNode(Struct, frozen=True):
    """A thing in a layer of a flow, by its `key`, which no other layer has, with its number of programmes."""

    key: str
    label: str
    value: int


class FlowLink(Struct, frozen=True):
    """How many programmes lead from a node to one of the next layer."""

    source: str
    target: str
    value: int


class Flow(Struct, frozen=True):
    """What leads to what, in layers from left to right, each under its title."""

    titles: Sequence[str]
    layers: Sequence[Sequence[FlowNode]]
    links: Sequence[FlowLink]


class HeatRow(Struct, frozen=True):
    """A row of a heat map: a count for each column, None where there is none to tell; a `head` row has those below it.

    `total` stands beside the counts, which need not add up to it. A `gap` is a row of which there should be more.
    """

    label: str
    counts: Sequence[int | None]
    head: bool = False
    total: int | None = None
    gap: bool = False


class HeatMap(Struct, frozen=True):
    """Counts of rows by columns, such as sub-dimensions by years.

    `total` is the title of the totals, where the rows have one. `absent` and `gap` are what None and a gap mean, as the
    legend tells it. Shades go up to `most`, or to the largest count; a `unit` stands behind each count.
    """

    columns: Sequence[str]
    rows: Sequence[HeatRow]
    total: str = ""
    absent: str = ""
    gap: str = ""
    most: int = 0
    unit: str = ""


class Series(Struct, frozen=True):
    """A named line of values, one for each point, None where there is none; `texts` are the values as they are told."""

    label: str
    values: Sequence[float | None]
    texts: Sequence[str]


class LineChart(Struct, frozen=True):
    """Values over years, from zero to `highest`; `limits` are lines across with their names.

    `ticks` are the values of the scale as they are told.
    """

    points: Sequence[str]
    series: Sequence[Series]
    highest: float
    limits: Sequence[tuple[float, str]] = ()
    ticks: Sequence[tuple[float, str]] = ()


class TimelineRow(Struct, frozen=True):
    """A row of a timeline: what runs in which years, or a `head` for those below it.

    `kind` is the horizon that it belongs to: short, medium, long, or nothing where none is stated.
    """

    label: str
    years: Sequence[int] = ()
    kind: str = ""
    text: str = ""
    head: bool = False


class Timeline(Struct, frozen=True):
    """Programmes by year; `kinds` are the names of the horizons that occur."""

    years: Sequence[int]
    rows: Sequence[TimelineRow]
    kinds: Sequence[tuple[str, str]] = ()


Shape = Flow | HeatMap | LineChart | Timeline
