"""What became of the programmes that cite an input: what `inputs` asks of a comparison, without sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import UNSET

from smartplan.analysis.inputs import Became, Deed, Done, How
from smartplan.compare.changes import Change, Realignment
from smartplan.compare.revision import by_id
from smartplan.operations.diff import step
from smartplan.plan.budget import amount
from smartplan.plan.model import Entry
from smartplan.workspace.revision import Revision

# The most severe first: one that moved and changed is said to have moved, with what changed.
_HOWS: Final[tuple[How, ...]] = ("added", "merged", "split", "moved", "renumbered")
# Fewer programmes that serve the same may well cite an input for another reason, each for itself.
_AT_ONCE: Final = 3
# Fields whose values are short enough to be shown.
_SHORT: Final = ("name", "subdimension", "agency", "kind", "horizon", "quick_win", "status")


def done(revision: Revision) -> Became | None:
    """What became of each programme; None where the superseded revision is not at hand."""
    if revision.superseded is None:
        return None
    result = step(revision.superseded, revision)
    changes: defaultdict[str, list[Change]] = defaultdict(list)
    for change in result.comparison.changes:
        if change.programme and change.kind not in ("programme-withdrawn", "programme-dropped"):
            changes[change.programme].append(change)
    old, new = by_id(result.old), by_id(result.new)
    origins = result.comparison.predecessors
    became = {
        id_: _done(changes[id_], entry, [old[one] for one in origins.get(id_, ()) if one in old])
        for id_, entry in new.items()
    }
    return Became(became, _realigned(result.comparison.realignment, new))


def _realigned(rows: Iterable[Realignment], entries: Mapping[str, Entry]) -> dict[str, set[str]]:
    """By input, the programmes that it was cited in because they were realigned, all that serve the same at once."""
    found: defaultdict[str, list[Sequence[str]]] = defaultdict(list)
    for row in rows:
        citing = [set(entries[id_].programme.because) for id_ in row.programmes if id_ in entries]
        for ref in set.intersection(*citing) if citing else ():
            found[ref].append(row.programmes)
    return {ref: {id_ for ids in rows for id_ in ids} for ref, rows in found.items() if max(map(len, rows)) >= _AT_ONCE}


def _done(changes: Sequence[Change], entry: Entry, olds: Sequence[Entry]) -> Done:
    kinds = {change.kind for change in changes}
    how = next((how for how in _HOWS if f"programme-{how}" in kinds), "changed" if changes else "unchanged")
    return Done(how=how, deeds=[] if how == "added" else list(_deeds(changes, entry, olds)))


def _deeds(changes: Sequence[Change], entry: Entry, olds: Sequence[Entry]) -> Iterator[Deed]:
    """Each field that changed, once."""
    for field in dict.fromkeys(_field(change) for change in changes if change.field):
        if field == "budget":
            old, new = amount(one.programme for one in olds), amount([entry.programme])
            # Moved from year to year or from source to source, the sum stays.
            yield (
                Deed(field=field)
                if old.rupiah == new.rupiah
                else Deed(
                    field=field,
                    old=old.rupiah,
                    new=new.rupiah,
                    old_approx=old.approx or UNSET,
                    new_approx=new.approx or UNSET,
                )
            )
        elif field in _SHORT and len(olds) == 1:
            values = [getattr(one.programme, field) for one in (olds[0], entry)]
            was, now = (None if value == "" else value for value in values)
            yield Deed(field=field, old=was, new=now)
        else:
            yield Deed(field=field)


def _field(change: Change) -> str:
    """The field of a programme, or of one of its indicators, that a change is about."""
    steps = (change.field or "").split(".")
    return steps[2] if steps[0] == "indicators" and len(steps) > 2 else steps[0]
