"""What changed in the money of a programme: what is planned, what was spent, and what each indicator has of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from smartplan.compare.changes import Change, Kind, Side
from smartplan.compare.pair import ChangeScope, KeptScope
from smartplan.plan.budget import budget_of
from smartplan.plan.field_types import Fund
from smartplan.plan.figure import Budget, Money, basis, plus, rupiah, same_basis
from smartplan.plan.finding import Address
from smartplan.plan.model import Entry, Programme

_Cell = tuple[Fund, int]


class _Stated(NamedTuple):
    """Money of a source and year, and the first programme that states it, with its address there."""

    money: Money
    by: Entry
    steps: Address

    @property
    def path(self) -> Address:
        return (*self.by.path, *self.steps)


def of_programmes(owners: Mapping[str, KeptScope], olds: Sequence[Entry], news: Sequence[Entry]) -> Iterator[Change]:
    """Changes of what programmes that come from each other plan and spent, together.

    `owners` are those of the new ones of which something may be told: the first gets what stands in none of them.
    """
    yield from _of_field(owners, "budget-changed", "budget", budget_of, olds, news)
    yield from _of_field(owners, "spent-changed", "spent", lambda programme: programme.spent, olds, news)


def of_part(owner: ChangeScope, kind: Kind, field: str, old: Budget, new: Budget) -> Iterator[Change]:
    """Changes of the money of an indicator or an action."""
    if old == new:
        return
    before, after = (
        {(source, year): money for source, years in budget.items() for year, money in years.items()}
        for budget in (old, new)
    )
    for source, year in sorted(before.keys() | after.keys()):
        one, other = before.get((source, year)), after.get((source, year))
        if one != other:
            yield from _moved(owner, kind, f"{field}.{source}.{year}", one, other)


def _of_field(
    owners: Mapping[str, KeptScope],
    kind: Kind,
    field: str,
    of: Callable[[Programme], Budget],
    olds: Sequence[Entry],
    news: Sequence[Entry],
) -> Iterator[Change]:
    if len(olds) == len(news) == 1 and of(olds[0].programme) == of(news[0].programme):
        return
    before, after = _sums(olds, field, of), _sums(news, field, of)
    first = next(iter(owners.values()))
    for source, year in sorted(before.keys() | after.keys()):
        one, other = before.get((source, year)), after.get((source, year))
        if (one and one.money) == (other and other.money):
            continue
        paths = (one.path if one else None, other.path if other else None)
        name = f"{field}.{source}.{year}"
        owner = owners.get(other.by.id, first) if other else first
        for change in _moved(owner, kind, name, one and one.money, other and other.money, paths):
            # A sum over several programmes stands where the first of them states it, and names that one.
            sides = _of(change.old, one), _of(change.new, other)
            alike = sides[0] is change.old and sides[1] is change.new
            yield change if alike else structs.replace(change, old=sides[0], new=sides[1])


def _moved(
    owner: ChangeScope,
    kind: Kind,
    field: str,
    old: Money | None,
    new: Money | None,
    paths: tuple[Address | None, Address | None] = (None, None),
) -> Iterator[Change]:
    """An amount that changed, or only what it rests on."""
    one, other = None if old is None else rupiah(old), None if new is None else rupiah(new)
    bases, changed = (basis(old), basis(new)), one != other
    if changed or not same_basis(*bases):
        yield owner.change(
            kind if changed else "basis-changed",
            field,
            one,
            other,
            measured=changed,
            old_path=paths[0],
            new_path=paths[1],
            bases=bases,
        )


def _of(side: Side | None, stated: _Stated | None) -> Side | None:
    if side is None or stated is None or side.programme == stated.by.id:
        return side
    return structs.replace(side, programme=stated.by.id)


def _sums(entries: Sequence[Entry], field: str, of: Callable[[Programme], Budget]) -> Mapping[_Cell, _Stated]:
    """Money by source and year over the programmes of a group, and where it is stated first."""
    found: dict[_Cell, _Stated] = {}
    for entry in entries:
        for source, years in of(entry.programme).items():
            for year, money in years.items():
                sofar = found.get((source, year))
                found[source, year] = (
                    sofar._replace(money=plus(sofar.money, money))
                    if sofar
                    else _Stated(money, entry, _place(entry.programme, field, source, year))
                )
    return found


def _place(programme: Programme, field: str, source: Fund, year: int) -> Address:
    """Where a programme states money of a source and year; a sum stands at the first indicator that has some."""
    steps = (source, str(year))
    if year not in getattr(programme, field).get(source, ()):
        for id_, indicator in programme.indicators.items():
            if year in indicator.budget.get(source, ()):
                return ("indicators", id_, "budget", *steps)
    return (field, *steps)
