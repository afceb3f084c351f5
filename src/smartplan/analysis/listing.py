"""The programmes of a plan as rows, and their figures and actions: one row each, keyed by the addresses of fields."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from msgspec import Meta, Struct, structs

from smartplan.analysis.rows import planned_years
from smartplan.plan.budget import amount, budget_of
from smartplan.plan.field_types import Horizon, ProgrammeKind, Status, each
from smartplan.plan.figure import Amount, Measure, Money, Sum, is_approximate, measured, rupiah, total
from smartplan.plan.model import Entry, Indicator, Plan
from smartplan.plan.understand import Named, Words, understand

RowKind = Literal["programmes", "budget", "targets", "actuals", "actions"]
# A list keeps its order; nothing is stated where it is null or empty.
Value = str | bool | int | float | list[str | int] | None
_Row = dict[str, Any]
# Of the programme that a figure or an action belongs to.
_OF = ("id", "dimension", "subdimension", "name", "agency")
_MEASURES = (*_OF, "field", "indicator", "indicator.name", "unit", "direction", "year", "value", "approx")
# The columns of each kind of rows. They are an interface: a new one comes last.
COLUMNS: Final[Mapping[RowKind, tuple[str, ...]]] = {
    "programmes": (
        *_OF, "description", "partners", "missions", "objectives", "judged", "code", "location", "tags", "kind",
        "horizon", "quick_win", "status", "years", "execution", "budget.total", "budget.approx", "spent.total",
        "spent.approx", "indicators", "actions", "formerly", "because", "sources",
    ),
    "budget": (*_OF, "field", "source", "year", "value", "approx", "as_of"),
    "targets": _MEASURES,
    "actuals": _MEASURES,
    "actions": (
        *_OF, "action", "action.name", "action.agency", "kind", "years", "code", "execution", "budget.total",
        "budget.approx",
    ),
}  # fmt: skip
_DIGITS = re.compile(r"(\d+)")


class RowFilter(Struct, frozen=True, kw_only=True):
    """Which rows are wanted; what is empty does not restrict. An agency executes a programme or takes part in it."""

    dimension: list[str] = []
    agency: list[str] = []
    mission: list[str] = []
    status: list[Status] = []
    kind: list[ProgrammeKind] = []
    horizon: list[Horizon] = []
    quick_win: bool = False
    year: Annotated[
        list[int], Meta(description="Programmes and actions planned for one of these years, or figures of it.")
    ] = []

    def of(self, *, dimension: Set[str], agency: Set[str], mission: Set[str]) -> "RowFilter":
        """The same for some dimensions, agencies and missions alone."""
        return structs.replace(self, dimension=sorted(dimension), agency=sorted(agency), mission=sorted(mission))

    @property
    def is_set(self) -> bool:
        """Whether it restricts anything."""
        return self != RowFilter()


class Listing(Struct, frozen=True, kw_only=True):
    """Result of `smartplan list REV --format json`."""

    format: Literal[1] = 1
    revision: str
    path: str
    kind: Annotated[RowKind, Meta(description="What each row is about.")]
    filter: RowFilter
    of: Annotated[int, Meta(description="How many rows there are without the filter.")]
    columns: Annotated[list[str], Meta(description="The keys of each row, in their order.")]
    rows: Annotated[list[dict[str, Value]], Meta(description="Null or empty is what the plan does not state.")]


def listing(
    plan: Plan,
    kind: RowKind = "programmes",
    wanted: RowFilter | None = None,
    *,
    sort: str | None = None,
    reverse: bool = False,
    columns: Sequence[str] = (),
    path: str = "",
    titles: Words = MappingProxyType({}),
) -> Listing:
    """The wanted rows of a plan in the order of the file, or sorted by a column: what is not stated comes last.

    `columns` are those that each row is to have, all of them where it is empty: by their keys, or as `titles` has them
    in any language. Raises UnknownName for one that rows of that kind do not have, and AmbiguousName.
    """
    known = COLUMNS[kind]
    named = [Named(key, [title for names in titles.values() for title in names.get(key, ())]) for key in known]
    columns = [understand(name, "column", named) for name in columns]
    sort = None if sort is None else understand(sort, "column", named)
    wanted = wanted or RowFilter()
    every = [row for entry in plan.entries() for row in _ROWS[kind](entry)]
    entries = {entry.path: entry for entry in plan.entries() if _is_wanted(entry, wanted)}
    chosen = [row for entry in entries.values() for row in _ROWS[kind](entry) if _is_of_year(row, entry, kind, wanted)]
    chosen = in_order(chosen, sort, reverse=reverse)
    names = list(dict.fromkeys(columns)) or list(known)
    return Listing(
        revision=plan.revision,
        path=path,
        kind=kind,
        filter=wanted,
        of=len(every),
        columns=names,
        rows=[{name: row[name] for name in names} for row in chosen],
    )


def in_order(rows: list[_Row], sort: str | None, *, reverse: bool) -> list[_Row]:
    """The rows sorted by a column, where one is named: what is not stated comes last."""
    if sort is None:
        return rows[::-1] if reverse else rows
    stated = [row for row in rows if row[sort] not in (None, "", [])]
    stated.sort(key=lambda row: _order(row[sort]), reverse=reverse)
    return [*stated, *(row for row in rows if row[sort] in (None, "", []))]


def _is_wanted(entry: Entry, wanted: RowFilter) -> bool:
    programme = entry.programme
    return (
        (not wanted.dimension or entry.dimension in wanted.dimension)
        and (not wanted.agency or not {programme.agency, *programme.participants}.isdisjoint(wanted.agency))
        and (not wanted.mission or not {*programme.missions}.isdisjoint(wanted.mission))
        and (not wanted.status or programme.status in wanted.status)
        and (not wanted.kind or programme.kind in wanted.kind)
        and (not wanted.horizon or programme.horizon in wanted.horizon)
        and (not wanted.quick_win or programme.quick_win is True)
    )


def _is_of_year(row: Mapping[str, Any], entry: Entry, kind: RowKind, wanted: RowFilter) -> bool:
    if not wanted.year:
        return True
    if kind in ("programmes", "actions"):
        work = entry.programme if kind == "programmes" else entry.programme.actions[row["action"]]
        return not planned_years(work).isdisjoint(wanted.year)
    return row["year"] in wanted.year


def _order(value: Value) -> tuple[Any, ...]:
    """A key by which values of a column compare: numbers by size ahead of texts, GOV-9 ahead of GOV-10."""
    if isinstance(value, list):
        return (1, [_order(one) for one in value])
    if isinstance(value, str):
        parts = _DIGITS.split(value.casefold())
        # In turn a text and a number.
        return (1, [(int(part), "") if index % 2 else (0, part) for index, part in enumerate(parts)])
    return (0, [value])


def _of(entry: Entry) -> _Row:
    programme = entry.programme
    return {
        "id": entry.id,
        "dimension": entry.dimension,
        "subdimension": programme.subdimension or None,
        "name": programme.name,
        "agency": programme.agency or None,
    }


def _programmes(entry: Entry) -> Iterator[_Row]:
    programme = entry.programme
    budget = amount([programme])
    spent = total([money for amounts in programme.spent.values() for money in amounts.values()])
    yield {
        **_of(entry),
        "description": programme.description or None,
        "partners": programme.partners,
        "missions": programme.missions,
        "objectives": programme.objectives,
        "judged": programme.judged,
        "code": each(programme.code),
        "location": each(programme.location),
        "tags": programme.tags,
        "kind": programme.kind,
        "horizon": programme.horizon,
        "quick_win": programme.quick_win,
        "status": programme.status,
        "years": sorted(programme.years),
        "execution": _execution(programme.execution),
        **_sum("budget", budget),
        **_sum("spent", spent),
        "indicators": list(programme.indicators),
        "actions": list(programme.actions),
        "formerly": programme.formerly,
        "because": programme.because,
        "sources": programme.sources,
    }


def _sum(name: str, money: Sum) -> _Row:
    """Where nothing is stated, nothing is approximate or exact."""
    stated = money.rupiah is not None
    return {f"{name}.total": money.rupiah, f"{name}.approx": money.approx if stated else None}


def _execution(execution: Mapping[int, str]) -> list[str]:
    return [f"{year}: {ran}" for year, ran in sorted(execution.items())]


def _budget(entry: Entry) -> Iterator[_Row]:
    """Each amount that counts: those of the indicators only where the programme states none itself, as in any sum."""
    programme = entry.programme
    places = {"budget": programme.budget}
    if budget_of(programme) is not programme.budget:
        places = {f"indicators.{id_}.budget": indicator.budget for id_, indicator in programme.indicators.items()}
    for place, budget in places.items():
        for fund, amounts in budget.items():
            for year, money in sorted(amounts.items()):
                yield {**_of(entry), "field": f"{place}.{fund}.{year}", "source": fund, **_money(year, money)}


def _money(year: int, money: Money) -> _Row:
    return {
        "year": year,
        "value": rupiah(money),
        "approx": is_approximate(money),
        "as_of": (money.as_of if isinstance(money, Amount) else "") or None,
    }


def _indicators(entry: Entry) -> Iterator[tuple[str, str, Indicator]]:
    """Each indicator of a programme and of its actions, with its address in the programme and its id."""
    for id_, indicator in entry.programme.indicators.items():
        yield f"indicators.{id_}", id_, indicator
    for key, action in entry.programme.actions.items():
        for id_, indicator in action.indicators.items():
            yield f"actions.{key}.indicators.{id_}", id_, indicator


def _targets(entry: Entry) -> Iterator[_Row]:
    for place, id_, indicator in _indicators(entry):
        for year, measure in sorted(indicator.targets.items()):
            yield _measure(entry, f"{place}.targets.{year}", id_, indicator, year, measure)
        if indicator.target_end is not None:
            yield _measure(entry, f"{place}.target_end", id_, indicator, None, indicator.target_end)


def _actuals(entry: Entry) -> Iterator[_Row]:
    for place, id_, indicator in _indicators(entry):
        for year, measure in sorted(indicator.actuals.items()):
            yield _measure(entry, f"{place}.actuals.{year}", id_, indicator, year, measure)


def _measure(entry: Entry, field: str, id_: str, indicator: Indicator, year: int | None, measure: Measure) -> _Row:
    return {
        **_of(entry),
        "field": field,
        "indicator": id_,
        "indicator.name": indicator.name,
        "unit": indicator.unit or None,
        "direction": indicator.direction,
        "year": year,
        "value": measured(measure),
        "approx": is_approximate(measure),
    }


def _actions(entry: Entry) -> Iterator[_Row]:
    for id_, action in entry.programme.actions.items():
        budget = total([money for amounts in action.budget.values() for money in amounts.values()])
        yield {
            **_of(entry),
            "action": id_,
            "action.name": action.name,
            "action.agency": action.agency or None,
            "kind": action.kind,
            "years": sorted(action.years),
            "code": each(action.code),
            "execution": _execution(action.execution),
            **_sum("budget", budget),
        }


_ROWS: Final[Mapping[RowKind, Callable[[Entry], Iterator[_Row]]]] = {
    "programmes": _programmes,
    "budget": _budget,
    "targets": _targets,
    "actuals": _actuals,
    "actions": _actions,
}
