"""A part of a comparison: the changes that are wanted, and the balance of what is then shown."""

from collections.abc import Iterable

from msgspec import structs

from smartplan.compare.balance import summary
from smartplan.compare.changes import LEVELS, Change, Comparison, ProgrammeOutcome, SummaryData, Wanted
from smartplan.plan.model import Entry, Plan

# A programme by its id and whether it is gone: an id that was used anew is on both sides.
_Key = tuple[str, bool]


def select(comparison: Comparison, wanted: Wanted, old: Plan, new: Plan) -> Comparison:
    """The comparison of the two plans with the wanted part alone; `filter` names it.

    Dimensions, agencies, missions and programmes choose programmes, unchanged ones too. Kinds and a level choose
    changes, and then only programmes that have such a change are counted, each for what became of it altogether.
    """
    if not wanted:
        return comparison
    shown = {_key(outcome): outcome for outcome in comparison.outcomes if _is_chosen(outcome, wanted)}
    by_programme = bool(wanted.agencies or wanted.missions or wanted.programmes)
    changes = []
    for change in comparison.changes:
        if wanted.kinds and change.kind not in wanted.kinds:
            continue
        if LEVELS.index(change.level) > LEVELS.index(wanted.level):
            continue
        if change.programme is not None:
            if (change.programme, _is_gone(change)) in shown:
                changes.append(change)
        elif not by_programme and (not wanted.dimensions or change.dimension in wanted.dimensions):
            changes.append(change)
    if wanted.kinds or wanted.level != "info":
        touched = {(change.programme, _is_gone(change)) for change in changes if change.programme}
        shown = {key: outcome for key, outcome in shown.items() if key in touched}
    outcomes = list(shown.values())
    gone = {id_ for id_, is_gone in shown if is_gone}
    here = {id_ for id_, is_gone in shown if not is_gone}
    rows = (
        structs.replace(row, programmes=tuple(id_ for id_ in row.programmes if id_ in here))
        for row in comparison.realignment
    )
    regrouping = (
        structs.replace(
            row,
            programmes={
                place: left for place, ids in row.programmes.items() if (left := [id_ for id_ in ids if id_ in here])
            },
        )
        for row in comparison.regrouping
    )
    return structs.replace(
        comparison,
        changes=changes,
        suggestions=[item for item in comparison.suggestions if item.old in gone or item.new in here],
        indicator_suggestions=[item for item in comparison.indicator_suggestions if item.programme in here],
        summary=_without_empty(summary(outcomes, comparison.summary.dimensions, old, new)),
        outcomes=outcomes,
        realignment=[row for row in rows if row.programmes],
        regrouping=[row for row in regrouping if row.programmes],
        filter=wanted,
    )


def _key(outcome: ProgrammeOutcome) -> _Key:
    return (outcome.new.id, False) if outcome.new else (outcome.old[0].id, True)


def _is_gone(change: Change) -> bool:
    return change.kind in ("programme-dropped", "programme-withdrawn")


def _is_chosen(outcome: ProgrammeOutcome, wanted: Wanted) -> bool:
    """Whether the programme, or one that it comes from, is wanted in every respect."""
    entries: Iterable[Entry] = (*outcome.old, outcome.new) if outcome.new else outcome.old
    programmes = [entry.programme for entry in entries]
    return (
        (not wanted.programmes or any(entry.id in wanted.programmes for entry in entries))
        and (not wanted.dimensions or any(entry.dimension in wanted.dimensions for entry in entries))
        and (not wanted.agencies or any(wanted.agencies & {one.agency, *one.participants} for one in programmes))
        and (not wanted.missions or any(wanted.missions & set(one.missions) for one in programmes))
    )


def _without_empty(whole: SummaryData) -> SummaryData:
    """A part touches some dimensions only."""
    touched = {key: part for key, part in whole.dimensions.items() if part.programmes.old or part.programmes.new}
    return structs.replace(whole, dimensions=touched)
