"""Actions in words: those of one programme, and how many of each kind there are by dimension and by year."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from smartplan.analysis.actions import SCORED, ActionRow, ActionYear
from smartplan.analysis.programme_details import ActionDetails, IndicatorDetails
from smartplan.analysis.rows import Row
from smartplan.analysis.sources import SourceRow
from smartplan.messages import Catalogue
from smartplan.plan.field_types import ProgrammeKind
from smartplan.plan.figure import Sum
from smartplan.report.pages.agenda_items import SIGNS
from smartplan.report.render import cells, numbers
from smartplan.report.render.cells import NOTHING
from smartplan.report.render.figures import about
from smartplan.report.render.names import Names
from smartplan.report.render.page import Block, Cell, Column, Heading, Line, Table, Text
from smartplan.report.render.row_cells import ExecutionColumns
from smartplan.report.render.sentences import one_line
from smartplan.report.render.short_titles import short_titles

# More years than this stand below each other.
_YEARS_ABREAST = 8
_ByKind = Mapping[ProgrammeKind | None, Sequence[ActionRow]]


def of_programme(actions: Sequence[ActionDetails], names: Names, say: Catalogue) -> Iterator[Block]:
    """Each action of a programme, with what the signs at its years mean."""
    columns = [
        Column(say("coverage.row.action"), folds=True),
        Column(say("coverage.row.kind")),
        Column(say("field.years"), folds=True),
        Column(say("report.agency"), folds=True),
        Column(say("report.money"), right=True),
    ]
    lines = []
    for one in actions:
        code = f" ({one_line(one.code)})" if one.code else ""
        years = sorted({*one.years, *one.execution})
        dated = [f"{year} {SIGNS[one.execution[year]][0]}" if year in one.execution else str(year) for year in years]
        lines.append(
            Line(
                [
                    f"{one_line(f'{one.id} {one.name}')}{code}",
                    names.word(one.kind) if one.kind else NOTHING,
                    ", ".join(dated) or NOTHING,
                    one_line(one.agency.name or one.agency.id) if one.agency else NOTHING,
                    _money(one, say),
                ]
            )
        )
    yield Table(columns, lines)
    if any(one.execution for one in actions):
        yield Text(say("story.actions.signs"), "dim")


def _money(action: ActionDetails, say: Catalogue) -> Cell | str:
    if not action.budget:
        return NOTHING
    total, approx = action.budget.total, bool(action.budget.approx)
    return Cell(about(numbers.money(total, say.language), approx, say), value=Sum(total, approx))


def indicators(actions: Sequence[ActionDetails]) -> list[IndicatorDetails]:
    """The indicators of the actions, each with the id of its action."""
    return [replace(own, name=f"{one.id} {own.name or own.id}") for one in actions for own in one.indicators]


def evidence(actions: Sequence[ActionDetails]) -> list[tuple[SourceRow, list[str]]]:
    """Each source that shows the execution of actions, once, with the ids of these."""
    found: dict[str, tuple[SourceRow, list[str]]] = {}
    for one in actions:
        for source in one.evidence:
            found.setdefault(source.key, (source, []))[1].append(one.id)
    return list(found.values())


def counted(
    rows: Sequence[ActionRow], dimensions: Sequence[str], as_of: int, names: Names, say: Catalogue
) -> Iterator[Block]:
    """How many actions of each kind there are, by dimension and by year; nothing for a plan that lists none."""
    if not rows:
        return
    kinds = _kinds(rows)
    yield Heading(say("coverage.actions", n=sum(row.actions for row in rows)))
    yield _by_dimension(kinds, [*dict.fromkeys([*dimensions, *(row.dimension for row in rows)])], names, say)
    years = {kind: _years(found) for kind, found in kinds.items()}
    if any(years.values()):
        yield _by_year(years, kinds, as_of, names, say)
        yield Text(say("coverage.actions.legend", year=str(as_of)), "dim")


def by_kind(rows: Sequence[ActionRow], names: Names, say: Catalogue) -> Table:
    """How many actions of each kind there are, and what became of those that were planned so far."""
    kinds = {kind: _execution(found) for kind, found in _kinds(rows).items()}
    every = _execution(rows)
    execution = ExecutionColumns([*kinds.values(), every], say)
    columns = [Column(say("coverage.row.kind")), Column(say("report.actions"), right=True), *execution.columns()]
    lines = [
        Line([_kind(kind, names, say), _number(row.programmes, kind), *execution.cells(row)])
        for kind, row in kinds.items()
    ]
    return Table(
        columns, [*lines, Line([say("report.total"), cells.number(every.programmes), *execution.cells(every)], "total")]
    )


def _kinds(rows: Sequence[ActionRow]) -> _ByKind:
    """The rows by kind: those that are scored, were there none, then the others that there are."""
    found: dict[ProgrammeKind | None, list[ActionRow]] = {kind: [] for kind in SCORED}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    return found


def _by_dimension(kinds: _ByKind, dimensions: Sequence[str], names: Names, say: Catalogue) -> Table:
    titles = short_titles([names.dimension(key) for key in dimensions])
    columns = [Column(say("coverage.row.kind")), *(Column(title, right=True) for title in titles)]
    columns.append(Column(say("report.total"), right=True))
    lines, every = [], Counter[str]()
    for kind, rows in kinds.items():
        own = Counter({row.dimension: row.actions for row in rows})
        every += own
        counts = [cells.count(own[key]) for key in dimensions]
        lines.append(Line([_kind(kind, names, say), *counts, _number(own.total(), kind)]))
    last = [cells.count(every[key]) for key in dimensions]
    return Table(columns, [*lines, Line([say("report.total"), *last, cells.number(every.total())], "total")])


def _by_year(
    years: Mapping[ProgrammeKind | None, Mapping[int, ActionYear]],
    kinds: _ByKind,
    as_of: int,
    names: Names,
    say: Catalogue,
) -> Table:
    """Kinds by years, or years by kinds where there are too many years to stand abreast."""
    stated = sorted({year for found in years.values() for year in found})
    undated = {kind: sum(row.undated for row in rows) for kind, rows in kinds.items()}
    titles = [*map(str, stated), *([say("report.unstated")] if any(undated.values()) else [])]
    counts = {
        kind: [
            *(_year(found.get(year), year, as_of) for year in stated),
            *([cells.count(undated[kind])] if any(undated.values()) else []),
        ]
        for kind, found in years.items()
    }
    called = {kind: _kind(kind, names, say) for kind in kinds}
    if len(stated) <= _YEARS_ABREAST:
        columns = [Column(say("coverage.row.kind")), *(Column(title, right=True) for title in titles)]
        return Table(columns, [Line([called[kind], *row]) for kind, row in counts.items()])
    columns = [Column(say("report.year")), *(Column(called[kind], right=True) for kind in kinds)]
    return Table(
        columns, [Line([title, *(counts[kind][place] for kind in kinds)]) for place, title in enumerate(titles)]
    )


def _year(found: ActionYear | None, year: int, as_of: int) -> Cell | str:
    if found is None:
        return NOTHING
    if year > as_of:
        return cells.number(found.planned)
    # What was never recorded did not fail to run.
    return f"{found.ran if found.ran + found.not_run else '?'}/{found.planned}"


def _years(rows: Sequence[ActionRow]) -> dict[int, ActionYear]:
    parts: defaultdict[int, list[ActionYear]] = defaultdict(list)
    for row in rows:
        for year, one in row.years.items():
            parts[year].append(one)
    return {
        year: ActionYear(
            planned=sum(one.planned for one in found),
            ran=sum(one.ran for one in found),
            not_run=sum(one.not_run for one in found),
        )
        for year, found in parts.items()
    }


def _execution(rows: Sequence[ActionRow]) -> Row:
    """The counts of actions as those of programmes are drawn."""
    return Row(
        programmes=sum(row.actions for row in rows),
        ran=sum(row.ran for row in rows),
        not_run=sum(row.not_run for row in rows),
        not_recorded=sum(row.not_recorded for row in rows),
        planned=sum(row.planned for row in rows),
    )


def _kind(kind: ProgrammeKind | None, names: Names, say: Catalogue) -> str:
    return names.word(kind) if kind else say("report.unstated")


def _number(n: int, kind: ProgrammeKind | None) -> Cell:
    """A kind that is scored and of which there is none is a gap."""
    return cells.count(n, hole=kind in SCORED)
