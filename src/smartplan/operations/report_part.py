"""The part of a report that concerns some dimensions or agencies: of each result what is about them alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from smartplan.analysis.coverage import Coverage
from smartplan.analysis.inputs import Inputs, Reviewed, ReviewInput, counts_of
from smartplan.analysis.workload import Workload
from smartplan.compare.changes import Wanted
from smartplan.operations.summary import Summary
from smartplan.plan import profile
from smartplan.plan.model import Plan, Programme


def part_of(plan: Plan, wanted: Wanted) -> Plan:
    """The plan with the wanted programmes alone; the very plan where all are."""
    if not wanted:
        return plan

    def concerned(programmes: Mapping[str, Programme]) -> dict[str, Programme]:
        return {id_: one for id_, one in programmes.items() if _concerns(one, wanted)}

    dimensions = {
        key: replace(one, programmes=concerned(one.programmes))
        for key, one in plan.dimensions.items()
        if not wanted.dimensions or key in wanted.dimensions
    }
    found = replace(plan, dimensions=dimensions)
    taxonomy = profile.of(plan)
    if taxonomy is not None:
        profile.give(found, taxonomy)
    return found


def wins_of(summary: Summary, wanted: Wanted) -> Summary:
    """The summary without the quick wins that stopped: which of them were wanted, only the whole plan says."""
    if not wanted:
        return summary
    return replace(summary, quick_wins=[win for win in summary.quick_wins if win.state != "stopped"])


def coverage_of(coverage: Coverage, wanted: Wanted) -> Coverage:
    """The rows of the wanted dimensions, and the gaps of wanted programmes and dimensions.

    Whether a mission, an agency or a year has a programme, only the whole plan says.
    """
    if not wanted:
        return coverage
    kept = wanted.dimensions
    places = bool(kept) and not wanted.agencies
    return replace(
        coverage,
        cells=[row for row in coverage.cells if not kept or row.dimension in kept],
        dimensions=[row for row in coverage.dimensions if not kept or row.key in kept],
        holes=[hole for hole in coverage.holes if hole.programme or (places and hole.dimension in kept)],
        gaps=[gap for gap in coverage.gaps or () if places and gap.dimension in kept],
    )


def agencies_of(work: Workload, wanted: Wanted) -> Workload:
    """The agencies that have work in this part; who has none elsewhere is not told."""
    if not wanted:
        return work
    kept = wanted.dimensions
    return replace(
        work,
        agencies=[one for one in work.agencies if one.led or one.joined or one.actions],
        dimensions=[key for key in work.dimensions if not kept or key in kept],
        idle=[],
        partnering_only=[],
    )


def inputs_of(inputs: Inputs, programmes: Collection[str], wanted: Wanted) -> Inputs:
    """The inputs on a wanted dimension, from a wanted agency, or cited by one of these programmes."""
    if not wanted:
        return inputs

    def concerns(one: ReviewInput) -> bool:
        cited = any(citation.programme in programmes for citation in one.cited)
        return cited or one.dimension in wanted.dimensions or one.source in wanted.agencies

    def kept(reviews: Sequence[Reviewed]) -> Iterator[Reviewed]:
        for review in reviews:
            given = [one for one in review.inputs if concerns(one)]
            if given:
                yield replace(review, inputs=given)

    reviews, elsewhere, ahead = (list(kept(part)) for part in (inputs.reviews, inputs.elsewhere, inputs.ahead))
    totals = counts_of(one for review in reviews for one in review.inputs)
    return replace(
        inputs,
        reviews=reviews,
        elsewhere=elsewhere,
        ahead=ahead,
        unknown=[],
        totals=totals,
        participants=[],
        dimensions=[],
    )


def _concerns(programme: Programme, wanted: Wanted) -> bool:
    agencies = wanted.agencies
    return not agencies or not agencies.isdisjoint({programme.agency, *programme.participants})
