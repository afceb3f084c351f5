"""Absorption (serapan): what was spent of what was planned, of the sources and years for which a plan states both."""

from collections.abc import Callable, Collection
from typing import Annotated, NamedTuple

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.plan.budget import budget_of
from smartplan.plan.figure import Approx, Money, Sum, total, total_of
from smartplan.plan.model import Programme


class Absorption(Struct, frozen=True, kw_only=True):
    """Spent and planned, each over the funding sources and years of a programme for which both are stated."""

    spent: Annotated[int, Meta(description="Whole rupiah spent.")]
    budget: Annotated[int, Meta(description="Whole rupiah planned.")]
    share: Annotated[float | None, Meta(description="The first of the second; null where the second is zero.")]
    programmes: Annotated[int, Meta(description="How many programmes state both.")]
    approx: Approx = UNSET
    spent_approx: Approx = UNSET
    budget_approx: Approx = UNSET


# Of a result in which nothing has to be absorbed it is absent.
StatedAbsorption = Annotated[
    Absorption | UnsetType,
    Meta(
        description="What was spent of the budget, of the sources and years for which a programme states both; absent"
        " where none does."
    ),
]


class Spending(NamedTuple):
    """What a programme spent, and what it spent and planned of the sources and years for which it states both."""

    whole: Sum
    spent: Sum
    planned: Sum


def spending(
    programme: Programme, wanted: Callable[[int], bool], *, fund: str | None = None, year: int | None = None
) -> Spending | None:
    """The spending of a programme in the wanted years, of one funding source or of one year; None where none is stated.

    Nothing spent is stated as zero.
    """
    if not programme.spent:
        return None
    budget = budget_of(programme)
    whole: list[Money] = []
    spent: list[Money] = []
    planned: list[Money] = []
    for source, years in programme.spent.items():
        for when, money in years.items():
            if fund not in (None, source) or year not in (None, when) or not wanted(when):
                continue
            whole.append(money)
            beside = budget.get(source, {}).get(when)
            if beside is not None:
                spent.append(money)
                planned.append(beside)
    return Spending(total(whole), total(spent), total(planned)) if whole else None


def absorption(parts: Collection[Spending]) -> Absorption | UnsetType:
    """The absorption of some programmes together; unset where none states both."""
    both = [one for one in parts if one.planned.rupiah is not None]
    spent, planned = total_of([one.spent for one in both]), total_of([one.planned for one in both])
    if spent.rupiah is None or planned.rupiah is None:
        return UNSET
    return Absorption(
        spent=spent.rupiah,
        budget=planned.rupiah,
        share=spent.rupiah / planned.rupiah if planned.rupiah else None,
        programmes=len(both),
        approx=spent.approx or planned.approx or UNSET,
        spent_approx=spent.approx or UNSET,
        budget_approx=planned.approx or UNSET,
    )
