"""The money of a plan, and how it moved from one to the next: only what is stated, and only over the same years."""

from collections.abc import Callable
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from smartplan.plan.budget import amount, difference, of_years, period_years, shared_years, years_of
from smartplan.plan.figure import Approx, Sum
from smartplan.plan.model import Plan, Programme


class Common(Struct, frozen=True, kw_only=True):
    """The budget of the same years in both plans."""

    years: Annotated[list[int], Meta(description="First and last of these years.")]
    old: int | None
    new: int | None
    delta: Annotated[int | None, Meta(description="Null where one of the two states none.")]
    old_approx: Approx = UNSET
    new_approx: Approx = UNSET


class MoneyMove(Struct, frozen=True, kw_only=True):
    """Whole rupiah of each plan's own period, or of all its years where it has none; null where none is stated."""

    old: int | None
    new: int | None
    delta: Annotated[
        int | None, Meta(description="Null where one of the two states none, or their years are not the same.")
    ]
    funded: Annotated[int, Meta(description="How many programmes of the new plan state a part of `new`.")]
    common: Annotated[Common | None, Meta(description="Where the two plan other years, and share some.")]
    old_approx: Approx = UNSET
    new_approx: Approx = UNSET
    every: Annotated[
        Common | UnsetType,
        Meta(description="All years, where the two plan other ones, or have a budget for years outside."),
    ] = UNSET


def total(plan: Plan, wanted: Callable[[int], bool] | None = None) -> tuple[Sum, int]:
    """The money of the wanted years, or of all, and how many programmes state any of it."""
    programmes = _programmes(plan)
    return amount(programmes, wanted), sum(amount([one], wanted).rupiah is not None for one in programmes)


def money_years(plan: Plan) -> list[int]:
    """The years for which some programme states money."""
    return years_of(_programmes(plan))


def own_years(plan: Plan) -> Callable[[int], bool] | None:
    """Whether a year is one of the plan's period; None where that is not on record, and every year counts."""
    period = period_years(plan)
    return period.__contains__ if period else None


def moved(old: Plan, new: Plan) -> MoneyMove | None:
    """How the money moved; None where neither plan states any."""
    before, _ = total(old, own_years(old))
    after, funded = total(new, own_years(new))
    if before.rupiah is None and after.rupiah is None:
        return None
    same = period_years(old) == period_years(new)
    common = None
    if not same and (years := shared_years(old, new)):
        common = _common(old, new, years)
    years = sorted({*money_years(old), *money_years(new)})
    every = _common(old, new, years)
    return MoneyMove(
        old=before.rupiah,
        new=after.rupiah,
        delta=difference(before, after) if same else None,
        funded=funded,
        common=common,
        old_approx=before.approx or UNSET,
        new_approx=after.approx or UNSET,
        every=every if common or (every.old, every.new) != (before.rupiah, after.rupiah) else UNSET,
    )


def _common(old: Plan, new: Plan, years: list[int]) -> Common:
    one, other, delta = of_years(_programmes(old), _programmes(new), years)
    return Common(
        years=[years[0], years[-1]],
        old=one.rupiah,
        new=other.rupiah,
        delta=delta,
        old_approx=one.approx or UNSET,
        new_approx=other.approx or UNSET,
    )


def _programmes(plan: Plan) -> list[Programme]:
    return [entry.programme for entry in plan.entries()]
