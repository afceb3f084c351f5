"""The gap analysis of a plan: what there is, what there should be, and what closes the gap, by dimension."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from smartplan.plan.model import Plan


class GapRow(Struct, frozen=True, kw_only=True):
    """A gap of a dimension."""

    dimension: str
    gap: str
    present: str
    wanted: str
    programmes: Annotated[list[str], Meta(description="Ids of the programmes that close it, of any dimension.")]


def gap_rows(plan: Plan, programme: str | None = None) -> Iterator[GapRow]:
    """Every gap in the order of the file, or those that one programme closes."""
    for key, dimension in plan.dimensions.items():
        for id_, gap in dimension.gaps.items():
            if programme is None or programme in gap.programmes:
                yield GapRow(dimension=key, gap=id_, present=gap.present, wanted=gap.wanted, programmes=gap.programmes)
